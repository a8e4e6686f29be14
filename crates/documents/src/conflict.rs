//! Concurrent values of one field: kept, shown with who, when and where, never dropped (records.md 13).

use automerge::transaction::Transactable;
use automerge::{ChangeHash, ROOT, ReadDoc, ScalarValue};
use domain::id::UserId;

use crate::deletion::{DELETED, Presence};
use crate::document::{ChangeBytes, Document, Revision, write_notes};
use crate::error::DocumentError;
use crate::fields::{NOTES, Value, entry_value};
use crate::provenance::{Actor, Author, Provenance};
use crate::values::{self, Held};
use crate::{notes, standing};

/// A field with more than one value that nobody has chosen between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub field: String,
    /// At least two, differing; the last is the one that is shown meanwhile.
    pub versions: Vec<Version>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    pub value: Option<Value>,
    pub user: Option<UserId>,
    pub actor: Option<Actor>,
    /// Seconds since 1970.
    pub at: i64,
}

impl Document {
    /// Every field that holds differing concurrent values; equal ones collapse.
    pub fn conflicts(&self) -> Result<Vec<Conflict>, DocumentError> {
        let doc = &self.doc;
        let mut found = Vec::new();
        for field in self.schema.registers.iter().chain(self.schema.units) {
            let mut versions: Vec<Version> = Vec::new();
            for held in self.concurrent(field)? {
                // Of equal values the newest stands for all.
                versions.retain(|known| known.value != held.value);
                versions.push(self.version(field, held.change, held.value)?);
            }
            if versions.len() > 1 {
                found.push(Conflict { field: (*field).to_owned(), versions });
            }
        }
        found.extend(self.entry_conflicts()?);
        let versions = notes::read(doc, &doc.get_heads())?.versions;
        if !versions.is_empty() {
            let version = |(hash, text)| self.version(NOTES, hash, Some(Value::Text(text)));
            let versions = versions.into_iter().map(version).collect::<Result<_, _>>()?;
            found.push(Conflict { field: NOTES.to_owned(), versions });
        }
        if self.presence()? == Presence::Returned {
            found.push(Conflict { field: DELETED.to_owned(), versions: Vec::new() });
        }
        found.sort_by(|a, b| a.field.cmp(&b.field));
        Ok(found)
    }

    /// Settles a conflict: the field is this value from now on, on every copy, even where it is the one that was shown.
    pub fn resolve(
        &mut self,
        author: &Author,
        field: &str,
        value: Option<&Value>,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        self.resolve_at(author, None, field, value)
    }

    /// The same, of what stood at `base`.
    pub(crate) fn resolve_at(
        &mut self,
        author: &Author,
        base: Option<&Revision>,
        field: &str,
        value: Option<&Value>,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        if !self.schema.knows(field) {
            return Err(DocumentError::Malformed(field.to_owned()));
        }
        let (schema, text) = (self.schema, notes::object(&self.doc)?);
        let heads = base.map(Revision::heads);
        let shown = match (&text, heads) {
            (Some(object), Some(heads)) => self.doc.text_at(object, heads)?,
            (Some(object), None) => self.doc.text(object)?,
            (None, _) => String::new(),
        };
        self.transact(author, heads, |tx, author| {
            match (value, &text) {
                (value, Some(object)) if field == NOTES => {
                    let value = value.cloned().unwrap_or(Value::Text(String::new()));
                    write_notes(tx, object, &shown, Some(&value), author)?;
                }
                (Some(Value::Text(text)), _) if schema.is_entry(field) => {
                    let add_id = format!("{}.{:06}", author.batch, 0);
                    tx.put(
                        ROOT,
                        field,
                        format!("{add_id}{}{}", crate::fields::ORDER_END, entry_value(text)),
                    )?;
                }
                (value, _) => {
                    // Automerge takes the shown value for chosen already, and writes nothing that a concurrent edit of it would
                    // have to stand beside: another value first, so that the choice is a writing of its own.
                    tx.put(ROOT, field, false)?;
                    match value {
                        Some(Value::Text(text)) => tx.put(ROOT, field, text.as_str())?,
                        Some(Value::Number(number)) => tx.put(ROOT, field, *number)?,
                        None => tx.put(ROOT, field, ScalarValue::Null)?,
                    }
                }
            }
            Ok(())
        })
    }

    /// Entries that two people changed in different ways; one that is removed by one of them is there all the same.
    fn entry_conflicts(&self) -> Result<Vec<Conflict>, DocumentError> {
        let doc = &self.doc;
        let mut found = Vec::new();
        for key in doc.keys(ROOT).filter(|key| self.schema.is_entry(key)).collect::<Vec<_>>() {
            let mut versions: Vec<(Value, Version)> = Vec::new();
            for held in self.concurrent(&key)? {
                let Some(Value::Text(text)) = held.value else { continue };
                let plain = Value::Text(entry_value(&text).to_owned());
                versions.retain(|(_, known)| known.value.as_ref() != Some(&plain));
                let version = self.version(&key, held.change, Some(plain))?;
                versions.push((Value::Text(text), version));
            }
            if versions.len() > 1 {
                // The one that `fields_at` shows comes last.
                versions.sort_by(|(one, _), (other, _)| one.cmp(other));
                found.push(Conflict { field: key, versions: versions.into_iter().map(|(_, v)| v).collect() });
            }
        }
        Ok(found)
    }

    /// The values of a field that stand beside each other; none where there is one.
    fn concurrent(&self, field: &str) -> Result<Vec<Held>, DocumentError> {
        match self.doc.get_all(ROOT, field)?.len() {
            0 | 1 => Ok(Vec::new()),
            _ => Ok(values::counting(values::held(&self.doc, field, &self.doc.get_heads())?)),
        }
    }

    /// A value with who wrote it; what undo put back is theirs who wrote it first.
    fn version(
        &self,
        field: &str,
        change: ChangeHash,
        value: Option<Value>,
    ) -> Result<Version, DocumentError> {
        let change = self.doc.get_change_meta_by_hash(&standing::root(&self.doc, field, change)?);
        let author = change.as_ref().and_then(|change| change.message.as_deref()).and_then(Provenance::parse);
        Ok(Version {
            value,
            user: author.map(|author| author.user),
            actor: change.as_ref().and_then(|change| Actor::of(&change.actor)),
            at: change.map_or(0, |change| change.timestamp),
        })
    }
}
