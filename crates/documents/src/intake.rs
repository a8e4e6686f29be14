//! Remote changes of one record: whose they are, which are applied, which are parked, and which of our own are reissued
//! because a copy of this device wrote under our actor too. The same decisions for every host that keeps documents.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{ChangeBytes, Document};
use crate::error::DocumentError;
use crate::merging::{self, actor_of, hash_of};
use crate::provenance::{Actor, Author};

/// A device's identity, as the team knows it.
pub type DeviceId = [u8; 16];

/// A change as it arrived; `from` is the device that published it, none where there is no team.
#[derive(Debug, Clone)]
pub struct IncomingChange {
    pub bytes: Vec<u8>,
    pub from: Option<DeviceId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParkedReason {
    /// A change that it depends on has not arrived.
    Waits,
    /// Another change with the same actor and sequence number is there.
    Forked,
    /// A device published it under the actor of another person.
    NotTheirs,
}

/// A change that is kept outside its document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedChange {
    pub change: ChangeBytes,
    pub why: ParkedReason,
    /// What it did was written again under another actor.
    pub is_reissued: bool,
    pub from: Option<DeviceId>,
}

/// Which device an actor belongs to and whose a device is, as far as this book knows.
#[derive(Debug, Default)]
pub struct ActorDirectory {
    /// Which device writes under an actor.
    pub devices: BTreeMap<Actor, DeviceId>,
    /// Whose a device is.
    pub users: BTreeMap<DeviceId, [u8; 16]>,
    /// This device.
    pub me: DeviceId,
}

#[derive(Debug, Default)]
pub struct Intake {
    pub is_changed: bool,
    /// Reissued changes, which nobody has been sent yet.
    pub written: Vec<ChangeBytes>,
    /// Every change of this record that is parked from now on.
    pub aside: Vec<ParkedChange>,
    /// Bytes that are no change at all.
    pub refused: usize,
}

impl ActorDirectory {
    /// The devices of one person may publish in each other's name, nobody else; what nobody is known to have written is its
    /// publisher's from now on.
    fn is_theirs(&mut self, change: &IncomingChange) -> bool {
        let Some(from) = change.from else { return true };
        // What cannot be read is judged by whoever reads it.
        let Some(actor) = actor_of(&change.bytes) else { return true };
        let author = *self.devices.entry(actor).or_insert(from);
        let user = |device: &DeviceId| self.users.get(device);
        author == from || (user(&author).is_some() && user(&author) == user(&from))
    }
}

/// Applies changes to one record, with those that were parked until now.
///
/// # Errors
/// None of a colleague's making: only where the document itself cannot be read.
pub fn apply(
    document: &mut Document,
    came: &[IncomingChange],
    known: Vec<ParkedChange>,
    who: &mut ActorDirectory,
    author: &Author,
) -> Result<Intake, DocumentError> {
    let mut taken = Intake::default();
    let mut sources: BTreeMap<&[u8], Option<DeviceId>> = BTreeMap::new();
    let mut theirs: Vec<Vec<u8>> = Vec::new();
    for change in came {
        match who.is_theirs(change) {
            true => {
                sources.insert(&change.bytes, change.from);
                theirs.push(change.bytes.clone());
            }
            false => taken.aside.extend(forged(change)),
        }
    }
    let (forged_before, open): (Vec<ParkedChange>, Vec<ParkedChange>) =
        known.into_iter().partition(|aside| aside.why == ParkedReason::NotTheirs);
    taken.aside.extend(forged_before);
    let waiting: Vec<Vec<u8>> = open.iter().map(|aside| aside.change.bytes.clone()).collect();
    let merged = document.merge(&theirs, &waiting);
    (taken.is_changed, taken.refused) = (merged.is_changed, merged.refused);
    let before: BTreeMap<[u8; 32], &ParkedChange> =
        open.iter().map(|aside| (aside.change.hash, aside)).collect();
    let said: BTreeSet<[u8; 32]> =
        open.iter().filter(|aside| aside.is_reissued).map(|aside| aside.change.hash).collect();
    let now = reissue(document, &merged.aside, &said, who, author, &mut taken.written)?;
    for aside in merged.aside {
        let source = sources.get(aside.change.bytes.as_slice()).copied();
        let from = source.or(before.get(&aside.change.hash).map(|aside| aside.from)).flatten();
        taken.aside.push(ParkedChange {
            why: if aside.is_forked { ParkedReason::Forked } else { ParkedReason::Waits },
            is_reissued: now.contains(&aside.change.hash) || said.contains(&aside.change.hash),
            from,
            change: aside.change,
        });
    }
    taken.is_changed |= !taken.written.is_empty();
    Ok(taken)
}

/// Parks the changes of a record that cannot be read here: nothing is lost.
pub fn park(came: &[IncomingChange], mut known: Vec<ParkedChange>) -> Vec<ParkedChange> {
    for change in came {
        let Some(hash) = hash_of(&change.bytes) else { continue };
        if known.iter().any(|aside| aside.change.hash == hash) {
            continue;
        }
        let change_bytes = ChangeBytes { hash, bytes: change.bytes.clone() };
        known.push(ParkedChange {
            change: change_bytes,
            why: ParkedReason::Waits,
            is_reissued: false,
            from: change.from,
        });
    }
    known
}

/// Reissues our own forked changes, and returns which. Never under the actor in use: a new incarnation begins first.
fn reissue(
    document: &mut Document,
    asides: &[merging::Unmerged],
    said: &BTreeSet<[u8; 32]>,
    who: &ActorDirectory,
    author: &Author,
    written: &mut Vec<ChangeBytes>,
) -> Result<BTreeSet<[u8; 32]>, DocumentError> {
    let is_ours = |actor: Actor| actor != author.actor && who.devices.get(&actor) == Some(&who.me);
    let open: Vec<&merging::Unmerged> =
        asides.iter().filter(|aside| aside.is_forked && !said.contains(&aside.change.hash)).collect();
    let ours: BTreeSet<[u8; 32]> =
        open.iter().filter(|aside| aside.actor.is_some_and(is_ours)).map(|aside| aside.change.hash).collect();
    if ours.is_empty() {
        return Ok(ours);
    }
    // With what they build on, which may be aside too, and somebody else's.
    let bytes: Vec<Vec<u8>> =
        asides.iter().filter(|aside| aside.is_forked).map(|aside| aside.change.bytes.clone()).collect();
    let again = document.reissue(&bytes, |hash| ours.contains(&hash), author)?;
    written.extend(again);
    Ok(ours)
}

fn forged(change: &IncomingChange) -> Option<ParkedChange> {
    let hash = hash_of(&change.bytes)?;
    let bytes = ChangeBytes { hash, bytes: change.bytes.clone() };
    Some(ParkedChange { change: bytes, why: ParkedReason::NotTheirs, is_reissued: false, from: change.from })
}
