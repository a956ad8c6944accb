//! The instances of one component, put to its type and to the other validator.

use super::driver;
use super::mutation::mutate;
use super::subject::{Component, Subject};
use super::tally::{Difference, Tally};
use crate::instance::dialect::bundle;
use crate::instance::validator;
use crate::instance::{Maker, Manner};
use serde_json::{Number, Value};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use typewright::diagnostic::code;
use typewright::pointer::Pointer;
use typewright::sample::random::Random;

/// How many instances each component gets.
const INSTANCES: usize = 256;

/// Findings that say that a type is not what its schema says by the letter.
const APPROXIMATES: &[&str] = &[
    code::SCHEMA_IMPOSSIBLE,
    code::SCHEMA_CYCLE,
    code::SCHEMA_TOO_DEEP,
    code::TYPE_GUESSED,
    code::NULLABLE_MEANT,
    code::CLOSED_PARTS,
    code::DISCRIMINATOR_DECIDES,
    code::UNION_OVERLAP,
];

/// Judges all components of a document.
pub(super) fn all(subject: &Subject, program: &Path, tally: &mut Tally) -> io::Result<()> {
    tally.documents += 1;
    tally.untyped += subject.untyped;
    tally.left_out += subject.left_out.len();
    for (number, component) in subject.components.iter().enumerate() {
        one(subject, program, (number, component), tally)?;
    }
    Ok(())
}

fn one(
    subject: &Subject,
    program: &Path,
    (number, component): (usize, &Component),
    tally: &mut Tally,
) -> io::Result<()> {
    let bundle = bundle(
        &subject.document,
        &subject.left_out,
        None,
        component.pointer.clone(),
    );
    let name = format!("{} {}", subject.name, component.pointer);
    let validator = match validator::build(&bundle.schema, false) {
        Ok(validator) => validator,
        Err(reason) => {
            tally.unread.push((name, reason));
            return Ok(());
        }
    };
    tally.components += 1;
    let approximation = approximation(subject, &bundle.places);
    let mut maker = Maker::new(Random::of(&name), &bundle.schema, Manner::default());
    let (mut texts, mut verdicts, mut valid) = (Vec::new(), Vec::new(), 0);
    for made in 0..INSTANCES {
        let mut instance = maker.instance();
        // As many valid instances as others, as far as that is in our hands.
        if valid * 2 > made {
            for _ in 0..=maker.random.below(3) {
                mutate(&mut maker.random, &mut instance);
            }
        }
        let is_valid = validator.is_valid(&instance);
        valid += usize::from(is_valid);
        texts.push(instance.to_string());
        verdicts.push((instance, is_valid));
    }
    let answers = driver::ask(program, number, &texts)?;
    for ((instance, is_valid), answer) in verdicts.iter().zip(&answers) {
        tally.count(*is_valid, answer);
        let is_accepted = answer != "refused";
        if is_accepted == *is_valid && (!is_accepted || answer == "accepted") {
            continue;
        }
        if is_accepted != *is_valid {
            if let Some(name) = &approximation {
                *tally.named.entry(name.clone()).or_default() += 1;
                continue;
            }
            let is_whole_float = |number: &Number| {
                number.is_f64() && number.as_f64().is_some_and(|float| float.fract() == 0.0)
            };
            let name = if has_number(instance, is_wide) {
                Some("an integer beyond 64 bits")
            } else if *is_valid && component.is_alias && has_number(instance, is_whole_float) {
                Some("an alias of a Rust integer, which serde does not read from `1.0`")
            } else {
                None
            };
            if let Some(name) = name {
                *tally.named.entry(name.to_owned()).or_default() += 1;
                continue;
            }
        }
        tally.differences.push(Difference {
            component: name.clone(),
            instance: instance.to_string(),
            ours: answer.clone(),
            theirs: validator::reason(&validator, instance),
        });
    }
    Ok(())
}

/// What the generator said about a schema or one that it refers to.
fn approximation(subject: &Subject, places: &[Pointer]) -> Option<String> {
    let is_below = |pointer: &Pointer, place: &Pointer| {
        let rest = pointer.as_str().strip_prefix(place.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let findings = subject.findings.iter().filter(|(code, pointer)| {
        APPROXIMATES.contains(code) && places.iter().any(|place| is_below(pointer, place))
    });
    let codes: BTreeSet<&str> = findings.map(|(code, _)| *code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    (!codes.is_empty()).then(|| codes.join(", "))
}

fn is_wide(number: &Number) -> bool {
    number.as_i64().is_none() && number.as_f64().is_some_and(|float| float.abs() >= 9.2e18)
}

fn has_number(value: &Value, is: impl Fn(&Number) -> bool + Copy) -> bool {
    match value {
        Value::Number(number) => is(number),
        Value::Array(items) => items.iter().any(|item| has_number(item, is)),
        Value::Object(members) => members.values().any(|member| has_number(member, is)),
        _ => false,
    }
}
