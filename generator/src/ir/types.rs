//! Types: what a schema becomes.

use super::SchemaId;
use crate::pattern::Engine;
use crate::pointer::Pointer;

/// Names a type of the [`super::Api`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A type with a name.
#[derive(Clone, Debug)]
pub struct Type {
    /// Where its name comes from.
    pub naming: Naming,
    /// Where its schema stands.
    pub pointer: Pointer,
    /// What the document says of it.
    pub docs: Docs,
    /// The schema that is checked beside what the type says.
    pub check: Option<SchemaId>,
    /// What it is.
    pub kind: Kind,
}

/// Where a name comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// The key of a schema under `#/components/schemas`.
    Component(String),
    /// The place inside another type, such as a property's name.
    Child {
        /// The type that it belongs to.
        of: TypeId,
        /// The word that tells it from its siblings.
        word: String,
    },
    /// The place inside an operation.
    Operation {
        /// The operation, by its index.
        operation: usize,
        /// The word that tells it from its siblings, such as `Response`.
        word: String,
    },
}

impl Naming {
    /// The last word: what the place itself is called.
    pub fn word(&self) -> &str {
        match self {
            Self::Component(word) | Self::Child { word, .. } | Self::Operation { word, .. } => word,
        }
    }
}

/// What the document says of a thing, as it says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// `title` or `summary`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `format`, where it is not a type of its own.
    pub format: Option<String>,
    /// `default`, as JSON.
    pub default: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// What the generator has to say.
    pub remark: Option<&'static str>,
}

/// A use of a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TypeRef {
    /// A type with a name.
    Named(TypeId),
    /// Any string.
    String,
    /// `true` or `false`.
    Boolean,
    /// A number of a primitive type.
    Number(Primitive),
    /// An array.
    Array(Box<TypeRef>),
    /// An object used as a map.
    Map(Box<TypeRef>),
    /// A value or `null`.
    Nullable(Box<TypeRef>),
    /// `null` alone.
    Null,
    /// Any JSON value.
    Any,
}

/// The primitive type of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Primitive {
    /// A signed integer of 32 bits.
    I32,
    /// A signed integer of 64 bits.
    I64,
    /// An unsigned integer of 64 bits.
    U64,
    /// A double.
    F64,
}

/// What a type with a name is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An object with properties.
    Object(Object),
    /// An object that is sent as a form of parts, some of them files. No other type refers to it.
    Form(Object),
    /// A string with rules.
    String(Vec<StringRule>),
    /// A number with rules.
    Number(Primitive, Vec<NumberRule>),
    /// An array or a map; with rules, or because an alias would contain itself.
    Collection(TypeRef, Vec<CollectionRule>),
    /// An enum of strings.
    Choice(Vec<String>),
    /// An enum of integers or booleans.
    ScalarChoice(Vec<ScalarValue>),
    /// One of several types.
    Union(Union),
    /// A type that a schema constrains further.
    Checked(TypeRef),
    /// Another name of a type.
    Alias(TypeRef),
}

impl Kind {
    /// The types that it is made of.
    pub fn parts(&self) -> Vec<&TypeRef> {
        match self {
            Self::Object(object) | Self::Form(object) => {
                let values = object.properties.iter().map(|property| &property.value);
                let rest = match &object.rest {
                    Rest::Keep(value) => Some(value),
                    Rest::Refuse => None,
                };
                values.chain(rest).collect()
            }
            Self::Union(union) => union.branches.iter().map(|branch| &branch.value).collect(),
            Self::Alias(value) | Self::Checked(value) | Self::Collection(value, _) => vec![value],
            Self::String(_) | Self::Number(..) | Self::Choice(_) | Self::ScalarChoice(_) => {
                Vec::new()
            }
        }
    }

    /// The types with a name that it is made of.
    pub fn references(&self) -> impl Iterator<Item = TypeId> {
        self.parts().into_iter().filter_map(TypeRef::name)
    }
}

impl TypeRef {
    /// The type with a name in it.
    pub fn name(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::Array(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.name(),
            _ => None,
        }
    }
}

/// An object with properties.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its properties, in the order of the document.
    pub properties: Vec<Property>,
    /// What becomes of members that no property names.
    pub rest: Rest,
}

/// Which way a property travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Both ways.
    Both,
    /// `readOnly`: in responses only.
    ReadOnly,
    /// `writeOnly`: in requests only.
    WriteOnly,
}

/// A property.
#[derive(Clone, Debug)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// What the document says of it.
    pub docs: Docs,
    /// Whether it has to be there.
    pub presence: Presence,
    /// Which way it travels.
    pub access: Access,
    /// Its type.
    pub value: TypeRef,
    /// What it is in a form of parts, where that is no value.
    pub files: Option<Files>,
}

/// Binary members of a form of parts. In JSON they are strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Files {
    /// A file.
    One,
    /// An array of files.
    Many,
}

/// Whether a property has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// It has to.
    Required,
    /// It may be absent.
    Optional,
}

/// What becomes of members that no property names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// They are refused.
    Refuse,
    /// They are kept, as values of a type.
    Keep(TypeRef),
}

/// A rule of a string.
#[derive(Clone, Debug)]
pub enum StringRule {
    /// `minLength`
    MinLength(u64),
    /// `maxLength`
    MaxLength(u64),
    /// `pattern`
    Pattern(PatternUse),
}

/// A pattern and what checks it.
#[derive(Clone, Debug)]
pub struct PatternUse {
    /// The pattern as the document writes it.
    pub source: String,
    /// What checks it.
    pub engine: Engine,
}

/// A rule of a number. Bounds are decimal literals, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberRule {
    /// `minimum`
    Minimum(String),
    /// `exclusiveMinimum`
    ExclusiveMinimum(String),
    /// `maximum`
    Maximum(String),
    /// `exclusiveMaximum`
    ExclusiveMaximum(String),
    /// `multipleOf`
    MultipleOf(String),
}

/// A rule of an array or a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CollectionRule {
    /// `minItems`
    MinItems(u64),
    /// `maxItems`
    MaxItems(u64),
    /// `uniqueItems`
    UniqueItems,
    /// `minProperties`
    MinProperties(u64),
    /// `maxProperties`
    MaxProperties(u64),
}

/// A value of an enum that is no string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarValue {
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// How many branches have to fit.
    pub fit: Fit,
    /// The property whose value names the branch.
    pub discriminator: Option<String>,
    /// The branches, in the order of the document.
    pub branches: Vec<Branch>,
}

impl Union {
    /// At least one of the branches, whichever fits.
    pub fn any_of(branches: Vec<Branch>) -> Self {
        Self {
            fit: Fit::AnyOf,
            discriminator: None,
            branches,
        }
    }
}

/// How many branches of a union have to fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// `oneOf`: exactly one.
    OneOf,
    /// `anyOf`: at least one.
    AnyOf,
}

/// A branch of a union.
#[derive(Clone, Debug)]
pub struct Branch {
    /// What to call it, where its type does not say.
    pub word: Option<String>,
    /// Its type.
    pub value: TypeRef,
    /// The values of the discriminator that name it.
    pub tags: Vec<String>,
}
