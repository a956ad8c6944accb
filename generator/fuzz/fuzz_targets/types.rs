#![no_main]

#[path = "../../tests/fuzz/types.rs"]
mod types;

use std::sync::LazyLock;
use types::{Judges, Reader, read};

macro_rules! readers {
    ($($name:ident)*) => {
        &[$((stringify!($name), read::<schemas::types::$name>)),*]
    };
}

const READERS: &[Reader] = readers! {
    Tag Word Looking Percent Even Byte Color Level Mixed One MaybeTag Scalars Tags Numbers Pair Rest
    Unevaluated Person Closed Open Counts Patterned Depends Conditional Both Sealed NumberOrText
    Overlap AnyNumber Shape Cat Dog AnyPet Tree Json NotEmpty Nested Never Typeless Flags
};

static JUDGES: LazyLock<Judges> = LazyLock::new(|| {
    let document = include_str!("../schemas/openapi.yaml");
    let document = serde_norway::from_str(document).expect("YAML");
    Judges::new(&document, READERS)
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| JUDGES.check(bytes));
