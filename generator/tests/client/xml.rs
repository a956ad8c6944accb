//! XML and JSON, by tables: the examples of the specification, and what it leaves open.

use crate::runtime::value::Value;
use crate::runtime::xml::{
    Document, Items, Object, Shape, attribute, cdata, element, name, text, xml,
};
use proptest::prelude::*;

/// A document of one property, which the specification shows as a piece.
macro_rules! property {
    ($document:ident: $member:expr) => {
        xml! { $document: Value = Some(name("d")), false, Shape::Object(&Object { members: &[$member], rest: Shape::Any }) }
    };
}

const ANIMAL: Items = Items::unsaid(name("animal"), Shape::Text);
const BARE: Items = Items::unsaid(name("animals"), Shape::Text);
const WRAPPED: Items = Items::wrapped(name("animals"), Shape::Text);
const NAMED: Items = Items::wrapped(name("animal"), Shape::Text);
const ALIENS: Items = Items::wrapped(name("aliens"), Shape::Text);

property! { Plain: element("animals", Shape::Text) }
property! { Renamed: element("animals", Shape::Text).called(name("animal")) }
property! { BareArray: element("animals", Shape::Array(&BARE)) }
property! { ItemName: element("animals", Shape::Array(&ANIMAL)) }
property! { OuterName: element("animals", Shape::Array(&ANIMAL)).called(name("aliens")) }
property! { WrappedArray: element("animals", Shape::Array(&WRAPPED)) }
property! { WrappedItemName: element("animals", Shape::Array(&NAMED)) }
property! { BothNames: element("animals", Shape::Array(&NAMED)).called(name("aliens")) }
property! { OuterWrapped: element("animals", Shape::Array(&ALIENS)).called(name("aliens")) }

xml! { Person: Value = Some(name("Person")), true, Shape::Object(&PERSON) }
static PERSON: Object = Object {
    members: &[
        attribute("id", Shape::Number),
        element("name", Shape::Text)
            .called(name("name").within("https://example.com/schema/sample", "sample")),
    ],
    rest: Shape::Any,
};

xml! { /// 3.2: an element with attributes and text.
Animals: Value = Some(name("animals")), true, Shape::Array(&Items::wrapped(name("animal"), Shape::Object(&KIND))) }
static KIND: Object = Object {
    members: &[attribute("kind", Shape::Text), text("name", Shape::Text)],
    rest: Shape::Any,
};

xml! { Documentation: Value = Some(name("Documentation")), false, Shape::Object(&CONTENT) }
static CONTENT: Object = Object {
    members: &[cdata("content", Shape::Text)],
    rest: Shape::Any,
};

xml! { /// A root that is the only member.
Rules: Value = None, false, Shape::Object(&RULES) }
static RULES: Object = Object {
    members: &[element("Rules", Shape::Object(&RULE))],
    rest: Shape::Any,
};
static RULE: Object = Object {
    members: &[element(
        "Rule",
        Shape::Array(&Items::bare(name("Rule"), Shape::Number)),
    )
    .required()],
    rest: Shape::Any,
};

xml! { /// A namespace of the root, which all in it are in; and one of the same prefix elsewhere.
Spaces: Value = Some(name("a").within("u:a", "")), true, Shape::Object(&SPACES) }
static SPACES: Object = Object {
    members: &[
        attribute("k", Shape::Text).called(name("k").within("u:b", "b")),
        element("x", Shape::Text).called(name("x").within("u:b", "b")),
        element("y", Shape::Object(&SPACES)).called(name("y").within("u:a", "")),
        element("z", Shape::Text).called(name("z").within("", "q")),
    ],
    rest: Shape::Any,
};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn written<D: Document<Value = Value>>(value: &str) -> String {
    let text = D::to_xml(&json(value)).unwrap();
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    text.strip_prefix(head).unwrap().to_owned()
}

fn both<D: Document<Value = Value>>(value: &str, xml: &str) {
    assert_eq!(written::<D>(value), xml);
    assert_eq!(D::from_xml(xml).unwrap(), json(value), "{xml}");
}

fn reads<D: Document<Value = Value>>(xml: &str, value: &str) {
    assert_eq!(D::from_xml(xml).unwrap(), json(value), "{xml}");
}

fn error<D: Document<Value = Value>>(xml: &str) -> String {
    D::from_xml(xml).unwrap_err().to_string()
}

#[test]
fn the_examples_of_the_specification() {
    let (one, two) = (r#"{"animals":"a"}"#, r#"{"animals":["a","b"]}"#);
    both::<Plain>(one, "<d><animals>a</animals></d>");
    both::<Renamed>(one, "<d><animal>a</animal></d>");
    let bare = "<d><animals>a</animals><animals>b</animals></d>";
    both::<BareArray>(two, bare);
    both::<ItemName>(two, "<d><animal>a</animal><animal>b</animal></d>");
    both::<OuterName>(two, "<d><animal>a</animal><animal>b</animal></d>");
    let wrapped = "<d><animals><animals>a</animals><animals>b</animals></animals></d>";
    both::<WrappedArray>(two, wrapped);
    let named = "<d><animals><animal>a</animal><animal>b</animal></animals></d>";
    both::<WrappedItemName>(two, named);
    let aliens = "<d><aliens><animal>a</animal><animal>b</animal></aliens></d>";
    both::<BothNames>(two, aliens);
    let outer = "<d><aliens><aliens>a</aliens><aliens>b</aliens></aliens></d>";
    both::<OuterWrapped>(two, outer);
    let sample =
        "<sample:name xmlns:sample=\"https://example.com/schema/sample\">example</sample:name>";
    both::<Person>(
        r#"{"id":123,"name":"example"}"#,
        &format!("<Person id=\"123\">{sample}</Person>"),
    );
    both::<Animals>(
        r#"[{"kind":"Cat","name":"Fluffy"},{"kind":"Dog","name":"Fido"}]"#,
        "<animals><animal kind=\"Cat\">Fluffy</animal><animal kind=\"Dog\">Fido</animal></animals>",
    );
    both::<Documentation>(
        r#"{"content":"<html>]]></html>"}"#,
        "<Documentation><![CDATA[<html>]]]]><![CDATA[></html>]]></Documentation>",
    );
}

#[test]
fn null_is_nil_and_no_attribute() {
    let xsi = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";
    both::<Plain>(r#"{"animals":null}"#, &format!("<d><animals {xsi}/></d>"));
    let nil = format!("<Person><name {xsi}/></Person>");
    assert_eq!(written::<Person>(r#"{"id":null}"#), "<Person/>");
    reads::<Person>(&nil, r#"{"name":null}"#);
}

#[test]
fn what_is_empty_is_what_its_shape_is() {
    both::<Plain>(r#"{"animals":""}"#, "<d><animals/></d>");
    both::<WrappedArray>(r#"{"animals":[]}"#, "<d><animals/></d>");
    both::<BareArray>("{}", "<d/>");
    // A required array without items is there.
    both::<Rules>(r#"{"Rules":{"Rule":[]}}"#, "<Rules/>");
    both::<Rules>(
        r#"{"Rules":{"Rule":[1,2]}}"#,
        "<Rules><Rule>1</Rule><Rule>2</Rule></Rules>",
    );
    reads::<Person>("<Person id=''/>", "{}");
    reads::<Person>("<Person id=' 1 '/>", r#"{"id":1}"#);
    reads::<Person>("<Person id='1e2'/>", r#"{"id":100.0}"#);
    // Text that is no number stays text, which the type refuses.
    reads::<Person>("<Person id='x'/>", r#"{"id":"x"}"#);
    reads::<Person>("<Person id='inf'/>", r#"{"id":"inf"}"#);
}

#[test]
fn namespaces_are_declared_where_they_begin() {
    both::<Spaces>(
        r#"{"k":"1","x":"2","y":{"x":"3"}}"#,
        "<a xmlns=\"u:a\" xmlns:b=\"u:b\" b:k=\"1\"><b:x>2</b:x><y><b:x>3</b:x></y></a>",
    );
    // A prefix that no namespace is given to would make it no XML.
    both::<Spaces>(r#"{"z":"1"}"#, "<a xmlns=\"u:a\"><z>1</z></a>");
    // Whatever prefix a server uses.
    reads::<Spaces>("<q:a xmlns:q='u:a'><x>1</x></q:a>", r#"{"x":"1"}"#);
}

#[test]
fn what_no_table_names_is_kept() {
    reads::<Person>(
        "<Person id='1' new='2' xml:lang='en'><name>n</name><tag>a</tag><tag>b</tag><o x='1'><p>2</p></o>more</Person>",
        r#"{"id":1,"new":"2","name":"n","tag":["a","b"],"o":{"x":"1","p":"2"},"$text":"more"}"#,
    );
    both::<Person>(
        r#"{"id":1,"name":"n","tag":["a","b"],"o":{"p":"2"}}"#,
        "<Person id=\"1\"><sample:name xmlns:sample=\"https://example.com/schema/sample\">n</sample:name>\
         <o><p>2</p></o><tag>a</tag><tag>b</tag></Person>",
    );
}

#[test]
fn arrays_are_found_in_either_form() {
    let two = r#"{"animals":["a","b"]}"#;
    // Where `wrapped` is not said, names tell.
    let wrapped = "<d><animals><animal>a</animal><animal>b</animal></animals></d>";
    reads::<ItemName>(wrapped, two);
    reads::<OuterName>("<d><aliens><animal>a</animal><x>b</x></aliens></d>", two);
    // Or that the only element cannot be an item.
    let member = "<d><animals><member>a</member><member>b</member></animals></d>";
    reads::<BareArray>(member, two);
    // Where it is said, the other form breaks a rule.
    let bare = "<d><animal>a</animal><animal>b</animal></d>";
    assert_eq!(
        error::<WrappedItemName>(bare),
        "XML: the array is not in an element of its own"
    );
    let wrapped = "<Rules><Rule><Rule>1</Rule></Rule></Rules>";
    assert_eq!(
        error::<Rules>(wrapped),
        "XML: the array is in an element of its own"
    );
}

#[test]
fn a_root_of_another_name_breaks_a_rule_where_it_is_named() {
    let line = "XML: the root element is not <Person>: \"html\"";
    assert_eq!(error::<Person>("<html/>"), line);
    // A component has a name of its own.
    reads::<Plain>(
        "<Response><animals>a</animals></Response>",
        r#"{"animals":"a"}"#,
    );
    let enclosed =
        "<Response><Result><animals>a</animals></Result><Meta><Id>1</Id></Meta></Response>";
    let line = "XML: the root element has one more around its members: \"Result\"";
    assert_eq!(error::<Plain>(enclosed), line);
}

#[test]
fn what_xml_cannot_hold_is_not_written() {
    for (value, why) in [
        (r#"{"animals":"\u0000"}"#, "XML has no character '\\0'"),
        (r#"{"a b":"x"}"#, "\"a b\" is no name of XML"),
        (r#"{"a><b":"x"}"#, "\"a><b\" is no name of XML"),
        (r#"{"":"x"}"#, "\"\" is no name of XML"),
    ] {
        assert_eq!(Plain::to_xml(&json(value)).unwrap_err(), why);
    }
    let why = Rules::to_xml(&json("{}")).unwrap_err();
    assert_eq!(why, "XML has one root element, and no name is given to it");
}

xml! { Any: Value = Some(name("any")), true, Shape::Object(&TREE) }
static TREE: Object = Object {
    members: &[
        attribute("id", Shape::Number),
        attribute("text", Shape::Text),
        element("flag", Shape::Boolean).called(name("isFlag")),
        element(
            "list",
            Shape::Array(&Items::wrapped(name("i"), Shape::Text)),
        ),
        element("bare", Shape::Array(&Items::bare(name("b"), Shape::Number))).required(),
        element(
            "trees",
            Shape::Array(&Items::bare(name("tree"), Shape::Object(&TREE))),
        )
        .required(),
    ],
    rest: Shape::Text,
};

fn tree() -> impl Strategy<Value = Value> {
    let legal = |text: &String| text.chars().all(|c| c >= ' ' || "\t\n\r".contains(c));
    let texts = any::<String>()
        .prop_filter("what XML has", move |text| {
            legal(text) && !text.contains(['\u{fffe}', '\u{ffff}'])
        })
        .boxed();
    let fields = (
        proptest::option::of(any::<i64>()),
        proptest::option::of(texts.clone()),
        proptest::option::of(any::<bool>()),
        proptest::option::of(proptest::collection::vec(texts.clone(), 0..3)),
        proptest::collection::vec(any::<f64>().prop_filter("JSON", |x| x.is_finite()), 0..3),
        proptest::option::of(texts),
    );
    let leaf = fields.prop_map(|(id, text, flag, list, bare, other)| {
        let mut members = std::collections::BTreeMap::new();
        let mut put = |name: &str, value: Option<Value>| {
            members.extend(value.map(|value| (name.to_owned(), value)));
        };
        let texts = |list: Vec<String>| list.into_iter().map(Value::from).collect::<Vec<_>>();
        put("id", id.map(Value::from));
        put("text", text.map(Value::from));
        put("flag", flag.map(Value::from));
        put("list", list.map(|list| texts(list).into()));
        let bare: Vec<Value> = bare.into_iter().map(Value::from).collect();
        put("bare", Some(bare.into()));
        put("trees", Some(Vec::new().into()));
        put("ünd", other.map(Value::from));
        Value::Object(members)
    });
    leaf.prop_recursive(3, 12, 3, |inner| {
        (inner.clone(), proptest::collection::vec(inner, 0..3)).prop_map(|(outer, trees)| {
            let Value::Object(mut members) = outer else {
                return outer;
            };
            members.insert("trees".to_owned(), trees.into());
            Value::Object(members)
        })
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_the_same(value in tree()) {
        let text = Any::to_xml(&value).unwrap();
        prop_assert_eq!(Any::from_xml(&text).unwrap(), value, "{}", text);
    }
}
