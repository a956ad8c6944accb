//! Wire tables: text that the formatter leaves alone, so it is laid out here.

use proc_macro2::Literal;
use std::fmt::Write;

/// A wire table under construction.
#[derive(Clone, Debug)]
pub(super) struct Table {
    head: String,
    rows: Vec<String>,
}

impl Table {
    /// `macro! { head { ...`
    pub(super) fn new(name: &str, head: impl std::fmt::Display) -> Self {
        Self {
            head: format!("{name}! {{ {head} {{"),
            rows: Vec::new(),
        }
    }

    /// `macro! { head }`
    pub(super) fn line(name: &str, head: impl std::fmt::Display) -> String {
        format!("{name}! {{ {head} }}\n")
    }

    pub(super) fn row(&mut self, row: impl Into<String>) {
        self.rows.push(row.into());
    }

    /// Rows of two columns, the second one aligned where the first ones are of a like length.
    pub(super) fn columns(&mut self, rows: Vec<(String, String)>) {
        let width = |row: &(String, String)| row.0.chars().count();
        let widest = rows.iter().map(width).max().unwrap_or(0).min(32);
        for (left, right) in rows {
            self.row(format!("{left:<widest$} {right}"));
        }
    }

    /// The table: on one line where it is short, else a row a line.
    pub(super) fn finish(self) -> String {
        let row = |row: &str| row.trim_end_matches(',').to_owned();
        if let [only] = &self.rows[..] {
            let line = format!("{} {} }} }}\n", self.head, row(only));
            if line.len() <= 100 && !only.contains('\n') {
                return line;
            }
        }
        let mut text = format!("{}\n", self.head);
        for row in &self.rows {
            let _ = writeln!(text, "    {row}");
        }
        text.push_str("} }\n");
        text
    }
}

/// A string as a literal token: whatever it holds, it stays inside its quotes.
pub(super) fn string(text: &str) -> String {
    Literal::string(text).to_string()
}
