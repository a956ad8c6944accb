//! Where the API is.

use super::text;
use reqwest::Url;

/// An absolute HTTP URL under which all paths of the API are, without a slash at its end.
#[derive(Clone)]
pub(crate) struct BaseUrl {
    url: Url,
    text: String,
    path: String,
}

impl BaseUrl {
    /// Reads a base URL. The message never repeats a text that may hold a password.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let shown = match text.contains('@') {
            true => "that holds an @".to_owned(),
            false => format!("\"{}\"", text::line(text, text::EXCERPT)),
        };
        let url = Url::parse(text).map_err(|error| format!("the base URL {shown}: {error}"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("the base URL {shown} is neither http nor https"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("the base URL holds credentials: give them to the builder".to_owned());
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(format!("the base URL {shown} has a query or a fragment"));
        }
        Ok(Self {
            text: url.as_str().trim_end_matches('/').to_owned(),
            path: url.path().trim_end_matches('/').to_owned(),
            url,
        })
    }

    /// The URL as a text.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The URL of one request, from a path and a query that are encoded already.
    pub(super) fn join(&self, path: &str, query: &str) -> Result<Url, String> {
        let slash = if path.starts_with('/') { "" } else { "/" };
        let mut url = self.url.clone();
        match (self.path.as_str(), slash) {
            ("", "") => url.set_path(path),
            (base, slash) => url.set_path(&[base, slash, path].concat()),
        }
        url.set_query(Some(query).filter(|query| !query.is_empty()));
        // The last word on what is sent: the parser has to have read what was written.
        let read = url.path().strip_prefix(self.path.as_str());
        if read.and_then(|read| read.strip_prefix(slash)) == Some(path) {
            Ok(url)
        } else {
            Err(format!(
                "the path {path:?} would be sent as {:?}",
                url.path()
            ))
        }
    }
}
