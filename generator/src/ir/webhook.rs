//! Webhooks: requests that the API sends.

use super::Operation;

/// A request that the API sends, and users receive. Types are named by its index behind those of
/// all operations.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// Where the document has it.
    pub origin: WebhookOrigin,
    /// What is sent. Its path is its name, or the expression that tells the URL of a callback.
    pub operation: Operation,
}

/// Where the document has a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookOrigin {
    /// Among the webhooks.
    Webhook,
    /// Among the callbacks of an operation.
    Callback(String),
}
