//! What a mock answers: for each operation the document's own example of its first success, else one
//! that is made of its type.
//!
//! **A sample fits its schema**: the evaluator of `lint` knows nothing against it. Where neither the
//! document nor this stage has one that does, there is none. **And its type may take it**, by its form.

pub mod format;
mod make;
mod number;
mod places;
pub mod random;
mod takes;
pub mod text;

use crate::ir::{Answer, Api, Framing, Operation, Origin, Sample, Streaming, Success, TypeRef};
use crate::load::Document;
use crate::pointer::Pointer;
use make::{Extent, Maker};
use places::{Found, Places};
use serde_json::Value;
use takes::takes;

/// Gives each operation its sample.
pub fn sample(document: &Document, api: &mut Api) {
    let mut places = Places::new(document);
    let operations = api.operations.iter();
    let samples: Vec<Option<Sample>> = operations
        .map(|operation| of(operation, api, &mut places))
        .collect();
    for (operation, sample) in api.operations.iter_mut().zip(samples) {
        operation.sample = sample;
    }
}

fn of(operation: &Operation, api: &Api, places: &mut Places) -> Option<Sample> {
    let Some(answer) = operation.successes.first() else {
        return Some(Sample::empty(200));
    };
    // `2XX` and `default` are no numbers.
    let status = answer.status.parse().unwrap_or(200);
    let Some(body) = answer.body.as_ref().filter(|_| operation.method != "HEAD") else {
        return Some(Sample::empty(status));
    };
    let mut sample = Sample {
        media_type: Some(concrete(&body.media_type, body.json.is_some())),
        ..Sample::empty(status)
    };
    (sample.body, sample.origin) = match (&body.json, &operation.success) {
        (Some(value), _) => json(answer, value, api, places)?,
        (None, Success::Stream(streaming)) => stream(answer, streaming, api, places)?,
        // A word is no XML.
        (None, Success::Xml(..)) => (places.raw(&body.pointer)?, Origin::Example),
        (None, _) => match places.raw(&body.pointer) {
            Some(text) => (text, Origin::Example),
            None => ("sample".to_owned(), Origin::Made),
        },
    };
    Some(sample)
}

/// A media type that stands where the document has a range.
fn concrete(media_type: &str, is_json: bool) -> String {
    match (media_type.contains('*'), is_json) {
        (false, _) => media_type.to_owned(),
        (true, true) => "application/json".to_owned(),
        (true, false) => "application/octet-stream".to_owned(),
    }
}

fn json(
    answer: &Answer,
    value: &TypeRef,
    api: &Api,
    places: &mut Places,
) -> Option<(String, Origin)> {
    let media = &answer.body.as_ref()?.pointer;
    let schema = media.child("schema");
    let Found { fit, unfit } = places.of_media(media, &schema);
    let (value, origin) = match fit {
        Some(example) if takes(api, value, &example) => (example, Origin::Example),
        unfit_form => made(value, unfit_form.or(unfit).as_ref(), api, places, &schema)?,
    };
    let text = serde_json::to_string_pretty(&value).ok()?;
    Some((text, origin))
}

/// A value of a type: like an example, else with all that may be there, else with what has to be.
fn made(
    value: &TypeRef,
    example: Option<&Value>,
    api: &Api,
    places: &mut Places,
    schema: &Pointer,
) -> Option<(Value, Origin)> {
    let mended = example.map(|example| (Extent::All, Some(example), Origin::Mended));
    let ways = mended.into_iter().chain([
        (Extent::All, None, Origin::Made),
        (Extent::Least, None, Origin::Made),
    ]);
    ways.into_iter().find_map(|(extent, example, origin)| {
        let made = Maker::new(api, places, extent).value(value, example)?;
        let is_sound = places.fits(schema, &made) && takes(api, value, &made);
        is_sound.then_some((made, origin))
    })
}

/// A stream of one value.
fn stream(
    answer: &Answer,
    streaming: &Streaming,
    api: &Api,
    places: &mut Places,
) -> Option<(String, Origin)> {
    let media = &answer.body.as_ref()?.pointer;
    if let Some(text) = places.raw(media) {
        return Some((text, Origin::Example));
    }
    // That of an item, where the document tells it from the whole.
    let schema = media.child("itemSchema");
    let value = match &streaming.value {
        None => "sample".to_owned(),
        Some(value) => made(value, None, api, places, &schema)?.0.to_string(),
    };
    let text = match streaming.framing {
        Framing::Events => format!("data: {value}\n\n"),
        Framing::Lines => format!("{value}\n"),
        Framing::Sequence => format!("\u{1e}{value}\n"),
    };
    Some((text, Origin::Made))
}
