//! Patterns as tables: matching without a regular-expression engine, also in constants.

/// A search for a pattern, compiled to a table over the bytes of UTF-8.
///
/// State 0 is dead, state 1 the start. Matching reads every byte once: a few nanoseconds for a
/// short text, whatever the pattern, and no text makes it slower than that.
#[derive(Clone, Copy, Debug)]
pub struct Dfa {
    /// For an automaton of few states, a row a byte: from bit `6 * s` on, six times the number of
    /// the state that follows `s`. A step is then one shift, with no load to wait for.
    shifts: [u64; 256],
    /// For a larger one, the class of each byte.
    class: [u8; 256],
    /// And its table: a row a state, a column a class. Empty where shifts do.
    next: &'static [u8],
    /// The length of a row of `next`.
    classes: usize,
    /// A bit a state, for those in which a text may end.
    accept: [u64; 4],
}

impl Dfa {
    /// How many states fit a word of shifts.
    const MOST_STATES: usize = 10;

    /// The table of a pattern.
    ///
    /// `classes` are inclusive ranges of bytes, each with its class; other bytes are of class 0.
    /// `next` holds a row a state, the state that follows on each class. A text may end in the
    /// states of `accept`.
    ///
    /// # Panics
    /// When a class or a state is out of range. Generated tables are constants, so this would be
    /// an error of compilation.
    pub const fn new<const CLASSES: usize>(
        classes: &[(u8, u8, u8)],
        next: &'static [[u8; CLASSES]],
        accept: &[u8],
    ) -> Self {
        let mut class = [0; 256];
        let mut index = 0;
        while index < classes.len() {
            let (first, last, number) = classes[index];
            assert!((number as usize) < CLASSES, "a class without a column");
            let mut byte = first as usize;
            while byte <= last as usize {
                class[byte] = number;
                byte += 1;
            }
            index += 1;
        }

        let mut ends = [0; 4];
        let mut index = 0;
        while index < accept.len() {
            let state = accept[index];
            ends[(state >> 6) as usize] |= 1 << (state & 63);
            index += 1;
        }

        let small = next.len() <= Self::MOST_STATES;
        let mut row_of_class = [0; CLASSES];
        let mut state = 0;
        while state < next.len() {
            let mut column = 0;
            while column < CLASSES {
                let target = next[state][column];
                assert!((target as usize) < next.len(), "a state without a row");
                if small {
                    row_of_class[column] |= (target as u64 * 6) << (state * 6);
                }
                column += 1;
            }
            state += 1;
        }
        let mut shifts = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            shifts[byte] = row_of_class[class[byte] as usize];
            byte += 1;
        }

        Self {
            shifts,
            class,
            next: if small { &[] } else { next.as_flattened() },
            classes: CLASSES,
            accept: ends,
        }
    }

    /// Whether some part of `text` matches.
    #[inline]
    pub const fn is_match(&self, text: &str) -> bool {
        let state = if self.next.is_empty() {
            self.shift(text.as_bytes())
        } else {
            self.walk(text.as_bytes())
        };
        self.accept[state >> 6] >> (state & 63) & 1 == 1
    }

    /// The last state of a small automaton. Whether it is dead is asked every eighth byte.
    #[inline]
    const fn shift(&self, mut bytes: &[u8]) -> usize {
        let mut state = 6;
        while let Some((chunk, rest)) = bytes.split_first_chunk::<8>() {
            let mut index = 0;
            while index < 8 {
                state = self.shifts[chunk[index] as usize] >> (state & 63);
                index += 1;
            }
            if state & 63 == 0 {
                return 0;
            }
            bytes = rest;
        }
        while let Some((byte, rest)) = bytes.split_first() {
            state = self.shifts[*byte as usize] >> (state & 63);
            bytes = rest;
        }
        (state & 63) as usize / 6
    }

    /// The last state of a larger one.
    const fn walk(&self, bytes: &[u8]) -> usize {
        let mut state = 1;
        let mut index = 0;
        while index < bytes.len() {
            let class = self.class[bytes[index] as usize] as usize;
            state = self.next[state * self.classes + class] as usize;
            index += 1;
        }
        state
    }
}
