//! Strings with rules: a newtype and its wire table.

use super::Chunk;
use super::context::Scope;
use super::docs;
use super::rust_type::ident;
use super::table::{Table, string};
use crate::ir::{StringRule, Type, TypeId};
use crate::pattern::Engine;
use quote::quote;

pub(super) fn emit(scope: &Scope, id: TypeId, item: &Type, rules: &[StringRule]) -> [Chunk; 2] {
    let names = scope.context.type_names(id);
    let name = ident(&names.name);
    let inner = scope.text();
    let comment = docs::attributes(&docs::lines_at(
        &item.docs,
        "A string with rules.",
        &item.pointer,
    ));
    let face = quote! {
        #comment
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct #name(#inner);
    };
    [Chunk::Face(face), Chunk::Text(table(scope, id, rules))]
}

fn table(scope: &Scope, id: TypeId, rules: &[StringRule]) -> String {
    scope.import_macro("string");
    let names = scope.context.type_names(id);
    let is_lazy = rules.iter().any(|rule| match rule {
        StringRule::Pattern(pattern) => !matches!(pattern.engine, Engine::Dfa(_)),
        _ => false,
    });
    let mut table = Table::new(
        "string",
        format_args!("{}{}", if is_lazy { "lazy " } else { "" }, names.name),
    );
    let mut patterns = names.patterns.iter();
    for rule in rules {
        match rule {
            StringRule::MinLength(bound) => table.row(format!("min_length: {bound},")),
            StringRule::MaxLength(bound) => table.row(format!("max_length: {bound},")),
            StringRule::Pattern(pattern) => {
                let is_first = patterns.len() == names.patterns.len();
                let rule = if is_first { "pattern" } else { "and_pattern" };
                if let Some(constant) = patterns.next() {
                    table.row(format!(
                        "{rule}: {} by {constant},",
                        string(&pattern.source)
                    ));
                }
            }
        }
    }
    table.finish()
}
