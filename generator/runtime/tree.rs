//! What a type of this crate is written as, member by member in the order of the document.

use super::value::{Number, Value};
use serde::ser::{
    Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple,
    SerializeTupleStruct, Serializer,
};
use std::fmt;

/// A JSON value whose members keep their order.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Tree {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Tree>),
    /// An object.
    Object(Vec<(String, Tree)>),
}

/// The tree of a value; `null` for one that is no JSON, such as a map whose names are numbers. No
/// type of this crate is that.
pub fn tree(value: &(impl Serialize + ?Sized)) -> Tree {
    value.serialize(Target).unwrap_or_default()
}

/// The JSON value that a type of this crate is written as.
pub fn to_value(value: &impl Serialize) -> Value {
    tree(value).into()
}

impl From<Tree> for Value {
    fn from(tree: Tree) -> Self {
        match tree {
            Tree::Null => Self::Null,
            Tree::Boolean(value) => Self::Boolean(value),
            Tree::Number(value) => Self::Number(value),
            Tree::String(text) => Self::String(text),
            Tree::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Tree::Object(members) => {
                let members = members.into_iter();
                Self::Object(members.map(|(name, tree)| (name, tree.into())).collect())
            }
        }
    }
}

/// Why a value has no tree: its names are no strings, or it said so itself.
#[derive(Clone, Copy, Debug)]
struct NotJson;

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no JSON value")
    }
}

impl std::error::Error for NotJson {}

impl serde::ser::Error for NotJson {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

struct Target;

macro_rules! scalars {
    ($($method:ident: $from:ty => |$value:ident| $into:expr,)*) => {$(
        fn $method(self, $value: $from) -> Result<Tree, NotJson> {
            Ok($into)
        }
    )*};
}

impl Serializer for Target {
    type Ok = Tree;
    type Error = NotJson;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeMap = Object;
    type SerializeStruct = Object;
    type SerializeTupleVariant = Impossible<Tree, NotJson>;
    type SerializeStructVariant = Impossible<Tree, NotJson>;

    scalars! {
        serialize_bool: bool => |value| Tree::Boolean(value),
        serialize_i8: i8 => |value| Tree::Number(i64::from(value).into()),
        serialize_i16: i16 => |value| Tree::Number(i64::from(value).into()),
        serialize_i32: i32 => |value| Tree::Number(i64::from(value).into()),
        serialize_i64: i64 => |value| Tree::Number(value.into()),
        serialize_u8: u8 => |value| Tree::Number(u64::from(value).into()),
        serialize_u16: u16 => |value| Tree::Number(u64::from(value).into()),
        serialize_u32: u32 => |value| Tree::Number(u64::from(value).into()),
        serialize_u64: u64 => |value| Tree::Number(value.into()),
        serialize_f32: f32 => |value| Tree::Number(f64::from(value).into()),
        serialize_f64: f64 => |value| Tree::Number(value.into()),
        serialize_char: char => |value| Tree::String(value.to_string()),
        serialize_str: &str => |value| Tree::String(value.to_owned()),
        serialize_unit_struct: &'static str => |_name| Tree::Null,
    }

    fn serialize_unit(self) -> Result<Tree, NotJson> {
        Ok(Tree::Null)
    }

    fn serialize_none(self) -> Result<Tree, NotJson> {
        Ok(Tree::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Tree, NotJson> {
        value.serialize(self)
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Tree, NotJson> {
        self.collect_seq(bytes)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Tree, NotJson> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Tree, NotJson> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Tree, NotJson> {
        Ok(Tree::Object(vec![(
            variant.to_owned(),
            value.serialize(Self)?,
        )]))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, NotJson> {
        Ok(Items(Vec::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, NotJson> {
        Ok(Items(Vec::new()))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items, NotJson> {
        Ok(Items(Vec::new()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Object, NotJson> {
        Ok(Object::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object, NotJson> {
        Ok(Object::default())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NotJson> {
        Err(NotJson)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NotJson> {
        Err(NotJson)
    }
}

struct Items(Vec<Tree>);

macro_rules! items {
    ($($serializer:ident: $method:ident,)*) => {$(
        impl $serializer for Items {
            type Ok = Tree;
            type Error = NotJson;

            fn $method<T: ?Sized + Serialize>(&mut self, item: &T) -> Result<(), NotJson> {
                self.0.push(item.serialize(Target)?);
                Ok(())
            }

            fn end(self) -> Result<Tree, NotJson> {
                Ok(Tree::Array(self.0))
            }
        }
    )*};
}
items! {
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
}

#[derive(Default)]
struct Object {
    name: String,
    members: Vec<(String, Tree)>,
}

impl SerializeMap for Object {
    type Ok = Tree;
    type Error = NotJson;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, name: &T) -> Result<(), NotJson> {
        match name.serialize(Target)? {
            Tree::String(name) => self.name = name,
            _ => return Err(NotJson),
        }
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), NotJson> {
        let name = std::mem::take(&mut self.name);
        self.members.push((name, value.serialize(Target)?));
        Ok(())
    }

    fn end(self) -> Result<Tree, NotJson> {
        Ok(Tree::Object(self.members))
    }
}

impl SerializeStruct for Object {
    type Ok = Tree;
    type Error = NotJson;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), NotJson> {
        self.members
            .push((name.to_owned(), value.serialize(Target)?));
        Ok(())
    }

    fn end(self) -> Result<Tree, NotJson> {
        Ok(Tree::Object(self.members))
    }
}
