//! Where types and suite differ, and by which finding the generator says so.

use crate::cases::{Group, Test};
use crate::crates::Written;
use crate::runner::{Program, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// Each with its code.
pub(crate) struct Exceptions(BTreeMap<String, String>);

/// How a test is called in the list.
fn name(group: &Group, test: &Test) -> String {
    format!(
        "{} > {} > {}",
        group.file, group.description, test.description
    )
}

impl Exceptions {
    pub(crate) fn read() -> Self {
        let lines = include_str!("exceptions.txt").lines();
        let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        let pair = |line: &str| {
            let (code, name) = line.split_once(' ').unwrap();
            (name.to_owned(), code.to_owned())
        };
        Self(lines.map(pair).collect())
    }

    /// What is not as the suite and the list say. Prints how much is.
    pub(crate) fn judge(&self, documents: &[Written], program: &Program) -> Vec<String> {
        let mut verdicts = verdicts(documents, program).into_iter();
        let mut complaints = Vec::new();
        let mut tallies = Tallies::default();
        let mut met = BTreeSet::new();
        for written in documents {
            for (group, test) in written.document.tests() {
                let verdict = match written.refused.contains(&group.component) {
                    true => None,
                    false => verdicts.next(),
                };
                let agrees = verdict
                    .as_ref()
                    .is_some_and(|verdict| verdict.is_ok() == test.valid);
                tallies.add(&group.file, agrees);
                let case = Case {
                    name: name(group, test),
                    agrees,
                    said: written.said.get(&group.component),
                };
                let complaint = self.complaint(&case);
                let detail = || format!("{} {} {verdict:?}", group.component, test.data);
                complaints
                    .extend(complaint.map(|what| format!("{what}: {} ({})", case.name, detail())));
                met.insert(case.name);
            }
        }
        let unmet = self.0.keys().filter(|name| !met.contains(*name));
        complaints.extend(unmet.map(|name| format!("there is no such test: {name}")));
        tallies.print();
        complaints
    }

    /// Types and suite agree but for the list.
    fn complaint(&self, case: &Case<'_>) -> Option<String> {
        match (case.agrees, self.0.get(&case.name)) {
            (true, None) => None,
            (true, Some(_)) => Some("agrees, but is listed".to_owned()),
            (false, Some(code)) if case.says(code) => None,
            (false, Some(code)) => Some(format!("{code} is not said")),
            (false, None) => Some(format!("differs, {:?} are said", case.said)),
        }
    }
}

/// What the types say of all instances that there are types for.
fn verdicts(documents: &[Written], program: &Program) -> Vec<Verdict> {
    let mut instances = Vec::new();
    for written in documents {
        for group in written.groups() {
            let texts = group.tests.iter().map(|test| test.data.to_string());
            instances.extend(texts.map(|text| (written.key(group), text)));
        }
    }
    let instances: Vec<_> = instances
        .iter()
        .map(|(key, text)| (key.clone(), text.as_str()))
        .collect();
    program.judge(&instances)
}

/// An instance as types and suite judge it.
struct Case<'w> {
    name: String,
    agrees: bool,
    /// The codes of what is said of its schema.
    said: Option<&'w BTreeSet<&'static str>>,
}

impl Case<'_> {
    fn says(&self, code: &str) -> bool {
        self.said.is_some_and(|said| said.contains(code))
    }
}

/// How many agree, of how many.
#[derive(Clone, Copy, Default)]
struct Tally(usize, usize);

/// By file and folder.
#[derive(Default)]
struct Tallies(BTreeMap<String, Tally>);

impl Tallies {
    /// Counts a test of a file, and of its folder.
    fn add(&mut self, file: &str, agrees: bool) {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        for place in [file, folder] {
            let tally = self.0.entry(place.to_owned()).or_default();
            tally.0 += usize::from(agrees);
            tally.1 += 1;
        }
    }

    fn print(&self) {
        for (place, Tally(agree, all)) in &self.0 {
            let percent = 100.0 * *agree as f64 / *all as f64;
            println!("{percent:6.2} % of {all:4} {place}");
        }
    }
}
