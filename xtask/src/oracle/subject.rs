//! A document with its generated crate and a program that asks the types of the crate.

use super::driver;
use crate::corpus::documents::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use typewright::diagnostic::{Diagnostics, Place, code};
use typewright::generate::{File, Options, Reading, generate};
use typewright::load::{self, Source};
use typewright::pointer::Pointer;

/// Findings that name a keyword which is left out.
const LEAVES_OUT: &[&str] = &[
    code::KEYWORD_MALFORMED,
    code::KEYWORD_UNSUPPORTED,
    code::PATTERN_INVALID,
];

/// How a crate asks for `serde_json` in its own tests and examples, and how it is to ask here: without
/// the feature, the last bit of some numbers is lost before a type sees them.
const SERDE_JSON: &str = "\nserde_json = \"1.0.145\"\n";
const EXACT_SERDE_JSON: &str =
    "\nserde_json = { version = \"1.0.145\", features = [\"float_roundtrip\"] }\n";

pub(super) struct Subject {
    pub(super) name: String,
    pub(super) package: String,
    pub(super) document: load::Document,
    /// The component schemas that have a type.
    pub(super) components: Vec<Component>,
    /// How many have none.
    pub(super) untyped: usize,
    /// The keywords that the generator said it leaves out.
    pub(super) left_out: BTreeSet<Pointer>,
    /// What else it said about schemas: the code, and where.
    pub(super) findings: Vec<(&'static str, Pointer)>,
}

pub(super) struct Component {
    pub(super) pointer: Pointer,
    /// The path of its type in the crate.
    pub(super) rust: String,
    /// Whether that is another name of a type that serde itself reads.
    pub(super) is_alias: bool,
}

/// A type by its name in the crate.
struct Found {
    name: String,
    is_alias: bool,
}

impl Subject {
    /// Reads and generates; none where the document has errors.
    pub(super) fn new(document: &Document) -> io::Result<Option<(Self, Vec<File>)>> {
        let source = Source {
            name: document.path.to_string_lossy().into_owned(),
            bytes: fs::read(&document.path)?,
        };
        // A number is no name of a crate.
        let package: String = format!("letter-{}", document.crate_name())
            .chars()
            .take(64)
            .collect();
        let options = Options {
            crate_name: Some(package.clone()),
            reading: Reading::Letter,
            ..Options::default()
        };
        let generated = generate(&source, &options);
        let Some(loaded) = load::load(&source, &mut Diagnostics::default()) else {
            return Ok(None);
        };
        if generated.diagnostics.has_errors() {
            return Ok(None);
        }
        let types = types(&generated.files);
        let place = Pointer::root().child("components").child("schemas");
        let schemas = loaded.get(&place).and_then(|schemas| schemas.as_object());
        let names: Vec<&String> = schemas.into_iter().flat_map(|all| all.keys()).collect();
        let components = names.iter().filter_map(|name| {
            let pointer = place.child(name);
            let found = types.get(&pointer.to_string())?;
            let rust = format!("{}::types::{}", package.replace('-', "_"), found.name);
            let is_alias = found.is_alias;
            Some(Component {
                pointer,
                rust,
                is_alias,
            })
        });
        let components: Vec<_> = components.collect();
        let (mut left_out, mut findings) = (BTreeSet::new(), Vec::new());
        for finding in generated.diagnostics.iter() {
            let (Place::Value(pointer) | Place::Key(pointer)) = &finding.place else {
                continue;
            };
            match LEAVES_OUT.contains(&finding.code) {
                true => drop(left_out.insert(pointer.clone())),
                false => findings.push((finding.code, pointer.clone())),
            }
        }
        let subject = Self {
            name: document.name.clone(),
            package,
            untyped: names.len() - components.len(),
            components,
            document: loaded,
            left_out,
            findings,
        };
        Ok(Some((subject, generated.files)))
    }

    /// Writes the crate and its program; what is there already and the same is not built again.
    pub(super) fn write(&self, workspace: &Path, files: &[File]) -> io::Result<()> {
        let types: Vec<&str> = self
            .components
            .iter()
            .map(|component| &*component.rust)
            .collect();
        let program = File {
            path: format!("examples/{}.rs", self.package),
            contents: driver::source(&types),
        };
        for file in files.iter().chain([&program]) {
            let path = workspace.join(&self.package).join(&file.path);
            let contents = match &*file.path {
                "Cargo.toml" => &file.contents.replace(SERDE_JSON, EXACT_SERDE_JSON),
                _ => &file.contents,
            };
            if fs::read_to_string(&path).is_ok_and(|old| old == *contents) {
                continue;
            }
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, contents)?;
        }
        Ok(())
    }
}

/// The types by the place of their schemas, which stands as the last line of their documentation.
/// Of several types with one place, the first is that of the schema; the others are parts of it.
fn types(files: &[File]) -> BTreeMap<String, Found> {
    let mut types = BTreeMap::new();
    for file in files
        .iter()
        .filter(|file| file.path.starts_with("src/types/"))
    {
        let mut place = None;
        for line in file.contents.lines() {
            let documented = line
                .strip_prefix("/// `#/")
                .and_then(|rest| rest.strip_suffix('`'));
            let item = ["pub struct ", "pub enum ", "pub type "];
            let item = item.iter().find_map(|start| {
                let rest = line.strip_prefix(start)?;
                Some((rest, *start == "pub type "))
            });
            if let Some(pointer) = documented {
                place = Some(format!("#/{pointer}"));
            } else if let Some((rest, is_alias)) = item {
                let is_name = |character: char| character.is_alphanumeric() || character == '_';
                let name = rest.split(|character| !is_name(character)).next();
                if let (Some(place), Some(name)) = (place.take(), name) {
                    let name = name.to_owned();
                    types.entry(place).or_insert(Found { name, is_alias });
                }
            }
        }
    }
    types
}

#[cfg(test)]
mod tests {
    use super::types;
    use typewright::generate::File;

    #[test]
    fn a_type_is_found_by_its_place() {
        let contents = "/// A job.\n///\n/// `#/components/schemas/Job`\n#[derive(Clone)]\npub struct Job {\n}\n\n\
                        /// `#/components/schemas/Job`\npub struct JobRequest {\n}\n\
                        /// `#/components/schemas/Id`\npub type Id = i64;\n";
        let file = File {
            path: "src/types/job.rs".to_owned(),
            contents: contents.to_owned(),
        };
        let found = types(&[file]);
        assert_eq!(found["#/components/schemas/Job"].name, "Job");
        assert_eq!(found["#/components/schemas/Id"].name, "Id");
        assert!(found["#/components/schemas/Id"].is_alias);
    }
}
