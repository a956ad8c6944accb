//! What the server knows of an operation, and how its request is read.

use super::incoming::Incoming;
use super::routes::{Answering, Otherwise, unanswered};

/// An operation: what is the same in all its requests.
#[derive(Debug)]
pub struct Operation {
    /// Its `operationId`.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template: `/jobs/{jobId}`.
    pub path: &'static str,
    /// Alternatives, each a list of schemes that are needed together; empty: none is needed.
    pub security: &'static [&'static [&'static str]],
    /// What a token has to be granted.
    pub scopes: &'static [&'static str],
}

/// What an operation is asked: a type that is read out of a request.
pub trait Asked: Sized + Send + 'static {
    /// The operation.
    const OPERATION: &'static Operation;

    /// Reads the request; `None` where it is at fault, which `incoming` then knows.
    fn asked(incoming: &mut Incoming) -> impl Future<Output = Option<Self>> + Send;
}

/// An operation, and what checks its requests while nothing else answers them.
#[derive(Clone, Copy)]
pub struct Route {
    pub(super) operation: &'static Operation,
    pub(super) unanswered: fn(Incoming, Option<Otherwise>) -> Answering,
}

impl Route {
    /// The route of a request's type.
    pub const fn of<Q: Asked>() -> Self {
        Self {
            operation: Q::OPERATION,
            unanswered: unanswered::<Q>,
        }
    }
}

/// The table of a request: a row a parameter, then its body, if there is one.
///
/// ```text
/// asked! { Request: OPERATION {
///     "jobId" => job_id: required Path(Style::Simple.explode(false), Shape::Text);
///     "limit" => limit: optional Query(Style::Form.explode(true), Shape::Literal);
///     .. => body: required_json("application/json");
/// } }
/// ```
macro_rules! asked {
    ($name:ident: $operation:ident {
        $($wire:literal => $field:ident: $presence:ident $location:ident($style:expr, $shape:expr);)*
        $(.. => $body:ident: $read:ident($($argument:expr),*);)*
    }) => {
        impl $crate::runtime::server::Asked for $name {
            const OPERATION: &'static $crate::runtime::server::Operation = &$operation;

            async fn asked(incoming: &mut $crate::runtime::server::Incoming) -> Option<Self> {
                incoming.reading.know(&[$($wire),*]);
                $(let $field = incoming.reading.$presence(
                    $crate::runtime::reading::Location::$location, $wire, $style, &$shape);)*
                incoming.reading.is_sound()?;
                $(let $body = incoming.$read($($argument),*).await;)*
                Some(Self {
                    $($field: $field?,)*
                    $($body: $body?,)*
                    parts: incoming.parts(),
                })
            }
        }
    };
}
pub(crate) use asked;
