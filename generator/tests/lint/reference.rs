//! The reference document: exactly the oddities that `spec/README.md` lists.

use typewright::diagnostic::{Diagnostics, json};
use typewright::lint::lint;
use typewright::load::{Source, load};

#[test]
fn known_findings() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/openapi.yaml");
    let source = Source {
        name: "openapi.yaml".to_owned(),
        bytes: std::fs::read(path).unwrap(),
    };
    let mut diagnostics = Diagnostics::default();
    let document = load(&source, &mut diagnostics).unwrap();
    lint(&document, &mut diagnostics);
    let findings: Vec<serde_json::Value> =
        serde_json::from_str(&json::render(&diagnostics, &source)).unwrap();
    let lines = findings.iter().map(|finding| {
        let part = |name: &str| finding[name].to_string().replace('"', "");
        format!(
            "{}:{} {} {}",
            part("line"),
            part("column"),
            part("code"),
            part("message")
        )
    });
    let excluded = "can never be used: `maximum` is 65536";
    let expected = [
        "98:23 TW0220 the example breaks its schema at /data: `tags` is required, but missing"
            .to_owned(),
        format!("385:39 TW0214 enum value 131072 {excluded}"),
        format!("385:47 TW0214 enum value 262144 {excluded}"),
        format!("385:55 TW0214 enum value 524288 {excluded}"),
    ];
    assert_eq!(lines.collect::<Vec<_>>(), expected);
    let help = "raise `maximum` to 524288, or drop the values above 65536";
    assert!(findings[1..].iter().all(|finding| finding["help"] == help));
}
