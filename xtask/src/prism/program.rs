//! Calls operations: reads the arguments of a call from each line of a file, and prints a line of JSON
//! that says what became of it. Called with the base URL and the path of the file.

use krate::{Client, ClientBuilder, Error, Response};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

/// The arguments of a call by their names.
struct Input(Map<String, Value>);

impl Input {
    fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Strictly: what the type does not take is not sent.
    fn get<T: DeserializeOwned>(&self, name: &str) -> Result<T, String> {
        let value = self.0.get(name).ok_or_else(|| format!("{name}: not made"))?;
        serde_json::from_str(&value.to_string()).map_err(|error| format!("{name}: {error}: {value}"))
    }

    fn optional<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, String> {
        self.has(name).then(|| self.get(name)).transpose()
    }

    /// Text as it is, and any other value as JSON: a body that the crate takes as bytes.
    fn text(&self, name: &str) -> Result<String, String> {
        self.get::<Value>(name).map(|value| match value {
            Value::String(text) => text,
            value => value.to_string(),
        })
    }

    /// A form, of the members of an argument.
    #[allow(dead_code, reason = "few documents have forms of files")]
    fn within<T>(
        &self,
        name: &str,
        make: impl FnOnce(&Self) -> Result<T, String>,
    ) -> Result<T, String> {
        make(&Self(self.get(name)?)).map_err(|error| format!("{name}: {error}"))
    }
}

/// What came of a call: `violations` are what the server says that is wrong with the request and its answer.
fn report<T>(result: Result<Response<T>, Error>) -> Value {
    let (status, headers, error) = match &result {
        Ok(response) => (Some(response.status()), Some(response.headers()), None),
        Err(error) => (error.status(), error.headers(), Some(error)),
    };
    let violations = headers.and_then(|headers| headers.get("sl-violations"));
    json!({
        "status": status.map(|status| status.as_u16()),
        "violations": violations.map(|header| String::from_utf8_lossy(header.as_bytes())),
        "error": error.map(ToString::to_string),
        "kind": error.map(|error| format!("{:?}", error.kind())),
        "ours": error.map(|error| error.violations().iter().map(ToString::to_string).collect::<Vec<_>>()),
        "body": error.and_then(Error::body).map(String::from_utf8_lossy),
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let base_url = arguments.next().expect("a URL");
    let path = arguments.next().expect("a path");
    let mut builder = Client::builder().strict_responses(true).retries(0);
    for (scheme, credential) in CREDENTIALS {
        builder = builder.credential(scheme, *credential);
    }
    let client = connect(builder, base_url).expect("a client");
    for line in std::fs::read_to_string(path).expect("a file").lines() {
        let (number, input): (usize, Map<String, Value>) = serde_json::from_str(line).expect("JSON");
        let report = match call(number, &client, &Input(input)).await {
            Ok(report) => report,
            Err(refused) => json!({ "refused": refused }),
        };
        println!("{report}");
    }
}
