//! The staged files take their places: all of them, or none.

use super::exchange::{Before, Step};
use super::{fault, flush};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Puts what is staged at each of `paths` in place, in order; takes all back when one fails.
pub(super) fn commit(root: &Path, paths: &[PathBuf]) -> io::Result<()> {
    let mut made = Vec::new();
    let steps = make_folders(root, paths, &mut made).and_then(|()| {
        paths
            .iter()
            .map(|path| Step::new(root, path))
            .collect::<io::Result<Vec<_>>>()
    });
    let steps = steps.map_err(|error| fault::state(&error, fault::OLD));
    let Err(error) = steps.and_then(|steps| put_all(&steps)) else {
        return flush::folder(root);
    };
    for folder in made.iter().rev() {
        // One that someone else filled meanwhile stays.
        let _ = fs::remove_dir(folder);
    }
    Err(error)
}

fn put_all(steps: &[Step]) -> io::Result<()> {
    let mut done = Vec::with_capacity(steps.len());
    for step in steps {
        match step.put() {
            Ok(before) => done.push((step, before)),
            Err(error) => return Err(take_all_back(&error, &done)),
        }
    }
    Ok(())
}

/// What went wrong, and where that leaves the files.
fn take_all_back(error: &io::Error, done: &[(&Step, Before)]) -> io::Error {
    for (step, before) in done.iter().rev() {
        if let Err(second) = step.take_back(*before) {
            let state = format!("then {second}; some new files may be in place: run again");
            return fault::state(error, &state);
        }
    }
    fault::state(error, fault::OLD)
}

/// Makes the folders outside `src` that are needed, before anything is in place.
fn make_folders(root: &Path, paths: &[PathBuf], made: &mut Vec<PathBuf>) -> io::Result<()> {
    for path in paths {
        let folders: Vec<_> = path.ancestors().skip(1).collect();
        for folder in folders.into_iter().rev().skip(1) {
            let path = root.join(folder);
            match fs::create_dir(&path) {
                Ok(()) => made.push(path),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(fault::at("create the folder", &path)(error)),
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::commit;
    use std::fs;
    use std::path::PathBuf;

    #[test]
    fn a_step_that_fails_takes_the_others_back() {
        let temp = tempfile::tempdir().unwrap();
        let root = temp.path();
        for (path, text) in [
            ("src/lib.rs", "old"),
            (".src.stage/src/lib.rs", "new"),
            (".src.stage/examples/a.rs", "new"),
            ("Cargo.toml", "old"),
        ] {
            fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
            fs::write(root.join(path), text).unwrap();
        }
        // The manifest was never staged.
        let steps = ["src", "examples/a.rs", "Cargo.toml"].map(PathBuf::from);
        let error = commit(root, &steps).unwrap_err().to_string();
        assert!(
            error.ends_with("the old files are still in place"),
            "{error}"
        );
        for (path, text) in [("src/lib.rs", "old"), (".src.stage/src/lib.rs", "new")] {
            assert_eq!(fs::read_to_string(root.join(path)).unwrap(), text);
        }
        assert!(!root.join("examples").exists());
    }
}
