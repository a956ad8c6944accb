//! `src/api.rs` of a generated crate.

use crate::runtime::client::{Api, ClientCredentialsFlow, Scheme, SchemeKind};

pub static API: Api = Api {
    name: "northflank",
    user_agent: "northflank-rust/0.1.0",
    base_url: "https://api.northflank.com",
    base_url_env: &["NORTHFLANK_API_BASE_URL", "NF_API_HOST", "NF_HOST"],
    token_env: &["NORTHFLANK_API_TOKEN", "NF_API_TOKEN"],
    schemes: &[
        Scheme {
            name: "bearerAuth",
            kind: SchemeKind::Bearer,
            client_credentials: None,
        },
        Scheme {
            name: "key",
            kind: SchemeKind::Header("X-Api-Key"),
            client_credentials: None,
        },
        Scheme {
            name: "legacyKey",
            kind: SchemeKind::Query("api_key"),
            client_credentials: None,
        },
        Scheme {
            name: "cookieKey",
            kind: SchemeKind::Cookie("sid"),
            client_credentials: None,
        },
        Scheme {
            name: "oauth",
            kind: SchemeKind::Bearer,
            client_credentials: Some(ClientCredentialsFlow {
                token_url: "/oauth/token",
                scope: "jobs:read",
            }),
        },
        Scheme {
            name: "login",
            kind: SchemeKind::Basic,
            client_credentials: None,
        },
    ],
};
