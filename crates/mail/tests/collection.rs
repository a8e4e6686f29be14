//! Reads the small collection in `tests/emails` and compares each email with the right values beside it.
//!
//! The values have the names and forms of `hilo mail show` (docs/formats/json.md); `tests/emails/README.md` says how they
//! are compared.

use std::path::{Path, PathBuf};

use mail::{Address, AttachmentKind, Email, Format, ItemKind};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Judged by `app`, which knows whose book it is: `crates/app/tests/book`.
const ELSEWHERE: &str = "assume";

#[test]
fn every_email_reads_as_it_should() {
    let mut wrong = String::new();
    let mut count = 0;
    for file in emails() {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let want = std::fs::read(file.with_file_name(format!("{name}.json")))
            .unwrap_or_else(|_| panic!("{name}: the right values are missing: {name}.json"));
        let want: Value =
            serde_json::from_slice(&want).unwrap_or_else(|error| panic!("{name}.json: {error}"));
        let got = match mail::read(&std::fs::read(&file).unwrap()) {
            Ok(email) => shown(&email),
            Err(error) => json!({"error": error.to_string()}),
        };
        count += 1;
        for (key, want) in want.as_object().unwrap_or_else(|| panic!("{name}.json: no object")) {
            let is_judged = !key.starts_with('_') && key != ELSEWHERE;
            if is_judged && !is_same(key, want, &got) {
                let got = got.get("error").or(got.get(key)).unwrap_or(&Value::Null);
                wrong += &format!("{name}\t{key}\twant {want}\tgot {got}\n");
            }
        }
    }
    assert!(count >= 80, "the collection holds more: {count}");
    assert!(wrong.is_empty(), "{} values of {count} emails:\n{wrong}", wrong.lines().count());
}

/// What nobody compares would be kept for nothing, and what is not there would be missed by nobody.
#[test]
fn every_value_belongs_to_an_email() {
    for file in entries().iter().filter(|file| is_json(file)) {
        let email = file.with_extension("");
        assert!(email.is_file(), "{}: the email is missing", file.display());
    }
}

fn entries() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emails");
    let listed = std::fs::read_dir(folder).expect("the collection can be listed");
    let mut entries: Vec<_> = listed.map(|entry| entry.expect("an entry can be read").path()).collect();
    entries.sort();
    entries
}

fn emails() -> Vec<PathBuf> {
    entries().into_iter().filter(|file| !is_json(file) && !file.ends_with("README.md")).collect()
}

fn is_json(file: &Path) -> bool {
    file.extension().is_some_and(|end| end == "json")
}

/// An email as `hilo mail show` prints it.
fn shown(email: &Email) -> Value {
    let all = |list: &[Address]| list.iter().map(address).collect::<Vec<_>>();
    let files = email.attachments.iter().map(|file| {
        json!({
            "name": file.name,
            "size": file.bytes.len(),
            "sha256": Sha256::digest(&file.bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>(),
            "kind": if file.kind == AttachmentKind::Message { "message" } else { "file" },
            "inline": file.inline,
        })
    });
    json!({
        "format": match email.format {
            Format::Eml => "eml",
            Format::Msg => "msg",
            Format::Tnef => "tnef",
        },
        "subject": email.subject,
        "from": email.from.as_ref().map(address),
        "sender": email.sender.as_ref().map(address),
        "to": all(&email.to),
        "cc": all(&email.cc),
        "bcc": all(&email.bcc),
        "date": email.date.map(instant),
        "message_id": email.message_id,
        "text": email.text,
        "has_html": email.html.is_some(),
        "attachments": files.collect::<Vec<_>>(),
        "warnings": email.warnings.iter().map(|warning| warning.code()).collect::<Vec<_>>(),
        "item": item(&email.kind),
    })
}

fn address(of: &Address) -> Value {
    json!({"name": of.name, "address": of.address})
}

fn instant(date: chrono::DateTime<chrono::Utc>) -> String {
    date.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn item(kind: &ItemKind) -> Value {
    match kind {
        ItemKind::Appointment(of) => json!({
            "kind": "appointment",
            "start": of.start.map(instant),
            "end": of.end.map(instant),
            "is_all_day": of.is_all_day,
            "place": of.place,
            "organiser": of.organiser,
        }),
        ItemKind::Task(of) => json!({
            "kind": "task",
            "start": of.start.map(instant),
            "due": of.due.map(instant),
            "is_done": of.is_done,
        }),
        ItemKind::Contact(of) => json!({
            "kind": "contact",
            "name": of.name,
            "company": of.company,
            "job_title": of.job_title,
            "addresses": of.addresses,
            "phones": of.phones,
        }),
        _ => Value::Null,
    }
}

fn is_same(key: &str, want: &Value, got: &Value) -> bool {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| squeezed(value.as_str().unwrap_or_default());
    match key {
        "text" => text(want) == text(&got["text"]),
        "text_contains" => text(&got["text"]).contains(&text(want)),
        "warnings" => list(want).iter().all(|one| list(&got[key]).contains(one)),
        "to" | "cc" | "bcc" => {
            let (want, have) = (list(want), list(&got[key]));
            want.len() == have.len() && want.iter().zip(&have).all(|(want, have)| fits(want, have))
        }
        "attachments" => {
            let mut have = list(&got[key]);
            let all = list(want).iter().all(|one| {
                let found = have.iter().position(|file| fits(one, file));
                found.map(|at| have.remove(at)).is_some()
            });
            all && have.is_empty()
        }
        _ => fits(want, &got[key]),
    }
}

/// Of an object only the keys that are given; of a text without regard to how white space runs.
fn fits(want: &Value, got: &Value) -> bool {
    match (want, got) {
        (Value::Object(want), Value::Object(got)) => {
            let judged = want.iter().filter(|(key, _)| !key.starts_with('_'));
            judged.into_iter().all(|(key, want)| fits(want, got.get(key).unwrap_or(&Value::Null)))
        }
        (Value::String(want), Value::String(got)) => {
            let (stem, end) = (want.strip_suffix(".*"), want.strip_prefix("*."));
            match (stem, end) {
                (Some(stem), _) => got.rsplit_once('.').map_or(got.as_str(), |(before, _)| before) == stem,
                (_, Some(end)) => got.rsplit_once('.').is_some_and(|(_, after)| after == end),
                _ => words(want) == words(got),
            }
        }
        _ => want == got,
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text's lines that hold anything, with spaces and tabs as one.
fn squeezed(text: &str) -> String {
    let is_gap = |c: char| matches!(c, ' ' | '\t' | '\u{a0}');
    let line = |line: &str| line.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    let lines = text.split('\n').map(|of| line(of.trim())).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
