//! Async or blocking: how calls are sent. Operations are written once, for both.

use super::call::Call;
use super::error::Error;
use super::platform::BoxFuture;
use super::response::Response;

/// How the calls of a client are sent.
pub trait Surface: Sized + 'static {
    /// What sending gives at once.
    type Sent<T: 'static>;

    /// Sends a call.
    fn send<T: 'static>(call: Call<T, Self>) -> Self::Sent<T>;
}

/// A call on its way. In a browser it stays on its thread.
pub type Sending<T> = BoxFuture<'static, Result<Response<T>, Error>>;

/// Calls are futures.
#[derive(Clone, Copy, Debug)]
pub enum Async {}

impl Surface for Async {
    type Sent<T: 'static> = Sending<T>;

    fn send<T: 'static>(call: Call<T, Self>) -> Sending<T> {
        call.into_future()
    }
}
