//! The lines of a document that a finding shows: only these, cut to a window when they are long, and escaped.

use super::escape;
use super::lines::Lines;
use std::ops::Range;

/// A line with more bytes is cut; minified documents are one line.
const WHOLE_LINE: usize = 140;
/// Characters shown of a cut line before and from its first mark.
const BEFORE: usize = 40;
const FROM: usize = 60;

/// A range of the text to underline.
pub(super) struct Mark {
    pub(super) bytes: Range<usize>,
    pub(super) label: Option<String>,
    pub(super) primary: bool,
}

/// Consecutive lines, with marks whose ranges count in `text`.
pub(super) struct Excerpt {
    pub(super) first_line: usize,
    /// The byte of the document that its head names: of the primary mark, or else the first.
    pub(super) start: usize,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

/// A line, or the part of a long one around a mark.
struct Row {
    line: usize,
    shown: Range<usize>,
    marks: Vec<Mark>,
}

/// The excerpts for these marks, in the order of the text; marks a line or two apart share one.
pub(super) fn excerpts(lines: &Lines<'_>, marks: Vec<Mark>) -> Vec<Excerpt> {
    let mut excerpts: Vec<Excerpt> = Vec::new();
    let mut last = None;
    for row in rows(lines, marks) {
        // Two parts of one long line stand apart.
        let near = last.is_some_and(|last| row.line > last && row.line - last <= 2);
        let first_skipped = last.filter(|_| near).map_or(row.line, |last| last + 1);
        last = Some(row.line);
        if !near {
            excerpts.push(Excerpt {
                first_line: row.line + 1,
                start: row.marks.first().map_or(0, |mark| mark.bytes.start),
                text: String::new(),
                marks: Vec::new(),
            });
        }
        let Some(excerpt) = excerpts.last_mut() else {
            continue;
        };
        for line in first_skipped..row.line {
            let whole = lines.bytes(line);
            let shown = window(lines, &whole, whole.start);
            let marks = Vec::new();
            append(excerpt, lines, Row { line, shown, marks });
        }
        append(excerpt, lines, row);
    }
    excerpts
}

fn rows(lines: &Lines<'_>, mut marks: Vec<Mark>) -> Vec<Row> {
    // The primary mark first, so that the part of a long line is the part around it.
    marks.sort_by_key(|mark| (!mark.primary, mark.bytes.start));
    let mut rows: Vec<Row> = Vec::new();
    for mark in marks {
        let start = lines.floor(mark.bytes.start);
        let line = lines.line_of(start);
        let same =
            |row: &&mut Row| row.line == line && (row.shown.start..=row.shown.end).contains(&start);
        if let Some(row) = rows.iter_mut().find(same) {
            row.marks.push(mark);
            continue;
        }
        rows.push(Row {
            line,
            shown: window(lines, &lines.bytes(line), start),
            marks: vec![mark],
        });
    }
    rows.sort_by_key(|row| (row.line, row.shown.start));
    rows
}

/// Appends one row, with its marks moved to where their characters went.
fn append(excerpt: &mut Excerpt, lines: &Lines<'_>, row: Row) {
    if !excerpt.text.is_empty() {
        excerpt.text.push('\n');
    }
    let whole = lines.bytes(row.line);
    let shown = row.shown;
    if shown.start > whole.start {
        excerpt.text.push_str("...");
    }
    // Where each byte of the document went, as escapes are longer than what they stand for.
    let mut places = Vec::with_capacity(shown.len() + 1);
    for character in lines.text(shown.clone()).chars() {
        places.extend(std::iter::repeat_n(
            excerpt.text.len(),
            character.len_utf8(),
        ));
        escape::push(&mut excerpt.text, character);
    }
    let end = excerpt.text.len();
    places.push(end);
    if shown.end < whole.end {
        excerpt.text.push_str("...");
    }
    let place = |byte: usize| {
        let byte = byte.clamp(shown.start, shown.end) - shown.start;
        places.get(byte).copied().unwrap_or(end)
    };
    for mark in row.marks {
        if mark.primary {
            excerpt.start = mark.bytes.start;
        }
        let bytes = place(mark.bytes.start)..place(mark.bytes.end.max(mark.bytes.start));
        excerpt.marks.push(Mark { bytes, ..mark });
    }
}

fn window(lines: &Lines<'_>, whole: &Range<usize>, anchor: usize) -> Range<usize> {
    if whole.len() <= WHOLE_LINE {
        return whole.clone();
    }
    let anchor = lines.floor(anchor.clamp(whole.start, whole.end));
    let mut before = lines.text(whole.start..anchor).char_indices().rev();
    let mut from = lines.text(anchor..whole.end).char_indices();
    let start = before
        .nth(BEFORE - 1)
        .map_or(whole.start, |(at, _)| whole.start + at);
    let end = from.nth(FROM).map_or(whole.end, |(at, _)| anchor + at);
    start..end
}
