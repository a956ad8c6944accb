//! Strict or tolerant: how the running thread decodes, where it is, and what it let pass.
//!
//! A decode is strict unless [`run`] says otherwise. The state is one per thread, so that types
//! need no second decoding path: only a check that failed looks at the mode, and only an error or
//! a violation on its way out learns its JSON Pointer. Nothing is paid while all goes well.

use super::violation::{ValidationError, Violation};
use serde::de;
use std::cell::{Cell, RefCell};
use std::fmt;

/// What happens to a value that the schema does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// It is an error.
    #[default]
    Strict,
    /// It is kept as it came and listed as a [`Violation`].
    Tolerant,
}

/// At most this many violations of one decode are kept; a hostile answer could hold millions.
const KEPT: usize = 1_000;

thread_local! {
    static MODE: Cell<Mode> = const { Cell::new(Mode::Strict) };
    static TRACKING: Cell<bool> = const { Cell::new(false) };
    static COUNT: Cell<usize> = const { Cell::new(0) };
    static VIOLATIONS: RefCell<Vec<Violation>> = const { RefCell::new(Vec::new()) };
    static POINTER: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What a decode gave, whether or not it gave a value.
pub struct Outcome<T> {
    /// The value, or why there is none.
    pub result: T,
    /// What was let pass; the first thousand.
    pub violations: Vec<Violation>,
    /// How many more were let pass.
    pub omitted: usize,
    /// Where an error happened: a JSON Pointer.
    pub pointer: String,
}

/// Decodes in a mode of its own, and tells afterwards what happened where.
pub fn run<T>(mode: Mode, decode: impl FnOnce() -> T) -> Outcome<T> {
    let outer = Frame::enter(mode, true);
    let result = decode();
    let violations = VIOLATIONS.take();
    let omitted = COUNT.get() - violations.len();
    let pointer = POINTER.take();
    drop(outer);
    Outcome {
        result,
        violations,
        omitted,
        pointer,
    }
}

/// The state of the decode around this one; put back on drop, a panic included.
struct Frame {
    mode: Mode,
    tracking: bool,
    count: usize,
    violations: Vec<Violation>,
    pointer: String,
}

impl Frame {
    fn enter(mode: Mode, tracking: bool) -> Self {
        Self {
            mode: MODE.replace(mode),
            tracking: TRACKING.replace(tracking),
            count: COUNT.replace(0),
            violations: VIOLATIONS.take(),
            pointer: POINTER.take(),
        }
    }
}

impl Drop for Frame {
    fn drop(&mut self) {
        MODE.set(self.mode);
        TRACKING.set(self.tracking);
        COUNT.set(self.count);
        VIOLATIONS.replace(std::mem::take(&mut self.violations));
        POINTER.replace(std::mem::take(&mut self.pointer));
    }
}

/// Whether a broken rule is let pass. Looked at only after a check failed.
pub fn is_tolerant() -> bool {
    MODE.get() == Mode::Tolerant
}

/// A check failed: lets it pass and lists it, or makes it an error, as the mode has it.
#[cold]
pub fn tolerate<E: de::Error>(error: ValidationError) -> Result<(), E> {
    if !is_tolerant() {
        return Err(E::custom(error));
    }
    let count = COUNT.get();
    if count < KEPT {
        VIOLATIONS.with_borrow_mut(|list| {
            list.push(Violation {
                pointer: String::new(),
                error,
            })
        });
    }
    COUNT.set(count + 1);
    Ok(())
}

/// A check of a part failed: as [`tolerate`], with the way to the part.
#[cold]
pub fn tolerate_at<E: de::Error>(pointer: String, error: ValidationError) -> Result<(), E> {
    if !is_tolerant() {
        let error = match pointer.is_empty() {
            true => E::custom(error),
            false => E::custom(format_args!("{pointer}: {error}")),
        };
        POINTER.set(pointer);
        return Err(error);
    }
    let next = VIOLATIONS.with_borrow(Vec::len);
    tolerate(error)?;
    VIOLATIONS.with_borrow_mut(|list| {
        if let Some(violation) = list.get_mut(next) {
            violation.pointer = pointer;
        }
    });
    Ok(())
}

/// Decodes what is checked twice: a rule that a part breaks is listed once.
pub fn once<T>(decode: impl FnOnce() -> T) -> T {
    let before = COUNT.get();
    let result = decode();
    if COUNT.get() > before + 1 {
        VIOLATIONS.with_borrow_mut(|list| {
            let found = list.split_off(before.min(list.len()));
            let count = found.len();
            for violation in found {
                let is_same = |known: &Violation| {
                    known.pointer == violation.pointer && known.rule() == violation.rule()
                };
                if !list[before..].iter().any(is_same) {
                    list.push(violation);
                }
            }
            COUNT.set(COUNT.get() - (before + count - list.len()));
        });
    }
    result
}

/// Lists what an inner decode let pass, as if it had happened here.
pub fn adopt(violations: Vec<Violation>, omitted: usize) {
    COUNT.set(COUNT.get() + violations.len() + omitted);
    VIOLATIONS.with_borrow_mut(|list| {
        list.extend(violations);
        list.truncate(KEPT);
    });
}

/// Decodes what stands under one name or index. Errors and violations of it learn that step.
#[inline]
pub fn at<T, E>(step: impl fmt::Display, decode: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let before = COUNT.get();
    let result = decode();
    if result.is_err() || COUNT.get() != before {
        locate(before, result.is_err(), &step);
    }
    result
}

#[cold]
#[inline(never)]
fn locate(before: usize, has_failed: bool, step: &dyn fmt::Display) {
    if has_failed {
        return POINTER.with_borrow_mut(|pointer| prefix(pointer, step));
    }
    VIOLATIONS.with_borrow_mut(|list| {
        for violation in list.iter_mut().skip(before) {
            prefix(&mut violation.pointer, step);
        }
    });
}

/// Puts one more step, escaped as RFC 6901 asks, in front of a pointer.
#[cold]
fn prefix(pointer: &mut String, step: &dyn fmt::Display) {
    if TRACKING.get() {
        let token = step.to_string().replace('~', "~0").replace('/', "~1");
        pointer.insert_str(0, &token);
        pointer.insert(0, '/');
    }
}
