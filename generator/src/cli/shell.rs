//! Commands that can be pasted into a shell.

/// Joins words so that a shell splits them again; quotes only what needs it.
pub(super) fn join(words: &[impl AsRef<str>]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| quote(word.as_ref())).collect();
    quoted.join(" ")
}

fn quote(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:=@%+,".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn words_survive_a_shell() {
        assert_eq!(join(&["a", "x/y.yaml", "--to=b"]), "a x/y.yaml --to=b");
        assert_eq!(
            join(&["", "a b", "it's", "$(x)"]),
            r"'' 'a b' 'it'\''s' '$(x)'"
        );
    }
}
