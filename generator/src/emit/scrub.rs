//! The one way by which text of a document gets into doc comments.
//!
//! A description is untrusted Markdown, HTML or plain text. rustdoc would compile and run the code
//! in it, resolve its brackets, warn of its tags. What comes out here is still Markdown, and
//! **inert: it holds no code to test, no reference, no tag, no character that is invisible, and no
//! default lint of rustc, rustdoc or clippy fires on it.**
//!
//! `clean -> html -> block -> inline -> print`: characters, then common HTML as Markdown, then the
//! text divided into blocks, then each block escaped and written. The first two may misread a text;
//! the last three write everything anew, and nothing that they did not understand is left bare. A
//! text costs linear time and is cut at a limit; nothing recurses.

mod block;
mod clean;
mod entity;
mod html;
mod inline;
mod line;
mod link;
#[cfg(test)]
mod nasty;
mod print;
#[cfg(test)]
mod proof;
mod summary;
mod table;
mod tag;
#[cfg(test)]
mod tests;
mod ticks;
mod url;

pub(crate) use summary::summary;

/// The characters of a description that are read.
const LONGEST: usize = 20_000;

/// The lines of a doc comment that shows a text: none when there is nothing to show. Each goes
/// behind `/// `, or into `#[doc]` behind a blank.
pub(crate) fn scrub(text: &str) -> Vec<String> {
    let (text, cut) = clean::clean(text, LONGEST);
    let mut lines = print::print(&block::blocks(&html::convert(&text)));
    if cut {
        lines.extend([String::new(), "…".to_owned()]);
    }
    lines
}
