//! Taking a batch back: the record becomes what it would be had the batch never been written, and nothing else (records.md 15).
//!
//! Each value that is put back has a register beside it, `undone.<field>`, which says whose value it is. A value that
//! is put back beside a colleague's, who had seen it and wrote another, yields to theirs.

use std::collections::{BTreeMap, HashSet};

use automerge::transaction::Transactable;
use automerge::{ChangeHash, ChangeMetadata, ROOT, ReadDoc, ScalarValue};
use uuid::Uuid;

use crate::deletion::{self, DELETED, Presence, presence};
use crate::document::{ChangeBytes, Document, write_notes};
use crate::error::DocumentError;
use crate::fields::{NOTES, Value};
use crate::heads::ancestry;
use crate::merging::touched;
use crate::notes;
use crate::provenance::{Author, Command, Provenance};
use crate::standing::{self, Standing, say};
use crate::values::{self, Held};

/// What taking a batch back came to in one record.
#[derive(Debug, Default)]
pub struct Reverted {
    /// The changes that were written; none when everything was changed since.
    pub changes: Vec<ChangeBytes>,
    /// Fields that were changed since, and stay as they are.
    pub skipped: Vec<String>,
}

/// A value that is to be put back.
#[derive(Debug, Clone)]
struct Put {
    field: String,
    value: Option<Value>,
    /// The change that wrote it once.
    origin: ChangeHash,
    standing: Standing,
}

/// One field of a batch: what the batch's values in it are now, what stands beside them, and what they replaced.
#[derive(Debug)]
struct Intake {
    field: String,
    own: Vec<Held>,
    others: Vec<Held>,
    old: Vec<Held>,
}

/// What there is to write, by where: at the present, or at the batch's own changes, where only the batch's value goes.
/// Each list is one change; those of one place stand beside each other, which makes a conflict of a field's values.
type Plan = BTreeMap<Vec<ChangeHash>, Vec<Vec<Put>>>;

impl Document {
    /// Takes back what the batch's changes wrote, in new changes, except where it was written over since. What others
    /// wrote beside it stays, and is what is shown. An added record goes to the bin, unless somebody has changed it.
    pub fn revert(&mut self, batch: Uuid, author: &Author) -> Result<Reverted, DocumentError> {
        let made = self.of_batch(batch);
        let mut reverted = Reverted::default();
        if made.is_empty() {
            return Ok(reverted);
        }
        if made.iter().any(|change| self.is_addition(change)) {
            let hashes: HashSet<ChangeHash> = made.iter().map(|change| change.hash).collect();
            let others = self.written_by_others(&hashes)?;
            if others.is_empty() {
                reverted.changes.extend(self.delete_again(author, self.genesis_hash())?);
                return Ok(reverted);
            }
            // Somebody added the same record without seeing this one: it is theirs.
            let is_built_on = |change: &ChangeHash| !ancestry(&self.doc, &[*change]).is_disjoint(&hashes);
            if others.iter().any(|(_, change)| is_built_on(change)) {
                reverted.skipped = others.into_iter().map(|(field, _)| field).collect();
                return Ok(reverted);
            }
        }
        let writers = self.writers(&made);
        let mut plan = Plan::default();
        for (field, writers) in writers.iter().filter(|(field, _)| *field != DELETED) {
            match self.taken(field, writers)? {
                Some(taken) => self.plan(taken, &mut plan)?,
                None => reverted.skipped.push(field.clone()),
            }
        }
        for (heads, changes) in &plan {
            for puts in changes {
                reverted.changes.extend(self.put_back(author, heads, puts)?);
            }
        }
        // Last, so that a deletion has seen everything.
        if let Some(writers) = writers.get(DELETED) {
            self.revert_deletion(writers, author, &mut reverted)?;
        }
        Ok(reverted)
    }

    /// What was written into or taken out of the bin. Deleting again is for a record that nobody else has written since.
    fn revert_deletion(
        &mut self,
        writers: &[ChangeMetadata<'static>],
        author: &Author,
        reverted: &mut Reverted,
    ) -> Result<(), DocumentError> {
        let Some(taken) = self.taken(DELETED, writers)? else {
            reverted.skipped.push(DELETED.to_owned());
            return Ok(());
        };
        let was = match writers.first() {
            Some(first) => presence(&self.doc, &first.deps)?,
            None => return Ok(()),
        };
        let origin = taken.old.last().map_or(self.genesis_hash(), |old| old.change);
        let put = |value, standing| Put { field: DELETED.to_owned(), value, origin, standing };
        match was {
            Presence::Deleted => {
                let hashes = writers.iter().map(|change| change.hash).collect();
                let others = self.written_by_others(&hashes)?;
                match others.is_empty() {
                    true => reverted.changes.extend(self.delete_again(author, origin)?),
                    false => reverted.skipped.extend(others.into_iter().map(|(field, _)| field)),
                }
            }
            // It was a conflict, and is one again.
            Presence::Returned if taken.others.is_empty() => {
                let value = taken.old.last().and_then(|old| old.value.clone());
                let heads = self.doc.get_heads();
                reverted.changes.extend(self.put_back(author, &heads, &[put(value, Standing::Value)])?);
            }
            Presence::Live if taken.others.is_empty() => {
                let heads = self.doc.get_heads();
                reverted.changes.extend(self.put_back(author, &heads, &[put(None, Standing::Value)])?);
            }
            // Somebody else deleted it too, or took it out: that stays.
            Presence::Live | Presence::Returned => {
                let heads = own_heads(&taken.own);
                reverted.changes.extend(self.put_back(author, &heads, &[put(None, Standing::Yields)])?);
            }
        }
        Ok(())
    }

    /// Which of the batch's changes wrote each field.
    fn writers(&self, made: &[ChangeMetadata<'static>]) -> BTreeMap<String, Vec<ChangeMetadata<'static>>> {
        let mut writers: BTreeMap<String, Vec<ChangeMetadata<'static>>> = BTreeMap::new();
        for change in made {
            let Some(whole) = self.doc.get_change_by_hash(&change.hash) else { continue };
            for field in touched(&whole).filter(|field| field == DELETED || self.schema.knows(field)) {
                writers.entry(field).or_default().push(change.clone());
            }
        }
        writers
    }

    /// What there is to take back of one field; none where it was written over since.
    fn taken(
        &self,
        field: &str,
        writers: &[ChangeMetadata<'static>],
    ) -> Result<Option<Intake>, DocumentError> {
        let written: HashSet<ChangeHash> = writers.iter().map(|change| change.hash).collect();
        let now = values::held(&self.doc, field, &self.doc.get_heads())?;
        let counting = values::counting(now.clone());
        let is_direct = |held: &Held| written.contains(&held.change);
        let mut own: Vec<Held> = now.into_iter().filter(is_direct).collect();
        let mut others = Vec::new();
        for held in counting.into_iter().filter(|held| !is_direct(held)) {
            match standing::origins(&self.doc, field, held.change)?
                .iter()
                .any(|origin| written.contains(origin))
            {
                true => own.push(held),
                false => others.push(held),
            }
        }
        for other in &others {
            // They saw the batch's value, and wrote another.
            if !ancestry(&self.doc, &[standing::root(&self.doc, field, other.change)?]).is_disjoint(&written)
            {
                return Ok(None);
            }
        }
        if own.is_empty() {
            return Ok(None);
        }
        let mut old: Vec<Held> = Vec::new();
        for writer in writers {
            for held in values::counting(values::held(&self.doc, field, &writer.deps)?) {
                if !written.contains(&held.change) && old.iter().all(|known| known.change != held.change) {
                    old.push(held);
                }
            }
        }
        if old.is_empty() {
            old.push(Held { change: self.genesis_hash(), value: None, is_yielding: false });
        }
        Ok(Some(Intake { field: field.to_owned(), own, others, old }))
    }

    fn plan(&self, taken: Intake, plan: &mut Plan) -> Result<(), DocumentError> {
        let put = |held: &Held, standing| Put {
            field: taken.field.clone(),
            value: held.value.clone(),
            origin: held.change,
            standing: if held.is_yielding { Standing::Yields } else { standing },
        };
        let is_notes = taken.field == NOTES;
        let whole = |held: &[&Held]| match is_notes && held.len() > 1 {
            true => Standing::Whole,
            false => Standing::Value,
        };
        // What would stand there beside the values of others.
        let mut left: Vec<&Held> = Vec::new();
        for old in &taken.old {
            let is_older = |held: &Held| ancestry(&self.doc, &[held.change]).contains(&old.change);
            let mut others_of_it = taken.old.iter().filter(|held| held.change != old.change);
            if !others_of_it.any(is_older) && !self.is_superseded(&taken.field, old, &taken.others)? {
                left.push(old);
            }
        }
        let heads = self.doc.get_heads();
        if taken.others.is_empty() {
            let standing = whole(&left);
            beside_each_other(plan, heads, left.into_iter().map(|held| put(held, standing)));
        } else if is_notes && !notes::read(&self.doc, &heads)?.versions.is_empty() {
            // Letters of two versions of the same words stand among each other: what stays is written whole.
            left.extend(&taken.others);
            let standing = whole(&left);
            beside_each_other(plan, heads, left.into_iter().map(|held| put(held, standing)));
        } else if is_notes {
            // Words go back to what they were; the words of others stay by themselves.
            let old = taken.old.last().map(|old| put(old, Standing::Value));
            beside_each_other(plan, own_heads(&taken.own), old.into_iter());
        } else if left.is_empty() {
            let old = taken.old.last().map(|old| put(old, Standing::Yields));
            beside_each_other(plan, own_heads(&taken.own), old.into_iter());
        } else {
            let left = left.into_iter().map(|held| put(held, Standing::Value));
            beside_each_other(plan, own_heads(&taken.own), left);
        }
        Ok(())
    }

    /// Whether one of `others` was written by somebody who had seen this value.
    fn is_superseded(&self, field: &str, old: &Held, others: &[Held]) -> Result<bool, DocumentError> {
        let root = standing::root(&self.doc, field, old.change)?;
        for other in others {
            if ancestry(&self.doc, &[standing::root(&self.doc, field, other.change)?]).contains(&root) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What is there now that was written after, or beside, these changes and what they build on: by whom they were not.
    fn written_by_others(
        &self,
        made: &HashSet<ChangeHash>,
    ) -> Result<Vec<(String, ChangeHash)>, DocumentError> {
        let made: Vec<ChangeHash> = made.iter().copied().collect();
        let seen = ancestry(&self.doc, &made);
        let heads = self.doc.get_heads();
        let mut others = Vec::new();
        let keys: Vec<String> = self.doc.keys(ROOT).collect();
        for field in keys.into_iter().filter(|key| key == DELETED || self.schema.knows(key)) {
            for held in values::counting(values::held(&self.doc, &field, &heads)?) {
                if !standing::origins(&self.doc, &field, held.change)?
                    .iter()
                    .any(|origin| seen.contains(origin))
                {
                    others.push((field.clone(), held.change));
                }
            }
        }
        Ok(others)
    }

    pub(crate) fn of_batch(&self, batch: Uuid) -> Vec<ChangeMetadata<'static>> {
        let is_of_it = |change: &ChangeMetadata<'_>| {
            change.message.as_deref().and_then(Provenance::parse).is_some_and(|made| made.batch == batch)
        };
        self.doc.get_changes_meta(&[]).into_iter().filter(is_of_it).map(ChangeMetadata::into_owned).collect()
    }

    fn genesis_hash(&self) -> ChangeHash {
        let changes = self.doc.get_changes_meta(&[]);
        let genesis = changes.iter().find(|change| change.deps.is_empty());
        genesis.map_or(ChangeHash([0; 32]), |change| change.hash)
    }

    fn put_back(
        &mut self,
        author: &Author,
        heads: &[ChangeHash],
        puts: &[Put],
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        let notes = match notes::object(&self.doc)? {
            Some(object) => Some((self.doc.text_at(&object, heads)?, object)),
            None => None,
        };
        self.transact(author, Some(heads), |tx, author| {
            for put in puts {
                match (&notes, put.field == NOTES) {
                    (Some((raw, object)), true) => {
                        write_notes(tx, object, raw, put.value.as_ref(), author)?;
                    }
                    _ => {
                        // A value that is there already is a writing of its own all the same.
                        tx.put(ROOT, put.field.as_str(), false)?;
                        tx.put(ROOT, put.field.as_str(), scalar_of(put.value.as_ref()))?;
                    }
                }
                say(tx, put.field.as_str(), put.standing, put.origin)?;
            }
            Ok(())
        })
    }

    fn delete_again(
        &mut self,
        author: &Author,
        origin: ChangeHash,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        let author = Author { command: Command::Delete, ..author.clone() };
        let unit = deletion::unit_of(author.user, author.at, &self.doc.get_heads());
        self.transact(&author, None, |tx, _| {
            tx.put(ROOT, DELETED, unit)?;
            say(tx, DELETED, Standing::Value, origin)
        })
    }
}

/// Each value in a change beside those of the others.
fn beside_each_other(plan: &mut Plan, heads: Vec<ChangeHash>, puts: impl Iterator<Item = Put>) {
    let changes = plan.entry(heads).or_default();
    for (index, put) in puts.enumerate() {
        if changes.len() == index {
            changes.push(Vec::new());
        }
        changes[index].push(put);
    }
}

fn own_heads(own: &[Held]) -> Vec<ChangeHash> {
    let mut heads: Vec<ChangeHash> = own.iter().map(|held| held.change).collect();
    heads.sort_unstable();
    heads.dedup();
    heads
}

fn scalar_of(value: Option<&Value>) -> ScalarValue {
    match value {
        Some(Value::Text(text)) => text.as_str().into(),
        Some(Value::Number(number)) => (*number).into(),
        None => ScalarValue::Null,
    }
}
