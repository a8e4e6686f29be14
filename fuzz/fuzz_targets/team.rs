//! A team's log by friends and strangers: one team whatever the order, an owner that stays, no effect without a signature.
#![no_main]

use arbitrary::Arbitrary;
use fuzz::{card, device, epoch, secret, signed_again};
use libfuzzer_sys::fuzz_target;
use replication::entry::{Operation, Entry, EntryId, Role};
use replication::keys::EpochKey;
use replication::limits::{MEMBERS_MAX, PARENTS_MAX};
use replication::segment::{Device, Incarnation, FrontierEntry, SegmentId};
use replication::team::{SegmentStatus, Team, create};

#[derive(Debug, Arbitrary)]
struct Step {
    author: u8,
    /// Whose key signs; the author's without one.
    forger: Option<u8>,
    subject: u8,
    what: What,
    /// Which of the entries so far it builds on.
    parents: u16,
    depth_lie: Option<u8>,
    /// Written twice, with two signatures.
    is_doubled: bool,
}

#[derive(Debug, Arbitrary)]
enum What {
    Add { role: u8, invite: u8 },
    Remove { seq: u8 },
    Epoch { number: u8 },
    EpochOfAnyNumber { number: u32, earlier: Vec<u8> },
    Erase,
    Retire,
    Create,
    Other { kind: u8, bytes: Vec<u8> },
}

const DEVICES: u8 = 6;
const STEPS: usize = 16;

fuzz_target!(|steps: Vec<Step>| {
    let owner = card(0);
    let made = create("team", &owner, &device(0), &epoch(), [5; 32], [6; 24]);
    let (first, _) = made.expect("an owner with keys");
    let id = replication::team::team_id(&first.id);
    let base = Team::of(id, std::slice::from_ref(&first)).expect("its first entry is here");
    let (mut entries, mut forged) = (vec![first.clone()], Vec::new());
    for step in steps.iter().take(STEPS) {
        let Some(deed) = deed(step, &base) else { continue };
        let parents = parents(step, &entries);
        let deepest = parents.iter().map(|parent| parent.depth).max().unwrap_or_default();
        let depth = step.depth_lie.map_or(deepest + 1, u64::from);
        let author = card(step.author % DEVICES);
        let signer = step.forger.map_or(step.author, |forger| forger) % DEVICES;
        let ids: Vec<EntryId> = parents.iter().map(|parent| parent.id).collect();
        let (_, bytes) = Entry::write(id, depth, ids, &author, deed, &device(signer));
        // As the folder brings them: what cannot be read is in no log.
        let Ok(entry) = Entry::parse(&bytes) else { continue };
        if signer != step.author % DEVICES {
            forged.push(entry);
            continue;
        }
        if step.is_doubled {
            let message = [&b"hilo team 1\0"[..], &entry.id.0].concat();
            entries.push(resigned(&entry, &signed_again(&secret(signer), &message)));
        }
        entries.push(entry);
    }
    forged.extend(entries.iter().map(|entry| resigned(entry, &[7; 64])));
    check(id, &entries, &forged);
});

fn deed(step: &Step, base: &Team) -> Option<Operation> {
    let subject = card(step.subject % DEVICES);
    Some(match &step.what {
        What::Add { role, invite } => {
            let role = [Role::Member, Role::Admin, Role::Owner][usize::from(role % 3)];
            base.adding(&subject, role, [*invite; 16], &epoch(), [8; 32], [9; 24])?
        }
        What::Remove { seq } => {
            let (seq, id) = (u64::from(*seq), SegmentId([4; 32]));
            let seen = FrontierEntry { incarnation: Incarnation([step.subject; 16]), seq, id };
            Operation::Remove { device: subject.device, cutoff: vec![seen] }
        }
        What::Epoch { number } => {
            let (before, later) = (key_of(number.wrapping_sub(1)), key_of(*number));
            let number = u32::from(*number);
            let grant = replication::keys::Grant::of(&later, number, &subject, [7; 32])?;
            Operation::Epoch { epoch: number, grants: vec![grant], earlier: before.under(&later, number)? }
        }
        What::EpochOfAnyNumber { number, earlier } => {
            Operation::Epoch { epoch: *number, grants: Vec::new(), earlier: earlier.clone() }
        }
        What::Erase => Operation::Erase { document: [step.subject; 16] },
        What::Retire => Operation::Retire { device: subject.device },
        What::Create => {
            let (entry, _) =
                create("x", &subject, &device(step.subject % DEVICES), &epoch(), [1; 32], [2; 24])?;
            entry.deed
        }
        What::Other { kind, bytes } => Operation::Other { kind: *kind, bytes: bytes.clone() },
    })
}

/// The key of an epoch; the first is everybody's.
fn key_of(number: u8) -> EpochKey {
    if number == 1 { epoch() } else { EpochKey::of([number; 32]) }
}

/// Some of the latest, or the latest; ascending, each once.
fn parents<'a>(step: &Step, entries: &'a [Entry]) -> Vec<&'a Entry> {
    let latest = entries.iter().rev();
    let mut chosen: Vec<&Entry> = latest
        .enumerate()
        .filter(|(at, _)| *at < 16 && step.parents >> at & 1 == 1)
        .map(|(_, one)| one)
        .collect();
    if chosen.is_empty() {
        chosen.extend(entries.last());
    }
    chosen.sort_by_key(|entry| entry.id);
    chosen.dedup_by_key(|entry| entry.id);
    chosen
}

/// The same entry under another signature.
fn resigned(entry: &Entry, signature: &[u8; 64]) -> Entry {
    let mut bytes = entry.bytes();
    let at = bytes.len() - 72;
    bytes[at..at + 64].copy_from_slice(signature);
    Entry::parse(&bytes).expect("only the signature is another")
}

fn check(id: [u8; 16], entries: &[Entry], forged: &[Entry]) {
    let team = Team::of(id, entries).expect("its first entry is here");
    let backwards: Vec<Entry> = entries.iter().rev().cloned().collect();
    for other in [[&backwards, forged].concat(), [forged, entries, &backwards].concat()] {
        let other = Team::of(id, &other).expect("its first entry is here");
        assert_eq!(outcome(&other), outcome(&team), "whatever came when, and nothing by who did not sign");
    }
    let owner = team.active(Device([0; 16])).expect("the owner stays");
    assert_eq!(owner.role, Role::Owner);
    assert_eq!(team.members.values().filter(|member| member.role == Role::Owner).count(), 1);
    assert!(team.members.len() <= MEMBERS_MAX && team.heads.len() <= PARENTS_MAX);
    assert!(team.heads.is_sorted_by(|one, other| one < other), "each once: the next entry names them");
    for number in 0..DEVICES {
        let keys = team.keys(Device([number; 16]), &device(number));
        let is_member = team.members.contains_key(&Device([number; 16]));
        assert!(keys.contains_key(&1) || !is_member, "who was let in reads what was from the first day");
        team.clone().read_names(&keys);
    }
    for member in team.members.values().filter(|member| member.standing != SegmentStatus::Active) {
        assert!(team.next(member.card.device, Operation::Erase { document: [0; 16] }, &device(0)).is_none());
    }
    let deed = Operation::Retire { device: Device([99; 16]) };
    let (_, bytes) = team.next(Device([0; 16]), deed, &device(0)).expect("an active owner");
    let next = Entry::parse(&bytes).expect("what is written can be read");
    let after = Team::of(id, &[entries, std::slice::from_ref(&next)].concat()).expect("the same team");
    assert_eq!(after.heads, [next.id], "it builds on all there is");
}

/// What a team came to; the order in which entries had no effect says nothing.
fn outcome(team: &Team) -> String {
    format!("{:?} {} {:?} {}", team.members, team.epoch, team.heads, team.depth)
}
