//! Findings for people, in the form that rustc made familiar.

use super::escape::scrub;
use super::excerpt::{Mark, excerpts};
use super::page::Page;
use super::select::{Limits, select};
use super::{Diagnostic, Diagnostics, Place, Severity};
use crate::load::Source;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

const LIMITS: Limits = Limits {
    all: 100,
    per_code: 10,
};
/// No finding is longer, whatever the document holds.
const MAX_BYTES: usize = 4096;
/// Other places shown beside the first.
const RELATED: usize = 4;

/// All findings as text that ends in a line break; empty when there are none.
pub fn render(diagnostics: &Diagnostics, source: &Source, color: bool) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let text = source.text();
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let sheet = Sheet {
        page: Page::new(source, &text),
        name: scrub(&source.name, 400),
        // Excerpts are cut already.
        renderer: renderer.term_width(400),
    };
    let (shown, more) = select(diagnostics, &LIMITS);
    let mut output = String::new();
    for finding in shown {
        output.push_str(&sheet.finding(finding));
        output.push_str("\n\n");
    }
    for more in more {
        let title = level(more.severity).no_name().primary_title(more.message());
        output.push_str(&sheet.renderer.render(&[Group::with_title(title)]));
        output.push('\n');
    }
    output.truncate(output.trim_end().len());
    output.push('\n');
    output
}

struct Sheet<'a> {
    page: Page<'a>,
    name: String,
    renderer: Renderer,
}

impl Sheet<'_> {
    fn finding(&self, finding: &Diagnostic) -> String {
        let full = self.draw(finding, RELATED);
        if full.len() <= MAX_BYTES {
            return full;
        }
        let mut short = self.draw(finding, 0);
        if short.len() > MAX_BYTES {
            let end = (0..=MAX_BYTES).rev().find(|&at| short.is_char_boundary(at));
            short.truncate(end.unwrap_or_default());
        }
        short
    }

    fn draw(&self, finding: &Diagnostic, related: usize) -> String {
        let title = level(finding.severity)
            .primary_title(scrub(&finding.message, 800))
            .id(finding.code);
        let mut group = Group::with_title(title);
        let related = &finding.related[..related.min(finding.related.len())];
        for element in self.excerpts(finding, related) {
            group = match element {
                Part::Origin(origin) => group.element(origin),
                Part::Snippet(snippet) => group.element(snippet),
            };
        }
        if let Place::Value(pointer) | Place::Key(pointer) = &finding.place {
            let at = format!("at {}", scrub(&pointer.to_string(), 400));
            group = group.element(Level::NOTE.no_name().message(at));
        }
        let hidden = finding.related.len() - related.len();
        if hidden > 0 {
            let note = format!("{hidden} related places are not shown");
            group = group.element(Level::NOTE.message(note));
        }
        if let Some(help) = &finding.help {
            group = group.element(Level::HELP.message(scrub(help, 800)));
        }
        without_bare_markers(&self.renderer.render(&[group]))
    }

    /// The heads and excerpts to draw, that of the finding's own place first.
    fn excerpts(&self, finding: &Diagnostic, related: &[(Place, String)]) -> Vec<Part<'_>> {
        let Some(own) = self.mark(&finding.place, finding.label.as_deref(), true) else {
            let origin = Origin::path(self.name.as_str()).line(1).char_column(1);
            return vec![Part::Origin(origin)];
        };
        let others = related
            .iter()
            .filter_map(|(place, label)| self.mark(place, Some(label), false));
        let marks = std::iter::once(own).chain(others).collect();
        let mut excerpts = excerpts(&self.page.lines, marks);
        // Stable: the others keep the order of the text.
        excerpts.sort_by_key(|excerpt| !excerpt.marks.iter().any(|mark| mark.primary));

        let mut parts = Vec::new();
        for excerpt in excerpts {
            // An excerpt may be cut, so its columns are told apart from it.
            let at = self.page.lines.position(excerpt.start);
            let origin = Origin::path(self.name.as_str());
            parts.push(Part::Origin(origin.line(at.line).char_column(at.column)));
            let mut snippet = Snippet::source(excerpt.text).line_start(excerpt.first_line);
            for mark in excerpt.marks {
                let kind = if mark.primary {
                    AnnotationKind::Primary
                } else {
                    AnnotationKind::Context
                };
                snippet = snippet.annotation(kind.span(mark.bytes).label(mark.label));
            }
            parts.push(Part::Snippet(snippet));
        }
        parts
    }

    fn mark(&self, place: &Place, label: Option<&str>, primary: bool) -> Option<Mark> {
        let bytes = self.page.bytes(place)?;
        Some(Mark {
            bytes,
            label: label.map(|label| scrub(label, 200)),
            primary,
        })
    }
}

enum Part<'a> {
    Origin(Origin<'a>),
    Snippet(Snippet<'a, annotate_snippets::Annotation<'a>>),
}

/// Leaves out the `:::` that the renderer puts before an excerpt without a path.
fn without_bare_markers(text: &str) -> String {
    let bare = |line: &str| {
        let mut visible = String::new();
        let mut rest = line;
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            visible.push_str(before);
            rest = after.split_once('m').map_or("", |(_, after)| after);
        }
        visible.push_str(rest);
        visible.trim() == ":::"
    };
    let kept: Vec<&str> = text.split('\n').filter(|line| !bare(line)).collect();
    kept.join("\n")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}
