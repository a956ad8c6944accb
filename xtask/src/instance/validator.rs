//! The other validator: the crate `jsonschema`, with an engine of ECMA-262 for patterns.

use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError, Validator};
use regress::Regex;
use serde_json::{Map, Value};

/// A validator of a schema of 2020-12, or why there is none. `format` is an annotation unless it is asked to count.
pub(crate) fn build(schema: &Value, formats_count: bool) -> Result<Validator, String> {
    jsonschema::draft202012::options()
        .should_validate_formats(formats_count)
        .with_keyword("pattern", pattern)
        .build(schema)
        .map_err(|error| error.to_string())
}

/// Why a value is not valid.
pub(crate) fn reason(validator: &Validator, instance: &Value) -> String {
    let error = validator.iter_errors(instance).next();
    error.map_or_else(
        || "valid".to_owned(),
        |error| format!("{}: {error}", error.instance_path()),
    )
}

/// The crate's own engine is not that of ECMA-262.
struct Pattern(Regex);

fn pattern<'a>(
    _: &'a Map<String, Value>,
    value: &'a Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
    let source = value.as_str().unwrap_or_default();
    // Those without a meaning under the flag may have one without it.
    let regex = Regex::with_flags(source, "u").or_else(|_| Regex::new(source));
    match regex {
        Ok(regex) => Ok(Box::new(Pattern(regex))),
        Err(error) => Err(ValidationError::custom(error.to_string())),
    }
}

impl<'i> Keyword<'i> for Pattern {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        match self.is_valid(instance) {
            true => Ok(()),
            false => Err(ValidationError::custom("the pattern does not match")),
        }
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        let text = instance.as_str();
        text.is_none_or(|text| self.0.find(text).is_some())
    }
}
