//! Files made to exhaust a reader: each document is answered within seconds, on a test thread's two megabytes of stack.

use super::{document, source, with};
use std::sync::Arc;
use std::time::{Duration, Instant};
use typewright::diagnostic::human;
use typewright::generate::{Options, generate};
use typewright::load::{Refusal, Retrieve, Source};

/// Makes up each file that it is asked for.
#[derive(Debug)]
struct MadeUp(fn(usize) -> String);

impl Retrieve for MadeUp {
    fn retrieve(&self, path: &str) -> Result<Source, Refusal> {
        let number = path.trim_end_matches(".yaml").parse();
        let number = number.map_err(|_| Refusal::Missing)?;
        Ok(source(path, (self.0)(number)))
    }
}

/// Whether there is a crate, and what is said.
fn answered(rest: &str, file: fn(usize) -> String) -> (bool, String) {
    let begin = Instant::now();
    let document = source("openapi.yaml", document(rest));
    let options = Options {
        files: Some(Arc::new(MadeUp(file))),
        ..Options::default()
    };
    let generated = generate(&document, &options);
    let texts = generated.texts(&document, &options);
    let said = human::render(&generated.diagnostics, texts, false);
    let took = begin.elapsed();
    assert!(took < Duration::from_secs(120), "{took:?}");
    (!generated.files.is_empty(), said)
}

const FIRST: &str = "components:\n  schemas:\n    A: { $ref: 0.yaml }\n";

#[test]
fn files_without_end() {
    let (is_made, said) = answered(FIRST, |number| {
        format!(
            "type: object\nproperties: {{ next: {{ $ref: {}.yaml }} }}\n",
            number + 1
        )
    });
    assert!(!is_made);
    assert!(
        said.contains("TW0104") && said.contains("10000 files were read"),
        "{said}"
    );
    // Nothing but references.
    let (is_made, said) = answered(FIRST, |number| format!("$ref: {}.yaml\n", number + 1));
    assert!(!is_made);
    assert!(said.contains("TW0104"), "{said}");
}

#[test]
fn ten_thousand_files() {
    let (is_made, said) = answered(FIRST, |number| match number {
        0 => {
            let lines = (1..10_000).map(|at| format!("  p{at}: {{ $ref: {at}.yaml }}\n"));
            format!("type: object\nproperties:\n{}", lines.collect::<String>())
        }
        _ => "type: integer\n".to_owned(),
    });
    assert!(is_made, "{said}");
}

#[test]
fn circles() {
    for file in [
        |number: usize| format!("$ref: {}.yaml\n", 1 - number),
        |_| "$ref: 0.yaml\n".to_owned(),
        |_| "$ref: '#/a'\na: { $ref: '#/b' }\nb: { $ref: '#/a' }\n".to_owned(),
        |_| "a: { $ref: '#/a/b/c' }\n".to_owned(),
    ] {
        for rest in [
            FIRST,
            "components: { $ref: 0.yaml }\n",
            "components:\n  schemas: { $ref: 0.yaml }\n",
            "components:\n  schemas:\n    A: { $ref: '0.yaml#/a/b/c' }\n",
            "paths:\n  /a: { $ref: 0.yaml }\n  /b: { get: { $ref: 0.yaml } }\n",
        ] {
            answered(rest, file);
        }
    }
    let (is_made, said) = answered("paths: { $ref: 0.yaml }\n", |_| "$ref: 0.yaml\n".to_owned());
    assert!(!is_made && said.contains("TW0135"), "{said}");
    let (is_made, said) = answered("paths: { /a: { get: { $ref: 0.yaml } } }\n", |_| {
        "responses: {}\ndescription: { $ref: '1.yaml#/responses' }\ncallbacks: { a: { b: { get: { $ref: 0.yaml } } } }\n".to_owned()
    });
    assert!(!is_made && said.contains("TW0135"), "{said}");
}

/// Each file holds the next one ten times, where it has to be copied.
#[test]
fn copies_of_copies() {
    let (is_made, said) = answered("tags: { $ref: 0.yaml }\n", |number| {
        format!(
            "[{}]\n",
            format!("{{ $ref: {}.yaml }}, ", number + 1).repeat(10)
        )
        .replace("{ $ref: 9.yaml }", "done")
    });
    assert!(!is_made);
    assert!(
        said.contains("TW0104") && said.contains("repeat more content"),
        "{said}"
    );
}

/// Each file holds the next one, in a place where it has to stand itself.
#[test]
fn deep_copies() {
    let (is_made, said) = answered("tags: { $ref: 0.yaml }\n", |number| {
        format!("[[[[{{ $ref: {}.yaml }}]]]]\n", number + 1)
    });
    assert!(!is_made);
    assert!(said.contains("TW0105"), "{said}");
}

/// Aliases of all files count together.
#[test]
fn aliases_in_many_files() {
    let lines: String = (0..60)
        .map(|at| format!("    A{at}: {{ $ref: {at}.yaml }}\n"))
        .collect();
    let rest = format!("components:\n  schemas:\n{lines}");
    let (is_made, said) = answered(&rest, |_| {
        let mut text = "type: object\nx-0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n".to_owned();
        for level in 1..5 {
            let items = format!("*a{}, ", level - 1).repeat(6);
            text.push_str(&format!("x-{level}: &a{level} [{items}]\n"));
        }
        text
    });
    assert!(!is_made);
    assert!(said.contains("TW0109"), "{said}");
}

/// Pointers that meet references at each of their steps.
#[test]
fn ways_of_ways() {
    let (is_made, _) = answered(
        "components:\n  schemas:\n    A: { $ref: '0.yaml#/a0/x/x/x/x/x' }\n",
        |_| {
            let lines =
                (0..60).map(|at| format!("a{at}: {{ $ref: '#/a{}/x/x/x/x/x/x' }}\n", at + 1));
            lines.collect()
        },
    );
    assert!(!is_made);
}

#[test]
fn values_that_are_no_objects() {
    for text in [
        "null",
        "[]",
        "3",
        "text",
        "[{ $ref: a.yaml }]",
        "{ $ref: 3 }",
        "{ $ref: '' }",
        "{ $ref: '#' }",
    ] {
        for rest in [
            "components: { $ref: a.yaml }\n",
            "components: { schemas: { $ref: a.yaml } }\n",
            "components: { schemas: { A: { $ref: a.yaml } } }\n",
            "components: { schemas: { A: { $ref: 'a.yaml#/x' } }, responses: [] }\n",
            "paths: { $ref: a.yaml }\n",
            "paths: { /a: { $ref: a.yaml }, /b: { get: { $ref: a.yaml } } }\n",
            "paths: { /a: { get: { responses: { '200': { $ref: a.yaml, description: x } } } } }\ncomponents: []\n",
        ] {
            with(&document(rest), &[("a.yaml", text)], &Options::default());
        }
    }
}
