//! Operations that the document places at another server than the API's.

use super::client::{Call, Client, Operation};

impl<M> Client<M> {
    /// A call of such an operation. A base URL that the user gave goes for it too.
    pub(crate) fn call_at(
        &self,
        server: &'static str,
        operation: &'static Operation,
    ) -> Call<(), M> {
        let mut call = self.call(operation);
        call.draft.server = Some(server);
        call
    }
}
