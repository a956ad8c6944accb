//! A crate that generates itself when cargo builds it.

// A test says what it expects by failing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use typewright::generate::{File, Options, generate};
use typewright::load::Source;

#[path = "support/workspace.rs"]
mod workspace;
use workspace::{write_crate, write_workspace};

const DOCUMENT: &str = r##"openapi: 3.1.0
info: { title: Tags, version: "1" }
paths:
  /tags:
    get:
      operationId: listTags
      responses:
        "200":
          description: the tags
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Tag" } }
components:
  schemas:
    Tag: { type: string, minLength: 3 }
"##;

const BUILD: &str = r#"
fn main() -> std::io::Result<()> {
    typewright::build_script::run("openapi.yaml", &Default::default())
}
"#;

const ROOT: &str = r#"//! Tags.
#![forbid(unsafe_code)]

include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));

/// A tag that is checked while this crate is compiled.
pub const TEAM: types::Tag = types::Tag::literal("team");
"#;

/// The manifest that `typewright generate` writes, with a build script.
fn manifest() -> String {
    let source = Source {
        name: "openapi.yaml".to_owned(),
        bytes: DOCUMENT.as_bytes().to_vec(),
    };
    let generated = generate(&source, &Options::default());
    let manifest = generated.files.iter();
    let mut manifest = manifest.filter(|file| file.path == "Cargo.toml");
    let manifest = &manifest.next().unwrap().contents;
    let generator = env!("CARGO_MANIFEST_DIR");
    format!(
        "{manifest}\n[build-dependencies]\ntypewright = {{ path = {generator:?}, default-features = false }}\n"
    )
}

fn check(folder: &Path) -> Output {
    Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet"])
        .current_dir(folder)
        .env("RUSTFLAGS", "-D warnings")
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .unwrap()
}

#[test]
fn a_build_script_generates_a_crate() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build_script");
    let client = root.join("client");
    write_workspace(&root, &["client".to_owned()], "");
    let files = [
        ("Cargo.toml", manifest().as_str()),
        ("build.rs", BUILD),
        ("src/lib.rs", ROOT),
        ("openapi.yaml", DOCUMENT),
    ]
    .map(|(path, contents)| File {
        path: path.to_owned(),
        contents: contents.to_owned(),
    });
    write_crate(&client, &files);
    let built = check(&client);
    assert!(
        built.status.success(),
        "{}",
        String::from_utf8_lossy(&built.stderr)
    );
    let unneeded = client.join("src/types");
    assert!(!unneeded.exists(), "nothing is written beside the sources");

    // The literal in `src/lib.rs` is too short for the document as it is now.
    let changed = DOCUMENT.replace("minLength: 3", "minLength: 5");
    fs::write(client.join("openapi.yaml"), changed).unwrap();
    let refused = String::from_utf8(check(&client).stderr).unwrap();
    assert!(refused.contains("not a valid Tag"), "{refused}");

    fs::write(client.join("openapi.yaml"), "openapi: 9\n").unwrap();
    let refused = String::from_utf8(check(&client).stderr).unwrap();
    assert!(refused.contains("error[TW0123]"), "{refused}");
}
