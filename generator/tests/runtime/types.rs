//! One type of each kind.

use crate::runtime::array::array;
use crate::runtime::choice::choice;
use crate::runtime::collections::Members;
use crate::runtime::number::number;
use crate::runtime::object::object;
use crate::runtime::scalar_choice::scalar_choice;
use crate::runtime::string::{Text, string};
use crate::runtime::union::union;
use crate::runtime::unrecognized::Unrecognized;
use crate::runtime::value::Value;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cat {
    pub kind: CatKind,
    pub lives: Option<Option<Lives>>,
    pub other: Members,
}

object! { Cat {
    new(kind: CatKind);
    "kind"  => kind: required,
    "lives" => lives: optional Option<Lives>,
    ..      => keep other,
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Dog {
    pub kind: String,
    pub tags: Tags,
}

object! { Dog {
    parts DogParts {
        kind: String,
        tags: Tags,
    }
    "kind" => kind: required,
    "tags" => tags: required,
    ..     => refuse,
} }

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum CatKind {
    Cat,
    Unrecognized(Unrecognized),
}

choice! { CatKind { Cat = "cat" } }

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lives(i64);

number! { Lives: i64 { minimum: 1, maximum: 9 } }

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Cents(f64);

number! { lazy Cents: f64 { exclusive_minimum: -1.0, multiple_of: 0.01 } }

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(Text);

string! { Tag {
    min_length: 2,
    max_length: 3,
} }

#[derive(Clone, Debug, PartialEq)]
pub struct Tags(Vec<Tag>);

array! { Tags: Vec<Tag> { min_items: 1, unique_items: true } }

#[derive(Clone, Debug, PartialEq)]
pub struct Labels(BTreeMap<String, Tag>);

array! { Labels: BTreeMap<String, Tag> { max_properties: 1 } }

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Size {
    N1,
    Minus2,
    Unrecognized(Unrecognized<i64>),
}

scalar_choice! { Size: i64 { N1 = 1, Minus2 = -2 } }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Pet {
    Cat(Box<Cat>),
    Dog(Box<Dog>),
    Unrecognized(Unrecognized<Value>),
}

union! { Pet: one_of by "kind" {
    Cat(Box<Cat>) = "cat",
    Dog(Box<Dog>) = "dog" | "puppy",
} }

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Either {
    Number(f64),
    Integer(i64),
    Unrecognized(Unrecognized<Value>),
}

union! { Either: one_of {
    Number(f64),
    Integer(i64),
} }
