//! Files that are no text, or whose text is read in more than one way.

use crate::Row;
use crate::process::{document, run};
use std::fs::File;

const GOOD: &str = "openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n";

pub(crate) fn rows() -> Vec<Row> {
    let utf_16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let utf_32: Vec<u8> = GOOD
        .chars()
        .flat_map(|c| u32::from(c).to_le_bytes())
        .collect();
    let schema =
        |schema: &str| format!("{GOOD}components: {{ schemas: {{ A: {schema} }} }}\n").into_bytes();
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        ("nothing", "a.yaml", Vec::new()),
        (
            "a byte order mark before it",
            "a.yaml",
            format!("\u{FEFF}{GOOD}").into_bytes(),
        ),
        ("UTF-16", "a.yaml", utf_16(GOOD)),
        (
            "UTF-16 that ends within a character",
            "a.yaml",
            utf_16(GOOD)[..33].to_vec(),
        ),
        ("UTF-32", "a.yaml", utf_32),
        (
            "invalid UTF-8",
            "a.yaml",
            [GOOD.as_bytes(), b"x-a: \xFF\xFE\n"].concat(),
        ),
        (
            "a NUL",
            "a.yaml",
            format!("{GOOD}x-a: \"\0\"\n").into_bytes(),
        ),
        (
            "lines that end in a carriage return alone",
            "a.yaml",
            GOOD.replace('\n', "\r").into_bytes(),
        ),
        (
            "half of a surrogate pair",
            "a.json",
            br#"{"openapi":"3.1.0","x-a":"\ud800"}"#.to_vec(),
        ),
        (
            "a page of HTML",
            "a.yaml",
            b"<!doctype html><html></html>".to_vec(),
        ),
        ("the bytes 0 to 255", "a.json", (0..=255).collect()),
        (
            "the same key a thousand times",
            "a.yaml",
            (GOOD.to_owned() + &"x-a: 1\n".repeat(1_000)).into_bytes(),
        ),
        (
            "a bound of `.inf`",
            "a.yaml",
            schema("{ type: number, maximum: .inf }"),
        ),
        (
            "a bound of `NaN`",
            "a.json",
            br#"{"openapi":"3.1.0","x-a":NaN}"#.to_vec(),
        ),
        (
            "a bound of `1e400`",
            "a.yaml",
            schema("{ type: number, maximum: 1e400 }"),
        ),
        (
            "a bound of 2 to the 64",
            "a.yaml",
            schema("{ type: integer, maximum: 18446744073709551616 }"),
        ),
        (
            "a bound of a thousand digits",
            "a.yaml",
            schema(&format!(
                "{{ type: integer, maximum: {} }}",
                "9".repeat(1_000)
            )),
        ),
        (
            "a `multipleOf` of `1e-400`",
            "a.yaml",
            schema("{ type: number, multipleOf: 1e-400 }"),
        ),
        (
            "a `maxLength` of `1e300`",
            "a.yaml",
            schema("{ type: string, maxLength: 1e300 }"),
        ),
        (
            "a `minItems` of 2 to the 63",
            "a.yaml",
            schema("{ type: array, items: {}, minItems: 9223372036854775808 }"),
        ),
        (
            "an `enum` of bounds of 64 bits",
            "a.yaml",
            schema("{ type: integer, enum: [-9223372036854775808, 18446744073709551615] }"),
        ),
        (
            "a key of a megabyte",
            "a.yaml",
            format!("{GOOD}x-{}: 1\n", "k".repeat(1 << 20)).into_bytes(),
        ),
        (
            "a description of ten megabytes",
            "a.yaml",
            schema(&format!(
                "{{ type: object, properties: {{}}, description: {} }}",
                "d".repeat(10 << 20)
            )),
        ),
    ];
    let mut rows: Vec<Row> = cases
        .into_iter()
        .map(|(input, name, bytes)| (input.to_owned(), document(name, &bytes)))
        .collect();
    rows.push(("a gigabyte of nothing".to_owned(), sparse()));
    let endless = run(
        tempfile::tempdir().unwrap().path(),
        &["/dev/zero", "--output", "out"],
    );
    rows.push(("a file without end".to_owned(), endless));
    rows
}

/// A file that takes no room on the disk.
fn sparse() -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = File::create(folder.path().join("a.json")).unwrap();
    file.set_len(1 << 30).unwrap();
    run(folder.path(), &["a.json", "--output", "out"])
}
