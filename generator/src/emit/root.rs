//! `lib.rs`, the front page, and `api.rs`, what the client knows of the API as a whole.

use super::needs::Needs;
use super::rust_type::ident;
use super::{Chunk, Context, Module, docs, scrub, surroundings, webhook};
use crate::ir::{
    ClientCredentials, Kind, Location, Operation, Scheme, SchemeKind, StringRule, Success,
};
use crate::pattern::Engine;
use proc_macro2::TokenStream;
use quote::quote;

pub(super) fn module(context: &Context, needs: &Needs, has_client: bool) -> Module {
    let api = context.api;
    let mut lines = vec![or_else(scrub::summary(&api.title), "Types of an API.")];
    for text in api.description.iter() {
        lines.push(String::new());
        lines.extend(scrub::scrub(text));
    }
    if let Some(example) = has_client.then(|| example(context)).flatten() {
        lines.push(String::new());
        lines.extend(example);
    }
    if has_client {
        lines.extend(surroundings::lines(api));
        lines.extend(["", "# Validity"].map(str::to_owned));
    }
    lines.push(String::new());
    lines.extend(scrub::scrub(VALIDITY));
    if let Some(proof) = proof(context) {
        lines.push(String::new());
        lines.extend(proof);
    }
    let front = lines
        .iter()
        .map(|line| format!("//! {line}").trim_end().to_owned() + "\n")
        .collect::<String>();
    let has_schemas = !context.schemas.is_empty();
    let schemas = has_schemas.then(|| {
        quote!(
            mod schemas;
        )
    });
    let folders = webhook::folders(context);
    let folders = folders.iter().map(|folder| ident(folder));
    let client = has_client.then(|| client_modules(needs));
    let face = quote! {
        pub mod runtime;
        #schemas
        pub mod types;
        #client
        #(#[cfg(feature = "webhooks")] pub mod #folders;)*
        pub use runtime::collections::Members;
        pub use runtime::value::Value;
        pub use runtime::violation::{Rule, ValidationError, Violation};
    };
    Module {
        path: "src/lib.rs".to_owned(),
        chunks: vec![Chunk::Text(front + ATTRIBUTES), Chunk::Face(face)],
    }
}

/// rustfmt leaves the crate as `--check` compares it.
const ATTRIBUTES: &str = "
#![cfg_attr(rustfmt, rustfmt_skip)]
#![forbid(unsafe_code)]
#![warn(missing_docs)]
";

const VALIDITY: &str = "A type is a proof: every value that you decode with serde is valid against its schema, and so is \
every newtype that you build; but for the keywords that the generator named as not checked, `format`, and integers \
beyond 64 bits. A response is, when its `violations()` are empty; else `is_valid()` tells of one value.";

fn client_modules(needs: &Needs) -> TokenStream {
    let multipart = needs.has("multipart").then(|| {
        quote! {
            #[cfg(feature = "client")]
            pub use runtime::multipart::{Multipart, Part};
        }
    });
    let xml = needs.has("xml").then(|| {
        quote! {
            #[cfg(feature = "client")]
            pub mod xml;
        }
    });
    let client_credentials = needs.has("client_credentials").then(|| {
        quote! {
            #[cfg(feature = "client")]
            pub use runtime::client_credentials::ClientCredentials;
        }
    });
    let response_headers = needs.has("response_headers").then(|| {
        quote! {
            #[cfg(feature = "client")]
            pub use runtime::response_headers::{HeaderViolation, Headers};
        }
    });
    quote! {
        #[cfg(any(feature = "client", feature = "server"))]
        mod api;
        #[cfg(feature = "client")]
        pub mod operations;
        #[cfg(feature = "blocking")]
        pub use runtime::blocking;
        #[cfg(feature = "client")]
        pub use runtime::client::{
            ByteStream, Call, ClientBuilder, Error, ErrorKind, Event, Events, Item, Items, JsonLines, Pages, Paging,
            Response, Token,
        };
        #[cfg(feature = "server")]
        pub mod server;
        #[cfg(feature = "mock")]
        pub mod mock;
        #client_credentials
        #multipart
        #xml
        #response_headers
        /// The client. Its methods are the operations of the document.
        #[cfg(feature = "client")]
        pub type Client = runtime::client::Client;
    }
}

/// The first call that takes text alone: its operation, and how it is written.
pub(super) fn simple_call(context: &Context) -> Option<(usize, String)> {
    let is_simple = |operation: &Operation| {
        operation.method == "GET"
            && matches!(operation.success, Success::Json(_) | Success::Xml(_, false))
            && operation.parameters.iter().all(|parameter| {
                !parameter.required
                    || (parameter.location == Location::Path
                        && parameter.value == crate::ir::TypeRef::String)
            })
    };
    let index = context.api.operations.iter().position(is_simple)?;
    let names = &context.names.operations[index];
    let arguments = context.api.operations[index]
        .parameters
        .iter()
        .zip(&names.parameters);
    let arguments = arguments
        .filter(|(parameter, _)| parameter.required)
        .map(|(_, name)| format!("\"{name}\""));
    let arguments: Vec<String> = arguments.collect();
    let call = format!("{}({})", names.method, arguments.join(", "));
    Some((index, call))
}

/// That call as a program.
fn example(context: &Context) -> Option<Vec<String>> {
    let krate = &context.names.krate;
    let (_, call) = simple_call(context)?;
    // Without the client, the hidden lines leave a program that does nothing.
    let program = format!(
        "```no_run\n# #[cfg(feature = \"client\")]\nuse {krate}::Client;\n\n# #[cfg(feature = \"client\")]\n#[tokio::main]\n\
         async fn main() -> Result<(), {krate}::Error> {{\n    \
         let client = Client::from_env()?;\n    let response = client.{call}.await?;\n    println!(\"{{response:?}}\");\n    \
         for violation in response.violations() {{\n        eprintln!(\"warning: {{violation}}\");\n    }}\n    Ok(())\n}}\n\
         # #[cfg(not(feature = \"client\"))]\n# fn main() {{}}\n```"
    );
    Some(program.lines().map(str::to_owned).collect())
}

/// The first type whose empty text is wrong, refused by the compiler in both ways that there are
/// around its check.
fn proof(context: &Context) -> Option<Vec<String>> {
    let is_shown = |rules: &[StringRule]| {
        let is_const = rules.iter().all(|rule| match rule {
            StringRule::Pattern(pattern) => matches!(pattern.engine, Engine::Dfa(_)),
            _ => true,
        });
        is_const
            && rules
                .iter()
                .any(|rule| matches!(rule, StringRule::MinLength(1..)))
    };
    let mut types = context.api.types.iter().zip(&context.names.types);
    let (_, names) =
        types.find(|(item, _)| matches!(&item.kind, Kind::String(rules) if is_shown(rules)))?;
    let name = &names.name;
    let path = format!("{}::types::{name}", context.names.krate);
    let text = format!(
        "There is no way around a check, and a literal is checked by the compiler:\n\n\
         ```compile_fail,E0423\nuse {path};\nlet unchecked = {name}(\"\".into());\n```\n\n\
         ```compile_fail,E0080\nuse {path};\nconst WRONG: {name} = {name}::literal(\"\");\n```"
    );
    Some(text.lines().map(str::to_owned).collect())
}

/// `api.rs`.
pub(super) fn api(context: &Context) -> Module {
    let api = context.api;
    let package = context.names.package();
    let (base_url, base_url_env, token_env) = (
        &api.base_url,
        environment(context, "BASE_URL", &api.base_url_env),
        environment(context, "API_TOKEN", &api.token_env),
    );
    let schemes = api.schemes.iter().map(|scheme| {
        let name = &scheme.name;
        let kind = match &scheme.kind {
            SchemeKind::Bearer => quote!(SchemeKind::Bearer),
            SchemeKind::Basic => quote!(SchemeKind::Basic),
            SchemeKind::Header(name) => quote!(SchemeKind::Header(#name)),
            SchemeKind::Query(name) => quote!(SchemeKind::Query(#name)),
            SchemeKind::Cookie(name) => quote!(SchemeKind::Cookie(#name)),
        };
        let client_credentials = match &scheme.client_credentials {
            Some(ClientCredentials { token_url, scope }) => {
                quote!(Some(ClientCredentialsFlow { token_url: #token_url, scope: #scope }))
            }
            None => quote!(None),
        };
        quote!(Scheme { name: #name, kind: #kind, client_credentials: #client_credentials })
    });
    let schemes: Vec<_> = schemes.collect();
    let has_flow = api.schemes.iter().any(Scheme::has_flow);
    let imports = match (schemes.is_empty(), has_flow) {
        (true, _) => quote!(Api),
        (false, false) => quote!({Api, Scheme, SchemeKind}),
        (false, true) => quote!({Api, ClientCredentialsFlow, Scheme, SchemeKind}),
    };
    let comment = docs::attributes(&["The API as a whole.".to_owned()]);
    let face = quote! {
        //! What client and server know of the API as a whole.
        use crate::runtime::api::#imports;
        #comment
        pub(crate) static API: Api = Api {
            name: #package,
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url: #base_url,
            base_url_env: &[#(#base_url_env),*],
            token_env: &[#(#token_env),*],
            schemes: &[#(#schemes),*],
        };
    };
    Module {
        path: "src/api.rs".to_owned(),
        chunks: vec![Chunk::Face(face)],
    }
}

/// The variables that the document names, or else one named after the crate.
fn environment(context: &Context, suffix: &str, named: &[String]) -> Vec<String> {
    if named.is_empty() {
        vec![format!("{}_{suffix}", context.names.krate.to_uppercase())]
    } else {
        named.to_vec()
    }
}

fn or_else(text: String, default: &str) -> String {
    if text.is_empty() {
        default.to_owned()
    } else {
        text
    }
}
