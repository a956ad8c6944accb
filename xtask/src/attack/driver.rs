//! The program that serves a crate: every method of every trait, with answers that it reads.

use crate::subject::Subject;
use std::collections::BTreeMap;
use typewright::ir::{Answer, Operation};

const PROGRAM: &str = include_str!("program.rs");

/// What it needs beside the crate and its tests' dependencies.
pub(super) const DEPENDENCIES: &str =
    "axum = { version = \"0.8.9\", default-features = false, features = [\"http1\", \"tokio\"] }\n";

/// The answers that are given, with the numbers of the functions that make them: successes, or else the first one.
pub(super) fn given(operation: &Operation) -> Vec<(usize, &Answer)> {
    let successes = operation.successes.len().max(1);
    operation.answers().enumerate().take(successes).collect()
}

/// The text of the program.
pub(super) fn source(subject: &Subject) -> String {
    let mut methods: BTreeMap<&str, String> = BTreeMap::new();
    for index in 0..subject.api.operations.len() {
        let folder = &subject.names.operations[index].folder;
        *methods.entry(folder).or_default() += &method(subject, index);
    }
    let krate = &subject.names.krate;
    let (mut calls, mut traits) = (String::new(), String::new());
    for (folder, methods) in methods {
        let names = &subject.names.tags[folder];
        calls += &format!(".{}(answers.clone())", names.method);
        traits += &format!(
            "\nimpl {krate}::server::{folder}::{} for Answers {{\n{methods}}}\n",
            names.interface
        );
    }
    format!(
        "#![allow(deprecated)]\n{}\nfn served(answers: Answers) -> Server {{\n    Server::new(){calls}\n}}\n{traits}",
        PROGRAM.replace("krate", krate),
    )
}

fn method(subject: &Subject, index: usize) -> String {
    let names = &subject.names.operations[index];
    let module = format!(
        "{}::server::{}::{}",
        subject.names.krate, names.folder, names.module
    );
    let given = given(&subject.api.operations[index]);
    let arms = given
        .iter()
        .map(|(number, answer)| arm(subject, *number, &names.answers[*number], answer));
    let arms: String = arms.collect();
    format!(
        "    async fn {}(&self, _: {module}::Request) -> Result<{module}::Response> {{\n        \
         use {module}::Response;\n        let (number, _body, headers) = self.next({index})?;\n        \
         let answer = match number {{\n{arms}            _ => return Err(failed(\"no such answer\")),\n        }};\n        \
         Ok(headers.into_iter().fold(answer, |answer, (name, value)| answer.header(leaked(name), value)))\n    }}\n",
        names.method,
    )
}

fn arm(subject: &Subject, number: usize, maker: &str, answer: &Answer) -> String {
    let mut arguments = Vec::new();
    if answer.status.parse::<u16>().is_err() {
        arguments.push(format!("status({})", code(&answer.status)));
    }
    if let Some(body) = &answer.body {
        let value = body.json.as_ref();
        let value = value.map_or_else(|| "String".to_owned(), |value| subject.names.rust(value));
        arguments.push(format!("read::<{value}>(_body)?"));
    }
    let arguments = arguments.join(", ");
    format!("            {number} => Response::{maker}({arguments}),\n")
}

/// A status that a key such as `4XX` or `default` means.
fn code(key: &str) -> u16 {
    let digit = key.chars().next().and_then(|digit| digit.to_digit(10));
    digit.map_or(200, |digit| digit as u16 * 100)
}
