//! Any bytes as a document: findings, or a crate of which every file parses. Never a panic.

use std::collections::BTreeSet;
use typewright::diagnostic::code::NOT_RUST;
use typewright::generate::{Options, generate};
use typewright::load::Source;

/// What the generator does with a document.
pub(crate) fn check(bytes: &[u8]) {
    let source = Source {
        name: "openapi".to_owned(),
        bytes: bytes.to_vec(),
    };
    let options = Options {
        coverage: true,
        ..Options::default()
    };
    let generated = generate(&source, &options);
    for finding in generated.diagnostics.iter() {
        assert_ne!(finding.code, NOT_RUST, "{finding:?}");
    }
    assert_eq!(
        generated.files.is_empty(),
        generated.diagnostics.has_errors()
    );
    let mut paths = BTreeSet::new();
    for file in &generated.files {
        assert!(
            paths.insert(file.path.to_lowercase()),
            "{} twice",
            file.path
        );
        match file.path.rsplit_once('.') {
            Some((_, "rs")) => {
                let parsed = syn::parse_file(&file.contents);
                assert!(parsed.is_ok(), "{}: {:?}", file.path, parsed.err());
            }
            Some((_, "toml")) => {
                let parsed = toml::de::DeTable::parse(&file.contents);
                assert!(parsed.is_ok(), "{}: {:?}", file.path, parsed.err());
            }
            _ => {}
        }
    }
}
