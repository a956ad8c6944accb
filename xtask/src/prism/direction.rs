//! A document as the letter reads it for one direction.

use serde_json::Value;
use typewright::diagnostic::Diagnostics;
use typewright::load::Document;
use typewright::pointer::Pointer;

/// The document without the properties that an annotation, `readOnly` or `writeOnly`, keeps from one direction.
pub(super) fn without(document: &Document, annotation: &str) -> Document {
    let mut root = document.root.clone();
    let is_kept_from = |schema: &Value| is_true(document, schema, annotation);
    strip(&mut root, &is_kept_from);
    Document::new(root, document.version, &mut Diagnostics::default())
}

/// Whether a schema, or the one that it refers to, has an annotation.
fn is_true(document: &Document, schema: &Value, annotation: &str) -> bool {
    let referred = schema.get("$ref").and_then(|reference| {
        let (place, _) = document
            .resolve(reference.as_str()?, &Pointer::root())
            .ok()?;
        document.get(&followed(document, place)?)
    });
    let mut schemas = [Some(schema), referred].into_iter().flatten();
    schemas.any(|schema| schema.get(annotation) == Some(&Value::Bool(true)))
}

fn strip(value: &mut Value, is_kept_from: &dyn Fn(&Value) -> bool) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| strip(item, is_kept_from)),
        Value::Object(members) => {
            let mut gone = Vec::new();
            if let Some(properties) = members.get_mut("properties").and_then(Value::as_object_mut) {
                properties.retain(|name, schema| {
                    let is_gone = is_kept_from(schema);
                    gone.extend(is_gone.then(|| name.clone()));
                    !is_gone
                });
            }
            if let Some(required) = members.get_mut("required").and_then(Value::as_array_mut) {
                required.retain(|name| gone.iter().all(|gone| name != gone));
            }
            let members = members.values_mut();
            members.for_each(|member| strip(member, is_kept_from));
        }
        _ => {}
    }
}

/// The place that references lead to from here.
pub(super) fn followed(document: &Document, mut place: Pointer) -> Option<Pointer> {
    // No chain is longer; one that is, goes in circles.
    for _ in 0..32 {
        let Some(reference) = document.get(&place)?.get("$ref") else {
            return Some(place);
        };
        (place, _) = document.resolve(reference.as_str()?, &place).ok()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::without;
    use serde_json::json;
    use typewright::diagnostic::Diagnostics;
    use typewright::load::{Document, Version};

    #[test]
    fn a_property_of_the_other_direction_is_gone_and_not_required() {
        let schema =
            |properties, required| json!({"a": [{"properties": properties, "required": required}]});
        let id = json!({"readOnly": true});
        let same = json!({"$ref": "#/a/0/properties/id"});
        let root = schema(
            json!({"id": id, "same": same, "name": {}}),
            json!(["id", "name"]),
        );
        let document = Document::new(root, Version::V3_1, &mut Diagnostics::default());
        let expected = schema(json!({"name": {}}), json!(["name"]));
        assert_eq!(without(&document, "readOnly").root, expected);
        assert_eq!(without(&document, "writeOnly").root, document.root);
    }
}
