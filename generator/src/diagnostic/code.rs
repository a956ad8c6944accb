//! The stable code of each finding. `docs/diagnostics.md` lists the same codes, and a test compares the two.

/// Declares constants and, from the same lines, the table of all codes.
macro_rules! codes {
    ($($name:ident = $code:literal: $meaning:literal;)*) => {
        $(#[doc = concat!($code, ": ", $meaning, ".")] pub const $name: &str = $code;)*

        /// Every code with what it means, in ascending order.
        pub const ALL: &[(&str, &str)] = &[$(($code, $meaning)),*];
    };
}

codes! {
    NOT_TEXT = "TW0101": "the file is neither UTF-8 nor UTF-16 text";
    NUL = "TW0102": "the text has a NUL character";
    EMPTY = "TW0103": "the file holds no document";
    TOO_LARGE = "TW0104": "the file is larger than the generator reads";
    TOO_DEEP = "TW0105": "values are nested deeper than the generator reads";
    JSON_SYNTAX = "TW0106": "the text is not JSON";
    YAML_SYNTAX = "TW0107": "the text is not YAML";
    SEVERAL_DOCUMENTS = "TW0108": "a YAML stream holds more than one document";
    ALIAS_BOMB = "TW0109": "YAML aliases repeat more content than the generator reads";
    ALIAS_CYCLE = "TW0110": "a YAML anchor contains an alias of itself";
    DUPLICATE_KEY = "TW0111": "a mapping has the same key twice, and the last value is used";
    NUMBER_RANGE = "TW0112": "a number is too large for a double";
    NUMBER_ROUNDED = "TW0113": "an integer is beyond 64 bits and was rounded";
    NOT_FINITE = "TW0114": "`.nan` and `.inf` have no JSON form, and are read as text";
    UNKNOWN_TAG = "TW0115": "a YAML tag is not of the core schema, and was ignored";
    TAG_MISMATCH = "TW0116": "a value does not have the form that its YAML tag asks for";
    BAD_MERGE = "TW0117": "a YAML merge key holds something other than mappings";
    COMPLEX_KEY = "TW0118": "a YAML key is a mapping or a sequence";
    ROOT_NOT_OBJECT = "TW0120": "the document is not an object";
    OLD_VERSION = "TW0121": "the document is Swagger 2.0 or older";
    NO_VERSION = "TW0122": "the document does not say which OpenAPI version it has";
    UNKNOWN_VERSION = "TW0123": "the OpenAPI version is none that the generator knows";
    VERSION_NUMBER = "TW0124": "the OpenAPI version is written as a number";
    REFERENCE_MISSING = "TW0130": "a reference leads to nothing";
    REFERENCE_FILE = "TW0131": "a reference leads to another file";
    REFERENCE_REMOTE = "TW0132": "a reference is a URL, and nothing is fetched";
    REFERENCE_ANCHOR = "TW0133": "a reference names an anchor or an `$id`";
    REFERENCE_MALFORMED = "TW0134": "a reference is not written as a reference";
    REFERENCE_CYCLE = "TW0135": "references lead back to where they started";
}
