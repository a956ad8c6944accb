//! Bodies of many values, which are read as they come.

use super::Lowering;
use super::media::{chosen, framing, is_json};
use super::piece::Piece;
use super::response::Media;
use super::schema::Schema;
use crate::diagnostic::code;
use crate::ir::{Framing, Naming, Streaming, TypeRef};

/// The media type of a success that is a stream, where JSON is read unless it is asked for.
pub(super) fn streamed<'d>(piece: &Piece<'d>) -> Option<&'d str> {
    let entries = piece.entries("content");
    let names: Vec<&str> = entries.iter().map(|(name, ..)| *name).collect();
    let read = names[chosen(&names)?];
    let mut names = names.into_iter().filter(|_| is_json(read));
    names.find(|name| framing(name).is_some())
}

impl<'d> Lowering<'d> {
    /// What a success carries where it is asked for as it comes.
    pub(super) fn streaming(
        &mut self,
        successes: &[(&'d str, Piece<'d>)],
        operation: usize,
    ) -> Option<Streaming> {
        let mut successes = successes.iter();
        let (piece, wanted) = successes.find_map(|(_, piece)| Some((piece, streamed(piece)?)))?;
        let mut entries = piece.entries("content").into_iter();
        let (name, value, pointer) = entries.find(|(name, ..)| *name == wanted)?;
        let media = self.media(name, value, pointer)?;
        Some(self.stream_of(&media, framing(name)?, operation))
    }

    /// A stream of a media type.
    pub(super) fn stream_of(
        &mut self,
        media: &Media<'d>,
        framing: Framing,
        operation: usize,
    ) -> Streaming {
        let value = self.item(media, framing).map(|schema| {
            let word = match framing {
                Framing::Events => "Event",
                Framing::Lines | Framing::Sequence => "Item",
            };
            let word = word.to_owned();
            self.lower_shared(schema, Naming::Operation { operation, word })
        });
        let is_text = |value: &TypeRef| *self.api.resolve(value) == TypeRef::String;
        let value = match framing {
            Framing::Events => value.filter(|value| !is_text(value)),
            Framing::Lines | Framing::Sequence => Some(value.unwrap_or(TypeRef::Any)),
        };
        Streaming {
            media_type: media.name.to_owned(),
            framing,
            value,
        }
    }

    /// The schema of one value. `itemSchema` describes it; a `schema`, by the letter of all values,
    /// is meant of each, unless it is an array of them.
    fn item(&mut self, media: &Media<'d>, framing: Framing) -> Option<Schema<'d>> {
        let below = |keyword| {
            let value = media.value.get(keyword)?;
            Some(Schema::new(value, media.pointer.child(keyword)))
        };
        if let Some(item) = below("itemSchema") {
            return match framing {
                Framing::Events => self.event_data(item),
                Framing::Lines | Framing::Sequence => Some(item),
            };
        }
        let schema = below("schema")?;
        let end = self.end(&schema);
        let is_array = end.text("type") == Some("array") && framing != Framing::Events;
        match is_array {
            true => end.below("items"),
            false => Some(schema),
        }
    }

    /// The schema of the data in that of an event, which has fields as members; one without
    /// is that of the data itself.
    fn event_data(&mut self, event: Schema<'d>) -> Option<Schema<'d>> {
        let end = self.end(&event);
        let mut members = end.named("properties").into_iter();
        if let Some((_, data)) = members.find(|(name, _)| *name == "data") {
            return self.end(&data).below("contentSchema");
        }
        let is_union = ["oneOf", "anyOf", "allOf"]
            .iter()
            .any(|word| end.get(word).is_some());
        if is_union {
            let message = "the data of these events is taken as text";
            let label = "not one schema of events";
            self.note(code::EVENTS_AS_TEXT, &end.pointer, message, label);
            return None;
        }
        Some(event)
    }

    fn end(&self, schema: &Schema<'d>) -> Schema<'d> {
        let followed = schema
            .reference()
            .map(|reference| self.document.follow(reference, &schema.pointer));
        match followed {
            Some(Ok((pointer, value))) => Schema::new(value, pointer),
            _ => schema.clone(),
        }
    }
}
