//! A list page by page, and item by item.

use super::call::Call;
use super::counter::Counter;
use super::decoder::Decoder;
use super::draft::Draft;
use super::error::{Error, ErrorKind};
use super::link::rel_next;
use super::paging::{By, Next, Paging};
use super::pick::pick;
use super::platform::{BoxFuture, MaybeSend};
use super::redirect::is_same_origin;
use super::response::{Response, finish};
use super::send::send;
use crate::runtime::json;
use futures_core::Stream;
use reqwest::Url;
use reqwest::header::{HeaderMap, LINK};
use serde_json::Value;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

/// The pages of a list, each asked for when it is wanted. A stream; with the feature `blocking`, an
/// iterator as well.
///
/// A page is asked for as the first one was: with its limits, retries and headers. After an error
/// there is nothing more. A page that names one that was there before is an error, since it would go
/// on for ever; so is one at another origin, which would get the credentials.
#[must_use = "a page is asked for when it is wanted"]
pub struct Pages<T>(State<T>);

enum State<T> {
    Next(Box<Turn<T>>),
    Asking(BoxFuture<'static, Asked<T>>),
    /// The last page names a next one that there is not.
    Failed(Error),
    Over,
}

/// A page, and how to get the next one.
type Asked<T> = (Result<Response<T>, Error>, State<T>);

/// A request for a page.
struct Turn<T> {
    draft: Box<Draft>,
    decoder: Decoder<T>,
    paging: Paging,
    counter: Counter,
    seen: Seen,
}

/// Finds out in constant memory that a list goes round in a circle (Brent's algorithm).
#[derive(Default)]
struct Seen {
    mark: Option<String>,
    steps: u32,
    until: u32,
}

impl<T, M> Call<T, M> {
    /// Reads a list that comes in pages: this call is the first one.
    pub fn pages(self, paging: Paging) -> Pages<T> {
        let mut turn = Turn {
            draft: self.draft,
            decoder: self.decoder,
            paging,
            counter: Counter::new(0),
            seen: Seen::default(),
        };
        match turn.begin() {
            Ok(()) => Pages(State::Next(Box::new(turn))),
            Err(error) => Pages(State::Failed(error)),
        }
    }
}

impl<T: MaybeSend + 'static> Pages<T> {
    /// The next page; `None` where there is none. To stop waiting for it loses nothing.
    ///
    /// # Errors
    /// The call failed, or the list does not go on as it says.
    pub async fn next(&mut self) -> Option<Result<Response<T>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Response<T>, Error>>> {
        loop {
            match std::mem::replace(&mut self.0, State::Over) {
                State::Over => return Poll::Ready(None),
                State::Failed(error) => return Poll::Ready(Some(Err(error))),
                State::Next(turn) => self.0 = State::Asking(Box::pin(turn.ask())),
                State::Asking(mut asking) => {
                    let Poll::Ready((page, next)) = asking.as_mut().poll(context) else {
                        self.0 = State::Asking(asking);
                        return Poll::Pending;
                    };
                    self.0 = next;
                    return Poll::Ready(Some(page));
                }
            }
        }
    }

    /// The items of the pages, one after the other.
    pub fn items<I>(self, of: fn(T) -> Vec<I>) -> Items<T, I> {
        Items {
            pages: self,
            of,
            page: Vec::new().into_iter(),
        }
    }
}

impl<T> Turn<T> {
    /// Says which page is the first one, where pages are counted.
    fn begin(&mut self) -> Result<(), Error> {
        let Next::Counted { parameter, by, .. } = self.paging.next else {
            return Ok(());
        };
        let first = match self.draft.query_value(parameter) {
            Some(given) => given.parse().map_err(|_| {
                let text = format!("not sent: the first {parameter} is no number");
                Error::new(ErrorKind::Paging, &self.draft.label(), text)
            })?,
            None => self.paging.end.first.unwrap_or(match by {
                By::Page => 1,
                By::Item => 0,
            }),
        };
        self.counter = Counter::new(first);
        self.draft.set_query(parameter, &first.to_string());
        Ok(())
    }

    /// Asks for a page.
    async fn ask(mut self: Box<Self>) -> Asked<T> {
        let Some(again) = self.draft.again() else {
            let why = "not sent: a body that can be sent only once";
            return (Err(self.error(why)), State::Over);
        };
        let draft = std::mem::replace(&mut self.draft, again);
        let strict = draft.strict.unwrap_or(draft.client.strict);
        let outgoing = match draft.prepare() {
            Ok(outgoing) => outgoing,
            Err(error) => return (Err(error), State::Over),
        };
        let trace = outgoing.context.trace.clone();
        let arrived = trace.around(send(outgoing)).await;
        let next = match &arrived {
            Ok(arrived) => self.next(&arrived.answer.headers, &arrived.answer.body),
            Err(_) => Ok(false),
        };
        let page = finish(arrived, &trace, self.decoder.clone(), strict);
        let state = match next {
            _ if page.is_err() => State::Over,
            Ok(false) => State::Over,
            Ok(true) => State::Next(self),
            Err(why) => State::Failed(self.error(&why)),
        };
        (page, state)
    }

    /// Points the draft at the next page. Whether there is one.
    fn next(&mut self, headers: &HeaderMap, body: &[u8]) -> Result<bool, String> {
        let body = json::without_mark(body);
        let more = self.paging.more.and_then(|at| pick(body, at));
        if more == Some(Value::Bool(false)) {
            return Ok(false);
        }
        let has_more = more == Some(Value::Bool(true));
        let next = match self.paging.next {
            Next::Counted { at, by, .. } => {
                let next = self
                    .counter
                    .next(body, (at, by), (self.paging.end, has_more))?;
                let Some(items) = next else { return Ok(false) };
                Some(items)
            }
            Next::Cursor { at, .. } | Next::Url { at } => text(pick(body, at)),
            Next::Link => headers
                .get_all(LINK)
                .iter()
                .find_map(|links| rel_next(links.to_str().ok()?))
                .map(str::to_owned),
        };
        let Some(next) = next else {
            return match has_more {
                true => Err("says that there is a next page, and not which".to_owned()),
                false => Ok(false),
            };
        };
        if self.seen.repeats(&next) {
            let why = match self.paging.next {
                Next::Counted { parameter, .. } => {
                    format!(
                        "has the items of one before: perhaps the server does not know {parameter}"
                    )
                }
                _ => "names a next page that was there before".to_owned(),
            };
            return Err(why);
        }
        match self.paging.next {
            Next::Counted { parameter, .. } => {
                self.draft
                    .set_query(parameter, &self.counter.at.to_string());
            }
            Next::Cursor { parameter, .. } => self.draft.set_query(parameter, &next),
            Next::Url { .. } | Next::Link => self.draft.url = Some(self.url(&next)?),
        }
        Ok(true)
    }

    /// A URL, relative or not, that may see the credentials.
    fn url(&self, next: &str) -> Result<Url, String> {
        let here = self.draft.url()?;
        let there = here.join(next);
        let there = there.map_err(|error| format!("names a next page by no URL: {error}"))?;
        if !is_same_origin(&there, &here) {
            let origin = there.origin().ascii_serialization();
            return Err(format!("names a next page at another origin, {origin}"));
        }
        Ok(there)
    }

    fn error(&self, why: &str) -> Error {
        let text = format!("the list cannot be read on: the last page {why}");
        Error::new(ErrorKind::Paging, &self.draft.label(), text)
    }
}

impl Seen {
    fn repeats(&mut self, next: &str) -> bool {
        if self.mark.as_deref() == Some(next) {
            return true;
        }
        if self.steps == self.until {
            self.mark = Some(next.to_owned());
            self.until = self.until.saturating_mul(2).max(1);
            self.steps = 0;
        }
        self.steps += 1;
        false
    }
}

/// A cursor as it goes into a query.
fn text(value: Option<Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl<T: MaybeSend + 'static> Stream for Pages<T> {
    type Item = Result<Response<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// The items of a list, page after page. A stream; with the feature `blocking`, an iterator as well.
///
/// What breaks a rule of the document is listed by the pages alone.
#[must_use = "a page is asked for when it is wanted"]
pub struct Items<T, I> {
    pages: Pages<T>,
    of: fn(T) -> Vec<I>,
    page: vec::IntoIter<I>,
}

impl<T: MaybeSend + 'static, I: Unpin> Items<T, I> {
    /// The next item; `None` at the end of the list. To stop waiting for it loses nothing.
    ///
    /// # Errors
    /// The call for a page failed, or the list does not go on as it says.
    pub async fn next(&mut self) -> Option<Result<I, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<I, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.page = (self.of)(page.into_body()).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: MaybeSend + 'static, I: Unpin> Stream for Items<T, I> {
    type Item = Result<I, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

/// The content stays out.
impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// The content stays out.
impl<T, I> fmt::Debug for Items<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
