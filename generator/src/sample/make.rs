//! A value of a type.

use super::places::Places;
use super::random::Random;
use super::takes::takes;
use super::{format, number, text};
use crate::ir::{
    Access, Api, CollectionRule, Kind, Object, Presence, Primitive, Property, ScalarValue,
    StringRule, Type, TypeId, TypeRef, Union,
};
use crate::pointer::Pointer;
use serde_json::{Map, Value, json};

/// Beyond this depth only what has to be there is.
const DEEP: usize = 6;
/// Beyond this one nothing is.
const TOO_DEEP: usize = 24;
/// So many values at most are made that need not be there.
const MOST_VALUES: usize = 200;
/// So many values at most are made at all, those of branches that do not fit included.
const TOO_MANY: usize = 3_000;
/// So many items or members at most that have to be there.
const MOST_ITEMS: u64 = 50;
/// So many texts at most are made until a pattern takes one.
const TRIES: usize = 60;
/// So many letters at most that have to be there.
const MOST_LETTERS: usize = 4_000;

/// How much there is of what need not be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    All,
    Least,
}

/// What a value should be like.
#[derive(Clone, Copy, Default)]
struct Wish<'w> {
    /// An example, some of which may be at fault: what of it fits is taken.
    like: Option<&'w Value>,
    /// A format of strings.
    format: Option<&'w str>,
    /// Values of other turns differ, where there are several.
    turn: usize,
}

pub(super) struct Maker<'a, 'd> {
    api: &'a Api,
    places: &'a mut Places<'d>,
    extent: Extent,
    /// The types that are being made.
    open: Vec<TypeId>,
    made: usize,
}

impl<'a, 'd> Maker<'a, 'd> {
    pub(super) fn new(api: &'a Api, places: &'a mut Places<'d>, extent: Extent) -> Self {
        Self {
            api,
            places,
            extent,
            open: Vec::new(),
            made: 0,
        }
    }

    /// A value, like an example if there is one; `None` where none can be made, such as one that has
    /// to hold itself.
    pub(super) fn value(&mut self, of: &TypeRef, like: Option<&Value>) -> Option<Value> {
        let wish = Wish {
            like,
            ..Wish::default()
        };
        self.wished(of, wish)
    }

    fn wished(&mut self, of: &TypeRef, wish: Wish<'_>) -> Option<Value> {
        self.made += 1;
        if self.made > TOO_MANY {
            return None;
        }
        let turn = wish.turn;
        Some(match (of, wish.like) {
            (TypeRef::String, Some(like @ Value::String(_)))
            | (TypeRef::Boolean, Some(like @ Value::Bool(_)))
            | (TypeRef::Number(Primitive::F64), Some(like @ Value::Number(_)))
            | (TypeRef::Nullable(_), Some(like @ Value::Null))
            | (TypeRef::Any, Some(like)) => like.clone(),
            (TypeRef::Named(id), _) => return self.named(*id, wish),
            (TypeRef::String, _) => string(&[], wish.format, turn).into(),
            (TypeRef::Boolean, _) => turn.is_multiple_of(2).into(),
            (TypeRef::Number(Primitive::F64), _) => number::float(&[], turn)?,
            (TypeRef::Number(primitive), _) => number::integer(*primitive, &[], turn)?,
            (TypeRef::Array(item), _) => self.array(item, &[], wish)?,
            (TypeRef::Map(value), _) => self.map(value, &[], wish)?,
            (TypeRef::Nullable(inner), _) => self.wished(inner, wish).unwrap_or(Value::Null),
            (TypeRef::Null, _) => Value::Null,
            (TypeRef::Any, _) => json!({}),
        })
    }

    fn named(&mut self, id: TypeId, wish: Wish<'_>) -> Option<Value> {
        if self.open.contains(&id) || self.open.len() > TOO_DEEP {
            return None;
        }
        let api = self.api;
        let item = &api.types[id.0];
        if let Some(like) = wish.like
            && takes(api, &TypeRef::Named(id), like)
            && self.places.fits(&item.pointer, like)
        {
            return Some(like.clone());
        }
        let found = self.places.of_schema(&item.pointer);
        if wish.turn == 0
            && wish.like.is_none()
            && let Some(example) = found.fit
            && takes(api, &TypeRef::Named(id), &example)
        {
            return Some(example);
        }
        let like = wish.like.or(found.unfit.as_ref());
        self.open.push(id);
        let made = self.kind(item, Wish { like, ..wish });
        self.open.pop();
        made
    }

    fn kind(&mut self, item: &Type, wish: Wish<'_>) -> Option<Value> {
        let wish = Wish {
            format: item.docs.format.as_deref().or(wish.format),
            ..wish
        };
        let nth = |count: usize| wish.turn % count.max(1);
        match &item.kind {
            Kind::Object(object) => {
                let made = self.object(&item.pointer, object, wish)?;
                Some(self.spared(item, object, made))
            }
            Kind::Form(_) => None,
            Kind::String(rules) => self.text(&item.pointer, rules, wish),
            Kind::Number(Primitive::F64, rules) => number::float(rules, wish.turn),
            Kind::Number(primitive, rules) => number::integer(*primitive, rules, wish.turn),
            Kind::Collection(TypeRef::Array(item), rules) => self.array(item, rules, wish),
            Kind::Collection(TypeRef::Map(value), rules) => self.map(value, rules, wish),
            Kind::Choice(values) => Some(values.get(nth(values.len()))?.as_str().into()),
            Kind::ScalarChoice(values) => Some(match values.get(nth(values.len()))? {
                ScalarValue::Integer(integer) => (*integer).into(),
                ScalarValue::Boolean(boolean) => (*boolean).into(),
            }),
            Kind::Union(union) => self.union(&item.pointer, union, wish),
            Kind::Collection(inner, _) | Kind::Checked(inner) | Kind::Alias(inner) => {
                self.wished(inner, wish)
            }
        }
    }

    fn object(&mut self, place: &Pointer, object: &Object, wish: Wish<'_>) -> Option<Value> {
        let like = wish.like.and_then(Value::as_object);
        let mut members = Map::new();
        for property in &object.properties {
            let is_required = property.presence == Presence::Required;
            let own = like.and_then(|like| like.get(&property.name));
            let is_wanted = match like {
                Some(_) => own.is_some(),
                None => !self.is_enough() && property.access != Access::WriteOnly,
            };
            if !is_required && !is_wanted {
                continue;
            }
            match self.property(place, property, own) {
                Some(value) => drop(members.insert(property.name.clone(), value)),
                None if is_required => return None,
                None => {}
            }
        }
        Some(Value::Object(members))
    }

    /// An object that a schema forbids as a whole, without the member that makes it so.
    fn spared(&mut self, item: &Type, object: &Object, made: Value) -> Value {
        let is_checked = item.check.is_some();
        if !is_checked || self.places.fits(&item.pointer, &made) {
            return made;
        }
        let optional = object.properties.iter();
        let mut optional = optional.filter(|property| property.presence == Presence::Optional);
        let spared = optional.find_map(|property| {
            let mut spared = made.clone();
            spared.as_object_mut()?.shift_remove(&property.name)?;
            self.places.fits(&item.pointer, &spared).then_some(spared)
        });
        spared.unwrap_or(made)
    }

    /// What a property holds: the part of the example, if it fits, or the example of its own.
    fn property(
        &mut self,
        object: &Pointer,
        property: &Property,
        like: Option<&Value>,
    ) -> Option<Value> {
        let wish = Wish {
            like,
            format: property.docs.format.as_deref(),
            turn: 0,
        };
        let Some(place) = self.places.property(object, &property.name) else {
            return self.wished(&property.value, wish);
        };
        if let Some(like) = like
            && takes(self.api, &property.value, like)
            && self.places.fits(&place, like)
        {
            return Some(like.clone());
        }
        let found = self.places.of_schema(&place);
        let fit = found.fit;
        let fit = fit.filter(|example| takes(self.api, &property.value, example));
        if like.is_none() && fit.is_some() {
            return fit;
        }
        let like = like.or(found.unfit.as_ref());
        self.wished(&property.value, Wish { like, ..wish })
    }

    /// Whether nothing more is made that need not be there.
    fn is_enough(&self) -> bool {
        self.extent == Extent::Least || self.open.len() > DEEP || self.made > MOST_VALUES
    }

    /// How many there are: one, or as many as there have to be.
    fn count(&self, least: u64, most: Option<u64>) -> Option<usize> {
        let usual = u64::from(!self.is_enough());
        let count = least.max(usual).min(most.unwrap_or(u64::MAX));
        usize::try_from(count).ok().filter(|_| least <= MOST_ITEMS)
    }

    fn array(&mut self, item: &TypeRef, rules: &[CollectionRule], wish: Wish<'_>) -> Option<Value> {
        let (mut least, mut most) = (0, None);
        for rule in rules {
            match rule {
                CollectionRule::MinItems(count) => least = *count,
                CollectionRule::MaxItems(count) => most = Some(*count),
                _ => {}
            }
        }
        let like = wish.like.and_then(Value::as_array);
        let count = match like {
            Some(like) => like.len(),
            None => self.count(least, most)?,
        };
        let items = (0..count).map_while(|turn| {
            let like = like.and_then(|like| like.get(turn));
            self.wished(item, Wish { like, turn, ..wish })
        });
        let items: Vec<Value> = items.collect();
        (items.len() as u64 >= least).then_some(Value::Array(items))
    }

    fn map(&mut self, value: &TypeRef, rules: &[CollectionRule], wish: Wish<'_>) -> Option<Value> {
        let (mut least, mut most) = (0, None);
        for rule in rules {
            match rule {
                CollectionRule::MinProperties(count) => least = *count,
                CollectionRule::MaxProperties(count) => most = Some(*count),
                _ => {}
            }
        }
        let names: Vec<(String, Option<&Value>)> = match wish.like.and_then(Value::as_object) {
            Some(like) => {
                let members = like.iter();
                members
                    .map(|(name, like)| (name.clone(), Some(like)))
                    .collect()
            }
            None => {
                let turns = 0..self.count(least, most)?;
                turns
                    .map(|turn| (format!("key{}", turn + 1), None))
                    .collect()
            }
        };
        let mut members = Map::new();
        for (turn, (name, like)) in names.into_iter().enumerate() {
            if let Some(value) = self.wished(value, Wish { like, turn, ..wish }) {
                members.insert(name, value);
            }
        }
        (members.len() as u64 >= least).then_some(Value::Object(members))
    }

    /// The first branch whose value fits the union.
    fn union(&mut self, place: &Pointer, union: &Union, wish: Wish<'_>) -> Option<Value> {
        let mut first = None;
        for branch in &union.branches {
            let Some(mut value) = self.wished(&branch.value, wish) else {
                continue;
            };
            if let (Some(name), Some(tag)) = (&union.discriminator, branch.tags.first())
                && let Value::Object(members) = &mut value
            {
                members.insert(name.clone(), tag.as_str().into());
            }
            if self.places.fits(place, &value) {
                return Some(value);
            }
            first.get_or_insert(value);
        }
        first
    }

    /// A string; of those that patterns ask for, the first that fits.
    fn text(&mut self, place: &Pointer, rules: &[StringRule], wish: Wish<'_>) -> Option<Value> {
        let patterns = rules.iter().filter_map(|rule| match rule {
            StringRule::Pattern(pattern) => Some(&*pattern.source),
            _ => None,
        });
        let patterns: Vec<&str> = patterns.collect();
        let Some(pattern) = patterns.first() else {
            return Some(string(rules, wish.format, wish.turn).into());
        };
        let (least, _) = lengths(rules);
        let mut random = Random::of(&format!("{pattern} {}", wish.turn));
        (0..TRIES).find_map(|attempt| {
            let more = match attempt % 2 {
                0 => 3,
                _ => u32::try_from(least.clamp(3, MOST_LETTERS)).ok()?,
            };
            // Of several, one may match what the others begin or end with.
            let texts = patterns.iter();
            let texts = texts.map(|pattern| text::repeating(&mut random, pattern, more));
            let made = Value::from(texts.collect::<Option<String>>()?);
            self.places.fits(place, &made).then_some(made)
        })
    }
}

/// The least and the most characters.
fn lengths(rules: &[StringRule]) -> (usize, usize) {
    let (mut least, mut most) = (0, usize::MAX);
    for rule in rules {
        match rule {
            StringRule::MinLength(length) => least = usize::try_from(*length).unwrap_or(0),
            StringRule::MaxLength(length) => most = usize::try_from(*length).unwrap_or(most),
            StringRule::Pattern(_) => {}
        }
    }
    (least, most)
}

/// A string of a format, or the word itself, as long as it has to be.
fn string(rules: &[StringRule], format: Option<&str>, turn: usize) -> String {
    let (least, most) = lengths(rules);
    let of_format = format.and_then(|format| format::of(turn, format));
    if let Some(text) = of_format.filter(|text| (least..=most).contains(&text.chars().count())) {
        return text;
    }
    let mut text = match turn {
        0 => "string".to_owned(),
        turn => format!("{turn}string"),
    };
    while text.len() < least.min(MOST_LETTERS) {
        text.push('a');
    }
    text.truncate(most);
    text
}
