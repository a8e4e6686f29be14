//! Reads real emails and compares every field with what independent readers agree on.
//!
//! They are strangers' and not part of the project: `npm run corpus -- FOLDER` says where they lie, and runs this.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use mail::{AttachmentKind, Email};
use serde_json::Value;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Right answers each format and field must keep reaching. They rise, or the table of docs/mail-proof.md says why not.
const FLOORS: &[(&str, &str, usize)] = &[
    ("eml", "att_hash", 437),
    ("eml", "att_msg", 464),
    ("eml", "cc", 466),
    ("eml", "date", 463),
    ("eml", "from_addr", 467),
    ("eml", "from_name", 464),
    ("eml", "has_html", 459),
    ("eml", "message_id", 467),
    ("eml", "subject", 440),
    ("eml", "text", 401),
    ("eml", "to", 465),
    ("msg", "att_hash", 134),
    ("msg", "att_msg", 136),
    ("msg", "cc", 138),
    ("msg", "date", 138),
    ("msg", "from_addr", 105),
    ("msg", "from_name", 136),
    ("msg", "has_html", 137),
    ("msg", "message_id", 138),
    ("msg", "subject", 138),
    ("msg", "text", 133),
    ("msg", "to", 132),
    ("tnef", "att_hash", 5),
];

#[test]
fn known_answers() {
    let corpus = std::env::var_os("HILO_CORPUS").expect("npm run corpus -- FOLDER");
    let corpus = Path::new(&corpus);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(corpus.join("visible")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "the corpus holds no file");
    let mut tally: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    let mut misses = String::new();
    let mut missed = BTreeSet::new();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy();
        let truth = std::fs::read(corpus.join("truth").join(format!("{name}.json"))).unwrap();
        let truth: Value = serde_json::from_slice(&truth).unwrap();
        let read = mail::read(&std::fs::read(file).unwrap());
        let format = truth["kind"].as_str().unwrap();
        for (field, known) in fields_of(&truth) {
            let Some(mine) = canonical(read.as_ref().ok(), &field) else {
                continue;
            };
            let expected = expected(&field, &known["value"]);
            let cell = tally.entry((format.to_owned(), field.clone())).or_default();
            cell.1 += 1;
            if mine == expected {
                cell.0 += 1;
            } else {
                missed.insert((name.to_string(), field.clone()));
                let error = read.as_ref().err().map(ToString::to_string).unwrap_or_default();
                writeln!(misses, "{name}\t{field}\n    {expected:?}\n    {mine:?} {error}").unwrap();
            }
        }
    }
    let report: String = tally.iter().map(|((f, n), (r, of))| format!("{f:5} {n:11} {r:4}/{of}\n")).collect();
    println!("{misses}\n{report}");
    for (format, field, floor) in FLOORS {
        let (right, of) = tally.get(&((*format).into(), (*field).into())).copied().unwrap_or_default();
        assert!(right >= *floor, "{format} {field}: {right} of {of} right, {floor} were before");
    }
    let explained = explained();
    let unexplained: Vec<_> = missed.difference(&explained).collect();
    assert!(unexplained.is_empty(), "no reason in docs/mail-proof.md: {unexplained:?}");
    let mended: Vec<_> = explained.difference(&missed).collect();
    assert!(mended.is_empty(), "in docs/mail-proof.md, and no miss any more: {mended:?}");
}

/// The misses that the tables of docs/mail-proof.md give a reason for: file and field.
fn explained() -> BTreeSet<(String, String)> {
    let proof = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/mail-proof.md");
    let proof = std::fs::read_to_string(proof).expect("docs/mail-proof.md can be read");
    let rows = proof.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` | "));
    rows.filter_map(|(file, rest)| Some((file.to_owned(), rest.split_once(" | ")?.0.to_owned()))).collect()
}

/// The fields whose answer is settled. A bare TNEF file is known by its attachments alone.
fn fields_of(truth: &Value) -> Vec<(String, Value)> {
    let settled = |known: &Value| {
        let status = known["status"].as_str().unwrap_or("none");
        matches!(status, "unanimous" | "agreed" | "adjudicated-codepage" | "constructed")
            || status.starts_with("rule")
    };
    if let Some(fields) = truth["fields"].as_object() {
        return fields
            .iter()
            .filter(|(_, known)| settled(known))
            .map(|(n, k)| (n.clone(), k.clone()))
            .collect();
    }
    let known = &truth["attachments"];
    let hashes: Vec<_> =
        known["value"].as_array().into_iter().flatten().filter_map(|a| a["sha256"].as_str()).collect();
    let field = serde_json::json!({"value": hashes, "status": known["status"]});
    if settled(&field) { vec![("att_hash".into(), field)] } else { Vec::new() }
}

/// A field in the form the answers have: strings squeezed, lists sorted.
fn canonical(email: Option<&Email>, field: &str) -> Option<Vec<String>> {
    let addresses =
        |list: &[mail::Address]| list.iter().map(|a| a.address.to_lowercase()).collect::<Vec<_>>();
    let from = email.and_then(|e| e.from.clone()).unwrap_or_default();
    // Readers of internet mail list files without a name under none, and those of Outlook items under one they made.
    let is_item = email.is_some_and(|e| e.format != mail::Format::Eml);
    let files = || email.into_iter().flat_map(|e| &e.attachments);
    let mut value = match field {
        "subject" => vec![squash(email.map_or("", |e| &e.subject))],
        "from_addr" => vec![from.address.to_lowercase()],
        "from_name" => vec![squash(&from.name)],
        "to" => addresses(email.map_or(&[], |e| &e.to)),
        "cc" => addresses(email.map_or(&[], |e| &e.cc)),
        "date" => vec![
            email
                .and_then(|e| e.date)
                .map(|d| d.format("%Y-%m-%dT%H:%M:%SZ").to_string())
                .unwrap_or_default(),
        ],
        "message_id" => vec![email.map(|e| e.message_id.clone()).unwrap_or_default()],
        "text" => vec![tight(email.map_or("", |e| &e.text))],
        "has_html" => vec![email.is_some_and(|e| e.html.is_some()).to_string()],
        "att_hash" => files()
            .filter(|a| a.kind == AttachmentKind::File && (is_item || !a.is_unnamed))
            .map(|a| Sha256::digest(&a.bytes).iter().map(|b| format!("{b:02x}")).collect())
            .collect(),
        "att_msg" => vec![files().filter(|a| a.kind == AttachmentKind::Message).count().to_string()],
        _ => return None,
    };
    value.sort();
    Some(value)
}

fn expected(field: &str, value: &Value) -> Vec<String> {
    let text = value.as_str().unwrap_or_default();
    let mut expected = match (field, value) {
        (_, Value::Array(list)) => list.iter().map(|v| v.as_str().unwrap_or_default().to_owned()).collect(),
        ("to" | "cc" | "att_hash", _) => Vec::new(),
        ("subject" | "from_name", _) => vec![squash(text)],
        ("text", _) => vec![tight(text)],
        ("has_html", _) => vec![value.as_bool().unwrap_or(false).to_string()],
        ("att_msg", _) => vec![value.as_u64().unwrap_or(0).to_string()],
        _ => vec![text.to_owned()],
    };
    expected.sort();
    expected
}

fn squash(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tight(text: &str) -> String {
    text.nfc().filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}')).take(100).collect()
}
