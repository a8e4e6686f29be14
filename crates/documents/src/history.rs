//! What happened to a record, from the changes themselves; and taking a batch back (records.md 10, 15).

use automerge::ChangeMetadata;
use uuid::Uuid;

use crate::deletion::{DELETED, Presence, presence};
use crate::document::{ChangeBytes, Document, is_same};
use crate::error::DocumentError;
use crate::fields::{Fields, Value};
use crate::provenance::{Actor, Author, Command, Provenance};

/// One field of one change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The change that it is part of.
    pub change: [u8; 32],
    /// Seconds since 1970.
    pub at: i64,
    pub author: Option<Provenance>,
    pub actor: Option<Actor>,
    pub field: String,
    pub old: Option<Value>,
    pub new: Option<Value>,
}

/// What taking a batch back came to in one record.
#[derive(Debug, Default)]
pub struct Reverted {
    /// The changes that were written; none when everything was changed since.
    pub changes: Vec<ChangeBytes>,
    /// Fields that were changed since, and stay as they are.
    pub skipped: Vec<String>,
}

impl Document {
    /// Every change of every field, oldest first.
    pub fn history(&self) -> Result<Vec<Entry>, DocumentError> {
        let mut entries = Vec::new();
        for change in self.doc.get_changes_meta(&[]).into_iter().filter(|change| !change.deps.is_empty()) {
            let author = change.message.as_deref().and_then(Provenance::parse);
            let actor = Actor::of(&change.actor);
            for (field, old, new) in self.changed(&change)? {
                let author = author.clone();
                let change_hash = change.hash.0;
                entries.push(Entry {
                    change: change_hash,
                    at: change.timestamp,
                    author,
                    actor,
                    field,
                    old,
                    new,
                });
            }
        }
        Ok(entries)
    }

    /// Writes back what the batch's changes replaced, as a new change, except where it was changed since. An
    /// added record goes to the bin, unless somebody has changed it since.
    pub fn revert(&mut self, batch: Uuid, author: &Author) -> Result<Reverted, DocumentError> {
        let present = self.fields()?;
        let mut wanted = present.clone();
        let mut reverted = Reverted::default();
        let mut whole_record = None;
        for change in self.of_batch(batch).into_iter().rev() {
            if self.is_addition(&change) {
                let added = self.fields_at(&[change.hash])?;
                let since = differing(&added, &present);
                match since.is_empty() {
                    true => whole_record = Some(Command::Delete),
                    false => reverted.skipped.extend(since),
                }
                continue;
            }
            for (field, old, new) in self.changed(&change)? {
                if field == DELETED {
                    whole_record = Some(if new.is_some() { Command::Restore } else { Command::Delete });
                } else if is_same(wanted.get(&field), new.as_ref()) {
                    put_back(&mut wanted, field, old);
                } else {
                    reverted.skipped.push(field);
                }
            }
        }
        if wanted != present {
            reverted.changes.extend(self.update_fields(author, None, &wanted)?);
        }
        // Last, so that a deletion has seen everything.
        reverted.changes.extend(match whole_record {
            Some(Command::Delete) => self.delete(&Author { command: Command::Delete, ..author.clone() })?,
            Some(_) => self.restore(author)?,
            None => None,
        });
        Ok(reverted)
    }

    /// Makes one field what it was before a change: a new change, which history shows and undo takes back. A unit
    /// comes back whole, as it was entered (records.md 5).
    pub fn restore_value(
        &mut self,
        change: [u8; 32],
        field: &str,
        author: &Author,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        let known = self.doc.get_change_meta_by_hash(&automerge::ChangeHash(change));
        let before = known.ok_or(DocumentError::UnknownRevision)?.deps.clone();
        if !self.schema.knows(field) {
            return Err(DocumentError::Malformed(field.to_owned()));
        }
        let mut wanted = self.fields()?;
        put_back(&mut wanted, field.to_owned(), self.fields_at(&before)?.remove(field));
        self.update_fields(author, None, &wanted)
    }

    /// The command that made the record; none where its beginning is not here.
    pub fn added_by(&self) -> Option<String> {
        let changes = self.doc.get_changes_meta(&[]);
        let added = changes.iter().find(|change| !change.deps.is_empty() && self.is_addition(change))?;
        added.message.as_deref().and_then(Provenance::parse).map(|made| made.command)
    }

    fn of_batch(&self, batch: Uuid) -> Vec<ChangeMetadata<'static>> {
        let is_of_it = |change: &ChangeMetadata<'_>| {
            change.message.as_deref().and_then(Provenance::parse).is_some_and(|made| made.batch == batch)
        };
        self.doc.get_changes_meta(&[]).into_iter().filter(is_of_it).map(ChangeMetadata::into_owned).collect()
    }

    /// A change that builds on the genesis alone: it wrote a whole record.
    fn is_addition(&self, change: &ChangeMetadata<'_>) -> bool {
        let is_genesis = |hash| self.doc.get_change_meta_by_hash(hash).is_some_and(|dep| dep.deps.is_empty());
        change.deps.iter().all(is_genesis)
    }

    /// The fields that one change changed, with the values before and after it.
    pub(crate) fn changed(&self, change: &ChangeMetadata<'_>) -> Result<Vec<Changed>, DocumentError> {
        let (before, after) = (self.fields_at(&change.deps)?, self.fields_at(&[change.hash])?);
        let mut changed: Vec<_> = before
            .keys()
            .chain(after.keys().filter(|key| !before.contains_key(*key)))
            .filter(|key| before.get(*key) != after.get(*key))
            .map(|key| (key.clone(), before.get(key).cloned(), after.get(key).cloned()))
            .collect();
        let was = presence(&self.doc, &change.deps)? == Presence::Deleted;
        let is = presence(&self.doc, &[change.hash])? == Presence::Deleted;
        if was != is {
            let flag = |deleted: bool| deleted.then(|| Value::Text("true".to_owned()));
            changed.push((DELETED.to_owned(), flag(was), flag(is)));
        }
        Ok(changed)
    }
}

/// A field with its values before and after a change.
pub(crate) type Changed = (String, Option<Value>, Option<Value>);

/// The fields that two states of a record do not share.
fn differing(one: &Fields, other: &Fields) -> Vec<String> {
    let keys = one.keys().chain(other.keys().filter(|key| !one.contains_key(*key)));
    keys.filter(|key| !is_same(one.get(*key), other.get(*key))).cloned().collect()
}

fn put_back(fields: &mut Fields, field: String, old: Option<Value>) {
    match old {
        Some(old) => fields.insert(field, old),
        None => fields.remove(&field),
    };
}
