//! What the beginning of a Markdown line means.

/// The widest column that a tab stop is apart.
const TAB: usize = 4;

/// A fence that opens a code block.
#[derive(Clone, Copy)]
pub(super) struct Fence {
    mark: char,
    length: usize,
}

impl Fence {
    /// The fence that a line opens, if it does.
    pub(super) fn open(line: &str) -> Option<Self> {
        let mark = line
            .chars()
            .next()
            .filter(|mark| matches!(mark, '`' | '~'))?;
        let info = line.trim_start_matches(mark);
        let length = line.len() - info.len();
        let opens = length >= 3 && (mark == '~' || !info.contains('`'));
        opens.then_some(Self { mark, length })
    }

    /// Whether a line closes the block.
    pub(super) fn is_closed_by(self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.length && line.chars().all(|character| character == self.mark)
    }
}

/// What begins a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Bullet,
    Number(u32),
}

impl Marker {
    /// The marker that a line begins with, and the text of the item.
    pub(super) fn read(line: &str) -> Option<(Self, &str)> {
        if let Some(rest) = line.strip_prefix(['-', '+', '*', '•']) {
            return ends_word(rest).then_some((Self::Bullet, rest.trim_start()));
        }
        let rest = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let digits = line.get(..line.len() - rest.len())?;
        let rest = rest.strip_prefix(['.', ')'])?;
        if digits.len() > 9 || !ends_word(rest) {
            return None;
        }
        Some((Self::Number(digits.parse().ok()?), rest.trim_start()))
    }

    /// Whether it begins a list where a paragraph could go on.
    pub(super) fn interrupts(self, text: &str) -> bool {
        !text.is_empty() && matches!(self, Self::Bullet | Self::Number(1))
    }

    /// Whether both are of one kind of list.
    pub(super) fn continues(self, other: Self) -> bool {
        matches!(self, Self::Bullet) == matches!(other, Self::Bullet)
    }
}

/// The width of the blanks that a line begins with, and the line without them.
pub(super) fn indentation(line: &str) -> (usize, &str) {
    let rest = line.trim_start_matches([' ', '\t']);
    let mut width = 0;
    for blank in line.bytes().take(line.len() - rest.len()) {
        width = match blank {
            b'\t' => (width / TAB + 1) * TAB,
            _ => width + 1,
        };
    }
    (width, rest)
}

/// A line without its indentation and quote markers: the width of the former after the latter, the
/// rest, and whether it is quoted.
pub(super) fn unquote(line: &str) -> (usize, &str, bool) {
    let (mut width, mut rest) = indentation(line);
    let mut quoted = false;
    while let Some(inner) = rest.strip_prefix('>') {
        quoted = true;
        (width, rest) = indentation(inner.strip_prefix(' ').unwrap_or(inner));
    }
    (width, rest, quoted)
}

/// The level and the text of a heading.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    if !(1..=6).contains(&level) || !ends_word(rest) {
        return None;
    }
    let text = rest.trim();
    let closed = text.trim_end_matches('#');
    let text = if closed.is_empty() || closed.ends_with([' ', '\t']) {
        closed.trim_end()
    } else {
        text
    };
    Some((level, text))
}

/// The level of the heading that a line would make of the text above it.
pub(super) fn underline(line: &str) -> Option<usize> {
    let line = line.trim();
    let only = |mark: char| line.len() >= 2 && line.chars().all(|other| other == mark);
    match () {
        () if only('=') => Some(1),
        () if only('-') => Some(2),
        () => None,
    }
}

/// Whether a line is a thematic break.
pub(super) fn is_rule(line: &str) -> bool {
    let Some(mark) = line.chars().next() else {
        return false;
    };
    let mut marks = line.chars().filter(|other| !matches!(other, ' ' | '\t'));
    matches!(mark, '-' | '_' | '*')
        && marks.clone().all(|other| other == mark)
        && marks.nth(2).is_some()
}

fn ends_word(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with([' ', '\t'])
}
