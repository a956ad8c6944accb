//! The parameters of a path, encoded.

/// Names and encoded segments, all in one text: nearly every call has some, and few.
#[derive(Clone, Default)]
pub(super) struct Segments {
    text: String,
    /// Where each name ends, and its segment, which follows.
    ends: Vec<(usize, usize)>,
}

/// Room for the names and segments of most calls.
const ROOM: usize = 64;

impl Segments {
    /// Adds a parameter whose segment is written, encoded.
    ///
    /// An empty one would ask for the list instead of the item, a dot segment for something else;
    /// what is so before encoding is so after.
    pub(super) fn push(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut String),
    ) -> Result<(), String> {
        if self.text.is_empty() {
            self.text.reserve(ROOM);
        }
        let start = self.text.len();
        self.text += name;
        let middle = self.text.len();
        write(&mut self.text);
        let why = match &self.text[middle..] {
            "" => "empty".to_owned(),
            step @ ("." | "..") => format!("{step:?}, a step and no name"),
            _ => {
                self.ends.push((middle, self.text.len()));
                return Ok(());
            }
        };
        self.text.truncate(start);
        Err(format!("path parameter {name} is {why}"))
    }

    /// The segment of a parameter: the first of that name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut start = 0;
        self.ends.iter().find_map(|&(middle, end)| {
            let known = &self.text[start..middle];
            start = end;
            (known == name).then(|| &self.text[middle..end])
        })
    }

    /// The length of all of it.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }
}
