//! Runs of backticks.

/// The length of the backticks at the beginning of a text.
pub(super) fn run_length(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Where the next run of exactly so many backticks begins.
pub(super) fn closing_run(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text.get(at..)?.find('`') {
        at += found;
        let run = run_length(text.get(at..)?);
        if run == length {
            return Some(at);
        }
        at += run;
    }
    None
}

/// The length of the longest run.
pub(super) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
