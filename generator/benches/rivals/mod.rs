//! The two clients that are compared: the generated one, and one written by hand with reqwest and
//! serde. Both fetch the same job.

#[path = "../decode/checked.rs"]
#[allow(dead_code, reason = "the bench of decoding needs all of it")]
mod checked;
#[path = "../decode/inputs.rs"]
#[allow(dead_code, reason = "the bench of decoding needs all of it")]
mod inputs;
#[path = "../decode/shapes.rs"]
mod shapes;

use std::error::Error;
use std::time::Duration;

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The body of each answer.
pub(crate) fn job() -> Result<Vec<u8>> {
    inputs::job().map_err(|error| error.to_string().into())
}

/// What both send with.
pub(crate) fn http() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy()
}

pub(crate) fn generated(http: reqwest::ClientBuilder, url: &str) -> Result<northflank::Client> {
    let client = northflank::Client::builder().token("token").base_url(url);
    Ok(client.http_builder(http).build()?)
}

#[derive(Clone)]
pub(crate) struct ByHand {
    http: reqwest::Client,
    url: String,
}

impl ByHand {
    pub(crate) fn new(http: reqwest::ClientBuilder, url: &str) -> Result<Self> {
        Ok(Self {
            http: http
                .user_agent("by-hand/1.0")
                .timeout(Duration::from_secs(30))
                .build()?,
            url: url.to_owned(),
        })
    }

    pub(crate) async fn get_job(
        &self,
        project: &str,
        job: &str,
    ) -> Result<shapes::ignoring::Response> {
        let url = format!("{}/v1/projects/{project}/jobs/{job}", self.url);
        let request = self.http.get(url).bearer_auth("token");
        let request = request.header("accept", "application/json");
        let answer = request.send().await?.error_for_status()?;
        Ok(serde_json::from_slice(&answer.bytes().await?)?)
    }
}
