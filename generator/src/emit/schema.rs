//! The files of `schemas`: one for each schema that is checked beside types, as data.

use super::context::Scope;
use super::table::string;
use super::types::uses;
use super::{Chunk, Context, Job, Module, docs, pattern};
use crate::ir::{CollectionRule, Keyword, NumberRule, PatternUse, Schema, SchemaId, StringRule};
use crate::name::SchemaNames;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A schema that is longer than this is written a keyword a line.
const LONGEST_LINE: usize = 90;

/// The files, and the index that names them; none at all where types say everything.
pub(super) fn jobs<'c>(context: &'c Context) -> Vec<Job<'c>> {
    if context.schemas.is_empty() {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut jobs: Vec<Job> = Vec::new();
    for &id in &context.schemas {
        names.push(&context.names.schemas[id.0]);
        jobs.push(Box::new(move || file(context, id)));
    }
    names.sort_by_key(|names| &names.module);
    jobs.push(Box::new(move || index(&names)));
    jobs
}

fn file(context: &Context, SchemaId(index): SchemaId) -> Module {
    let item = &context.api.schemas[index];
    let names = &context.names.schemas[index];
    let scope = Scope::new(context, None);
    let writer = Writer {
        scope: &scope,
        patterns: &names.patterns,
    };
    let schema = writer.schema(&item.schema, 0);
    let comment = docs::code(&item.pointer.to_string());
    let name = &names.name;
    let mut chunks = vec![Chunk::Text(format!(
        "/// {comment}\npub(crate) static {name}: Schema = {schema};\n"
    ))];
    let patterns = item.schema.patterns();
    let patterns = patterns.iter().filter_map(|pattern| {
        let constant = names.patterns.get(&pattern.source)?;
        Some((*pattern, constant))
    });
    chunks.extend(pattern::statics(&scope, patterns));
    chunks.insert(0, uses(&scope));
    Module {
        path: format!("src/schemas/{}.rs", names.module),
        chunks,
    }
}

fn index(names: &[&SchemaNames]) -> Module {
    let mut text = "//! Schemas that ask more than types say, as data.\n\n".to_owned();
    for SchemaNames { name, module, .. } in names {
        let _ = writeln!(text, "mod {module}; pub(crate) use {module}::{name};");
    }
    Module {
        path: "src/schemas/mod.rs".to_owned(),
        chunks: vec![Chunk::Text(text)],
    }
}

/// Writes schemas as Rust.
struct Writer<'w> {
    scope: &'w Scope<'w, 'w>,
    /// The constants of the patterns.
    patterns: &'w BTreeMap<String, String>,
}

impl Writer<'_> {
    /// No type of the document is in the file, so none hides a name of the runtime.
    fn import(&self, name: &str) {
        let module = if name == "Number" { "value" } else { "schema" };
        self.scope.bring(&format!("crate::runtime::{module}"), name);
    }

    fn schema(&self, schema: &Schema, depth: usize) -> String {
        self.import("Schema");
        let keywords = schema.keywords.iter();
        let keywords: Vec<String> = keywords
            .map(|keyword| self.keyword(keyword, depth + 1))
            .collect();
        format!("Schema(&{})", list(&keywords, depth))
    }

    fn keyword(&self, keyword: &Keyword, depth: usize) -> String {
        self.import("Keyword");
        let arguments = match keyword {
            Keyword::Never => return "Keyword::Never".to_owned(),
            Keyword::Ref(id) => self.reference(*id),
            Keyword::DynamicRef(name, id) => format!("{}, {}", string(name), self.reference(*id)),
            Keyword::Resource(anchors) => {
                let anchors = anchors.iter();
                let anchors = anchors
                    .map(|(name, id)| format!("({}, {})", string(name), self.reference(*id)));
                format!("&{}", list(&anchors.collect::<Vec<_>>(), depth))
            }
            Keyword::Type(types) => self.types(types),
            Keyword::Enum(values) => {
                let values: Vec<String> = values.iter().map(|value| self.literal(value)).collect();
                format!("&[{}]", values.join(", "))
            }
            Keyword::String(rule) => return self.string_rule(rule),
            Keyword::Number(rule) => return self.number_rule(rule),
            Keyword::Collection(rule) => return collection_rule(*rule),
            Keyword::Required(names) => strings(names),
            Keyword::DependentRequired(name, names) => {
                format!("{}, {}", string(name), strings(names))
            }
            Keyword::DependentSchema(name, schema) => {
                format!("{}, {}", string(name), self.schema(schema, depth))
            }
            Keyword::Properties(named) => {
                let named = named.iter().map(|(name, schema)| {
                    format!("({}, {})", string(name), self.schema(schema, depth + 1))
                });
                let named: Vec<String> = named.collect();
                format!("&{}", list(&named, depth))
            }
            Keyword::PatternProperties(named) => {
                let tests: Vec<String> = named
                    .iter()
                    .map(|(pattern, _)| self.test(pattern))
                    .collect();
                let named = named.iter().zip(tests).map(|((_, schema), test)| {
                    format!("({test}, {})", self.schema(schema, depth + 1))
                });
                let named: Vec<String> = named.collect();
                format!("&{}", list(&named, depth))
            }
            Keyword::AdditionalProperties {
                names,
                patterns,
                schema,
            } => {
                let tests: Vec<String> =
                    patterns.iter().map(|pattern| self.test(pattern)).collect();
                let rest = self.schema(schema, depth);
                format!("{}, &[{}], {rest}", strings(names), tests.join(", "))
            }
            Keyword::Items(first, schema) => format!("{first}, {}", self.schema(schema, depth)),
            Keyword::Contains { schema, min, max } => {
                let max = max.map_or("u64::MAX".to_owned(), |max| max.to_string());
                format!("{}, {min}, {max}", self.schema(schema, depth))
            }
            Keyword::PrefixItems(schemas)
            | Keyword::AllOf(schemas)
            | Keyword::AnyOf(schemas)
            | Keyword::OneOf(schemas) => {
                let schemas = schemas.iter();
                let schemas: Vec<String> = schemas
                    .map(|schema| self.schema(schema, depth + 1))
                    .collect();
                format!("&{}", list(&schemas, depth))
            }
            Keyword::PropertyNames(schema)
            | Keyword::Not(schema)
            | Keyword::UnevaluatedItems(schema)
            | Keyword::UnevaluatedProperties(schema) => self.schema(schema, depth),
            Keyword::If(schemas) => {
                let schemas = schemas.iter();
                let schemas: Vec<String> =
                    schemas.map(|schema| self.schema(schema, depth)).collect();
                schemas.join(", ")
            }
        };
        format!("Keyword::{}({arguments})", variant(keyword))
    }

    fn reference(&self, SchemaId(index): SchemaId) -> String {
        let name = &self.scope.context.names.schemas[index].name;
        format!("&crate::schemas::{name}")
    }

    fn string_rule(&self, rule: &StringRule) -> String {
        match rule {
            StringRule::MinLength(bound) => format!("Keyword::MinLength({bound})"),
            StringRule::MaxLength(bound) => format!("Keyword::MaxLength({bound})"),
            StringRule::Pattern(pattern) => {
                let test = self.test(pattern);
                format!("Keyword::Pattern({}, {test})", string(&pattern.source))
            }
        }
    }

    fn number_rule(&self, rule: &NumberRule) -> String {
        let (name, text) = match rule {
            NumberRule::Minimum(text) => ("Minimum", text),
            NumberRule::ExclusiveMinimum(text) => ("ExclusiveMinimum", text),
            NumberRule::Maximum(text) => ("Maximum", text),
            NumberRule::ExclusiveMaximum(text) => ("ExclusiveMaximum", text),
            NumberRule::MultipleOf(text) => ("MultipleOf", text),
        };
        self.import("Bound");
        format!(
            "Keyword::{name}(Bound({}, {}))",
            string(text),
            self.number(text)
        )
    }

    /// A number, from a literal of Rust.
    fn number(&self, literal: &str) -> String {
        self.import("Number");
        match (literal.parse::<i64>(), literal.parse::<u64>()) {
            (Ok(_), _) => format!("Number::integer({literal})"),
            (_, Ok(_)) => format!("Number::unsigned({literal})"),
            _ => format!("Number::float({literal})"),
        }
    }

    /// A test of a text by a pattern.
    fn test(&self, pattern: &PatternUse) -> String {
        let constant = self
            .patterns
            .get(&pattern.source)
            .map_or("", String::as_str);
        format!("|text| {constant}.is_match(text)")
    }

    fn types(&self, types: &[&str]) -> String {
        self.import("Type");
        let types: Vec<String> = types
            .iter()
            .map(|name| {
                let (first, rest) = name.split_at(1);
                format!("Type::{}{rest}", first.to_uppercase())
            })
            .collect();
        format!("&[{}]", types.join(", "))
    }

    fn literal(&self, value: &Value) -> String {
        self.import("Literal");
        match value {
            Value::Null => "Literal::Null".to_owned(),
            Value::Bool(value) => format!("Literal::Boolean({value})"),
            Value::Number(number) => {
                let literal = match number.as_f64().filter(|_| number.is_f64()) {
                    Some(float) => format!("{float:?}"),
                    None => number.to_string(),
                };
                format!("Literal::Number({})", self.number(&literal))
            }
            Value::String(text) => format!("Literal::String({})", string(text)),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.literal(item)).collect();
                format!("Literal::Array(&[{}])", items.join(", "))
            }
            Value::Object(members) => {
                let members = members
                    .iter()
                    .map(|(name, value)| format!("({}, {})", string(name), self.literal(value)));
                let members: Vec<String> = members.collect();
                format!("Literal::Object(&[{}])", members.join(", "))
            }
        }
    }
}

/// The variant of the runtime that has the keyword's name.
fn variant(keyword: &Keyword) -> &'static str {
    match keyword {
        Keyword::Never => "Never",
        Keyword::Ref(_) => "Ref",
        Keyword::DynamicRef(..) => "DynamicRef",
        Keyword::Resource(_) => "Resource",
        Keyword::Type(_) => "Type",
        Keyword::Enum(_) => "Enum",
        Keyword::Required(_) => "Required",
        Keyword::DependentRequired(..) => "DependentRequired",
        Keyword::DependentSchema(..) => "DependentSchema",
        Keyword::Properties(_) => "Properties",
        Keyword::PatternProperties(_) => "PatternProperties",
        Keyword::AdditionalProperties { .. } => "AdditionalProperties",
        Keyword::PropertyNames(_) => "PropertyNames",
        Keyword::PrefixItems(_) => "PrefixItems",
        Keyword::Items(..) => "Items",
        Keyword::Contains { .. } => "Contains",
        Keyword::AllOf(_) => "AllOf",
        Keyword::AnyOf(_) => "AnyOf",
        Keyword::OneOf(_) => "OneOf",
        Keyword::Not(_) => "Not",
        Keyword::If(_) => "If",
        Keyword::UnevaluatedItems(_) => "UnevaluatedItems",
        Keyword::UnevaluatedProperties(_) => "UnevaluatedProperties",
        Keyword::String(_) | Keyword::Number(_) | Keyword::Collection(_) => "",
    }
}

fn collection_rule(rule: CollectionRule) -> String {
    match rule {
        CollectionRule::MinItems(bound) => format!("Keyword::MinItems({bound})"),
        CollectionRule::MaxItems(bound) => format!("Keyword::MaxItems({bound})"),
        CollectionRule::UniqueItems => "Keyword::UniqueItems".to_owned(),
        CollectionRule::MinProperties(bound) => format!("Keyword::MinProperties({bound})"),
        CollectionRule::MaxProperties(bound) => format!("Keyword::MaxProperties({bound})"),
    }
}

fn strings(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| string(text)).collect();
    format!("&[{}]", texts.join(", "))
}

/// An array: on one line where it is short, else an item a line.
fn list(items: &[String], depth: usize) -> String {
    let line = format!("[{}]", items.join(", "));
    if line.len() <= LONGEST_LINE && !line.contains('\n') {
        return line;
    }
    let indent = "    ".repeat(depth);
    let mut text = "[\n".to_owned();
    for item in items {
        let _ = writeln!(text, "{indent}    {item},");
    }
    text + &indent + "]"
}
