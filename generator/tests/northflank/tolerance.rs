//! What a server sends that the document does not allow: nothing is lost, all is told.

use crate::document::{Integers, example, tagged_example, validator};
use crate::round_trip::is_equal;
use crate::subject::{SUBJECTS, everything};
use crate::support::{lines, receive, refuse};
use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind;
use northflank::Rule;
use northflank::types::{GetJobResponse, VcsProvider};
use serde_json::{Value, json};
use std::cell::Cell;
use std::collections::BTreeSet;

#[test]
fn the_example_of_the_page() {
    let body = example();
    let response = receive(&body);
    let [violation] = response.violations() else {
        panic!("{:?}", response.violations());
    };
    assert_eq!(
        (violation.pointer(), violation.rule()),
        ("/data/tags", Rule::Required)
    );
    assert_eq!(violation.to_string(), "/data/tags: required, but missing");
    assert_eq!(violation.value(), "");
    assert!(response.data.tags.is_empty());
    assert_eq!(response.data.settings.active_deadline_seconds.get(), 600);

    let strict = serde_json::from_value::<GetJobResponse>(body.clone()).unwrap_err();
    assert_eq!(strict.to_string(), "Job: `tags` is required, but missing");
    let strict = refuse(&body);
    assert!(strict.is_violations());
    assert_eq!(strict.pointer(), Some("/data/tags"));
    assert_eq!(
        strict.to_string(),
        "getJob: 200 OK, but the body is not what the document says: \
         /data/tags: required, but missing (strict_responses)"
    );
    assert_eq!(strict.body(), Some(body.to_string().as_bytes()));
    assert!(receive(&tagged_example()).violations().is_empty());
}

/// What the service has become since the page was written.
#[test]
fn the_service_of_today() {
    let mut body = tagged_example();
    body["data"]["vcsData"]["projectType"] = json!("origin");
    body["data"]["uid"] = json!("0f3a");
    body["data"]["stageId"] = json!(null);
    body["data"]["buildSettings"] = json!({ "x": [1, 2.5, { "": "y" }] });
    body["data"]["buildConfiguration"]["enableGitLfs"] = json!(true);
    body["data"]["buildConfiguration"]["storage"]["a/b~c"] = json!([]);
    body["meta"] = json!({});
    let response = receive(&body);
    assert_eq!(
        lines(&response),
        ["/data/vcsData/projectType: not one of the listed values: \"origin\""]
    );
    let provider = &response.data.vcs_data.as_ref().unwrap().project_type;
    assert_eq!(
        (provider.as_str(), provider.to_string()),
        ("origin", "origin".to_owned())
    );
    assert!(matches!(provider, VcsProvider::Unrecognized(text) if text.get() == "origin"));
    assert!(!provider.is_valid());
    assert_eq!(response.data.other.len(), 3);
    assert!(is_equal(
        &body,
        &serde_json::to_value(response.into_body()).unwrap()
    ));
    // Built or decoded strictly, there is no such value.
    assert!("origin".parse::<VcsProvider>().is_err());
    assert!(serde_json::from_value::<GetJobResponse>(body).is_err());
}

/// Changes of an API that should not stop a program: where, to what (or gone), what is told.
const DRIFT: &[(&str, &str, &[&str])] = &[
    (
        "/data/jobType",
        r#""daily""#,
        &["/data/jobType: not one of the listed values: \"daily\""],
    ),
    ("/data/priority", r#"{"level":3}"#, &[]),
    ("/data/tags", "", &["/data/tags: required, but missing"]),
    (
        "/data/tags",
        "null",
        &["/data/tags: expected an array: null"],
    ),
    (
        "/data/settings/activeDeadlineSeconds",
        "0",
        &["/data/settings/activeDeadlineSeconds: less than 1: 0"],
    ),
    (
        "/data/description",
        "null",
        &["/data/description: expected a value, got null"],
    ),
    (
        "/data/settings/backoffLimit",
        r#""3""#,
        &["/data/settings/backoffLimit: expected an integer: \"3\""],
    ),
    (
        "/data/deployment/storage/ephemeralStorage/storageSize",
        r#""1024.5""#,
        &["/data/deployment/storage/ephemeralStorage/storageSize: expected a number: \"1024.5\""],
    ),
    (
        "/data/buildConfiguration/storage/ephemeralStorage/storageSize",
        "131072",
        &[
            "/data/buildConfiguration/storage/ephemeralStorage/storageSize: \
             not one of the listed values: 131072",
        ],
    ),
    (
        "/data/tags",
        r#"["ok1","x","my tag","-ab"]"#,
        &[
            "/data/tags/1: 1 character, at least 3 required: \"x\"",
            "/data/tags/2: does not match ^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$: \"my tag\"",
            "/data/tags/3: does not match ^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$: \"-ab\"",
        ],
    ),
    (
        "/data/buildConfiguration/dockerCredentials",
        r#"["ok","a_b",""]"#,
        &[
            "/data/buildConfiguration/dockerCredentials/1: does not match ^[A-Za-z0-9-]+$: \"a_b\"",
            "/data/buildConfiguration/dockerCredentials/2: does not match ^[A-Za-z0-9-]+$: \"\"",
        ],
    ),
    ("/meta", r#"{"took":"3ms"}"#, &[]),
];

#[test]
fn drift_is_no_outage() {
    for (place, value, expected) in DRIFT {
        let mut body = tagged_example();
        let (outer, name) = place.rsplit_once('/').unwrap();
        let outer = body.pointer_mut(outer).unwrap().as_object_mut().unwrap();
        match *value {
            "" => drop(outer.remove(name)),
            value => drop(outer.insert(name.to_owned(), serde_json::from_str(value).unwrap())),
        }
        let response = receive(&body);
        assert_eq!(response.data.id, "example-job");
        assert_eq!(lines(&response), *expected, "{place} {value}");
        if expected.is_empty() {
            continue;
        }
        let error = refuse(&body);
        assert!(error.is_violations(), "{error}");
        let first = expected[0].split(": ").next();
        assert_eq!(error.pointer(), first);
        let rest = match expected.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let line = format!(
            "getJob: 200 OK, but the body is not what the document says: {}{rest} (strict_responses)",
            expected[0]
        );
        assert_eq!(error.to_string(), line);
    }
}

#[test]
fn values_are_kept_as_they_came() {
    let mut body = tagged_example();
    body["data"]["tags"] = json!(["x", "my tag"]);
    body["data"]["settings"]["activeDeadlineSeconds"] = json!(-7);
    body["data"]["deployment"]["storage"]["shmSize"] = json!(63);
    body["data"]["buildConfiguration"]["storage"]["ephemeralStorage"]["storageSize"] = json!(1);
    let response = receive(&body);
    assert_eq!(response.violations().len(), 5);
    let (job, settings) = (&response.data, &response.data.settings);
    assert_eq!(job.tags[1], "my tag");
    assert!(job.tags.iter().all(|tag| !tag.is_valid()));
    assert_eq!(settings.active_deadline_seconds.get(), -7);
    assert!(!settings.active_deadline_seconds.is_valid());
    assert!(is_equal(
        &body,
        &serde_json::to_value(response.into_body()).unwrap()
    ));
}

/// Where strict decoding fails, the place is told as well.
#[test]
fn what_cannot_be_read_names_its_place() {
    for (place, value) in [
        ("/data/tags/1", json!(7)),
        ("/data/vcsData", json!([])),
        (
            "/data/buildEngineConfiguration/buildpack/buildpackLocators/0",
            json!({}),
        ),
        ("/data/cluster/loadBalancers/0", json!(null)),
        ("/data/disabledCI", json!("no")),
        ("/data/settings/backoffLimit", json!(1.5)),
        ("/data/settings/backoffLimit", json!("1.5")),
        (
            "/data/deployment/storage/ephemeralStorage/storageSize",
            json!("NaN"),
        ),
        (
            "/data/deployment/storage/ephemeralStorage/storageSize",
            json!("1e999"),
        ),
        (
            "/data/deployment/storage/ephemeralStorage/storageSize",
            json!(""),
        ),
    ] {
        let mut body = tagged_example();
        *body.pointer_mut(place).unwrap() = value;
        let error = refuse(&body);
        assert!(error.is_decode(), "{error}");
        assert_eq!(error.pointer(), Some(place));
        let start = format!("getJob: 200 OK, but the body cannot be read: {place}: ");
        assert!(error.to_string().starts_with(&start), "{error}");
    }
}

/// A tolerant decode finds exactly the places that a validator finds, and changes nothing else.
#[test]
fn violations_are_what_a_validator_finds() {
    let (clean, broken) = (Cell::new(0), Cell::new(0));
    for subject in SUBJECTS {
        let theirs = validator(subject.pointer, Integers::SixtyFourBits);
        subject.each(
            if subject.pointer.ends_with("Response") {
                3_000
            } else {
                200
            },
            |text| {
                let strict = (subject.round_trip)(text);
                let Ok((violations, written)) = (subject.tolerate)(text) else {
                    return assert!(strict.is_err(), "{text}");
                };
                let instance = serde_json::from_str(text).unwrap();
                let pointers = violations
                    .iter()
                    .map(|violation| violation.pointer().to_owned());
                assert_eq!(
                    pointers.collect::<BTreeSet<_>>(),
                    places(&theirs, &instance),
                    "{text}"
                );
                assert_eq!(strict.is_ok(), violations.is_empty(), "{text}");
                let told = |rule| matches!(rule, Rule::Type(_) | Rule::Required);
                if !violations.iter().any(|violation| told(violation.rule())) {
                    assert!(is_equal(&instance, &written), "{text}\n{written}");
                }
                let count = if violations.is_empty() {
                    &clean
                } else {
                    &broken
                };
                count.set(count.get() + 1);
            },
        );
    }
    println!("{} without violations, {} with", clean.get(), broken.get());
    assert!(clean.get() > 1_000 && broken.get() > 1_000);
}

/// Where a validator finds something; of what is missing, where it would be.
fn places(validator: &Validator, instance: &Value) -> BTreeSet<String> {
    let errors = validator.iter_errors(instance);
    let place = |error: jsonschema::ValidationError<'_>| match error.kind() {
        ValidationErrorKind::Required { property } => {
            format!("{}/{}", error.instance_path(), property.as_str().unwrap())
        }
        _ => error.instance_path().to_string(),
    };
    errors.map(place).collect()
}

#[test]
fn a_server_that_breaks_every_rule() {
    let mut body = everything(crate::document::schema(
        "/components/schemas/GetJobResponse",
    ));
    body["data"]["tags"] = vec!["x"; 1_500].into();
    let response = receive(&body);
    assert_eq!(
        (response.violations().len(), response.omitted_violations()),
        (1_000, 500)
    );
    assert_eq!(response.violations()[999].pointer(), "/data/tags/999");
}
