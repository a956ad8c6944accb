//! The next tree, built beside the present one.

use super::flush::Flush;
use super::kind::Kind;
use super::plan::Survey;
use super::{SRC, STAGE, fault};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// What was built, and what it is to take the place of: paths relative to the stage and the output
/// folder alike, in the order in which they are to be put in place.
pub(super) fn build(root: &Path, survey: &Survey<'_>) -> io::Result<Vec<PathBuf>> {
    let stage = root.join(STAGE);
    fs::create_dir(&stage).map_err(fault::at("create the folder", &stage))?;
    let mut flush = Flush::default();
    let src = Path::new(SRC);
    let mut steps = Vec::new();
    if !survey.orphan.is_empty() || survey.write.keys().any(|path| path.starts_with(src)) {
        make_folder(&stage.join(src))?;
        keep(root, &stage, survey, &mut flush)?;
        steps.push(src.to_owned());
    }
    for (path, contents) in &survey.write {
        write(&stage.join(path), contents, &mut flush)?;
        if !path.starts_with(src) {
            steps.push(path.clone());
        }
    }
    restore_modes(root, &stage, survey)?;
    flush.run(&stage)?;
    Ok(steps)
}

/// Puts into the stage whatever of `src` stays: as a second name of the same file, so that its
/// time stamps, its owner and its bytes cannot change.
fn keep(root: &Path, stage: &Path, survey: &Survey<'_>, flush: &mut Flush) -> io::Result<()> {
    // A folder that was empty is someone's; one that loses its last file of ours goes with it.
    let mut childless = None;
    for (path, &kind) in &survey.present {
        if let Some(folder) = childless.take_if(|folder: &mut &PathBuf| !path.starts_with(folder)) {
            make_folder(&stage.join(folder))?;
        }
        childless = None;
        if kind == Kind::Folder {
            childless = Some(path);
        } else if !survey.orphan.contains(path) && !survey.write.contains_key(path) {
            let to = stage.join(path);
            make_parent(&to)?;
            link(&root.join(path), &to, kind, flush)?;
        }
    }
    childless.map_or(Ok(()), |folder| make_folder(&stage.join(folder)))
}

fn write(path: &Path, contents: &[u8], flush: &mut Flush) -> io::Result<()> {
    make_parent(path)?;
    let mut file = File::create_new(path).map_err(fault::at("create", path))?;
    file.write_all(contents).map_err(fault::at("write", path))?;
    flush.file(file, path)
}

fn link(from: &Path, to: &Path, kind: Kind, flush: &mut Flush) -> io::Result<()> {
    match fs::hard_link(from, to) {
        Ok(()) => Ok(()),
        // No second names on this file system, or for a file of another user, or too many of them.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::PermissionDenied
                    | ErrorKind::Unsupported
                    | ErrorKind::InvalidInput
                    | ErrorKind::TooManyLinks
                    | ErrorKind::CrossesDevices
            ) && kind == Kind::File =>
        {
            copy(from, to, flush)
        }
        Err(error) => Err(fault::at("link into the next tree", from)(error)),
    }
}

fn copy(from: &Path, to: &Path, flush: &mut Flush) -> io::Result<()> {
    fs::copy(from, to).map_err(fault::at("copy", from))?;
    let modified = fs::symlink_metadata(from)
        .and_then(|metadata| metadata.modified())
        .map_err(fault::at("look at", from))?;
    let copy = File::options()
        .append(true)
        .open(to)
        .map_err(fault::at("write", to))?;
    copy.set_modified(modified)
        .map_err(fault::at("keep the time stamp of", from))?;
    flush.file(copy, to)
}

/// Folders are new ones, so they get the modes of those whose places they take; the deepest first,
/// since a mode may forbid to write.
fn restore_modes(root: &Path, stage: &Path, survey: &Survey<'_>) -> io::Result<()> {
    let folders = survey.present.iter().rev();
    let folders = folders.filter(|(_, kind)| **kind == Kind::Folder);
    let src = PathBuf::from(SRC);
    for path in folders.map(|(path, _)| path).chain([&src]) {
        let (old, new) = (root.join(path), stage.join(path));
        if new.is_dir() && old.is_dir() {
            fs::symlink_metadata(&old)
                .and_then(|metadata| fs::set_permissions(&new, metadata.permissions()))
                .map_err(fault::at("keep the mode of", &old))?;
        }
    }
    Ok(())
}

fn make_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), make_folder)
}

fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path).map_err(fault::at("create the folder", path))
}
