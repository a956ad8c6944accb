//! Wrong documents with the exact text that their authors see.

use super::{run, source};

/// One snapshot a document: its text, then the findings.
macro_rules! wrong {
    ($($test:ident, $name:literal, $text:expr;)*) => {$(
        #[test]
        fn $test() {
            let source = source($name, $text);
            let (document, findings) = run(&source);
            let outcome = if document.is_some() { "read" } else { "refused" };
            let text = source.text().into_owned();
            let shown = format!("{}\n=== {outcome}\n{findings}", text.trim_end());
            insta::assert_snapshot!(stringify!($test), shown);
        }
    )*};
}

wrong! {
    empty, "a.yaml", "\n";
    only_comments, "a.yaml", "# nothing yet\n";
    nul, "a.yaml", "openapi: 3.1.0\ninfo: {title: a\0b}\n";
    latin_1, "a.yaml", b"openapi: 3.1.0\ninfo:\n  title: caf\xE9\n".to_vec();
    half_of_utf_16, "a.json", b"\xFF\xFE{\0}".to_vec();
    json_syntax, "a.json", "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\"title\": \"x\",}\n}\n";
    json_ends_early, "a.json", "{\n  \"openapi\": \"3.1.0\",\n  \"info\": {\n";
    json_lone_surrogate, "a.json", r#"{"openapi": "3.1.0", "info": {"title": "\ud800"}}"#;
    json_duplicate_key, "a.json", "{\n  \"openapi\": \"3.1.0\",\n  \"paths\": {},\n  \"paths\": {}\n}\n";
    json_number_too_large, "a.json", r#"{"openapi": "3.1.0", "maximum": 1e400}"#;
    json_integer_rounded, "a.json", r#"{"openapi": "3.1.0", "x": [18446744073709551616, 18446744073709551617]}"#;
    html, "a.json", "<!DOCTYPE html>\n<html><body>Sign in</body></html>\n";
    yaml_tab, "a.yaml", "openapi: 3.1.0\ninfo:\n\ttitle: x\n";
    yaml_indentation, "a.yaml", "openapi: 3.1.0\ninfo:\n    title: x\n  version: y\n";
    yaml_duplicate_key, "a.yaml", "openapi: 3.1.0\nresponses:\n  200: {}\n  \"200\": {}\n";
    yaml_two_documents, "a.yaml", "openapi: 3.1.0\n---\nopenapi: 3.0.3\n";
    yaml_unknown_anchor, "a.yaml", "openapi: 3.1.0\na: *b\n";
    yaml_self_alias, "a.yaml", "openapi: 3.1.0\na: &a\n  b: *a\n";
    yaml_not_finite, "a.yaml", "openapi: 3.1.0\nmaximum: .inf\nminimum: -.inf\ndefault: .nan\n";
    yaml_numbers, "a.yaml", "openapi: 3.1.0\nx: [1e400, 123456789012345678901]\n";
    yaml_tags, "a.yaml", "openapi: 3.1.0\nx: !include other.yaml\ny: !!set {a, b}\n";
    yaml_tag_mismatch, "a.yaml", "openapi: 3.1.0\nx: !!int three\n";
    yaml_merge_of_text, "a.yaml", "openapi: 3.1.0\nx:\n  <<: text\n";
    yaml_complex_key, "a.yaml", "openapi: 3.1.0\nx:\n  ? [a, b]\n  : c\n";
    root_is_array, "a.json", "[]";
    root_is_text, "a.yaml", "just words\n";
    swagger, "a.yaml", "swagger: '2.0'\ninfo: {title: x}\n";
    asyncapi, "a.yaml", "asyncapi: 3.0.0\n";
    no_version, "a.json", "{\n  \"info\": {}\n}\n";
    misspelt_version, "a.yaml", "openAPI: 3.1.0\n";
    unknown_version, "a.yaml", "openapi: 4.0.0\n";
    version_is_number, "a.yaml", "openapi: 3.1\n";
    version_is_list, "a.yaml", "openapi: [3, 1]\n";
}
