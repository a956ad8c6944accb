//! A page for each input: what is said, and what is written.

use std::path::Path;
use typewright::diagnostic::human;
use typewright::generate::{Generated, Options, generate};
use typewright::load::Source;

pub(crate) fn generated(path: &Path) -> (Source, Generated) {
    let bytes = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = Source { name, bytes };
    let generated = generate(
        &source,
        &Options {
            crate_name: Some("sample".to_owned()),
            ..Options::default()
        },
    );
    (source, generated)
}

/// What a reader of the snapshot should see: findings and the files that depend on the document.
fn page(path: &Path) -> String {
    let (source, generated) = generated(path);
    let mut page = human::render(&generated.diagnostics, &source, false);
    for file in &generated.files {
        let is_shared = file.path.starts_with("src/runtime/") || file.path == "Cargo.toml";
        let is_index = file.path == "src/lib.rs" || file.path.ends_with("/mod.rs");
        if !is_shared && !is_index {
            let text = file
                .contents
                .split_once("\n\n")
                .map_or("", |(_, text)| text);
            page.push_str(&format!("\n---- {}\n{text}", file.path));
        }
    }
    page
}

#[test]
fn snippets() {
    insta::glob!("inputs/**/*.yaml", |path| insta::assert_snapshot!(page(
        path
    )));
}
