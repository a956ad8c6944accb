//! How values are written, cell by cell of the tables of the specifications.

use crate::runtime::client::style::form;
use crate::runtime::style::Style;
use crate::runtime::tree::Tree;
use crate::runtime::value::Number;

fn text(text: &str) -> Tree {
    Tree::String(text.to_owned())
}

fn color() -> [Tree; 4] {
    let member = |name: &str, value| (name.to_owned(), Tree::Number(Number::integer(value)));
    [
        text(""),
        text("blue"),
        Tree::Array(["blue", "black", "brown"].map(text).into()),
        Tree::Object(vec![member("R", 100), member("G", 200), member("B", 150)]),
    ]
}

fn query(style: Style, explode: bool, tree: &Tree) -> String {
    let mut query = String::new();
    style.explode(explode).append(&mut query, "color", tree);
    query
}

/// OpenAPI 3.1.1, section 4.8.12.4, "Style Examples": empty, string, array, object.
#[test]
fn style_examples_of_the_specification() {
    let rows = [
        (
            Style::Matrix,
            false,
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::Matrix,
            true,
            [
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ],
        ),
        (
            Style::Label,
            false,
            [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
        ),
        (
            Style::Label,
            true,
            [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
        ),
        (
            Style::Simple,
            false,
            ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
        ),
        (
            Style::Simple,
            true,
            ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
    ];
    for (style, explode, expected) in rows {
        for (tree, expected) in color().iter().zip(expected) {
            let serialization = style.explode(explode);
            assert_eq!(
                serialization.segment("color", tree),
                expected,
                "{style:?} {explode}"
            );
            if style == Style::Simple {
                assert_eq!(serialization.header(tree), expected);
            }
        }
    }
    let rows = [
        (
            Style::Form,
            false,
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::Form,
            true,
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        ),
    ];
    for (style, explode, expected) in rows {
        for (tree, expected) in color().iter().zip(expected) {
            assert_eq!(query(style, explode, tree), expected, "{explode}");
        }
    }
    let [_, _, array, object] = color();
    assert_eq!(
        query(Style::SpaceDelimited, false, &array),
        "color=blue%20black%20brown"
    );
    assert_eq!(
        query(Style::SpaceDelimited, false, &object),
        "color=R%20100%20G%20200%20B%20150"
    );
    assert_eq!(
        query(Style::PipeDelimited, false, &array),
        "color=blue%7Cblack%7Cbrown"
    );
    assert_eq!(
        query(Style::PipeDelimited, false, &object),
        "color=R%7C100%7CG%7C200%7CB%7C150"
    );
    // The table writes the brackets plainly, and the text beside it says to encode them.
    assert_eq!(
        query(Style::DeepObject, true, &object),
        "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"
    );
}

/// RFC 6570, sections 1.2 and 2.3: what is undefined or empty is left out.
#[test]
fn what_is_not_there_is_not_written() {
    for tree in [
        Tree::Null,
        Tree::Array(Vec::new()),
        Tree::Object(Vec::new()),
    ] {
        for explode in [true, false] {
            assert_eq!(query(Style::Form, explode, &tree), "");
        }
    }
    let some = Tree::Array(vec![Tree::Null, text("a")]);
    assert_eq!(query(Style::Form, false, &some), "color=a");
}

/// RFC 6570, section 3.2.3: reserved expansion; OpenAPI, `allowReserved`.
#[test]
fn reserved_characters() {
    let mut plain = String::new();
    let form = Style::Form.explode(true);
    form.append(&mut plain, "a b", &text("x/y?z&=#+ é"));
    assert_eq!(plain, "a%20b=x%2Fy%3Fz%26%3D%23%2B%20%C3%A9");
    let mut reserved = String::new();
    form.reserved()
        .append(&mut reserved, "at", &text("x/y?z&=#+ é"));
    assert_eq!(reserved, "at=x/y?z%26%3D%23%2B%20%C3%A9");
}

#[test]
fn what_is_nested() {
    let inner = Tree::Object(vec![(
        "b".to_owned(),
        Tree::Array(vec![text("x"), text("y")]),
    )]);
    let tree = Tree::Object(vec![("a".to_owned(), inner)]);
    assert_eq!(
        query(Style::DeepObject, true, &tree),
        "color%5Ba%5D%5Bb%5D%5B0%5D=x&color%5Ba%5D%5Bb%5D%5B1%5D=y"
    );
    assert_eq!(
        query(Style::Form, true, &tree),
        "a=%7B%22b%22%3A%5B%22x%22%2C%22y%22%5D%7D"
    );
}

#[test]
fn forms_by_what_members_are() {
    let tree = Tree::Object(vec![
        ("a b".to_owned(), text("1&2")),
        ("list".to_owned(), Tree::Array(vec![text("x"), text("y")])),
        (
            "object".to_owned(),
            Tree::Object(vec![("k".to_owned(), Tree::Boolean(true))]),
        ),
        ("none".to_owned(), Tree::Null),
    ]);
    assert_eq!(
        form(&tree, &[]),
        "a%20b=1%262&list=x&list=y&object=%7B%22k%22%3Atrue%7D"
    );
    assert_eq!(
        form(&tree, &[("object", Style::DeepObject.explode(true))]),
        "a%20b=1%262&list=x&list=y&object%5Bk%5D=true"
    );
}
