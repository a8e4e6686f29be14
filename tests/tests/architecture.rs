//! The walls of ARCHITECTURE.md: which crate may know which, and what the house never contains.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Each crate, the crates of ours that it may use, and the outside that must not come near it.
const WALLS: &[(&str, &[&str], &[&str])] = &[
    ("domain", &[], &["serde", "serde_json", "sqlx", "automerge", "tauri", "tokio", "tracing"]),
    ("mail", &[], &["sqlx", "automerge", "tauri", "tokio"]),
    (
        "replication",
        &[],
        &["serde", "serde_json", "sqlx", "automerge", "tauri", "tokio", "tracing", "chrono"],
    ),
    ("documents", &["domain"], &["sqlx", "tauri", "tokio"]),
    ("store", &["domain"], &["automerge", "tauri", "serde_json", "mail-parser"]),
    (
        "app",
        &["domain", "mail", "documents", "store", "replication"],
        &["sqlx", "automerge", "tauri", "clap", "mail-parser", "cfb"],
    ),
    ("cli", &["app"], &["sqlx", "automerge", "tauri"]),
    ("desktop", &["app"], &["sqlx", "automerge"]),
    // What only tests may use: no crate that ships has it in its list.
    ("testing", &["domain", "replication", "app"], &[]),
    ("tests", &["domain", "documents", "replication", "testing"], &[]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the project's root").to_owned()
}

#[test]
fn invariant_3_crates_depend_downward_only() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo's metadata");
    let mut crates = BTreeMap::new();
    for package in metadata["packages"].as_array().expect("packages") {
        let needs = package["dependencies"].as_array().expect("dependencies").iter();
        let normal = needs.filter(|needed| needed["kind"].as_str() != Some("dev"));
        let names: BTreeSet<String> = normal.map(|needed| text(&needed["name"])).collect();
        crates.insert(text(&package["name"]), names);
    }
    let known: BTreeSet<&str> = WALLS.iter().map(|(name, ..)| *name).collect();
    for name in crates.keys() {
        assert!(
            known.contains(name.as_str()),
            "{name} is a new crate: give it its place in ARCHITECTURE.md and here"
        );
    }
    for (name, allowed, forbidden) in WALLS {
        let Some(needs) = crates.get(*name) else {
            panic!("{name} is gone: take it out of ARCHITECTURE.md and here")
        };
        for need in needs {
            assert!(
                !known.contains(need.as_str()) || allowed.contains(&need.as_str()),
                "{name} must not use {need}: ARCHITECTURE.md, \"Rooms\", says what each crate may know"
            );
            assert!(
                !forbidden.contains(&need.as_str()),
                "{name} must not know {need}: ARCHITECTURE.md, \"Rooms\", says where that belongs"
            );
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for file in sources("rs") {
        let text = std::fs::read_to_string(&file).expect("a source");
        assert!(text.starts_with("//!"), "{}: open it with one `//!` sentence", file.display());
    }
}

#[test]
fn no_file_becomes_a_room_for_everything() {
    for (extension, lines_max) in [("rs", 600), ("ts", 400), ("tsx", 400)] {
        for file in sources(extension).iter().filter(|file| !is_test(file) && !is_generated(file)) {
            let lines = std::fs::read_to_string(file).expect("a source").lines().count();
            assert!(
                lines <= lines_max,
                "{}: {lines} lines, over the limit of {lines_max}: split the file",
                file.display()
            );
        }
    }
}

/// Three flushes of a handle for reading, which Linux allows and Windows refuses, once kept every book on Windows from
/// being made.
#[test]
fn one_file_knows_how_to_flush() {
    for file in sources("rs").iter().filter(|file| !is_test(file)) {
        let text = std::fs::read_to_string(file).expect("a source");
        let flushes = text.contains(".sync_all(") || text.contains(".sync_data(");
        assert!(
            !flushes || file.ends_with("crates/store/src/disk.rs"),
            "{}: flush through store::disk, which knows what each system asks for",
            file.display()
        );
    }
}

#[test]
fn the_house_knows_no_machine() {
    // In pieces, so that this file does not contain what it looks for.
    let forbidden = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/ho", "me/")];
    for extension in ["rs", "ts", "tsx", "mjs", "json", "toml", "md", "css", "sql"] {
        for file in sources(extension) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            for path in forbidden {
                assert!(!text.contains(path), "{} holds {path}", file.display());
            }
        }
    }
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn is_test(file: &Path) -> bool {
    let name = file.to_string_lossy();
    name.contains("/tests/") || name.contains(".test.") || name.contains("/benches/")
}

fn is_generated(file: &Path) -> bool {
    file.ends_with("ui/src/ipc/bindings.ts")
}

/// Every file of ours with this extension.
fn sources(extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![root()];
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder of the project").flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_ours =
                !matches!(name.as_str(), "target" | "node_modules" | "dist" | "gen" | ".git" | "shots");
            if path.is_dir() {
                waiting.extend(is_ours.then_some(path));
            } else if path.extension().is_some_and(|found| found == extension) && name != "package-lock.json"
            {
                found.push(path);
            }
        }
    }
    found
}
