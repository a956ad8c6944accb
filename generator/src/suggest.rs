//! "Did you mean": the name nearest to one that does not exist.

/// Names beyond these sizes are not compared, so that a hostile document cannot make this slow.
const LONGEST: usize = 80;
const MOST: usize = 5_000;

/// The candidate with the fewest edits, when they are few enough to be a slip.
pub fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let name: Vec<char> = name.chars().take(LONGEST + 1).collect();
    if name.len() > LONGEST {
        return None;
    }
    let allowed = (name.len() / 3).max(1);
    candidates
        .take(MOST)
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= allowed * 4)
        .filter_map(|candidate| Some((distance(&name, candidate)?, candidate)))
        .filter(|(edits, _)| *edits <= allowed)
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions and substitutions from one to the other; a change of case alone counts nothing.
fn distance(name: &[char], other: &str) -> Option<usize> {
    let other: Vec<char> = other.chars().take(LONGEST + 1).collect();
    if other.len() > LONGEST {
        return None;
    }
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, &character) in name.iter().enumerate() {
        let mut diagonal = index;
        row[0] = index + 1;
        for (column, &wanted) in other.iter().enumerate() {
            let same = character.to_lowercase().eq(wanted.to_lowercase());
            let replaced = diagonal + usize::from(!same);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row.last().copied()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_only() {
        let names = ["Job", "Project", "ProjectList"];
        let near = |name| nearest(name, names.into_iter());
        assert_eq!(near("Projet"), Some("Project"));
        assert_eq!(near("projectlist"), Some("ProjectList"));
        assert_eq!(near("Jbo"), None);
        assert_eq!(near("Jobs"), Some("Job"));
        assert_eq!(near("Service"), None);
        assert_eq!(near(&"x".repeat(1_000_000)), None);
    }
}
