//! Parameters that are lists.

use super::call::Call;
use std::fmt::{Display, Write};

impl<T, M> Call<T, M> {
    /// Appends a query parameter for each item: `form` style, exploded.
    pub fn query_each(self, name: &str, items: impl IntoIterator<Item: Display>) -> Self {
        items
            .into_iter()
            .fold(self, |call, item| call.query(name, item))
    }
}

/// The items in one text: the styles that join a list.
pub fn joined(separator: &str, items: impl IntoIterator<Item: Display>) -> String {
    let mut text = String::new();
    for (index, item) in items.into_iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = write!(text, "{}{item}", if index == 0 { "" } else { separator });
    }
    text
}
