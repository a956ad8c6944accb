//! Constrained types as a program uses them: made, refused, read, compared, written.

use northflank::types::{
    BuildStorageSize, BuildpackStack, CiIgnoreFlag, DockerCredential,
    JobSettingsActiveDeadlineSeconds as Deadline, JobType, PathIgnoreRule, Tag, VcsProvider,
};
use northflank::{Rule, ValidationError};
use std::borrow::{Borrow, Cow};
use std::collections::{BTreeSet, HashMap};

/// Checked while compiling.
const TAG: Tag = Tag::literal("my-tag");
const DEADLINE: Deadline = Deadline::literal(600);
const _: () = assert!(Tag::MIN_LENGTH == 3 && Tag::MAX_LENGTH == 100 && Deadline::MIN == 1);

fn line<T: std::fmt::Debug>(result: Result<T, ValidationError>) -> String {
    let error = result.unwrap_err();
    let line = error.to_string();
    // As `?` in a program passes it on.
    let boxed: Box<dyn std::error::Error + Send + Sync> = error.into();
    assert_eq!(boxed.to_string(), line);
    assert!(!line.chars().any(char::is_control), "{line:?}");
    line
}

#[test]
fn a_string_has_all_its_makers() {
    let owned = String::from("my-tag");
    for tag in [
        Tag::new("my-tag"),
        Tag::new(owned.clone()),
        Tag::new(Cow::Borrowed("my-tag")),
        "my-tag".parse(),
        Tag::try_from("my-tag"),
        Tag::try_from(owned),
        Ok(TAG),
    ] {
        assert_eq!(tag.unwrap(), TAG);
    }
    assert_eq!(Tag::PATTERN, "^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$");
    assert_eq!(
        (PathIgnoreRule::MAX_LENGTH, CiIgnoreFlag::MAX_LENGTH),
        (260, 72)
    );
}

#[test]
fn a_string_is_read_as_text() {
    assert_eq!(
        (TAG.as_str(), TAG.as_ref(), TAG.to_string()),
        ("my-tag", "my-tag", "my-tag".into())
    );
    assert_eq!(format!("[{TAG:>8}|{TAG:.2}]"), "[  my-tag|my]");
    assert_eq!(
        (TAG.into_inner(), String::from(TAG)),
        ("my-tag".into(), "my-tag".into())
    );
    assert!(TAG == "my-tag" && TAG == *"my-tag" && TAG.is_valid());
    assert_eq!(Borrow::<str>::borrow(&TAG), "my-tag");
    let by_tag = HashMap::from([(TAG, 1), (Tag::literal("other"), 2)]);
    assert_eq!((by_tag.get("my-tag"), by_tag.get("none")), (Some(&1), None));
    let sorted: BTreeSet<Tag> = ["b22", "a11", "b22"].map(|tag| tag.parse().unwrap()).into();
    assert!(sorted.iter().map(Tag::as_str).eq(["a11", "b22"]));
    let from_b = (std::ops::Bound::Included("b"), std::ops::Bound::Unbounded);
    assert_eq!(sorted.range::<str, _>(from_b).count(), 1);
}

#[test]
fn a_string_says_which_rule_it_breaks() {
    for (text, why) in [
        ("", "Tag: 0 characters, at least 3 required: \"\""),
        ("a", "Tag: 1 character, at least 3 required: \"a\""),
        ("ab", "Tag: 2 characters, at least 3 required: \"ab\""),
        (
            "\u{1F600}\u{1F600}",
            "Tag: 2 characters, at least 3 required: \"\u{1F600}\u{1F600}\"",
        ),
        (
            "my tag",
            "Tag: does not match ^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$: \"my tag\"",
        ),
        (
            "tag\n",
            r#"Tag: does not match ^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$: "tag\n""#,
        ),
        (
            "a\u{1b}[31m\u{202e}",
            r#"Tag: does not match ^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$: "a\u{1b}[31m\u{202e}""#,
        ),
        (
            "a\"b\\",
            r#"Tag: does not match ^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$: "a\"b\\""#,
        ),
    ] {
        assert_eq!(line(Tag::new(text)), why);
        assert_eq!(line(text.parse::<Tag>()), why);
        assert_eq!(line(Tag::try_from(text.to_owned())), why);
    }
    let error = Tag::new("ab").unwrap_err();
    assert_eq!(
        (error.rule(), error.value()),
        (Rule::MinLength(3), "\"ab\"")
    );
    assert_eq!(
        line(DockerCredential::new("")),
        "DockerCredential: does not match ^[A-Za-z0-9-]+$: \"\""
    );
}

#[test]
fn bounds_count_characters_and_are_inclusive() {
    for (length, is_valid) in [(2, false), (3, true), (100, true), (101, false)] {
        assert_eq!(Tag::new("a".repeat(length)).is_ok(), is_valid, "{length}");
    }
    for character in ["a", "\u{e9}", "\u{20ac}", "\u{1F600}"] {
        for (length, is_valid) in [(0, true), (260, true), (261, false)] {
            let text = character.repeat(length);
            assert_eq!(
                PathIgnoreRule::new(text).is_ok(),
                is_valid,
                "{character} {length}"
            );
        }
        assert!(CiIgnoreFlag::new(character.repeat(72)).is_ok());
        assert!(CiIgnoreFlag::new(character.repeat(73)).is_err());
    }
}

#[test]
fn long_values_are_shortened() {
    let long = line(Tag::new("a".repeat(1_000_000)));
    let start = "Tag: 1000000 characters, at most 100 allowed: \"aaa";
    assert!(
        long.starts_with(start) && long.ends_with("aaa\u{2026}"),
        "{long}"
    );
    assert!(long.len() < 200, "{long}");
    let wide = line(PathIgnoreRule::new("\u{1F600}".repeat(261)));
    assert!(
        wide.ends_with("\u{1F600}\u{2026}") && wide.len() < 200,
        "{wide}"
    );
}

#[test]
fn a_number_has_all_its_makers() {
    for deadline in [
        Deadline::new(600),
        Deadline::try_from(600),
        "600".parse(),
        Ok(DEADLINE),
    ] {
        let deadline = deadline.unwrap();
        assert_eq!(deadline, DEADLINE);
        assert_eq!(
            (deadline.get(), deadline.into_inner(), i64::from(deadline)),
            (600, 600, 600)
        );
        assert_eq!(
            (*deadline.as_ref(), deadline.to_string()),
            (600, "600".to_owned())
        );
        assert!(deadline == 600 && deadline < Deadline::literal(601) && deadline.is_valid());
    }
    assert_eq!(format!("[{DEADLINE:>5}|{DEADLINE:05}]"), "[  600|00600]");
    assert_eq!(Deadline::new(Deadline::MIN).unwrap().get(), 1);
    assert_eq!(HashMap::from([(DEADLINE, "x")]).get(&600), Some(&"x"));
}

#[test]
fn a_number_says_which_rule_it_breaks() {
    let name = "JobSettingsActiveDeadlineSeconds";
    assert_eq!(line(Deadline::new(0)), format!("{name}: less than 1: 0"));
    assert_eq!(
        line(Deadline::try_from(i64::MIN)),
        format!("{name}: less than 1: {}", i64::MIN)
    );
    assert_eq!(
        line("0".parse::<Deadline>()),
        format!("{name}: less than 1: 0")
    );
    for text in ["", "x", "1.5", "1e3", "9223372036854775808", "0x10"] {
        let why = format!("{name}: expected a number: {text:?}");
        assert_eq!(line(text.parse::<Deadline>()), why);
    }
    assert_eq!(Deadline::new(0).unwrap_err().rule(), Rule::Minimum("1"));
}

#[test]
fn an_enum_is_its_text() {
    for provider in VcsProvider::ALL {
        let text = provider.to_string();
        assert_eq!(text.parse::<VcsProvider>().as_ref(), Ok(provider));
        assert_eq!(VcsProvider::try_from(text.as_str()).as_ref(), Ok(provider));
        assert_eq!((provider.as_str(), provider.as_ref()), (&*text, &*text));
        assert_eq!(
            serde_json::to_string(provider).unwrap(),
            format!("{text:?}")
        );
        assert!(provider.is_valid());
    }
    assert_eq!(
        (
            VcsProvider::ALL.len(),
            BuildpackStack::ALL.len(),
            JobType::ALL.len()
        ),
        (5, 15, 2)
    );
    assert_eq!(format!("[{:>8}]", JobType::Cron), "[    cron]");
    assert_eq!(VcsProvider::SelfHosted.as_str(), "self-hosted");
    assert_eq!(
        line("GitHub".parse::<VcsProvider>()),
        "VcsProvider: not one of the listed values: \"GitHub\""
    );
    assert_eq!("".parse::<JobType>().unwrap_err().rule(), Rule::Enum);
}

#[test]
fn an_enum_of_numbers_is_its_number() {
    for size in BuildStorageSize::ALL {
        assert_eq!(BuildStorageSize::try_from(size.get()).as_ref(), Ok(size));
        assert_eq!(size.to_string(), serde_json::to_string(size).unwrap());
    }
    assert_eq!(i64::from(BuildStorageSize::N16384), 16_384);
    assert_eq!(
        line(BuildStorageSize::try_from(131_072)),
        "BuildStorageSize: not one of the listed values: 131072"
    );
}

#[test]
fn serde_checks_as_constructors_do() {
    let error = |json: &str| serde_json::from_str::<Tag>(json).unwrap_err().to_string();
    assert_eq!(
        serde_json::from_str::<Tag>(r#""my-\u0074ag""#).unwrap(),
        TAG
    );
    assert_eq!(serde_json::to_string(&TAG).unwrap(), "\"my-tag\"");
    assert!(error("\"ab\"").starts_with("Tag: 2 characters, at least 3 required: \"ab\""));
    assert!(error("7").starts_with("invalid type: integer `7`, expected a string"));
    assert!(error("null").starts_with("invalid type: null, expected a string"));
    assert_eq!(serde_json::from_str::<Deadline>("6e2").unwrap(), DEADLINE);
    assert_eq!(serde_json::from_str::<Deadline>("600.0").unwrap(), DEADLINE);
    let error = |json: &str| {
        serde_json::from_str::<Deadline>(json)
            .unwrap_err()
            .to_string()
    };
    assert!(error("0").starts_with("JobSettingsActiveDeadlineSeconds: less than 1: 0"));
    assert!(
        error("600.5").starts_with("invalid value: floating point `600.5`, expected an integer")
    );
    assert!(error("\"600\"").starts_with("invalid type: string \"600\", expected an integer"));
    let tags: Vec<Tag> = serde_json::from_str(r#"["abc","abc"]"#).unwrap();
    assert_eq!(tags, ["abc", "abc"]);
}

#[test]
fn values_go_between_threads() {
    fn is_free<T: Send + Sync + Clone + Unpin + 'static>() {}
    is_free::<Tag>();
    is_free::<Deadline>();
    is_free::<VcsProvider>();
    is_free::<northflank::types::GetJobResponse>();
    is_free::<ValidationError>();
    assert_eq!(size_of::<Tag>(), size_of::<String>());
    assert_eq!(size_of::<Option<Deadline>>(), size_of::<Option<i64>>());
}
