//! What a report excepts from what is wrong, with a reason. An exception that nothing needs is told.

use crate::markdown::{number, table};

/// An exception, and how often something fell under it.
pub(crate) struct Excepted {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) count: usize,
}

/// The table of a report; `what` is what it counts.
pub(crate) fn render(all: &[Excepted], what: &str) -> String {
    let cells = |one: &Excepted| {
        vec![
            one.name.to_owned(),
            one.reason.to_owned(),
            number(one.count),
        ]
    };
    let lines: Vec<Vec<String>> = all.iter().map(cells).collect();
    table(&["exception", "reason", what], 2, &lines)
}

/// Whether each is needed; says which are not.
pub(crate) fn are_needed(all: &[Excepted]) -> bool {
    let unused = all.iter().filter(|one| one.count == 0);
    let told = unused.inspect(|one| eprintln!("nothing falls under the exception `{}`", one.name));
    told.count() == 0
}
