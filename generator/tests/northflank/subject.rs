//! The types under test: each with its place in the document, and instances of its schema.

use crate::document::{behind_references, schema, tagged_example};
use crate::edit::{Edit, fitted};
use northflank::runtime::decoding::{Mode, run};
use northflank::{Violation, types};
use proptest::collection::vec;
use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fmt::Debug;

/// What a tolerant decode gives.
type Tolerated = Result<(Vec<Violation>, Value), String>;

/// A type, and the schema that it stands for.
pub(crate) struct Subject {
    pub(crate) pointer: &'static str,
    /// Decodes a text strictly, and writes the value again.
    pub(crate) round_trip: fn(&str) -> Result<Value, String>,
    /// Decodes a text tolerantly: the rules that it breaks, and the value as it is written again.
    pub(crate) tolerate: fn(&str) -> Tolerated,
}

macro_rules! subjects {
    ($($pointer:literal => $name:ident,)*) => {
        /// All types that the document has a rule for.
        pub(crate) const SUBJECTS: &[Subject] = &[$(Subject {
            pointer: concat!("/components/schemas/", $pointer),
            round_trip: round_trip::<types::$name>,
            tolerate: tolerate::<types::$name>,
        },)*];
    };
}
subjects! {
    "GetJobResponse" => GetJobResponse,
    "ErrorResponse" => ErrorResponse,
    "Tag" => Tag,
    "PathIgnoreRule" => PathIgnoreRule,
    "CiIgnoreFlag" => CiIgnoreFlag,
    "DockerCredential" => DockerCredential,
    "JobType" => JobType,
    "VcsProvider" => VcsProvider,
    "BuildpackStack" => BuildpackStack,
    "BuildEngineConfiguration/properties/buildEngine" => BuildEngineConfigurationBuildEngine,
    "BuildpackOverrides/properties/configType" => BuildpackOverridesConfigType,
    "DockerOverrides/properties/configType" => DockerOverridesConfigType,
    "JobSettings/properties/cron/properties/concurrencyPolicy" => JobSettingsCronConcurrencyPolicy,
    "JobSettings/properties/activeDeadlineSeconds" => JobSettingsActiveDeadlineSeconds,
    "DeploymentStorage/properties/shmSize" => DeploymentStorageShmSize,
    "BuildStorage/properties/storageSize" => BuildStorageSize,
    "JobSettings" => JobSettings,
    "BuildConfiguration" => BuildConfiguration,
    "BuildStorage" => BuildStorage,
    "DeploymentStorage" => DeploymentStorage,
    "VcsData" => VcsData,
    "Cluster" => Cluster,
}

fn round_trip<T>(text: &str) -> Result<Value, String>
where
    T: DeserializeOwned + Serialize + PartialEq + Debug,
{
    let from_text = serde_json::from_str::<T>(text);
    // The same by a reader that holds the whole value.
    let from_value = serde_json::from_value::<T>(serde_json::from_str(text).unwrap());
    assert_eq!(from_text.is_ok(), from_value.is_ok(), "{text}");
    let first = from_text.map_err(|error| error.to_string())?;
    assert_eq!(first, from_value.unwrap());
    let written = serde_json::to_string(&first).unwrap();
    assert_eq!(
        first,
        serde_json::from_str::<T>(&written).unwrap(),
        "{text}"
    );
    Ok(serde_json::from_str(&written).unwrap())
}

fn tolerate<T: DeserializeOwned + Serialize>(text: &str) -> Tolerated {
    let outcome = run(Mode::Tolerant, || serde_json::from_str::<T>(text));
    assert_eq!(outcome.omitted, 0);
    let read = outcome.result.map_err(|error| error.to_string())?;
    Ok((outcome.violations, serde_json::to_value(&read).unwrap()))
}

impl Subject {
    /// Runs a test over instances that are valid but for up to three changes; the same ones each
    /// time.
    pub(crate) fn each(&self, cases: u32, test: impl Fn(&str)) {
        let schema = schema(self.pointer);
        let mut bases = vec![everything(schema), least(schema)];
        if self.pointer.ends_with("/GetJobResponse") {
            bases.push(tagged_example());
        }
        let config = Config {
            cases,
            failure_persistence: None,
            ..Config::default()
        };
        let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let strategy = (
            proptest::sample::select(bases),
            vec(Edit::strategy(), 0..=3),
        );
        let result = TestRunner::new_with_rng(config, rng).run(&strategy, |(base, edits)| {
            let mut instance = base;
            for edit in &edits {
                edit.apply(&mut instance, schema);
            }
            test(&instance.to_string());
            Ok(())
        });
        if let Err(TestError::Fail(why, (_, edits))) = result {
            panic!("{why}\nafter {edits:#?}");
        }
    }
}

/// An instance with every member that the schema names.
pub(crate) fn everything(schema: &'static Value) -> Value {
    instance(schema, true)
}

/// An instance with the required members alone.
fn least(schema: &'static Value) -> Value {
    instance(schema, false)
}

fn instance(schema: &'static Value, all: bool) -> Value {
    let schema = behind_references(schema);
    if let Some(listed) = schema["enum"].get(0) {
        return listed.clone();
    }
    match schema["type"].as_str() {
        Some("object") => {
            let required = schema["required"].as_array();
            let is_required =
                |name: &str| required.is_some_and(|all| all.iter().any(|r| r == name));
            let properties = schema["properties"].as_object().unwrap().iter();
            let members = properties.filter(|(name, _)| all || is_required(name));
            let members = members.map(|(name, schema)| (name.clone(), instance(schema, all)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Some("array") => {
            let item = instance(&schema["items"], all);
            Value::Array(if all {
                vec![item.clone(), item]
            } else {
                vec![]
            })
        }
        Some("string") => fitted("abc", schema["minLength"].as_u64().unwrap_or(3)).into(),
        Some("integer" | "number") => schema["minimum"].as_i64().unwrap_or(1).into(),
        Some("boolean") => true.into(),
        None => Value::Null,
        Some(other) => panic!("teach the instances `{other}`"),
    }
}
