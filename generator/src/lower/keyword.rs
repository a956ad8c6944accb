//! Schemas to data: every keyword that a crate can check by itself.

use super::Lowering;
use super::bound::Decimal;
use super::json_type::Types;
use super::schema::Schema;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::ir::{self, CollectionRule, Keyword, NumberRule, PatternUse, SchemaId, StringRule};
use crate::load::Version;
use crate::pattern;
use crate::pointer::Pointer;
use serde_json::{Number, Value};

impl<'d> Lowering<'d> {
    /// A schema with all that it asks.
    pub(super) fn data(&mut self, schema: &Schema<'d>) -> ir::Schema {
        let Some(keywords) = schema.keywords() else {
            return match schema.value {
                Value::Bool(false) => ir::Schema::never(),
                _ => ir::Schema::default(),
            };
        };
        if self.depth >= super::MOST_NESTED {
            self.warn(
                code::SCHEMA_TOO_DEEP,
                &schema.pointer,
                "schemas are nested too deeply",
                "any value is accepted here",
            );
            return ir::Schema::default();
        }
        self.depth += 1;
        let only_reference = self.document.version == Version::V3_0 && schema.reference().is_some();
        let mut found: Vec<Keyword> = keywords
            .keys()
            .filter(|keyword| !only_reference || *keyword == "$ref")
            .flat_map(|keyword| self.keyword(schema, keyword))
            .collect();
        self.depth -= 1;
        // What was evaluated is known once all others have been looked at.
        found.sort_by_key(|keyword| {
            matches!(
                keyword,
                Keyword::UnevaluatedItems(_) | Keyword::UnevaluatedProperties(_)
            )
        });
        if self.document.is_dynamic(&schema.pointer) && self.is_resource(schema) {
            found.insert(0, self.resource(schema));
        }
        let schema_data = ir::Schema { keywords: found };
        if self.wants_null(schema).is_some() {
            let null = ir::Schema {
                keywords: vec![Keyword::Type(vec!["null"])],
            };
            let keywords = vec![Keyword::AnyOf(vec![null, schema_data])];
            return ir::Schema { keywords };
        }
        schema_data
    }

    /// The schema that others refer to; made later, for it may refer to itself.
    pub(super) fn referred_data(&mut self, target: Schema<'d>) -> SchemaId {
        if let Some(id) = self.schema_ids.get(&target.pointer) {
            return *id;
        }
        let id = self.carry(target.pointer.clone(), ir::Schema::default());
        self.schema_ids.insert(target.pointer.clone(), id);
        self.pending_schemas.push((id, target));
        id
    }

    /// Makes the schemas that were referred to, until nothing is left.
    pub(super) fn referred_schemas(&mut self) {
        while let Some((SchemaId(index), schema)) = self.pending_schemas.pop() {
            let mut data = self.data(&schema);
            if self.document.is_dynamic(&schema.pointer) && !self.is_resource(&schema) {
                data.keywords.insert(0, self.resource(&schema));
            }
            self.api.schemas[index].schema = data;
        }
    }

    /// Puts a schema into the crate.
    pub(super) fn carry(&mut self, pointer: Pointer, schema: ir::Schema) -> SchemaId {
        self.api.schemas.push(ir::NamedSchema { pointer, schema });
        SchemaId(self.api.schemas.len() - 1)
    }

    /// One keyword of a schema with those that it is read with; nothing for one that does not
    /// constrain, is read with another, or is not well-formed.
    pub(super) fn keyword(&mut self, schema: &Schema<'d>, keyword: &str) -> Vec<Keyword> {
        match keyword {
            "$ref" => {
                let reference = schema.reference().unwrap_or_default();
                let target = self.target(reference, &schema.pointer);
                let id = target.map(|target| self.referred_data(target));
                id.map(Keyword::Ref).into_iter().collect()
            }
            "$dynamicRef" => self.dynamic_keyword(schema).into_iter().collect(),
            "allOf" => vec![Keyword::AllOf(self.data_list(schema, keyword))],
            "anyOf" => vec![Keyword::AnyOf(self.data_list(schema, keyword))],
            "oneOf" => vec![Keyword::OneOf(self.data_list(schema, keyword))],
            "not" => self.one(schema, keyword, Keyword::Not),
            "if" => self.conditional(schema),
            "type" => self.type_keyword(schema),
            "enum" | "const" => match schema.get(keyword) {
                Some(Value::Array(values)) if keyword == "enum" => {
                    vec![Keyword::Enum(values.clone())]
                }
                Some(value) if keyword == "const" => vec![Keyword::Enum(vec![value.clone()])],
                _ => Vec::new(),
            },
            "pattern" => {
                let pattern = schema
                    .text(keyword)
                    .and_then(|source| self.pattern(source, &schema.pointer.child(keyword)));
                let rule = pattern.map(|pattern| Keyword::String(StringRule::Pattern(pattern)));
                rule.into_iter().collect()
            }
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                number(schema, keyword)
                    .map(Keyword::Number)
                    .into_iter()
                    .collect()
            }
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties" => count(schema, keyword).into_iter().collect(),
            "uniqueItems" if schema.is_true(keyword) => {
                vec![Keyword::Collection(CollectionRule::UniqueItems)]
            }
            _ if is_array_keyword(keyword) => self.array_keyword(schema, keyword),
            _ => self.object_keyword(schema, keyword),
        }
    }

    fn data_list(&mut self, schema: &Schema<'d>, keyword: &str) -> Vec<ir::Schema> {
        let schemas = schema.list(keyword);
        schemas.iter().map(|schema| self.data(schema)).collect()
    }

    fn one(
        &mut self,
        schema: &Schema<'d>,
        keyword: &str,
        make: fn(Box<ir::Schema>) -> Keyword,
    ) -> Vec<Keyword> {
        let below = schema.below(keyword);
        let data = below.map(|below| make(Box::new(self.data(&below))));
        data.into_iter().collect()
    }

    fn conditional(&mut self, schema: &Schema<'d>) -> Vec<Keyword> {
        let part = |keyword| schema.below(keyword);
        let [test, then, otherwise] = ["if", "then", "else"]
            .map(part)
            .map(|part| part.map(|part| self.data(&part)).unwrap_or_default());
        vec![Keyword::If(Box::new([test, then, otherwise]))]
    }

    fn type_keyword(&mut self, schema: &Schema<'d>) -> Vec<Keyword> {
        let Ok(Some(types)) = self.declared_types(schema) else {
            return Vec::new();
        };
        vec![Keyword::Type(types.names())]
    }

    /// The types that `type` and `nullable` name; an error where `type` is not well-formed.
    pub(super) fn declared_types(&self, schema: &Schema) -> Result<Option<Types>, ()> {
        let names: Vec<&Value> = match schema.get("type") {
            None => return Ok(None),
            Some(Value::Array(names)) => names.iter().collect(),
            Some(name) => vec![name],
        };
        let mut types = Types::NONE;
        for name in names {
            types = types.or(name.as_str().and_then(Types::named).ok_or(())?);
        }
        // 3.1 knows no `nullable`, but its authors do.
        let counts = self.document.version == Version::V3_0 || !self.is_by_the_letter();
        if counts && schema.is_true("nullable") {
            types = types.or(Types::NULL);
        }
        Ok(Some(types))
    }

    fn array_keyword(&mut self, schema: &Schema<'d>, keyword: &str) -> Vec<Keyword> {
        // `items` as an array is what `prefixItems` was called before 2020-12.
        let prefix = match schema.get("items") {
            Some(Value::Array(_)) => "items",
            _ => "prefixItems",
        };
        let first = schema.list(prefix).len();
        match keyword {
            _ if keyword == prefix => vec![Keyword::PrefixItems(self.data_list(schema, prefix))],
            "additionalItems" if prefix != "items" => Vec::new(),
            "items" | "additionalItems" => {
                let below = schema.below(keyword);
                let rest = below.map(|below| Keyword::Items(first, Box::new(self.data(&below))));
                rest.into_iter().collect()
            }
            "contains" => {
                let below = schema.below(keyword);
                let contains = below.map(|below| Keyword::Contains {
                    schema: Box::new(self.data(&below)),
                    min: schema.count("minContains").unwrap_or(1),
                    max: schema.count("maxContains"),
                });
                contains.into_iter().collect()
            }
            _ => self.one(schema, keyword, Keyword::UnevaluatedItems),
        }
    }

    fn object_keyword(&mut self, schema: &Schema<'d>, keyword: &str) -> Vec<Keyword> {
        match keyword {
            "required" => vec![Keyword::Required(texts(schema.get(keyword)))],
            "properties" => vec![Keyword::Properties(self.data_named(schema, keyword))],
            "patternProperties" => {
                let named = schema.named(keyword);
                let named = named.iter().filter_map(|(source, below)| {
                    Some((self.pattern(source, &below.pointer)?, self.data(below)))
                });
                vec![Keyword::PatternProperties(named.collect())]
            }
            "additionalProperties" => {
                let Some(below) = schema.below(keyword) else {
                    return Vec::new();
                };
                let names = schema.named("properties");
                let patterns = schema.named("patternProperties");
                let patterns = patterns
                    .iter()
                    .filter_map(|(source, below)| self.pattern(source, &below.pointer));
                vec![Keyword::AdditionalProperties {
                    names: names.iter().map(|(name, _)| (*name).to_owned()).collect(),
                    patterns: patterns.collect(),
                    schema: Box::new(self.data(&below)),
                }]
            }
            "propertyNames" => self.one(schema, keyword, Keyword::PropertyNames),
            "unevaluatedProperties" => self.one(schema, keyword, Keyword::UnevaluatedProperties),
            "dependentRequired" | "dependentSchemas" | "dependencies" => {
                let named = schema.named(keyword);
                let dependent = named.iter().map(|(name, below)| match below.value {
                    Value::Array(_) => {
                        Keyword::DependentRequired((*name).to_owned(), texts(Some(below.value)))
                    }
                    _ => Keyword::DependentSchema((*name).to_owned(), self.data(below)),
                });
                dependent.collect()
            }
            _ => Vec::new(),
        }
    }

    fn data_named(&mut self, schema: &Schema<'d>, keyword: &str) -> Vec<(String, ir::Schema)> {
        let named = schema.named(keyword);
        let named = named.iter();
        named
            .map(|(name, below)| ((*name).to_owned(), self.data(below)))
            .collect()
    }

    /// A pattern, compiled; what is none is said, and accepts any text.
    pub(super) fn pattern(&mut self, source: &str, pointer: &Pointer) -> Option<PatternUse> {
        match pattern::compile(source, &mut self.patterns) {
            Ok(engine) => Some(PatternUse {
                source: source.to_owned(),
                engine,
            }),
            Err(error) => {
                let message = format!("the pattern is not checked: {}", brief(&error.to_string()));
                let place = Place::Value(pointer.clone());
                let warning = Diagnostic::warning(code::PATTERN_INVALID, place, message)
                    .label("any text is accepted here");
                self.diagnostics.push(warning.help_if(error.help));
                None
            }
        }
    }
}

fn is_array_keyword(keyword: &str) -> bool {
    matches!(
        keyword,
        "prefixItems" | "items" | "additionalItems" | "contains" | "unevaluatedItems"
    )
}

fn texts(value: Option<&Value>) -> Vec<String> {
    let names = value.and_then(Value::as_array).into_iter().flatten();
    let names = names.filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

fn number(schema: &Schema, keyword: &str) -> Option<NumberRule> {
    let number = schema.get(keyword)?.as_number()?;
    let literal = literal(number)?;
    Some(match keyword {
        "minimum" if schema.is_true("exclusiveMinimum") => NumberRule::ExclusiveMinimum(literal),
        "minimum" => NumberRule::Minimum(literal),
        "maximum" if schema.is_true("exclusiveMaximum") => NumberRule::ExclusiveMaximum(literal),
        "maximum" => NumberRule::Maximum(literal),
        "exclusiveMinimum" => NumberRule::ExclusiveMinimum(literal),
        "exclusiveMaximum" => NumberRule::ExclusiveMaximum(literal),
        _ if number.as_f64()? > 0.0 => NumberRule::MultipleOf(literal),
        _ => return None,
    })
}

/// A number as a literal of Rust: an integer where it is one of 64 bits, else a double.
fn literal(number: &Number) -> Option<String> {
    let exact = Decimal::new(number)?;
    let integer = exact
        .integer()
        .filter(|integer| i64::try_from(*integer).is_ok() || u64::try_from(*integer).is_ok());
    Some(match integer {
        Some(integer) => integer.to_string(),
        None => format!("{:?}", exact.float()),
    })
}

fn count(schema: &Schema, keyword: &str) -> Option<Keyword> {
    let count = schema.count(keyword)?;
    Some(match keyword {
        "minLength" => Keyword::String(StringRule::MinLength(count)),
        "maxLength" => Keyword::String(StringRule::MaxLength(count)),
        "minItems" => Keyword::Collection(CollectionRule::MinItems(count)),
        "maxItems" => Keyword::Collection(CollectionRule::MaxItems(count)),
        "minProperties" => Keyword::Collection(CollectionRule::MinProperties(count)),
        _ => Keyword::Collection(CollectionRule::MaxProperties(count)),
    })
}
