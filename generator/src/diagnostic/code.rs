//! The stable code of each finding, with what it means. `explain/` has a page for each.

/// A code, and what there is to say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Stable name, such as `TW0214`.
    pub name: &'static str,
    /// What it means, in a part of a sentence.
    pub meaning: &'static str,
    /// Why it is so, an example, and the way out: Markdown.
    pub page: &'static str,
}

/// Declares constants and, from the same lines, the table of all codes.
macro_rules! codes {
    ($($name:ident = $code:literal: $meaning:literal;)*) => {
        $(#[doc = concat!($code, ": ", $meaning, ".")] pub const $name: &str = $code;)*

        /// Every code, in ascending order.
        pub const ALL: &[Code] = &[$(Code {
            name: $code,
            meaning: $meaning,
            page: include_str!(concat!("explain/", $code, ".md")),
        }),*];
    };
}

codes! {
    NOT_TEXT = "TW0101": "the file is neither UTF-8 nor UTF-16 text";
    NUL = "TW0102": "the text has a NUL character";
    EMPTY = "TW0103": "the file holds no document";
    TOO_LARGE = "TW0104": "the document is larger than the generator reads";
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
    REFERENCE_FILE = "TW0131": "a reference leads to a file that is not read";
    REFERENCE_REMOTE = "TW0132": "a reference is a URL, and nothing is fetched";
    REFERENCE_ANCHOR = "TW0133": "a reference names an anchor that no schema has";
    REFERENCE_MALFORMED = "TW0134": "a reference is not written as a reference";
    REFERENCE_CYCLE = "TW0135": "references lead back to where they started";
    IDENTIFIER_REPEATED = "TW0136": "two schemas have the same `$id` or anchor";
    REFERENCE_OUTSIDE = "TW0137": "a reference leads out of the folder of the document";
    FILTER_UNMATCHED = "TW0140": "a filter fits no operation";
    FILTER_REFERENCE = "TW0141": "a reference leads into an operation that the filter leaves out";
    OVERLAY_MALFORMED = "TW0142": "an overlay does not have its form";
    OVERLAY_UNMATCHED = "TW0143": "the target of an overlay's action selects nothing";
    OVERLAY_CONFLICT = "TW0144": "an overlay's action does not fit what it changes";

    OPERATION_ID_REPEATED = "TW0201": "two operations have the same `operationId`";
    PATH_REPEATED = "TW0202": "two paths differ in nothing but the names of their parameters";
    PARAMETER_REPEATED = "TW0203": "a list of parameters has the same parameter twice";
    FIELD_MISSING = "TW0204": "an object of OpenAPI lacks a field that it has to have";
    NAME_MALFORMED = "TW0205": "a path, a status or a media type is not written as one";
    BOUNDS_CROSSED = "TW0210": "a lower bound and an upper bound leave nothing between them";
    REQUIRED_FORBIDDEN = "TW0211": "a required property is none that the schema allows";
    REQUIRED_UNKNOWN = "TW0212": "a required property is none that the schema describes, but is spelt like one";
    CHOICE_EXCLUDED = "TW0214": "a value of an `enum` or `const` is excluded by another keyword of the schema";
    CHOICE_REPEATED = "TW0215": "an `enum` lists a value twice";
    DISCRIMINATOR_UNMATCHED = "TW0216": "a discriminator names a schema or a property that is not there";
    PATTERN_FOREIGN = "TW0217": "a pattern is written for another language, and means something else in ECMA-262";
    OTHER_VERSION = "TW0218": "a keyword has the form of another version of OpenAPI";
    EXAMPLE_INVALID = "TW0220": "an example is not valid against its schema";
    DEFAULT_INVALID = "TW0221": "a `default` is not valid against its schema";
    EXAMPLE_UNCHECKED = "TW0222": "the examples of the document take too much work, so some are checked in part";

    SCHEMA_MALFORMED = "TW0301": "a schema is neither an object nor a boolean";
    KEYWORD_MALFORMED = "TW0302": "the value of a keyword has the wrong form, and the keyword was left out";
    KEYWORD_UNKNOWN = "TW0303": "a keyword of a schema is unknown, and says nothing";
    KEYWORD_UNSUPPORTED = "TW0304": "a keyword is not checked, so the type accepts more than the schema";
    SCHEMA_IMPOSSIBLE = "TW0305": "no value is valid against the schema";
    SCHEMA_CYCLE = "TW0306": "a schema is defined only by itself";
    SCHEMA_TOO_DEEP = "TW0307": "schemas are nested deeper, or are more, than the generator reads";
    TYPE_GUESSED = "TW0308": "a schema has no `type`, and the type that its keywords speak of was taken";
    PATTERN_INVALID = "TW0310": "a pattern is no regular expression of ECMA-262, or too large, and is not checked";

    NULLABLE_MEANT = "TW0312": "`nullable` says nothing by the letter, and `null` is accepted";
    CLOSED_PARTS = "TW0313": "`additionalProperties` of one part of an `allOf` was taken to be of the whole";
    DISCRIMINATOR_DECIDES = "TW0314": "where the discriminator names an alternative, the others are not tried";
    UNION_OVERLAP = "TW0315": "alternatives of a `oneOf` are of the same type, and count as one";
    DIALECT = "TW0316": "a schema is written in a dialect that is not known, and read as JSON Schema 2020-12";
    INTEGER_BITS = "TW0317": "an integer may be larger than the 64 bits that hold it";
    DISCRIMINATOR_ALONE = "TW0318": "a discriminator chooses no type: it has no alternatives, or names none of them";

    OBJECT_MALFORMED = "TW0401": "an object of OpenAPI does not have its form, and was left out";
    WEBHOOK_PART = "TW0402": "a part of a webhook or callback is not generated, or not decoded";
    PATH_PARAMETER = "TW0403": "path and path parameters do not name each other";
    PARAMETER_RESERVED = "TW0404": "a parameter or a header of a response is one that other parts of the document decide";
    PARAMETER_AS_TEXT = "TW0405": "the `content` of a parameter is not JSON, so it is taken as text";
    MEDIA_TYPE_AS_BYTES = "TW0406": "a request body is multipart but not form-data, or XML of no known root, and is taken as bytes that the caller has encoded";
    MEDIA_TYPE_UNUSED = "TW0407": "of several media types one is used";
    RESPONSE_UNSUPPORTED = "TW0408": "a second success response has no type of its own";
    SECURITY_UNSUPPORTED = "TW0409": "a security scheme is unknown or not sent";
    SERVER_INCOMPLETE = "TW0410": "the server's URL is not whole, so users have to give one";
    OPERATION_KEYWORD = "TW0411": "a keyword of an object of OpenAPI is not read";
    OBJECT_KEYWORD_UNKNOWN = "TW0412": "a keyword of an object of OpenAPI is unknown, and says nothing";
    PARTS_UNTYPED = "TW0420": "the schema of a multipart form is no object with properties, and the caller puts its parts together";
    PART_OPEN = "TW0421": "of a part of a multipart form, headers or one of several media types are left to the caller";
    EVENTS_AS_TEXT = "TW0422": "the data of Server-Sent Events is taken as text";
    HEADER_AS_TEXT = "TW0423": "a header of a response is taken as text";
    XML_OF_SERVER = "TW0424": "a server takes and gives bodies of XML as bytes and text";

    NOT_RUST = "TW0501": "the generator wrote something that is no Rust; a fault of its own";
}
