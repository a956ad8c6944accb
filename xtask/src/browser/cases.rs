//! What is called, and what is expected of it. A `*` in what is expected is any text.

use futures_util::future::join_all;
use probed::types::{Job, JobName};
use probed::{Client, ClientBuilder, Error, Part, Value};
use std::time::Duration;
use web_time::Instant;

/// Where the servers are.
pub(crate) struct Place {
    pub(crate) api: String,
    pub(crate) other: String,
    /// Where nobody listens.
    pub(crate) nobody: String,
    /// Whether this is a page in a browser, to which CORS applies.
    pub(crate) is_page: bool,
}

/// What is shared by the parts of a page is often asked to be both.
const _: fn() = || {
    fn shared<T: Send + Sync>() {}
    shared::<Client>();
    shared::<Error>();
};

type Case = (&'static str, &'static str, String);

const SOON: Duration = Duration::from_millis(300);

impl Place {
    fn builder(&self) -> ClientBuilder {
        Client::builder()
            .base_url(&self.api)
            .token("hush")
            .credential("key", "hush")
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// What a server saw of requests to a path, as JSON.
    async fn seen(&self, server: &str, path: &str) -> String {
        let client = Client::builder().base_url(server).build().unwrap();
        let call = client.request("GET", "/seen").query("path", path);
        say(call.json::<Value>().await, |seen| seen.to_string())
    }
}

fn say<T>(result: Result<T, Error>, said: impl Fn(&T) -> String) -> String {
    match result {
        Ok(value) => said(&value),
        Err(error) => error.to_string(),
    }
}

fn name(job: &probed::Response<Job>) -> String {
    job.name.to_string()
}

pub(crate) async fn all(place: &Place) -> Vec<Case> {
    let mut cases = answers(place).await;
    cases.extend(times(place).await);
    cases.extend(retries(place).await);
    cases.extend(streams(place).await);
    cases.extend(requests(place).await);
    cases.extend(redirects(place).await);
    cases.extend(failures(place).await);
    cases
}

async fn answers(place: &Place) -> Vec<Case> {
    let client = place.client();
    let mut cases = Vec::new();
    let job = say(client.get_job("ok").await, name);
    cases.push(("a job", "ok", job));
    let job = say(client.get_job("missing").await, name);
    cases.push(("an error", "getJob: 404 Not Found: no such job: *", job));
    let job = say(client.get_job("gzip").await, name);
    cases.push(("a compressed answer", "gzip", job));
    let small = place.builder().max_response_bytes(1000).build().unwrap();
    let job = say(small.get_job("large").await, name);
    let wanted = "getJob: 200 OK, but the body is larger than 1000 bytes: raise max_response_bytes";
    cases.push(("an answer that is too large", wanted, job));
    let empty = client.get_job("nameless").await;
    let violations = say(empty, |job| job.violations()[0].to_string());
    cases.push((
        "a violation",
        "/name: 0 characters, at least 1 required: \"\"",
        violations,
    ));
    let calls = (0..100).map(|_| client.get_job("ok").into_future());
    let good = join_all(calls)
        .await
        .into_iter()
        .filter(Result::is_ok)
        .count();
    cases.push(("a hundred calls at once", "100", good.to_string()));
    cases
}

async fn times(place: &Place) -> Vec<Case> {
    let client = place.client();
    let mut cases = Vec::new();
    let start = Instant::now();
    let job = say(client.get_job("silent").timeout(SOON).await, name);
    cases.push((
        "a server that says nothing",
        "getJob: timed out after 300 ms",
        job,
    ));
    let took = start.elapsed().as_millis();
    let took = (300..2000).contains(&took).to_string();
    cases.push(("the time that it took was right", "true", took));
    let job = say(client.get_job("half").timeout(SOON).await, name);
    let wanted = "getJob: 200 OK, but timed out after 300 ms, 8 bytes into the body";
    cases.push(("a body that stops", wanted, job));
    let limit = Duration::from_secs(40 * 24 * 60 * 60);
    let job = say(client.get_job("slow").timeout(limit).await, name);
    cases.push(("a limit that no timer holds", "slow", job));
    let job = say(client.get_job("slow").timeout(Duration::MAX).await, name);
    cases.push(("a limit that no clock holds", "slow", job));
    let job = client.get_job("silent-once").attempt_timeout(SOON).await;
    cases.push((
        "a try that takes too long, and another",
        "silent-once",
        say(job, name),
    ));
    let closed = place.seen(&place.api, "/jobs/silent").await;
    cases.push((
        "who waits no longer hangs up",
        "[{*\"closed\":true*",
        closed,
    ));
    cases
}

async fn retries(place: &Place) -> Vec<Case> {
    let client = place.client();
    let mut cases = Vec::new();
    let job = say(client.get_job("flaky").await, name);
    cases.push(("two 503, and then an answer", "flaky", job));
    let start = Instant::now();
    let job = say(client.get_job("later").await, name);
    cases.push(("a 503 that asks for a second", "later", job));
    let waited = start.elapsed() >= Duration::from_secs(1);
    cases.push(("it gets it", "true", waited.to_string()));
    for _ in 0..2 {
        say(
            client
                .create_job(&Job::new("flaky".parse::<JobName>().unwrap()))
                .await,
            name,
        );
    }
    let client = Client::builder().base_url(&place.api).build().unwrap();
    let keys = client.request("GET", "/keys").json::<Value>().await;
    // Written by the server: two keys, of which each came twice, as RFC 9562 writes a random one.
    cases.push((
        "keys of idempotency",
        "2 keys, all twice, all random",
        say(keys, text),
    ));
    cases
}

fn text(value: &probed::Response<Value>) -> String {
    match &**value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

async fn streams(place: &Place) -> Vec<Case> {
    let client = place.client();
    let mut cases = Vec::new();
    let mut bytes = client
        .request("GET", "/bytes")
        .stream()
        .await
        .unwrap()
        .into_body();
    let (mut sum, mut chunks) = (0, 0);
    while let Some(Ok(chunk)) = bytes.next().await {
        sum += chunk.len();
        chunks += 1;
    }
    let found = format!(
        "{sum} bytes in {}",
        if chunks > 1 { "parts" } else { "one" }
    );
    cases.push(("a stream of bytes", "1000000 bytes in parts", found));
    let mut events = client.get_events().await.unwrap().into_body();
    let mut names = String::new();
    while let Some(event) = events.next().await {
        names += &event.map_or_else(
            |error| error.to_string(),
            |event| event.data.name.to_string(),
        );
    }
    cases.push(("events", "abc", names));
    let lines = client.request("GET", "/lines").json_lines::<Job>();
    let mut lines = lines.await.unwrap().into_body();
    let mut names = String::new();
    while let Some(line) = lines.next().await {
        names += &line.map_or_else(|error| error.to_string(), |line| line.name.to_string());
    }
    cases.push(("lines of JSON", "abc", names));
    let silent = client
        .request("GET", "/events/silent")
        .timeout(SOON)
        .events::<Job>();
    let mut silent = silent.await.unwrap().into_body();
    silent.next().await;
    let error = silent
        .next()
        .await
        .unwrap()
        .map(|event| event.data.name.to_string());
    let wanted = "GET /events/silent: 200 OK, but nothing came for 300 ms, 23 bytes into the body";
    cases.push(("events that stop", wanted, say(error, String::clone)));
    let endless = client.request("GET", "/events/endless").events::<Job>();
    let mut endless = endless.await.unwrap().into_body();
    endless.next().await;
    drop(endless);
    let closed = place.seen(&place.api, "/events/endless").await;
    cases.push(("who drops a stream hangs up", "[{*\"closed\":true*", closed));
    let mut jobs = client.list_jobs().items();
    let mut names = String::new();
    while let Some(job) = jobs.next().await {
        names += &job.map_or_else(|error| error.to_string(), |job| job.name.to_string());
    }
    cases.push(("a list in pages", "abc", names));
    cases
}

async fn requests(place: &Place) -> Vec<Case> {
    let client = place.client();
    let mut cases = Vec::new();
    let file = Part::new(vec![0, 13, 10, 255]).file_name("x.bin");
    let form = probed::types::SendFileForm::new("a file", file);
    let parts = say(client.send_file(form).await, name);
    cases.push(("a form with a file", "a file, 4 bytes of x.bin", parts));
    let program = Client::builder()
        .base_url(&place.api)
        .client_credentials("id", "hush");
    let program = program.build().unwrap();
    let calls = (0..3).map(|_| program.get_granted().into_future());
    let jobs = join_all(calls).await.into_iter().map(|job| say(job, name));
    cases.push((
        "a token for three calls",
        "granted 1, granted 1, granted 1",
        jobs.collect::<Vec<_>>().join(", "),
    ));
    let provider = place.builder().token_provider(|refused| async move {
        Ok::<_, Error>(if refused.is_some() { "new" } else { "old" }.into())
    });
    let job = say(provider.build().unwrap().get_job("new").await, name);
    cases.push(("a token that is refused, and another", "new", job));
    let http = reqwest::Client::new();
    let function = place
        .builder()
        .transport(move |request| http.execute(request));
    let job = say(function.build().unwrap().get_job("ok").await, name);
    cases.push(("a function in place of the client", "ok", job));
    let seen = place.seen(&place.api, "/jobs/ok").await;
    let empty = client.request("POST", "/jobs/empty").json::<Job>();
    cases.push(("a request without a body", "empty", say(empty.await, name)));
    let body = client.request("GET", "/jobs/ok").body("text/plain", "x");
    let wanted = "GET /jobs/ok: not sent: TypeError: *";
    cases.push((
        "a body that `fetch` does not send",
        wanted,
        say(body.await, |_| "sent".to_owned()),
    ));
    cases.push((
        "no name of ours",
        "false",
        seen.contains("probed").to_string(),
    ));
    cases
}

async fn redirects(place: &Place) -> Vec<Case> {
    let client = place.client();
    let mut cases = Vec::new();
    let job = say(client.get_job("moved").await, name);
    cases.push(("a redirect", "ok", job));
    let job = say(client.get_job("away").await, name);
    cases.push(("a redirect to another origin", "ok", job));
    let seen = place.seen(&place.other, "/jobs/ok").await;
    cases.push((
        "no token goes there",
        "false",
        seen.contains("hush").to_string(),
    ));
    let job = say(client.get_job("locked").await, name);
    let wanted = "getJob: 401 Unauthorized: \"{}\": redirected to http://*, where no credentials are sent";
    cases.push(("credentials that are missed there", wanted, job));
    let job = say(client.get_by_key("away").await, name);
    let wanted = "getByKey: 200 OK, but the browser followed a redirect to http://*, with headers that may hold secrets";
    cases.push(("a key that went along", wanted, job));
    // Node.js sends no body once more.
    if place.is_page {
        let body = Job::new("away".parse::<JobName>().unwrap());
        let job = say(client.create_job(&body).await, name);
        let wanted = "createJob: 201 Created, but the browser followed a redirect to http://*, with headers that may hold secrets";
        cases.push(("a body that went along", wanted, job));
    }
    cases
}

async fn failures(place: &Place) -> Vec<Case> {
    let client = place.client();
    let mut cases = Vec::new();
    let job = say(client.get_job("cut").retries(0).await, name);
    cases.push((
        "a body that breaks off",
        "getJob: 200 OK, but the body broke off after *",
        job,
    ));
    let nobody = place.builder().base_url(&place.nobody).build().unwrap();
    let job = say(nobody.get_job("ok").await, name);
    let wanted = "getJob: no answer from http://*: TypeError: *etch* (no connection, or the server does not let this page \
                  ask: CORS; the browser's console says which) (3 tries)";
    cases.push(("nobody listens", wanted, job));
    if place.is_page {
        let job = say(client.get_job("closed").retries(0).await, name);
        let wanted = "getJob: no answer from http://*: TypeError: *etch* (no connection, or the server does not let this \
                      page ask: CORS; the browser's console says which)";
        cases.push(("a page that may not ask", wanted, job));
    }
    let environment = say(Client::from_env(), |_| "a client".to_owned());
    cases.push((
        "no environment",
        "probed: no token in the environment: *",
        environment,
    ));
    cases
}
