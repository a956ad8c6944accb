//! **Stages know only what they are given**: `render <- emit <- name <- lower <- load`. So each can
//! be read, tested and replaced alone.

use super::Finding;
use super::source::{Source, has_word};

/// A stage, the stages that it must not know, and the crates.
type Rule = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

const RULES: &[Rule] = &[
    (
        "load",
        &[
            "overlay", "filter", "lint", "lower", "sample", "coverage", "name", "emit", "render",
            "folder",
        ],
        DISK_AND_TOKENS,
    ),
    (
        "overlay",
        &[
            "filter", "lint", "lower", "sample", "coverage", "ir", "name", "emit", "render",
        ],
        MODELS,
    ),
    (
        "filter",
        &[
            "lint", "lower", "sample", "coverage", "ir", "name", "emit", "render",
        ],
        MODELS,
    ),
    (
        "lower",
        &["sample", "coverage", "name", "emit", "render"],
        TOKENS,
    ),
    (
        "sample",
        &["lower", "coverage", "name", "emit", "render"],
        MODELS,
    ),
    (
        "coverage",
        &["ir", "sample", "name", "emit", "render"],
        TOKENS,
    ),
    (
        "ir",
        &["load", "lower", "sample", "name", "emit", "render"],
        MODELS,
    ),
    (
        "name",
        &["load", "lower", "sample", "emit", "render"],
        &["openapiv3"],
    ),
    (
        "emit",
        &["load", "lower", "sample", "render"],
        &["openapiv3"],
    ),
    ("render", &["load", "lower", "name"], &["openapiv3"]),
];
const TOKENS: &[&str] = &["quote", "proc_macro2", "syn"];
const DISK_AND_TOKENS: &[&str] = &["std::fs", "quote", "proc_macro2", "syn"];
const MODELS: &[&str] = &["openapiv3", "quote", "proc_macro2", "syn"];

pub(super) fn check(source: &Source, found: &mut Vec<Finding>) {
    let stage = source.path.strip_prefix("generator/src/").and_then(|path| {
        let first = path.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    });
    let Some((stage, stages, crates)) = RULES.iter().find(|rule| Some(rule.0) == stage) else {
        return;
    };
    let mut report = |line, what: String| {
        found.push(Finding {
            path: source.path.clone(),
            line,
            text: format!("`{stage}` must not know `{what}`"),
        });
    };
    let mut grouped = Group::default();
    for (line, text) in source.code() {
        for other in *stages {
            if has_word(text, &format!("crate::{other}")) || grouped.names(text, other) {
                report(line, format!("crate::{other}"));
            }
        }
        grouped.advance(text);
        for other in *crates {
            let forms = [
                format!("{other}::"),
                format!("{other}!"),
                format!("use {other}"),
            ];
            if forms.iter().any(|form| has_word(text, form)) {
                report(line, (*other).to_owned());
            }
        }
    }
}

/// Where a reader of lines stands in `use crate::{a, b::{c, d}};`.
#[derive(Default)]
struct Group {
    /// Open braces; 0 outside of such an item.
    depth: usize,
}

impl Group {
    const OPENING: &str = "use crate::{";

    /// Whether this line names a module of the crate directly in the group.
    fn names(&self, line: &str, module: &str) -> bool {
        let mut depth = self.depth;
        let rest = match line.split_once(Self::OPENING) {
            Some((_, rest)) => {
                depth = 1;
                rest
            }
            None => line,
        };
        let mut direct = String::new();
        for character in rest.chars() {
            match character {
                '{' if depth > 0 => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            // What is deeper is a name in a module, not a module.
            direct.push(if depth == 1 { character } else { ' ' });
        }
        direct
            .split(',')
            .filter_map(|path| path.trim().split("::").next())
            .any(|first| first.trim_matches(['{', '}', ' ']) == module)
    }

    fn advance(&mut self, line: &str) {
        let rest = match line.split_once(Self::OPENING) {
            Some((_, rest)) => {
                self.depth = 1;
                rest
            }
            None => line,
        };
        if self.depth > 0 {
            self.depth += rest.matches('{').count();
            self.depth = self.depth.saturating_sub(rest.matches('}').count());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::about;
    use super::check;

    #[test]
    fn every_way_to_name_a_stage_is_found() {
        let path = "generator/src/emit/a.rs";
        for bad in [
            "use crate::load::Source;",
            "use crate::lower;",
            "    crate::load::load(x)",
            "use crate::{ir, load};",
            "use crate::{ir::{Api, Type}, load::Source};",
            "use crate::{\n    ir::Api,\n    load::Source,\n};",
            "use crate::{\n    ir::{\n        Api,\n    },\n    load,\n};",
            "use openapiv3::Schema;",
        ] {
            assert_eq!(about(check, path, bad).len(), 1, "{bad}");
        }
        for good in [
            "use crate::ir::load;",
            "use crate::loader;",
            "// crate::load",
            "use crate::{ir::{load, lower}, name};",
            "use crate::{\n    ir::{\n        load,\n    },\n};\nlet load = 1;",
            "use quote::quote;",
        ] {
            assert!(about(check, path, good).is_empty(), "{good}");
        }
    }

    #[test]
    fn each_stage_has_its_own_rule() {
        let emit = "use crate::emit;";
        for stage in ["name/mod.rs", "lower/a.rs", "load/a.rs", "ir/a.rs", "ir.rs"] {
            let path = format!("generator/src/{stage}");
            assert_eq!(about(check, &path, emit).len(), 1, "{stage}");
        }
        assert!(about(check, "generator/src/generate.rs", emit).is_empty());
        assert_eq!(
            about(check, "generator/src/ir/a.rs", "let x = quote! {};").len(),
            1
        );
        assert_eq!(
            about(check, "generator/src/ir/a.rs", "x: syn::Type,").len(),
            1
        );
    }
}
