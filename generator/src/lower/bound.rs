//! Bounds of numbers, kept exact.

use serde_json::Number;
use std::cmp::Ordering;

/// A number of the document, with an order that does not round integers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Decimal {
    float: f64,
    integer: Option<i128>,
}

impl Decimal {
    pub(crate) fn new(number: &Number) -> Option<Self> {
        let float = number.as_f64().filter(|float| float.is_finite())?;
        let exact = number
            .as_i128()
            .or_else(|| (float.fract() == 0.0 && float.abs() < 1e38).then_some(float as i128));
        Some(Self {
            float,
            integer: exact,
        })
    }

    pub(crate) fn integer(&self) -> Option<i128> {
        self.integer
    }

    pub(crate) fn float(&self) -> f64 {
        self.float
    }

    pub(crate) fn cmp(&self, other: &Self) -> Ordering {
        match (self.integer, other.integer) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.float.total_cmp(&other.float),
        }
    }

    /// The least integer that is not less.
    pub(crate) fn ceil(&self) -> i128 {
        self.integer.unwrap_or(self.float.ceil() as i128)
    }

    /// The greatest integer that is not greater.
    pub(crate) fn floor(&self) -> i128 {
        self.integer.unwrap_or(self.float.floor() as i128)
    }
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bound {
    pub(crate) value: Decimal,
    pub(crate) exclusive: bool,
}

impl Bound {
    /// Keeps the stricter of two bounds; `towards` says which way is stricter.
    pub(crate) fn tighten(slot: &mut Option<Self>, new: Self, towards: Ordering) {
        let stricter = match slot {
            None => true,
            Some(old) => match new.value.cmp(&old.value) {
                Ordering::Equal => new.exclusive && !old.exclusive,
                order => order == towards,
            },
        };
        if stricter {
            *slot = Some(new);
        }
    }
}
