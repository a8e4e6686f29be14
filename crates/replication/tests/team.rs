//! A team's log into which somebody wrote more than there was: the team is the same.
#![allow(clippy::unwrap_used, reason = "a test that fails here says so")]

use data_encoding::HEXLOWER;
use replication::entry::{Entry, Operation};
use replication::keys::{DeviceKey, EpochKey};
use replication::segment::Device;
use replication::team::{Team, create, team_id};
use testing::device_profile;

const OWNER: Device = Device([0; 16]);

fn owner() -> DeviceKey {
    DeviceKey::of(&[1; 32])
}

fn first() -> Entry {
    let card = device_profile(OWNER, &owner());
    create("equipo", &card, &owner(), &EpochKey::of([10; 32]), [5; 32], [6; 24]).unwrap().0
}

fn team(entries: &[Entry]) -> Team {
    Team::of(team_id(&first().id), entries).expect("its first entry is here")
}

/// The same entry under another signature.
fn signed_otherwise(entry: &Entry, signature: &[u8]) -> Entry {
    let mut bytes = entry.bytes();
    let at = bytes.len() - 64 - 8;
    bytes[at..at + 64].copy_from_slice(signature);
    Entry::parse(&bytes).unwrap()
}

/// Another signature of the entry below by its author's own key, as valid as the usual one: made with another nonce.
const AGAIN: &[u8] = b"1b7da4940d54a0b10bb01f46daaa04c603083b930e7058e29aeee07cb9480989\
    fe04272678ea5415932916e49492e1094c80958b1dc6aea3382c3c6a9a59780b";

#[test]
fn an_entry_that_was_signed_twice_is_one() {
    let deed = Operation::Retire { device: Device([9; 16]) };
    let (entry, _) = team(&[first()]).next(OWNER, deed.clone(), &owner()).unwrap();
    let again = signed_otherwise(&entry, &HEXLOWER.decode(AGAIN).unwrap());
    assert!(again != entry && team(&[first()]).is_sound(&again), "both are signed by the owner");
    let team = team(&[first(), entry.clone(), again]);
    assert_eq!((team.heads.as_slice(), team.idle.as_slice()), ([entry.id].as_slice(), [entry.id].as_slice()));
    let (_, bytes) = team.next(OWNER, deed, &owner()).unwrap();
    assert!(Entry::parse(&bytes).is_ok(), "what is written on top of it can be read");
}

#[test]
fn a_first_entry_is_found_beside_a_copy_with_a_broken_signature() {
    let broken = signed_otherwise(&first(), &[7; 64]);
    assert_eq!(team(&[broken, first()]).heads, [first().id], "whoever joins reads them in any order");
}
