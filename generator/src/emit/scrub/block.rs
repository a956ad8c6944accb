//! The text is divided into blocks: what Markdown would nest is laid side by side.

use super::clean::mark;
use super::line::{Fence, Marker, heading, is_rule, underline, unquote};
use super::table::Table;

/// Longer text is no heading, whatever is below it.
const LONGEST_HEADING: usize = 120;

/// A part of a description. Texts are Markdown, not yet safe, their lines trimmed.
pub(super) enum Block {
    Text {
        quoted: bool,
        text: String,
    },
    Heading {
        level: usize,
        text: String,
    },
    Item {
        nested: bool,
        marker: Marker,
        text: String,
    },
    Table(Table),
    Code(Vec<String>),
    Rule,
}

/// Divides a text.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut divider = Divider::default();
    for line in text.lines() {
        divider.line(line);
    }
    divider.blocks
}

#[derive(Default)]
struct Divider {
    blocks: Vec<Block>,
    /// The last block goes on with the next line of text.
    open: bool,
    code: Option<Code>,
    /// The indentation of the items of the list, as long as it goes on.
    list: Option<usize>,
}

struct Code {
    /// What ends it; preformatted text has a mark of its own.
    fence: Option<Fence>,
    quoted: bool,
}

impl Divider {
    fn line(&mut self, line: &str) {
        let (width, rest, quoted) = unquote(line);
        if self.code_line(line, rest, quoted) {
            return;
        }
        let rest = rest.trim_end();
        if rest.trim_end_matches(mark::BREAK).is_empty() {
            self.open = false;
        } else if rest.starts_with(mark::PRE) {
            self.begin_code(None, quoted);
        } else if let Some(fence) = Fence::open(rest) {
            self.begin_code(Some(fence), quoted);
        } else if !(self.heading(rest) || self.table(rest) || self.item(width, rest, quoted)) {
            self.text(&hard(line, rest), quoted);
        }
    }

    /// Takes a line of an open code block.
    fn code_line(&mut self, line: &str, rest: &str, quoted: bool) -> bool {
        let Some(code) = &self.code else {
            return false;
        };
        let ends = match code.fence {
            None => rest.starts_with(mark::PRE_END),
            Some(_) if code.quoted && !quoted => {
                self.code = None;
                return false;
            }
            Some(fence) => fence.is_closed_by(rest),
        };
        if ends {
            self.code = None;
        } else if let Some(Block::Code(lines)) = self.blocks.last_mut() {
            let line = match line.trim_start().strip_prefix('>') {
                Some(inner) if code.quoted => inner.strip_prefix(' ').unwrap_or(inner),
                _ => line,
            };
            lines.push(line.trim_end().replace('\t', "    "));
        }
        true
    }

    fn begin_code(&mut self, fence: Option<Fence>, quoted: bool) {
        self.push(Block::Code(Vec::new()));
        self.code = Some(Code { fence, quoted });
    }

    /// Takes a heading, or what makes one of the text above, or a line across.
    fn heading(&mut self, rest: &str) -> bool {
        if let Some((level, text)) = heading(rest) {
            self.push(Block::Heading {
                level,
                text: text.to_owned(),
            });
            return true;
        }
        if let (
            true,
            Some(level),
            Some(Block::Text {
                quoted: false,
                text,
            }),
        ) = (self.open, underline(rest), self.blocks.last_mut())
            && text.len() <= LONGEST_HEADING
        {
            let text = std::mem::take(text);
            self.blocks.pop();
            self.push(Block::Heading { level, text });
            return true;
        }
        if is_rule(rest) {
            self.push(Block::Rule);
            return true;
        }
        false
    }

    /// Takes a row of a table, or the line that makes a table of the line above.
    fn table(&mut self, rest: &str) -> bool {
        match self.blocks.last_mut() {
            Some(Block::Table(table)) if self.open && rest.contains('|') => {
                table.push(rest);
                true
            }
            Some(Block::Text { text, .. }) if self.open => {
                let start = text.rfind('\n').map_or(0, |end| end + 1);
                let Some(table) = Table::open(text.get(start..).unwrap_or_default(), rest) else {
                    return false;
                };
                text.truncate(start.saturating_sub(1));
                if text.is_empty() {
                    self.blocks.pop();
                }
                self.push(Block::Table(table));
                self.open = true;
                true
            }
            _ => false,
        }
    }

    fn item(&mut self, width: usize, rest: &str, quoted: bool) -> bool {
        let Some((marker, text)) = Marker::read(rest) else {
            return false;
        };
        let in_text = self.open && matches!(self.blocks.last(), Some(Block::Text { .. }));
        if in_text && !marker.interrupts(text) {
            return false;
        }
        let nested = self.list.is_some_and(|base| width >= base + 2);
        let base = match self.list {
            Some(base) if nested => base,
            _ => width,
        };
        if let Some(fence) = Fence::open(text) {
            self.begin_code(Some(fence), quoted);
        } else {
            self.push(Block::Item {
                nested,
                marker,
                text: text.to_owned(),
            });
            self.open = true;
        }
        self.list = Some(base);
        true
    }

    /// Takes a line of text: it goes on with what is open, also where Markdown would want it marked.
    fn text(&mut self, line: &str, quoted: bool) {
        match self.blocks.last_mut() {
            Some(Block::Item { text, .. }) if self.open => {
                text.push(' ');
                text.push_str(line);
            }
            Some(Block::Text {
                quoted: outer,
                text,
            }) if self.open && (*outer || !quoted) => {
                text.push('\n');
                text.push_str(line);
            }
            _ => {
                self.push(Block::Text {
                    quoted,
                    text: line.to_owned(),
                });
                self.open = true;
            }
        }
    }

    fn push(&mut self, block: Block) {
        if !matches!(block, Block::Item { .. } | Block::Code(_)) {
            self.list = None;
        }
        self.blocks.push(block);
        self.open = false;
    }
}

/// A line of text, with a mark when two blanks at its end made a hard line break.
fn hard(line: &str, rest: &str) -> String {
    let mut text = rest.to_owned();
    if line.ends_with("  ") && !text.ends_with(mark::BREAK) {
        text.push(mark::BREAK);
    }
    text
}
