//! What code and pages refer to is there: the tests that a proof names, pages, decisions, numbered rules and rows.

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

#[test]
fn every_page_decision_and_rule_that_is_referred_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut pages = Vec::new();
    for folder in ["docs", "crates", "tests", "ui", ".github"] {
        pages.extend(files(&root.join(folder), &["md"]));
    }
    pages.extend(std::fs::read_dir(&root).expect("the root").flatten().map(|entry| entry.path()));
    pages.retain(|page| page.extension().is_some_and(|end| end == "md"));
    let names: BTreeSet<String> = pages.iter().filter_map(|page| name_of(page)).collect();
    let rules = std::fs::read_to_string(root.join("docs/security-rules.md")).expect("the rules");
    let records = std::fs::read_to_string(root.join("docs/formats/records.md")).expect("the records");
    let faults = std::fs::read_to_string(root.join("docs/faults-proof.md")).expect("the faults");
    let mut missing = Vec::new();
    let mut sources = pages.clone();
    for folder in ["crates", "src-tauri", "tests", "ui", "fuzz", "scripts", "migrations"] {
        sources.extend(files(&root.join(folder), &["rs", "ts", "tsx", "mjs", "sql", "toml"]));
    }
    for source in sources {
        let text = std::fs::read_to_string(&source).unwrap_or_default();
        let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "()`,;:\"'[]".contains(c)).collect();
        for (at, word) in words.iter().enumerate() {
            let next = words.iter().skip(at + 1).find(|next| !next.is_empty()).copied().unwrap_or_default();
            let next = next.trim_end_matches('.');
            let page = word.rsplit('/').next().unwrap_or_default().trim_end_matches('.');
            let is_page = page.strip_suffix(".md").is_some_and(|stem| {
                !stem.is_empty() && stem.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            });
            let is_there = match page {
                "security-rules.md" if numbered(next, "R") => rules.contains(&format!("| {next} |")),
                "faults-proof.md" if numbered(next, "F") => faults.contains(&format!("| {next} ")),
                "records.md" if numbered(next, "") => {
                    records.contains(&format!("| {next} | ")) || ["14", "16"].contains(&next)
                }
                _ if is_page => names.contains(page),
                "decision" if next.len() == 4 && numbered(next, "") => {
                    names.iter().any(|name| name.starts_with(next))
                }
                _ => true,
            };
            if !is_there {
                let file = source.strip_prefix(&root).unwrap_or(&source).display();
                missing.push(format!("{file}: {word} {next}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_row_that_a_test_is_named_after_is_in_the_proof() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let proof = std::fs::read_to_string(root.join("docs/contacts-proof.md")).expect("the proof");
    let mut rows = BTreeSet::new();
    for line in proof.lines().filter(|line| line.starts_with("| S")) {
        let told = line.trim_start_matches("| ").split(" |").next().unwrap_or_default();
        let ends: Vec<u32> =
            told.split('–').filter_map(|row| row.trim_start_matches('S').parse().ok()).collect();
        let (Some(first), Some(last)) = (ends.first(), ends.last()) else { continue };
        rows.extend(*first..=*last);
    }
    assert_eq!(rows, (1..=58).collect(), "each row of the product stands there once");
    let mut missing = Vec::new();
    for folder in ["crates", "ui/tests", "tests/desktop"] {
        for file in sources(&root.join(folder)) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let named = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            let of = |word: &str| word.strip_prefix('s')?.split('_').next()?.parse::<u32>().ok();
            for word in named.filter(|word| word.contains('_')) {
                if of(word).is_some_and(|row| !rows.contains(&row)) {
                    missing.push(format!("{}: {word}", file.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

fn name_of(page: &Path) -> Option<String> {
    Some(page.file_name()?.to_string_lossy().into_owned())
}

/// `R12`, or `12` where there is no letter before it.
fn numbered(text: &str, letter: &str) -> bool {
    text.strip_prefix(letter)
        .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// The texts under a folder, without what is made or fetched.
fn sources(folder: &Path) -> Vec<PathBuf> {
    files(folder, &["rs", "ts", "tsx"])
}

fn files(folder: &Path, ends: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "node_modules" && name != "shots" && name != "target" && name != "dist" {
            found.extend(files(&path, ends));
        } else if path.extension().is_some_and(|end| ends.iter().any(|one| end == *one)) {
            found.push(path);
        }
    }
    found
}
