//! What was acknowledged, and what may have become of it. It knows people and what they had seen, and nothing of segments.

use std::collections::{BTreeMap, BTreeSet};

use replication::host::StoredSegment;
use replication::segment::{Device, Incarnation, SegmentId};

/// The id of a record.
pub(super) type Id = [u8; 16];
pub(super) type EditId = u32;

/// One thing that a person changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    /// A register: a number that nobody else writes.
    Duration(u32),
    /// A unit, by a word that nobody else writes.
    Closing(String),
    /// A word that was put into the notes.
    Notes(String),
    /// Of two versions of the notes one was chosen.
    NotesChoice,
    AddAction(String),
    RemoveAction(String),
    Delete,
    Restore,
}

#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub(super) record: Id,
    pub(super) change: Change,
    /// What its author had seen of the record.
    pub(super) known: BTreeSet<EditId>,
    /// It may be gone: it was on one disk only, and that was put back to an older state.
    pub(super) is_excused: bool,
}

#[derive(Debug, Default)]
pub(super) struct Oracle {
    pub(super) edits: Vec<Edit>,
    /// Which edits a change of a document holds.
    holds: BTreeMap<[u8; 32], BTreeSet<EditId>>,
    /// Of which record something was said again: a fork went through it.
    pub(super) forked: BTreeSet<Id>,
    sealed: BTreeMap<(Device, Incarnation, u64), SegmentId>,
    nonces: BTreeSet<Vec<u8>>,
    bytes: BTreeMap<SegmentId, Vec<u8>>,
    /// Which changes went out in which segment.
    said_in: BTreeMap<[u8; 32], BTreeSet<SegmentId>>,
    /// On one disk only when that was put back: they come back if the folder still has them.
    fragile: BTreeSet<[u8; 32]>,
    /// Promises that were seen broken on the way.
    pub(super) broken: Vec<String>,
    /// While there are clones, one number may have two segments.
    pub(super) has_doubles: bool,
}

impl Oracle {
    pub(super) fn acknowledge(
        &mut self,
        record: Id,
        hash: [u8; 32],
        change: Change,
        known: BTreeSet<EditId>,
    ) {
        let id = self.edits.len() as EditId;
        self.edits.push(Edit { record, change, known, is_excused: false });
        self.holds.entry(hash).or_default().insert(id);
    }

    /// The edits of a record that these changes hold.
    pub(super) fn seen(&self, hashes: impl IntoIterator<Item = [u8; 32]>) -> BTreeSet<EditId> {
        hashes.into_iter().filter_map(|hash| self.holds.get(&hash)).flatten().copied().collect()
    }

    pub(super) fn is_reissued(&mut self, aside: &[[u8; 32]], by: [u8; 32]) {
        let edits = self.seen(aside.iter().copied());
        self.forked.extend(edits.iter().map(|edit| self.edits[*edit as usize].record));
        self.holds.entry(by).or_default().extend(edits);
    }

    /// I9: a number is one segment, unless a clone is about. I24: no nonce is used twice.
    pub(super) fn is_sealed(&mut self, held: &StoredSegment, bytes: &[u8], changes: &[[u8; 32]]) {
        for change in changes {
            self.said_in.entry(*change).or_default().insert(held.id);
        }
        let known = self.sealed.insert((held.device, held.incarnation, held.seq), held.id);
        if !self.has_doubles && known.is_some_and(|known| known != held.id) {
            self.broken.push(format!("I9: number {} of one life has two segments", held.seq));
        }
        // Where the header has it (docs/formats/segment.md).
        let nonce = bytes.get(102..126).unwrap_or_default().to_vec();
        if !self.nonces.insert(nonce) {
            self.broken.push("I24: a nonce was used twice".to_owned());
        }
        self.bytes.insert(held.id, bytes.to_vec());
    }

    /// I4, I5: only what somebody sealed is taken in, byte for byte.
    pub(super) fn is_honest(&mut self, held: &StoredSegment, bytes: &[u8]) {
        if self.bytes.get(&held.id).map(Vec::as_slice) != Some(bytes) {
            self.broken.push("I4: something was taken in that nobody sealed".to_owned());
        }
    }

    /// A disk was put back to an older state, and nobody else has these.
    pub(super) fn is_rolled_back(&mut self, lost: impl IntoIterator<Item = [u8; 32]>) {
        self.fragile.extend(lost);
    }

    /// Of what was on one disk only, what neither a disk nor a whole file has is gone for good.
    pub(super) fn excuse(&mut self, on_disks: &BTreeSet<[u8; 32]>, files: &BTreeSet<&[u8]>) {
        for hash in self.fragile.iter().filter(|hash| !on_disks.contains(*hash)) {
            let segments = self.said_in.get(hash).into_iter().flatten();
            let mut bytes = segments.filter_map(|id| self.bytes.get(id));
            if bytes.any(|bytes| files.contains(bytes.as_slice())) {
                continue;
            }
            for edit in self.holds.get(hash).into_iter().flatten() {
                self.edits[*edit as usize].is_excused = true;
            }
        }
    }

    /// The edits of a record that nobody wrote over knowingly, of one field.
    pub(super) fn standing(
        &self,
        record: Id,
        present: &BTreeSet<EditId>,
        is_of_field: impl Fn(&Change) -> bool,
    ) -> Vec<(EditId, &Edit)> {
        let of_field: Vec<(EditId, &Edit)> = self
            .edits
            .iter()
            .enumerate()
            .map(|(id, edit)| (id as EditId, edit))
            .filter(|(id, edit)| {
                edit.record == record
                    && is_of_field(&edit.change)
                    && (!edit.is_excused || present.contains(id))
            })
            .collect();
        let is_over = |id: EditId| of_field.iter().any(|(_, later)| later.known.contains(&id));
        of_field.iter().filter(|(id, _)| !is_over(*id)).copied().collect()
    }
}

/// The word of a closing, as its unit has it.
pub(super) fn word_of(unit: &str) -> String {
    let (_, rest) = unit.split_once("\"result\":\"").unwrap_or(("", ""));
    rest.split('"').next().unwrap_or_default().to_owned()
}
