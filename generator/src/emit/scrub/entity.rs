//! HTML character references.

use super::clean::is_forbidden;

/// The longest reference that is looked at, from `&` to `;`.
const LONGEST: usize = 12;

/// What a text that begins with `&` refers to, and the text after the reference. The character is
/// `None` when it cannot be printed.
pub(super) fn entity(text: &str) -> Option<(Option<char>, &str)> {
    let body = text.strip_prefix('&')?;
    let end = body
        .bytes()
        .take(LONGEST)
        .position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'#'))?;
    let (name, rest) = body.split_at(end);
    let rest = rest.strip_prefix(';')?;
    let Some(number) = name.strip_prefix('#') else {
        return Some((Some(named(name)?), rest));
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    let character = code.ok().and_then(char::from_u32)?;
    Some(match character {
        other if other.is_whitespace() => (Some(' '), rest),
        other if is_forbidden(other) => (None, rest),
        other => (Some(other), rest),
    })
}

/// Whether Markdown could read a reference at this `&`.
pub(super) fn looks_like_entity(text: &str) -> bool {
    let body = text.strip_prefix('&').unwrap_or(text);
    let name = body.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < body.len() && name.starts_with(';')
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "deg" => '°',
        "plusmn" => '±',
        "micro" => 'µ',
        "middot" => '·',
        "bull" => '•',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "laquo" => '«',
        "raquo" => '»',
        "times" => '×',
        "le" => '≤',
        "ge" => '≥',
        "ne" => '≠',
        "larr" => '←',
        "rarr" => '→',
        "euro" => '€',
        "pound" => '£',
        "sect" => '§',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "ecirc" => 'ê',
        "agrave" => 'à',
        "aacute" => 'á',
        "atilde" => 'ã',
        "ccedil" => 'ç',
        "iacute" => 'í',
        "oacute" => 'ó',
        "otilde" => 'õ',
        "uacute" => 'ú',
        "ntilde" => 'ñ',
        "lbrace" => '{',
        "rbrace" => '}',
        _ => return None,
    })
}
