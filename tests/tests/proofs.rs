//! The tables in `docs/` that say which test holds what name tests that are there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[test]
fn every_test_that_a_proof_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut names = BTreeSet::new();
    for folder in ["crates", "src-tauri/src", "ui/tests", "tests/desktop", "tests/tests"] {
        for file in sources(&root.join(folder)) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            names.extend(words.filter(|word| word.contains('_')).map(str::to_owned));
        }
    }
    let mut missing = Vec::new();
    for proof in ["contacts-proof.md", "faults-proof.md", "sync-proof.md"] {
        let text = std::fs::read_to_string(root.join("docs").join(proof)).expect("the proof");
        // Of a line's backquotes the odd parts lie inside.
        for quoted in text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)) {
            let is_test = quoted.contains('_')
                && quoted.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_*".contains(c));
            let is_there = match quoted.strip_suffix('*') {
                Some(start) => {
                    names.range(start.to_owned()..).next().is_some_and(|name| name.starts_with(start))
                }
                None => names.contains(quoted),
            };
            if is_test && !is_there {
                missing.push(format!("{proof}: {quoted}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The texts under a folder, without what is made or fetched.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "node_modules" && name != "shots" && name != "target" {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs" || end == "ts" || end == "tsx") {
            found.push(path);
        }
    }
    found
}
