//! Uniting a value with one that is there.
//!
//! The rules of Overlay 1.1: objects are united member by member, arrays are joined, other values are replaced, and
//! what is not alike is an error. Only an array that is selected itself also takes a single value.

use crate::load::Origins;
use crate::pointer::Pointer;
use serde_json::Value;

/// Where the new values come from.
pub(super) enum Merge {
    /// From an overlay: the number of its file, and the place of the value there.
    Written(usize, Pointer),
    /// From the document: where its values were written, and the place of the value.
    Copied(Origins, Pointer),
}

/// Two values that cannot be united.
pub(super) struct Mismatch {
    pub(super) at: Pointer,
    pub(super) held: &'static str,
    pub(super) given: &'static str,
}

impl Merge {
    pub(super) fn written(file: usize, at: Pointer) -> Self {
        Self::Written(file, at)
    }

    pub(super) fn copied(origins: Origins, at: Pointer) -> Self {
        Self::Copied(origins, at)
    }

    /// The keyword of an action that asks for it.
    pub(super) fn keyword(&self) -> &'static str {
        match self {
            Self::Written(..) => "update",
            Self::Copied(..) => "copy",
        }
    }

    /// Unites a value with the one at `to`.
    pub(super) fn put(
        &self,
        place: &mut Value,
        to: &Pointer,
        value: &Value,
        origins: &mut Origins,
    ) -> Result<(), Mismatch> {
        match (&mut *place, value) {
            (Value::Array(_), Value::Array(_)) => {}
            (Value::Array(items), single) => {
                self.came(to.index(items.len()), &Pointer::root(), origins);
                items.push(single.clone());
                return Ok(());
            }
            _ => {}
        }
        self.unite(place, (to, &Pointer::root()), value, origins)
    }

    /// `from` is seen from the whole value that is merged.
    fn unite(
        &self,
        place: &mut Value,
        (to, from): (&Pointer, &Pointer),
        value: &Value,
        origins: &mut Origins,
    ) -> Result<(), Mismatch> {
        match (place, value) {
            (Value::Object(members), Value::Object(update)) => {
                for (key, value) in update {
                    let (to, from) = (to.child(key), from.child(key));
                    match members.get_mut(key) {
                        Some(held) => self.unite(held, (&to, &from), value, origins)?,
                        None => {
                            self.came(to, &from, origins);
                            members.insert(key.clone(), value.clone());
                        }
                    }
                }
            }
            (Value::Array(items), Value::Array(update)) => {
                for (index, value) in update.iter().enumerate() {
                    self.came(to.index(items.len()), &from.index(index), origins);
                    items.push(value.clone());
                }
            }
            (held, value) if is_single(held) && is_single(value) => {
                self.came(to.clone(), from, origins);
                *held = value.clone();
            }
            (held, value) => {
                return Err(Mismatch {
                    at: to.clone(),
                    held: kind(held),
                    given: kind(value),
                });
            }
        }
        Ok(())
    }

    /// The value at `to` is new.
    fn came(&self, to: Pointer, from: &Pointer, origins: &mut Origins) {
        match self {
            Self::Written(file, at) => origins.set(&to, (*file, at.join(from))),
            Self::Copied(before, at) => origins.copy_of(before, &at.join(from), &to),
        }
    }
}

fn is_single(value: &Value) -> bool {
    !value.is_object() && !value.is_array()
}

/// One of the three kinds that are united each in its way.
pub(super) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Object(_) => "an object",
        Value::Array(_) => "an array",
        _ => "a single value",
    }
}
