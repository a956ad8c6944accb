//! The command that a run stands for, as it can be pasted into a shell.

use super::arguments::Generate;
use super::shell;
use typewright::diagnostic::Denied;

/// The command that brings the crate up to date: with all that decides what is written, and whether.
pub(super) fn generate(arguments: &Generate) -> String {
    let mut words = vec!["typewright".to_owned(), "generate".to_owned()];
    let spec = arguments.spec.iter();
    words.extend(spec.map(|spec| spec.to_string_lossy().into_owned()));
    let mut option = |name: &str, value: &str| {
        words.extend([format!("--{name}"), value.to_owned()]);
    };
    if let Some(output) = &arguments.output {
        option("output", &output.to_string_lossy());
    }
    if let Some(name) = &arguments.name {
        option("name", name);
    }
    if let Some(root) = &arguments.root {
        option("root", &root.to_string_lossy());
    }
    for overlay in &arguments.overlay {
        option("overlay", &overlay.to_string_lossy());
    }
    for selector in &arguments.include {
        option("include", &selector.to_string());
    }
    for selector in &arguments.exclude {
        option("exclude", &selector.to_string());
    }
    for denied in &arguments.deny {
        option(
            "deny",
            match denied {
                Denied::Warnings => "warnings",
                Denied::Code(code) => code,
            },
        );
    }
    for code in &arguments.allow {
        option("allow", code);
    }
    if arguments.exact {
        words.push("--exact".to_owned());
    }
    shell::join(&words)
}
