//! Blocks become the lines of a doc comment.

use super::block::Block;
use super::clean::mark;
use super::inline::{finish, inline};
use super::line::{Marker, heading, is_rule};

/// The columns of a line of plain text.
const WIDTH: usize = 96;

/// The lines of all blocks: no blank line at either end, no two together.
pub(super) fn print(blocks: &[Block]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // The kind of the list at each level, as far as the last blocks were items of it.
    let mut list: [Option<Marker>; 2] = [None, None];
    let mut quoted = false;
    for block in blocks {
        let printed = lines_of(block, list[0]);
        if printed.is_empty() {
            continue;
        }
        let joins = match block {
            Block::Item { nested, marker, .. } => joins(&mut list, *nested, *marker),
            _ => {
                list = [None, None];
                false
            }
        };
        let quotes = matches!(block, Block::Text { quoted: true, .. });
        if !joins && !lines.is_empty() {
            lines.push(if quoted && quotes { ">" } else { "" }.to_owned());
        }
        quoted = quotes;
        lines.extend(printed);
    }
    while lines
        .last()
        .is_some_and(|line| line == "---" || line.is_empty())
    {
        lines.pop();
    }
    lines
}

/// Whether an item may follow the one before it without a blank line; and notes it.
fn joins(list: &mut [Option<Marker>; 2], nested: bool, marker: Marker) -> bool {
    let [outer, inner] = list;
    let joins = match (nested, *outer, *inner) {
        (false, None, _) => false,
        (false, Some(before), _) => before.continues(marker),
        (true, Some(_), Some(before)) => before.continues(marker),
        (true, Some(_), None) => matches!(marker, Marker::Bullet | Marker::Number(1)),
        (true, None, _) => false,
    };
    if nested {
        *inner = Some(marker);
    } else {
        (*outer, *inner) = (Some(marker), None);
    }
    joins
}

fn lines_of(block: &Block, outer: Option<Marker>) -> Vec<String> {
    match block {
        Block::Text { quoted, text } => paragraph(text, if *quoted { "> " } else { "" }),
        Block::Heading { level, text } => match one_line(text) {
            text if text.is_empty() => Vec::new(),
            text => vec![format!("{} {text}", "#".repeat(*level))],
        },
        Block::Item {
            nested,
            marker,
            text,
        } => match one_line(text) {
            text if text.is_empty() => Vec::new(),
            text => {
                let indent = match (nested, outer) {
                    (true, Some(Marker::Number(_))) => "   ",
                    (true, Some(Marker::Bullet)) => "  ",
                    _ => "",
                };
                let text = escape_start(&text);
                vec![match marker {
                    Marker::Bullet => format!("{indent}- {text}"),
                    Marker::Number(number) => format!("{indent}{number}. {text}"),
                }]
            }
        },
        Block::Table(table) => table.lines(one_line),
        Block::Code(lines) => code(lines),
        Block::Rule => vec!["---".to_owned()],
    }
}

/// A text, safe, on one line.
pub(super) fn one_line(text: &str) -> String {
    let text = inline(text).replace(['\n', mark::BREAK], " ");
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    finish(&words.join(" "))
}

fn paragraph(text: &str, prefix: &str) -> Vec<String> {
    let text = inline(text);
    let mut lines = Vec::new();
    let mut parts = text.split('\n').peekable();
    while let Some(part) = parts.next() {
        let hard = part.ends_with(mark::BREAK) && parts.peek().is_some();
        let part = part.replace(mark::BREAK, " ");
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        wrap(&escape_start(part), prefix, &mut lines);
        if let (true, Some(last)) = (hard, lines.last_mut()) {
            last.push('\\');
        }
    }
    // What followed the last hard break may have been nothing.
    if let Some(last) = lines.last_mut() {
        let slashes = last.len() - last.trim_end_matches('\\').len();
        if slashes % 2 == 1 {
            last.pop();
        }
    }
    lines
}

/// Breaks a line at blanks, where the next word cannot begin anything but text.
fn wrap(text: &str, prefix: &str, lines: &mut Vec<String>) {
    let mut line = prefix.to_owned();
    let mut width = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = word.chars().count();
        if width > 0 && width + 1 + length + prefix.len() > WIDTH && !begins_block(word) {
            lines.push(finish(&std::mem::replace(&mut line, prefix.to_owned())));
            width = 0;
        }
        if width > 0 {
            line.push(' ');
            width += 1;
        }
        line.push_str(word);
        width += length;
    }
    if width > 0 {
        lines.push(finish(&line));
    }
}

/// Whether a line that begins with this text is, or could be, something else than text.
fn begins_block(text: &str) -> bool {
    Marker::read(text).is_some()
        || heading(text).is_some()
        || is_rule(text)
        || text.starts_with(['>', '|'])
        || text.starts_with("~~~")
        || text.starts_with("```")
        || text.chars().all(|character| " -=:|_*".contains(character))
}

/// A text that begins a line, escaped where it would begin a block.
pub(super) fn escape_start(text: &str) -> String {
    if !begins_block(text) || text.starts_with('`') || text.starts_with('•') {
        return text.to_owned();
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = text.split_at(digits);
    format!("{number}\\{rest}")
}

/// A fence of our own around lines that cannot close it.
fn code(lines: &[String]) -> Vec<String> {
    let width = |line: &String| line.len() - line.trim_start_matches(' ').len();
    let full = lines.iter().filter(|line| !line.trim().is_empty());
    let common = full.map(width).min().unwrap_or(0);
    let mut inside: Vec<String> = Vec::new();
    let mut fence = 3;
    for line in lines {
        let line = finish(line.get(common..).unwrap_or_default());
        let line = line.trim_end().to_owned();
        if line.is_empty() && inside.last().is_none_or(String::is_empty) {
            continue;
        }
        let start = line.trim_start();
        fence = fence.max(start.len() - start.trim_start_matches('`').len() + 1);
        inside.push(line);
    }
    if inside.last().is_some_and(String::is_empty) {
        inside.pop();
    }
    if inside.is_empty() {
        return Vec::new();
    }
    let fence = "`".repeat(fence);
    inside.insert(0, format!("{fence}text"));
    inside.push(fence);
    inside
}
