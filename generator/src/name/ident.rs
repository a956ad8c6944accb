//! Document text to identifiers: the only place where one becomes the other.
//!
//! **What leaves this module is an identifier of Rust made of ASCII letters, digits and
//! underscores**, whatever comes in. Letters of other scripts are spelled as code points, so no
//! look-alike, invisible or reordering character reaches the output.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Longer names are cut; file systems and readers have their limits.
const LONGEST: usize = 100;

/// Keywords of Rust up to edition 2024, reserved ones included.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that cannot be written as `r#...`.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "_"];

/// What clippy takes for a name that was left in by mistake; a document may mean it.
const PLACEHOLDERS: &[&str] = &["foo", "baz", "quux"];

/// `snake_case`, without regard to keywords.
pub(super) fn snake(text: &str) -> String {
    led_by_letter(&clean(text).to_snake_case(), 'n')
}

/// `UpperCamelCase`; `Self` alone is a keyword, and has no raw form.
pub(super) fn camel(text: &str) -> String {
    let name = led_by_letter(&clean(text).to_upper_camel_case(), 'N');
    if name == "Self" {
        "SelfValue".to_owned()
    } else {
        name
    }
}

/// `SHOUTY_SNAKE_CASE`.
pub(super) fn shouty(text: &str) -> String {
    led_by_letter(&clean(text).to_shouty_snake_case(), 'N')
}

/// A name of a field, function or argument: raw where it is a keyword.
pub(super) fn raw(name: &str) -> String {
    if NEVER_RAW.contains(&name) || PLACEHOLDERS.contains(&name) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name) {
        format!("r#{name}")
    } else {
        name.to_owned()
    }
}

/// A name of a module, and so of a file: no keyword, no device of Windows.
pub(super) fn module(text: &str) -> String {
    let name = snake(text);
    if name.is_empty() {
        return "unnamed".to_owned();
    }
    let is_device = matches!(name.as_str(), "con" | "prn" | "aux" | "nul")
        || (name.len() == 4 && (name.starts_with("com") || name.starts_with("lpt")));
    if is_device || KEYWORDS.contains(&name.as_str()) {
        format!("{name}_")
    } else {
        name
    }
}

/// A name of a crate: no keyword, and no crate that every program or this one has already.
pub(super) fn krate(text: &str) -> String {
    let name = snake(text);
    let is_taken = [
        "alloc",
        "axum",
        "bytes",
        "core",
        "futures_core",
        "getrandom",
        "gloo_timers",
        "http",
        "http_body",
        "proc_macro",
        "regex",
        "regress",
        "reqwest",
        "serde",
        "serde_json",
        "std",
        "test",
        "tokio",
        "tracing",
        "web_time",
    ]
    .contains(&name.as_str());
    match name.as_str() {
        "" => "api".to_owned(),
        _ if is_taken || KEYWORDS.contains(&name.as_str()) => format!("{name}_api"),
        _ => name,
    }
}

/// The letters and digits of a text, other characters as word breaks. A text of symbols alone is
/// spelled out.
fn clean(text: &str) -> String {
    let mut name = String::new();
    let has_word = text.chars().any(char::is_alphanumeric);
    for (index, character) in text.chars().enumerate() {
        match character {
            _ if name.len() >= LONGEST => break,
            'a'..='z' | 'A'..='Z' | '0'..='9' => name.push(character),
            '+' if index == 0 => name.push_str("plus "),
            '-' if index == 0 && text.len() > 1 && !text.starts_with("--") => {
                name.push_str("minus ")
            }
            _ if !has_word => name.push_str(symbol(character)),
            _ => match latin(character) {
                Some(letters) => name.push_str(letters),
                None if character.is_alphanumeric() => {
                    name.push_str(&format!(" u{:x} ", u32::from(character)))
                }
                None => name.push(' '),
            },
        }
    }
    // Breaks at the end would keep heck from seeing the last word.
    name.trim().to_owned()
}

/// A name that begins with a letter, and is not empty.
fn led_by_letter(name: &str, lead: char) -> String {
    match name.chars().next() {
        None => String::new(),
        Some(first) if first.is_ascii_digit() => format!("{lead}{name}"),
        Some(_) => name.to_owned(),
    }
}

/// A symbol as a word.
fn symbol(character: char) -> &'static str {
    match character {
        '=' => " equal ",
        '<' => " less ",
        '>' => " greater ",
        '!' => " not ",
        '*' => " star ",
        '/' => " slash ",
        '.' => " dot ",
        ',' => " comma ",
        '-' => " dash ",
        '_' => " underscore ",
        '%' => " percent ",
        '&' => " and ",
        '|' => " or ",
        '#' => " hash ",
        '$' => " dollar ",
        '@' => " at ",
        '?' => " question ",
        '~' => " tilde ",
        ':' => " colon ",
        ';' => " semicolon ",
        '^' => " caret ",
        '+' => " plus ",
        ' ' => " space ",
        _ => " symbol ",
    }
}

/// Latin letters with marks, without them.
fn latin(character: char) -> Option<&'static str> {
    Some(match character {
        'à'..='å' | 'ā' | 'ą' => "a",
        'À'..='Å' | 'Ā' | 'Ą' => "A",
        'æ' => "ae",
        'Æ' => "Ae",
        'ç' | 'ć' | 'č' => "c",
        'Ç' | 'Ć' | 'Č' => "C",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'È'..='Ë' | 'Ē' | 'Ę' | 'Ě' => "E",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'Ì'..='Ï' | 'Ī' | 'İ' => "I",
        'ł' => "l",
        'Ł' => "L",
        'ñ' | 'ń' | 'ň' => "n",
        'Ñ' | 'Ń' | 'Ň' => "N",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => "O",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'Ś' | 'Š' | 'Ş' => "S",
        'ß' => "ss",
        'ù'..='ü' | 'ū' | 'ű' | 'ů' => "u",
        'Ù'..='Ü' | 'Ū' | 'Ű' | 'Ů' => "U",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'Ź' | 'Ż' | 'Ž' => "Z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_is_an_identifier() {
        for (text, expected) in [
            ("jobType", "job_type"),
            ("", ""),
            ("2fa", "n2fa"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            (">=", "greater_equal"),
            ("größe", "grosse"),
            ("ключ", "u43a_u43b_u44e_u447"),
            ("a\u{202e}b", "a_b"),
            ("🚀", "symbol"),
            ("__id__", "id"),
        ] {
            assert_eq!(snake(text), expected, "{text}");
        }
        assert_eq!(camel("self"), "SelfValue");
        assert_eq!(raw("type"), "r#type");
        assert_eq!(raw("self"), "self_");
        assert_eq!(raw("foo"), "foo_");
        assert_eq!(module("Mod"), "mod_");
        assert_eq!(module("CON"), "con_");
        assert_eq!(module(""), "unnamed");
        assert_eq!(krate("Test"), "test_api");
        assert_eq!(krate("🚀"), "symbol");
    }
}
