//! Findings for people, in the form that rustc made familiar.

use super::escape::scrub;
use super::excerpt::{Mark, excerpts};
use super::page::{Files, Pages, Spot};
use super::select::{Limits, select};
use super::{Diagnostic, Diagnostics, Place, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::collections::BTreeMap;

const LIMITS: Limits = Limits {
    all: 100,
    per_code: 10,
};
/// No finding is longer, whatever the document holds.
const MAX_BYTES: usize = 4096;
/// Other places shown beside the first.
const RELATED: usize = 4;

/// All findings as text that ends in a line break; empty when there are none.
pub fn render<'a>(diagnostics: &Diagnostics, files: impl Into<Files<'a>>, color: bool) -> String {
    if diagnostics.is_empty() {
        return String::new();
    }
    let files = files.into();
    let texts = files.texts();
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let sheet = Sheet {
        names: files
            .sources()
            .map(|source| scrub(&source.name, 400))
            .collect(),
        pages: Pages::new(files, &texts),
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
    /// What the files are called.
    names: Vec<String>,
    pages: Pages<'a>,
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
        if let Some(pointer) = finding.place.pointer() {
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
        let own = self.pages.spot(&finding.place);
        if own.bytes.is_none() {
            let origin = self.origin(own.file).line(1).char_column(1);
            return vec![Part::Origin(origin)];
        }
        let mut by_file: BTreeMap<(bool, usize), Vec<Mark>> = BTreeMap::new();
        let mut add = |spot: Spot<'_>, label: Option<&str>, primary: bool| {
            let marks = by_file.entry((spot.file != own.file, spot.file));
            marks.or_default().extend(spot.bytes.map(|bytes| Mark {
                bytes,
                label: label.map(|label| scrub(label, 200)),
                primary,
            }));
        };
        for (place, label) in related {
            add(self.pages.spot(place), Some(label), false);
        }
        add(
            self.pages.spot(&finding.place),
            finding.label.as_deref(),
            true,
        );
        let by_file = by_file.into_iter();
        by_file
            .flat_map(|((_, file), marks)| self.of_file(file, marks))
            .collect()
    }

    fn of_file(&self, file: usize, marks: Vec<Mark>) -> Vec<Part<'_>> {
        let lines = self.pages.lines(file);
        let mut excerpts = excerpts(lines, marks);
        // Stable: the others keep the order of the text.
        excerpts.sort_by_key(|excerpt| !excerpt.marks.iter().any(|mark| mark.primary));

        let mut parts = Vec::new();
        for excerpt in excerpts {
            // An excerpt may be cut, so its columns are told apart from it.
            let at = lines.position(excerpt.start);
            let origin = self.origin(file).line(at.line).char_column(at.column);
            parts.push(Part::Origin(origin));
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

    fn origin(&self, file: usize) -> Origin<'_> {
        Origin::path(self.names.get(file).map_or("", String::as_str))
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
