//! The program that calls every operation of a crate, with arguments that it reads.

use crate::subject::Subject;
use typewright::ir::{
    Body, BodyKind, Files, Kind, Object, Operation, Presence, SchemeKind, TypeId, TypeRef, Xml,
};

const PROGRAM: &str = include_str!("program.rs");

/// What the program calls.
#[derive(Clone, Copy)]
pub(super) enum Callee {
    /// A server, at the URL that the program is given.
    Server,
    /// The mock of the crate.
    Mock,
}

impl Callee {
    /// The function that makes the client.
    fn connect(self) -> &'static str {
        match self {
            Self::Server => SERVER,
            Self::Mock => MOCK,
        }
    }
}

const SERVER: &str = "
fn connect(builder: ClientBuilder, base_url: String) -> Result<Client, Error> {
    builder.base_url(base_url).build()
}
";

const MOCK: &str = "
fn connect(builder: ClientBuilder, _: String) -> Result<Client, Error> {
    let mock: &'static krate::mock::Mock = Box::leak(Box::default());
    mock.connect(builder)
}
";

/// What it has where a form has files.
const PARTS: &str = "
use krate::runtime::multipart::Part;

fn part(content: String) -> Part {
    Part::new(content)
}

fn parts(contents: Vec<String>) -> Vec<Part> {
    contents.into_iter().map(part).collect()
}
";

/// A call that the program can make.
#[derive(Clone, Copy)]
pub(super) struct Call<'s> {
    pub(super) operation: &'s Operation,
    /// Its number in the IR.
    pub(super) index: usize,
    /// The method of the client.
    pub(super) method: &'s str,
    pub(super) body: Option<&'s Body>,
}

/// All calls: a method each.
pub(super) fn calls(subject: &Subject) -> Vec<Call<'_>> {
    let mut calls = Vec::new();
    for (index, operation) in subject.api.operations.iter().enumerate() {
        let names = &subject.names.operations[index];
        let call = |method, body| Call {
            operation,
            index,
            method,
            body,
        };
        calls.push(call(&*names.method, operation.body.as_ref()));
        if let Some(form) = &operation.form {
            calls.push(call(&*names.form, Some(form)));
        }
    }
    calls
}

/// The text of the program.
pub(super) fn source(subject: &Subject, calls: &[Call], callee: Callee) -> String {
    let writer = Writer { subject };
    let functions: Vec<String> = calls
        .iter()
        .enumerate()
        .map(|(number, call)| writer.function(number, call))
        .collect();
    let arms: Vec<String> = (0..calls.len())
        .map(|number| {
            format!("        {number} => Box::pin(call_{number}(client, input)).await,\n")
        })
        .collect();
    let credentials: Vec<String> = subject
        .api
        .schemes
        .iter()
        .map(|scheme| match scheme.kind {
            SchemeKind::Basic => format!("    ({:?}, \"user:password\"),\n", scheme.name),
            _ => format!("    ({:?}, \"token\"),\n", scheme.name),
        })
        .collect();
    let has_parts = subject
        .api
        .types
        .iter()
        .any(|item| matches!(item.kind, Kind::Form(_)));
    format!(
        "#![allow(deprecated)]\n{}{}\n\
         static CREDENTIALS: &[(&str, &str)] = &[\n{}];\n\n\
         async fn call(number: usize, client: &Client, input: &Input) -> Result<Value, String> {{\n    \
         match number {{\n{}        _ => Err(\"no such call\".to_owned()),\n    }}\n}}\n\n{}",
        (PROGRAM.to_owned() + callee.connect()).replace("krate", &subject.names.krate),
        if has_parts {
            PARTS.replace("krate", &subject.names.krate)
        } else {
            String::new()
        },
        credentials.concat(),
        arms.concat(),
        functions.concat(),
    )
}

struct Writer<'s> {
    subject: &'s Subject,
}

impl Writer<'_> {
    fn function(&self, number: usize, call: &Call) -> String {
        let names = &self.subject.names.operations[call.index];
        let mut arguments = Vec::new();
        let mut setters = String::new();
        let parameters = call.operation.parameters.iter().zip(&names.parameters);
        for (parameter, name) in parameters {
            let value = &parameter.value;
            match parameter.required {
                true => arguments.push(self.read(name, value)),
                false => setters += &self.setter(name, &self.optional(name, value)),
            }
        }
        // A form that may be sent instead is always an argument.
        let is_form = call.method == names.form;
        match call.body {
            Some(body) if body.required || is_form => {
                arguments.push(format!("{}?", self.body(&names.body, body)));
            }
            Some(body) => {
                let made = self.body(&names.body, body);
                let made = format!("input.has({:?}).then(|| {made}).transpose()?", names.body);
                setters += &self.setter(&names.body, &made);
            }
            None => {}
        }
        // Which media type of a range the body is, its caller says.
        let stated = match call.body {
            Some(body) if body.media_type.contains('*') => {
                let media_type = body.media_type.replace('*', "x");
                format!(".header(\"content-type\", {media_type:?})")
            }
            _ => String::new(),
        };
        let mutable = if setters.is_empty() { "" } else { "mut " };
        format!(
            "async fn call_{number}(client: &Client, input: &Input) -> Result<Value, String> {{\n    \
             let {mutable}call = client.{}({});\n{setters}    Ok(report(call{stated}.await))\n}}\n\n",
            call.method,
            arguments.join(", "),
        )
    }

    fn setter(&self, name: &str, value: &str) -> String {
        format!("    if let Some(value) = {value} {{\n        call = call.{name}(value);\n    }}\n")
    }

    fn read(&self, name: &str, value: &TypeRef) -> String {
        format!("input.get::<{}>({name:?})?", self.subject.names.rust(value))
    }

    fn optional(&self, name: &str, value: &TypeRef) -> String {
        format!(
            "input.optional::<{}>({name:?})?",
            self.subject.names.rust(value)
        )
    }

    /// The body, as a `Result`.
    fn body(&self, name: &str, body: &Body) -> String {
        let krate = &self.subject.names.krate;
        match &body.kind {
            BodyKind::Multipart(Some(value), _) if let Some((id, form)) = self.form(value) => {
                format!("input.within({name:?}, |input| {})", self.parts(id, form))
            }
            BodyKind::Json(value)
            | BodyKind::Form(value, _)
            | BodyKind::Multipart(Some(value), _)
            | BodyKind::Xml(Xml { value, .. }) => {
                format!("input.get::<{}>({name:?})", self.subject.names.rust(value))
            }
            BodyKind::Multipart(None, _) => format!(
                "Ok::<_, String>({krate}::runtime::multipart::Multipart::new().part(\"file\", \"x\"))"
            ),
            BodyKind::Text | BodyKind::Bytes => format!("input.text({name:?})"),
        }
    }

    /// A type that is made for being sent as parts.
    fn form(&self, value: &TypeRef) -> Option<(TypeId, &Object)> {
        let id = value.name()?;
        match &self.subject.api.types[id.0].kind {
            Kind::Form(object) => Some((id, object)),
            _ => None,
        }
    }

    fn parts(&self, id: TypeId, form: &Object) -> String {
        let (krate, names) = (&self.subject.names.krate, &self.subject.names.types[id.0]);
        let (mut required, mut setters) = (Vec::new(), String::new());
        for (property, name) in form.properties.iter().zip(&names.parts) {
            let (is_there, wire) = (property.presence == Presence::Required, &property.name);
            let value = match (property.files, is_there) {
                (None, true) => self.read(wire, &property.value),
                (None, false) => self.optional(wire, &property.value),
                (Some(Files::One), true) => format!("part(input.get({wire:?})?)"),
                (Some(Files::One), false) => format!("input.optional({wire:?})?.map(part)"),
                (Some(Files::Many), true) => format!("parts(input.get({wire:?})?)"),
                (Some(Files::Many), false) => format!("input.optional({wire:?})?.map(parts)"),
            };
            match is_there {
                true => required.push((name, value)),
                false => setters += &format!("        form.{name} = {value};\n"),
            }
        }
        let own = format!("{krate}::types::{}", names.name);
        let start = match (&names.required, required.is_empty()) {
            (Some(parts), _) => {
                let fields = required
                    .iter()
                    .map(|(name, read)| format!("{name}: {read}"));
                let fields: Vec<String> = fields.collect();
                format!(
                    "{own}::from({krate}::types::{parts} {{ {} }})",
                    fields.join(", ")
                )
            }
            (None, true) => format!("{own}::default()"),
            (None, false) => {
                let reads: Vec<String> = required.into_iter().map(|(_, read)| read).collect();
                format!("{own}::new({})", reads.join(", "))
            }
        };
        let mutable = if setters.is_empty() { "" } else { "mut " };
        format!("{{\n        let {mutable}form = {start};\n{setters}        Ok(form)\n    }}")
    }
}
