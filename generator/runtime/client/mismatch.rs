//! Successes whose body is not what the document says.

use super::answer::Answer;
use super::context::Context;
use super::decoder::Fault;
use super::error::{Error, ErrorKind};
use super::failure::reason;
use super::text::{EXCERPT, MESSAGE};
use crate::runtime::decoding::Outcome;
use crate::runtime::json;
use reqwest::header::CONTENT_ENCODING;
use serde_json::error::Category;

impl Context {
    /// A success of another kind than the document says.
    pub(super) fn content_type(&self, answer: Answer, wanted: &str) -> Error {
        let found = answer.header("content-type").unwrap_or("none");
        let mut text = format!(
            "{}, but the content type is {}, not {wanted}",
            reason(answer.status),
            self.safe(found, EXCERPT),
        );
        if !answer.body.is_empty() {
            text += &format!(": {}", self.excerpt(&answer.body));
        }
        self.error(ErrorKind::ContentType, text).with_answer(answer)
    }

    /// What is wrong with a success.
    pub(super) fn fault(&self, answer: Answer, fault: Fault) -> Error {
        match fault {
            Fault::Decode(outcome, error) => self.decode(answer, outcome, error),
            Fault::Violations(outcome) => self.violations(answer, outcome),
        }
    }

    /// A success whose body is not of its type, or no JSON at all.
    fn decode(&self, answer: Answer, outcome: Outcome<()>, error: serde_json::Error) -> Error {
        let status = reason(answer.status);
        let what = match error.classify() {
            Category::Data => {
                let message = self.safe(&json::bare_message(&error), MESSAGE);
                let pointer = self.safe(&outcome.pointer, MESSAGE);
                let colon = if pointer.is_empty() { "" } else { ": " };
                format!("{status}, but the body cannot be read: {pointer}{colon}{message}")
            }
            _ if answer.body.is_empty() => format!("{status}, but the body is empty, not JSON"),
            _ => {
                let message = self.safe(&json::bare_message(&error), MESSAGE);
                format!("{status}, but the body is not JSON: {message}")
            }
        };
        let mut text = match (error.line(), error.column()) {
            (0, _) | (_, 0) => what,
            (line, column) => format!("{what} (line {line}, column {column})"),
        };
        // reqwest removes the header where it decompresses.
        if let Some(encoding) = answer.header(CONTENT_ENCODING) {
            let encoding = self.safe(encoding, EXCERPT);
            text += &format!(
                ": it is compressed, as {encoding}: a feature of this crate may read that"
            );
        }
        self.error(ErrorKind::Decode, text)
            .with_violations(outcome.violations, outcome.omitted)
            .at(outcome.pointer)
            .with_source(error)
            .with_answer(answer)
    }

    /// A success whose body breaks rules, where that is an error.
    fn violations(&self, answer: Answer, outcome: Outcome<()>) -> Error {
        let mut line = format!(
            "{}, but the body is not what the document says",
            reason(answer.status)
        );
        let first = outcome.violations.first();
        if let Some(first) = first {
            line += &format!(": {}", self.safe(&first.to_string(), MESSAGE));
        }
        match outcome.violations.len() + outcome.omitted {
            0 | 1 => line.push_str(" (strict_responses)"),
            count => line += &format!(" and {} more (strict_responses)", count - 1),
        }
        let pointer = first.map(|first| first.pointer().to_owned());
        self.error(ErrorKind::Violations, line)
            .at(pointer.unwrap_or_default())
            .with_violations(outcome.violations, outcome.omitted)
            .with_answer(answer)
    }
}
