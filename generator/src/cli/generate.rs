//! `typewright generate`.

use super::Outcome;
use super::arguments::{Format, Generate};
use super::settings::Settings;
use super::{command, report};
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use typewright::disk::{self, Plan};
use typewright::generate::{Generated, Options, generate};
use typewright::load::{Source, limit};

/// Reads the document, generates, and writes or compares.
pub(super) fn run(arguments: &Generate) -> Outcome {
    let settings = match Settings::of(arguments) {
        Ok(settings) => settings,
        Err(error) => {
            report::failure(&error);
            return Outcome::Failed;
        }
    };
    let outcome = read(&settings.spec).and_then(|source| {
        let overlays = settings.overlay.iter().map(|path| read(path));
        let overlays = overlays.collect::<io::Result<_>>()?;
        generated(arguments, &settings, &source, overlays)
    });
    outcome.unwrap_or_else(|error| {
        report::failure(&error.to_string());
        Outcome::Failed
    })
}

fn generated(
    arguments: &Generate,
    settings: &Settings,
    source: &Source,
    overlays: Vec<Source>,
) -> io::Result<Outcome> {
    let options = Options {
        overlays,
        coverage: arguments.coverage,
        ..settings.options()
    };
    let generated = generate(source, &options);
    let files = generated.texts(source, &options);
    report::diagnostics(&generated.diagnostics, files, arguments.format);
    if let Some(coverage) = &generated.coverage {
        report::coverage(coverage, arguments.format);
    }
    if generated.diagnostics.has_errors() {
        Ok(Outcome::Refused)
    } else if arguments.check {
        check(arguments, &settings.output, &generated)
    } else {
        write(arguments, &settings.output, &generated)
    }
}

/// A byte more than a document may have: what is larger, or has no end, is refused for that.
const MOST: u64 = limit::BYTES as u64 + 1;

fn read(path: &Path) -> io::Result<Source> {
    let mut bytes = Vec::new();
    let (name, read) = if path == Path::new("-") {
        let read = io::stdin().lock().take(MOST).read_to_end(&mut bytes);
        ("<stdin>".to_owned(), read)
    } else {
        let read = fs::File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes));
        (path.display().to_string(), read)
    };
    read.map_err(|error| {
        let message = format!("cannot read `{name}`: {error}");
        io::Error::new(error.kind(), message)
    })?;
    Ok(Source { name, bytes })
}

fn write(arguments: &Generate, output: &Path, generated: &Generated) -> io::Result<Outcome> {
    let done = disk::apply(output, &generated.files)?;
    if arguments.format != Format::Json {
        report::line(&report::summary(done, output));
    }
    Ok(Outcome::Done)
}

fn check(arguments: &Generate, output: &Path, generated: &Generated) -> io::Result<Outcome> {
    let plan = disk::plan(output, &generated.files)?;
    match arguments.format {
        Format::Json => report::line(&stale_json(arguments, &plan)),
        _ if plan.is_clean() => {
            let folder = output.display();
            report::line(&format!("{folder} is up to date"));
        }
        Format::Human | Format::Github => {
            for (path, why) in plan.findings() {
                report::line(&format!("{why}: {path}"));
            }
            let command = command::generate(arguments);
            report::line(&format!("run: {command}"));
            if arguments.format == Format::Github {
                report::stale(output, &command);
            }
        }
    }
    Ok(if plan.is_clean() {
        Outcome::Done
    } else {
        Outcome::Refused
    })
}

fn stale_json(arguments: &Generate, plan: &Plan) -> String {
    serde_json::json!({
        "stale": !plan.is_clean(),
        "changed": plan.changed,
        "missing": plan.missing,
        "orphan": plan.orphan,
        "run": command::generate(arguments),
    })
    .to_string()
}
