//! What the keywords of OpenAPI's own objects come to. A test takes each of them out of a document and
//! looks at what changes, so a keyword that lowering begins to read has to move here.

use super::Standing::{Documented, Honoured, Ignored, Refused};
use super::grammar::Holds::{Map, Object, Value};
use super::grammar::{Kind, Table};

pub(super) const OPENAPI: Table = &[
    (
        Honoured,
        Value,
        &["openapi", "$self", "jsonSchemaDialect", "security"],
    ),
    (Honoured, Object(Kind::Info), &["info"]),
    (Honoured, Object(Kind::Server), &["servers"]),
    (Honoured, Object(Kind::Paths), &["paths"]),
    (Honoured, Object(Kind::Components), &["components"]),
    (Honoured, Map(Kind::PathItem), &["webhooks"]),
    (Ignored, Object(Kind::Tag), &["tags"]),
    (Ignored, Object(Kind::ExternalDocs), &["externalDocs"]),
];

pub(super) const INFO: Table = &[
    (Honoured, Value, &["title"]), // The crate's name.
    (Documented, Value, &["description"]),
    (Ignored, Value, &["summary", "termsOfService", "version"]),
    (Ignored, Object(Kind::Contact), &["contact"]),
    (Ignored, Object(Kind::License), &["license"]),
];

pub(super) const CONTACT: Table = &[(Ignored, Value, &["name", "url", "email"])];

pub(super) const LICENSE: Table = &[(Ignored, Value, &["name", "identifier", "url"])];

pub(super) const TAG: Table = &[
    (
        Ignored,
        Value,
        &["name", "summary", "description", "parent", "kind"],
    ),
    (Ignored, Object(Kind::ExternalDocs), &["externalDocs"]),
];

pub(super) const EXTERNAL_DOCS: Table = &[
    (Documented, Value, &["url"]),
    (Ignored, Value, &["description"]),
];

pub(super) const SERVER: Table = &[
    (Honoured, Value, &["url", "x-typewright-env"]),
    (Honoured, Map(Kind::ServerVariable), &["variables"]),
    (Documented, Value, &["description"]),
    (Ignored, Value, &["name"]),
];

pub(super) const SERVER_VARIABLE: Table = &[
    (Honoured, Value, &["default"]),
    (Documented, Value, &["enum", "description"]),
];

pub(super) const COMPONENTS: Table = &[
    (Honoured, Map(Kind::Schema), &["schemas"]),
    (Honoured, Map(Kind::Parameter), &["parameters"]),
    (Honoured, Map(Kind::RequestBody), &["requestBodies"]),
    (Honoured, Map(Kind::Response), &["responses"]),
    (Honoured, Map(Kind::SecurityScheme), &["securitySchemes"]),
    (Honoured, Map(Kind::PathItem), &["pathItems"]),
    (Honoured, Map(Kind::MediaType), &["mediaTypes"]),
    (Honoured, Map(Kind::Header), &["headers"]),
    // Where an operation refers to one of them, a finding says what becomes of it.
    (Ignored, Map(Kind::Link), &["links"]),
    (Honoured, Map(Kind::Callback), &["callbacks"]),
    (Ignored, Map(Kind::Example), &["examples"]),
];

pub(super) const PATH_ITEM: Table = &[
    (
        Honoured,
        Object(Kind::Operation),
        &[
            "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
        ],
    ),
    (Honoured, Map(Kind::Operation), &["additionalOperations"]),
    (Honoured, Object(Kind::Server), &["servers"]),
    (Honoured, Object(Kind::Parameter), &["parameters"]),
    (Ignored, Value, &["summary", "description"]),
];

pub(super) const OPERATION: Table = &[
    (
        Honoured,
        Value,
        &[
            "operationId",
            "tags",
            "security",
            "deprecated",
            "x-required-permission",
        ],
    ),
    (Honoured, Object(Kind::Parameter), &["parameters"]),
    (Honoured, Object(Kind::RequestBody), &["requestBody"]),
    (Honoured, Object(Kind::Responses), &["responses"]),
    (Documented, Value, &["summary", "description"]),
    (Documented, Object(Kind::ExternalDocs), &["externalDocs"]),
    (Honoured, Map(Kind::Callback), &["callbacks"]),
    (Honoured, Object(Kind::Server), &["servers"]),
];

pub(super) const PARAMETER: Table = &[
    (
        Honoured,
        Value,
        &[
            "name",
            "in",
            "required",
            "style",
            "explode",
            "allowReserved",
        ],
    ),
    (Honoured, Object(Kind::Schema), &["schema"]),
    (Honoured, Map(Kind::MediaType), &["content"]),
    (Documented, Value, &["description", "deprecated"]),
    // An empty value is sent whether or not it says so.
    (Ignored, Value, &["allowEmptyValue", "example"]),
    (Ignored, Map(Kind::Example), &["examples"]),
];

pub(super) const HEADER: Table = &[
    (Honoured, Value, &["required", "explode"]),
    (Honoured, Object(Kind::Schema), &["schema"]),
    (Honoured, Map(Kind::MediaType), &["content"]),
    (Documented, Value, &["description", "deprecated"]),
    // There is one style of headers.
    (
        Ignored,
        Value,
        &["style", "allowReserved", "allowEmptyValue", "example"],
    ),
    (Ignored, Map(Kind::Example), &["examples"]),
];

pub(super) const REQUEST_BODY: Table = &[
    (Honoured, Value, &["required"]),
    (Honoured, Map(Kind::MediaType), &["content"]),
    (Documented, Value, &["description"]),
];

pub(super) const RESPONSE: Table = &[
    (Honoured, Map(Kind::MediaType), &["content"]),
    (Documented, Value, &["description"]),
    (Honoured, Map(Kind::Header), &["headers"]), // Of a success.
    (Refused, Map(Kind::Link), &["links"]),
    (Ignored, Value, &["summary"]),
];

pub(super) const MEDIA_TYPE: Table = &[
    (Honoured, Object(Kind::Schema), &["schema"]),
    (Honoured, Value, &["$ref"]),
    (Refused, Object(Kind::Schema), &["itemSchema"]),
    (Honoured, Map(Kind::Encoding), &["encoding"]), // Of a form.
    (
        Refused,
        Object(Kind::Encoding),
        &["prefixEncoding", "itemEncoding"],
    ),
    (Ignored, Value, &["example"]),
    (Ignored, Map(Kind::Example), &["examples"]),
];

pub(super) const ENCODING: Table = &[
    (Honoured, Value, &["style", "explode", "allowReserved"]),
    (Refused, Value, &["contentType"]),
    (Refused, Map(Kind::Header), &["headers"]),
    (Refused, Map(Kind::Encoding), &["encoding"]),
    (
        Refused,
        Object(Kind::Encoding),
        &["prefixEncoding", "itemEncoding"],
    ),
];

pub(super) const EXAMPLE: Table = &[(
    Ignored,
    Value,
    &[
        "summary",
        "description",
        "value",
        "dataValue",
        "serializedValue",
        "externalValue",
    ],
)];

// Of links that nobody refers to: a finding speaks of the others.
pub(super) const LINK: Table = &[
    (
        Ignored,
        Value,
        &[
            "operationRef",
            "operationId",
            "parameters",
            "requestBody",
            "description",
        ],
    ),
    (Ignored, Object(Kind::Server), &["server"]),
];

pub(super) const SECURITY_SCHEME: Table = &[
    (
        Honoured,
        Value,
        &["type", "name", "in", "scheme", "x-typewright-env"],
    ),
    (
        Documented,
        Value,
        &["description", "openIdConnectUrl", "oauth2MetadataUrl"],
    ),
    (Honoured, Object(Kind::OAuthFlows), &["flows"]),
    (Ignored, Value, &["bearerFormat", "deprecated"]),
];

pub(super) const OAUTH_FLOWS: Table = &[
    (
        Honoured,
        Object(Kind::ClientCredentials),
        &["clientCredentials"],
    ),
    // They need a person; the client takes the token that comes of them.
    (
        Documented,
        Object(Kind::OAuthFlow),
        &[
            "implicit",
            "password",
            "authorizationCode",
            "deviceAuthorization",
        ],
    ),
];

pub(super) const CLIENT_CREDENTIALS: Table = &[
    // A scope is asked for where there is one.
    (Honoured, Value, &["tokenUrl", "scopes"]),
    (Documented, Value, &["refreshUrl"]),
];

pub(super) const OAUTH_FLOW: Table = &[
    (
        Documented,
        Value,
        &[
            "authorizationUrl",
            "deviceAuthorizationUrl",
            "tokenUrl",
            "refreshUrl",
        ],
    ),
    // Each operation names those that it needs.
    (Ignored, Value, &["scopes"]),
];
