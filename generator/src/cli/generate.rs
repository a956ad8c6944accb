//! `typewright generate`.

use super::Outcome;
use super::arguments::{Format, Generate};
use super::settings::Settings;
use super::{command, report};
use std::fs;
use std::io;
use std::path::Path;
use typewright::disk::{self, Plan};
use typewright::folder;
use typewright::generate::{Generated, Options, generate};
use typewright::load::Source;

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

fn read(path: &Path) -> io::Result<Source> {
    match path == Path::new("-") {
        true => folder::source("<stdin>".to_owned(), Ok(io::stdin().lock())),
        false => folder::source(path.display().to_string(), fs::File::open(path)),
    }
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
