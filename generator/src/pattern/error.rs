//! Why a pattern is not compiled.

use std::fmt;

/// Why a pattern is not compiled. None of its texts quotes the pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternError {
    /// What kind of reason it is.
    pub kind: PatternErrorKind,
    /// The reason in a few words, such as `unterminated group`.
    pub message: &'static str,
    /// The byte of the pattern at which it shows.
    pub offset: usize,
    /// What to write instead.
    pub help: Option<&'static str>,
}

/// The two kinds of reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternErrorKind {
    /// It is not a pattern of ECMA-262, neither with the flag `u` nor without.
    Syntax,
    /// It costs more than the budget allows.
    TooLarge,
}

pub(super) type Result<T> = std::result::Result<T, PatternError>;

impl PatternError {
    pub(super) fn syntax(message: &'static str, offset: usize) -> Self {
        Self {
            kind: PatternErrorKind::Syntax,
            message,
            offset,
            help: None,
        }
    }

    pub(super) fn too_large(message: &'static str) -> Self {
        Self {
            kind: PatternErrorKind::TooLarge,
            message,
            offset: 0,
            help: None,
        }
    }

    pub(super) fn with_help(self, help: &'static str) -> Self {
        Self {
            help: Some(help),
            ..self
        }
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message, self.offset)
    }
}

impl std::error::Error for PatternError {}
