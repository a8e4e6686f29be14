//! Which folder holds the book: `--profile DIR`, else `HILO_PROFILE`, else the system's place for it.

use std::collections::hash_map::DefaultHasher;
use std::ffi::OsString;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// The folder that was asked for, absolute; `None` means the system's place.
pub(crate) fn chosen(
    argument: Option<OsString>,
    environment: Option<OsString>,
) -> io::Result<Option<PathBuf>> {
    match argument.or(environment).filter(|folder| !folder.is_empty()) {
        Some(folder) => std::path::absolute(folder).map(Some),
        None => Ok(None),
    }
}

/// What tells the program of one profile from that of another; letters and digits only, as D-Bus names want.
pub(crate) fn suffix(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!(".p{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen_from(argument: Option<&str>, environment: Option<&str>) -> Option<PathBuf> {
        chosen(argument.map(OsString::from), environment.map(OsString::from)).expect("a current folder")
    }

    #[test]
    fn argument_wins_over_environment() {
        let here = std::env::current_dir().expect("a current folder");
        assert_eq!(chosen_from(Some("a"), Some("b")), Some(here.join("a")));
        assert_eq!(chosen_from(None, Some("b")), Some(here.join("b")));
    }

    #[test]
    fn nothing_asked_for_means_the_systems_place() {
        assert_eq!(chosen_from(None, None), None);
        assert_eq!(chosen_from(None, Some("")), None);
    }

    #[test]
    fn each_folder_has_its_own_suffix() {
        assert_eq!(suffix(Path::new("/a")), suffix(Path::new("/a")));
        assert_ne!(suffix(Path::new("/a")), suffix(Path::new("/b")));
    }
}
