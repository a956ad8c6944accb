//! The walk over a document that counts each use of a keyword.

use super::Standing::{Approximated, Documented, Honoured, Ignored, Refused, Unknown};
use super::finding::Marks;
use super::grammar::{Holds, Kind, Member};
use super::schema::Context;
use super::success::Successes;
use super::{Coverage, Reason, Standing, Verdict};
use crate::diagnostic::code;
use crate::load::Document;
use crate::lower::{Reading, has_files, media, says_elements};
use crate::pointer::Pointer;
use serde_json::{Map, Value};

const NOT_READ: Reason = Reason::plain("not read");
const NO_KEYWORD: Reason = Reason::plain("no keyword of this object");
const OTHER_SERVER: Reason = Reason::plain("the first server is used");
const HEADERS: Reason = Reason::plain("of no success: named in comments, and read as it came");
const OTHER_MEDIA_TYPE: Reason = Reason {
    code: Some(code::MEDIA_TYPE_UNUSED),
    text: "another media type of the body is used",
};
const AS_IT_IS: Reason = Reason::plain("neither JSON nor a form: taken as text or bytes");

/// Counts the keywords of a document.
pub(super) fn walk(document: &Document, reading: Reading, marks: Marks) -> Coverage {
    let context = Context {
        version: document.version,
        reading,
        has_xml: has_xml(document, &document.root, &mut Pointer::root()),
    };
    let mut walk = Walk {
        document,
        context,
        marks,
        at: Pointer::root(),
        successes: Successes::of(document),
        coverage: Coverage::default(),
    };
    walk.value(&document.root, Holds::Object(Kind::OpenApi), None);
    walk.coverage
}

/// Whether a body is read or written as XML: by its media type, and by what its schema says.
fn has_xml(document: &Document, value: &Value, at: &mut Pointer) -> bool {
    let mut below = |token: &str, value: &Value| {
        let length = at.descend(token);
        let found = has_xml(document, value, at);
        at.ascend(length);
        found
    };
    match value {
        Value::Array(items) => {
            let mut items = items.iter().enumerate();
            items.any(|(index, item)| below(&index.to_string(), item))
        }
        Value::Object(members) => {
            let mut entries = members.iter();
            if entries.any(|(name, value)| below(name, value)) {
                return true;
            }
            let content = members.get("content").and_then(Value::as_object);
            content.is_some_and(|content| {
                let names: Vec<&str> = content.keys().map(String::as_str).collect();
                let chosen = media::chosen(&names).map(|index| names[index]);
                let at = at.child("content");
                chosen
                    .is_some_and(|name| is_read_xml(document, name, &content[name], at.child(name)))
            })
        }
        _ => false,
    }
}

/// Whether a body of a media type is XML of a type.
fn is_read_xml(document: &Document, name: &str, media_type: &Value, at: Pointer) -> bool {
    let schema = media_type.get("schema");
    media::is_xml(&media::essence(name))
        && schema.is_some_and(|schema| says_elements(document, schema, at.child("schema")))
}

/// The state of the walk.
struct Walk<'d> {
    document: &'d Document,
    context: Context,
    marks: Marks,
    /// The pointer to the value at hand.
    at: Pointer,
    successes: Successes,
    coverage: Coverage,
}

/// A keyword at hand.
struct Use<'d> {
    kind: Kind,
    name: &'d str,
    value: &'d Value,
    member: Member,
    /// The object that it is a member of.
    holder: &'d Map<String, Value>,
}

impl Walk<'_> {
    /// A value, and what goes for all inside of it.
    fn value(&mut self, value: &Value, holds: Holds, above: Option<Verdict>) {
        match (value, holds) {
            (Value::Array(items), Holds::Object(_)) => {
                for (index, item) in items.iter().enumerate() {
                    self.below(&index.to_string(), |walk| walk.value(item, holds, above));
                }
            }
            (Value::Object(members), Holds::Map(kind)) => {
                for (name, member) in members {
                    let holds = Holds::Object(kind);
                    self.below(name, |walk| walk.value(member, holds, above));
                }
            }
            (Value::Object(members), Holds::Object(kind)) => self.object(kind, members, above),
            _ => {}
        }
    }

    fn object(&mut self, kind: Kind, holder: &Map<String, Value>, above: Option<Verdict>) {
        let above = self.marks.objects.get(&self.at).copied().or(above);
        for (name, value) in holder {
            let member = kind.member(name);
            self.below(name, |walk| match member {
                Member::Name(kind) => walk.value(value, Holds::Object(kind), above),
                Member::Keyword(..) | Member::Unlisted(_) => {
                    let keyword = Use {
                        kind,
                        name,
                        value,
                        member,
                        holder,
                    };
                    walk.keyword(&keyword, above);
                }
            });
        }
    }

    fn keyword(&mut self, keyword: &Use<'_>, above: Option<Verdict>) {
        let Use { kind, name, .. } = *keyword;
        let own = self.rule(keyword);
        let marked = self.marks.keywords.get(&self.at).copied().unwrap_or(own);
        let verdict = marked.under(above);
        let (holds, is_listed) = match keyword.member {
            Member::Keyword(_, holds) => (holds, true),
            Member::Unlisted(_) | Member::Name(_) => (Holds::Value, false),
        };
        self.coverage
            .record(kind, name, is_listed, verdict, &self.at);
        let inside = verdict.inside(above);
        match (kind, name) {
            (Kind::RequestBody | Kind::Response, "content") => self.content(keyword, inside),
            (Kind::OpenApi, "servers") => self.servers(keyword.value, inside),
            _ => self.value(keyword.value, holds, inside),
        }
    }

    /// What a keyword comes to where no finding is about it.
    fn rule(&self, keyword: &Use<'_>) -> Verdict {
        let (Member::Keyword(rule, _) | Member::Unlisted(rule)) = keyword.member else {
            return Verdict::plain(Honoured);
        };
        let has_reference = keyword.holder.get("$ref").is_some_and(Value::is_string);
        match keyword.kind {
            Kind::Schema => self.context.verdict(keyword.name, keyword.holder, rule),
            // The reference is followed; what stands beside it is not read.
            Kind::PathItem if has_reference && keyword.name != "$ref" => Verdict::plain(Refused),
            _ if has_reference && keyword.name != "$ref" => Verdict::plain(Ignored),
            Kind::Response if keyword.name == "headers" && !self.successes.has(&self.at) => {
                Verdict::whole(Approximated, HEADERS)
            }
            Kind::MediaType if keyword.name == "itemSchema" => {
                match media::framing(&self.holder(0)) {
                    Some(_) => Verdict::plain(Honoured),
                    None => Verdict::plain(rule),
                }
            }
            Kind::MediaType if keyword.name == "encoding" => Verdict::plain(self.encoding()),
            Kind::Encoding if keyword.name == "contentType" => {
                match &*media::essence(&self.holder(2)) {
                    media::PARTS => Verdict::plain(Honoured),
                    _ => Verdict::plain(rule),
                }
            }
            _ => Verdict::plain(rule),
        }
    }

    /// What `encoding` comes to: by the specification it speaks of forms and of multipart alone.
    fn encoding(&self) -> Standing {
        match &*media::essence(&self.holder(0)) {
            media::FORM | media::PARTS => Honoured,
            other if other.starts_with("multipart/") => Refused,
            _ => Ignored,
        }
    }

    /// The media types of a body, of which one is used.
    fn content(&mut self, keyword: &Use<'_>, above: Option<Verdict>) {
        let entries = keyword.value.as_object().into_iter().flatten();
        let entries: Vec<(&String, &Value)> = entries.collect();
        let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
        let chosen = media::chosen(&names);
        for (index, (name, media_type)) in entries.into_iter().enumerate() {
            let is_form = keyword.kind == Kind::RequestBody
                && [media::FORM, media::PARTS].contains(&&*media::essence(name));
            let is_stream = keyword.kind == Kind::Response && media::framing(name).is_some();
            let is_beside = chosen.is_some_and(|chosen| media::is_json(names[chosen]));
            let is_form = is_form || is_beside && self.is_form_beside(keyword, name, media_type);
            let own = match Some(index) == chosen {
                is_chosen if is_stream && (is_chosen || is_beside) => None,
                false if is_beside && is_form => None,
                true if is_form || media::is_json(name) => None,
                true if is_read_xml(self.document, name, media_type, self.at.child(name)) => None,
                true => Some(Verdict::whole(Approximated, AS_IT_IS)),
                false => Some(Verdict::whole(Refused, OTHER_MEDIA_TYPE)),
            };
            let above = own.map(|own| own.under(above)).or(above);
            let holds = Holds::Object(Kind::MediaType);
            self.below(name, |walk| walk.value(media_type, holds, above));
        }
    }

    /// Whether a media type is that of a form with files.
    fn is_form_beside(&self, content: &Use<'_>, name: &str, media_type: &Value) -> bool {
        let is_parts = content.kind == Kind::RequestBody && media::essence(name) == media::PARTS;
        let schema = media_type.get("schema").filter(|_| is_parts);
        schema.is_some_and(|schema| has_files(self.document, schema, self.at.clone()))
    }

    /// The servers, of which the first is the default.
    fn servers(&mut self, servers: &Value, above: Option<Verdict>) {
        let holds = Holds::Object(Kind::Server);
        for (index, server) in servers.as_array().into_iter().flatten().enumerate() {
            let other = (index > 0).then(|| Verdict::whole(Documented, OTHER_SERVER));
            let above = other.or(above);
            self.below(&index.to_string(), |walk| walk.value(server, holds, above));
        }
    }

    /// The name of the object that the keyword at hand is a member of, or of one further out.
    fn holder(&self, out: usize) -> String {
        let mut tokens = self.at.as_str().rsplit('/');
        let token = tokens.nth(1 + out).unwrap_or_default();
        token.replace("~1", "/").replace("~0", "~")
    }

    /// Goes one step down, and up again.
    fn below(&mut self, token: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.at.descend(token);
        visit(self);
        self.at.ascend(length);
    }
}

impl Verdict {
    /// What a table says.
    pub(super) fn plain(standing: Standing) -> Self {
        let reason = match standing {
            Unknown => NO_KEYWORD,
            _ => NOT_READ,
        };
        Self {
            standing,
            reason,
            is_whole: matches!(standing, Refused | Ignored),
        }
    }

    pub(super) fn whole(standing: Standing, reason: Reason) -> Self {
        Self {
            standing,
            reason,
            is_whole: true,
        }
    }

    /// The same inside of something that is not honoured.
    fn under(self, above: Option<Self>) -> Self {
        let is_told = |above: &Self| above.standing == Refused && self.reason.code.is_none();
        match (self.standing, above) {
            (Honoured | Documented, Some(above)) => above,
            (Approximated | Refused, Some(above)) if is_told(&above) => above,
            _ => self,
        }
    }

    /// What goes for all inside.
    fn inside(self, above: Option<Self>) -> Option<Self> {
        let inside = if self.is_whole { Some(self) } else { above };
        inside.map(|verdict| Self {
            reason: Reason::INSIDE,
            ..verdict
        })
    }
}
