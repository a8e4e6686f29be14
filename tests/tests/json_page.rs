//! `docs/formats/json.md` says what the types say: its keys and closed sets, beside the types as the window sees them.
#![allow(clippy::expect_used, reason = "a test that fails here says so")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use domain::record_kind::RecordKind;

/// Blocks of the page that stand by themselves, by how they begin, and the types that they show.
const SHOWN: [(&str, &str); 3] = [
    (r#"{"format":"eml|msg|tnef","#, "EmailView"),
    (r#"{"all_shared":"#, "SyncStatus"),
    (r#"{"id":"RECORD:FIELD","#, "Conflict"),
];
/// The words of the command line for a kind of record that is not called by its key there.
const WORDS: [(&str, &str); 2] = [("customer_group", "kind|zone|sector"), ("contact_type", "type")];
/// What the command line prints around a type.
const AROUND: [&str; 1] = ["format"];

fn read(path: &str) -> String {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    std::fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_keys_of_the_page_are_those_of_the_types() {
    let (page, types) = (read("docs/formats/json.md"), Types::of(&read("ui/src/ipc/bindings.ts")));
    let mut faults = Vec::new();
    let mut compare = |begin: &str, is_behind: bool, name: &str| {
        let at = page.find(begin).unwrap_or_else(|| panic!("the page shows no {begin}"));
        let at = if is_behind { at + begin.len() } else { at };
        let shown = Reader::of(&page[at..]).value();
        types.compare(name, &shown, name, &mut faults);
    };
    for (begin, name) in SHOWN {
        compare(begin, false, name);
    }
    // A file is shown with the record that holds it.
    for kind in RecordKind::ALL.iter().filter(|kind| **kind != RecordKind::Attachment) {
        let own = kind.key().replace('_', "-");
        let word = WORDS.iter().find(|(key, _)| *key == kind.key()).map_or(own.as_str(), |(_, word)| word);
        compare(&format!("{{\"{word}\": "), true, &format!("{kind:?}"));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_code_of_a_refusal_is_on_the_page() {
    let (page, types) = (read("docs/formats/json.md"), Types::of(&read("ui/src/ipc/bindings.ts")));
    let codes = types.sets.get("ErrorCode").expect("the codes are a closed set");
    let missing: Vec<&String> = codes.iter().filter(|code| !page.contains(&format!("`{code}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A value as the page shows it.
enum Shown {
    Object(BTreeMap<String, Shown>),
    /// Of the first that it holds, if it shows one.
    List(Option<Box<Shown>>),
    Text(String),
}

/// The page writes `VALUE`, and `"a|b"` where it is one of several: JSON but for that.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn of(text: &'a str) -> Self {
        Self { rest: text }
    }

    fn next_is(&mut self, mark: char) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(mark) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn until(&mut self, ends: &[char]) -> &'a str {
        let at = self.rest.find(ends).expect("a block of the page ends");
        let (text, rest) = self.rest.split_at(at);
        self.rest = rest;
        text
    }

    fn text(&mut self) -> String {
        let text = self.until(&['"']).to_owned();
        self.rest = &self.rest[1..];
        text
    }

    fn value(&mut self) -> Shown {
        if self.next_is('{') {
            let mut members = BTreeMap::new();
            while !self.next_is('}') {
                assert!(self.next_is('"'), "a key begins: {:.40}", self.rest);
                let key = self.text();
                assert!(self.next_is(':'), "a key has a value: {:.40}", self.rest);
                members.insert(key, self.value());
                self.next_is(',');
            }
            return Shown::Object(members);
        }
        if self.next_is('[') {
            let mut first = None;
            while !self.next_is(']') {
                let value = self.value();
                first.get_or_insert(Box::new(value));
                self.next_is(',');
            }
            return Shown::List(first);
        }
        match self.next_is('"') {
            true => Shown::Text(self.text()),
            false => Shown::Text(self.until(&[',', '}', ']']).to_owned()),
        }
    }
}

/// The types as the window sees them: objects by their keys, and closed sets of words.
struct Types {
    objects: BTreeMap<String, BTreeMap<String, String>>,
    sets: BTreeMap<String, BTreeSet<String>>,
}

impl Types {
    fn of(bindings: &str) -> Self {
        let (mut objects, mut sets) = (BTreeMap::new(), BTreeMap::new());
        for declared in bindings.split("\nexport type ").skip(1) {
            let Some((name, rest)) = declared.split_once(" = ") else { continue };
            if let Some(body) = rest.strip_prefix("{\n") {
                let members = body.lines().take_while(|line| *line != "};");
                let members = members.filter(|line| line.starts_with('\t') && !line.contains('*'));
                let members = members.filter_map(|line| line.trim().trim_end_matches(',').split_once(": "));
                let members = members.map(|(key, of)| (key.to_owned(), of.to_owned())).collect();
                objects.insert(name.to_owned(), members);
            } else if rest.starts_with('"') {
                let end = rest.find(';').unwrap_or(rest.len());
                let words = rest[..end].lines().filter(|line| !line.trim_start().starts_with('/'));
                let words = words.flat_map(|line| line.split('"').skip(1).step_by(2));
                sets.insert(name.to_owned(), words.map(str::to_owned).collect());
            }
        }
        Self { objects, sets }
    }

    fn compare(&self, name: &str, shown: &Shown, at: &str, faults: &mut Vec<String>) {
        if let (Some(words), Shown::Text(text)) = (self.sets.get(name), shown)
            && text.contains('|')
        {
            let told: BTreeSet<String> = text.split('|').map(str::to_owned).collect();
            if told != *words {
                faults.push(format!("{at}: the page says {told:?}, the type {words:?}"));
            }
        }
        let (Some(members), Shown::Object(told)) = (self.objects.get(name), shown) else { return };
        for key in members.keys().filter(|key| !told.contains_key(*key)) {
            faults.push(format!("{at}.{key} is not on the page"));
        }
        for (key, value) in told {
            let Some(of) = members.get(key) else {
                if !AROUND.contains(&key.as_str()) {
                    faults.push(format!("{at}.{key} is of no type"));
                }
                continue;
            };
            let of = of.trim_end_matches(" | null").trim_end_matches("[]");
            match value {
                Shown::List(Some(first)) => self.compare(of, first, &format!("{at}.{key}"), faults),
                value => self.compare(of, value, &format!("{at}.{key}"), faults),
            }
        }
    }
}
