//! Documents to crates.

use crate::cases::Group;
use crate::document::Document;
use crate::runner::Program;
use std::collections::{BTreeMap, BTreeSet};
use typewright::diagnostic::{Diagnostics, Place, Severity};
use typewright::generate::{Options, Reading, generate};
use typewright::load::Source;

/// A document whose crate is written.
pub(crate) struct Written {
    pub(crate) document: Document,
    /// The codes of the findings about each component.
    pub(crate) said: BTreeMap<String, BTreeSet<&'static str>>,
    /// Components whose schemas are errors, so that there is nothing to run.
    pub(crate) refused: BTreeSet<String>,
}

/// Generates a crate and writes it beside the program that uses it.
pub(crate) fn write(document: Document, program: &mut Program) -> Written {
    let mut written = Written {
        document,
        said: BTreeMap::new(),
        refused: BTreeSet::new(),
    };
    loop {
        let is_out = |group: &Group| written.refused.contains(&group.component);
        let source = Source {
            name: "suite.json".to_owned(),
            bytes: written.document.text(is_out).into_bytes(),
        };
        let options = Options {
            crate_name: Some(written.document.crate_name.clone()),
            reading: Reading::Letter,
            ..Options::default()
        };
        let generated = generate(&source, &options);
        let refused = written.read(&generated.diagnostics);
        if !generated.diagnostics.has_errors() {
            program.add(&written, &generated.files);
            return written;
        }
        let errors = || {
            let all = generated.diagnostics.iter();
            all.filter(|finding| finding.severity == Severity::Error)
                .collect::<Vec<_>>()
        };
        assert!(
            refused,
            "errors about no schema of the suite: {:#?}",
            errors()
        );
    }
}

impl Written {
    /// The groups that there are types for.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &Group> {
        let groups = self.document.groups.iter();
        groups.filter(|group| !self.refused.contains(&group.component))
    }

    /// What the program calls the type of a group.
    pub(crate) fn key(&self, group: &Group) -> String {
        format!("{}/{}", self.document.crate_name, group.component)
    }

    /// Notes what is said; whether a schema is refused that was not before.
    fn read(&mut self, diagnostics: &Diagnostics) -> bool {
        let before = self.refused.len();
        for finding in diagnostics.iter() {
            let (Place::Value(at) | Place::Key(at)) = &finding.place else {
                continue;
            };
            let Some(component) = at.tokens().nth(2) else {
                continue;
            };
            if finding.severity == Severity::Error {
                self.refused.insert(component.clone());
            }
            self.said.entry(component).or_default().insert(finding.code);
        }
        self.refused.len() > before
    }
}
