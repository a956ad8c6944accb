//! Why a reference leads nowhere, and what to do about it.

use super::retrieve::Refusal;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::pointer::Pointer;

/// Why a reference leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceError {
    /// Nothing is there.
    Missing {
        /// The reference as written.
        reference: String,
        /// The deepest value on the way that exists.
        nearest: Pointer,
        /// A reference that exists and is written much like this one.
        suggestion: Option<String>,
    },
    /// It leads into another file, which is not read.
    File {
        /// The reference as written.
        reference: String,
        /// The path of the file from the folder of the document; empty if that was not looked at.
        path: String,
        /// Why it is not.
        refusal: Refusal,
        /// The local reference that may be meant.
        suggestion: Option<String>,
    },
    /// It is a path that does not begin where it stands.
    Absolute {
        /// The reference as written.
        reference: String,
        /// The local reference that may be meant.
        suggestion: Option<String>,
    },
    /// It has a scheme or a host.
    Remote {
        /// The reference as written.
        reference: String,
    },
    /// It names an anchor (`#name`) that no schema has.
    Anchor {
        /// The reference as written.
        reference: String,
        /// The local reference that may be meant.
        suggestion: Option<String>,
    },
    /// Its fragment is not UTF-8 once decoded.
    Malformed {
        /// The reference as written.
        reference: String,
    },
    /// It leads, over other references, back to itself.
    Cycle {
        /// The references on the way, the first of them last again.
        chain: Vec<String>,
    },
}

impl ReferenceError {
    /// The same where the reference leads into another file: what is meant there stands there too.
    pub(super) fn in_resource(mut self, resource: &str) -> Self {
        if let Self::Missing { suggestion, .. } | Self::Anchor { suggestion, .. } = &mut self {
            *suggestion = suggestion.take().map(|near| format!("{resource}{near}"));
        }
        self
    }

    /// The same for a reference that stands in a file of this path, and leads to nothing there.
    pub(super) fn of_file(mut self, path: &str) -> Self {
        if let Self::Missing { reference, .. } | Self::Anchor { reference, .. } = &mut self {
            reference.insert_str(0, path);
        }
        self
    }

    /// The finding, for a reference that stands at `place`.
    pub fn into_diagnostic(self, place: Place) -> Diagnostic {
        match self {
            Self::Missing {
                reference,
                nearest,
                suggestion,
            } => {
                let message = format!("the reference `{}` leads to nothing", brief(&reference));
                let error = Diagnostic::error(code::REFERENCE_MISSING, place, message);
                match suggestion {
                    Some(near) => error.help(format!("did you mean `{}`?", brief(&near))),
                    None => error.help(format!("of its path, `{nearest}` exists")),
                }
            }
            Self::File {
                reference,
                path,
                refusal,
                suggestion,
            } => of_file(&brief(&reference), &path, refusal, suggestion, place),
            Self::Absolute {
                reference,
                suggestion,
            } => {
                let shown = brief(&reference);
                let message = format!("the reference `{shown}` is an absolute path");
                let error = Diagnostic::error(code::REFERENCE_OUTSIDE, place, message);
                let help = "write the way from the file that it stands in: `../common/errors.yaml`";
                did_you_mean(error, suggestion, help)
            }
            Self::Remote { reference } => {
                let shown = brief(&reference);
                let message = format!("the reference `{shown}` is a URL: nothing is fetched");
                Diagnostic::error(code::REFERENCE_REMOTE, place, message)
                    .help("copy what it names into a file beside the document, and refer to that")
            }
            Self::Anchor {
                reference,
                suggestion,
            } => {
                let message = format!(
                    "the reference `{}` names an anchor that no schema has",
                    brief(&reference)
                );
                let error = Diagnostic::error(code::REFERENCE_ANCHOR, place, message);
                did_you_mean(
                    error,
                    suggestion,
                    "refer by path: `#/components/schemas/..`",
                )
            }
            Self::Malformed { reference } => {
                let message = format!("the reference `{}` is malformed", brief(&reference));
                Diagnostic::error(code::REFERENCE_MALFORMED, place, message).help(
                    "after `%` come two hexadecimal digits, and the bytes they give are UTF-8",
                )
            }
            Self::Cycle { chain } => {
                let shown: Vec<String> = chain.iter().take(8).map(|link| brief(link)).collect();
                let message = format!(
                    "this reference leads back to itself: {}",
                    shown.join(" -> ")
                );
                Diagnostic::error(code::REFERENCE_CYCLE, place, message)
                    .help("make one of these a value instead of a reference")
            }
        }
    }
}

/// The finding for a file that is not read.
fn of_file(
    shown: &str,
    path: &str,
    refusal: Refusal,
    suggestion: Option<String>,
    place: Place,
) -> Diagnostic {
    let error = |message: String| Diagnostic::error(code::REFERENCE_FILE, place.clone(), message);
    let leads = |to: &str| format!("the reference `{shown}` leads to {to}");
    match refusal {
        Refusal::Missing => {
            let error = error(leads("a file that is not there"));
            let help = match shown.contains('\\') {
                true => "folders are separated by `/`".to_owned(),
                false => format!(
                    "from the folder of the document, it would be `{}`",
                    brief(path)
                ),
            };
            did_you_mean(error, suggestion, &help)
        }
        Refusal::Outside { folders, common } => {
            let message = leads("a file out of the folder of the document");
            let folders: Vec<String> = folders.iter().map(|name| format!("`{name}`")).collect();
            let error = Diagnostic::error(code::REFERENCE_OUTSIDE, place, message);
            let error = error.label(format!("files are read beneath {}", folders.join(" and ")));
            let common = common.as_deref().unwrap_or("DIR");
            error.help(format!("allow more: `--root {common}`"))
        }
        Refusal::NotAFile => error(leads("a folder or a device, not to a file")),
        Refusal::Unreadable(why) => error(format!("the file of `{shown}` cannot be read: {why}")),
        Refusal::Limit(message) => Diagnostic::error(code::TOO_LARGE, place, message),
        Refusal::NoFolder => {
            let error = error(leads("another file, and the document comes from no folder"));
            let help = "name the document by its path, or its folder: `--root .`";
            did_you_mean(error, suggestion, help)
        }
        Refusal::NotAsked => {
            let error = error(leads("another file, which is not read"));
            let help = "refer to it from the document or a file of its own, not from an overlay";
            did_you_mean(error, suggestion, help)
        }
    }
}

fn did_you_mean(error: Diagnostic, suggestion: Option<String>, otherwise: &str) -> Diagnostic {
    match suggestion {
        Some(local) => error.help(format!("did you mean `{}`?", brief(&local))),
        None => error.help(otherwise),
    }
}
