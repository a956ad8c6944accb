//! `cargo xtask browser [PROGRAM..]`: a generated client, called from WebAssembly in Node.js, and in the browsers that are
//! named. Why so: docs/decisions/0028-browser.md.

mod outcome;

use crate::corpus::cache;
use crate::{crates, markdown, process};
use outcome::Outcome;
use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use typewright::generate::{Options, generate};
use typewright::load::Source;

const REPORT: &str = "docs/reports/browser.md";
const TARGET: &str = "wasm32-unknown-unknown";

/// For all cases in one engine.
const LIMIT: Duration = Duration::from_secs(180);

/// The page, and what turns it into JavaScript: wasm-bindgen, of the version that it is built with.
const FILES: &[(&str, &str)] = &[
    ("probe/Cargo.toml", include_str!("probe.toml")),
    ("probe/src/lib.rs", include_str!("probe.rs")),
    ("probe/src/cases.rs", include_str!("cases.rs")),
    ("bindgen/Cargo.toml", include_str!("bindgen.toml")),
    ("bindgen/src/main.rs", include_str!("bindgen.rs")),
    ("serve.mjs", include_str!("serve.mjs")),
];

/// Whether all went as expected. With browsers, the report is written.
pub(crate) fn run(root: &Path, browsers: &[String]) -> io::Result<bool> {
    let folder = cache(&env::current_exe()?)?.join("browser");
    write(root, &folder)?;
    crates::build(root, &folder, &["--package", "bindgen"])?;
    crates::build(root, &folder, &["--package", "probe", "--target", TARGET])?;
    let target = folder.join("target");
    let program = target.join(TARGET).join("debug/probe.wasm");
    let mut bindgen = Command::new(target.join("debug/bindgen"));
    output(bindgen.arg(program).arg(folder.join("out")))?;
    let node = format!("Node.js {}", version("node")?);
    let mut engines = vec![(node, outcomes(&folder, None)?)];
    for browser in browsers {
        engines.push((version(browser)?, outcomes(&folder, Some(browser))?));
    }
    let text = outcome::render(&engines);
    markdown::publish(root, REPORT, &text, !browsers.is_empty())?;
    let mut outcomes = engines.iter().flat_map(|(_, outcomes)| outcomes);
    Ok(outcomes.all(Outcome::fits))
}

/// The crate, the page that calls it, and the server of both.
fn write(root: &Path, folder: &Path) -> io::Result<()> {
    let path = root.join("xtask/src/browser/openapi.yaml");
    let source = Source {
        name: path.to_string_lossy().into_owned(),
        bytes: fs::read(path)?,
    };
    let generated = generate(&source, &Options::default());
    let crate_files = generated.files.iter();
    let crate_files = crate_files.map(|file| (format!("probed/{}", file.path), &*file.contents));
    let own = FILES.iter().map(|(path, text)| ((*path).to_owned(), *text));
    for (path, text) in crate_files.chain(own) {
        let path = folder.join(path);
        // What stays the same is not built again.
        if !fs::read_to_string(&path).is_ok_and(|old| old == text) {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, text)?;
        }
    }
    crates::workspace(folder, &["probed", "probe", "bindgen"].map(str::to_owned))
}

fn version(program: &str) -> io::Result<String> {
    let version = output(Command::new(program).arg("--version"))?;
    Ok(version.trim().to_owned())
}

/// How the cases end: in Node.js, or in a browser that Node.js starts.
fn outcomes(folder: &Path, browser: Option<&str>) -> io::Result<Vec<Outcome>> {
    let mut node = Command::new("node");
    node.arg(folder.join("serve.mjs")).arg(folder.join("out"));
    let lines = output(node.args(browser))?;
    let outcomes: Vec<Outcome> = lines.lines().filter_map(Outcome::read).collect();
    match outcomes.is_empty() {
        true => Err(io::Error::other("the page says nothing")),
        false => Ok(outcomes),
    }
}

fn output(command: &mut Command) -> io::Result<String> {
    let run = process::run(command, LIMIT)?;
    match run.succeeded() {
        true => Ok(run.stdout),
        false => Err(io::Error::other(format!("{command:?}: {}", run.stderr))),
    }
}
