//! Servers of others, and of generated crates, on this machine alone.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// For reading a large document.
const LIMIT: Duration = Duration::from_secs(300);

/// A running server, ended when it is dropped.
pub(crate) struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    /// Starts the command that serves on a port, and waits until it answers.
    pub(crate) fn start(command: impl FnOnce(u16) -> Command) -> io::Result<Self> {
        // Free until a moment ago; nobody else on the machine is known to want it.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
        let mut command = command(address.port());
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let process = command.stderr(Stdio::null()).spawn()?;
        let mut server = Self { process, address };
        let end = Instant::now() + LIMIT;
        while TcpStream::connect(address).is_err() {
            let ended = server.process.try_wait()?;
            if ended.is_some() || Instant::now() > end {
                let message = format!("this does not serve: {command:?}");
                return Err(io::Error::other(message));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    pub(crate) fn base_url(&self) -> String {
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
