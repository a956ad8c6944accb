//! Lists that come in pages, where the document shows how they go on.
//!
//! What is not shown without a doubt is not recognised: a page number does not say which page is the
//! last, and a cursor without a parameter of its name may be anything.

use super::{
    Api, Kind, Location, Object, Operation, Parameter, Presence, Property, Success, TypeId, TypeRef,
};
use crate::pointer::Pointer;

/// How a list goes on.
#[derive(Clone, Debug)]
pub struct Paging {
    /// Where the next page is named.
    pub next: Next,
    /// The JSON Pointer of a boolean that is false on the last page.
    pub more: Option<String>,
    /// Where the items are, if that is a plain array.
    pub items: Option<Items>,
}

/// Where the next page is named. Places in the body are JSON Pointers.
#[derive(Clone, Debug)]
pub enum Next {
    /// A value of the body, which goes into a parameter of the query.
    Cursor {
        /// The parameter.
        parameter: String,
        /// The value.
        at: String,
    },
    /// A URL in the body.
    Url(String),
    /// The header `Link`.
    Link,
}

/// The items of a page.
#[derive(Clone, Debug)]
pub struct Items {
    /// The type of an item.
    pub value: TypeRef,
    /// The properties that lead to the array, by type and index; none where the body is the array.
    pub path: Vec<(TypeId, usize)>,
}

/// Parameters of the query that take a cursor, in small letters and digits.
const CURSORS: &[&str] = &[
    "continuationtoken",
    "cursor",
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "pagecursor",
    "pagetoken",
    "paginationtoken",
];
/// Properties that tell whether there is more.
const MORE: &[&str] = &["hasmore", "hasnext", "hasnextpage"];
/// Properties that hold the URL of the next page.
const URLS: &[&str] = &[
    "nexthref",
    "nextlink",
    "nextpagelink",
    "nextpageuri",
    "nextpageurl",
    "nexturi",
    "nexturl",
    "odatanextlink",
];
/// Parameters by which an answer is seen to be a page.
const PAGES: &[&str] = &[
    "after", "before", "cursor", "limit", "offset", "page", "pagesize", "perpage", "since",
];

/// A property, and the pointer to it.
struct Place<'a> {
    property: &'a Property,
    /// Its name in small letters and digits.
    plain: String,
    /// The object that it is of.
    parent: Pointer,
}

impl Place<'_> {
    fn pointer(&self) -> Pointer {
        self.parent.child(&self.property.name)
    }

    /// As the client looks it up.
    fn text(&self) -> String {
        self.pointer().as_str().to_owned()
    }
}

impl Api {
    /// Finds the operations whose answers are pages.
    pub fn find_pages(&mut self) {
        for index in 0..self.operations.len() {
            let paging = self.paging(&self.operations[index]);
            self.operations[index].paging = paging;
        }
    }

    fn paging(&self, operation: &Operation) -> Option<Paging> {
        let Success::Json(body) = &operation.success else {
            return None;
        };
        if operation.method != "GET" || operation.body.is_some() || operation.streaming.is_some() {
            return None;
        }
        if let TypeRef::Array(item) = self.resolve(body) {
            let (value, path) = ((**item).clone(), Vec::new());
            return is_linked(operation).then_some(Paging {
                next: Next::Link,
                more: None,
                items: Some(Items { value, path }),
            });
        }
        let (id, object) = self.object(body)?;
        let items = self.list(id, object)?;
        let places = self.places(object);
        let (next, more) = self
            .cursor(operation, &places)
            .or_else(|| Some((self.url(&places)?, None)))
            .or_else(|| is_linked(operation).then_some((Next::Link, None)))?;
        Some(Paging { next, more, items })
    }

    /// The only array of a page, itself or alone in its only object that has one; what is told of it is
    /// how to reach it, if it is plain.
    fn list(&self, id: TypeId, object: &Object) -> Option<Option<Items>> {
        let arrays = self.arrays(object);
        if let [only] = arrays[..] {
            return Some(self.items(object, only, vec![(id, only)]));
        }
        let mut inner = object
            .properties
            .iter()
            .enumerate()
            .filter_map(|(index, property)| {
                let (inner, object) = self.object(&property.value)?;
                let arrays = self.arrays(object);
                (!arrays.is_empty()).then_some((index, inner, object, arrays))
            });
        let (index, inner_id, inner_object, inner_arrays) = inner.next()?;
        let ([], None, [only]) = (&arrays[..], inner.next(), &inner_arrays[..]) else {
            return None;
        };
        // A resource has an array among other things; what holds nothing else is there for it.
        if inner_object.properties.len() > 1 {
            return None;
        }
        let outer = &object.properties[index];
        let is_plain = outer.presence == Presence::Required
            && !matches!(self.resolve(&outer.value), TypeRef::Nullable(_));
        let items = self.items(inner_object, *only, vec![(id, index), (inner_id, *only)]);
        Some(items.filter(|_| is_plain))
    }

    fn arrays(&self, object: &Object) -> Vec<usize> {
        let properties = object.properties.iter().enumerate();
        let arrays = properties.filter(|(_, property)| match self.bare(&property.value) {
            TypeRef::Array(_) => true,
            TypeRef::Named(id) => matches!(self.types[id.0].kind, Kind::Collection(..)),
            _ => false,
        });
        arrays.map(|(index, _)| index).collect()
    }

    fn items(&self, object: &Object, index: usize, path: Vec<(TypeId, usize)>) -> Option<Items> {
        match self.resolve(&object.properties[index].value) {
            TypeRef::Array(item) => Some(Items {
                value: (**item).clone(),
                path,
            }),
            _ => None,
        }
    }

    /// The properties of a page, and of the objects in it.
    fn places<'a>(&'a self, object: &'a Object) -> Vec<Place<'a>> {
        let place = |property: &'a Property, parent: &Pointer| Place {
            property,
            plain: plain(&property.name),
            parent: parent.clone(),
        };
        let mut places = Vec::new();
        for property in &object.properties {
            let outer = place(property, &Pointer::root());
            if let Some((_, inner)) = self.object(&property.value) {
                let parent = outer.pointer();
                places.extend(inner.properties.iter().map(|inner| place(inner, &parent)));
            }
            places.push(outer);
        }
        places
    }

    /// The only property that fits a parameter of the query.
    fn cursor(
        &self,
        operation: &Operation,
        places: &[Place<'_>],
    ) -> Option<(Next, Option<String>)> {
        let parameters = operation.parameters.iter().filter(|parameter| {
            CURSORS.contains(&plain(&parameter.name).as_str()) && self.takes_cursor(parameter)
        });
        let mut found = parameters.flat_map(|parameter| {
            let name = plain(&parameter.name);
            let fits = move |place: &&Place<'_>| {
                let is_sure = name.starts_with("next") || self.speaks_of_next(place, places);
                place.plain == format!("next{name}") || (place.plain == name && is_sure)
            };
            let fitting = places.iter().filter(fits);
            fitting.map(move |place| (parameter, place))
        });
        let (parameter, place) = found
            .next()
            .filter(|(_, place)| self.is_text(&place.property.value))?;
        if found.next().is_some() {
            return None;
        }
        let next = Next::Cursor {
            parameter: parameter.name.clone(),
            at: place.text(),
        };
        Some((next, self.more(place, places).map(Place::text)))
    }

    /// Whether a property of the parameter's own name is the next cursor, and not the one that was
    /// sent.
    fn speaks_of_next(&self, place: &Place<'_>, places: &[Place<'_>]) -> bool {
        let docs = &place.property.docs;
        let mut texts = docs.title.iter().chain(&docs.description);
        self.more(place, places).is_some()
            || texts.any(|text| text.to_ascii_lowercase().contains("next"))
    }

    /// The boolean beside a cursor.
    fn more<'a>(&self, place: &Place<'_>, places: &'a [Place<'a>]) -> Option<&'a Place<'a>> {
        places.iter().find(|other| {
            other.parent == place.parent
                && MORE.contains(&other.plain.as_str())
                && *self.bare(&other.property.value) == TypeRef::Boolean
        })
    }

    /// The only property that is the URL of the next page.
    fn url(&self, places: &[Place<'_>]) -> Option<Next> {
        let mut urls = places.iter().filter(|place| {
            let is_uri = |format: &String| matches!(&**format, "uri" | "uri-reference" | "url");
            let is_next = place.plain == "next" && place.property.docs.format.iter().any(is_uri);
            (is_next || URLS.contains(&place.plain.as_str())) && self.is_text(&place.property.value)
        });
        let url = urls.next()?;
        urls.next().is_none().then(|| Next::Url(url.text()))
    }

    fn takes_cursor(&self, parameter: &Parameter) -> bool {
        parameter.location == Location::Query
            && !parameter.required
            && self.is_text(&parameter.value)
    }

    fn is_text(&self, value: &TypeRef) -> bool {
        match self.bare(value) {
            TypeRef::String => true,
            TypeRef::Named(id) => matches!(self.types[id.0].kind, Kind::String(_)),
            _ => false,
        }
    }

    fn object(&self, value: &TypeRef) -> Option<(TypeId, &Object)> {
        match self.bare(value) {
            TypeRef::Named(id) => match &self.types[id.0].kind {
                Kind::Object(object) => Some((*id, object)),
                _ => None,
            },
            _ => None,
        }
    }

    /// A type without its aliases and `null`.
    fn bare<'a>(&'a self, value: &'a TypeRef) -> &'a TypeRef {
        match self.resolve(value) {
            TypeRef::Nullable(inner) => self.resolve(inner),
            value => value,
        }
    }
}

/// Whether the answer has the header `Link`, and the query speaks of pages.
fn is_linked(operation: &Operation) -> bool {
    let mut headers = operation.headers.iter();
    let mut parameters = operation.parameters.iter();
    headers.any(|header| header.name.eq_ignore_ascii_case("link"))
        && parameters.any(|parameter| {
            let is_page = PAGES.contains(&plain(&parameter.name).as_str());
            parameter.location == Location::Query && is_page
        })
}

/// A name in small letters and digits.
fn plain(name: &str) -> String {
    let kept = name.chars().filter(char::is_ascii_alphanumeric);
    kept.map(|character| character.to_ascii_lowercase())
        .collect()
}
