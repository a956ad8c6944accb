//! Operations whose document has a header for keys of idempotency: their calls get a key of their
//! own where the caller gives none, so that they may be retried.

use super::context::Scope;
use crate::ir::{Kind, Location, Operation, Parameter, StringRule, TypeRef};
use proc_macro2::TokenStream;
use quote::quote;

/// The runtime makes up UUIDs.
const KEY_LENGTH: u64 = 36;

/// The step that tells the call of its header, where the document lets it be left out.
pub(super) fn step(scope: &Scope, operation: &Operation) -> Option<TokenStream> {
    let is_key = |parameter: &&Parameter| {
        let name = parameter.name.to_ascii_lowercase();
        parameter.location == Location::Header
            && name.ends_with("idempotency-key")
            && !parameter.required
            && takes_key(scope, &parameter.value)
    };
    let needs_key = matches!(&*operation.method, "POST" | "PATCH");
    let key = operation.parameters.iter().find(is_key);
    let name = &key.filter(|_| needs_key)?.name;
    Some(quote!(.idempotent_by(#name)))
}

/// Whether any UUID is a value of the type, as far as can be seen.
fn takes_key(scope: &Scope, value: &TypeRef) -> bool {
    let fits = |rule: &StringRule| match rule {
        StringRule::MinLength(least) => *least <= KEY_LENGTH,
        StringRule::MaxLength(most) => *most >= KEY_LENGTH,
        StringRule::Pattern(_) => false,
    };
    match scope.context.api.resolve(value) {
        TypeRef::String => true,
        TypeRef::Named(id) => match &scope.context.api.types[id.0].kind {
            Kind::String(rules) => rules.iter().all(fits),
            _ => false,
        },
        _ => false,
    }
}
