//! Where types and suite differ, and by which finding the generator says so.

use crate::cases::Group;
use crate::crates::Written;
use crate::runner::Verdict;
use std::collections::{BTreeMap, BTreeSet};

/// Each with its code.
pub(crate) struct Exceptions(BTreeMap<String, String>);

/// How a test is called in the list.
fn name(group: &Group, test: &str) -> String {
    format!("{} > {} > {test}", group.file, group.description)
}

impl Written {
    /// The groups that there are types for.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &Group> {
        let groups = self.document.groups.iter();
        groups.filter(|group| !self.refused.contains(&group.component))
    }
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
        let mut tallies: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        let mut met = BTreeSet::new();
        for written in documents {
            for group in &written.document.groups {
                let is_refused = written.refused.contains(&group.component);
                for test in &group.tests {
                    let verdict = match is_refused {
                        true => &Err("its schema is refused".to_owned()),
                        false => verdicts.next().expect("a verdict for each instance"),
                    };
                    let agrees = !is_refused && verdict.is_ok() == test.valid;
                    let tally = tallies.entry(&group.file).or_default();
                    tally.0 += usize::from(agrees);
                    tally.1 += 1;
                    let name = name(group, &test.description);
                    let listed = self.0.get(&name);
                    let said = written.said.get(&group.component);
                    let is_said =
                        |code: &String| said.is_some_and(|said| said.contains(code.as_str()));
                    match (agrees, listed) {
                        (true, None) => {}
                        (true, Some(_)) => {
                            complaints.push(format!("agrees, but is listed: {name}"))
                        }
                        (false, Some(code)) if is_said(code) => {}
                        (false, Some(code)) => {
                            complaints.push(format!("{code} is not said: {name}"))
                        }
                        (false, None) => {
                            let reason = verdict.as_ref().err();
                            let said = said.into_iter().flatten().copied();
                            let said = said.collect::<Vec<_>>().join(",");
                            complaints.push(format!(
                                "differs: {said} {name} ({}: {reason:?}) {}",
                                group.component, test.data
                            ));
                        }
                    }
                    met.insert(name);
                }
            }
        }
        let unmet = self.0.keys().filter(|name| !met.contains(*name));
        complaints.extend(unmet.map(|name| format!("no such test: {name}")));
        print(&tallies);
        complaints
    }
}

fn print(tallies: &BTreeMap<&str, (usize, usize)>) {
    let percent = |(agrees, all): (usize, usize)| 100.0 * agrees as f64 / all as f64;
    let mut sums: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (file, tally) in tallies {
        println!("{:6.2} % of {:4} {file}", percent(*tally), tally.1);
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let sum = sums.entry(folder).or_default();
        *sum = (sum.0 + tally.0, sum.1 + tally.1);
    }
    for (folder, sum) in sums {
        println!("{:6.2} % of {:4} {folder}", percent(sum), sum.1);
    }
}
