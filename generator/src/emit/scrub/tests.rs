//! What each construct becomes.

use super::nasty::NASTY;
use super::{scrub, summary};

/// Texts, and the lines that they become.
pub(super) const TABLE: &[(&str, &[&str])] = &[
    ("", &[]),
    (" \n\t\r\n ", &[]),
    ("Plain text.", &["Plain text."]),
    // Characters.
    (
        "a\0b\u{1b}[1mc\u{202e}d\u{200b}e\u{e000}f\u{e0041}",
        &[r"ab\[1mcdef"],
    ),
    ("a\rb\r\nc\u{85}d\u{2028}e", &["a", "b", "c", "d", "e"]),
    ("  a \t b  \n\n\n\n c\u{a0}d ", &["a b", "", "c d"]),
    // Code.
    (
        "```rust\npanic!()\n```\nafter",
        &["```text", "panic!()", "```", "", "after"],
    ),
    (
        "~~~ {.rust}\n  a\n\n\n    b\n",
        &["```text", "a", "", "  b", "```"],
    ),
    ("> ```\n> a\nb", &["```text", "a", "```", "", "b"]),
    (
        "- ```\n  a\n  ```\n- b",
        &["```text", "a", "```", "", "- b"],
    ),
    ("````\n```\n````", &["````text", "```", "````"]),
    ("```\n```", &[]),
    (
        "a\n\n    panic!()\n\n\tpanic!()",
        &["a", "", "panic!()", "", "panic!()"],
    ),
    ("-     panic!()\n", &["- panic!()"]),
    ("`a  <b> [c]` and `` d`e ``", &["`a <b> [c]` and ``d`e``"]),
    ("`a\nb` `c", &[r"`a b` \`c"]),
    // HTML.
    ("<p>a</p><p>b<br>c</p>", &["a", "", r"b\", "c"]),
    (
        "<b>a</b> <strong> b </strong><i>c</i> <em></em>",
        &["**a** **b** *c*"],
    ),
    (
        "<code>a &lt; <b>b</b></code> . <code>c</code>d",
        &["`a < b`. `c`d"],
    ),
    (
        "<a href=\"https://a.b/?c&amp;d\">e [f]</a> <a href='#x'>g</a>",
        &[r"[e \[f\]](https://a.b/?c&d) g"],
    ),
    (
        "a<ul><li>b<ul><li>c</li></ul></li>\n  <li><p>d</p></li></ul>e",
        &["a", "", "- b", "  - c", "- d", "", "e"],
    ),
    ("<ol><li>a<li>b</ol>", &["1. a", "2. b"]),
    (
        "<pre><code>a &lt;\n  b</code></pre>",
        &["```text", "a <", "  b", "```"],
    ),
    ("<h2>a\nb</h2>c", &["## a b", "", "c"]),
    (
        "/codes/<code>/<id> <!-- x --> a < b <T>",
        &[r"/codes/\<code>/\<id> \<!-- x --> a < b \<T>"],
    ),
    (
        "&lt;b&gt; &quot;x&quot;&nbsp;&#39;&#x79;&#39; &amp;lt; &nope; &#42;",
        &[r#"\<b> "x" 'y' \&lt; \&nope; \*"#],
    ),
    // Links.
    (
        "[a `b`](https://c.d \"e\") ![f](http://g.h) ![](http://i.j)",
        &["[a `b`](https://c.d) [f](http://g.h) <http://i.j>"],
    ),
    ("[![a](http://b.c)](http://d.e)", &["[a](http://d.e)"]),
    (
        "[a](#b), [c](D) [e] [f][g]",
        &[r"a, \[c\](D) \[e\] \[f\]\[g\]"],
    ),
    (
        "[a]: http://b.c\n- [d]: /e",
        &[r"\[a\]: <http://b.c>", "", r"- \[d\]: /e"],
    ),
    (
        "See https://a.b/c_d_(e), (http://f.g). <https://h.i>",
        &["See <https://a.b/c_d_(e)>, (<http://f.g>). <https://h.i>"],
    ),
    (
        "https://a.b/?c[]=1 [d](https://e.f/(g) [h](<http://i j`>)",
        &[r"<https://a.b/?c%5B%5D=1> \[d\](<https://e.f/(g)> [h](http://i%20j%60)"],
    ),
    (
        "- [ ] a\n- [x] b [^1]",
        &[r"- \[ \] a", r"- \[x\] b \[^1\]"],
    ),
    // Lists and quotes.
    (
        "a\n* b\nc\n  + d\n\n\n* e\nf",
        &["a", "", "- b c", "  - d", "- e f"],
    ),
    (
        "1. a\n  - b\n2) c\n\nd",
        &["1. a", "   - b", "2. c", "", "d"],
    ),
    (
        "> a\nb\n> c\n>\n> d\n\ne",
        &["> a", "> b", "> c", ">", "> d", "", "e"],
    ),
    ("• a\n• b", &["- a", "- b"]),
    ("a\n2. b\n- \n#c", &["a", r"2\. b", r"\-", "#c"]),
    // Headings, lines, tables.
    (
        "# a #\nb\n===\nc\n---\n***\nd",
        &["# a", "", "# b", "", "## c", "", "---", "", "d"],
    ),
    (
        "a | b\n--|:-:\n| `c` | d<br>e | f |\n\n| g",
        &[
            "| a | b |",
            "| --- | :-: |",
            r"| `c` | d e \| f |",
            "",
            r"\| g",
        ],
    ),
    ("| a |\n| b |", &[r"\| a |", r"\| b |"]),
    ("a  \nb\\\nc\\", &[r"a\", r"b\", r"c\\"]),
];

#[test]
fn each_construct() {
    for (text, lines) in TABLE {
        assert_eq!(scrub(text), *lines, "{text:?}");
    }
}

#[test]
fn long_lines_are_wrapped_where_the_next_is_text() {
    let word = "word ".repeat(18);
    let text = format!("{word}- + 1. # > | = `a b c d e f g` {word}");
    let lines = scrub(&text);
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[0].ends_with("word - + 1. # > | ="), "{lines:#?}");
    assert_eq!(scrub(&format!("- {}", "word ".repeat(40))).len(), 1);
}

#[test]
fn long_texts_are_cut() {
    let lines = scrub(&"word\n".repeat(10_000));
    assert_eq!(lines.len(), 4_002);
    assert_eq!(lines.last().map(String::as_str), Some("…"));
}

#[test]
fn every_text_costs_little() {
    let start = std::time::Instant::now();
    for fragment in NASTY {
        scrub(&fragment.repeat(20_000 / fragment.chars().count()));
    }
    for fragment in [
        "[a](http://",
        "\\``` ",
        "<a \"",
        "`a\n\n``",
        "[[a](",
        "a<br>",
        "<b <",
        "&a",
    ] {
        scrub(&fragment.repeat(20_000 / fragment.chars().count()));
    }
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn summaries() {
    let long = "word ".repeat(100);
    let cut = format!("{}…", "word ".repeat(40).trim_end());
    for (text, line) in [
        ("", ""),
        ("```\na\n```", ""),
        (
            "# Title\n\nThe first, e.g. this\none. The second.",
            "The first, e.g. this one.",
        ),
        ("# Title", "Title"),
        ("- an `item. With` more. Here", "an `item. With` more."),
        (
            "v1.2 of [a b. C](http://d.e). Next",
            "v1.2 of [a b. C](http://d.e).",
        ),
        ("<p>Is it?</p><p>No.</p>", "Is it?"),
        ("Steps: 1. One. 2. Two.", "Steps: 1. One."),
        (&long, &cut),
    ] {
        assert_eq!(summary(text), line, "{text:?}");
    }
    let word = summary(&"x[".repeat(1_000));
    assert!(word.ends_with('…') && word.chars().count() < 400, "{word}");
}
