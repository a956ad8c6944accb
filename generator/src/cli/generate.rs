//! `typewright generate`.

use super::Outcome;
use super::arguments::{Format, Generate};
use super::{command, report};
use std::io::{self, Read};
use std::path::Path;
use typewright::disk::{self, Plan};
use typewright::filter::Filter;
use typewright::generate::{Generated, Options, Reading, generate};
use typewright::load::Source;

/// Reads the document, generates, and writes or compares.
pub(super) fn run(arguments: &Generate) -> Outcome {
    let source = match read(&arguments.spec) {
        Ok(source) => source,
        Err(error) => {
            report::failure(&format!(
                "cannot read `{}`: {error}",
                arguments.spec.display()
            ));
            return Outcome::Failed;
        }
    };
    let options = Options {
        crate_name: arguments.name.clone(),
        reading: match arguments.exact {
            true => Reading::Letter,
            false => Reading::Meant,
        },
        filter: Filter {
            include: arguments.include.clone(),
            exclude: arguments.exclude.clone(),
        },
        deny: arguments.deny.clone(),
        allow: arguments.allow.clone(),
        coverage: arguments.coverage,
    };
    let generated = generate(&source, &options);
    report::diagnostics(&generated.diagnostics, &source, arguments.format);
    if let Some(coverage) = &generated.coverage {
        report::coverage(coverage, arguments.format);
    }
    if generated.diagnostics.has_errors() {
        return Outcome::Refused;
    }
    let outcome = if arguments.check {
        check(arguments, &generated)
    } else {
        write(arguments, &generated)
    };
    outcome.unwrap_or_else(|error| {
        report::failure(&error.to_string());
        Outcome::Failed
    })
}

fn read(spec: &Path) -> io::Result<Source> {
    if spec != Path::new("-") {
        return Ok(Source {
            name: spec.display().to_string(),
            bytes: std::fs::read(spec)?,
        });
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(Source {
        name: "<stdin>".to_owned(),
        bytes,
    })
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
