//! What the client knows of an operation.

/// One operation: what is the same in all its calls.
#[derive(Debug)]
pub struct Operation {
    /// Its `operationId`: how messages call it.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template: `/jobs/{jobId}`.
    pub path: &'static str,
    /// Alternatives, each a list of schemes that are needed together; empty: none is needed.
    pub security: &'static [&'static [&'static str]],
    /// What the caller has to be allowed to do, where the document says so.
    pub permission: Option<&'static str>,
    /// The `Accept` header.
    pub accept: &'static str,
}
