//! What a mock answers is what the types take, strictly: each snippet gets an operation more for each of
//! its components, and each sample is decoded by the crate that it is of.

use crate::compile::{cargo, inputs};
use crate::workspace::{write_crate, write_if_changed, write_workspace};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::Path;
use typewright::diagnostic::Diagnostics;
use typewright::generate::{Options, generate};
use typewright::load::{self, Source};
use typewright::name::name;
use typewright::{lower, sample};

/// Components of which no value can be made, and why.
const WITHOUT: &[(&str, &str)] = &[
    ("sampleOf Impossible of merge.yaml", "there is none"),
    (
        "sampleOf Basket of values_31.yaml",
        "`contains` is not looked at",
    ),
    ("sampleOf Wrong of scalars.yaml", "there is none"),
    ("sampleOf Never of rules.yaml", "there is none"),
    (
        "sampleOf LookAround of engines.yaml",
        "only an engine of ECMA-262 reads the pattern",
    ),
];

#[test]
fn samples_are_what_the_types_take() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples");
    let (mut members, mut checks, mut needs) = (Vec::new(), String::new(), String::new());
    let mut without = Vec::new();
    for (index, path) in inputs().iter().enumerate() {
        let package = format!("sample-{index:02}");
        let source = with_components_answered(path);
        let options = Options {
            crate_name: Some(package.clone()),
            ..Options::default()
        };
        let mut said = Diagnostics::default();
        let document = load::load(&source, &mut said).unwrap();
        let mut api = lower(&document, options.reading, &mut said);
        sample::sample(&document, &mut api);
        let names = name(&api, Some(&package));
        for operation in &api.operations {
            let Some(value) = operation.successes.first().and_then(|answer| answer.json()) else {
                continue;
            };
            let place = format!("{} of {}", operation.id, source.name);
            match &operation.sample {
                None => without.push(place),
                Some(sample) => {
                    let (rust, body) = (names.rust(value), &sample.body);
                    let _ = writeln!(checks, "    check::<{rust}>({place:?}, {body:?});");
                }
            }
        }
        write_crate(&root.join(&package), &generate(&source, &options).files);
        let _ = writeln!(
            needs,
            "{package} = {{ path = \"../{package}\", default-features = false }}"
        );
        members.push(package);
    }
    let known: Vec<&str> = WITHOUT.iter().map(|(place, _)| *place).collect();
    assert_eq!(without, known);
    members.push("program".to_owned());
    let program = root.join("program");
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n\n[dependencies]\n\
         serde = \"1\"\nserde_json = \"1\"\n{needs}"
    );
    write_if_changed(&program.join("Cargo.toml"), &manifest);
    let text = format!("{PROGRAM}\nfn main() {{\n{checks}}}\n");
    write_if_changed(&program.join("src/main.rs"), &text);
    write_workspace(&root, &members, "\n[profile.dev]\ndebug = false\n");
    let run = ["run", "--package", "program", "--quiet", "--offline"];
    cargo(&root, &run, "");
}

/// A snippet in which each component is what an operation answers.
fn with_components_answered(path: &Path) -> Source {
    let text = std::fs::read_to_string(path).unwrap();
    let mut document: Value = serde_yaml::from_str(&text).unwrap();
    let components = document.pointer("/components/schemas");
    let components = components.and_then(Value::as_object);
    let names: Vec<String> = components
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect();
    for name in names {
        let pointer = name.replace('~', "~0").replace('/', "~1");
        let schema = json!({ "$ref": format!("#/components/schemas/{pointer}") });
        let answer =
            json!({ "description": "", "content": { "application/json": { "schema": schema } } });
        let operation =
            json!({ "operationId": format!("sampleOf {name}"), "responses": { "200": answer } });
        document["paths"][format!("/samples/{pointer}")] = json!({ "get": operation });
    }
    Source {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: serde_json::to_vec(&document).unwrap(),
    }
}

const PROGRAM: &str = "
fn check<T: serde::de::DeserializeOwned>(place: &str, body: &str) {
    if let Err(error) = serde_json::from_str::<T>(body) {
        panic!(\"{place}: {error}: {body}\");
    }
}
";

/// Ten required members, each with ten of its own, and so on: no value of it is finished.
#[test]
fn a_value_without_end_is_not_made() {
    let level = |level: usize| {
        let next = json!({ "$ref": format!("#/components/schemas/L{}", level + 1) });
        let names: Vec<String> = (0..10).map(|name| format!("m{name}")).collect();
        let members = names.iter().map(|name| (name.clone(), next.clone()));
        let members: serde_json::Map<String, Value> = members.collect();
        json!({ "type": "object", "required": names, "properties": members })
    };
    let mut schemas: serde_json::Map<String, Value> = (0..20)
        .map(|index| (format!("L{index}"), level(index)))
        .collect();
    schemas.insert("L20".to_owned(), json!({ "type": "string" }));
    let schema = json!({ "$ref": "#/components/schemas/L0" });
    let answer =
        json!({ "description": "", "content": { "application/json": { "schema": schema } } });
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "t", "version": "1" },
        "paths": { "/a": { "get": { "operationId": "a", "responses": { "200": answer } } } },
        "components": { "schemas": schemas },
    });
    let source = Source {
        name: "openapi.json".to_owned(),
        bytes: serde_json::to_vec(&document).unwrap(),
    };
    let files = generate(&source, &Options::default()).files;
    assert!(files.iter().any(|file| file.path.ends_with("/a.rs")));
    assert!(
        files
            .iter()
            .all(|file| file.path != "src/mock/untagged/a.rs")
    );
}
