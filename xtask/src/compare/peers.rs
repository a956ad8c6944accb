//! The generators that are compared, and how each makes a crate of a document.

use crate::cargo::cargo;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A generator.
pub(super) struct Generator {
    /// The name of its package and of its binary.
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    /// The arguments that make a crate; `DOCUMENT`, `FOLDER` and `CRATE` stand for what they say.
    arguments: &'static str,
    /// What is written around the output where that is no crate yet.
    finish: fn(&Path, &str) -> io::Result<()>,
}

pub(super) const TYPEWRIGHT: Generator = Generator {
    name: "typewright",
    version: env!("CARGO_PKG_VERSION"),
    arguments: "generate DOCUMENT --output FOLDER --name CRATE",
    finish: nothing,
};

pub(super) const PEERS: &[Generator] = &[
    Generator {
        name: "openapi-to-rust",
        version: "0.23.0",
        arguments: "generate DOCUMENT --output-dir FOLDER/src/generated --quiet",
        finish: around_module,
    },
    Generator {
        name: "oas3-gen",
        version: "0.29.0",
        arguments: "generate client-mod --input DOCUMENT --output FOLDER --workspace --quiet",
        finish: nothing,
    },
    Generator {
        name: "cargo-progenitor",
        version: "0.15.1",
        arguments: "progenitor --input DOCUMENT --output FOLDER --name CRATE --version 0.1.0",
        finish: nothing,
    },
];

impl Generator {
    /// Where its binary is, installed from crates.io before if it is not there.
    pub(super) fn install(&self, cache: &Path) -> io::Result<PathBuf> {
        let root = cache.join(format!("{}-{}", self.name, self.version));
        let binary = root.join("bin").join(self.name);
        if !binary.exists() {
            let mut install = cargo();
            install.args(["install", "--locked", self.name, "--version", self.version]);
            let status = install.arg("--root").arg(&root).status()?;
            if !status.success() {
                return Err(io::Error::other(format!("cannot install {}", self.name)));
            }
        }
        Ok(binary)
    }

    /// The command line, for people.
    pub(super) fn usage(&self) -> String {
        format!("{} {}", self.name, self.arguments)
    }

    pub(super) fn command(
        &self,
        binary: &Path,
        document: &Path,
        folder: &Path,
        name: &str,
    ) -> Command {
        let mut command = Command::new(binary);
        for argument in self.arguments.split(' ') {
            command.arg(
                argument
                    .replace("DOCUMENT", &document.to_string_lossy())
                    .replace("FOLDER", &folder.to_string_lossy())
                    .replace("CRATE", name),
            );
        }
        command
    }

    pub(super) fn finish(&self, folder: &Path, name: &str) -> io::Result<()> {
        (self.finish)(folder, name)
    }
}

fn nothing(_: &Path, _: &str) -> io::Result<()> {
    Ok(())
}

/// openapi-to-rust writes a module, and beside it what the crate around it has to depend on.
fn around_module(folder: &Path, name: &str) -> io::Result<()> {
    let source = folder.join("src");
    let dependencies = fs::read_to_string(source.join("generated/REQUIRED_DEPS.toml"))?;
    let package = format!("[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n");
    fs::write(
        folder.join("Cargo.toml"),
        format!("{package}\n{dependencies}"),
    )?;
    fs::write(source.join("lib.rs"), "pub mod generated;\n")
}
