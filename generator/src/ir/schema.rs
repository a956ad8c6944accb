//! Schemas as data: what types do not say, and a crate checks when it decodes.

use super::{CollectionRule, NumberRule, PatternUse, StringRule};
use crate::pointer::Pointer;
use serde_json::Value;

/// Names a schema of the [`super::Api`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub usize);

/// A schema that a crate carries.
#[derive(Clone, Debug)]
pub struct NamedSchema {
    /// Where it stands.
    pub pointer: Pointer,
    /// What it asks.
    pub schema: Schema,
}

/// A schema: all of its keywords have to hold.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The keywords; those that look at what others have evaluated come last.
    pub keywords: Vec<Keyword>,
}

/// A keyword with its value, by the name that JSON Schema gives it.
#[derive(Clone, Debug)]
pub enum Keyword {
    /// `false`: no value is valid.
    Never,
    /// The resource that evaluation enters here, by its `$dynamicAnchor`s; comes first.
    Resource(Vec<(String, SchemaId)>),
    /// `$ref`
    Ref(SchemaId),
    /// `$dynamicRef`: an anchor, and what it names if no resource that was entered before has it.
    DynamicRef(String, SchemaId),
    /// `type`: the names of JSON types.
    Type(Vec<&'static str>),
    /// `enum` and `const`
    Enum(Vec<Value>),
    /// A keyword of strings.
    String(StringRule),
    /// A keyword of numbers.
    Number(NumberRule),
    /// A keyword that counts items or members, or `uniqueItems`.
    Collection(CollectionRule),
    /// `required`
    Required(Vec<String>),
    /// One member of `dependentRequired`.
    DependentRequired(String, Vec<String>),
    /// One member of `dependentSchemas`.
    DependentSchema(String, Schema),
    /// `properties`
    Properties(Vec<(String, Schema)>),
    /// `patternProperties`
    PatternProperties(Vec<(PatternUse, Schema)>),
    /// `additionalProperties`, with the `properties` and the `patternProperties` beside it.
    AdditionalProperties {
        /// Names that are none of the additional ones.
        names: Vec<String>,
        /// Patterns of such names.
        patterns: Vec<PatternUse>,
        /// What the others have to be.
        schema: Box<Schema>,
    },
    /// `propertyNames`
    PropertyNames(Box<Schema>),
    /// `prefixItems`
    PrefixItems(Vec<Schema>),
    /// `items`, from an index on.
    Items(usize, Box<Schema>),
    /// `contains`, with `minContains` and `maxContains`.
    Contains {
        /// What the items have to be.
        schema: Box<Schema>,
        /// How many at least.
        min: u64,
        /// How many at most.
        max: Option<u64>,
    },
    /// `allOf`
    AllOf(Vec<Schema>),
    /// `anyOf`
    AnyOf(Vec<Schema>),
    /// `oneOf`
    OneOf(Vec<Schema>),
    /// `not`
    Not(Box<Schema>),
    /// `if`, `then`, `else`
    If(Box<[Schema; 3]>),
    /// `unevaluatedItems`
    UnevaluatedItems(Box<Schema>),
    /// `unevaluatedProperties`
    UnevaluatedProperties(Box<Schema>),
}

impl Schema {
    /// The schema of no value.
    pub fn never() -> Self {
        Self {
            keywords: vec![Keyword::Never],
        }
    }

    /// Whether `null` is valid; `None` where another schema decides.
    pub fn admits_null(&self) -> Option<bool> {
        let all = |schemas: &[Self]| -> Option<Vec<bool>> {
            schemas.iter().map(Self::admits_null).collect()
        };
        for keyword in &self.keywords {
            let admits = match keyword {
                Keyword::Ref(_) | Keyword::DynamicRef(..) => return None,
                Keyword::Never => false,
                Keyword::Type(types) => types.contains(&"null"),
                Keyword::Enum(values) => values.contains(&Value::Null),
                Keyword::AllOf(schemas) => all(schemas)?.iter().all(|admits| *admits),
                Keyword::AnyOf(schemas) => all(schemas)?.contains(&true),
                Keyword::OneOf(schemas) => {
                    all(schemas)?.iter().filter(|admits| **admits).count() == 1
                }
                Keyword::Not(schema) => !schema.admits_null()?,
                Keyword::If(schemas) => {
                    let [test, then, otherwise] = &**schemas;
                    let next = if test.admits_null()? { then } else { otherwise };
                    next.admits_null()?
                }
                _ => true, // A keyword of another type.
            };
            if !admits {
                return Some(false);
            }
        }
        Some(true)
    }

    /// The schemas directly inside this one.
    pub fn parts(&self) -> impl Iterator<Item = &Schema> {
        self.keywords.iter().flat_map(|keyword| -> Vec<&Schema> {
            match keyword {
                Keyword::DependentSchema(_, schema) => vec![schema],
                Keyword::Properties(named) => named.iter().map(|(_, schema)| schema).collect(),
                Keyword::PatternProperties(named) => {
                    named.iter().map(|(_, schema)| schema).collect()
                }
                Keyword::AdditionalProperties { schema, .. }
                | Keyword::Contains { schema, .. }
                | Keyword::PropertyNames(schema)
                | Keyword::Items(_, schema)
                | Keyword::Not(schema)
                | Keyword::UnevaluatedItems(schema)
                | Keyword::UnevaluatedProperties(schema) => vec![schema],
                Keyword::PrefixItems(schemas)
                | Keyword::AllOf(schemas)
                | Keyword::AnyOf(schemas)
                | Keyword::OneOf(schemas) => schemas.iter().collect(),
                Keyword::If(schemas) => schemas.iter().collect(),
                _ => Vec::new(),
            }
        })
    }

    /// The patterns of this schema and of those inside it.
    pub fn patterns(&self) -> Vec<&PatternUse> {
        let mut found = Vec::new();
        for keyword in &self.keywords {
            match keyword {
                Keyword::String(StringRule::Pattern(pattern)) => found.push(pattern),
                Keyword::PatternProperties(named) => {
                    found.extend(named.iter().map(|(pattern, _)| pattern));
                }
                Keyword::AdditionalProperties { patterns, .. } => found.extend(patterns),
                _ => {}
            }
        }
        found.extend(self.parts().flat_map(Self::patterns));
        found
    }

    /// The schemas that this one and those inside it refer to.
    pub fn references(&self) -> Vec<SchemaId> {
        let own = self.keywords.iter().flat_map(|keyword| match keyword {
            Keyword::Ref(id) | Keyword::DynamicRef(_, id) => vec![*id],
            Keyword::Resource(anchors) => anchors.iter().map(|(_, id)| *id).collect(),
            _ => Vec::new(),
        });
        own.chain(self.parts().flat_map(Self::references)).collect()
    }
}
