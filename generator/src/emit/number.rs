//! Numbers with rules: a newtype and its wire table.

use super::Chunk;
use super::context::{Scope, primitive_name};
use super::docs;
use super::rust_type::ident;
use super::table::Table;
use crate::ir::{NumberRule, Primitive, Type, TypeId};
use quote::quote;

pub(super) fn emit(
    scope: &Scope,
    id: TypeId,
    item: &Type,
    primitive: Primitive,
    rules: &[NumberRule],
) -> [Chunk; 2] {
    let name = ident(&scope.context.type_names(id).name);
    let inner = ident(primitive_name(primitive));
    let comment = docs::attributes(&docs::lines_at(
        &item.docs,
        "A number with rules.",
        &item.pointer,
    ));
    let total = (primitive != Primitive::F64).then(|| quote!(, Eq, Hash, Ord));
    let face = quote! {
        #comment
        #[derive(Clone, Copy, Debug, PartialEq, PartialOrd #total)]
        pub struct #name(#inner);
    };
    [
        Chunk::Face(face),
        Chunk::Text(table(scope, id, primitive, rules)),
    ]
}

fn table(scope: &Scope, id: TypeId, primitive: Primitive, rules: &[NumberRule]) -> String {
    scope.import_macro("number");
    let is_lazy = primitive == Primitive::F64
        && rules
            .iter()
            .any(|rule| matches!(rule, NumberRule::MultipleOf(_)));
    let head = format!(
        "{}{}: {}",
        if is_lazy { "lazy " } else { "" },
        scope.context.type_names(id).name,
        primitive_name(primitive)
    );
    let mut table = Table::new("number", head);
    let mut multiples = 0;
    for rule in rules {
        table.row(match rule {
            NumberRule::Minimum(bound) => format!("minimum: {bound},"),
            NumberRule::ExclusiveMinimum(bound) => format!("exclusive_minimum: {bound},"),
            NumberRule::Maximum(bound) => format!("maximum: {bound},"),
            NumberRule::ExclusiveMaximum(bound) => format!("exclusive_maximum: {bound},"),
            NumberRule::MultipleOf(step) => {
                multiples += 1;
                format!(
                    "{}: {step},",
                    if multiples == 1 {
                        "multiple_of"
                    } else {
                        "and_multiple_of"
                    }
                )
            }
        });
    }
    table.finish()
}
