//! Prism, fetched with npm, as a server that checks requests.

use crate::process;
use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

pub(super) const VERSION: &str = "5.14.2";

/// For fetching it, and for reading a large document.
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

/// A running Prism, ended when it is dropped.
pub(super) struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts it for a document, and waits until it answers. Not with `--errors`: without, the header
    /// `sl-violations` names all that is wrong with a request and with the answer.
    pub(super) fn start(prism: &Path, document: &Path) -> io::Result<Self> {
        // Free until a moment ago; nobody else on the machine is known to want it.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let mut command = Command::new(prism);
        command.args(["mock", "--verboseLevel", "silent", "--port"]);
        command.arg(address.port().to_string()).arg(document);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let process = command.stderr(Stdio::null()).spawn()?;
        let mut server = Self { process, address };
        let end = Instant::now() + LIMIT;
        while TcpStream::connect(address).is_err() {
            let ended = server.process.try_wait()?;
            if ended.is_some() || Instant::now() > end {
                let name = document.display();
                return Err(io::Error::other(format!("Prism does not serve {name}")));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    pub(super) fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has ended, or is ended now.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
