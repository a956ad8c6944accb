//! The code under test is what the generator writes for `openapi.yaml`.
//! `INSTA_UPDATE=always` writes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use typewright::generate::{Options, generate};
use typewright::load::Source;

#[test]
fn the_code_is_what_the_generator_writes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/server");
    let source = Source {
        name: "openapi.yaml".to_owned(),
        bytes: fs::read(folder.join("openapi.yaml")).unwrap(),
    };
    let generated = generate(&source, &Options::default());
    let is_update = std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always");
    let mut stale = BTreeSet::new();
    for file in generated.files {
        let folders = ["callbacks/", "operations/", "server/", "types/", "api.rs"];
        let Some(path) = file.path.strip_prefix("src/") else {
            continue;
        };
        if !folders.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        let place = folder.join("generated").join(path);
        if fs::read_to_string(&place).is_ok_and(|old| old == file.contents) {
            continue;
        }
        if is_update {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, file.contents).unwrap();
        } else {
            stale.insert(file.path);
        }
    }
    assert!(stale.is_empty(), "INSTA_UPDATE=always writes {stale:?}");
}
