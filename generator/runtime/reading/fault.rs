//! What is wrong with a request.

use http::StatusCode;
use std::fmt;

/// What is wrong with a value of a request, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// In a parameter: where it stands, its name, and what is wrong.
    Parameter(&'static str, &'static str, String),
    /// In the body: a JSON Pointer, and what is wrong.
    Body(String, String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parameter(location, name, what) => {
                write!(f, "{location} parameter {name}: {what}")
            }
            Self::Body(pointer, what) if pointer.is_empty() => write!(f, "body: {what}"),
            Self::Body(pointer, what) => write!(f, "body, {pointer}: {what}"),
        }
    }
}

/// Why a request is refused.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The status to answer with.
    pub status: StatusCode,
    /// All that is wrong, as a sentence.
    pub detail: String,
    /// The values that are wrong.
    pub faults: Vec<Fault>,
    /// The media type that was expected, where the body has another.
    pub accept: Option<String>,
}

impl Refusal {
    /// One that no value is at fault for.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self {
            status,
            detail: detail.into(),
            faults: Vec::new(),
            accept: None,
        }
    }

    /// 400 for parameters, 422 for the values in a body.
    pub fn of_faults(faults: Vec<Fault>) -> Self {
        let is_body = |fault: &Fault| matches!(fault, Fault::Body(..));
        let status = match faults.iter().all(is_body) {
            true => StatusCode::UNPROCESSABLE_ENTITY,
            false => StatusCode::BAD_REQUEST,
        };
        let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
        Self {
            faults,
            ..Self::new(status, lines.join("; "))
        }
    }
}
