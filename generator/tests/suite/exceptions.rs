//! Where types and suite differ, and by which finding the generator says so.

use crate::cases::{Group, Test};
use crate::crates::Written;
use crate::runner::Verdict;
use std::collections::{BTreeMap, BTreeSet};
use typewright::generate::Reading;

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
    pub(crate) fn judge(&self, documents: &[Written], verdicts: &[Verdict]) -> Vec<String> {
        let mut verdicts = verdicts.iter();
        let mut complaints = Vec::new();
        let mut tallies = Tallies::default();
        let mut met = BTreeSet::new();
        for written in documents {
            for (group, test) in written.document.tests() {
                let verdict = match written.refused.contains(&group.component) {
                    true => None,
                    false => verdicts.next(),
                };
                let agrees = verdict.is_some_and(|verdict| verdict.is_ok() == test.valid);
                tallies.add(written.document.reading, &group.file, agrees);
                let case = Case {
                    name: name(group, test),
                    agrees,
                    said: written.said.get(&group.component),
                };
                let complaint = match written.document.reading {
                    Reading::Letter => self.by_the_letter(&case),
                    Reading::Meant => self.as_meant(&case),
                };
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

    /// By the letter, types and suite agree but for the list.
    fn by_the_letter(&self, case: &Case<'_>) -> Option<String> {
        match (case.agrees, self.0.get(&case.name)) {
            (true, None) => None,
            (true, Some(_)) => Some("agrees, but is listed".to_owned()),
            (false, Some(code)) if case.says(code) => None,
            (false, Some(code)) => Some(format!("{code} is not said")),
            (false, None) => Some(format!("differs, {:?} are said", case.said)),
        }
    }

    /// As meant, what differs from the letter is said, but for what the list knows.
    fn as_meant(&self, case: &Case<'_>) -> Option<String> {
        let is_said = case.said.is_some_and(|said| !said.is_empty());
        let is_fine = case.agrees || is_said || self.0.contains_key(&case.name);
        (!is_fine).then(|| "differs, and nothing is said".to_owned())
    }
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

/// By reading and file.
#[derive(Default)]
struct Tallies(BTreeMap<(String, String), Tally>);

impl Tallies {
    /// Counts a test of a file, and of its folder.
    fn add(&mut self, reading: Reading, file: &str, agrees: bool) {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        for place in [file, folder] {
            let key = (format!("{reading:?}"), place.to_owned());
            let tally = self.0.entry(key).or_default();
            tally.0 += usize::from(agrees);
            tally.1 += 1;
        }
    }

    fn print(&self) {
        for ((reading, place), Tally(agree, all)) in &self.0 {
            let percent = 100.0 * *agree as f64 / *all as f64;
            println!("{reading:6} {percent:6.2} % of {all:4} {place}");
        }
    }
}
