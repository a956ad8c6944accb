//! Writing a generated crate to disk: all or nothing.
//!
//! **A kill at any moment, a full disk or a second run leaves the old `src` or the new one.**
//! **Files that are equal keep their time stamps; a file that is not ours is never overwritten or
//! deleted; a link is never followed.** Ours is what carries [`MARK`] in its first line.
//!
//! How [`apply()`] keeps all of that at once:
//!
//! 1. lock the output folder, and clear up what a killed run left;
//! 2. build the next tree in `.src.stage/`, beside the present one: what stays is hard-linked, what
//!    changed is written and flushed;
//! 3. exchange `src` with `.src.stage/src` in one step, then `Cargo.toml` and the other files
//!    outside `src` each in one step, and undo all of it if one fails;
//! 4. clear the stage, which now holds the old tree.
//!
//! Between the exchange of `src` and that of `Cargo.toml` lie a few microseconds, since no system
//! exchanges two pairs at once: after a kill just there, each is whole, and the next run makes them
//! agree. The state of a run can be read off the names alone, so there is no journal to lose.

mod apply;
mod commit;
mod exchange;
mod fault;
mod flush;
mod kind;
mod mark;
mod path;
mod plan;
mod recover;
mod root;
mod stage;

pub use apply::{Report, apply};
pub use mark::{MARK, is_ours};
pub use plan::{Plan, plan};

/// Where the next tree is built, in the output folder.
const STAGE: &str = ".src.stage";

/// Where, in the stage, old files wait while new ones take their places, if the file system cannot
/// exchange two names in one step.
const ASIDE: &str = "aside";

/// The folder that is ours: whatever of ours is in it and not wanted any more, goes.
const SRC: &str = "src";
