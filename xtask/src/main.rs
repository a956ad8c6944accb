//! The chores of this workspace, one verb a file.
fn main() {}
