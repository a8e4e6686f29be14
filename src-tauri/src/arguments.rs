//! What the program was started with: a profile, switches, and files to open.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tauri::Url;

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    pub(crate) profile: Option<OsString>,
    pub(crate) is_safe_graphics: bool,
    pub(crate) is_debug_log: bool,
    /// As they were given: a path or a `file:` URL.
    pub(crate) files: Vec<OsString>,
}

/// Without the program's name. What is not known is ignored: systems add switches of their own.
pub(crate) fn read(mut arguments: impl Iterator<Item = OsString>) -> Arguments {
    let mut read = Arguments::default();
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--profile") => read.profile = arguments.next(),
            Some("--safe-graphics") => read.is_safe_graphics = true,
            Some("--debug-log") => read.is_debug_log = true,
            Some("--") => read.files.extend(arguments.by_ref()),
            Some(text) if text.starts_with("--profile=") => {
                read.profile = text.strip_prefix("--profile=").map(OsString::from);
            }
            Some(text) if text.starts_with('-') || text.is_empty() => {}
            _ => read.files.push(argument),
        }
    }
    read
}

/// Where the files lie for a program that was started in `folder`.
pub(crate) fn paths(files: &[OsString], folder: &Path) -> Vec<PathBuf> {
    let path = |file: &OsString| match file.to_str().and_then(|text| Url::parse(text).ok()) {
        Some(url) if url.scheme() == "file" => url.to_file_path().ok(),
        _ => Some(folder.join(file)),
    };
    files.iter().filter_map(path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str]) -> Arguments {
        read(arguments.iter().map(OsString::from))
    }

    #[test]
    fn files_and_switches_are_told_apart() {
        let read = of(&[
            "--profile",
            "a b",
            "uno.msg",
            "--safe-graphics",
            "-x",
            "",
            "--debug-log",
            "--",
            "-dos.eml",
        ]);
        let expected = Arguments {
            profile: Some("a b".into()),
            is_safe_graphics: true,
            is_debug_log: true,
            files: vec!["uno.msg".into(), "-dos.eml".into()],
        };
        assert_eq!(read, expected);
        assert_eq!(of(&["--profile=c"]).profile, Some("c".into()));
        assert_eq!(of(&["--profile"]).profile, None);
    }

    #[cfg(unix)]
    #[test]
    fn files_are_found_from_where_the_second_start_was() {
        let files = ["correo.msg", "/x/otro.eml", "file:///x/a%C3%B1o.eml", "https://example.com/a.eml"];
        let found = paths(&files.map(OsString::from), Path::new("/here"));
        assert_eq!(
            found,
            [
                "/here/correo.msg",
                "/x/otro.eml",
                "/x/año.eml",
                // No such file: told as one that cannot be read, never fetched.
                "/here/https://example.com/a.eml"
            ]
            .map(PathBuf::from)
        );
    }
}
