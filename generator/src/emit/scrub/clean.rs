//! Raw text becomes printable lines: line ends are `\n`, blanks are spaces or tabs, and nothing is
//! invisible.

/// Marks that one step leaves for the next inside a text. The text itself cannot contain them:
/// [`clean`] removes control characters before any is written, [`is_forbidden`] holds for each.
pub(super) mod mark {
    /// A blank inside a code span or a link, where a line may not be broken.
    pub(crate) const GLUE: char = '\u{1}';
    /// At the end of a line: a hard line break.
    pub(crate) const BREAK: char = '\u{2}';
    /// `CODE text CODE_END`: an HTML code element.
    pub(crate) const CODE: char = '\u{3}';
    pub(crate) const CODE_END: char = '\u{4}';
    /// `LINK url LABEL text LINK_END`: an HTML link.
    pub(crate) const LINK: char = '\u{5}';
    pub(crate) const LABEL: char = '\u{6}';
    pub(crate) const LINK_END: char = '\u{7}';
    /// A line of its own before and after preformatted text.
    pub(crate) const PRE: char = '\u{8}';
    pub(crate) const PRE_END: char = '\u{E}';
}

/// The beginning of a text, at most `limit` characters, without what cannot be printed; and
/// whether something was cut off.
pub(super) fn clean(text: &str, limit: usize) -> (String, bool) {
    let mut clean = String::with_capacity(text.len().min(limit));
    let mut characters = text.chars().peekable();
    let mut count = 0;
    while let Some(character) = characters.next() {
        if count == limit {
            return (clean, true);
        }
        count += 1;
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                clean.push('\n');
            }
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push('\t'),
            other if other.is_whitespace() => clean.push(' '),
            other if is_forbidden(other) => {}
            other => clean.push(other),
        }
    }
    (clean, false)
}

/// Controls, what reorders or hides text, what has no glyph, and private characters.
pub(super) fn is_forbidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{AD}'
                | '\u{34F}'
                | '\u{600}'..='\u{605}'
                | '\u{61C}'
                | '\u{6DD}'
                | '\u{70F}'
                | '\u{890}'..='\u{891}'
                | '\u{8E2}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{E000}'..='\u{F8FF}'
                | '\u{FDD0}'..='\u{FDEF}'
                | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFC}'
                | '\u{110BD}'
                | '\u{110CD}'
                | '\u{13430}'..='\u{1343F}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{10FFFF}'
        )
        || u32::from(character) & 0xFFFE == 0xFFFE
}
