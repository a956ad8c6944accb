//! Each input is a small document; its snapshot holds all that the generator says and writes for
//! it, and the crates that it writes are compiled together without a warning.

#[cfg(test)]
mod compile;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod samples;
#[cfg(test)]
#[path = "../support/workspace.rs"]
mod workspace;
