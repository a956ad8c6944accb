//! Findings as people and programs read them.

use super::source;
use serde_json::Value;
use typewright::diagnostic::{Diagnostic, Diagnostics, Place, human, json};
use typewright::load::Source;
use typewright::pointer::Pointer;

const STORAGE: &str = "components:
  schemas:
    BuildStorage:
      properties:
        storageSize:
          enum: [16384, 32768, 65536, 131072]
          type: integer
          maximum: 65536
";

fn storage() -> Pointer {
    Pointer::parse("/components/schemas/BuildStorage/properties/storageSize").unwrap()
}

fn contradiction() -> Diagnostics {
    let value = Place::Value(storage().child("enum").index(3));
    let bound = Place::Value(storage().child("maximum"));
    let message = "enum value 131072 can never be used: `maximum` is 65536";
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(
        Diagnostic::warning("TW0214", value, message)
            .related(bound, "this bound excludes it")
            .help("raise `maximum` to 131072, or drop the values above 65536"),
    );
    diagnostics
}

fn one(diagnostic: Diagnostic, source: &Source) -> String {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    human::render(&diagnostics, source, false)
}

#[test]
fn for_people() {
    let source = source("spec/openapi.yaml", STORAGE);
    insta::assert_snapshot!(human::render(&contradiction(), &source, false));
    let colored = human::render(&contradiction(), &source, true);
    assert!(colored.contains("\u{1b}["));
}

#[test]
fn for_programs() {
    let source = source("spec/openapi.yaml", STORAGE);
    let text = json::render(&contradiction(), &source);
    assert_eq!(text.lines().count(), 1);
    let value: Value = serde_json::from_str(&text).unwrap();
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).unwrap());
    assert_eq!(json::render(&Diagnostics::default(), &source), "[]\n");
}

/// Minified documents are one line; what is shown is the part around the place, told by its true column.
#[test]
fn long_lines_are_cut() {
    let filler = r#""some text 日本","#.repeat(2_000);
    let text = format!(r#"{{"a":[{filler}0],"b":{{"c":1}},"d":[{filler}0],"e":2}}"#);
    let source = source("a.json", text);
    let at = |pointer| Place::Value(Pointer::parse(pointer).unwrap());
    let finding = Diagnostic::warning("TW0000", at("/b/c"), "one").label("here");
    insta::assert_snapshot!(one(finding.related(at("/e"), "there"), &source));
}

#[test]
fn tabs_and_wide_characters_are_under_the_caret() {
    let source = source(
        "a.json",
        "{\n\t\"日本\":\t[\"\u{202e}x\", \"\u{1b}[31m\",\t\"猫\"]\n}",
    );
    let at = |pointer| Place::Value(Pointer::parse(pointer).unwrap());
    let finding = Diagnostic::note("TW0000", at("/日本/2"), "a cat").label("\u{202e}here");
    // A raw escape is not JSON, so there are no positions, and only the name is shown.
    assert!(one(finding.clone(), &source).contains("--> a.json"));
    let source = super::source(
        "a.json",
        "{\n\t\"日本\":\t[\"\u{202e}x\", \"\u{7f}\",\t\"猫\"]\n}",
    );
    insta::assert_snapshot!(one(finding, &source));
}

#[test]
fn values_of_several_lines_are_shown_by_their_first() {
    let source = source("a.yaml", STORAGE);
    let finding = Diagnostic::error("TW0000", Place::Value(storage()), "all of this");
    let key = Diagnostic::error("TW0000", Place::Key(storage()), "this name");
    insta::assert_snapshot!(format!("{}{}", one(finding, &source), one(key, &source)));
}

/// No finding is longer than four kilobytes or holds a character that could act on a terminal.
#[test]
fn hostile_text_is_harmless() {
    let hostile = "\u{1b}]0;x\u{7}\u{202e}\r\n\u{2028}\u{0}\u{e0041}\u{feff}".repeat(5_000);
    let source = source(
        &hostile,
        format!("a: \"{}\"\n", hostile.replace(['\0', '\n'], " ")),
    );
    let place = Place::Value(Pointer::root().child(&hostile));
    let finding = (0..20).fold(
        Diagnostic::error("TW0000", place, hostile.clone())
            .label(&hostile)
            .help(&hostile),
        |finding, at| finding.related(Place::Bytes(at * 10..at * 10 + 5), hostile.clone()),
    );
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(finding);
    for color in [false, true] {
        let text = human::render(&diagnostics, &source, color);
        assert!(text.len() <= 4097, "{} bytes", text.len());
        if !color {
            let acts =
                |c: char| c != '\n' && (c.is_control() || "\u{202e}\u{2028}\u{e0041}".contains(c));
            assert!(!text.contains(acts));
        }
    }
    let text = json::render(&diagnostics, &source);
    assert!(text.len() <= 4096 + 3, "{} bytes", text.len());
    assert!(
        text.trim_end()
            .chars()
            .all(|c| c.is_ascii_graphic() || c == ' ' || c == '…')
    );
    let value: Value = serde_json::from_str(&text).unwrap();
    assert!(
        value[0]["message"]
            .as_str()
            .unwrap()
            .starts_with("\u{1b}]0;x\u{7}\u{202e}\r\n")
    );
}

/// Errors are never crowded out by warnings made before them.
#[test]
fn errors_are_shown_first() {
    let source = source("a.yaml", "a: 1\n");
    let mut diagnostics = Diagnostics::default();
    let codes = [
        "TW0901", "TW0902", "TW0903", "TW0904", "TW0905", "TW0906", "TW0907", "TW0908",
    ];
    for code in codes.into_iter().chain(["TW0909", "TW0910", "TW0911"]) {
        for at in 0..10 {
            diagnostics.push(Diagnostic::warning(code, Place::Bytes(at..at), "a warning"));
        }
    }
    diagnostics.push(Diagnostic::error("TW0999", Place::Document, "the error"));
    let text = human::render(&diagnostics, &source, false);
    assert!(text.contains("error[TW0999]: the error"));
    assert!(text.ends_with("and 10 more TW0911 warnings\n"), "{text}");
}
