//! Where a path that selects nothing leaves the document.

use crate::diagnostic::brief;
use crate::suggest::nearest;
use serde_json::Value;
use serde_json_path::JsonPath;

/// How far the text of a path leads, and the name that may be meant there.
pub(super) fn help(root: &Value, path: &str) -> Option<String> {
    let steps = path.rmatch_indices(['.', '[']);
    let (end, held) = steps.into_iter().find_map(|(end, _)| {
        // A cut within quotes or a filter leaves no path.
        let start = JsonPath::parse(path.get(..end)?).ok()?;
        let held = start.query(root).first()?;
        Some((end, held))
    })?;
    let (start, rest) = path.split_at(end);
    let keys = held.as_object().into_iter().flat_map(|held| held.keys());
    let near = nearest(first_name(rest), keys.map(String::as_str));
    Some(match near {
        Some(near) => format!("did you mean `{}` after `{}`?", brief(near), brief(start)),
        None => format!(
            "`{}` is there, and has no `{}`",
            brief(start),
            brief(rest.trim_start_matches('.'))
        ),
    })
}

/// The name that a path begins with: `.name` or `['name']`.
fn first_name(rest: &str) -> &str {
    let quoted = rest.strip_prefix("['").or_else(|| rest.strip_prefix("[\""));
    match quoted {
        Some(quoted) => quoted.split(['\'', '"']).next().unwrap_or_default(),
        None => {
            let name = rest.trim_start_matches('.');
            name.split(['.', '[']).next().unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::help;
    use serde_json::json;

    #[test]
    fn a_path_is_followed_as_far_as_it_leads() {
        let root = json!({ "paths": { "/a.b/{id}": { "get": {} } }, "list": [1] });
        for (path, told) in [
            ("$.path", "did you mean `paths` after `$`?"),
            (
                "$.paths['/a.b/{ib}'].get",
                "did you mean `/a.b/{id}` after `$.paths`?",
            ),
            (
                "$.paths['/a.b/{id}'].put.summary",
                "`$.paths['/a.b/{id}']` is there, and has no `put.summary`",
            ),
            ("$.list[3]", "`$.list` is there, and has no `[3]`"),
            (
                "$..[?@.x == 'a.b']",
                "`$` is there, and has no `[?@.x == 'a.b']`",
            ),
        ] {
            assert_eq!(help(&root, path).as_deref(), Some(told), "{path}");
        }
    }
}
