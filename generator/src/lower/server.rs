//! `servers`: of the API, and of operations that are elsewhere.

use super::Lowering;
use super::piece::Piece;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::ir::{Server, Variable};

impl<'d> Lowering<'d> {
    /// The servers of the API. The first one is called, unless the user names another.
    pub(super) fn servers(&mut self, root: &Piece<'d>) {
        for (index, (value, pointer)) in root.items("servers").into_iter().enumerate() {
            let Some(piece) = self.piece(value, pointer) else {
                continue;
            };
            let Some(server) = self.server(&piece) else {
                continue;
            };
            if index == 0 {
                self.api.base_url_env = piece.texts("x-typewright-env");
                let label = "users have to give a base URL";
                let url = self.whole(&server, &piece, label);
                self.api.base_url = url.unwrap_or_default();
            }
            self.api.servers.push(server);
        }
    }

    /// The server of an operation: its own, else that of its path; none where that is the API's.
    pub(super) fn own_server(&mut self, item: &Piece<'d>, operation: &Piece<'d>) -> Option<String> {
        let mut servers = operation.items("servers").into_iter();
        let (value, pointer) = servers
            .next()
            .or_else(|| item.items("servers").into_iter().next())?;
        let piece = self.piece(value, pointer)?;
        let server = self.server(&piece)?;
        let url = self.whole(&server, &piece, "the API's base URL is called")?;
        (url != self.api.base_url).then_some(url)
    }

    /// Where the document names no server for the API, but one for each operation, the first of
    /// them stands for the API.
    pub(super) fn settle_server(&mut self) {
        let operations = &self.api.operations;
        if self.api.base_url.is_empty()
            && operations
                .iter()
                .all(|operation| operation.server.is_some())
            && let Some(first) = operations.first()
        {
            self.api.base_url = first.server.clone().unwrap_or_default();
            for operation in &mut self.api.operations {
                operation.server.take_if(|url| *url == self.api.base_url);
            }
        }
    }

    fn server(&mut self, piece: &Piece<'d>) -> Option<Server> {
        let server: openapiv3::Server = self.read(piece, "server")?;
        let variables = server.variables.into_iter().flatten();
        Some(Server {
            url: server.url,
            description: server.description.unwrap_or_default(),
            variables: variables
                .map(|(name, variable)| Variable {
                    name,
                    default: variable.default,
                    values: variable.enumeration,
                    description: variable.description.unwrap_or_default(),
                })
                .collect(),
        })
    }

    /// The URL with the defaults of its variables; none where it cannot be called so.
    fn whole(&mut self, server: &Server, piece: &Piece<'d>, label: &str) -> Option<String> {
        let mut url = server.url.clone();
        for variable in &server.variables {
            url = url.replace(&format!("{{{}}}", variable.name), &variable.default);
        }
        let is_whole = url.starts_with("https://") || url.starts_with("http://");
        if is_whole && !url.contains('{') {
            return Some(url);
        }
        let pointer = piece.pointer.child("url");
        let message = "the server's URL is not whole";
        let note = Diagnostic::note(code::SERVER_INCOMPLETE, Place::Value(pointer), message);
        self.diagnostics
            .push(note.label(label).help(whole_help(&url)));
        None
    }
}

/// What makes a URL whole.
fn whole_help(url: &str) -> String {
    let variable = url
        .split_once('{')
        .and_then(|(_, rest)| rest.split_once('}'));
    match variable {
        Some((name, _)) => {
            let name = brief(name);
            format!("write `variables: {{ {name}: {{ default: .. }} }}` beside the `url`")
        }
        None if url.starts_with('/') => format!("write `https://..{}`", brief(url)),
        None => format!("write `https://{}`", brief(url.trim_start_matches("//"))),
    }
}
