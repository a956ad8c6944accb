//! `cargo xtask kills DOCUMENT`: the generator is killed at random moments, and the crate has to be whole each time.

use crate::cargo;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const ROUNDS: u32 = 200;

/// Changes all that a schema becomes, so that the two trees differ in most files.
const OVERLAY: &str = r##"{
  "overlay": "1.0.0",
  "info": {"title": "Another text for each schema", "version": "1"},
  "actions": [{"target": "$.components.schemas[*]", "update": {"description": "Changed."}}]
}"##;

/// Paths and contents.
type Tree = BTreeMap<PathBuf, Vec<u8>>;

/// Kills runs that would turn one tree into another; whether each left one of the two.
pub(crate) fn run(root: &Path, document: &Path) -> io::Result<bool> {
    let binary = cargo::release(root)?;
    let folder = std::env::temp_dir().join(format!("typewright-kills-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let overlay = folder.join("overlay.json");
    fs::write(&overlay, OVERLAY)?;
    let generator = Generator {
        binary: &binary,
        document,
        overlay: &overlay,
        output: folder.join("crate"),
    };
    let done = generator.all();
    fs::remove_dir_all(&folder)?;
    done
}

struct Generator<'a> {
    binary: &'a Path,
    document: &'a Path,
    overlay: &'a Path,
    output: PathBuf,
}

impl Generator<'_> {
    fn all(&self) -> io::Result<bool> {
        let (plain, _) = self.whole(false)?;
        let (changed, time) = self.whole(true)?;
        let differ = changed
            .iter()
            .filter(|(path, text)| plain.get(*path) != Some(*text));
        println!(
            "{} files, {} of them differ; a run takes {:.2} s",
            changed.len(),
            differ.count(),
            time.as_secs_f64()
        );
        let mut present = true;
        let (mut kept, mut replaced, mut mixed) = (0, 0, 0);
        for round in 0..ROUNDS {
            let wanted = !present;
            self.kill(wanted, moment(round, time))?;
            let tree = tree(&self.output)?;
            let [now, next] = if present {
                [&changed, &plain]
            } else {
                [&plain, &changed]
            };
            if &tree == now {
                kept += 1;
            } else if &tree == next {
                replaced += 1;
                present = wanted;
            } else {
                mixed += 1;
                self.whole(present)?;
            }
        }
        println!("{ROUNDS} kills: {kept} old trees, {replaced} new ones, {mixed} neither");
        Ok(mixed == 0)
    }

    fn command(&self, changed: bool) -> Command {
        let mut command = Command::new(self.binary);
        command.arg("generate").arg(self.document);
        command.arg("--output").arg(&self.output);
        if changed {
            command.arg("--overlay").arg(self.overlay);
        }
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// A run to its end.
    fn whole(&self, changed: bool) -> io::Result<(Tree, Duration)> {
        let start = Instant::now();
        if !self.command(changed).status()?.success() {
            let message = format!("`{}` is not generated", self.document.display());
            return Err(io::Error::other(message));
        }
        Ok((tree(&self.output)?, start.elapsed()))
    }

    fn kill(&self, changed: bool, after: Duration) -> io::Result<()> {
        let mut child = self.command(changed).spawn()?;
        sleep(after);
        child.kill()?;
        child.wait()?;
        Ok(())
    }
}

/// When a run is killed: at any time of it, and every other time in its last part, which writes.
fn moment(round: u32, time: Duration) -> Duration {
    // Weyl's sequence of the golden ratio spreads over the time without a pattern.
    let part = (f64::from(round) * 0.618_033_988_75).fract();
    let part = if round.is_multiple_of(2) {
        part
    } else {
        0.6 + part * 0.4
    };
    time.mul_f64(part)
}

/// All that is there, but what only a running generator looks at: the names that start with a dot.
fn tree(folder: &Path) -> io::Result<Tree> {
    let mut tree = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            match entry.file_type()?.is_dir() {
                true => folders.push(entry.path()),
                false => drop(tree.insert(entry.path(), fs::read(entry.path())?)),
            }
        }
    }
    Ok(tree)
}
