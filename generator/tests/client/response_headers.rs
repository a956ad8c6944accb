//! Headers that the document declares.

use crate::operations::ListJobsHeaders;
use crate::runtime::client::Error;
use crate::runtime::response_headers::Headers;
use crate::server::{Server, json};
use crate::support::{check, client, wait};
use reqwest::header::HeaderMap;

/// What is read of an answer with these lines.
fn headers(lines: &str) -> Headers<ListJobsHeaders> {
    let server = Server::answering(json(&format!("200 OK\n{}", lines.trim_end()), "[]"));
    let jobs = wait(client(&server).list_jobs()).unwrap();
    ListJobsHeaders::of(jobs.headers())
}

fn violations(headers: &Headers<ListJobsHeaders>) -> Vec<String> {
    let violations = headers.violations().iter();
    violations.map(ToString::to_string).collect()
}

#[test]
fn all_are_there() {
    let read = headers(
        "x-total: 41\nX-TAG: team\nLast-Modified: Wed, 21 Oct 2015 07:28:00 GMT\nAllow: GET, HEAD\n\
         X-Sizes: 1,2\nX-Tags: abc,abd\nX-Limits: day=9,hour=1\nX-Window: day,9,hour,1\n\
         X-Job: {\"id\":\"a\",\"tags\":[]}\nX-Any: 1.5\nType: true\n",
    );
    assert_eq!(violations(&read), [""; 0]);
    assert_eq!(read.x_total, Some(41));
    assert_eq!(read.x_tag.as_ref().unwrap().as_str(), "team");
    let date = Some("Wed, 21 Oct 2015 07:28:00 GMT");
    assert_eq!(read.last_modified.as_deref(), date);
    assert_eq!(read.allow.as_deref().unwrap(), ["GET", "HEAD"]);
    assert_eq!(read.x_sizes.as_deref().unwrap(), [1, 2]);
    assert_eq!(read.x_tags.as_ref().unwrap().len(), 2);
    assert_eq!(read.x_limits.as_ref().unwrap()["hour"], 1);
    assert_eq!(read.x_limits, read.x_window);
    assert_eq!(read.x_job.as_ref().unwrap().id, "a");
    assert_eq!(read.x_any, Some(serde_json::from_str("1.5").unwrap()));
    assert_eq!(read.r#type, Some(true));
    assert_eq!(read.strict().unwrap().x_total, Some(41));
}

#[test]
fn a_required_one_is_missed_and_no_other() {
    let read = headers("X-Other: 1");
    assert_eq!(violations(&read), ["header X-Total: required, but missing"]);
    assert_eq!(read.violations()[0].name(), "X-Total");
    assert_eq!(*read, ListJobsHeaders::default());
    assert_eq!(read.clone().into_inner(), ListJobsHeaders::default());
    let error = read.strict().unwrap_err();
    check(&error);
    assert!(error.is_headers());
    assert_eq!(error.operation(), "listJobs");
    let line = "listJobs: header X-Total: required, but missing";
    assert_eq!(error.to_string(), line);
}

#[test]
fn what_is_wrong_costs_none_of_the_others() {
    let read = headers(
        "X-Total: many\nX-Tag: ab\nX-Tags: abc,d\nX-Limits: day\nX-Window: day\nX-Job: {}\nType: yes\nX-Sizes: 1,x\nAllow: GET\n",
    );
    assert_eq!(
        violations(&read),
        [
            "header X-Total: invalid type: string \"many\", expected an integer from -9223372036854775808 to 9223372036854775807",
            "header X-Tag: 2 characters, at least 3 required: \"ab\"",
            "header X-Sizes: /1: invalid type: string \"x\", expected an integer from -9223372036854775808 to 9223372036854775807",
            "header X-Tags: /1: 1 character, at least 3 required: \"d\"",
            "header X-Limits: expected `name=value`",
            "header X-Window: expected names and values in turn",
            "header X-Job: /id: Job: `id` is required, but missing",
            "header Type: invalid type: string \"yes\", expected a boolean",
        ]
    );
    assert_eq!(read.x_total, None);
    assert_eq!(read.x_tag.as_ref().unwrap().as_str(), "ab");
    assert!(!read.x_tag.as_ref().unwrap().is_valid());
    assert_eq!(read.x_tags.as_ref().unwrap().len(), 2);
    assert_eq!(read.allow.as_deref().unwrap(), ["GET"]);
    let error: Error = read.strict().unwrap_err();
    check(&error);
    assert!(error.to_string().contains("; header X-Tag: 2 characters"));
}

#[test]
fn lines_are_one_list() {
    let read = headers(
        "X-Total: 1\nAllow: GET,, HEAD ,\nAllow: POST\nX-Sizes: 1\nX-Sizes: 2, 3\nX-Tags:\n\
         Set-Cookie: a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT\nSet-Cookie: b=2\n\
         Last-Modified: one\nLast-Modified: two\n",
    );
    assert_eq!(violations(&read), [""; 0]);
    assert_eq!(read.allow.as_deref().unwrap(), ["GET", "HEAD", "POST"]);
    assert_eq!(read.x_sizes.as_deref().unwrap(), [1, 2, 3]);
    assert_eq!(read.x_tags.as_ref().unwrap().len(), 0);
    let cookies = ["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "b=2"];
    assert_eq!(read.set_cookie.as_deref().unwrap(), cookies);
    assert_eq!(read.last_modified.as_deref(), Some("one, two"));
    let twice = headers("X-Total: 1\nX-Total: 2\n");
    assert!(violations(&twice)[0].contains("\"1, 2\""));
}

#[test]
fn hostile_values_are_told_in_one_short_line() {
    let read = headers(
        "X-Total: \x1b[31m\u{202e}red\n"
            .replace('\x1b', "")
            .as_str(),
    );
    assert_eq!(read.violations().len(), 1);
    check(&read.strict().unwrap_err());
    let long = headers(&format!("X-Total: {}\n", "9".repeat(30_000)));
    assert!(violations(&long)[0].len() < 400);
    let mut map = HeaderMap::new();
    map.insert("x-total", b"\xff\xfe".as_slice().try_into().unwrap());
    let read = ListJobsHeaders::of(&map);
    assert_eq!(violations(&read), ["header X-Total: not UTF-8"]);
}
