//! The runtime of the models, compiled and tested as itself, on types as the generator writes them.
#![allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "a generated crate carries only what it needs"
)]
#![allow(
    clippy::box_collection,
    reason = "spared where it is seen that the type is public"
)]

#[path = "../../runtime/mod.rs"]
mod runtime;

mod types;

#[cfg(test)]
mod checks;
#[cfg(test)]
mod collections;
#[cfg(test)]
mod numbers;
#[cfg(test)]
mod objects;
#[cfg(test)]
mod patterns;
#[cfg(test)]
mod unions;

#[cfg(test)]
mod support {
    use crate::runtime::decode::Decode;
    use crate::runtime::decoding::{Mode, run};
    use serde::Deserialize;

    /// The error of a strict decode.
    pub(crate) fn refusal<T: for<'de> Deserialize<'de> + std::fmt::Debug>(json: &str) -> String {
        serde_json::from_str::<T>(json).unwrap_err().to_string()
    }

    /// The value of a tolerant decode, and a line for each violation.
    pub(crate) fn tolerated<T: Decode>(json: &str) -> (T, Vec<String>) {
        let outcome = run(Mode::Tolerant, || {
            T::decode(&mut serde_json::Deserializer::from_str(json))
        });
        let lines = outcome.violations.iter().map(ToString::to_string).collect();
        (outcome.result.unwrap(), lines)
    }
}
