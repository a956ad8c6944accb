//! A run, from lock to last clearing.

use super::plan::{Survey, survey};
use super::recover::{After, clear};
use super::root::Root;
use super::{commit, fault, path, stage};
use crate::generate::File;
use std::io;
use std::path::Path;

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were as wanted and were not touched.
    pub unchanged: usize,
    /// Files of ours that were not wanted any more.
    pub removed: usize,
}

/// Makes the output folder `dir` hold the files that are wanted: all of them, or none.
///
/// # Errors
/// When something that is not ours stands where a file is wanted, or on what the system reports.
/// The message says whether the old files or the new ones are in place.
pub fn apply(dir: &Path, files: &[File]) -> io::Result<Report> {
    path::check(files)?;
    let root = Root::to_write(dir)?;
    let outcome = run(&root, files);
    if outcome.is_err() {
        root.forget();
    }
    outcome
}

fn run(root: &Root, files: &[File]) -> io::Result<Report> {
    clear(&root.path, After::Failure)?;
    let survey = survey(&root.path, files)?.clear(&root.path)?;
    if !survey.plan.is_clean() {
        if let Err(error) = carry_out(root, &survey) {
            // If this fails too, the next run clears up.
            let _ = clear(&root.path, After::Failure);
            return Err(error);
        }
        clear(&root.path, After::Commit).map_err(|error| {
            fault::state(
                &error,
                "the new files are in place, and work goes on next time",
            )
        })?;
    }
    Ok(Report {
        written: survey.write.len(),
        unchanged: survey.plan.unchanged,
        removed: survey.orphan.len(),
    })
}

fn carry_out(root: &Root, survey: &Survey<'_>) -> io::Result<()> {
    let steps =
        stage::build(&root.path, survey).map_err(|error| fault::state(&error, fault::OLD))?;
    commit::commit(&root.path, &steps)
}
