//! Values made after a schema: most of them are valid, and they stand at its bounds.

pub(crate) mod dialect;
mod valid;
pub(crate) mod validator;

pub(crate) use valid::valid;

use serde_json::{Map, Value, json};
use typewright::sample::random::Random;
use typewright::sample::{format, text};

/// Beyond this depth only what has to be there is.
const DEEP: usize = 5;
/// Beyond this one nothing is.
const TOO_DEEP: usize = 24;
/// So many values at most are made for one instance.
const MOST_VALUES: usize = 300;

const TYPES: &[&str] = &[
    "null", "boolean", "integer", "number", "string", "array", "object",
];

/// Keywords that tell the type which a schema without one is about.
const TELLING: &[(&str, &str)] = &[
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("required", "object"),
    ("items", "array"),
    ("pattern", "string"),
    ("maxLength", "string"),
    ("minLength", "string"),
    ("minimum", "number"),
    ("maximum", "number"),
];

/// Schemas that a value has to be valid against, all of them.
type Facets<'s> = Vec<&'s Map<String, Value>>;

/// How much there is of what need not be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Now this, now that, and what is rare: to find where judges differ.
    Random,
    /// Nothing, and nothing rare.
    Least,
    /// All that has a name, and nothing rare.
    All,
}

/// What is made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    pub(crate) extent: Extent,
    /// What strings without a pattern are made of.
    pub(crate) letters: &'static [char],
    /// The least of items and characters, even where a schema asks for none.
    pub(crate) least: usize,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            extent: Extent::Random,
            letters: text::LETTERS,
            least: 0,
        }
    }
}

pub(crate) struct Maker<'s> {
    pub(crate) random: Random,
    manner: Manner,
    /// A bundle: references lead into it.
    root: &'s Value,
    made: usize,
}

impl<'s> Maker<'s> {
    pub(crate) fn new(random: Random, root: &'s Value, manner: Manner) -> Self {
        Self {
            random,
            manner,
            root,
            made: 0,
        }
    }

    pub(crate) fn instance(&mut self) -> Value {
        self.made = 0;
        self.value(&[self.root], 0)
    }

    fn value(&mut self, schemas: &[&'s Value], depth: usize) -> Value {
        self.made += 1;
        let mut facets = Facets::new();
        for schema in schemas {
            self.gather(schema, &mut facets);
        }
        let values = |keyword: &'static str| {
            let mut lists = facets
                .iter()
                .filter_map(|facet| facet.get(keyword)?.as_array());
            lists.next().map_or(&[][..], Vec::as_slice)
        };
        if let Some(only) = facets.iter().find_map(|facet| facet.get("const")) {
            return only.clone();
        }
        for (keyword, rarity) in [("enum", 1), ("examples", 6)] {
            let values = values(keyword);
            if !values.is_empty() && self.random.one_in(rarity) {
                return self.random.of_list(values).cloned().unwrap_or_default();
            }
        }
        if depth > TOO_DEEP {
            return Value::Null;
        }
        match self.kind(&facets) {
            "null" => Value::Null,
            "boolean" => self.random.one_in(2).into(),
            "integer" => self.number(&facets, true),
            "number" => self.number(&facets, false),
            "string" => self.string(&facets).into(),
            "array" => self.array(&facets, depth),
            _ => self.object(&facets, depth),
        }
    }

    /// All schemas that apply with one; of alternatives, one.
    fn gather(&mut self, schema: &'s Value, facets: &mut Facets<'s>) {
        let Some(keywords) = schema.as_object() else {
            return;
        };
        if facets.len() >= 64 || facets.iter().any(|known| std::ptr::eq(*known, keywords)) {
            return;
        }
        facets.push(keywords);
        let list = |keyword: &str| {
            let schemas = keywords.get(keyword).and_then(Value::as_array);
            schemas.map_or(&[][..], Vec::as_slice)
        };
        if let Some(target) = keywords.get("$ref").and_then(Value::as_str) {
            let target = target.strip_prefix('#').unwrap_or(target);
            if let Some(target) = self.root.pointer(target) {
                self.gather(target, facets);
            }
        }
        for part in list("allOf") {
            self.gather(part, facets);
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(branch) = self.random.of_list(list(keyword)) {
                self.gather(branch, facets);
            }
        }
        let condition = match self.random.one_in(2) {
            true => &["if", "then"][..],
            false => &["else"],
        };
        for keyword in condition {
            if let Some(part) = keywords.get(*keyword) {
                self.gather(part, facets);
            }
        }
    }

    fn kind(&mut self, facets: &Facets) -> &'static str {
        let admits = |declared: &Value, kind: &str| {
            let is = |name: &Value| name == kind || (name == "number" && kind == "integer");
            declared
                .as_array()
                .map_or_else(|| is(declared), |names| names.iter().any(is))
        };
        let declared: Vec<&Value> = facets
            .iter()
            .filter_map(|facet| facet.get("type"))
            .collect();
        let fits = |kind: &&str| declared.iter().all(|declared| admits(declared, kind));
        let mut kinds: Vec<&'static str> = TYPES.iter().copied().filter(fits).collect();
        if declared.is_empty() && (self.is_plain() || !self.random.one_in(8)) {
            let speaks = |keyword: &str| facets.iter().any(|facet| facet.contains_key(keyword));
            let told = TELLING.iter().find(|(keyword, _)| speaks(keyword));
            kinds = told.map_or(kinds, |(_, kind)| vec![*kind]);
        }
        if self.is_plain() && kinds.len() == TYPES.len() {
            return "string"; // Which most mean, where anything goes.
        }
        if self.is_plain() && kinds.len() > 1 {
            kinds.retain(|kind| *kind != "null");
        }
        self.random.of_list(&kinds).copied().unwrap_or("null")
    }

    fn number(&mut self, facets: &Facets, is_integer: bool) -> Value {
        let bound = |keyword: &str| facets.iter().find_map(|facet| facet.get(keyword)?.as_f64());
        let low = bound("minimum").or(bound("exclusiveMinimum"));
        let high = bound("maximum").or(bound("exclusiveMaximum"));
        let near = self.random.below(4) as f64;
        let far = self.random.below(2000) as f64;
        let mut number = match (low, high, self.random.below(3)) {
            (Some(low), Some(high), 0) if high > low => low + far % (high - low),
            (Some(low), _, 0 | 1) => low + near,
            (_, Some(high), _) => high - near,
            (Some(low), None, _) => low + far,
            (None, None, 0) => near - 1.0,
            (None, None, _) => far,
        };
        if let Some(step) = bound("multipleOf").filter(|step| *step > 0.0) {
            // Digits of the step, lest 3 * 0.1 be 0.30000000000000004.
            let digits = step
                .to_string()
                .split_once('.')
                .map_or(0, |(_, rest)| rest.len());
            let times = (number / step).ceil();
            let exact = format!("{:.digits$}", times * step);
            number = exact.parse().unwrap_or(number);
        } else if !is_integer && self.random.one_in(2) {
            number += 0.25;
        }
        let is_whole = number.fract() == 0.0 && number.abs() < 9e15;
        if is_whole && (self.is_plain() || !self.random.one_in(12)) {
            return json!(number as i64);
        }
        json!(number)
    }

    fn string(&mut self, facets: &Facets) -> String {
        let pattern = facets
            .iter()
            .find_map(|facet| facet.get("pattern")?.as_str());
        let made = pattern.and_then(|pattern| text::of_pattern(&mut self.random, pattern));
        let format = facets
            .iter()
            .find_map(|facet| facet.get("format")?.as_str());
        let made = match format.filter(|_| made.is_none() && self.is_plain()) {
            Some(format) => format::of(self.random.below(28), format),
            None => made,
        };
        made.unwrap_or_else(|| {
            let length = self.count(facets, "minLength", "maxLength", 6);
            text::of_length(&mut self.random, self.manner.letters, length)
        })
    }

    /// How many there are of something; often the least or the most.
    fn count(&mut self, facets: &Facets, min: &str, max: &str, usual: usize) -> usize {
        let bounds = |keyword| -> Vec<usize> {
            let bounds = facets
                .iter()
                .filter_map(|facet| facet.get(keyword)?.as_f64());
            bounds
                .map(|bound| bound.clamp(0.0, 4000.0) as usize)
                .collect()
        };
        let low = bounds(min).into_iter().max().unwrap_or(0);
        let low = match min {
            "minItems" | "minLength" => low.max(self.manner.least),
            _ => low,
        };
        let high = bounds(max).into_iter().min();
        match high {
            Some(high) if !self.is_plain() && self.random.one_in(4) => high,
            _ => (low + self.random.below(usual)).min(high.unwrap_or(usize::MAX)),
        }
    }

    fn array(&mut self, facets: &Facets<'s>, depth: usize) -> Value {
        let schemas = |keyword: &str| -> Vec<&'s Value> {
            facets
                .iter()
                .filter_map(|facet| facet.get(keyword))
                .collect()
        };
        let usual = match self.manner.extent {
            _ if self.is_enough(depth) => 1,
            Extent::Random => 4,
            Extent::Least => 1,
            Extent::All => 3,
        };
        let count = self.count(facets, "minItems", "maxItems", usual).min(200);
        let prefix = schemas("prefixItems");
        let (items, contained) = (schemas("items"), schemas("contains"));
        let is_unique = schemas("uniqueItems").contains(&&Value::Bool(true));
        let mut made: Vec<Value> = Vec::new();
        for index in 0..count {
            let own: Vec<&Value> = prefix.iter().filter_map(|list| list.get(index)).collect();
            let schemas = match (own.is_empty(), self.random.one_in(3)) {
                (false, _) => &own,
                (true, true) if !contained.is_empty() => &contained,
                (true, _) => &items,
            };
            let item = self.value(schemas, depth + 1);
            if !is_unique || !made.contains(&item) {
                made.push(item);
            }
        }
        made.into()
    }

    fn object(&mut self, facets: &Facets<'s>, depth: usize) -> Value {
        let lists = facets
            .iter()
            .filter_map(|facet| facet.get("required")?.as_array());
        let required: Vec<&str> = lists.flatten().filter_map(Value::as_str).collect();
        let properties: Vec<&'s Map<String, Value>> = facets
            .iter()
            .filter_map(|facet| facet.get("properties")?.as_object())
            .collect();
        let mut names: Vec<&str> = required.clone();
        let (is_enough, density) = (self.is_enough(depth), 1 + self.random.below(4));
        for name in properties.iter().flat_map(|members| members.keys()) {
            let is_wanted = !is_enough && !names.contains(&&**name);
            if is_wanted && self.is_taken(density) {
                names.push(name);
            }
        }
        let mut members = Map::new();
        for name in names {
            let schemas: Vec<&Value> = properties.iter().filter_map(|all| all.get(name)).collect();
            let schemas = match schemas.is_empty() {
                true => additional(facets),
                false => schemas,
            };
            members.insert(name.to_owned(), self.value(&schemas, depth + 1));
        }
        let least = self.count(facets, "minProperties", "maxProperties", 1);
        let is_map = properties.is_empty() && !is_enough;
        let more = match self.manner.extent {
            Extent::Least => 0,
            Extent::All => usize::from(is_map),
            Extent::Random => {
                usize::from(self.random.one_in(8)) + if is_map { self.random.below(4) } else { 0 }
            }
        };
        let is_closed = additional(facets).contains(&&Value::Bool(false));
        for number in 0..more.max(least.saturating_sub(members.len())) {
            let (name, schemas) = self.more(facets, number);
            if !is_closed || !schemas.contains(&&Value::Bool(false)) {
                members.insert(name, self.value(&schemas, depth + 1));
            }
        }
        Value::Object(members)
    }

    /// A member that no schema names.
    fn more(&mut self, facets: &Facets<'s>, number: usize) -> (String, Vec<&'s Value>) {
        let mut patterns = facets
            .iter()
            .filter_map(|facet| facet.get("patternProperties")?.as_object());
        let pattern = patterns.find_map(|patterns| patterns.iter().next());
        if let Some((pattern, schema)) = pattern
            && let Some(name) = text::of_pattern(&mut self.random, pattern)
        {
            return (name, vec![schema]);
        }
        (format!("more {number}"), additional(facets))
    }

    /// Whether something is made that need not be there.
    fn is_taken(&mut self, density: usize) -> bool {
        match self.manner.extent {
            Extent::Random => self.random.one_in(density),
            Extent::Least => false,
            Extent::All => true,
        }
    }

    /// Whether nothing rare is made.
    fn is_plain(&self) -> bool {
        self.manner.extent != Extent::Random
    }

    fn is_enough(&self, depth: usize) -> bool {
        depth >= DEEP || self.made >= MOST_VALUES
    }
}

fn additional<'s>(facets: &Facets<'s>) -> Vec<&'s Value> {
    let schemas = facets
        .iter()
        .filter_map(|facet| facet.get("additionalProperties"));
    schemas.collect()
}
