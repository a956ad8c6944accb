//! The staged files take their places: all of them, or none.

use super::exchange::Before;
use super::{exchange, fault, flush};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Puts each step in place, in order; takes all back when one fails.
pub(super) fn commit(root: &Path, steps: &[PathBuf]) -> io::Result<()> {
    let mut made = Vec::new();
    let mut done: Vec<(&Path, Before)> = Vec::new();
    let mut outcome = make_folders(root, steps, &mut made);
    for step in steps {
        if outcome.is_err() {
            break;
        }
        outcome = exchange::put(root, step).map(|before| done.push((step, before)));
    }
    let Err(error) = outcome else {
        return flush::folder(root);
    };
    for (step, before) in done.into_iter().rev() {
        if let Err(second) = exchange::take_back(root, step, before) {
            let state = format!("then {second}; some new files may be in place: run again");
            return Err(fault::state(&error, &state));
        }
    }
    for folder in made.iter().rev() {
        // One that someone else filled meanwhile stays.
        let _ = fs::remove_dir(folder);
    }
    Err(fault::state(&error, fault::OLD))
}

/// Makes the folders outside `src` that steps need, before anything is in place.
fn make_folders(root: &Path, steps: &[PathBuf], made: &mut Vec<PathBuf>) -> io::Result<()> {
    for step in steps {
        let folders: Vec<_> = step.ancestors().skip(1).collect();
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
