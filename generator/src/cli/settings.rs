//! What a run is to do: from the command line and, where that names no document, from `typewright.toml`.

use super::arguments::{Generate, code, crate_name, denied};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use typewright::diagnostic::Denied;
use typewright::filter::{Filter, Selector};
use typewright::folder::Folder;
use typewright::generate::{Options, Reading};
use typewright::load::Retrieve;
use typewright::suggest::nearest;

/// The file that is read where no document is named.
pub(super) const FILE: &str = "typewright.toml";

/// What decides what is written, and whether.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) spec: PathBuf,
    pub(super) output: PathBuf,
    pub(super) name: Option<String>,
    pub(super) root: Option<PathBuf>,
    pub(super) overlay: Vec<PathBuf>,
    pub(super) include: Vec<Selector>,
    pub(super) exclude: Vec<Selector>,
    pub(super) exact: bool,
    pub(super) deny: Vec<Denied>,
    pub(super) allow: Vec<&'static str>,
}

/// The keys of the file: the names of the options.
const KEYS: [&str; 10] = [
    "spec", "output", "name", "root", "overlay", "include", "exclude", "exact", "deny", "allow",
];

impl Settings {
    /// The settings of a run, or why there are none, in one line.
    pub(super) fn of(arguments: &Generate) -> Result<Self, String> {
        let mut settings = match &arguments.spec {
            Some(_) => Self::default(),
            None => Self::read()?,
        };
        settings.take(arguments);
        for (name, path) in [("spec", &settings.spec), ("output", &settings.output)] {
            if path.as_os_str().is_empty() {
                return Err(format!("{FILE} has no `{name}`"));
            }
        }
        if settings.deny.is_empty() && !settings.allow.is_empty() {
            return Err("`allow` means nothing without `deny`".to_owned());
        }
        Ok(settings)
    }

    /// What the generator takes of them.
    pub(super) fn options(&self) -> Options {
        Options {
            crate_name: self.name.clone(),
            reading: match self.exact {
                true => Reading::Letter,
                false => Reading::Meant,
            },
            filter: Filter {
                include: self.include.clone(),
                exclude: self.exclude.clone(),
            },
            files: self
                .folder()
                .map(|folder| Arc::new(folder) as Arc<dyn Retrieve>),
            deny: self.deny.clone(),
            allow: self.allow.clone(),
            ..Options::default()
        }
    }

    /// Where files that the document refers to are read. What comes from standard input is of no folder, unless it is
    /// said of which.
    fn folder(&self) -> Option<Folder> {
        match (self.spec == Path::new("-"), &self.root) {
            (true, root) => root.clone().map(Folder::new),
            (false, None) => Some(Folder::of(&self.spec)),
            (false, Some(root)) => Some(Folder::of(&self.spec).root(root)),
        }
    }

    fn read() -> Result<Self, String> {
        let text = fs::read_to_string(FILE).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => format!(
                "no document: name one, as in `typewright generate openapi.yaml --output client`, \
                 or write a {FILE}"
            ),
            _ => format!("cannot read `{FILE}`: {error}"),
        })?;
        Self::parse(&text).map_err(|(at, message)| {
            let before = text.get(..at).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            format!("{FILE}:{line}: {message}")
        })
    }

    /// Reads the text of the file; an error comes with the byte that it is at.
    fn parse(text: &str) -> Result<Self, (usize, String)> {
        let table = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            (at, error.message().to_owned())
        })?;
        let mut settings = Self::default();
        for (key, value) in table.get_ref() {
            let set = settings.set(key.get_ref(), value.get_ref());
            set.map_err(|message| (key.span().start, message))?;
        }
        Ok(settings)
    }

    fn set(&mut self, key: &str, value: &DeValue<'_>) -> Result<(), String> {
        let wrong = |what: &str| format!("`{key}` has to be {what}");
        let text = || value.as_str().ok_or_else(|| wrong("text"));
        let texts = || texts(value).ok_or_else(|| wrong("text, or a list of texts"));
        match key {
            "spec" => self.spec = text()?.into(),
            "output" => self.output = text()?.into(),
            "name" => self.name = Some(crate_name(text()?)?),
            "root" => self.root = Some(text()?.into()),
            "overlay" => self.overlay = texts()?.into_iter().map(PathBuf::from).collect(),
            "include" => self.include = each(&texts()?, |text| text.parse())?,
            "exclude" => self.exclude = each(&texts()?, |text| text.parse())?,
            "exact" => self.exact = value.as_bool().ok_or_else(|| wrong("true or false"))?,
            "deny" => self.deny = each(&texts()?, denied)?,
            "allow" => self.allow = each(&texts()?, code)?,
            _ => {
                return Err(match nearest(key, KEYS.into_iter()) {
                    Some(near) => format!("there is no key `{key}`: did you mean `{near}`?"),
                    None => format!("there is no key `{key}`: there are {}", KEYS.join(", ")),
                });
            }
        }
        Ok(())
    }

    /// What the command line says counts; a list replaces that of the file.
    fn take(&mut self, arguments: &Generate) {
        fn one<T: Clone>(held: &mut T, given: &Option<T>) {
            if let Some(given) = given {
                held.clone_from(given);
            }
        }
        fn some<T: Clone>(held: &mut Option<T>, given: &Option<T>) {
            if given.is_some() {
                held.clone_from(given);
            }
        }
        fn list<T: Clone>(held: &mut Vec<T>, given: &[T]) {
            if !given.is_empty() {
                *held = given.to_vec();
            }
        }
        one(&mut self.spec, &arguments.spec);
        one(&mut self.output, &arguments.output);
        some(&mut self.name, &arguments.name);
        some(&mut self.root, &arguments.root);
        list(&mut self.overlay, &arguments.overlay);
        list(&mut self.include, &arguments.include);
        list(&mut self.exclude, &arguments.exclude);
        list(&mut self.deny, &arguments.deny);
        list(&mut self.allow, &arguments.allow);
        self.exact |= arguments.exact;
    }
}

fn texts<'v>(value: &'v DeValue<'_>) -> Option<Vec<&'v str>> {
    match value {
        DeValue::String(text) => Some(vec![text]),
        DeValue::Array(items) => {
            let items = items.iter().map(Spanned::get_ref);
            items.map(DeValue::as_str).collect()
        }
        _ => None,
    }
}

fn each<T>(texts: &[&str], read: impl Fn(&str) -> Result<T, String>) -> Result<Vec<T>, String> {
    texts.iter().map(|text| read(text)).collect()
}
