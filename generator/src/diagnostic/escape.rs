//! Text from a document, made fit for a terminal: no character that moves, hides or reorders what is printed.

use std::fmt::Write as _;

/// The beginning of a text from a document, for use inside a message.
pub fn brief(text: &str) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

/// At most `bytes` of a text, on one line, with unsafe characters written as `\u{..}`.
pub(crate) fn scrub(text: &str, bytes: usize) -> String {
    let mut clean = String::new();
    for character in text.chars() {
        if clean.len() + 12 > bytes {
            clean.push('…');
            break;
        }
        push(&mut clean, character);
    }
    clean
}

/// Appends a character, or its escape.
pub(super) fn push(clean: &mut String, character: char) {
    match character {
        '\n' => clean.push_str("\\n"),
        '\r' => clean.push_str("\\r"),
        '\t' => clean.push_str("    "),
        other if is_unsafe(other) => {
            // Writing to a `String` cannot fail.
            let _ = write!(clean, "\\u{{{:x}}}", u32::from(other));
        }
        other => clean.push(other),
    }
}

/// Controls, line separators, and the invisible characters that reorder or hide text.
pub(super) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{61C}'
                | '\u{180E}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E01EF}'
        )
}
