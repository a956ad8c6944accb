//! Places counted in characters, as the YAML parser gives them, to places in bytes.

use std::cell::OnceCell;
use std::ops::Range;

/// A mark every so many characters: a look-up walks over fewer than these.
const STEP: usize = 256;

/// Translates for one text. Only findings ask, so the table is made at the first question.
pub(super) struct Chars<'t> {
    text: &'t str,
    marks: OnceCell<Vec<usize>>,
}

impl<'t> Chars<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            marks: OnceCell::new(),
        }
    }

    pub(super) const fn text(&self) -> &'t str {
        self.text
    }

    /// The bytes of a span of characters, without the white space at its end.
    pub(super) fn bytes(&self, chars: &Range<usize>) -> Range<usize> {
        let start = self.byte(chars.start);
        let end = self.byte(chars.end).max(start);
        let kept = self.text[start..end].trim_end();
        start..start + kept.len()
    }

    /// The bytes of a span up to the end of its first line.
    pub(super) fn first_line(&self, chars: &Range<usize>) -> Range<usize> {
        let start = self.byte(chars.start);
        let line = self.text[start..].lines().next().unwrap_or_default();
        start..start + line.trim_end().len()
    }

    fn byte(&self, index: usize) -> usize {
        let marks = self.marks.get_or_init(|| {
            let all = self.text.char_indices().map(|(at, _)| at);
            all.step_by(STEP).collect()
        });
        let Some(&mark) = marks.get(index / STEP) else {
            return self.text.len();
        };
        let mut rest = self.text[mark..].char_indices();
        rest.nth(index % STEP)
            .map_or(self.text.len(), |(at, _)| mark + at)
    }
}
