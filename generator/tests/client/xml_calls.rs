//! Calls whose bodies are XML.

use crate::runtime::client::Call;
use crate::runtime::xml::{Document, Items, Object, Shape, attribute, element, name, xml};
use crate::server::{Server, answer};
use crate::support::{Client, builder, client, fail, wait};
use crate::types::Job;

xml! { /// `src/xml.rs` of a generated crate.
JobXml: Job = Some(name("job")), true, Shape::Object(&JOB) }

xml! { Inferred: Job = Some(name("Job")), false, Shape::Object(&JOB) }

static JOB: Object = Object {
    members: &[
        attribute("id", Shape::Text),
        element(
            "tags",
            Shape::Array(&Items::unsaid(name("item"), Shape::Text)),
        )
        .called(name("tagSet"))
        .required(),
        element("backoffLimit", Shape::Number),
    ],
    rest: Shape::Any,
};

fn served(body: &str) -> Server {
    Server::answering(answer("200 OK\nContent-Type: text/xml;charset=UTF-8", body))
}

fn job<D: Document<Value = Job>>(server: &Server) -> Call<Job> {
    client(server).request("GET", "/job").xml::<D>()
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

#[test]
fn an_answer_as_vendors_write_it() {
    let body = format!(
        "{HEAD}<GetJobResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\" id=\"x\">
    <requestId>59dbff89</requestId>
    <tagSet>
        <item>first</item>
        <item>second</item>
    </tagSet>
    <backoffLimit>3</backoffLimit>
</GetJobResponse>"
    );
    let job = wait(job::<Inferred>(&served(&body))).unwrap();
    assert_eq!((&*job.id, job.backoff_limit), ("x", Some(3)));
    assert_eq!(
        job.tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(),
        ["first", "second"]
    );
    assert_eq!(
        job.other.get("requestId").unwrap().to_string(),
        "\"59dbff89\""
    );
    assert_eq!(job.violations(), []);
}

#[test]
fn violations_have_pointers_into_the_instance() {
    let body = "<work id='x'><tagSet><item>ab</item><item>c</item></tagSet><backoffLimit>3x</backoffLimit></work>";
    let error = fail(job::<JobXml>(&served(body)));
    assert!(error.is_decode(), "{error}");
    assert_eq!(error.pointer(), Some("/backoffLimit"));

    let body = "<work id='x'><tagSet><item>ab</item><item>c</item></tagSet></work>";
    let job = wait(self::job::<JobXml>(&served(body))).unwrap();
    let lines: Vec<String> = job.violations().iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "the root element is not <job>: \"work\"",
            "/tags/0: 2 characters, at least 3 required: \"ab\"",
            "/tags/1: 1 character, at least 3 required: \"c\"",
        ]
    );
    let strict = self::job::<JobXml>(&served(body)).strict_responses(true);
    let line = "GET /job: 200 OK, but the body is not what the document says: \
                the root element is not <job>: \"work\" and 2 more (strict_responses)";
    assert_eq!(fail(strict).to_string(), line);
}

#[test]
fn what_is_no_xml_says_so() {
    for (body, line) in [
        (
            "<job id='x'><tagSet>",
            "GET /job: 200 OK, but the body cannot be read: not XML: it ends within <tagSet>",
        ),
        (
            "",
            "GET /job: 200 OK, but the body cannot be read: not XML: there is no element",
        ),
        (
            "<job/>",
            "GET /job: 200 OK, but the body cannot be read: /id: Job: `id` is required, but missing",
        ),
    ] {
        assert_eq!(fail(job::<JobXml>(&served(body))).to_string(), line);
    }
    let nested = "<a>".repeat(100_000);
    let error = fail(job::<JobXml>(&served(&nested)));
    assert!(
        error.to_string().contains("nested deeper than 128"),
        "{error}"
    );
}

#[test]
fn another_media_type_is_told() {
    let html = answer("200 OK\nContent-Type: text/html", "<html><br></html>");
    let error = fail(job::<JobXml>(&Server::answering(html)));
    let line =
        "GET /job: 200 OK, but the content type is text/html, not XML: \"<html><br></html>\"";
    assert_eq!(error.to_string(), line);
    // What can be read is.
    let plain = answer(
        "200 OK\nContent-Type: text/plain",
        "<job id='x'><tagSet/></job>",
    );
    let server = Server::answering(plain);
    assert!(
        wait(job::<JobXml>(&server))
            .unwrap()
            .violations()
            .is_empty()
    );
    assert!(fail(job::<JobXml>(&server).strict_responses(true)).is_content_type());
}

#[test]
fn an_error_is_a_type() {
    let body = "<job id='gone'><tagSet/></job>";
    let server = Server::answering(answer("404 Not Found\nContent-Type: text/xml", body));
    let error = fail(job::<JobXml>(&server));
    assert!(error.is_status());
    assert_eq!(error.decode_xml::<JobXml>().unwrap().id, "gone");
}

/// As vendors write them, also where the document does not say that errors are XML.
#[test]
fn an_error_in_xml_says_its_message() {
    let line = |body: &str| {
        let head = "400 Bad Request\nContent-Type: text/xml";
        let server = Server::answering(answer(head, body));
        fail(job::<JobXml>(&server)).to_string()
    };
    let body = "<?xml version=\"1.0\"?><ErrorResponse xmlns=\"u\"><Error><Code>Bad</Code>\
                <Message>No &lt;name&gt; &amp;amp; no id</Message></Error><RequestId>7b</RequestId></ErrorResponse>";
    let said = "GET /job: 400 Bad Request: No <name> &amp; no id (request id 7b)";
    assert_eq!(line(body), said);
    let said = "GET /job: 400 Bad Request: \"<a><Message><b/></Message></a>\"";
    assert_eq!(line("<a><Message><b/></Message></a>"), said);
}

#[test]
fn a_body_goes_and_comes_back_the_same() {
    let server = Server::answering(answer(
        "200 OK\nContent-Type: application/xml",
        "<job id='x'><tagSet/></job>",
    ));
    let mut sent = Job::new("a&\"b".to_owned(), vec!["tag".parse().unwrap()]);
    sent.backoff_limit = Some(-1);
    let call = client(&server).request("POST", "/job");
    let call = call
        .xml_body::<JobXml>("application/xml", &sent)
        .xml::<JobXml>();
    wait(call).unwrap();
    let request = server.requests().remove(0);
    assert_eq!(request.header("content-type"), Some("application/xml"));
    let body = format!(
        "{HEAD}<job id=\"a&amp;&quot;b\"><item>tag</item><backoffLimit>-1</backoffLimit></job>"
    );
    assert_eq!(request.body, body.as_bytes());
    assert_eq!(JobXml::from_xml(&body).unwrap(), sent);
}

#[test]
fn what_cannot_be_written_is_not_sent() {
    let server = served("");
    let sent = Job::new("\u{1}".to_owned(), Vec::new());
    let call = client(&server).request("POST", "/job");
    let error = fail(call.xml_body::<JobXml>("text/xml", &sent));
    let line =
        "POST /job: not sent: the body cannot be written as XML: XML has no character '\\u{1}'";
    assert_eq!(error.to_string(), line);
    assert!(error.is_request() && server.requests().is_empty());
}

#[test]
fn no_body_is_none_where_there_may_be_none() {
    let server = Server::answering("HTTP/1.1 204 No Content\r\n\r\n".to_owned());
    let call = client(&server)
        .request("GET", "/job")
        .xml_or_empty::<JobXml>();
    assert_eq!(wait(call).unwrap().into_body(), None);
}
