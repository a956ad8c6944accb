//! `typewright generate`.

use super::Outcome;
use super::arguments::{Format, Generate};
use super::{report, shell};
use std::io::{self, Read};
use std::path::Path;
use typewright::disk::{self, Plan};
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
    if arguments.format == Format::Human {
        report::line(&report::summary(done, &arguments.output));
    }
    Ok(Outcome::Done)
}

fn check(arguments: &Generate, generated: &Generated) -> io::Result<Outcome> {
    let plan = disk::plan(&arguments.output, &generated.files)?;
    match arguments.format {
        Format::Json => report::line(&stale_json(arguments, &plan)),
        Format::Human if plan.is_clean() => {
            let folder = arguments.output.display();
            report::line(&format!("{folder} is up to date"));
        }
        Format::Human => {
            for (path, why) in plan.findings() {
                report::line(&format!("{why}: {path}"));
            }
            report::line(&format!("run: {}", command(arguments)));
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
        "run": command(arguments),
    })
    .to_string()
}

/// The command that brings the crate up to date.
fn command(arguments: &Generate) -> String {
    let spec = arguments.spec.to_string_lossy();
    let output = arguments.output.to_string_lossy();
    let mut words = vec!["typewright", "generate", &spec, "--output", &output];
    if let Some(name) = &arguments.name {
        words.extend(["--name", name]);
    }
    shell::join(&words)
}
