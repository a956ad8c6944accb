//! Lists that come in pages.

use crate::runtime::blocking::Blocking;
use crate::runtime::client::{Async, Error, Items, Pages, Paging};
use crate::runtime::value::Value;
use crate::server::{Request, Server, answer, json};
use crate::support::{CANARY, Client, builder, check, client, run};
use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const CURSOR: Paging = Paging::cursor("cursor", "/meta/next").more("/meta/more");
const URL: Paging = Paging::url("/@odata.nextLink");

pub(crate) fn serve(answer: impl Fn(usize, &Request) -> String + Send + Sync + 'static) -> Server {
    let count = AtomicUsize::new(0);
    Server::new(move |request, stream| {
        let answer = answer(count.fetch_add(1, Ordering::Relaxed) + 1, request);
        drop(stream.write_all(answer.as_bytes()));
    })
}

fn page(items: &str, next: &str) -> String {
    json(
        "200 OK",
        &format!(r#"{{"items":[{items}],"meta":{{"next":{next}}}}}"#),
    )
}

pub(crate) fn pages(server: &Server, paging: Paging) -> Pages<Value> {
    let call = client(server).request("GET", "/list").query("limit", 2);
    call.header("x-trace", "1").json::<Value>().pages(paging)
}

pub(crate) fn items(pages: Pages<Value>) -> Items<Value, Value> {
    pages.items(|page| match page {
        Value::Object(mut members) => match members.remove("items") {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    })
}

/// How many pages there are, and the line of the error that they end in.
pub(crate) fn all(mut pages: Pages<Value>) -> (usize, Option<String>) {
    run(async {
        let mut count = 0;
        while let Some(page) = pages.next().await {
            match page {
                Ok(_) => count += 1,
                Err(error) => {
                    check(&error);
                    assert!(pages.next().await.is_none());
                    return (count, Some(error.to_string()));
                }
            }
        }
        (count, None)
    })
}

pub(crate) fn targets(server: &Server) -> Vec<String> {
    let requests = server.requests();
    requests
        .iter()
        .map(|sent| sent.target().to_owned())
        .collect()
}

#[test]
fn ten_thousand_items_are_a_hundred_requests() {
    let server = serve(|number, request| {
        assert_eq!(request.header("x-trace"), Some("1"));
        let items: Vec<String> = (0..100)
            .map(|item| (number * 100 + item).to_string())
            .collect();
        let next = match number {
            100 => "null".to_owned(),
            _ => format!("\"after {number}\""),
        };
        page(&items.join(","), &next)
    });
    let mut list = items(pages(&server, CURSOR));
    let count = run(async {
        let mut count = 0;
        while let Some(item) = list.next().await {
            assert_eq!(item.unwrap().to_string(), (100 + count).to_string());
            count += 1;
        }
        count
    });
    assert_eq!(count, 10_000);
    let targets = targets(&server);
    assert_eq!(targets.len(), 100);
    assert_eq!(targets[0], "/list?limit=2");
    assert_eq!(targets[99], "/list?limit=2&cursor=after%2099");
}

#[test]
fn an_end_is_no_cursor_an_empty_one_or_no_more() {
    for end in [
        "null",
        "\"\"",
        "\"x\",\"more\":false",
        "null,\"more\":false",
    ] {
        let server = serve(move |number, _| page("1", if number == 2 { end } else { "7" }));
        assert_eq!(all(pages(&server, CURSOR)), (2, None), "{end}");
        assert_eq!(targets(&server)[1], "/list?limit=2&cursor=7");
    }
    let server = Server::answering(json("200 OK", "[]"));
    assert_eq!(all(pages(&server, CURSOR)), (1, None));
}

#[test]
fn more_without_a_cursor_is_an_error() {
    let server = Server::answering(page("1", "null,\"more\":true"));
    let line = "GET /list: the list cannot be read on: the last page says that there is a next \
                page, and not which";
    assert_eq!(all(pages(&server, CURSOR)), (1, Some(line.to_owned())));
}

#[test]
fn a_list_that_goes_round_is_an_error() {
    let line = "GET /list: the list cannot be read on: the last page names a next page that was \
                there before";
    let server = Server::answering(page("1", "\"same\""));
    assert_eq!(all(pages(&server, CURSOR)), (2, Some(line.to_owned())));
    assert_eq!(server.requests().len(), 2);
    for length in 2..20 {
        let server = serve(move |number, _| page("1", &(number % length).to_string()));
        let (count, error) = all(pages(&server, CURSOR));
        assert_eq!(error.as_deref(), Some(line));
        assert!(count <= 4 * length, "{count} pages of {length}");
    }
}

#[test]
fn a_cursor_takes_the_place_of_the_first_one() {
    let server = serve(|number, _| page("", if number == 1 { "\"b\"" } else { "null" }));
    let call = client(&server).request("GET", "/list?a=1");
    let call = call.query("cursor", "a").query("cursors", "z");
    assert_eq!(all(call.json::<Value>().pages(CURSOR)), (2, None));
    let expected = [
        "/list?a=1&cursor=a&cursors=z",
        "/list?a=1&cursors=z&cursor=b",
    ];
    assert_eq!(targets(&server), expected);
}

#[test]
fn a_url_of_the_body_is_followed_at_its_origin() {
    let server = serve(|number, request| {
        assert!(request.header("authorization").is_some());
        let next = match number {
            1 => format!("http://{}/list?$skip=2", request.header("host").unwrap()),
            2 => "?$skip=4".to_owned(),
            _ => String::new(),
        };
        json(
            "200 OK",
            &format!(r#"{{"value":[],"@odata.nextLink":"{next}"}}"#),
        )
    });
    assert_eq!(all(pages(&server, URL)), (3, None));
    let expected = ["/list?limit=2", "/list?$skip=2", "/list?$skip=4"];
    assert_eq!(targets(&server), expected);
}

#[test]
fn another_origin_is_asked_for_nothing() {
    let other = Server::answering(json("200 OK", "{}"));
    let url = other.url();
    let body = format!(r#"{{"@odata.nextLink":"{url}/list"}}"#);
    let links = format!("200 OK\nLink: <{url}/list>; rel=next\nContent-Type: application/json");
    let line = format!(
        "GET /list: the list cannot be read on: the last page names a next page at another \
         origin, {url}"
    );
    for (bytes, paging) in [
        (json("200 OK", &body), URL),
        (answer(&links, "[]"), Paging::link()),
    ] {
        let server = Server::answering(bytes);
        assert_eq!(all(pages(&server, paging)), (1, Some(line.clone())));
    }
    assert!(other.requests().is_empty());
}

#[test]
fn links_are_read_as_rfc_8288_says() {
    let next = |links: &'static str| {
        let server = serve(move |number, _| {
            let links = if number == 1 { links } else { "" };
            let head = format!("200 OK\n{links}Content-Type: application/json");
            answer(&head, "[]")
        });
        all(pages(&server, Paging::link()));
        targets(&server).get(1).cloned()
    };
    let b = Some("/b".to_owned());
    assert_eq!(next(""), None);
    assert_eq!(next("Link: </b>; rel=\"next\"\n"), b);
    assert_eq!(
        next("link: </a>; rel=prev, </b>; title=x; REL=\"last Next\"\n"),
        b
    );
    assert_eq!(next("Link: </a>; rel=\"last\"\nLink: </b>;rel=next\n"), b);
    assert_eq!(next("Link: </a,b;c>; rel=last, </b>; rel=next\n"), b);
    assert_eq!(next("Link: </a>; rel=\"nextest\", </b\n"), None);
    assert_eq!(
        next("Link: </a>; title=\"; rel=next, <b>\"; rel=last\n"),
        None
    );
}

#[test]
fn each_page_has_the_retries_and_the_limits_of_the_call() {
    let busy = || answer("503 Service Unavailable\nRetry-After: 0", "");
    let server = Server::in_turn([
        page("1", "2"),
        busy(),
        page("2", "3"),
        busy(),
        page("3", "null"),
    ]);
    let call = client(&server).request("GET", "/list").retries(1);
    assert_eq!(all(call.json::<Value>().pages(CURSOR)), (3, None));
    let server = serve(|number, _| match number {
        1 => page("1", "2"),
        _ => {
            std::thread::sleep(Duration::from_secs(3));
            String::new()
        }
    });
    let call = client(&server).request("GET", "/list");
    let call = call.timeout(Duration::from_millis(300)).json::<Value>();
    let line = "GET /list: timed out after 300 ms".to_owned();
    assert_eq!(all(call.pages(CURSOR)), (1, Some(line)));
}

#[test]
fn a_body_goes_with_each_page() {
    let server = serve(|number, _| page("", if number == 1 { "2" } else { "null" }));
    let call = client(&server).request("POST", "/list").json_body("query");
    assert_eq!(all(call.json::<Value>().pages(CURSOR)), (2, None));
    let bodies = server.requests();
    assert!(bodies.iter().all(|request| request.body == b"\"query\""));
    let call = client(&server).request("POST", "/list");
    let call = call.body("text/plain", crate::multipart::stream([Ok("x")]));
    let (count, line) = all(call.json::<Value>().pages(CURSOR));
    assert_eq!((count, server.requests().len()), (0, 2));
    assert!(line.unwrap().contains("a body that can be sent only once"));
}

#[test]
fn what_cannot_be_sent_is_told_by_the_first_page() {
    let server = Server::answering("");
    let call = client(&server).request("GET", "/{a}").json::<Value>();
    let line = "GET /{a}: not sent: path parameter a is not set".to_owned();
    assert_eq!(all(call.pages(CURSOR)), (0, Some(line)));
}

#[test]
fn blocking_pages_are_iterators() {
    let server = serve(|number, _| page("1,2", if number == 3 { "null" } else { "\"x\\u0001y\"" }));
    let client = builder::<Blocking>(&server).build().unwrap();
    let call = client.request("GET", "/list").json::<Value>();
    // The cursor comes twice.
    let mut found = items(call.pages(CURSOR)).into_iter();
    let found: Vec<Result<Value, Error>> = found.by_ref().collect();
    assert_eq!(found.len(), 5);
    assert!(found[..4].iter().all(Result::is_ok));
    assert!(found[4].as_ref().unwrap_err().is_paging());
    assert_eq!(targets(&server)[1], "/list?cursor=x%01y");
}

#[test]
fn to_stop_waiting_loses_nothing() {
    let server = serve(|number, _| {
        std::thread::sleep(Duration::from_millis(80));
        page("1", if number == 3 { "null" } else { "\"x\"" })
    });
    let paging = Paging::cursor("cursor", "/meta/next");
    let mut pages = pages(&server, paging);
    let count = run(async {
        for _ in 0..100 {
            if let Ok(page) = tokio::time::timeout(Duration::from_millis(10), pages.next()).await {
                return page.unwrap().is_ok();
            }
        }
        false
    });
    assert!(count);
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn no_secret_is_told() {
    let text = format!("\"{CANARY}\"");
    let server = Server::answering(page("1", &text));
    let (_, line) = all(pages(&server, CURSOR));
    assert!(!line.unwrap().contains(CANARY));
    let printed = format!("{:?}", pages(&server, CURSOR));
    assert!(!printed.contains(CANARY) && !printed.contains("limit"));
    let _: Client = builder::<Async>(&server).build().unwrap();
}
