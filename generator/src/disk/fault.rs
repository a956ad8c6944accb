//! Errors that say where, what and what to do.

use std::io::{Error, ErrorKind};
use std::path::Path;

/// The state after a failure, unless that failed too.
pub(super) const OLD: &str = "the old files are still in place";

/// Adds to an error of the system what was tried, where, and what may help.
pub(super) fn at(what: &'static str, path: &Path) -> impl FnOnce(Error) -> Error {
    move |error| {
        let kind = error.kind();
        let advice = advice(kind);
        Error::new(
            kind,
            format!("cannot {what} `{}`: {error}{advice}", path.display()),
        )
    }
}

/// Refuses to touch something.
pub(super) fn refuse(message: String) -> Error {
    Error::new(ErrorKind::AlreadyExists, message)
}

/// Adds the state of the output folder to an error, which is the next thing one wants to know.
pub(super) fn state(error: &Error, state: &str) -> Error {
    Error::new(error.kind(), format!("{error}; {state}"))
}

fn advice(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => ": free some space, then run again",
        ErrorKind::ReadOnlyFilesystem => ": choose another output folder",
        ErrorKind::PermissionDenied => {
            ": check who may write there, or choose another output folder"
        }
        _ => "",
    }
}
