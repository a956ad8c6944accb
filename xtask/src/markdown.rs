//! Markdown for the reports.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Writes a report of this workspace.
pub(crate) fn write(root: &Path, report: &str, text: &str) -> io::Result<()> {
    let path = root.join(report);
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)?;
    println!("wrote {report}");
    Ok(())
}

/// A table; the columns from `numbers` on are aligned to the right.
pub(crate) fn table(head: &[&str], numbers: usize, rows: &[Vec<String>]) -> String {
    let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let mut output = line(head.iter().map(|text| cell(text)).collect());
    let rules = (0..head.len()).map(|column| if column < numbers { "---" } else { "---:" });
    // Writing to a `String` cannot fail.
    let _ = writeln!(output, "|{}|", rules.collect::<Vec<_>>().join("|"));
    for row in rows {
        output.push_str(&line(row.iter().map(|text| cell(text)).collect()));
    }
    output
}

/// A number with a comma between thousands.
pub(crate) fn number(value: impl TryInto<u64>) -> String {
    let digits = value.try_into().unwrap_or(u64::MAX).to_string();
    let mut output = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            output.push(',');
        }
        output.push(digit);
    }
    output
}

#[cfg(test)]
mod tests {
    use super::{number, table};

    #[test]
    fn a_table() {
        let rows = [vec!["a|b".to_owned(), number(1_234_567_u64)]];
        let text = table(&["what", "how many"], 1, &rows);
        assert_eq!(
            text,
            "| what | how many |\n|---|---:|\n| a\\|b | 1,234,567 |\n"
        );
    }

    #[test]
    fn numbers() {
        assert_eq!(number(0_u64), "0");
        assert_eq!(number(999_u64), "999");
        assert_eq!(number(1000_u64), "1,000");
    }
}
