//! Members that are no keywords of the object that they stand in. Most are misspelt, or stand a level too high.

use super::Standing::Unknown;
use super::grammar::{Holds, Kind, Member};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, brief, code};
use crate::load::Document;
use crate::pointer::Pointer;
use crate::suggest::nearest;
use serde_json::Value;

/// Says of each that it says nothing, and which keyword may be meant.
pub fn unknown(document: &Document, diagnostics: &mut Diagnostics) {
    let mut walk = Walk {
        at: Pointer::root(),
        diagnostics,
    };
    walk.value(&document.root, Holds::Object(Kind::OpenApi));
}

struct Walk<'d> {
    /// The pointer to the value at hand.
    at: Pointer,
    diagnostics: &'d mut Diagnostics,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value, holds: Holds) {
        match (value, holds) {
            (Value::Array(items), Holds::Object(_)) => {
                for (index, item) in items.iter().enumerate() {
                    self.below(&index.to_string(), |walk| walk.value(item, holds));
                }
            }
            (Value::Object(members), Holds::Map(kind)) => {
                for (name, member) in members {
                    self.below(name, |walk| walk.value(member, Holds::Object(kind)));
                }
            }
            (Value::Object(members), Holds::Object(kind)) => {
                for (name, value) in members {
                    self.below(name, |walk| match kind.member(name) {
                        Member::Keyword(_, holds) => walk.value(value, holds),
                        Member::Name(kind) => walk.value(value, Holds::Object(kind)),
                        Member::Unlisted(Unknown) => walk.tell(kind, name),
                        Member::Unlisted(_) => {}
                    });
                }
            }
            _ => {}
        }
    }

    fn tell(&mut self, kind: Kind, name: &str) {
        let place = Place::Key(self.at.clone());
        let (code, object) = match kind {
            Kind::Schema => (code::KEYWORD_UNKNOWN, "schema".to_owned()),
            _ => (code::OBJECT_KEYWORD_UNKNOWN, kind.name().to_owned()),
        };
        let article = if object.starts_with(['E', 'I', 'O', 'X']) {
            "an"
        } else {
            "a"
        };
        let message = format!("`{}` is no keyword of {article} {object}", brief(name));
        let mut diagnostic = Diagnostic::note(code, place, message).label("says nothing");
        let help = match nearest(name, kind.keywords()) {
            Some(keyword) => Some(format!("did you mean `{keyword}`?")),
            None if is_of_schema(kind, name) => Some(format!("put `{name}` into the `schema`")),
            None => None,
        };
        if let Some(help) = help {
            diagnostic = diagnostic.help(help);
        }
        self.diagnostics.push(diagnostic);
    }

    /// Goes one step down, and up again.
    fn below(&mut self, token: &str, visit: impl FnOnce(&mut Self)) {
        let length = self.at.descend(token);
        visit(self);
        self.at.ascend(length);
    }
}

/// Whether it is a keyword of the schema that such an object has, as parameters had them in Swagger 2.0.
fn is_of_schema(kind: Kind, name: &str) -> bool {
    let has_schema = matches!(kind, Kind::Parameter | Kind::Header | Kind::MediaType);
    has_schema && Kind::Schema.keywords().any(|keyword| keyword == name)
}
