//! Inputs that are made to do harm, and what each ends in: the tables of `docs/hostile.md`.
//!
//! `INSTA_UPDATE=always` writes what happened into the page.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
// The limits of a process are those of Unix.
#![cfg(unix)]

#[cfg(test)]
mod bombs;
#[cfg(test)]
mod bytes;
#[cfg(test)]
mod folders;
#[cfg(test)]
mod process;
#[cfg(test)]
mod words;

use std::fmt::Write;
use std::fs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/hostile.md");

/// What was put in, and what came of it.
type Row = (String, String);

/// Compares a table of the page, under its heading, with what happened.
fn compare(heading: &str, columns: &str, rows: &[Row]) {
    let mut table = format!("{columns}\n|---|---|\n");
    for (input, outcome) in rows {
        writeln!(table, "| {} | {} |", cell(input), cell(outcome)).unwrap();
    }
    let page = fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(heading).expect(heading);
    let (section, after) = rest.split_at(rest.find("\n## ").map_or(rest.len(), |at| at + 1));
    let prose = section.lines().filter(|line| !line.starts_with('|'));
    let prose: String = prose.map(|line| format!("{line}\n")).collect();
    let mut written = format!("{}\n\n{table}", prose.trim_end())
        .trim_start()
        .to_owned();
    written.insert(0, '\n');
    if !after.is_empty() {
        written.push('\n');
    }
    if section == written {
        return;
    }
    assert!(
        std::env::var_os("INSTA_UPDATE").is_some_and(|mode| mode == "always"),
        "{heading}:\n{table}"
    );
    fs::write(PAGE, format!("{before}{heading}{written}{after}")).unwrap();
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// One test, for all write into one page.
#[test]
fn the_page_says_what_happens() {
    compare("## Texts\n", "| input | ends in |", &bytes::rows());
    compare("## Bombs\n", "| input | ends in |", &bombs::rows());
    compare("## Folders\n", "| output | ends in |", &folders::rows());
    compare(
        "## Words\n",
        "| text | the crate, beside that of harmless text |",
        &words::rows(),
    );
}
