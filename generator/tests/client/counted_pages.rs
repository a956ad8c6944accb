//! Lists whose pages are counted.

use crate::paging::{all, items, pages, serve, targets};
use crate::runtime::client::{Items, Paging};
use crate::runtime::value::Value;
use crate::server::{Server, json};
use crate::support::{client, run};

/// A list of seven items, two a page, as the query asks.
fn counted(by: &'static str) -> Server {
    serve(move |_, request| {
        let asked = request.target().split(by).nth(1).unwrap();
        let asked: usize = asked.trim_start_matches('=').parse().unwrap();
        let before = if by == "page" { (asked - 1) * 2 } else { asked };
        let items: Vec<String> = (before..7).take(2).map(|item| item.to_string()).collect();
        let items = items.join(",");
        let body = format!(r#"{{"items":[{items}],"meta":{{"total":7,"pages":4}}}}"#);
        json("200 OK", &body)
    })
}

fn numbers(list: Items<Value, Value>) -> Vec<String> {
    let mut list = list;
    run(async {
        let mut found = Vec::new();
        while let Some(item) = list.next().await {
            found.push(item.unwrap().to_string());
        }
        found
    })
}

#[test]
fn pages_are_counted_until_one_is_empty() {
    let number = Paging::number("page", "/items");
    let offset = Paging::offset("offset", "/items");
    for (by, paging, requests, last) in [
        ("page", number, 5, "page=5"),
        ("page", number.size(2), 4, "page=4"),
        ("page", number.total("/meta/total"), 4, "page=4"),
        ("page", number.last("/meta/pages"), 4, "page=4"),
        ("offset", offset, 5, "offset=7"),
        ("offset", offset.size(2), 4, "offset=6"),
        ("offset", offset.total("/meta/total"), 4, "offset=6"),
    ] {
        let server = counted(by);
        let found = numbers(items(pages(&server, paging)));
        assert_eq!(found, ["0", "1", "2", "3", "4", "5", "6"], "{paging:?}");
        let targets = targets(&server);
        assert_eq!(targets.len(), requests, "{paging:?}");
        assert!(targets[requests - 1].ends_with(last), "{targets:?}");
    }
}

#[test]
fn counting_begins_where_the_call_says() {
    let server = counted("offset");
    let call = client(&server).request("GET", "/list").query("offset", 5);
    let paging = Paging::offset("offset", "/items")
        .first(1)
        .total("/meta/total");
    assert_eq!(
        numbers(items(call.json::<Value>().pages(paging))),
        ["5", "6"]
    );
    assert_eq!(targets(&server), ["/list?offset=5"]);
    let server = counted("page");
    let paging = Paging::number("page", "/items").first(4);
    assert_eq!(numbers(items(pages(&server, paging))), ["6"]);
    let call = client(&server).request("GET", "/list").query("page", "x");
    let (count, line) = all(call.json::<Value>().pages(paging));
    let expected = "GET /list: not sent: the first page is no number";
    assert_eq!((count, line.as_deref()), (0, Some(expected)));
}

#[test]
fn a_server_that_does_not_count_is_an_error() {
    let server = Server::answering(json("200 OK", "[{\"id\":1}]"));
    let line = "GET /list: the list cannot be read on: the last page has the items of one before: \
                perhaps the server does not know page";
    let end = all(pages(&server, Paging::number("page", "")));
    assert_eq!(end, (2, Some(line.to_owned())));
    let line = "GET /list: the list cannot be read on: the last page has no array at \"/jobs\"";
    let end = all(pages(&server, Paging::number("page", "/jobs")));
    assert_eq!(end, (1, Some(line.to_owned())));
}

#[test]
fn an_empty_page_before_more_is_not_the_end() {
    let body = |number| match number {
        1 => r#"{"items":[],"more":true}"#,
        2 => r#"{"items":[1],"more":true}"#,
        _ => r#"{"more":false}"#,
    };
    let server = serve(move |number, _| json("200 OK", body(number)));
    let paging = Paging::number("page", "/items").more("/more");
    assert_eq!(all(pages(&server, paging)), (3, None));
    let server = serve(move |number, _| json("200 OK", if number == 1 { body(2) } else { "{}" }));
    assert_eq!(
        all(pages(&server, Paging::number("page", "/items"))),
        (2, None)
    );
}
