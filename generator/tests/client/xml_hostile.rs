//! Text that is no XML, or none that is read.

use crate::runtime::value::Value;
use crate::runtime::xml::{Document, Object, Shape, attribute, element, name, xml};
use proptest::prelude::*;
use std::time::{Duration, Instant};

xml! { Note: Value = Some(name("note")), true, Shape::Object(&NOTE) }
static NOTE: Object = Object {
    members: &[
        attribute("id", Shape::Text),
        element("to", Shape::Text),
        element("inner", Shape::Object(&NOTE)),
    ],
    rest: Shape::Any,
};

#[test]
fn why_a_text_is_not_read() {
    let nested = "<inner>".repeat(100_000);
    let bomb =
        "<!DOCTYPE note [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><note><to>&b;</to></note>";
    let cases = [
        ("", "not XML: there is no element"),
        ("  ", "not XML: there is no element"),
        ("<!-- a --><?php a ?>", "not XML: there is no element"),
        (
            "{\"a\":1}",
            "not XML: text outside of the root element (byte 7)",
        ),
        ("<note><to>a", "not XML: it ends within <to>"),
        (
            "<note><to>a</note>",
            "not XML: ill-formed document: expected `</to>`, but `</note>` was found (byte 11)",
        ),
        ("<note/><note/>", "not XML: a second root element (byte 14)"),
        (
            "<note>&nbsp;</note>",
            "not XML: an entity that XML does not know (byte 12)",
        ),
        (
            bomb,
            "not XML: a DOCTYPE that declares something is not read (byte 56)",
        ),
        (
            &nested,
            "not XML: elements nested deeper than 128 (byte 903)",
        ),
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?><note><to>é</to></note>",
            "not XML: in ISO-8859-1, and only UTF-8 is read (byte 43)",
        ),
    ];
    for (text, why) in cases {
        let text_start: String = text.chars().take(40).collect();
        assert_eq!(
            Note::from_xml(text).unwrap_err().to_string(),
            why,
            "{text_start}"
        );
    }
}

#[test]
fn attributes_are_refused_where_they_are_no_xml() {
    for text in [
        "<note id='1' id='2'/>",
        "<note id=1/>",
        "<note id='&x;'/>",
        "<note id/>",
    ] {
        let why = Note::from_xml(text).unwrap_err().to_string();
        assert!(why.starts_with("not XML: "), "{text}: {why}");
    }
}

#[test]
fn what_xml_has_is_read() {
    let text = "\u{feff}<?xml version=\"1.0\" encoding=\"us-ascii\"?><!DOCTYPE note SYSTEM \"note.dtd\">\n<!-- c -->\
                <note id=\"&#x41;&amp;&quot;\"><?pi?><to>a&lt;<![CDATA[<b>&amp;]]>&#13;</to></note>\n<!-- d -->";
    let note = Note::from_xml(text).unwrap();
    assert_eq!(
        note.to_string(),
        "{\"id\":\"A&\\\"\",\"to\":\"a<<b>&amp;\\u000d\"}"
    );
}

/// Four times as much takes four times as long, and not sixteen: with room for a machine that is busy.
#[test]
fn a_long_text_is_read_in_one_pass() {
    let attributes = |count: usize| -> String { (0..count).map(|n| format!("a{n}='' ")).collect() };
    let texts = [
        |count: usize| format!("<note>{}</note>", "<a/>".repeat(count)),
        |count: usize| format!("<note>{}</note>", "<to>x</to>y&amp;".repeat(count)),
    ];
    let time = |text: String| {
        let start = Instant::now();
        Note::from_xml(&text).unwrap();
        start.elapsed()
    };
    for text in texts {
        let (little, much) = (time(text(20_000)), time(text(80_000)));
        assert!(
            much < little * 10 + Duration::from_millis(200),
            "{little:?}, {much:?}"
        );
    }
    let (little, much) = (2_000, 8_000);
    let [little, much] = [little, much].map(|count| time(format!("<note {}/>", attributes(count))));
    assert!(
        much < little * 10 + Duration::from_millis(200),
        "{little:?}, {much:?}"
    );
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "[<>a/ &;'\"=!\\[\\]?x-]{0,40}") {
        let _ = Note::from_xml(&text);
    }
}
