//! Schemas to shape: keywords read one by one, `allOf` and references united.

use super::bound::{Bound, Decimal};
use super::json_type::Types;
use super::schema::{Schema, UNEVALUATED, is_annotation};
use super::shape::{Alternatives, Shape};
use super::{Lowering, NO_NULLABLE};
use crate::diagnostic::{Diagnostic, Place, code};
use crate::ir::Fit;
use crate::load::Version;
use serde_json::Value;
use std::cmp::Ordering;

/// Keywords that are read with another one.
const COMPANIONS: &[&str] = &[
    "exclusiveMaximum",
    "exclusiveMinimum",
    "nullable",
    "additionalItems",
    "if",
    "maxContains",
    "minContains",
];

/// Whether what other keywords have evaluated counts.
fn asks_what_was_evaluated(schema: &Schema) -> bool {
    UNEVALUATED.iter().any(|keyword| {
        let below = schema.below(keyword);
        below.is_some_and(|below| !below.is_open())
    })
}

impl<'d> Lowering<'d> {
    /// What all these schemas ask together.
    pub(super) fn shape(&mut self, schemas: &[Schema<'d>]) -> Shape<'d> {
        let pointer = schemas
            .first()
            .map(|schema| schema.pointer.clone())
            .unwrap_or_default();
        let mut shape = Shape::open(pointer);
        let mut seen = Vec::new();
        for schema in schemas {
            self.collect(schema, &mut shape, &mut seen, 0);
        }
        shape
    }

    /// What a shape and one more schema ask together.
    pub(super) fn shape_with(&mut self, mut shape: Shape<'d>, schema: &Schema<'d>) -> Shape<'d> {
        self.collect(schema, &mut shape, &mut Vec::new(), 0);
        shape
    }

    /// Adds what one schema asks. A schema that was added already adds nothing, so neither cycles
    /// of `allOf` nor a tree of them that doubles at each level cost anything.
    fn collect(
        &mut self,
        schema: &Schema<'d>,
        shape: &mut Shape<'d>,
        seen: &mut Vec<crate::pointer::Pointer>,
        depth: usize,
    ) {
        if seen.contains(&schema.pointer) {
            return;
        }
        seen.push(schema.pointer.clone());
        let Some(keywords) = schema.keywords() else {
            match schema.value {
                Value::Bool(true) => {}
                Value::Bool(false) => {
                    shape.types = Types::NONE;
                    (shape.is_typed, shape.is_residual, shape.is_never) = (true, true, true);
                }
                _ => self.diagnostics.push(
                    Diagnostic::warning(
                        code::SCHEMA_MALFORMED,
                        Place::Value(schema.pointer.clone()),
                        "a schema has to be an object",
                    )
                    .label("any value is accepted here"),
                ),
            }
            return;
        };
        if let Some(reference) = schema.reference() {
            if let Some(target) = self.target(reference, &schema.pointer) {
                self.collect(&target, shape, seen, depth + 1);
            }
            if self.document.version == Version::V3_0 {
                return; // 3.0: what stands beside a `$ref` does not count.
            }
        }
        // Schemas with several targets have no shape: `dynamic.rs`.
        if let [target] = &self.dynamic_targets(schema)[..] {
            self.collect(target, shape, seen, depth + 1);
        }
        shape.parts.push(schema.clone());
        shape.roots += usize::from(depth == 0);
        self.describe(schema, shape, depth);
        self.types(schema, shape);
        for keyword in keywords.keys() {
            self.collect_keyword(schema, keyword, shape);
        }
        let closes = schema.get("unevaluatedProperties") == Some(&Value::Bool(false));
        match (
            depth,
            closes && schema.get("additionalProperties").is_none(),
        ) {
            (0, true) => shape.is_unevaluated_closed = true,
            _ => shape.is_residual |= asks_what_was_evaluated(schema),
        }
        for branch in schema.list("allOf") {
            self.collect(&branch, shape, seen, depth + 1);
        }
    }

    /// `type` and `nullable`.
    fn types(&mut self, schema: &Schema<'d>, shape: &mut Shape<'d>) {
        let types = match self.declared_types(schema) {
            Ok(Some(types)) => types,
            Ok(None) => return,
            Err(()) => {
                let expected = "one of null, boolean, integer, number, string, array, object";
                return self.malformed(schema, "type", expected);
            }
        };
        let is_of_3_0 = self.document.version == Version::V3_0;
        if !is_of_3_0 && !self.is_by_the_letter() && schema.is_true("nullable") {
            let place = Place::Value(schema.pointer.clone());
            let note = Diagnostic::note(code::NULLABLE_MEANT, place, NO_NULLABLE);
            let names = types.without(Types::NULL).names().join(", ");
            let help = format!("write `type: [{names}, \"null\"]` in place of `nullable`");
            self.diagnostics
                .push(note.label("`null` is accepted").help(help));
        }
        shape.types = shape.types.and(types);
        shape.is_typed = true;
    }

    fn describe(&mut self, schema: &Schema<'d>, shape: &mut Shape<'d>, depth: usize) {
        // What a schema says itself counts more than what its parts say.
        let text = |keyword| schema.text(keyword).map(str::to_owned);
        let docs = &mut shape.docs;
        docs.title = docs.title.take().or_else(|| text("title"));
        docs.description = docs.description.take().or_else(|| text("description"));
        docs.default = docs
            .default
            .take()
            .or_else(|| schema.get("default").map(Value::to_string));
        docs.deprecated |= depth == 0 && schema.is_true("deprecated");
    }

    fn collect_keyword(&mut self, schema: &Schema<'d>, keyword: &'d str, shape: &mut Shape<'d>) {
        match keyword {
            "type" | "$dynamicRef" => {}
            "$ref" if schema.reference().is_none() => {
                self.malformed(schema, keyword, "a string");
            }
            "$ref" => {}
            "allOf" if schema.list("allOf").is_empty() => {
                self.malformed(schema, keyword, "an array of at least one schema");
            }
            "allOf" => {}
            "discriminator" => self.discriminator_alone(schema),
            "enum" | "const" => self.values(schema, keyword, shape),
            "format" => shape.format = shape.format.or(schema.text("format")),
            "pattern" => match schema.text("pattern") {
                Some(pattern) => shape
                    .patterns
                    .push((pattern, schema.pointer.child("pattern"))),
                None => self.malformed(schema, keyword, "a string"),
            },
            "minimum" | "maximum" | "multipleOf" | "exclusiveMinimum" | "exclusiveMaximum" => {
                self.number_keyword(schema, keyword, shape);
            }
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties" => {
                self.count(schema, keyword, shape);
            }
            "uniqueItems" | "readOnly" | "writeOnly" | "nullable" | "deprecated" => {
                if schema.get(keyword).is_some_and(|value| !value.is_boolean()) {
                    self.malformed(schema, keyword, "true or false");
                }
                shape.unique_items |= schema.is_true("uniqueItems");
            }
            // Beside `prefixItems` it speaks of the items behind those.
            "items" if schema.get("prefixItems").is_some() => {
                shape.unchecked.push(schema.pointer.child("items"));
            }
            "items" => match schema.below("items") {
                Some(items) if items.value.is_array() => {
                    shape.is_residual = true;
                    shape.unchecked.push(items.pointer);
                }
                items => shape.items.extend(items),
            },
            "properties" | "patternProperties" | "dependentSchemas" | "dependentRequired"
                if !schema.get(keyword).is_some_and(Value::is_object) =>
            {
                self.malformed(schema, keyword, "an object");
            }
            "properties" => {
                for (name, property) in schema.named("properties") {
                    shape.property(name).push(property);
                }
            }
            "required" => self.required(schema, shape),
            "examples" if !schema.get(keyword).is_some_and(Value::is_array) => {
                self.malformed(schema, keyword, "an array");
            }
            "additionalProperties" if schema.get("patternProperties").is_some() => {
                shape.unchecked.push(schema.pointer.child(keyword));
            }
            "additionalProperties" => match schema.below("additionalProperties") {
                Some(rest) if rest.value == &Value::Bool(false) => shape.is_closed = true,
                Some(rest) if !rest.is_open() => shape.additional.push(rest),
                _ => {}
            },
            "oneOf" => self.alternatives(schema, keyword, Fit::OneOf, shape),
            "anyOf" => self.alternatives(schema, keyword, Fit::AnyOf, shape),
            "then" | "else" => shape.is_residual |= schema.get("if").is_some(),
            "not" | "contains" | "prefixItems" | "patternProperties" | "propertyNames"
            | "dependentRequired" | "dependentSchemas" | "dependencies" => {
                shape.is_residual = true;
            }
            "$recursiveRef" => self.unsupported(schema, keyword),
            _ if COMPANIONS.contains(&keyword)
                || UNEVALUATED.contains(&keyword)
                || is_annotation(keyword) => {}
            _ => self.diagnostics.push(
                Diagnostic::note(
                    code::KEYWORD_UNKNOWN,
                    Place::Key(schema.pointer.child(keyword)),
                    format!(
                        "`{}` is no keyword of a schema",
                        crate::diagnostic::brief(keyword)
                    ),
                )
                .label("says nothing"),
            ),
        }
    }

    fn values(&mut self, schema: &Schema<'d>, keyword: &'d str, shape: &mut Shape<'d>) {
        let listed: Vec<&'d Value> = match schema.get(keyword) {
            Some(Value::Array(values)) if keyword == "enum" => values.iter().collect(),
            Some(value) if keyword == "const" => vec![value],
            _ => return self.malformed(schema, keyword, "an array"),
        };
        shape.values = Some(match shape.values.take() {
            None => listed,
            Some(before) => before
                .into_iter()
                .filter(|value| listed.contains(value))
                .collect(),
        });
    }

    fn number_keyword(&mut self, schema: &Schema<'d>, keyword: &'d str, shape: &mut Shape<'d>) {
        let value = match schema.get(keyword) {
            Some(Value::Number(number)) => Decimal::new(number),
            Some(Value::Bool(_)) if keyword.starts_with("exclusive") => return,
            _ => None,
        };
        let Some(value) = value else {
            return self.malformed(schema, keyword, "a number");
        };
        let exclusive = |companion| schema.is_true(companion);
        match keyword {
            "minimum" => {
                let bound = Bound {
                    value,
                    exclusive: exclusive("exclusiveMinimum"),
                };
                Bound::tighten(&mut shape.minimum, bound, Ordering::Greater);
            }
            "maximum" => {
                let bound = Bound {
                    value,
                    exclusive: exclusive("exclusiveMaximum"),
                };
                Bound::tighten(&mut shape.maximum, bound, Ordering::Less);
            }
            "exclusiveMinimum" => {
                Bound::tighten(
                    &mut shape.minimum,
                    Bound {
                        value,
                        exclusive: true,
                    },
                    Ordering::Greater,
                );
            }
            "exclusiveMaximum" => {
                Bound::tighten(
                    &mut shape.maximum,
                    Bound {
                        value,
                        exclusive: true,
                    },
                    Ordering::Less,
                );
            }
            _ if value.float() > 0.0 => shape.multiple_of.push(value),
            _ => self.malformed(schema, keyword, "a number greater than 0"),
        }
    }

    fn count(&mut self, schema: &Schema<'d>, keyword: &'d str, shape: &mut Shape<'d>) {
        let Some(count) = schema.count(keyword) else {
            return self.malformed(schema, keyword, "an integer that is not negative");
        };
        let slot = match keyword {
            "minLength" => &mut shape.min_length,
            "maxLength" => &mut shape.max_length,
            "minItems" => &mut shape.min_items,
            "maxItems" => &mut shape.max_items,
            "minProperties" => &mut shape.min_properties,
            _ => &mut shape.max_properties,
        };
        let is_minimum = keyword.starts_with("min");
        *slot = Some(slot.map_or(count, |old| {
            if is_minimum {
                old.max(count)
            } else {
                old.min(count)
            }
        }));
    }

    fn required(&mut self, schema: &Schema<'d>, shape: &mut Shape<'d>) {
        match schema.get("required") {
            Some(Value::Array(names)) => names
                .iter()
                .filter_map(Value::as_str)
                .for_each(|name| shape.require(name)),
            _ => self.malformed(schema, "required", "an array of property names"),
        }
    }

    fn alternatives(
        &mut self,
        schema: &Schema<'d>,
        keyword: &'d str,
        fit: Fit,
        shape: &mut Shape<'d>,
    ) {
        let pointer = schema.pointer.child(keyword);
        // While a branch is lowered, the alternatives that it belongs to are decided already.
        if self.deciding.contains(&pointer) {
            return;
        }
        let branches = schema.list(keyword);
        if branches.is_empty() {
            return self.malformed(schema, keyword, "an array of at least one schema");
        }
        let discriminator = self.discriminator(schema);
        shape.unions.push(Alternatives {
            pointer,
            fit,
            branches,
            discriminator,
        });
    }

    /// A keyword that the types do not carry: said, and left out.
    pub(super) fn unsupported(&mut self, schema: &Schema<'d>, keyword: &str) {
        self.diagnostics.push(
            Diagnostic::warning(
                code::KEYWORD_UNSUPPORTED,
                Place::Key(schema.pointer.child(keyword)),
                format!("`{keyword}` is not checked"),
            )
            .label("the type accepts more than the schema"),
        );
    }
}
