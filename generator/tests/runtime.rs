//! The runtime, compiled and tested as itself.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "a generated crate carries only what it needs"
)]

#[path = "../runtime/mod.rs"]
mod runtime;

use runtime::collections::Members;
use runtime::object::object;
use runtime::string::{Text, string};

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Job {
    pub id: String,
    pub tags: Vec<Tag>,
    pub description: Option<String>,
    pub other: Members,
}

object! { Job {
    new(id: String, tags: Vec<Tag>);
    "id" => id: required,
    "tags" => tags: required,
    "description" => description: optional String,
    .. => keep other,
} }

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(Text);

string! { Tag {
    min_length: 3,
    max_length: 100,
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Either {
    Job(Job),
    Text(String),
    Unrecognized(runtime::unrecognized::Unrecognized<runtime::value::Value>),
}
runtime::union::union! { Either: one_of { Job(Job), Text(String) } }

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Share(f64);
runtime::number::number! { lazy Share: f64 { minimum: 0.0, multiple_of: 0.01 } }
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Size(i64);
runtime::number::number! { Size: i64 { minimum: 64 } }
const SIZE: Size = Size::literal(64);
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum JobType {
    Manual,
    Cron,
    Unrecognized(runtime::unrecognized::Unrecognized),
}
runtime::choice::choice! { JobType { Manual = "manual", Cron = "cron" } }
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum N {
    N1,
    N2,
    Unrecognized(runtime::unrecognized::Unrecognized<i64>),
}
runtime::scalar_choice::scalar_choice! { N: i64 { N1 = 1, N2 = 2 } }
#[derive(Clone, Debug, PartialEq)]
pub struct Tags(Vec<Tag>);
runtime::array::array! { Tags: Vec<Tag> { min_items: 1, unique_items: true } }

const TAG: Tag = Tag::literal("abc");

#[test]
fn objects_round_trip() {
    let job: Job = serde_json::from_str(r#"{"id":"x","tags":["abc"],"more":1}"#).unwrap();
    assert_eq!(job.tags, [TAG]);
    assert_eq!(
        serde_json::to_string(&job).unwrap(),
        r#"{"id":"x","tags":["abc"],"more":1}"#
    );
    let e = serde_json::from_str::<Job>(r#"{"id":"x","tags":["abc", "d"],"more":1}"#).unwrap_err();
    println!("{e}");
    let e =
        serde_json::from_str::<Either>(r#"{"id":"x","tags":["abc", "d"],"more":1}"#).unwrap_err();
    println!("{e}");
    let outcome = runtime::decoding::run(runtime::decoding::Mode::Tolerant, || {
        serde_json::from_str::<Either>(
            r#"{"id":"x","tags":["abc", "d"],"more":1,"description":null}"#,
        )
    });
    println!("{:?} {}", outcome.result, outcome.violations[0]);
    let outcome = runtime::decoding::run(runtime::decoding::Mode::Tolerant, || {
        serde_json::from_str::<Job>(r#"{"id":"x","more":1,"description":null}"#)
    });
    println!(
        "{:?} {:?}",
        outcome.result,
        outcome
            .violations
            .iter()
            .map(|v| v.to_string())
            .collect::<Vec<_>>()
    );
    let outcome = runtime::decoding::run(runtime::decoding::Mode::Strict, || {
        serde_json::from_str::<Vec<Job>>(r#"[{"id":"x","more":1,"description":"x"}]"#)
    });
    println!("{:?} {:?}", outcome.result, outcome.pointer);
    assert!(Share::new(0.3).is_ok() && Share::new(0.305).is_err() && Share::new(1e22).is_ok());
    assert_eq!(SIZE, 64);
}
