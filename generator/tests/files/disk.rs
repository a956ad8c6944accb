//! Which files of a disk are read.

use super::document;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use typewright::diagnostic::human;
use typewright::folder::Folder;
use typewright::generate::{Options, generate};
use typewright::load::{Refusal, Retrieve, Source};

/// A folder with an API, and files around it.
fn disk() -> tempfile::TempDir {
    let temp = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("work/api/job.yaml", "type: string\nminLength: 1\n"),
        ("work/api/more/tag.yaml", "$ref: ../job.yaml\n"),
        ("work/common/error.yaml", "type: integer\n"),
        ("secret.yaml", "type: boolean\n"),
    ] {
        let path = temp.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    temp
}

fn api(temp: &tempfile::TempDir) -> Folder {
    Folder::of(temp.path().join("work/api/openapi.yaml"))
}

fn is_outside(refusal: Result<Source, Refusal>) -> bool {
    matches!(refusal, Err(Refusal::Outside { .. }))
}

#[test]
fn beneath_the_folder_of_the_document() {
    let temp = disk();
    let folder = api(&temp);
    for path in ["job.yaml", "more/tag.yaml", "../api/job.yaml"] {
        let source = folder
            .retrieve(path)
            .unwrap_or_else(|refusal| panic!("{path}: {refusal:?}"));
        assert!(Path::new(&source.name).is_file(), "{}", source.name);
        assert!(!source.name.contains(".."), "{}", source.name);
    }
    for path in [
        "nothing.yaml",
        "job.yaml/x",
        "nothing/x.yaml",
        "",
        "a//b",
        "a\0b",
    ] {
        let refusal = folder.retrieve(path);
        assert!(
            matches!(refusal, Err(Refusal::Missing | Refusal::Unreadable(_))),
            "{path}: {refusal:?}"
        );
    }
    assert_eq!(folder.retrieve("more").unwrap_err(), Refusal::NotAFile);
}

/// Whether it is there or not.
#[test]
fn nothing_around_it() {
    let temp = disk();
    let folder = api(&temp);
    for path in [
        "../common/error.yaml",
        "../common/none.yaml",
        "../../secret.yaml",
        "../../../../../../../../etc/passwd",
        "..",
    ] {
        assert!(is_outside(folder.retrieve(path)), "{path}");
    }
    let folder = api(&temp).root(temp.path().join("work"));
    assert!(folder.retrieve("../common/error.yaml").is_ok());
    assert!(is_outside(folder.retrieve("../../secret.yaml")));
    // A name that begins as the folder's does is not beneath it.
    fs::create_dir(temp.path().join("work/api2")).unwrap();
    fs::write(temp.path().join("work/api2/a.yaml"), "{}").unwrap();
    assert!(is_outside(api(&temp).retrieve("../api2/a.yaml")));
}

#[cfg(unix)]
#[test]
fn links_are_followed_within() {
    use std::os::unix::fs::symlink;
    let temp = disk();
    let at = |path: &str| temp.path().join("work/api").join(path);
    symlink("job.yaml", at("inner.yaml")).unwrap();
    symlink("../../secret.yaml", at("file.yaml")).unwrap();
    symlink("/", at("root")).unwrap();
    symlink("../common", at("folder")).unwrap();
    symlink("circle.yaml", at("circle.yaml")).unwrap();
    let folder = api(&temp);
    assert!(folder.retrieve("inner.yaml").is_ok());
    for path in [
        "file.yaml",
        "root/etc/passwd",
        "folder/error.yaml",
        "more/../folder/error.yaml",
    ] {
        assert!(is_outside(folder.retrieve(path)), "{path}");
    }
    assert!(matches!(
        folder.retrieve("circle.yaml"),
        Err(Refusal::Unreadable(_))
    ));
    let folder = api(&temp).root(temp.path().join("work"));
    assert!(folder.retrieve("folder/error.yaml").is_ok());
    // The folder of the document may be a link itself.
    symlink("work/api", temp.path().join("linked")).unwrap();
    let folder = Folder::of(temp.path().join("linked/openapi.yaml"));
    assert!(folder.retrieve("more/tag.yaml").is_ok());
}

#[cfg(unix)]
#[test]
fn devices_and_pipes_are_not_read() {
    let temp = disk();
    let pipe = temp.path().join("work/api/pipe.yaml");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    assert_eq!(
        api(&temp).retrieve("pipe.yaml").unwrap_err(),
        Refusal::NotAFile
    );
    assert_eq!(
        Folder::new("/dev").retrieve("zero").unwrap_err(),
        Refusal::NotAFile
    );
}

/// A file that has no end is cut off, and refused as too large.
#[test]
fn large_files() {
    let temp = disk();
    let file = fs::File::create(temp.path().join("work/api/large.yaml")).unwrap();
    file.set_len(300 << 20).unwrap();
    let document = Source {
        name: "openapi.yaml".to_owned(),
        bytes: document("components: { schemas: { A: { $ref: large.yaml } } }\n").into_bytes(),
    };
    let options = Options {
        files: Some(Arc::new(api(&temp))),
        ..Options::default()
    };
    let generated = generate(&document, &options);
    let texts = generated.texts(&document, &options);
    let said = human::render(&generated.diagnostics, texts, false);
    assert!(
        said.contains("TW0104") && said.contains("256 MiB"),
        "{said}"
    );
}
