//! The walk over OpenAPI's own objects, down to each schema and each example.

use super::Linter;
use super::evaluate::Direction;
use super::example::Kind;
use super::path::{Node, Path};
use crate::load::METHODS;
use crate::pointer::Pointer;
use serde_json::Value;

impl<'d> Linter<'d> {
    pub(super) fn document(&mut self, root: &Node<'_, 'd>) {
        if let Some(paths) = root.member("paths") {
            self.templates(&paths);
            for (name, item) in paths.members() {
                if !name.starts_with("x-") {
                    self.path_name(name, &item);
                }
            }
            self.path_items(&paths);
        }
        if let Some(webhooks) = root.member("webhooks") {
            self.path_items(&webhooks);
        }
        if let Some(components) = root.member("components") {
            for (kind, group) in components.members() {
                for (_, component) in group.members() {
                    self.component(kind, &component);
                }
            }
        }
    }

    fn component(&mut self, kind: &str, component: &Node<'_, 'd>) {
        match kind {
            "schemas" => self.schema(component),
            "parameters" => self.described(component, Direction::Request),
            "headers" => self.described(component, Direction::Response),
            "requestBodies" => self.content(component, Direction::Request),
            "responses" => self.response(component),
            "callbacks" => self.path_items(component),
            "pathItems" => self.path_item(component),
            "mediaTypes" => self.media_type(component, "application/json", Direction::Either),
            _ => {}
        }
    }

    fn path_items(&mut self, paths: &Node<'_, 'd>) {
        for (name, item) in paths.members() {
            if !name.starts_with("x-") {
                self.path_item(&item);
            }
        }
    }

    fn path_item(&mut self, item: &Node<'_, 'd>) {
        self.parameters(item);
        for (name, value) in item.members() {
            if METHODS.contains(&name) {
                self.operation(&value);
            } else if name == "additionalOperations" {
                for (_, operation) in value.members() {
                    self.operation(&operation);
                }
            }
        }
    }

    fn operation(&mut self, operation: &Node<'_, 'd>) {
        self.operation_id(operation);
        self.parameters(operation);
        for (name, value) in operation.members() {
            match name {
                "requestBody" => self.content(&value, Direction::Request),
                "responses" => {
                    for (status, response) in value.members() {
                        self.status(status, &response);
                        self.response(&response);
                    }
                }
                "callbacks" => {
                    for (_, callback) in value.members() {
                        self.path_items(&callback);
                    }
                }
                _ => {}
            }
        }
    }

    fn parameters(&mut self, holder: &Node<'_, 'd>) {
        let Some(parameters) = holder.member("parameters") else {
            return;
        };
        self.repeated_parameters(&parameters);
        for parameter in parameters.elements() {
            self.described(&parameter, Direction::Request);
        }
    }

    fn response(&mut self, response: &Node<'_, 'd>) {
        self.content(response, Direction::Response);
        if let Some(headers) = response.member("headers") {
            for (_, header) in headers.members() {
                self.described(&header, Direction::Response);
            }
        }
    }

    /// A parameter or a header: a schema or a content.
    fn described(&mut self, holder: &Node<'_, 'd>, direction: Direction) {
        self.with_examples(holder, direction);
        self.content(holder, direction);
    }

    fn content(&mut self, holder: &Node<'_, 'd>, direction: Direction) {
        if let Some(content) = holder.member("content") {
            for (name, media_type) in content.members() {
                self.media_type_name(name, &media_type);
                self.media_type(&media_type, name, direction);
            }
        }
    }

    fn media_type(&mut self, media_type: &Node<'_, 'd>, name: &str, direction: Direction) {
        if let Some(items) = media_type.member("itemSchema") {
            self.schema(&items);
        }
        if is_json(name) {
            self.with_examples(media_type, direction);
        } else if let Some(schema) = media_type.member("schema") {
            // Other media types have texts of their own, which a schema describes only in part.
            self.schema(&schema);
        }
    }

    /// A schema with the examples that stand beside it.
    fn with_examples(&mut self, holder: &Node<'_, 'd>, direction: Direction) {
        let Some(schema) = holder.member("schema") else {
            return;
        };
        self.schema(&schema);
        if let Some(example) = holder.member("example") {
            self.example(Kind::Example, &schema, &example, direction);
        }
        let Some(examples) = holder.member("examples") else {
            return;
        };
        for (_, example) in examples.members() {
            let Some(reference) = example.text("$ref") else {
                self.named_example(&schema, &example, direction);
                continue;
            };
            if let Some((pointer, value)) = self.evaluator.target(reference, &example.path) {
                let path = Path::At(&pointer);
                self.named_example(&schema, &Node { value, path }, direction);
            }
        }
    }

    fn named_example(
        &mut self,
        schema: &Node<'_, 'd>,
        example: &Node<'_, 'd>,
        direction: Direction,
    ) {
        for name in ["value", "dataValue"] {
            if let Some(value) = example.member(name) {
                self.example(Kind::Example, schema, &value, direction);
            }
        }
    }
}

/// Whether the examples of a media type are what its schema describes.
fn is_json(name: &str) -> bool {
    let essence = name.split(';').next().unwrap_or(name).trim();
    let essence = essence.to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// The object that a value is, or that it refers to.
pub(super) fn settled<'d>(
    linter: &mut Linter<'d>,
    node: &Node<'_, 'd>,
) -> Option<(Pointer, &'d Value)> {
    match node.text("$ref") {
        None => Some((node.pointer(), node.value)),
        Some(reference) => {
            let (pointer, value) = linter.evaluator.target(reference, &node.path)?;
            Some(((*pointer).clone(), value))
        }
    }
}
