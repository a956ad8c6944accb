//! Kills at random moments, and runs at the same time.

use crate::{file, listing, only, write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};
use typewright::disk::apply;
use typewright::generate::File;

/// The folder in which a helper process applies trees.
const FOLDER: &str = "TYPEWRIGHT_TEST_FOLDER";
/// Which trees it applies, in turns.
const TREES: &str = "TYPEWRIGHT_TEST_TREES";

/// A crate of which every second file, the manifest, and the set of files tell which one it is.
fn tree(letter: char) -> Vec<File> {
    let body = letter.to_string();
    let mut files = vec![file("Cargo.toml", &body), file("src/lib.rs", &body)];
    for index in 0..12 {
        let body = if index % 2 == 0 { &body } else { "same" };
        files.push(file(&format!("src/types/t{index}.rs"), body));
    }
    files.push(file(&format!("src/only/{letter}.rs"), &body));
    files
}

/// Not a test: the process that the others start. It ends only by a kill or with a `stop` file.
#[test]
fn helper() {
    let (Ok(folder), Ok(trees)) = (std::env::var(FOLDER), std::env::var(TREES)) else {
        return;
    };
    let stop = PathBuf::from(format!("{folder}.stop"));
    for letter in trees.chars().cycle() {
        apply(Path::new(&folder), &tree(letter)).unwrap();
        if stop.exists() {
            break;
        }
    }
}

/// A folder in memory where there is one: a medium's flushes would be most of the time.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

fn start(dir: &Path, trees: &str) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["processes::helper", "--exact", "--nocapture"])
        .env(FOLDER, dir)
        .env(TREES, trees)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Which tree `src` holds as a whole, foreign files aside.
fn which(dir: &Path) -> Option<char> {
    let mut found = listing(&dir.join("src"));
    assert_eq!(found.remove("mine.rs").as_deref(), Some("mine"));
    ['a', 'b'].into_iter().find(|&letter| {
        let expected = only(&tree(letter)).into_iter();
        let expected = expected.filter_map(|(path, text)| {
            let path = path.strip_prefix("src/")?;
            Some((path.to_owned(), text))
        });
        expected.collect::<std::collections::BTreeMap<_, _>>() == found
    })
}

fn pause(round: u32) {
    // Any spread will do; the clock's lowest digits are one.
    let nanos = SystemTime::now()
        .duration_since(SystemTime::UNIX_EPOCH)
        .map_or(0, |now| now.subsec_nanos());
    let micros = 2_000 + (nanos / 7 + round * 977) % 20_000;
    std::thread::sleep(Duration::from_micros(u64::from(micros)));
}

#[test]
fn a_kill_at_any_moment_leaves_one_tree() {
    let temp = folder();
    let dir = temp.path().join("out");
    apply(&dir, &tree('a')).unwrap();
    write(&dir, "src/mine.rs", "mine");
    let rounds: u32 = std::env::var("TYPEWRIGHT_TEST_KILLS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(100);
    let mut seen = [0, 0, 0];
    for round in 0..rounds {
        let mut child = start(&dir, "ba");
        pause(round);
        child.kill().unwrap();
        child.wait().unwrap();
        seen[2] += u32::from(dir.join(".src.stage").exists());
        match which(&dir) {
            Some(letter) => seen[usize::from(letter == 'b')] += 1,
            None => panic!("mixed after kill {round}: {:#?}", listing(&dir)),
        }
        let letter = if round % 2 == 0 { 'a' } else { 'b' };
        apply(&dir, &tree(letter)).unwrap();
        let mut expected = only(&tree(letter));
        expected.insert("src/mine.rs".to_owned(), "mine".to_owned());
        assert_eq!(listing(&dir), expected, "after recovery {round}");
    }
    println!(
        "src was a {}, b {}; leftovers {}",
        seen[0], seen[1], seen[2]
    );
}

#[test]
fn a_kill_of_the_first_run_leaves_all_or_nothing() {
    let temp = folder();
    for round in 0..20 {
        let dir = temp.path().join(format!("out{round}"));
        let mut child = start(&dir, "a");
        pause(round);
        child.kill().unwrap();
        child.wait().unwrap();
        if dir.join("src").exists() {
            write(&dir, "src/mine.rs", "mine");
            assert_eq!(which(&dir), Some('a'), "{:#?}", listing(&dir));
            std::fs::remove_file(dir.join("src/mine.rs")).unwrap();
        }
        apply(&dir, &tree('b')).unwrap();
        assert_eq!(listing(&dir), only(&tree('b')));
    }
}

#[test]
fn two_runs_at_once_take_turns() {
    let temp = folder();
    let dir = temp.path().join("out");
    let children = [start(&dir, "a"), start(&dir, "ab"), start(&dir, "b")];
    std::thread::sleep(Duration::from_millis(1_500));
    std::fs::write(temp.path().join("out.stop"), "").unwrap();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let found = listing(&dir);
    assert!(
        ['a', 'b']
            .iter()
            .any(|&letter| found == only(&tree(letter))),
        "{found:#?}"
    );
}
