//! What a success carries.

use super::Lowering;
use super::media::{JSON, essence, framing, is_xml};
use super::piece::Piece;
use super::response::{Media, answer};
use super::slot::Slot;
use super::streaming::streamed;
use crate::diagnostic::{brief, code};
use crate::ir::{Answer, Branch, Docs, Kind, Naming, Success, TypeRef, Union, reason};
use crate::pointer::Pointer;

/// A success with a body: its status, what the document says of it, and its media type.
type WithBody<'p, 'd> = (&'d str, &'p Piece<'d>, Media<'d>);

impl<'d> Lowering<'d> {
    /// The body of the successes: one type, or one a status; the media types to ask for; and each
    /// success by itself.
    pub(super) fn success(
        &mut self,
        successes: &[(&'d str, Piece<'d>)],
        place: (usize, &Pointer),
    ) -> (Success, String, Vec<Answer>) {
        let mut with_body: Vec<WithBody> = Vec::new();
        let mut answers = Vec::new();
        for (status, piece) in successes {
            let beside = streamed(piece);
            let media = self.chosen_beside(piece, beside);
            answers.push(answer(status, piece, media.as_ref(), None));
            with_body.extend(media.map(|media| (*status, piece, media)));
        }
        let (success, accept) = self.united(with_body, place, &mut answers);
        (success, accept, answers)
    }

    /// What a success carries, whichever it is, and the media types to ask for. Each answer learns
    /// the type of its JSON.
    fn united(
        &mut self,
        answers: Vec<WithBody<'_, 'd>>,
        (operation, pointer): (usize, &Pointer),
        each: &mut [Answer],
    ) -> (Success, String) {
        let any = || "*/*".to_owned();
        let or_empty = answers.len() < each.len();
        let Some((_, _, first)) = answers.first() else {
            return (Success::Empty, any());
        };
        if let Some(framing) = framing(first.name) {
            self.note_unread(&answers[1..]);
            let stream = self.stream_of(&answers[0].2, framing, operation);
            let accept = stream.media_type.clone();
            return (Success::Stream(stream), accept);
        }
        if is_xml(&essence(first.name))
            && let Some(xml) = self.xml_body(first, operation, "Response")
        {
            self.note_unread(&answers[1..]);
            let accept = first.name.to_owned();
            let status = answers[0].0;
            let answered = each.iter_mut().filter(|answer| answer.status == status);
            let bodies = answered.filter_map(|answer| answer.body.as_mut());
            bodies.for_each(|body| body.xml = Some(xml.clone()));
            return (Success::Xml(xml, or_empty), accept);
        }
        if !first.is_json(self.document) {
            let is_text = first.name.starts_with("text/");
            self.note_unread(&answers[1..]);
            return match is_text {
                true => (Success::Text, any()),
                false => (Success::Bytes, any()),
            };
        }
        let (answers, unread): (Vec<_>, Vec<_>) = answers
            .into_iter()
            .partition(|(.., media)| media.is_json(self.document));
        self.note_unread(&unread);
        let accept = accept(&answers);
        let bodies = self.bodies(&answers, operation);
        for (status, value) in &bodies {
            let answers = each.iter_mut().filter(|answer| answer.status == *status);
            let bodies = answers.filter_map(|answer| answer.body.as_mut());
            bodies.for_each(|body| body.json = Some(value.clone()));
        }
        let success = match &bodies[..] {
            [(_, only), others @ ..] if others.iter().all(|(_, value)| value == only) => {
                match or_empty {
                    true => Success::JsonOrEmpty(only.clone()),
                    false => Success::Json(only.clone()),
                }
            }
            _ => self.by_status(bodies, (operation, pointer), or_empty),
        };
        (success, accept)
    }

    fn bodies(
        &mut self,
        answers: &[WithBody<'_, 'd>],
        operation: usize,
    ) -> Vec<(&'d str, TypeRef)> {
        let word = |status: &str| match answers.len() {
            1 => "Response".to_owned(),
            _ => format!("Response {}", variant(status)),
        };
        let answers = answers.iter();
        answers
            .map(|(status, _, media)| {
                let value = self.media_type(media, operation, &word(status));
                (*status, value.unwrap_or(TypeRef::Any))
            })
            .collect()
    }

    /// An enum with a variant a status; statuses of the same type share it.
    fn by_status(
        &mut self,
        bodies: Vec<(&'d str, TypeRef)>,
        (operation, pointer): (usize, &Pointer),
        or_empty: bool,
    ) -> Success {
        let mut branches: Vec<Branch> = Vec::new();
        let mut statuses = Vec::new();
        for (status, value) in bodies {
            let known = branches.iter().position(|branch| branch.value == value);
            let index = known.unwrap_or(branches.len());
            if known.is_none() {
                branches.push(Branch {
                    word: Some(variant(status)),
                    value,
                    tags: Vec::new(),
                });
            }
            let (first, last) = range(status);
            statuses.push((first, last, index));
        }
        // A status of its own counts before a range that holds it.
        statuses.sort_by_key(|(first, last, _)| last - first);
        let naming = Naming::Operation {
            operation,
            word: "Response".to_owned(),
        };
        let id = self.claim(Slot::Fresh(naming), pointer, &Docs::default());
        self.close(id, Kind::Union(Union::any_of(branches)));
        Success::ByStatus {
            value: TypeRef::Named(id),
            statuses,
            or_empty,
        }
    }

    fn note_unread(&mut self, answers: &[WithBody<'_, 'd>]) {
        for (status, piece, media) in answers {
            let message = format!(
                "the body of the success {}, `{}`, is not read as what it is",
                brief(status),
                brief(media.name)
            );
            let label = "read like the first";
            self.note(code::RESPONSE_UNSUPPORTED, &piece.pointer, message, label);
        }
    }
}

/// The media types of answers in JSON, each once. Of a range, what is read is asked for.
fn accept(answers: &[WithBody<'_, '_>]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for (.., media) in answers {
        let name = match media.name.contains('*') {
            true => JSON,
            false => media.name,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(", ")
}

/// What a variant is called after its status: the reason phrase of RFC 9110, where there is one.
fn variant(status: &str) -> String {
    match (reason(status), status) {
        (Some(phrase), _) => phrase.to_owned(),
        (None, "default") => "Default".to_owned(),
        (None, other) => format!("Status {other}"),
    }
}

/// The statuses that a key of `responses` means.
fn range(status: &str) -> (u16, u16) {
    match status.parse() {
        Ok(status) => (status, status),
        Err(_) if status == "default" => (0, 999),
        Err(_) => (200, 299), // 2XX
    }
}
