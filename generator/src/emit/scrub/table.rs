//! Tables with pipes.

/// The cells of all rows, and how each column is aligned.
pub(super) struct Table {
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// The table that begins with these two lines, if one does.
    pub(super) fn open(header: &str, delimiter: &str) -> Option<Self> {
        if !delimiter.contains('|') || !header.contains('|') {
            return None;
        }
        let columns = cells(delimiter)
            .iter()
            .map(|cell| alignment(cell))
            .collect::<Option<Vec<_>>>()?;
        let header = cells(header);
        (header.len() == columns.len()).then_some(Self {
            columns,
            rows: vec![header],
        })
    }

    /// Adds a row; what has no column of its own goes to the last one.
    pub(super) fn push(&mut self, line: &str) {
        let mut row = cells(line);
        if row.len() > self.columns.len() {
            let rest = row.split_off(self.columns.len().saturating_sub(1));
            row.push(rest.join(" | "));
        }
        row.resize(self.columns.len(), String::new());
        self.rows.push(row);
    }

    /// The lines of the table, each cell written by `print`.
    pub(super) fn lines(&self, print: impl Fn(&str) -> String) -> Vec<String> {
        let mut lines: Vec<String> = self
            .rows
            .iter()
            .map(|row| {
                let cells: Vec<String> =
                    row.iter().map(|cell| escape_pipes(&print(cell))).collect();
                format!("| {} |", cells.join(" | "))
            })
            .collect();
        lines.insert(1, format!("| {} |", self.columns.join(" | ")));
        lines
    }
}

/// The cells of a line, not trimmed of anything but blanks.
fn cells(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for character in line.chars() {
        if character == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(character);
        }
        escaped = character == '\\';
    }
    if cells.len() > 1 && cells.last().is_some_and(|last| last.trim().is_empty()) {
        cells.pop();
    }
    for cell in &mut cells {
        *cell = cell.trim().to_owned();
    }
    cells
}

fn alignment(cell: &str) -> Option<&'static str> {
    let dashes = cell.strip_prefix(':').unwrap_or(cell);
    let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
    if dashes.is_empty() || !dashes.bytes().all(|byte| byte == b'-') {
        return None;
    }
    Some(match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => ":-:",
        (true, false) => ":--",
        (false, true) => "--:",
        (false, false) => "---",
    })
}

/// Exactly one backslash before each pipe, so that none divides a cell, or a code span in it.
fn escape_pipes(cell: &str) -> String {
    let mut safe = String::with_capacity(cell.len());
    for character in cell.chars() {
        if character == '|' {
            safe.truncate(safe.trim_end_matches('\\').len());
            safe.push('\\');
        }
        safe.push(character);
    }
    safe
}
