//! The server, a process of its own. It holds all calls until it is told to answer them.

use crate::rivals::{self, Result};
use crate::{ADDRESSES, BEGUN};
use futures_util::future::{Either, select};
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;

struct Server {
    job: String,
    /// How many calls came, of all rounds.
    asked: AtomicUsize,
    /// How many of them wait for their answer.
    waiting: watch::Sender<usize>,
    /// Changes when those that wait are to be answered.
    answers: watch::Sender<()>,
}

/// Prints its port, and serves until nobody holds its standard input any more.
pub(crate) fn run() -> Result<()> {
    std::thread::spawn(|| {
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        std::process::exit(0);
    });
    let server = Arc::new(Server {
        job: response("application/json", &String::from_utf8(rivals::job()?)?),
        asked: AtomicUsize::new(0),
        waiting: watch::Sender::new(0),
        answers: watch::Sender::new(()),
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let first = listen(1, 0)?;
        let port = first.local_addr()?.port();
        for last in 2..=ADDRESSES {
            tokio::spawn(accept(listen(last, port)?, Arc::clone(&server)));
        }
        println!("{port}");
        accept(first, server).await
    })
}

fn listen(last: u8, port: u16) -> Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(([127, 0, 0, last], port).into())?;
    // The connections come all at once.
    Ok(socket.listen(4_096)?)
}

async fn accept(listener: TcpListener, server: Arc<Server>) -> Result<()> {
    loop {
        let (stream, _) = listener.accept().await?;
        let server = Arc::clone(&server);
        // An error is a client that hung up.
        tokio::spawn(async move { server.serve(&stream).await });
    }
}

impl Server {
    /// One connection, which is kept alive.
    async fn serve(&self, stream: &TcpStream) -> io::Result<()> {
        while let Some(path) = next_path(stream).await? {
            match path.strip_prefix("/waiting/").map(str::parse::<usize>) {
                Some(Ok(count)) => {
                    let mut waiting = self.waiting.subscribe();
                    let _ = waiting.wait_for(|waiting| *waiting == count).await;
                    self.tell(stream).await?;
                }
                _ if path == "/answer" => {
                    self.answers.send_replace(());
                    self.tell(stream).await?;
                }
                _ => self.hold(stream, path.ends_with(BEGUN)).await?,
            }
        }
        Ok(())
    }

    /// How many calls there were.
    async fn tell(&self, stream: &TcpStream) -> io::Result<()> {
        let asked = self.asked.load(Ordering::Relaxed).to_string();
        write(stream, response("text/plain", &asked).as_bytes()).await
    }

    /// Answers when it is time to, unless the client hangs up before. Of an answer that is begun, the
    /// first half is sent at once.
    async fn hold(&self, stream: &TcpStream, is_begun: bool) -> io::Result<()> {
        let mut answers = self.answers.subscribe();
        let job = self.job.as_bytes();
        let (now, then) = job.split_at(if is_begun { job.len() / 2 } else { 0 });
        write(stream, now).await?;
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.waiting.send_modify(|waiting| *waiting += 1);
        let told = pin!(answers.changed());
        let is_told = matches!(select(told, pin!(hung_up(stream))).await, Either::Left(_));
        let ended = match is_told {
            true => write(stream, then).await,
            false => Err(io::ErrorKind::ConnectionAborted.into()),
        };
        self.waiting.send_modify(|waiting| *waiting -= 1);
        ended
    }
}

fn response(content_type: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n{body}"
    )
}

/// The path of the next request, which has no body; `None` where there is none to come.
async fn next_path(stream: &TcpStream) -> io::Result<Option<String>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut bytes = [0; 1_024];
        match read(stream, &mut bytes).await? {
            0 => return Ok(None),
            count => head.extend_from_slice(&bytes[..count]),
        }
    }
    let head = String::from_utf8_lossy(&head);
    Ok(head.split(' ').nth(1).map(str::to_owned))
}

/// A client that waits for an answer sends nothing more: what can be read is the end.
async fn hung_up(stream: &TcpStream) {
    let _ = read(stream, &mut [0]).await;
}

async fn read(stream: &TcpStream, bytes: &mut [u8]) -> io::Result<usize> {
    loop {
        stream.readable().await?;
        match stream.try_read(bytes) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            read => return read,
        }
    }
}

async fn write(stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            written => bytes = &bytes[written?..],
        }
    }
    Ok(())
}
