//! Sets of code points, or of UTF-16 code units: surrogates are members like any other.

/// Sorted inclusive ranges that neither touch nor overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Set(Vec<(u32, u32)>);

/// The highest code point.
pub(super) const LAST_CODE_POINT: u32 = 0x10_FFFF;

/// The highest code unit.
pub(super) const LAST_CODE_UNIT: u32 = 0xFFFF;

/// The code units that are half a character.
pub(super) const SURROGATES: (u32, u32) = (0xD800, 0xDFFF);

const DIGIT: &[(u32, u32)] = &[(0x30, 0x39)];
const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A)];
const LINE_END: &[(u32, u32)] = &[(0x0A, 0x0A), (0x0D, 0x0D), (0x2028, 0x2029)];
/// `WhiteSpace` and `LineTerminator` of ECMA-262: category Zs, TAB, VT, FF, BOM and the line ends.
const SPACE: &[(u32, u32)] = &[
    (0x09, 0x0D),
    (0x20, 0x20),
    (0xA0, 0xA0),
    (0x1680, 0x1680),
    (0x2000, 0x200A),
    (0x2028, 0x2029),
    (0x202F, 0x202F),
    (0x205F, 0x205F),
    (0x3000, 0x3000),
    (0xFEFF, 0xFEFF),
];

impl Set {
    pub(super) fn one(value: u32) -> Self {
        Self(vec![(value, value)])
    }

    pub(super) fn range(first: u32, last: u32) -> Self {
        Self(vec![(first, last)])
    }

    /// `\d`
    pub(super) fn digit() -> Self {
        Self(DIGIT.to_vec())
    }

    /// `\w`
    pub(super) fn word() -> Self {
        Self(WORD.to_vec())
    }

    /// `\s`
    pub(super) fn space() -> Self {
        Self(SPACE.to_vec())
    }

    /// What `.` does not match.
    pub(super) fn line_end() -> Self {
        Self(LINE_END.to_vec())
    }

    pub(super) fn from_ranges(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some(previous) if first <= previous.1.saturating_add(1) => {
                    previous.1 = previous.1.max(last);
                }
                _ => merged.push((first, last)),
            }
        }
        Self(merged)
    }

    /// Everything up to `last` that is not a member.
    pub(super) fn complement(&self, last: u32) -> Self {
        let mut ranges = Vec::with_capacity(self.0.len() + 1);
        let mut from = 0;
        for &(first, end) in &self.0 {
            if first > from {
                ranges.push((from, first - 1));
            }
            from = end + 1;
        }
        if from <= last {
            ranges.push((from, last));
        }
        Self(ranges)
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    pub(super) fn contains(&self, value: u32) -> bool {
        let after = self.0.partition_point(|&(first, _)| first <= value);
        after > 0 && self.0[after - 1].1 >= value
    }

    /// Whether all of `first..=last` are members.
    pub(super) fn contains_range(&self, (first, last): (u32, u32)) -> bool {
        self.0.iter().any(|&(from, to)| from <= first && last <= to)
    }

    /// The members within `first..=last`.
    pub(super) fn within(&self, (first, last): (u32, u32)) -> Self {
        let clipped = self
            .0
            .iter()
            .map(|&(from, to)| (from.max(first), to.min(last)));
        Self(clipped.filter(|(from, to)| from <= to).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_merge_and_complement() {
        let set = Set::from_ranges(vec![(5, 9), (1, 2), (3, 4), (7, 12), (20, 20)]);
        assert_eq!(set.ranges(), [(1, 12), (20, 20)]);
        assert_eq!(set.complement(20).ranges(), [(0, 0), (13, 19)]);
        assert_eq!(Set::default().complement(3).ranges(), [(0, 3)]);
        assert!(set.contains(12) && !set.contains(13) && !set.contains(0));
        assert_eq!(set.within((10, 20)).ranges(), [(10, 12), (20, 20)]);
    }
}
