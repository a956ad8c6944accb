//! What is counted.

use std::collections::BTreeMap;

#[derive(Default)]
pub(super) struct Tally {
    pub(super) documents: usize,
    /// Documents whose crate does not compile, or whose program does not answer.
    pub(super) broken: usize,
    pub(super) components: usize,
    /// Component schemas without a type of their own.
    pub(super) untyped: usize,
    /// Keywords that the generator said it leaves out; neither side looks at them.
    pub(super) left_out: usize,
    pub(super) instances: usize,
    pub(super) valid: usize,
    pub(super) agreed: usize,
    /// Accepted, written, read again, and nothing was lost.
    pub(super) round_trips: usize,
    /// Differences that the generator named before, by what it said.
    pub(super) named: BTreeMap<String, usize>,
    /// Schemas that the other validator does not read, and why.
    pub(super) unread: Vec<(String, String)>,
    pub(super) differences: Vec<Difference>,
}

/// An instance about which the two do not agree, or which does not come back.
pub(super) struct Difference {
    pub(super) component: String,
    pub(super) instance: String,
    pub(super) ours: String,
    pub(super) theirs: String,
}

impl Tally {
    /// Counts an instance.
    pub(super) fn count(&mut self, is_valid: bool, answer: &str) {
        self.instances += 1;
        self.valid += usize::from(is_valid);
        self.agreed += usize::from(is_valid == (answer != "refused"));
        self.round_trips += usize::from(answer == "accepted");
    }
}
