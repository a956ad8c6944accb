//! The client for programs that are not async: calls wait for their response.

use super::client::response::finish;
use super::client::send::send;
use super::client::{
    self, ByteStream, Call, Error, ErrorKind, Events, Items, JsonLines, Pages, Response, Surface,
};
use futures_core::Stream;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use tokio::runtime::{Builder, Handle};

/// Calls wait for their response.
#[derive(Clone, Copy, Debug)]
pub enum Blocking {}

/// A client whose calls wait. It works inside async code too, where it blocks the thread.
pub type Client = client::Client<Blocking>;

impl Surface for Blocking {
    type Sent<T: 'static> = Result<Response<T>, Error>;

    fn send<T: 'static>(call: Call<T, Self>) -> Result<Response<T>, Error> {
        let (outgoing, decoder, strict) = call.prepare()?;
        let no_thread = "the thread that sends could not be started";
        let no_thread = outgoing.context.unsent(ErrorKind::Config, no_thread);
        let Some(runtime) = runtime() else {
            return Err(no_thread);
        };
        let (give, take) = mpsc::sync_channel(1);
        let trace = outgoing.context.trace.clone();
        let sent = trace.around(send(outgoing));
        runtime.spawn(async move { give.send(sent.await) });
        let arrived = take.recv().unwrap_or(Err(no_thread));
        finish(arrived, &trace, decoder, strict)
    }
}

/// What a stream gives, one after the other. Each wait blocks the thread.
#[derive(Debug)]
pub struct Waiting<S>(S);

impl<S: Stream + Unpin> Iterator for Waiting<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        // The stream comes by the thread of the runtime; here it is waited for.
        let _entered = runtime()?.enter();
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        loop {
            match Pin::new(&mut self.0).poll_next(&mut context) {
                Poll::Ready(item) => return item,
                Poll::Pending => thread::park(),
            }
        }
    }
}

/// Wakes a thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

macro_rules! iterators {
    ($($stream:ident $(<$($item:ident),+>)?;)*) => {$(
        impl$(<$($item),+>)? IntoIterator for $stream$(<$($item),+>)?
        where
            Self: Stream + Unpin,
        {
            type Item = <Self as Stream>::Item;
            type IntoIter = Waiting<Self>;

            fn into_iter(self) -> Waiting<Self> {
                Waiting(self)
            }
        }
    )*};
}
iterators! { ByteStream; Events<T>; JsonLines<T>; Pages<T>; Items<T, I>; }

/// The thread that sends for all blocking clients: connections that are kept alive need one that
/// outlives the calls, and a thread of our own may wait for it even inside another runtime.
fn runtime() -> Option<&'static Handle> {
    static RUNTIME: OnceLock<Option<Handle>> = OnceLock::new();
    RUNTIME.get_or_init(|| start().ok()).as_ref()
}

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let name = concat!(env!("CARGO_PKG_NAME"), "-blocking").to_owned();
    thread::Builder::new()
        .name(name)
        .spawn(move || runtime.block_on(std::future::pending::<()>()))?;
    Ok(handle)
}
