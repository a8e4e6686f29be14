//! What happened to a record, from the changes themselves (records.md 10).

use std::collections::HashMap;

use automerge::{ChangeHash, ChangeMetadata};

use crate::deletion::{DELETED, Presence, presence};
use crate::document::{ChangeBytes, Document};
use crate::error::DocumentError;
use crate::fields::{Fields, Value};
use crate::provenance::{Actor, Author, Provenance};

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

impl Document {
    /// Every change of every field, oldest first.
    pub fn history(&self) -> Result<Vec<Entry>, DocumentError> {
        let mut entries = Vec::new();
        for change in self.oldest_first() {
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

    /// Under whose name the record was made.
    pub fn added_by(&self) -> Option<Actor> {
        self.oldest_first().first().and_then(|change| Actor::of(&change.actor))
    }

    /// By time, and in the same order on every machine. A change of a clock that is behind comes as late as what it builds
    /// on; of one time, what others build on comes first.
    fn oldest_first(&self) -> Vec<ChangeMetadata<'_>> {
        let mut places: HashMap<ChangeHash, (i64, u32)> = HashMap::new();
        let changes = self.doc.get_changes_meta(&[]);
        // Each comes after those that it builds on.
        for change in &changes {
            let below = change.deps.iter().filter_map(|dep| places.get(dep));
            let (time, depth) = below.fold((change.timestamp, 0), |(time, depth), below| {
                (time.max(below.0), depth.max(below.1 + 1))
            });
            places.insert(change.hash, (time, depth));
        }
        let mut changes: Vec<_> = changes.into_iter().filter(|change| !change.deps.is_empty()).collect();
        changes.sort_by_key(|change| (places.get(&change.hash).copied(), change.hash));
        changes
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
        let mut wanted = Fields::clone(&*self.fields()?);
        put_back(&mut wanted, field.to_owned(), self.fields_at(&before)?.get(field).cloned());
        self.update_fields(author, None, &wanted)
    }

    /// The command that made the record; none where its beginning is not here.
    pub fn added_by_command(&self) -> Option<String> {
        let changes = self.doc.get_changes_meta(&[]);
        let added = changes.iter().find(|change| !change.deps.is_empty() && self.is_addition(change))?;
        added.message.as_deref().and_then(Provenance::parse).map(|made| made.command)
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

fn put_back(fields: &mut Fields, field: String, old: Option<Value>) {
    match old {
        Some(old) => fields.insert(field, old),
        None => fields.remove(&field),
    };
}
