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

/// Insertions, deletions, substitutions and swaps of neighbours from one to the other; a change of case alone counts
/// nothing.
fn distance(name: &[char], other: &str) -> Option<usize> {
    let other: Vec<char> = other.chars().take(LONGEST + 1).collect();
    if other.len() > LONGEST {
        return None;
    }
    let same = |a: char, b: char| a.to_lowercase().eq(b.to_lowercase());
    // The rows for the first two characters less, for one less, and for all so far.
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (index, &character) in name.iter().enumerate() {
        let mut row = vec![index + 1];
        for (column, &wanted) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(!same(character, wanted));
            let mut edits = replaced.min(row[column] + 1).min(last[column + 1] + 1);
            let is_swap = index > 0
                && column > 0
                && same(character, other[column - 1])
                && same(name[index - 1], wanted);
            if is_swap {
                edits = edits.min(before[column - 1] + 1);
            }
            row.push(edits);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied()
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
        assert_eq!(near("Jbo"), Some("Job"));
        assert_eq!(near("oJb"), Some("Job"));
        assert_eq!(near("boJ"), None);
        assert_eq!(near("Jobs"), Some("Job"));
        assert_eq!(near("Service"), None);
        assert_eq!(near(&"x".repeat(1_000_000)), None);
    }
}
