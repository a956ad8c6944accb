//! Paths of files, from the folder of the document: separated by `/`, without `.`, and with `..` in front alone.

/// Where a relative path leads from the folder of the file `from`.
pub(super) fn join(from: &str, path: &str) -> String {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    segments.join("/")
}

/// The name that a file gives to what it holds: that of its folder, where its own says nothing.
pub(super) fn stem(path: &str) -> &str {
    let mut names = path.rsplit('/');
    let name = names.next().unwrap_or_default();
    let name = strip(name, &[".yaml", ".yml", ".json"]);
    let name = strip(name, &[".schema"]);
    match name {
        "index" | "_index" | "schema" => names.next().filter(|name| *name != "..").unwrap_or(name),
        _ => name,
    }
}

/// A path as a URI has it.
pub(super) fn encode(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let bytes = path.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    bytes.collect()
}

fn strip<'n>(name: &'n str, endings: &[&str]) -> &'n str {
    let mut rests = endings.iter().filter_map(|end| name.strip_suffix(end));
    rests.next().filter(|rest| !rest.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{join, stem};

    #[test]
    fn paths_are_joined() {
        for (from, path, whole) in [
            ("openapi.yaml", "a.yaml", "a.yaml"),
            ("openapi.yaml", "./a//b/./c.yaml", "a/b/c.yaml"),
            ("paths/jobs.yaml", "../schemas/job.yaml", "schemas/job.yaml"),
            ("paths/jobs.yaml", "../../a.yaml", "../a.yaml"),
            ("../a/b.yaml", "../c.yaml", "../c.yaml"),
            ("../a/b.yaml", "../../c.yaml", "../../c.yaml"),
            ("", "x/../../../etc/passwd", "../../etc/passwd"),
        ] {
            assert_eq!(join(from, path), whole, "{from} {path}");
        }
    }

    #[test]
    fn files_give_names() {
        for (path, name) in [
            ("schemas/job.yaml", "job"),
            ("job.schema.json", "job"),
            ("schemas/v1.2.yml", "v1.2"),
            ("schemas/Job/index.yaml", "Job"),
            ("index.yaml", "index"),
            ("../schema.json", "schema"),
            ("a/.yaml", ".yaml"),
            ("job", "job"),
        ] {
            assert_eq!(stem(path), name, "{path}");
        }
    }
}
