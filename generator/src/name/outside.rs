//! Names as a program writes them that uses the crate.

use super::Names;
use crate::ir::{Primitive, TypeRef};

impl Names {
    /// A type: `sample::types::Job`, `Vec<String>`.
    pub fn rust(&self, reference: &TypeRef) -> String {
        let krate = &self.krate;
        match reference {
            TypeRef::Named(id) => format!("{krate}::types::{}", self.types[id.0].name),
            TypeRef::String => "String".to_owned(),
            TypeRef::Boolean => "bool".to_owned(),
            TypeRef::Number(Primitive::I32) => "i32".to_owned(),
            TypeRef::Number(Primitive::I64) => "i64".to_owned(),
            TypeRef::Number(Primitive::U64) => "u64".to_owned(),
            TypeRef::Number(Primitive::F64) => "f64".to_owned(),
            TypeRef::Array(item) => format!("Vec<{}>", self.rust(item)),
            TypeRef::Map(value) => {
                format!("std::collections::BTreeMap<String, {}>", self.rust(value))
            }
            TypeRef::Nullable(inner) => format!("Option<{}>", self.rust(inner)),
            TypeRef::Null => "()".to_owned(),
            TypeRef::Any => format!("{krate}::Value"),
        }
    }
}
