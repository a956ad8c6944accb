//! Words of names.

/// The singular of a word, so that an item of `tags` is a `tag`. What has none is an item.
pub(super) fn singular(word: &str) -> String {
    let cut = |end: usize| word.get(..word.len() - end).unwrap_or(word);
    match word {
        _ if word.len() > 4 && word.ends_with("ies") => format!("{}y", cut(3)),
        _ if ["sses", "xes", "ches", "shes"]
            .iter()
            .any(|end| word.ends_with(end)) =>
        {
            cut(2).to_owned()
        }
        _ if word.len() > 2
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is") =>
        {
            cut(1).to_owned()
        }
        _ => format!("{word}Item"),
    }
}
