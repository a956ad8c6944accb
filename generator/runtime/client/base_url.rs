//! Where the API is.

use super::target::{Target, step};
use super::text;
use reqwest::Url;

/// An absolute HTTP URL under which all paths of the API are, without a slash at its end.
#[derive(Clone)]
pub(crate) struct BaseUrl {
    /// With a path that is longer than most: a copy has room for the path that it gets.
    roomy: Url,
    text: String,
    path: String,
}

/// Room for the paths of most calls.
const ROOM: usize = 96;

impl BaseUrl {
    /// Reads a base URL. The message never repeats a text that may hold a password.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let shown = match text.contains('@') {
            true => "that holds an @".to_owned(),
            false => format!("\"{}\"", text::line(text, text::EXCERPT)),
        };
        let mut url = Url::parse(text).map_err(|error| format!("the base URL {shown}: {error}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("the base URL {shown} is neither http nor https"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("the base URL holds credentials: give them to the builder".to_owned());
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(format!("the base URL {shown} has a query or a fragment"));
        }
        let text = url.as_str().trim_end_matches('/').to_owned();
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&"-".repeat(path.len() + ROOM));
        Ok(Self {
            text,
            path,
            roomy: url,
        })
    }

    /// The URL as a text.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The URL of one request; the query is encoded already.
    pub(super) fn join(&self, target: &Target, query: &str) -> Result<Url, String> {
        let mut path = String::with_capacity(self.path.len() + 1 + target.len());
        path.push_str(&self.path);
        if !target.template().starts_with('/') {
            path.push('/');
        }
        let own_query = target.write(&mut path)?;
        let mut url = self.roomy.clone();
        url.set_path(&path);
        // The last word on what is sent: the parser has to have read what was written. Neither the
        // template nor two parameters in one segment may make a step out of names.
        if url.path() != path {
            let (path, sent) = (&path[self.path.len()..], url.path());
            return Err(match step(path) {
                Some(dots) => format!("the path has the segment {dots:?}, a step and no name"),
                None => format!("the path {path:?} would be sent as {sent:?}"),
            });
        }
        match (own_query.as_str(), query) {
            ("", "") => {}
            ("", query) | (query, "") => url.set_query(Some(query)),
            (own, query) => url.set_query(Some(&[own, "&", query].concat())),
        }
        Ok(url)
    }
}
