//! The beginning of a text, for use inside a line.

use super::block::{Block, blocks};
use super::clean::{clean, mark};
use super::html::convert;
use super::inline::{finish, inline};
use super::print::escape_start;

/// The characters of a text that are read.
const READ: usize = 2_000;

/// The characters of a summary, about.
const LONGEST: usize = 200;

/// The first sentence of a text, or its beginning, as one line of safe Markdown; empty when there
/// is nothing to show.
pub(crate) fn summary(text: &str) -> String {
    let (text, _) = clean(text, READ);
    let blocks = blocks(&convert(&text));
    let text = blocks
        .iter()
        .find_map(|block| match block {
            Block::Text { text, .. } | Block::Item { text, .. } => Some(text),
            _ => None,
        })
        .or_else(|| {
            blocks.iter().find_map(|block| match block {
                Block::Heading { text, .. } => Some(text),
                _ => None,
            })
        });
    let Some(text) = text else {
        return String::new();
    };
    let line = first_sentence(text);
    if !line.is_empty() {
        return finish(&escape_start(&line));
    }
    // One word that is too long: it is cut where it was not yet Markdown.
    let start: String = text
        .chars()
        .filter(|c| *c != mark::LINK)
        .take(LONGEST)
        .collect();
    let words: Vec<String> = inline(&start)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    match words.join(" ") {
        line if line.is_empty() => line,
        line => finish(&format!("{}…", escape_start(&line))),
    }
}

/// Whole words up to the end of a sentence or the limit. Spans of code and links are words.
fn first_sentence(text: &str) -> String {
    let text = inline(text);
    let mut line = String::new();
    let mut width = 0;
    let mut words = text
        .split([' ', '\n', mark::BREAK])
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        width += word.chars().count() + 1;
        if width > LONGEST {
            if !line.is_empty() {
                line.push('…');
            }
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if words.peek().is_none_or(|next| ends_sentence(word, next)) {
            break;
        }
    }
    line
}

fn ends_sentence(word: &str, next: &str) -> bool {
    let word = word.trim_end_matches([')', '"', '*', '_']);
    let Some(stem) = word.strip_suffix(['.', '!', '?']) else {
        return false;
    };
    // `e.g.`, `A.`, `1.`, `etc.`
    let letters =
        |part: &str| part.len() < 3 && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let stem = stem.trim_start_matches(['(', '"']);
    let abbreviates = word.ends_with('.')
        && (stem.split('.').all(letters) || matches!(stem, "etc" | "vs" | "No"));
    !abbreviates && !next.starts_with(|first: char| first.is_lowercase())
}
