//! Constrained types as one writes them by hand: checked by `regex` and by counting characters.

use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

static TAG: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$").ok());
static CREDENTIAL: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("^[A-Za-z0-9-]+$").ok());

fn matches(pattern: &Option<Regex>, text: &str) -> bool {
    pattern
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(text))
}

/// Whether a text is a tag.
pub(crate) fn is_tag(text: &str) -> bool {
    (3..=100).contains(&text.chars().count()) && matches(&TAG, text)
}

macro_rules! checked {
    ($($name:ident($text:literal $inner:ident): $value:ident => $check:expr;)*) => {$(
        #[derive(Deserialize)]
        #[serde(try_from = $text)]
        #[allow(dead_code, reason = "decoded, and never read")]
        pub(crate) struct $name($inner);

        impl TryFrom<$inner> for $name {
            type Error = &'static str;

            fn try_from(value: $inner) -> Result<Self, Self::Error> {
                let $value = &value;
                if $check { Ok(Self(value)) } else { Err(concat!("not a ", stringify!($name))) }
            }
        }
    )*};
}
checked! {
    Tag("String" String): text => is_tag(text);
    PathIgnoreRule("String" String): text => text.chars().count() <= 260;
    CiIgnoreFlag("String" String): text => text.chars().count() <= 72;
    DockerCredential("String" String): text => matches(&CREDENTIAL, text);
    StorageSize("i64" i64): size => matches!(size, 16_384 | 32_768 | 65_536);
    ShmSize("i64" i64): size => *size >= 64;
    Deadline("i64" i64): seconds => *seconds >= 1;
}
