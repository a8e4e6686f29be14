//! What colleagues changed in one record: whose it is, what is taken in, what is put aside, and what of our own is said
//! again because a clone wrote under our name too. The same decisions for every host that keeps documents.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{ChangeBytes, Document};
use crate::error::DocumentError;
use crate::merging::{self, actor_of, hash_of};
use crate::provenance::{Actor, Author};

/// A device's identity, as the team knows it.
pub type DeviceId = [u8; 16];

/// A change as it came; `from` is the device that published it, none where there is no team.
#[derive(Debug, Clone)]
pub struct Came {
    pub bytes: Vec<u8>,
    pub from: Option<DeviceId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Something that it builds on has not arrived.
    Waits,
    /// Another of the same actor and number is there.
    Doubled,
    /// It was published in somebody else's name.
    NotTheirs,
}

/// A change that is in no document, and is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    pub change: ChangeBytes,
    pub why: Why,
    /// What it did was said again under another name.
    pub is_said_again: bool,
    pub from: Option<DeviceId>,
}

/// Who is who, as far as it is known here.
#[derive(Debug, Default)]
pub struct Who {
    /// Which device writes under an actor.
    pub devices: BTreeMap<Actor, DeviceId>,
    /// Whose a device is.
    pub users: BTreeMap<DeviceId, [u8; 16]>,
    /// This one.
    pub me: DeviceId,
}

#[derive(Debug, Default)]
pub struct Taken {
    pub is_changed: bool,
    /// Said again here: changes that nobody was given yet.
    pub written: Vec<ChangeBytes>,
    /// Everything that is aside of this record from now on.
    pub aside: Vec<Aside>,
    /// Bytes that are no change at all.
    pub refused: usize,
}

impl Who {
    /// The devices of one person may publish in each other's name, nobody else; what nobody is known to have written is its
    /// publisher's from now on.
    fn is_theirs(&mut self, change: &Came) -> bool {
        let Some(from) = change.from else { return true };
        // What cannot be read is judged by whoever reads it.
        let Some(actor) = actor_of(&change.bytes) else { return true };
        let author = *self.devices.entry(actor).or_insert(from);
        let user = |device: &DeviceId| self.users.get(device);
        author == from || (user(&author).is_some() && user(&author) == user(&from))
    }
}

/// Takes changes of one record in, with those that were aside until now.
///
/// # Errors
/// None of a colleague's making: only where the document itself cannot be read.
pub fn take_in(
    document: &mut Document,
    came: &[Came],
    known: Vec<Aside>,
    who: &mut Who,
    author: &Author,
) -> Result<Taken, DocumentError> {
    let mut taken = Taken::default();
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
    let (forged_before, open): (Vec<Aside>, Vec<Aside>) =
        known.into_iter().partition(|aside| aside.why == Why::NotTheirs);
    taken.aside.extend(forged_before);
    let waiting: Vec<Vec<u8>> = open.iter().map(|aside| aside.change.bytes.clone()).collect();
    let merged = document.merge(&theirs, &waiting);
    (taken.is_changed, taken.refused) = (merged.is_changed, merged.refused);
    let before: BTreeMap<[u8; 32], &Aside> = open.iter().map(|aside| (aside.change.hash, aside)).collect();
    let said: BTreeSet<[u8; 32]> =
        open.iter().filter(|aside| aside.is_said_again).map(|aside| aside.change.hash).collect();
    let now = say_again(document, &merged.aside, &said, who, author, &mut taken.written)?;
    for aside in merged.aside {
        let source = sources.get(aside.change.bytes.as_slice()).copied();
        let from = source.or(before.get(&aside.change.hash).map(|aside| aside.from)).flatten();
        taken.aside.push(Aside {
            why: if aside.is_doubled { Why::Doubled } else { Why::Waits },
            is_said_again: now.contains(&aside.change.hash) || said.contains(&aside.change.hash),
            from,
            change: aside.change,
        });
    }
    taken.is_changed |= !taken.written.is_empty();
    Ok(taken)
}

/// What stays aside of a record that cannot be read here: nothing of it is lost, it waits.
pub fn keep_aside(came: &[Came], mut known: Vec<Aside>) -> Vec<Aside> {
    for change in came {
        let Some(hash) = hash_of(&change.bytes) else { continue };
        if known.iter().any(|aside| aside.change.hash == hash) {
            continue;
        }
        let change_bytes = ChangeBytes { hash, bytes: change.bytes.clone() };
        known.push(Aside { change: change_bytes, why: Why::Waits, is_said_again: false, from: change.from });
    }
    known
}

/// Which of ours were said again. Under the name that is still in use nothing is: another life begins first.
fn say_again(
    document: &mut Document,
    asides: &[merging::Aside],
    said: &BTreeSet<[u8; 32]>,
    who: &Who,
    author: &Author,
    written: &mut Vec<ChangeBytes>,
) -> Result<BTreeSet<[u8; 32]>, DocumentError> {
    let is_ours = |actor: Actor| actor != author.actor && who.devices.get(&actor) == Some(&who.me);
    let open: Vec<&merging::Aside> =
        asides.iter().filter(|aside| aside.is_doubled && !said.contains(&aside.change.hash)).collect();
    let ours: BTreeSet<[u8; 32]> =
        open.iter().filter(|aside| aside.actor.is_some_and(is_ours)).map(|aside| aside.change.hash).collect();
    if ours.is_empty() {
        return Ok(ours);
    }
    // With what they build on, which may be aside too, and somebody else's.
    let bytes: Vec<Vec<u8>> =
        asides.iter().filter(|aside| aside.is_doubled).map(|aside| aside.change.bytes.clone()).collect();
    let again = document.say_again(&bytes, |hash| ours.contains(&hash), author)?;
    written.extend(again);
    Ok(ours)
}

fn forged(change: &Came) -> Option<Aside> {
    let hash = hash_of(&change.bytes)?;
    let bytes = ChangeBytes { hash, bytes: change.bytes.clone() };
    Some(Aside { change: bytes, why: Why::NotTheirs, is_said_again: false, from: change.from })
}
