//! Each `{name}` of a path is a parameter, and each path parameter is in the path.

use super::Lowering;
use super::piece::Piece;
use crate::diagnostic::{Diagnostic, Place, brief, code};
use crate::ir::{Docs, Location, Parameter, Serialization, Style, TypeRef};
use crate::suggest::nearest;

impl<'d> Lowering<'d> {
    /// Leaves out parameters that the path does not name, and adds those that it alone names.
    pub(super) fn match_template(
        &mut self,
        path: &str,
        (item, operation): (&Piece<'d>, &Piece<'d>),
        parameters: &mut Vec<Parameter>,
    ) {
        let names = template_names(path);
        let is_in_path = |parameter: &Parameter| parameter.location == Location::Path;
        let declared: Vec<String> = parameters
            .iter()
            .filter(|parameter| is_in_path(parameter))
            .map(|parameter| parameter.name.clone())
            .collect();
        parameters.retain(|parameter| {
            let is_used = !is_in_path(parameter) || names.contains(&parameter.name.as_str());
            if !is_used {
                let open = names
                    .iter()
                    .copied()
                    .filter(|name| !declared.iter().any(|d| d == name));
                let place = self.name_of_parameter(&parameter.name, (item, operation));
                self.unused_parameter(&parameter.name, nearest(&parameter.name, open), place);
            }
            is_used
        });
        for name in names {
            if !declared.iter().any(|declared| declared == name) {
                self.undeclared_parameter(name, operation);
                parameters.push(Parameter {
                    name: name.to_owned(),
                    location: Location::Path,
                    required: true,
                    value: TypeRef::String,
                    serialization: Serialization::new(Style::Simple, None, false),
                    docs: Docs::default(),
                });
            }
        }
    }

    fn unused_parameter(&mut self, name: &str, near: Option<&str>, place: Place) {
        let name = brief(name);
        let message = format!("the path has no `{{{name}}}`");
        let warning = Diagnostic::warning(code::PATH_PARAMETER, place, message);
        let warning = warning.label("the parameter is left out");
        self.diagnostics.push(warning.help(match near {
            Some(near) => format!("did you mean `{}`?", brief(near)),
            None => format!("write `{{{name}}}` into the path, or `in: query`"),
        }));
    }

    fn undeclared_parameter(&mut self, name: &str, operation: &Piece<'d>) {
        let name = brief(name);
        let message = format!("no parameter says what `{{{name}}}` in the path is");
        let place = Place::Key(operation.pointer.clone());
        let warning = Diagnostic::warning(code::PATH_PARAMETER, place, message);
        self.diagnostics.push(warning.label("any text is taken").help(format!(
            "write `- {{ name: {name}, in: path, required: true, schema: {{ type: string }} }}` under `parameters`"
        )));
    }

    /// Where the name of a path parameter stands.
    pub(super) fn name_of_parameter(
        &self,
        name: &str,
        (item, operation): (&Piece<'d>, &Piece<'d>),
    ) -> Place {
        let listed = operation.items("parameters").into_iter();
        let mut listed = listed.chain(item.items("parameters"));
        let found = listed.find_map(|(value, pointer)| {
            let (pointer, value) = match value.get("$ref").and_then(|text| text.as_str()) {
                Some(reference) => self.document.follow(reference, &pointer).ok()?,
                None => (pointer, value),
            };
            let is_it = value.get("name")? == name && value.get("in")? == "path";
            is_it.then(|| pointer.child("name"))
        });
        found.map_or_else(|| Place::Key(operation.pointer.clone()), Place::Value)
    }
}

/// The names in the braces of a path template, each once.
fn template_names(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for part in path.split('{').skip(1) {
        if let Some((name, _)) = part.split_once('}')
            && !name.is_empty()
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names
}
