//! The walk over schemas, and what is looked at in each.

use super::Linter;
use super::evaluate::Direction;
use super::example::Kind;
use super::path::Node;
use crate::load::Version;

impl<'d> Linter<'d> {
    /// A schema and all schemas in it.
    pub(super) fn schema(&mut self, schema: &Node<'_, 'd>) {
        let Some(keywords) = schema.object() else {
            return;
        };
        if self.document.version == Version::V3_0 && keywords.contains_key("$ref") {
            self.beside_reference(schema);
            return; // 3.0: what stands beside a `$ref` does not count.
        }
        for (keyword, value) in schema.members() {
            self.other_version(schema, keyword, &value);
            self.keyword(schema, keyword, &value);
        }
    }

    fn keyword(&mut self, schema: &Node<'_, 'd>, keyword: &'d str, value: &Node<'_, 'd>) {
        match keyword {
            "items"
            | "additionalProperties"
            | "not"
            | "if"
            | "then"
            | "else"
            | "contains"
            | "propertyNames"
            | "unevaluatedItems"
            | "unevaluatedProperties"
            | "additionalItems"
            | "contentSchema"
                if value.value.is_object() =>
            {
                self.schema(value);
            }
            "allOf" | "oneOf" | "anyOf" | "prefixItems" | "items" => {
                for inner in value.elements() {
                    self.schema(&inner);
                }
            }
            "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas" => {
                for (_, inner) in value.members() {
                    self.schema(&inner);
                }
            }
            "enum" | "const" => self.choice(schema, keyword, value),
            "pattern" => self.pattern(value),
            "discriminator" => self.discriminator(schema, value),
            "required" => self.required(schema, value),
            "minimum" | "exclusiveMinimum" => self.numeric_bounds(schema, keyword),
            "minLength" | "minItems" | "minProperties" | "minContains" => {
                self.size_bounds(schema, keyword);
            }
            "example" => self.example(Kind::Example, schema, value, Direction::Either),
            "default" => self.example(Kind::Default, schema, value, Direction::Either),
            "examples" if self.document.version > Version::V3_0 => {
                for example in value.elements() {
                    self.example(Kind::Example, schema, &example, Direction::Either);
                }
            }
            _ => {}
        }
    }
}
