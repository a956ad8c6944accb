//! Addresses, in the forms that Markdown cannot misread.

/// The longest address that is made a link.
const LONGEST: usize = 2_000;

/// Parentheses in parentheses that an address may keep.
const DEEPEST: usize = 2;

/// Whether the text begins with `http://` or `https://`, in any case; then the length of that.
pub(super) fn scheme(text: &str) -> Option<usize> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let start = text.as_bytes().get(..scheme.len())?;
        start
            .eq_ignore_ascii_case(scheme.as_bytes())
            .then_some(scheme.len())
    })
}

/// An address that was marked as one, safe between `<>` and, unless its parentheses are unbalanced,
/// between `()`. `None` when it is not an http(s) address.
pub(super) fn explicit(url: &str) -> Option<String> {
    let url = url.trim();
    let start = scheme(url)?;
    let nothing = url.get(start..)?.is_empty();
    if nothing || url.len() > LONGEST {
        return None;
    }
    let mut safe = String::with_capacity(url.len());
    for character in url.chars() {
        push(&mut safe, character);
    }
    Some(safe)
}

/// The same for the use between `()`.
pub(super) fn destination(url: &str) -> String {
    let mut open = 0usize;
    let balanced = url.chars().all(|character| match character {
        '(' => {
            open += 1;
            open <= DEEPEST
        }
        ')' if open == 0 => false,
        ')' => {
            open -= 1;
            true
        }
        _ => true,
    });
    if balanced && open == 0 {
        return url.to_owned();
    }
    url.replace('(', "%28").replace(')', "%29")
}

/// The address that a text begins with, and the text after it.
pub(super) fn bare(text: &str) -> Option<(String, &str)> {
    let start = scheme(text)?;
    let (mut round, mut square) = (0usize, 0usize);
    let mut end = start;
    for (at, byte) in text.bytes().enumerate().take(LONGEST).skip(start) {
        let fits = match byte {
            b'(' => {
                round += 1;
                true
            }
            b'[' => {
                square += 1;
                true
            }
            b')' if round > 0 => {
                round -= 1;
                true
            }
            b']' if square > 0 => {
                square -= 1;
                true
            }
            b'\\' => text.as_bytes().get(at + 1) == Some(&b'_'),
            b')' | b']' | b'<' | b'>' | b'"' | b'`' | b'|' | b'^' => false,
            other => other.is_ascii_graphic(),
        };
        if !fits {
            break;
        }
        end = at + 1;
    }
    let found = text.get(..end)?.trim_end_matches(|last: char| {
        matches!(
            last,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '\\' | '(' | '['
        )
    });
    if found.len() <= start {
        return None;
    }
    let mut safe = String::with_capacity(found.len());
    for character in found.replace("\\_", "_").chars() {
        push(&mut safe, character);
    }
    Some((safe, text.get(found.len()..)?))
}

/// Writes a character as it is where it means nothing to Markdown, else percent-encoded.
fn push(safe: &mut String, character: char) {
    let plain = match character {
        '<' | '>' | '"' | '`' | '|' | '\\' | '^' | '[' | ']' => false,
        other => other.is_ascii_graphic() || other.is_alphanumeric(),
    };
    if plain {
        safe.push(character);
        return;
    }
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut bytes = [0; 4];
    for byte in character.encode_utf8(&mut bytes).bytes() {
        safe.push('%');
        for digit in [byte >> 4, byte & 15] {
            safe.push(char::from(HEX[usize::from(digit)]));
        }
    }
}
