//! A list whose pages are counted: where it is, and when it is over.

use super::paging::{By, End};
use super::pick::pick;
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Where a list is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counter {
    /// The number of the page that is asked for, or of the items before it.
    pub(super) at: u64,
    /// How many items were read.
    read: u64,
    is_first: bool,
}

impl Counter {
    /// Begins at a page.
    pub(super) const fn new(at: u64) -> Self {
        Self {
            at,
            read: 0,
            is_first: true,
        }
    }

    /// Counts a page, and tells what its items are known again by; none where it was the last one.
    pub(super) fn next(
        &mut self,
        body: &[u8],
        (at, by): (&str, By),
        (end, has_more): (End, bool),
    ) -> Result<Option<String>, String> {
        let items = match pick::<Items>(body, at) {
            Some(items) => items,
            // Some leave out what is empty.
            None if !self.is_first => Items::default(),
            None => return Err(format!("has no array at {at:?}")),
        };
        self.is_first = false;
        self.read = self.read.saturating_add(items.count);
        let number = |at: Option<&str>| at.and_then(|at| pick::<Value>(body, at)?.as_u64());
        let is_last = by == By::Page && number(end.last).is_some_and(|last| self.at >= last);
        let step = match by {
            By::Page => 1,
            By::Item => items.count,
        };
        self.at = self.at.saturating_add(step);
        // An offset also knows of items before the first page.
        let read = match by {
            By::Page => self.read,
            By::Item => self.at,
        };
        let is_all = number(end.total).is_some_and(|total| read >= total);
        let is_short = items.count < end.size.unwrap_or(1);
        match is_last || is_all || is_short && !has_more {
            true => Ok(None),
            false => Ok(Some(format!("{:x}", items.hash))),
        }
    }
}

/// An array, read item by item: how many there are, and a number that tells it from others.
#[derive(Default)]
struct Items {
    count: u64,
    hash: u64,
}

impl<'de> Deserialize<'de> for Items {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Array;
        impl<'de> Visitor<'de> for Array {
            type Value = Items;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Items, A::Error> {
                let (mut count, mut hasher) = (0, DefaultHasher::new());
                while let Some(item) = array.next_element::<Value>()? {
                    item.hash(&mut hasher);
                    count += 1;
                }
                let hash = hasher.finish();
                Ok(Items { count, hash })
            }
        }
        from.deserialize_seq(Array)
    }
}
