//! Rules of a schema, and what breaks them.

use std::fmt;

/// The rule of the schema that a value breaks. Bounds are written as the document writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// `type`: the JSON type that was expected.
    Type(&'static str),
    /// `required`: the property has to be there.
    Required,
    /// A name that stands twice in one object.
    Duplicate,
    /// `additionalProperties`: the schema allows no other property.
    AdditionalProperties,
    /// `minLength`, in code points.
    MinLength(u64),
    /// `maxLength`, in code points.
    MaxLength(u64),
    /// `pattern`: an ECMA-262 regular expression that has to match somewhere.
    Pattern(&'static str),
    /// `minimum`, inclusive.
    Minimum(&'static str),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(&'static str),
    /// `maximum`, inclusive.
    Maximum(&'static str),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(&'static str),
    /// `multipleOf`.
    MultipleOf(&'static str),
    /// `enum` or `const`: one of the listed values.
    Enum,
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
    /// `oneOf`: exactly one branch has to fit.
    OneOf,
    /// `anyOf`: at least one branch has to fit.
    AnyOf,
    /// `not`: the value must not be valid against a schema.
    Not,
    /// `false`: no value is valid.
    Never,
    /// `dependentRequired`: the property has to be there, because the named one is.
    DependentRequired(&'static str),
    /// `propertyNames`
    PropertyNames,
    /// `unevaluatedProperties`: no other property is allowed.
    UnevaluatedProperties,
    /// `items`: no further item is allowed.
    Items,
    /// `unevaluatedItems`: no other item is allowed.
    UnevaluatedItems,
    /// `contains` and `minContains`: how many items have to fit a schema at least.
    MinContains(u64),
    /// `maxContains`: how many items may fit a schema at most.
    MaxContains(u64),
    /// `xml.name`: what the root element is called.
    Element(&'static str),
    /// `xml.wrapped`: whether an array stands in an element of its own.
    Wrapped(bool),
    /// The root element has an element more around what the schema describes.
    Enclosed,
}

impl Rule {
    /// What is wrong, given how long or how many the value is.
    fn describe(self, f: &mut fmt::Formatter<'_>, found: u64) -> fmt::Result {
        match self {
            Self::Type(expected) => write!(f, "expected {expected}"),
            Self::Required => f.write_str("required, but missing"),
            Self::Duplicate => f.write_str("the name stands twice"),
            Self::AdditionalProperties => f.write_str("a property that the schema does not allow"),
            Self::MinLength(min) => {
                write!(f, "{}, at least {min} required", Count(found, "character"))
            }
            Self::MaxLength(max) => {
                write!(f, "{}, at most {max} allowed", Count(found, "character"))
            }
            Self::Pattern(pattern) => write!(f, "does not match {pattern}"),
            Self::Minimum(min) => write!(f, "less than {min}"),
            Self::ExclusiveMinimum(min) => write!(f, "not greater than {min}"),
            Self::Maximum(max) => write!(f, "greater than {max}"),
            Self::ExclusiveMaximum(max) => write!(f, "not less than {max}"),
            Self::MultipleOf(step) => write!(f, "not a multiple of {step}"),
            Self::Enum => f.write_str("not one of the listed values"),
            Self::MinItems(min) => write!(f, "{}, at least {min} required", Count(found, "item")),
            Self::MaxItems(max) => write!(f, "{}, at most {max} allowed", Count(found, "item")),
            Self::UniqueItems => f.write_str("an item stands twice"),
            Self::MinProperties(min) => {
                write!(f, "{}, at least {min} required", Count(found, "member"))
            }
            Self::MaxProperties(max) => {
                write!(f, "{}, at most {max} allowed", Count(found, "member"))
            }
            Self::OneOf if found > 1 => {
                write!(f, "fits {found} of the alternatives, exactly one required")
            }
            Self::OneOf | Self::AnyOf => f.write_str("fits none of the alternatives"),
            Self::Not => f.write_str("is what the schema rules out"),
            Self::Never => f.write_str("the schema allows no value"),
            Self::DependentRequired(name) => {
                write!(f, "required beside {name:?}, but missing")
            }
            Self::PropertyNames => f.write_str("a name that the schema does not allow"),
            Self::UnevaluatedProperties => {
                f.write_str("a property that the schema does not allow here")
            }
            Self::Items | Self::UnevaluatedItems => {
                f.write_str("an item that the schema does not allow")
            }
            Self::MinContains(min) => {
                write!(
                    f,
                    "{} of the kind, at least {min} required",
                    Count(found, "item")
                )
            }
            Self::MaxContains(max) => {
                write!(
                    f,
                    "{} of the kind, at most {max} allowed",
                    Count(found, "item")
                )
            }
            Self::Element(name) => write!(f, "the root element is not <{name}>"),
            Self::Wrapped(true) => f.write_str("the array is not in an element of its own"),
            Self::Wrapped(false) => f.write_str("the array is in an element of its own"),
            Self::Enclosed => f.write_str("the root element has one more around its members"),
        }
    }
}

/// A number with its noun.
struct Count(u64, &'static str);

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}{}",
            self.0,
            self.1,
            if self.0 == 1 { "" } else { "s" }
        )
    }
}

/// A value was refused: which type, which rule, which value.
///
/// Displays in one line: `Tag: 2 characters, at least 3 required: "ab"`. The value is shortened
/// and escaped, so that the line is safe to log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError(Box<Refusal>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    subject: &'static str,
    rule: Rule,
    found: u64,
    value: String,
}

impl ValidationError {
    /// A refusal of `value` by `rule`; `found` is its length where the rule bounds one.
    pub fn new(subject: &'static str, rule: Rule, found: u64, value: impl fmt::Debug) -> Self {
        Self(Box::new(Refusal {
            subject,
            rule,
            found,
            value: excerpt(value),
        }))
    }

    /// A refusal of what is not there, or whose value says nothing.
    pub fn without_value(subject: &'static str, rule: Rule) -> Self {
        Self(Box::new(Refusal {
            subject,
            rule,
            found: 0,
            value: String::new(),
        }))
    }

    /// The rule that was broken.
    pub fn rule(&self) -> Rule {
        self.0.rule
    }

    /// The value, escaped and shortened; empty where there is none.
    pub fn value(&self) -> &str {
        &self.0.value
    }

    /// The line without the type's name.
    fn describe(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.rule.describe(f, self.0.found)?;
        if self.0.value.is_empty() {
            Ok(())
        } else {
            write!(f, ": {}", self.0.value)
        }
    }
}

impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.0.subject)?;
        self.describe(f)
    }
}

impl std::error::Error for ValidationError {}

/// A value of a response that the schema does not allow. It was kept as the server wrote it.
///
/// Displays in one line: `/data/tags: required, but missing`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(super) pointer: String,
    pub(super) error: ValidationError,
}

impl Violation {
    /// Where it is: a JSON Pointer (RFC 6901) into the response body.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The rule that was broken.
    pub fn rule(&self) -> Rule {
        self.error.rule()
    }

    /// The value, escaped and shortened; empty where there is none.
    pub fn value(&self) -> &str {
        self.error.value()
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.pointer.is_empty() {
            write!(f, "{}: ", self.pointer)?;
        }
        self.error.describe(f)
    }
}

/// At most this much of a value goes into a message.
const EXCERPT: usize = 120;

/// The value as `Debug` writes it, which escapes control characters, cut at [`EXCERPT`].
fn excerpt(value: impl fmt::Debug) -> String {
    let mut text = Excerpt(String::new());
    // The writer stops the formatting once it is full, so a huge value costs no more than this.
    if fmt::write(&mut text, format_args!("{value:?}")).is_err() {
        text.0.push('\u{2026}');
    }
    text.0
}

struct Excerpt(String);

impl fmt::Write for Excerpt {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut room = EXCERPT.saturating_sub(self.0.len()).min(text.len());
        while !text.is_char_boundary(room) {
            room -= 1;
        }
        self.0.push_str(&text[..room]);
        if room == text.len() {
            Ok(())
        } else {
            Err(fmt::Error)
        }
    }
}
