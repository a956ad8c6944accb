//! The headers that a success carries: named in the comment of the operation, and read as text.

use super::Lowering;
use super::piece::Piece;
use super::response::is_success;
use crate::ir::ResponseHeader;

impl<'d> Lowering<'d> {
    pub(super) fn response_headers(&mut self, operation: &Piece<'d>) -> Vec<ResponseHeader> {
        let mut headers: Vec<ResponseHeader> = Vec::new();
        for (status, value, pointer) in operation.entries("responses") {
            if !is_success(status) && status != "default" {
                continue;
            }
            let Some(response) = self.piece(value, pointer) else {
                continue;
            };
            for (name, value, pointer) in response.entries("headers") {
                let is_known = |known: &ResponseHeader| known.name.eq_ignore_ascii_case(name);
                if headers.iter().any(is_known) {
                    continue;
                }
                if let Some(header) = self.piece(value, pointer) {
                    headers.push(ResponseHeader {
                        name: name.to_owned(),
                        description: header.text("description").unwrap_or_default().to_owned(),
                    });
                }
            }
        }
        headers
    }
}
