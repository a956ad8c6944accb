//! Prism, fetched with npm, as a server that checks requests.

use crate::loopback::Server;
use crate::process;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

pub(super) const VERSION: &str = "5.14.2";

/// For fetching it.
const LIMIT: Duration = Duration::from_secs(300);

/// Where it is, fetched before if it is not there.
pub(super) fn fetch(cache: &Path) -> io::Result<PathBuf> {
    let folder = cache.join(format!("prism-{VERSION}"));
    let binary = folder.join("node_modules/.bin/prism");
    if !binary.exists() {
        fs::create_dir_all(&folder)?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-save", "--prefix"]).arg(&folder);
        npm.arg(format!("@stoplight/prism-cli@{VERSION}"));
        let run = process::run(&mut npm, LIMIT)?;
        if !run.succeeded() {
            return Err(io::Error::other(format!("npm: {}", run.stderr.trim())));
        }
    }
    Ok(binary)
}

/// Starts it for a document. Not with `--errors`: without, the header `sl-violations` names all that is wrong with a
/// request and with the answer.
pub(super) fn start(prism: &Path, document: &Path) -> io::Result<Server> {
    Server::start(|port| {
        let mut command = Command::new(prism);
        command.args(["mock", "--verboseLevel", "silent", "--port"]);
        command.arg(port.to_string()).arg(document);
        command
    })
}
