//! Changes that a colleague with valid keys offers to a document: one outcome in any order, nothing lost, and still a document.
#![no_main]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use arbitrary::Arbitrary;
use chrono::NaiveDate;
use documents::document::Document;
use documents::intake::{IncomingChange, ActorDirectory, take_in};
use documents::merging::hash_of;
use documents::provenance::{Actor, Author, Command};
use domain::contact::{Channel, Contact, ContactType, Direction};
use domain::id::{CustomerId, UserId};
use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};
use uuid::Uuid;

#[derive(Debug, Arbitrary)]
enum Offered {
    Honest(u8),
    /// An honest one of which a part is another.
    Spliced {
        which: u8,
        parts: Vec<(u16, u8, Vec<u8>)>,
    },
    /// Given the frame and the checksum of a change.
    Framed(Vec<u8>),
    Bytes(Vec<u8>),
}

const OFFERED: usize = 6;
const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];

/// Of three people, one of whom has a clone.
static HONEST: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut doc = Document::genesis::<Contact>();
    let write = |doc: &mut Document, actor: u8, batch: u128, notes: &str, minutes: u32| {
        let contact = Contact { notes: notes.into(), duration_minutes: Some(minutes), ..contact() };
        let change = doc.update(&author(actor, batch), None, &contact).expect("an edit").expect("a change");
        change.bytes
    };
    let mut all = vec![write(&mut doc, 1, 1, "se llama mañana", 5)];
    let (mut clone, mut other) = (doc.clone(), doc.clone());
    all.push(write(&mut doc, 1, 2, "se llama hoy", 10));
    all.push(write(&mut clone, 1, 3, "se llama el lunes", 15));
    all.push(write(&mut other, 2, 4, "se visita mañana", 20));
    all.push(other.delete(&author(3, 5)).expect("a deletion").expect("a change").bytes);
    all.push(write(&mut clone, 1, 6, "", 25));
    all
});

fuzz_target!(init: fuzz::keep_panics(), |offered: Vec<Offered>| {
    let came: Vec<Vec<u8>> = offered.iter().take(OFFERED).map(bytes).collect();
    fuzz::uncaught(|| check(&came));
});

fn contact() -> Contact {
    Contact {
        customer: CustomerId(Uuid::from_u128(1)),
        person: None,
        user: UserId(Uuid::from_u128(2)),
        date: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date"),
        hour: None,
        duration_minutes: None,
        channel: Channel { contact_type: ContactType::from_document("phone"), email: None },
        direction: Direction::Us,
        notes: String::new(),
        actions: Vec::new(),
        interests: Vec::new(),
        next_contact: None,
        closing: None,
        previous: None,
        attachments: Vec::new(),
        custom_fields: Vec::new(),
    }
}

fn author(actor: u8, batch: u128) -> Author {
    let user = UserId(Uuid::from_u128(actor.into()));
    Author { actor: Actor([actor; 16]), user, command: Command::Edit, batch: Uuid::from_u128(batch), at: 0 }
}

fn bytes(offered: &Offered) -> Vec<u8> {
    let honest = |which: u8| &HONEST[usize::from(which) % HONEST.len()];
    match offered {
        Offered::Honest(which) => honest(*which).clone(),
        Offered::Spliced { which, parts } => {
            let whole = honest(*which);
            let begin = whole[9..].iter().take_while(|byte| **byte & 0x80 != 0).count() + 10;
            let mut body = whole[begin..].to_vec();
            for (at, cut, with) in parts {
                let at = usize::from(*at) % (body.len() + 1);
                let end = (at + usize::from(*cut)).min(body.len());
                body.splice(at..end, with.iter().copied());
            }
            framed(&body)
        }
        Offered::Framed(body) => framed(body),
        Offered::Bytes(bytes) => bytes.clone(),
    }
}

/// Magic, checksum, type, length, body.
fn framed(body: &[u8]) -> Vec<u8> {
    let mut said = vec![1];
    let mut length = body.len();
    while length >= 0x80 {
        said.push(length as u8 | 0x80);
        length >>= 7;
    }
    said.push(length as u8);
    said.extend(body);
    [&MAGIC[..], &Sha256::digest(&said)[..4], &said].concat()
}

fn check(came: &[Vec<u8>]) {
    if came.is_empty() {
        return;
    }
    let mut at_once = Document::genesis::<Contact>();
    let merged = at_once.merge(came, &[]);
    let mut one_by_one = Document::genesis::<Contact>();
    let mut aside: Vec<Vec<u8>> = Vec::new();
    for bytes in came.iter().rev() {
        let merged = one_by_one.merge(std::slice::from_ref(bytes), &aside);
        aside = merged.aside.into_iter().map(|aside| aside.change.bytes).collect();
    }
    let kept: BTreeSet<Vec<u8>> = merged.aside.iter().map(|aside| aside.change.bytes.clone()).collect();
    assert_eq!(at_once.revision(), one_by_one.revision(), "one document, whatever came when");
    assert_eq!(kept, aside.into_iter().collect(), "one heap of what is aside");
    assert_all_kept(came, &at_once, &kept);
    assert_document(&at_once);
    assert_taken_in(came);
}

/// What is a change is in the document or aside, as it came.
fn assert_all_kept(came: &[Vec<u8>], doc: &Document, aside: &BTreeSet<Vec<u8>>) {
    for bytes in came {
        let Some(hash) = hash_of(bytes) else { continue };
        let is_genesis = doc.change(hash).is_some() && !doc.change_hashes().contains(&hash);
        let is_there = doc.change(hash).is_some_and(|there| there == *bytes);
        assert!(is_there || is_genesis || aside.contains(bytes), "a change that is nowhere");
    }
}

/// It opens again as it was, everything of it can be asked, and it can be written on.
fn assert_document(doc: &Document) {
    let mut again = Document::load::<Contact>(&doc.save()).expect("what was saved is a document");
    assert_eq!(again.revision(), doc.revision());
    let contact_read = doc.read::<Contact>().ok();
    assert_eq!(again.read::<Contact>().ok(), contact_read);
    doc.history().expect("its history");
    doc.conflicts().expect("its conflicts");
    doc.presence().expect("whether it is there");
    doc.deletion().expect("who put it into the bin");
    let wanted = Contact { notes: "escrito después".into(), duration_minutes: Some(99), ..contact() };
    let written = again.update(&author(8, 80), None, &wanted).expect("an edit").expect("a change");
    let now: Contact = again.read().expect("the record");
    assert_eq!((now.notes.as_str(), now.duration_minutes), ("escrito después", Some(99)));
    let mut colleague = doc.clone();
    assert!(colleague.merge(&[written.bytes], &[]).aside.is_empty(), "what is written here is read there");
    assert_eq!(colleague.revision(), again.revision());
}

/// With a device behind each, of which the first one's life went on as another.
fn assert_taken_in(came: &[Vec<u8>]) {
    let device = |number: u8| [number; 16];
    let mut who = ActorDirectory {
        devices: (1..4).map(|number| (Actor([number; 16]), device(number))).collect(),
        users: BTreeMap::new(),
        me: device(1),
    };
    let mut doc = Document::genesis::<Contact>();
    let came: Vec<IncomingChange> = (0..)
        .zip(came)
        .map(|(at, bytes)| IncomingChange { bytes: bytes.clone(), from: Some(device(at % 3 + 1)) })
        .collect();
    let me = author(9, 90);
    let taken =
        take_in(&mut doc, &came, Vec::new(), &mut who, &me).expect("no fault of a colleague's making");
    for change in &taken.written {
        assert!(doc.change(change.hash).is_some(), "what was said again is here");
    }
    let before = (doc.revision(), taken.aside.len());
    let again = take_in(&mut doc, &came, taken.aside, &mut who, &me).expect("nor the second time");
    assert!(again.written.is_empty(), "nothing is said again twice");
    assert_eq!(doc.revision(), before.0, "nor taken twice");
}
