//! An instance that is valid, by a validator that others wrote.

use super::dialect::bundle;
use super::{Maker, Manner, validator};
use serde_json::Value;
use std::collections::BTreeSet;
use typewright::load::Document;
use typewright::pointer::Pointer;
use typewright::sample::random::Random;

/// So many values at most are made until one is valid.
const TRIES: usize = 200;

/// A value of the schema at a place, as it is where properties with the annotation `absent` are not; one that is
/// wanted. None where no such value was found.
pub(crate) fn valid(
    document: &Document,
    place: Pointer,
    absent: &'static str,
    manner: Manner,
    seed: &str,
    is_wanted: &dyn Fn(&Value) -> bool,
) -> Option<Value> {
    let bundle = bundle(document, &BTreeSet::new(), Some(absent), place);
    let validator = validator::build(&bundle.schema, true).ok()?;
    let mut maker = Maker::new(Random::of(seed), &bundle.schema, manner);
    let mut made = (0..TRIES).map(|_| maker.instance());
    made.find(|value| validator.is_valid(value) && is_wanted(value))
}
