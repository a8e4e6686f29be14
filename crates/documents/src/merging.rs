//! Taking in what was changed elsewhere: in any order, again and again, and from installations that share a name.
//!
//! A clone and a restored backup write changes of one actor and one number that differ. Automerge refuses the second, and
//! with it whatever came along (decision 0017). Here every copy that knows the same changes takes the same ones into
//! the document; the others are parked, and whoever made them reissues them under a new actor.

use std::collections::{BTreeMap, HashMap, HashSet};

use automerge::{Change, ChangeHash};

use crate::deletion::DELETED;
use crate::document::{ChangeBytes, Document, Revision, change_bytes, read_change};
use crate::error::DocumentError;
use crate::fields::{Fields, NOTES, Value};
use crate::notes;
use crate::provenance::{Actor, Author};

/// What taking in came to.
#[derive(Debug, Default)]
pub struct Merged {
    /// Whether the document is another than before.
    pub is_changed: bool,
    /// What is not in the document, of what arrived and of what was aside before.
    pub aside: Vec<Unmerged>,
    /// Bytes that are no change.
    pub refused: usize,
}

/// A change that is not in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmerged {
    pub change: ChangeBytes,
    pub actor: Option<Actor>,
    /// Another of the same actor and number is there; otherwise something that it builds on has not arrived.
    pub is_forked: bool,
}

impl Document {
    /// Takes in changes, with those that were aside until now. The outcome depends on which changes are known, not on
    /// when they came.
    pub fn merge(&mut self, arrived: &[Vec<u8>], aside: &[Vec<u8>]) -> Merged {
        let mut merged = Merged::default();
        let mut new: BTreeMap<ChangeHash, Change> = BTreeMap::new();
        for bytes in arrived.iter().chain(aside) {
            match read_change(bytes) {
                Ok(change) if self.doc.get_change_meta_by_hash(&change.hash()).is_none() => {
                    new.insert(change.hash(), change);
                }
                Ok(_) => {}
                Err(_) => merged.refused += 1,
            }
        }
        if new.is_empty() {
            return merged;
        }
        let known: HashSet<ChangeHash> =
            self.doc.get_changes_meta(&[]).iter().map(|change| change.hash).collect();
        let (ready, waiting) = ready(new, &known);
        let before = self.doc.get_heads();
        let doubled = match self.collides(&ready) {
            false if self.apply_ready(&ready) => Vec::new(),
            _ => self.choose(ready),
        };
        merged.is_changed = self.doc.get_heads() != before;
        merged.aside = waiting.into_iter().map(|change| unmerged(change, false)).collect();
        merged.aside.extend(doubled.into_iter().map(|change| unmerged(change, true)));
        merged
    }

    /// Says again, under a new name, what changes of ours did that are aside for good: each at the place where it was made,
    /// so that what others wrote meanwhile stays beside it.
    pub fn reissue(
        &mut self,
        doubled: &[Vec<u8>],
        is_ours: impl Fn([u8; 32]) -> bool,
        author: &Author,
    ) -> Result<Vec<ChangeBytes>, DocumentError> {
        let changes: Vec<Change> = doubled.iter().filter_map(|bytes| read_change(bytes).ok()).collect();
        let ours: HashSet<ChangeHash> =
            changes.iter().map(Change::hash).filter(|hash| is_ours(hash.0)).collect();
        // What stands for a change that is aside: what was said in its place, or what it builds on.
        let mut stands_for: HashMap<ChangeHash, Vec<ChangeHash>> = HashMap::new();
        let mut written: Vec<ChangeBytes> = Vec::new();
        for change in in_order(&changes) {
            let mut base: Vec<ChangeHash> = Vec::new();
            for dep in change.deps() {
                match stands_for.get(dep) {
                    Some(instead) => base.extend(instead),
                    None if self.doc.get_change_meta_by_hash(dep).is_some() => base.push(*dep),
                    None => {}
                }
            }
            base.sort_unstable();
            base.dedup();
            if ours.contains(&change.hash()) {
                let said = self.say_one_again(&changes, &change, base.clone(), author)?;
                if !said.is_empty() {
                    base = said.iter().map(|change| ChangeHash(change.hash)).collect();
                }
                written.extend(said);
            }
            stands_for.insert(change.hash(), base);
        }
        Ok(written)
    }

    /// What one change did, at the place where it did it.
    fn say_one_again(
        &mut self,
        aside: &[Change],
        change: &Change,
        base: Vec<ChangeHash>,
        author: &Author,
    ) -> Result<Vec<ChangeBytes>, DocumentError> {
        // The other branch of the fork, as whoever wrote it saw it.
        let other = self.with(aside, &change.hash());
        let Some(meta) = other.doc.get_change_meta_by_hash(&change.hash()) else { return Ok(Vec::new()) };
        let mut said: BTreeMap<String, Option<Value>> =
            other.changed(&meta)?.into_iter().map(|(field, _, new)| (field, new)).collect();
        // What was shown already and chosen all the same is no change to see, and was said.
        let after = other.fields_at(&[change.hash()])?;
        for field in touched(change).filter(|field| self.schema.is_single(field)) {
            let value = after.get(&field).cloned();
            said.insert(field, value);
        }
        let deleted = said.remove(DELETED);
        let base = Some(base).filter(|base| !base.is_empty()).map(Revision::of);
        let seen = match &base {
            Some(base) => self.fields_at(base.heads())?,
            None => self.fields()?,
        };
        let mut wanted = Fields::clone(&seen);
        for (field, new) in said {
            match new {
                Some(new) => wanted.insert(field, new),
                None => wanted.remove(&field),
            };
        }
        let confirmed: Vec<String> = touched(change)
            .filter(|field| self.schema.is_single(field) && seen.get(field) == wanted.get(field))
            .collect();
        let mut written: Vec<ChangeBytes> =
            self.update_fields(author, base.as_ref(), &wanted)?.into_iter().collect();
        // What is shown already was chosen all the same: that is a writing of its own.
        for field in confirmed {
            let base = match written.last() {
                Some(last) => Some(Revision::of(vec![ChangeHash(last.hash)])),
                None => base.clone(),
            };
            let value = wanted.get(&field).cloned();
            written.extend(self.resolve_at(author, base.as_ref(), &field, value.as_ref())?);
        }
        // Where it was done, as the fields are: at the present it would take away what its author had not seen.
        let last = written.last().map(|last| Revision::of(vec![ChangeHash(last.hash)]));
        let base = last.or(base);
        written.extend(match deleted {
            Some(Some(_)) => self.delete_at(author, base.as_ref())?,
            Some(None) => self.restore_at(author, base.as_ref())?,
            None => None,
        });
        Ok(written)
    }

    /// Whether a change has the number of another one of its actor.
    fn collides(&self, ready: &[Change]) -> bool {
        let mut numbers: HashMap<Vec<u8>, u64> = HashMap::new();
        for change in self.doc.get_changes_meta(&[]) {
            let last = numbers.entry(change.actor.to_bytes().to_vec()).or_default();
            *last = (*last).max(change.seq);
        }
        // In the order of their building on each other, each has the next number of its actor.
        ready.iter().any(|change| {
            let last = numbers.entry(change.actor_id().to_bytes().to_vec()).or_default();
            let is_next = change.seq() == *last + 1;
            *last = (*last).max(change.seq());
            !is_next
        })
    }

    fn apply_ready(&mut self, ready: &[Change]) -> bool {
        let mut doc = self.doc.clone();
        // Bytes of a colleague with a valid key may still be made to break what reads them.
        let applied = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let before = doc.get_heads();
            doc.apply_changes(ready.to_vec()).ok()?;
            // Automerge keeps what a change does, not its bytes: one that would not come back as it came makes a document that
            // is saved and never opens again.
            let back: HashSet<ChangeHash> = doc.get_changes(&before).iter().map(Change::hash).collect();
            ready.iter().all(|change| back.contains(&change.hash())).then_some(doc)
        }));
        match applied {
            Ok(Some(doc)) => {
                self.doc = doc;
                true
            }
            Ok(None) | Err(_) => false,
        }
    }

    /// Makes the document of all changes that are known: by how deep they are, then by hash, each if what it builds on
    /// was taken and its number is free. Returns the others.
    fn choose(&mut self, ready: Vec<Change>) -> Vec<Change> {
        let genesis: Vec<ChangeHash> =
            self.doc.get_changes_meta(&[]).iter().filter(|c| c.deps.is_empty()).map(|c| c.hash).collect();
        let mut depths: HashMap<ChangeHash, u64> = genesis.iter().map(|hash| (*hash, 0)).collect();
        let mut all: Vec<(u64, Change)> = Vec::new();
        // Both in the order of their building on each other.
        let known = self.doc.get_changes(&[]).into_iter().filter(|change| !change.deps().is_empty());
        for change in known.chain(ready) {
            let depth =
                change.deps().iter().filter_map(|dep| depths.get(dep)).max().map_or(1, |deepest| deepest + 1);
            depths.insert(change.hash(), depth);
            all.push((depth, change));
        }
        all.sort_by_key(|(depth, change)| (*depth, change.hash()));
        let mut chosen = Self::of(crate::document::genesis(self.schema), self.schema);
        let mut taken: HashSet<ChangeHash> = genesis.into_iter().collect();
        let mut others = Vec::new();
        for (_, change) in all {
            let stands = change.deps().iter().all(|dep| taken.contains(dep));
            if stands && chosen.apply_ready(std::slice::from_ref(&change)) && chosen.holds(&change) {
                taken.insert(change.hash());
            } else {
                others.push(change);
            }
        }
        self.doc = chosen.doc;
        others
    }

    fn holds(&self, change: &Change) -> bool {
        self.doc.get_change_meta_by_hash(&change.hash()).is_some()
    }

    /// The document as it would be with one of the changes aside, and what that builds on; without, where that breaks it.
    fn with(&self, aside: &[Change], hash: &ChangeHash) -> Self {
        let by_hash: HashMap<ChangeHash, &Change> =
            aside.iter().map(|change| (change.hash(), change)).collect();
        let (mut wanted, mut waiting) = (HashSet::new(), vec![*hash]);
        while let Some(hash) = waiting.pop() {
            if !wanted.insert(hash) {
                continue;
            }
            match by_hash.get(&hash) {
                Some(change) => waiting.extend(change.deps()),
                None => waiting.extend(
                    self.doc.get_change_meta_by_hash(&hash).into_iter().flat_map(|meta| meta.deps.to_vec()),
                ),
            }
        }
        let mut other = Self::of(crate::document::genesis(self.schema), self.schema);
        let known = self.doc.get_changes(&[]).into_iter().filter(|change| !change.deps().is_empty());
        let path: Vec<Change> =
            known.chain(aside.iter().cloned()).filter(|change| wanted.contains(&change.hash())).collect();
        other.apply_ready(&path);
        other
    }
}

/// Those whose dependencies are known, in the order of their building on each other; and those that wait.
fn ready(mut new: BTreeMap<ChangeHash, Change>, known: &HashSet<ChangeHash>) -> (Vec<Change>, Vec<Change>) {
    let mut ready: Vec<Change> = Vec::new();
    let mut stands: HashSet<ChangeHash> = HashSet::new();
    loop {
        let next: Vec<ChangeHash> = new
            .iter()
            .filter(|(_, change)| change.deps().iter().all(|dep| known.contains(dep) || stands.contains(dep)))
            .map(|(hash, _)| *hash)
            .collect();
        if next.is_empty() {
            return (ready, new.into_values().collect());
        }
        for hash in next {
            stands.insert(hash);
            ready.extend(new.remove(&hash));
        }
    }
}

/// The keys at the root that a change wrote; the notes by the version beside them.
pub(crate) fn touched(change: &Change) -> impl Iterator<Item = String> {
    let operations = change.decode().operations;
    let keys = operations.into_iter().filter_map(|op| match op.key {
        automerge::legacy::Key::Map(key) if op.obj == automerge::legacy::ObjectId::Root => {
            Some(key.to_string())
        }
        _ => None,
    });
    let keys: std::collections::BTreeSet<String> = keys.collect();
    keys.into_iter().map(|key| if key == notes::VERSION { NOTES.to_owned() } else { key })
}

/// Changes that are aside, in the order of their building on each other.
fn in_order(changes: &[Change]) -> Vec<Change> {
    let all: BTreeMap<ChangeHash, Change> =
        changes.iter().map(|change| (change.hash(), change.clone())).collect();
    let outside: HashSet<ChangeHash> = changes
        .iter()
        .flat_map(|change| change.deps().to_vec())
        .filter(|dep| !all.contains_key(dep))
        .collect();
    ready(all, &outside).0
}

fn unmerged(change: Change, is_forked: bool) -> Unmerged {
    let actor = Actor::of(change.actor_id());
    Unmerged { actor, is_forked, change: change_bytes(change) }
}

/// Who a change says it is by; none for bytes that are no change.
pub fn actor_of(bytes: &[u8]) -> Option<Actor> {
    read_change(bytes).ok().and_then(|change| Actor::of(change.actor_id()))
}

/// What a change is called; none for bytes that are no change.
pub fn hash_of(bytes: &[u8]) -> Option<[u8; 32]> {
    read_change(bytes).ok().map(|change| change.hash().0)
}
