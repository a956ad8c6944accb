//! The server: requests are read as strictly as types are built, and answers are of the types that
//! the document describes. Nothing in here is of one operation; generated code adds a table each.

mod access;
mod body;
mod incoming;
mod matcher;
mod operation;
mod problem;
mod reply;
mod routes;

pub use access::{Access, Credential};
pub use incoming::Incoming;
pub(crate) use operation::asked;
pub use operation::{Asked, Operation, Route};
pub use problem::{Error, Refusal, Result};
pub use reply::Reply;
pub(crate) use reply::answered;
pub(crate) use routes::serve;
pub use routes::{Server, not_implemented};
