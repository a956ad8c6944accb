//! Requests, read into types that are proofs. Nothing in here knows how a request arrived: a
//! server and the receivers of webhooks do.

mod body;
mod fault;
mod pairs;
mod parameter;

pub use fault::{Fault, Refusal};
pub(crate) use pairs::Pair;
pub use parameter::Location;

use super::words::decode;
use http::StatusCode;
use http::header::COOKIE;
use http::request::Parts;

/// A request being read: its head, and all that is wrong with it.
#[derive(Debug)]
pub struct Reading {
    pub(crate) head: Parts,
    /// The parameters of the path, still encoded.
    segments: Vec<(&'static str, String)>,
    pub(crate) query: Vec<Pair>,
    pub(crate) cookies: Vec<Pair>,
    /// The names of all parameters: what is free in form takes none of them.
    names: &'static [&'static str],
    tolerance: Tolerance,
    faults: Vec<Fault>,
    violations: Vec<Fault>,
    /// Why the body is refused, where that is no fault of a value in it.
    refusal: Option<Refusal>,
}

/// What becomes of values that break a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tolerance {
    /// They are faults.
    Strict,
    /// They are kept as they came, and listed.
    Tolerant,
}

impl Reading {
    /// Begins with the head of a request, and what its path says.
    pub fn new(head: Parts, segments: Vec<(&'static str, String)>, tolerance: Tolerance) -> Self {
        let query = pairs::pairs(head.uri.query().unwrap_or_default());
        let refusal = query.is_none().then(|| {
            let detail = "the query is not UTF-8, or not percent-encoded";
            Refusal::new(StatusCode::BAD_REQUEST, detail)
        });
        Self {
            cookies: cookies(&head),
            head,
            segments,
            query: query.unwrap_or_default(),
            names: &[],
            tolerance,
            faults: Vec::new(),
            violations: Vec::new(),
            refusal,
        }
    }

    /// Says the names of all parameters.
    pub const fn know(&mut self, names: &'static [&'static str]) {
        self.names = names;
    }

    /// Whether nothing is wrong so far: a body is not read for parameters that are at fault.
    pub fn is_sound(&self) -> Option<()> {
        (self.faults.is_empty() && self.refusal.is_none()).then_some(())
    }

    /// What was tolerated.
    pub fn violations(self) -> Vec<Fault> {
        self.violations
    }

    /// What is answered to a request that is at fault.
    pub fn refusal(self) -> Refusal {
        self.refusal
            .unwrap_or_else(|| Refusal::of_faults(self.faults))
    }

    pub(crate) fn refuse<T>(&mut self, refusal: Refusal) -> Option<T> {
        self.refusal.get_or_insert(refusal);
        None
    }

    fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// A value that breaks a rule.
    fn violated(&mut self, fault: Fault) {
        match self.tolerance {
            Tolerance::Strict => self.faults.push(fault),
            Tolerance::Tolerant => self.violations.push(fault),
        }
    }
}

fn cookies(head: &Parts) -> Vec<Pair> {
    let lines = head.headers.get_all(COOKIE).into_iter();
    let lines = lines.filter_map(|line| line.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';'));
    let pairs = pairs.filter_map(|pair| pair.trim().split_once('='));
    pairs
        .map(|(name, value)| {
            (
                name.to_owned(),
                decode(value).unwrap_or_else(|| value.to_owned()),
            )
        })
        .collect()
}
