//! `typewright generate`.

use super::Outcome;
use super::arguments::{Format, Generate};
use super::{command, report};
use std::fs;
use std::io::{self, Read};
use std::path::Path;
use typewright::diagnostic::Files;
use typewright::disk::{self, Plan};
use typewright::filter::Filter;
use typewright::generate::{Generated, Options, Reading, generate};
use typewright::load::Source;

/// Reads the document, generates, and writes or compares.
pub(super) fn run(arguments: &Generate) -> Outcome {
    let outcome = read(&arguments.spec).and_then(|source| {
        let overlays = arguments.overlay.iter().map(|path| read(path));
        let overlays = overlays.collect::<io::Result<_>>()?;
        generated(arguments, &source, overlays)
    });
    outcome.unwrap_or_else(|error| {
        report::failure(&error.to_string());
        Outcome::Failed
    })
}

fn generated(arguments: &Generate, source: &Source, overlays: Vec<Source>) -> io::Result<Outcome> {
    let options = Options {
        crate_name: arguments.name.clone(),
        reading: match arguments.exact {
            true => Reading::Letter,
            false => Reading::Meant,
        },
        overlays,
        filter: Filter {
            include: arguments.include.clone(),
            exclude: arguments.exclude.clone(),
        },
        deny: arguments.deny.clone(),
        allow: arguments.allow.clone(),
        coverage: arguments.coverage,
    };
    let generated = generate(source, &options);
    let files = Files::new(source, &options.overlays, &generated.origins);
    report::diagnostics(&generated.diagnostics, files, arguments.format);
    if let Some(coverage) = &generated.coverage {
        report::coverage(coverage, arguments.format);
    }
    if generated.diagnostics.has_errors() {
        Ok(Outcome::Refused)
    } else if arguments.check {
        check(arguments, &generated)
    } else {
        write(arguments, &generated)
    }
}

fn read(path: &Path) -> io::Result<Source> {
    let mut bytes = Vec::new();
    let (name, read) = if path == Path::new("-") {
        let read = io::stdin().lock().read_to_end(&mut bytes);
        ("<stdin>".to_owned(), read)
    } else {
        let read = fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
        (path.display().to_string(), read)
    };
    read.map_err(|error| {
        let message = format!("cannot read `{name}`: {error}");
        io::Error::new(error.kind(), message)
    })?;
    Ok(Source { name, bytes })
}

fn write(arguments: &Generate, generated: &Generated) -> io::Result<Outcome> {
    let done = disk::apply(&arguments.output, &generated.files)?;
    if arguments.format != Format::Json {
        report::line(&report::summary(done, &arguments.output));
    }
    Ok(Outcome::Done)
}

fn check(arguments: &Generate, generated: &Generated) -> io::Result<Outcome> {
    let plan = disk::plan(&arguments.output, &generated.files)?;
    match arguments.format {
        Format::Json => report::line(&stale_json(arguments, &plan)),
        _ if plan.is_clean() => {
            let folder = arguments.output.display();
            report::line(&format!("{folder} is up to date"));
        }
        Format::Human | Format::Github => {
            for (path, why) in plan.findings() {
                report::line(&format!("{why}: {path}"));
            }
            let command = command::generate(arguments);
            report::line(&format!("run: {command}"));
            if arguments.format == Format::Github {
                report::stale(&arguments.output, &command);
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
