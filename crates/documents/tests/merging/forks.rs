//! Two installations that write under one name, and everybody else: the same document for all, and nothing lost.

use documents::provenance::{Actor, Author, Command};
use domain::contact::Direction;

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
        assert!(back.aside.iter().all(|aside| aside.is_doubled));
        let reborn = Author { actor: Actor([9; 16]), ..a.author(Command::Edit) };
        let said = a.doc.say_again(&aside, |_| true, &reborn).unwrap();
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
