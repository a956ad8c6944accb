//! How cases end, beside what is expected of them.

use crate::markdown::table;

/// How a case ended.
#[derive(Debug)]
pub(super) struct Outcome {
    name: String,
    /// A `*` in it is any text.
    wanted: String,
    found: String,
}

impl Outcome {
    /// A line of the page: three texts with tabs between.
    pub(super) fn read(line: &str) -> Option<Self> {
        let mut texts = line.splitn(3, '\t').map(str::to_owned);
        Some(Self {
            name: texts.next()?,
            wanted: texts.next()?,
            found: texts.next()?,
        })
    }

    /// Whether it ended as expected.
    pub(super) fn fits(&self) -> bool {
        let Some((start, rest)) = self.wanted.split_once('*') else {
            return self.wanted == self.found;
        };
        let Some(mut found) = self.found.strip_prefix(start) else {
            return false;
        };
        let mut parts = rest.split('*');
        let end = parts.next_back().unwrap_or_default();
        for part in parts {
            match found.split_once(part) {
                Some((_, after)) => found = after,
                None => return false,
            }
        }
        found.ends_with(end)
    }
}

/// A row a case, a column an engine; what ended otherwise is told whole.
pub(super) fn render(engines: &[(String, Vec<Outcome>)]) -> String {
    let mut head = vec!["what", "how it ends"];
    head.extend(engines.iter().map(|(version, _)| version.as_str()));
    // The last one has more cases: those of a page.
    let most = engines.last().map_or(&[][..], |(_, outcomes)| outcomes);
    let rows = most.iter().map(|case| {
        let mut row = vec![case.name.clone(), format!("`{}`", case.wanted)];
        for (_, outcomes) in engines {
            let mut same = outcomes.iter().filter(|other| other.name == case.name);
            row.push(match same.next() {
                None => "does not apply".to_owned(),
                Some(outcome) if outcome.fits() => "so".to_owned(),
                Some(outcome) => outcome.found.clone(),
            });
        }
        row
    });
    let rows: Vec<Vec<String>> = rows.collect();
    include_str!("report.md").replace("TABLE\n", &table(&head, head.len(), &rows))
}

#[cfg(test)]
mod tests {
    use super::Outcome;

    #[test]
    fn a_star_is_any_text() {
        for (wanted, found, fits) in [
            ("ok", "ok", true),
            ("ok", "ok, but", false),
            ("a*c", "abbc", true),
            ("a*c", "ab", false),
            ("*b*", "abc", true),
            ("a*b*d", "abcd", true),
            ("a*b*d", "acd", false),
        ] {
            let outcome = Outcome::read(&format!("x\t{wanted}\t{found}")).unwrap();
            assert_eq!(outcome.fits(), fits, "{wanted} {found}");
        }
    }
}
