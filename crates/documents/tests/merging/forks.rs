//! Two installations that write under one name, and everybody else: the same document for all, and nothing lost.

use documents::document::Document;
use documents::provenance::{Actor, Author, Command};
use domain::contact::{Contact, Direction};

use crate::{Machine, pair};

/// Two that go on under one name, as a clone and its original do; and a third that hears both, in either order.
#[test]
fn y2_what_a_clone_wrote_is_put_aside_by_all_alike_and_said_again() {
    for order in 0..2 {
        let (mut a, mut c) = pair();
        let mut clone = Machine { doc: a.doc.clone(), ..Machine::new(1) };
        let one = a.write(|c| c.duration_minutes = Some(11)).unwrap().bytes;
        let more = a.write(|c| c.notes = "Llamar el martes".into()).unwrap().bytes;
        let other = clone.write(|c| c.direction = Direction::Them).unwrap().bytes;
        let heard = if order == 0 {
            [vec![one.clone(), more], vec![other.clone()]]
        } else {
            [vec![other.clone()], vec![one, more]]
        };
        let mut aside: Vec<Vec<u8>> = Vec::new();
        for changes in &heard {
            aside = c.doc.merge(changes, &aside).aside.into_iter().map(|aside| aside.change.bytes).collect();
        }
        let back = a.doc.merge(&[other], &[]);
        assert_eq!(a.doc.revision(), c.doc.revision(), "all take the same");
        assert_eq!(back.aside.len(), aside.len());
        assert!(back.aside.iter().all(|aside| aside.is_forked));
        let reborn = Author { actor: Actor([9; 16]), ..a.author(Command::Edit) };
        let said = a.doc.reissue(&aside, |_| true, &reborn).unwrap();
        assert!(!said.is_empty());
        let said: Vec<Vec<u8>> = said.into_iter().map(|change| change.bytes).collect();
        c.doc.merge(&said, &aside);
        for machine in [&a, &c] {
            let contact = machine.contact();
            assert_eq!(
                (contact.duration_minutes, contact.direction),
                (Some(11), Direction::Them),
                "neither is lost"
            );
            assert_eq!(contact.notes, "Llamar el martes");
        }
    }
}

/// Every order of arrival of a fork's changes, and of what others wrote on top of either branch, comes to one document.
#[test]
fn i1_the_order_in_which_a_fork_arrives_changes_nothing() {
    let (a, mut other) = pair();
    let mut branches = [
        Machine { doc: a.doc.clone(), ..Machine::new(1) },
        Machine { doc: a.doc.clone(), ..Machine::new(1) },
    ];
    let mut all = Vec::new();
    for (number, branch) in branches.iter_mut().enumerate() {
        for step in 0..2 {
            all.push(branch.write(|c| c.duration_minutes = Some(10 * number as u32 + step)).unwrap().bytes);
        }
    }
    let mut on_top = Machine { doc: branches[1].doc.clone(), ..Machine::new(4) };
    all.push(on_top.write(|c| c.notes = "sobre la otra rama".into()).unwrap().bytes);
    all.push(other.write(|c| c.notes = "aparte".into()).unwrap().bytes);
    let mut seen = std::collections::BTreeSet::new();
    let mut asides = std::collections::BTreeSet::new();
    for seed in 0..200u64 {
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|at| {
            (*at as u64 + 1).wrapping_mul(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1) >> 7
        });
        let mut copy = a.doc.clone();
        let mut aside: Vec<Vec<u8>> = Vec::new();
        for at in order {
            let merged = copy.merge(std::slice::from_ref(&all[at]), &aside);
            aside = merged.aside.into_iter().map(|aside| aside.change.bytes).collect();
        }
        aside.sort();
        seen.insert(copy.revision().to_string());
        asides.insert(aside);
    }
    assert_eq!((seen.len(), asides.len()), (1, 1));
}

/// A change whose bytes are made by hand, with the checksum that they need.
fn made(mut bytes: Vec<u8>) -> Vec<u8> {
    let hash = automerge::Change::from_bytes(bytes.clone()).unwrap().hash();
    bytes[4..8].copy_from_slice(&hash.0[..4]);
    bytes
}

/// A change of ours that names an author whom nobody knows: Automerge panics over it, wherever it is applied.
#[test]
fn y29_what_breaks_the_document_is_aside_and_not_said_again() {
    let (mut a, _) = pair();
    let mut other = Machine { doc: a.doc.clone(), ..Machine::new(1) };
    let mut broken = other.write(|c| c.notes = "Llamar el martes".into()).unwrap().bytes;
    let genesis = [[0x10].as_slice(), &[0; 16]].concat();
    let at = broken.windows(genesis.len()).position(|part| part == genesis).expect("whose text it edits");
    broken[at + 1..at + genesis.len()].fill(0x63);
    let broken = made(broken);
    let merged = a.doc.merge(std::slice::from_ref(&broken), &[]);
    assert!(!merged.is_changed && merged.aside.len() == 1, "kept, and in no document");
    let reborn = Author { actor: Actor([9; 16]), ..a.author(Command::Edit) };
    assert!(a.doc.reissue(&[broken], |_| true, &reborn).unwrap().is_empty());
}

/// Found by fuzzing: its columns are empty, and their headers are forgotten.
const NOT_AS_IT_CAME: &str = "856f4a83a8869f2201a10101b10b2cd7ec0438aa41d2ff264598186e2e5eb64259c3a954bffd4dd3332f2395100101010101\
    010101010101010101010101030032656469742e414141414141414141414141414141414141414141512e41414141414141\
    414141414141414141414141414151011000000000000000000000000000000000000a010602061106130915483403420256\
    12576f6d6572046461746509646972656374696f6e10";

/// A change with bytes that say nothing: Automerge forgets them, and the document that it saves has another hash than it says.
#[test]
fn y29_a_change_that_would_not_come_back_as_it_came_is_in_no_document() {
    let digit = |at: usize| u8::from_str_radix(&NOT_AS_IT_CAME[at..at + 2], 16).unwrap();
    let broken: Vec<u8> = (0..NOT_AS_IT_CAME.len()).step_by(2).map(digit).collect();
    let (a, mut b) = pair();
    let mut doc = Document::genesis::<Contact>();
    assert!(doc.merge(std::slice::from_ref(&broken), &[]).aside.len() == 1, "kept");
    assert!(Document::load::<Contact>(&doc.save()).is_ok(), "it opens again");
    let honest: Vec<Vec<u8>> = a.doc.changes().into_iter().map(|change| change.bytes).collect();
    let all = [honest.as_slice(), &[broken]].concat();
    assert_eq!(doc.merge(&all, &[]).aside.len(), 1, "what came with it is taken");
    assert_eq!(doc.revision(), a.doc.revision());
    b.doc.merge(&all, &[]);
    assert!(Document::load::<Contact>(&b.doc.save()).is_ok());
}
