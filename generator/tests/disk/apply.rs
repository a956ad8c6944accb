//! What a run does when nothing stands in its way.

use crate::{file, listing, only, tree, write};
use std::fs;
use std::time::{Duration, SystemTime};
use typewright::disk::{Report, apply};

#[test]
fn a_new_folder_gets_exactly_the_files() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("deep/er/out");
    let report = apply(&dir, &tree("a")).unwrap();
    assert_eq!(
        report,
        Report {
            written: 4,
            unchanged: 0,
            removed: 0
        }
    );
    assert_eq!(listing(&dir), only(&tree("a")));
}

#[test]
fn orphans_go_with_their_folders_and_files_outside_src_come() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    apply(dir, &tree("a")).unwrap();
    let wanted = [
        file("Cargo.toml", "b"),
        file("src/lib.rs", "a"),
        file("examples/first/main.rs", "b"),
    ];
    let report = apply(dir, &wanted).unwrap();
    assert_eq!(
        report,
        Report {
            written: 2,
            unchanged: 1,
            removed: 2
        }
    );
    assert_eq!(listing(dir), only(&wanted));
}

#[test]
fn equal_files_keep_their_time_stamps_and_numbers() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    apply(dir, &tree("a")).unwrap();
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    for path in ["Cargo.toml", "src/lib.rs", "src/same.rs"] {
        let file = fs::File::options().append(true).open(dir.join(path));
        file.unwrap().set_modified(old).unwrap();
    }
    let before = fs::metadata(dir.join("src/same.rs")).unwrap();
    apply(dir, &tree("b")).unwrap();
    let time = |path: &str| fs::metadata(dir.join(path)).unwrap().modified().unwrap();
    assert_eq!(time("src/same.rs"), old);
    assert_eq!(time("Cargo.toml"), old);
    assert_ne!(time("src/lib.rs"), old);
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let after = fs::metadata(dir.join("src/same.rs")).unwrap();
        assert_eq!((before.ino(), 1), (after.ino(), after.nlink()));
    }
}

#[cfg(unix)]
#[test]
fn a_run_without_changes_touches_nothing() {
    use std::os::unix::fs::MetadataExt;
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    apply(dir, &tree("a")).unwrap();
    let state = || {
        let of = |path: &str| fs::metadata(dir.join(path)).unwrap();
        ["", "src", "src/types", "src/lib.rs"].map(|path| (of(path).ino(), of(path).ctime_nsec()))
    };
    let before = state();
    let report = apply(dir, &tree("a")).unwrap();
    assert_eq!((report.written, report.unchanged), (0, 4));
    assert_eq!(state(), before);
}

#[cfg(unix)]
#[test]
fn folders_keep_their_modes_and_a_locked_one_is_no_obstacle() {
    use std::os::unix::fs::PermissionsExt;
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path();
    apply(dir, &tree("a")).unwrap();
    write(dir, "src/mine/x.rs", "mine");
    let set = |path: &str, mode| {
        fs::set_permissions(dir.join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    let mode = |path: &str| fs::metadata(dir.join(path)).unwrap().permissions().mode() & 0o7777;
    set("src", 0o2770);
    set("src/mine", 0o555);
    apply(dir, &tree("b")).unwrap();
    assert_eq!((mode("src"), mode("src/mine")), (0o2770, 0o555));
    set("src/mine", 0o755);
    assert!(!dir.join(".src.stage").exists());
}

#[test]
fn many_files_in_one_run() {
    let temp = tempfile::tempdir().unwrap();
    let many = |body: &str| -> Vec<_> {
        let file = |index| file(&format!("src/types/t{index}.rs"), body);
        (0..200).map(file).collect()
    };
    apply(temp.path(), &many("a")).unwrap();
    assert_eq!(apply(temp.path(), &many("b")).unwrap().written, 200);
    assert_eq!(listing(temp.path()), only(&many("b")));
}

#[test]
fn bad_lists_change_nothing() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("out");
    for path in ["../x.rs", "/tmp/x.rs", "src/../../x.rs", ".src.stage/x.rs"] {
        apply(&dir, &[file(path, "")]).unwrap_err();
    }
    assert!(!dir.exists());
}
