//! Tables over symbols become tables over the bytes of UTF-8.
//!
//! Only valid UTF-8 is ever read, which keeps the tables small. A character whose fate its first
//! byte decides costs no state: the target ignores the continuation bytes that follow. Bytes that
//! cannot come go where their neighbours go.

use super::alphabet::Alphabet;
use super::set::{LAST_CODE_POINT, LAST_CODE_UNIT, SURROGATES};
use super::table::{DEAD, Table};
use std::collections::HashMap;

/// Far more pairs of half characters than real patterns tell apart.
const MAX_PAIRS: usize = 4_096;

/// Byte states before the table is minimized.
const MAX_STATES: usize = 4_096;

/// Turns a table over UTF-16 code units into one over code points.
///
/// A character above U+FFFF is two units, so its column holds what two steps do.
pub(super) fn join_units(table: &Table, alphabet: &Alphabet) -> Option<(Table, Alphabet)> {
    let mut joined = Alphabet::default();
    let mut pairs: Vec<(u16, Option<u16>)> = Vec::new();
    let mut numbers = HashMap::new();
    let mut push = |first: u32, last: u32, pair: (u16, Option<u16>)| {
        let fresh = u16::try_from(pairs.len()).ok()?;
        let column = *numbers.entry(pair).or_insert(fresh);
        if column == fresh {
            pairs.push(pair);
        }
        joined.push(first, last, column);
        (joined.ranges.len() <= MAX_PAIRS).then_some(())
    };

    let units = |first: u32, last: u32| {
        let clipped = alphabet.ranges.iter();
        clipped
            .map(move |&(from, to, column)| (from.max(first), to.min(last), column))
            .filter(|(from, to, _)| from <= to)
    };
    for (first, last, column) in units(0, SURROGATES.0 - 1) {
        push(first, last, (column, None))?;
    }
    for (first, last, column) in units(SURROGATES.1 + 1, LAST_CODE_UNIT) {
        // No text holds what is between: the neighbour's column does.
        let first = if first == SURROGATES.1 + 1 {
            SURROGATES.0
        } else {
            first
        };
        push(first, last, (column, None))?;
    }
    for (first, last, lead) in units(0xD800, 0xDBFF) {
        let trails: Vec<_> = units(0xDC00, 0xDFFF).collect();
        // Where the second half does not matter, the leads stay one range.
        let chunks = if trails.len() == 1 {
            first..=first
        } else {
            first..=last
        };
        for chunk in chunks {
            let end = if trails.len() == 1 { last } else { chunk };
            for &(from, to, trail) in &trails {
                let code_point =
                    |lead: u32, trail: u32| 0x1_0000 + ((lead - 0xD800) << 10) + (trail - 0xDC00);
                push(
                    code_point(chunk, from),
                    code_point(end, to),
                    (lead, Some(trail)),
                )?;
            }
        }
    }

    let mut wide = Table::new(pairs.len());
    wide.start = table.start;
    for (state, &accept) in (0_u16..).zip(&table.accept) {
        let step = |&(lead, trail): &(u16, Option<u16>)| {
            let half = table.step(state, lead);
            trail.map_or(half, |trail| table.step(half, trail))
        };
        let row: Vec<u16> = pairs.iter().map(step).collect();
        wide.push(&row, accept);
    }
    joined.word = vec![false; pairs.len()];
    Some((wide, joined))
}

/// Turns a minimized table over code points into one with a column a byte.
pub(super) fn encode(table: &Table, alphabet: &Alphabet) -> Option<Table> {
    let mut encoder = Encoder {
        table,
        alphabet,
        bytes: Table::new(256),
        whole: vec![false; table.len()],
    };
    for &accept in &table.accept {
        encoder.bytes.push_uniform(DEAD, accept);
    }
    let count = u16::try_from(table.len()).ok()?;
    for state in 0..count {
        encoder.write_leads(state)?;
    }
    for state in 0..count {
        encoder.write_continuations(state);
    }
    encoder.bytes.start = table.start;
    Some(encoder.bytes)
}

struct Encoder<'a> {
    table: &'a Table,
    alphabet: &'a Alphabet,
    /// The states of `table`, then those in the middle of a character.
    bytes: Table,
    /// Whether a state may be reached before all bytes of a character came.
    whole: Vec<bool>,
}

impl Encoder<'_> {
    /// The row of a state between characters, but for its continuation bytes.
    fn write_leads(&mut self, state: u16) -> Option<()> {
        let mut row = [DEAD; 256];
        for (byte, target) in (0_u32..0x80).zip(&mut row) {
            *target = self.target(state, byte, byte)?;
        }
        for (lead, length, least) in leads() {
            let shift = 6 * (length - 1);
            let first = (lead & (0xFF >> (length + 1))) << shift;
            row[lead as usize] = self.enter(state, first, length - 1, least)?;
        }
        // C0, C1 and F5 to FF do not occur in UTF-8.
        let (first, last) = (row[0xC2], row[0xF4]);
        row[0xC0..0xC2].fill(first);
        row[0xF5..].fill(last);
        self.bytes.set_row(state, &row);
        Some(())
    }

    /// Continuation bytes of characters already judged change nothing; where none can come, they
    /// go where the lead bytes go, so that both share a class.
    fn write_continuations(&mut self, state: u16) {
        let mut row = self.bytes.row(state).to_vec();
        let idle = if self.whole[usize::from(state)] {
            state
        } else {
            row[0xC2]
        };
        row[0x80..0xC0].fill(idle);
        self.bytes.set_row(state, &row);
    }

    /// The state after a prefix of a character: `first` is the least code point it could be, and
    /// `missing` bytes are to come.
    fn enter(&mut self, state: u16, first: u32, missing: u32, least: u32) -> Option<u16> {
        let last = first + (1 << (6 * missing)) - 1;
        let clamp = |value: u32| value.clamp(least, LAST_CODE_POINT);
        if let Some(target) = self.target(state, clamp(first), clamp(last)) {
            self.whole[usize::from(target)] |= missing > 0;
            return Some(target);
        }
        if self.bytes.len() >= MAX_STATES {
            return None;
        }
        let middle = u16::try_from(self.bytes.len()).ok()?;
        self.bytes.push_uniform(DEAD, false);
        let mut row = [DEAD; 256];
        for byte in 0x80..0xC0 {
            let first = first + ((byte & 0x3F) << (6 * (missing - 1)));
            row[byte as usize] = self.enter(state, first, missing - 1, least)?;
        }
        self.bytes.set_row(middle, &row);
        Some(middle)
    }

    /// Where all of `first..=last` lead, if to one place.
    fn target(&self, state: u16, first: u32, last: u32) -> Option<u16> {
        let ranges = &self.alphabet.ranges;
        let from = ranges.partition_point(|&(_, end, _)| end < first);
        let mut columns = ranges[from..]
            .iter()
            .take_while(|&&(start, _, _)| start <= last);
        let target = self.table.step(state, columns.next()?.2);
        columns
            .all(|&(_, _, column)| self.table.step(state, column) == target)
            .then_some(target)
    }
}

/// The lead bytes of UTF-8: each with the length and the least code point of its characters.
fn leads() -> impl Iterator<Item = (u32, u32, u32)> {
    let two = (0xC2..=0xDF).map(|lead| (lead, 2, 0x80));
    let three = (0xE0..=0xEF).map(|lead| (lead, 3, 0x800));
    let four = (0xF0..=0xF4).map(|lead| (lead, 4, 0x1_0000));
    two.chain(three).chain(four)
}
