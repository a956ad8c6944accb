//! The same bytes, whatever surrounds a run.

use super::typewright_in;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each process has other seeds of its hash maps, so three runs would show an order that leaks.
#[test]
fn surroundings_do_not_change_a_byte() {
    let surroundings: [(&str, &[(&str, &str)]); 3] = [
        ("plain", &[("LC_ALL", "C"), ("TZ", "UTC")]),
        // A lower-case `I` is no `i` there, and the day is another one.
        (
            "a b/ç",
            &[("LC_ALL", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati")],
        ),
        (
            "c",
            &[("LANG", "ar_EG"), ("HOME", "/nowhere"), ("COLUMNS", "20")],
        ),
    ];
    let temp = tempfile::tempdir().unwrap();
    insta::glob!("../snippets", "inputs/**/*.yaml", |document| {
        let text = fs::read_to_string(document).unwrap();
        let runs = surroundings.map(|(folder, environment)| {
            let folder = temp.path().join(folder);
            fs::create_dir_all(&folder).unwrap();
            let arguments = ["generate", "-", "--output", "out", "--name", "sample"];
            let run = typewright_in(&folder, environment, &arguments, &text);
            assert_eq!(run.code, Some(0), "{}", run.stderr);
            let mut files = BTreeMap::new();
            read(&folder.join("out"), &folder, &mut files);
            fs::remove_dir_all(folder.join("out")).unwrap();
            (run, files)
        });
        assert!(runs[0].1.len() > 5);
        assert!(runs[0] == runs[1], "{}", document.display());
        assert!(runs[0] == runs[2], "{}", document.display());
    });
}

/// All files of a folder, by their paths from `root`.
fn read(folder: &Path, root: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, root, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_owned();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}
