//! What a code means, at length.

use super::Diagnostics;
use super::code::{ALL, Code};
use super::escape::scrub;
use crate::suggest::nearest;

/// The code of this name, in capitals or not; or else the name that may be meant.
pub fn find(name: &str) -> Result<&'static Code, Option<&'static str>> {
    let named = |code: &&Code| code.name.eq_ignore_ascii_case(name);
    let names = || ALL.iter().map(|code| code.name);
    ALL.iter().find(named).ok_or_else(|| nearest(name, names()))
}

/// Why a name is no code, in one line.
pub fn unknown(name: &str, near: Option<&str>) -> String {
    let name = scrub(name, 80);
    match near {
        Some(near) => format!("there is no code `{name}`: did you mean `{near}`?"),
        None => format!("there is no code `{name}`: `typewright explain` lists all"),
    }
}

/// The page of a code, under a title.
pub fn page(code: &Code) -> String {
    format!("# {}: {}\n\n{}", code.name, code.meaning, code.page)
}

/// All codes with their meanings, a line each.
pub fn list() -> String {
    let lines = ALL.iter();
    lines
        .map(|code| format!("{}  {}\n", code.name, code.meaning))
        .collect()
}

/// The code to ask about first: the first of the gravest.
pub fn foremost(diagnostics: &Diagnostics) -> Option<&'static str> {
    let gravest = diagnostics.iter().min_by_key(|finding| finding.severity);
    gravest.map(|finding| finding.code)
}
