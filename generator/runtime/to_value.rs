//! Encoding into a [`Value`].

use super::value::Value;
use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// The JSON value that a type of this crate is written as.
pub fn to_value(value: &impl Serialize) -> Value {
    // What is no JSON is not written either: the crate's types hold none.
    value.serialize(Target).unwrap_or_default()
}

/// Types of this crate are numbers of 32 and 64 bits, texts, arrays, maps and options; serde's data
/// model has more.
#[derive(Clone, Copy, Debug)]
struct Foreign;

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no value of this crate")
    }
}

impl std::error::Error for Foreign {}

impl serde::ser::Error for Foreign {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Target;

macro_rules! scalars {
    ($($method:ident: $from:ty,)*) => {$(
        fn $method(self, value: $from) -> Result<Value, Foreign> {
            Ok(value.into())
        }
    )*};
}

macro_rules! foreign {
    ($($method:ident($($argument:ty),*) -> $result:ty,)*) => {$(
        fn $method(self, $(_: $argument),*) -> Result<$result, Foreign> {
            Err(Foreign)
        }
    )*};
}

type Never = Impossible<Value, Foreign>;

impl Serializer for Target {
    type Ok = Value;
    type Error = Foreign;
    type SerializeSeq = Items;
    type SerializeMap = Object;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    scalars! {
        serialize_bool: bool,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u64: u64,
        serialize_f64: f64,
        serialize_str: &str,
    }

    fn serialize_unit(self) -> Result<Value, Foreign> {
        Ok(Value::Null)
    }

    fn serialize_none(self) -> Result<Value, Foreign> {
        Ok(Value::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Value, Foreign> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, Foreign> {
        Ok(Items(Vec::new()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object, Foreign> {
        Ok(Object::default())
    }

    foreign! {
        serialize_i8(i8) -> Value,
        serialize_i16(i16) -> Value,
        serialize_u8(u8) -> Value,
        serialize_u16(u16) -> Value,
        serialize_u32(u32) -> Value,
        serialize_f32(f32) -> Value,
        serialize_char(char) -> Value,
        serialize_bytes(&[u8]) -> Value,
        serialize_unit_struct(&'static str) -> Value,
        serialize_unit_variant(&'static str, u32, &'static str) -> Value,
        serialize_tuple(usize) -> Never,
        serialize_tuple_struct(&'static str, usize) -> Never,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never,
        serialize_struct(&'static str, usize) -> Never,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never,
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Value, Foreign> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Value, Foreign> {
        Err(Foreign)
    }
}

struct Items(Vec<Value>);

impl SerializeSeq for Items {
    type Ok = Value;
    type Error = Foreign;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), Foreign> {
        self.0.push(item.serialize(Target)?);
        Ok(())
    }

    fn end(self) -> Result<Value, Foreign> {
        Ok(Value::Array(self.0))
    }
}

#[derive(Default)]
struct Object {
    name: String,
    members: BTreeMap<String, Value>,
}

impl SerializeMap for Object {
    type Ok = Value;
    type Error = Foreign;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, name: &T) -> Result<(), Foreign> {
        match name.serialize(Target)? {
            Value::String(name) => self.name = name,
            _ => return Err(Foreign),
        }
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Foreign> {
        let name = std::mem::take(&mut self.name);
        self.members.insert(name, value.serialize(Target)?);
        Ok(())
    }

    fn end(self) -> Result<Value, Foreign> {
        Ok(Value::Object(self.members))
    }
}
