//! Strings of a `format`: what validators that check it ask for.

/// A string of a format, one of 28; none for a format that constrains nothing.
pub fn of(number: usize, format: &str) -> Option<String> {
    let number = number % 28 + 1;
    Some(match format {
        "date" => format!("2024-02-{number:02}"),
        "date-time" => format!("2024-02-{number:02}T23:59:{number:02}Z"),
        "time" => format!("23:59:{number:02}Z"),
        "duration" => format!("P{number}D"),
        "email" | "idn-email" => format!("user+{number}@example.com"),
        "hostname" | "idn-hostname" => format!("host-{number}.example.com"),
        "ipv4" | "ip" => format!("192.0.2.{number}"),
        "ipv6" => format!("2001:db8::{number:x}"),
        "uri" | "url" | "iri" => format!("https://example.com/a%20b?c={number}#d"),
        "uri-reference" | "iri-reference" => format!("../a?b={number}"),
        "uri-template" => format!("/a/{{b}}?c={number}"),
        "uuid" => format!("00000000-0000-4000-8000-0000000000{number:02x}"),
        "json-pointer" => format!("/a/{number}"),
        "relative-json-pointer" => format!("{number}/a"),
        "regex" => format!("^a{{{number}}}$"),
        // `a` to `aaa`, in base64.
        "byte" => ["YQ==", "YWE=", "YWFh"][number % 3].to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::of;
    use serde_json::json;

    #[test]
    fn another_validator_agrees() {
        for format in [
            "date",
            "date-time",
            "time",
            "duration",
            "email",
            "hostname",
            "ipv4",
            "ipv6",
            "uri",
            "uri-reference",
            "uri-template",
            "uuid",
            "json-pointer",
            "relative-json-pointer",
            "regex",
        ] {
            let schema = json!({"format": format});
            let validator = jsonschema::draft202012::options()
                .should_validate_formats(true)
                .build(&schema)
                .unwrap();
            for number in 0..30 {
                let made = of(number, format).unwrap();
                assert!(validator.is_valid(&json!(made)), "{format}: {made}");
            }
        }
        assert_eq!(of(0, "password"), None);
    }
}
