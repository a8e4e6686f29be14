//! One record's document: its genesis, its bytes, and the one way in which it is written.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use automerge::transaction::{CommitOptions, Transactable, Transaction};
use automerge::{
    ActorId, Automerge, Change, ChangeHash, ChangeMetadata, LoadOptions, ObjType, PatchLog, ROOT, ReadDoc,
    ScalarValue, TextEncoding,
};

use crate::deletion::{self, DELETED, Deletion, Presence};
use crate::error::DocumentError;
use crate::fields::{Fields, NOTES, Record, Schema, Value, entry_value};
use crate::heads::heads_are_present;
use crate::provenance::{Author, Command};
use crate::standing::UNDONE;
use crate::values::{self, scalar};
use crate::{bounds, notes, text_diff, unit};

/// What a reader of a record had seen: the base of the edits that they make (records.md 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision(Vec<ChangeHash>);

impl Revision {
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        let hash = |text: &str| text.parse().map_err(|_| DocumentError::UnknownRevision);
        Ok(Self(text.split('.').map(hash).collect::<Result<_, _>>()?))
    }

    pub(crate) fn of(heads: Vec<ChangeHash>) -> Self {
        Self(heads)
    }

    pub(crate) fn heads(&self) -> &[ChangeHash] {
        &self.0
    }
}

impl std::fmt::Display for Revision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hashes: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&hashes.join("."))
    }
}

/// A change as it travels: its name is its hash, it says what it builds on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeBytes {
    pub hash: [u8; 32],
    pub bytes: Vec<u8>,
}

/// Fields, and the heads that they follow from.
type FieldsAt = (Vec<ChangeHash>, Arc<Fields>);

/// A record's document in memory: some 20 kB, so that few are held at a time.
#[derive(Debug, Clone)]
pub struct Document {
    pub(crate) doc: Automerge,
    pub(crate) schema: &'static Schema,
    /// The fields that were read last, and the heads that they follow from: one command asks for the same ones several times.
    read: Arc<Mutex<Option<FieldsAt>>>,
}

impl Document {
    /// The document that every machine starts a record of this kind with, byte for byte (records.md 2).
    pub fn genesis<R: Record>() -> Self {
        let schema: &'static Schema = const { &R::SCHEMA };
        Self::of(genesis(schema), schema)
    }

    pub(crate) fn of(doc: Automerge, schema: &'static Schema) -> Self {
        Self { doc, schema, read: Arc::default() }
    }

    pub fn load<R: Record>(bytes: &[u8]) -> Result<Self, DocumentError> {
        if bytes.is_empty() {
            return Err(DocumentError::Empty);
        }
        let options = LoadOptions::new().text_encoding(TextEncoding::UnicodeCodePoint);
        Ok(Self::of(Automerge::load_with_options(bytes, options)?, const { &R::SCHEMA }))
    }

    pub fn save(&self) -> Vec<u8> {
        self.doc.save()
    }

    pub fn revision(&self) -> Revision {
        let mut heads = self.doc.get_heads();
        heads.sort_unstable();
        Revision(heads)
    }

    pub fn read<R: Record>(&self) -> Result<R, DocumentError> {
        R::from_fields(&*self.fields()?)
    }

    /// The record as it was when somebody saw it at `revision`.
    pub fn read_at<R: Record>(&self, revision: &Revision) -> Result<R, DocumentError> {
        R::from_fields(&*self.fields_at(self.known(revision)?)?)
    }

    pub fn presence(&self) -> Result<Presence, DocumentError> {
        deletion::presence(&self.doc, &self.doc.get_heads())
    }

    /// Who put the record into the bin; none where nobody did, and where the one who did left nothing readable.
    pub fn deletion(&self) -> Result<Option<Deletion>, DocumentError> {
        deletion::latest(&self.doc, &self.doc.get_heads())
    }

    /// Makes the record what `wanted` says, as far as it differs from what the author saw at `base` (the present
    /// without one). Only differing fields are written, and at the base: what a colleague changed meanwhile
    /// stays beside it as a conflict (records.md 6). Nothing differing writes nothing.
    pub fn update<R: Record>(
        &mut self,
        author: &Author,
        base: Option<&Revision>,
        wanted: &R,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        let heads = match base {
            Some(base) => self.known(base)?.to_vec(),
            None => self.doc.get_heads(),
        };
        let seen = self.fields_at(&heads)?;
        // Compared as this version reads it: what it cannot read was not changed by whoever did not see it.
        let as_read = match R::from_fields(&seen) {
            Ok(record) => record.to_fields(),
            Err(_) => Fields::new(),
        };
        let (mut next, wanted) = (Fields::clone(&seen), wanted.to_fields());
        for key in as_read.keys().chain(wanted.keys()) {
            let (old, new) = (as_read.get(key), wanted.get(key));
            if is_same(old, new) {
                continue;
            }
            match new {
                Some(new) => next.insert(key.clone(), new.clone()),
                None => next.remove(key),
            };
        }
        self.update_fields(author, base, &next)
    }

    /// Moves the record to the bin: the unit holds what its author had seen (records.md 8). What lies there already
    /// is not deleted again.
    pub fn delete(&mut self, author: &Author) -> Result<Option<ChangeBytes>, DocumentError> {
        match self.presence()? {
            Presence::Deleted => Ok(None),
            _ => self.delete_at(author, None),
        }
    }

    /// The same by somebody who had seen no more than `base`: what they had not seen brings the record back.
    pub(crate) fn delete_at(
        &mut self,
        author: &Author,
        base: Option<&Revision>,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        // Whatever it is part of: as an edit it would bring back what it deletes.
        let author = &Author { command: Command::Delete, ..author.clone() };
        let heads = base.map(Revision::heads);
        let seen = heads.map_or_else(|| self.doc.get_heads(), <[ChangeHash]>::to_vec);
        let unit = deletion::unit_of(author.user, author.at, &seen);
        self.transact(author, heads, |tx, _| Ok(tx.put(ROOT, DELETED, unit)?))
    }

    /// Takes the record out of the bin, or settles that it returned.
    pub fn restore(&mut self, author: &Author) -> Result<Option<ChangeBytes>, DocumentError> {
        match self.presence()? {
            Presence::Live => Ok(None),
            _ => self.restore_at(author, None),
        }
    }

    /// The same by somebody who had seen no more than `base`.
    pub(crate) fn restore_at(
        &mut self,
        author: &Author,
        base: Option<&Revision>,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        let heads = base.map(Revision::heads);
        self.transact(author, heads, |tx, _| Ok(tx.put(ROOT, DELETED, ScalarValue::Null)?))
    }

    /// Every change but the genesis, oldest first.
    pub fn changes(&self) -> Vec<ChangeBytes> {
        self.doc
            .get_changes(&[])
            .into_iter()
            .filter(|change| !change.deps().is_empty())
            .map(change_bytes)
            .collect()
    }

    /// The bytes of one change, if it is here.
    pub fn change(&self, hash: [u8; 32]) -> Option<Vec<u8>> {
        self.doc.get_change_by_hash(&ChangeHash(hash)).map(|change| change.raw_bytes().to_vec())
    }

    /// The hashes of every change but the genesis.
    pub fn change_hashes(&self) -> Vec<[u8; 32]> {
        let changes = self.doc.get_changes_meta(&[]);
        changes.iter().filter(|change| !change.deps.is_empty()).map(|change| change.hash.0).collect()
    }

    pub(crate) fn fields(&self) -> Result<Arc<Fields>, DocumentError> {
        self.fields_at(&self.doc.get_heads())
    }

    /// The fields that this version knows, as they stood at `heads`.
    pub(crate) fn fields_at(&self, heads: &[ChangeHash]) -> Result<Arc<Fields>, DocumentError> {
        let last = self.read.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, fields)) = last.filter(|(read, _)| read == heads) {
            return Ok(fields);
        }
        let fields = Arc::new(self.read_fields(heads)?);
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((heads.to_vec(), Arc::clone(&fields)));
        Ok(fields)
    }

    fn read_fields(&self, heads: &[ChangeHash]) -> Result<Fields, DocumentError> {
        let mut fields = Fields::new();
        // What stands now is read without a clock for the past: several times faster, and nearly always what is asked.
        let is_now = heads_are_present(&self.doc, heads);
        let keys: Vec<String> = match is_now {
            true => self.doc.keys(ROOT).collect(),
            false => self.doc.keys_at(ROOT, heads).collect(),
        };
        let undone: HashSet<&str> = keys.iter().filter_map(|key| key.strip_prefix(UNDONE)).collect();
        for key in &keys {
            if key == NOTES || !self.schema.knows(key) {
                continue;
            }
            if undone.contains(key.as_str()) {
                if let Some(value) = self.counting_value(key, heads)? {
                    fields.insert(key.clone(), value);
                }
                continue;
            }
            // An entry is there if any concurrent value of it is: an add wins over a removal that did not see it
            // (records.md 4). The newest add, which all copies agree on, gives its place.
            let value = match (self.schema.is_entry(key), is_now) {
                (true, true) => latest(self.doc.get_all(ROOT, key)?),
                (true, false) => latest(self.doc.get_all_at(ROOT, key, heads)?),
                (false, true) => self.doc.get(ROOT, key)?.and_then(|(value, _)| scalar(&value)),
                (false, false) => self.doc.get_at(ROOT, key, heads)?.and_then(|(value, _)| scalar(&value)),
            };
            if let Some(value) = value {
                fields.insert(key.clone(), value);
            }
        }
        let shown = notes::read(&self.doc, heads)?.shown;
        if !shown.is_empty() {
            fields.insert(NOTES.to_owned(), Value::Text(shown));
        }
        Ok(fields)
    }

    /// The value of a field that something was put back in.
    fn counting_value(&self, key: &str, heads: &[ChangeHash]) -> Result<Option<Value>, DocumentError> {
        let mut held =
            values::counting(values::held(&self.doc, key, heads)?).into_iter().map(|held| held.value);
        Ok(match self.schema.is_entry(key) {
            true => held.flatten().max(),
            false => held.next_back().flatten(),
        })
    }

    pub(crate) fn update_fields(
        &mut self,
        author: &Author,
        base: Option<&Revision>,
        wanted: &Fields,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        let heads = match base {
            Some(base) => self.known(base)?.to_vec(),
            None => self.doc.get_heads(),
        };
        let seen = self.fields_at(&heads)?;
        let schema = self.schema;
        let raw_notes = match notes::object(&self.doc)? {
            Some(object) if heads_are_present(&self.doc, &heads) => Some((self.doc.text(&object)?, object)),
            Some(object) => Some((self.doc.text_at(&object, &heads)?, object)),
            None => None,
        };
        let mut keys: Vec<&String> = seen.keys().chain(wanted.keys()).collect();
        // In the order wanted, so that entries added together keep their places.
        keys.sort_by_key(|key| (wanted.get(*key).filter(|_| schema.is_entry(key)), *key));
        keys.dedup();
        self.transact(author, Some(&heads), |tx, author| {
            for (index, key) in keys.into_iter().enumerate() {
                let (old, new) = (seen.get(key), wanted.get(key));
                if key == NOTES {
                    if let (true, Some((raw, object))) = (old != new, &raw_notes) {
                        write_notes(tx, object, raw, new, author)?;
                    }
                } else if schema.is_entry(key) {
                    write_entry(tx, key, old, new, &format!("{}.{index:06}", author.batch))?;
                } else if old != new {
                    write_register(tx, schema, key, old, new)?;
                }
            }
            Ok(())
        })
    }

    /// The heads of a revision, if all of them are of this document.
    fn known<'a>(&self, revision: &'a Revision) -> Result<&'a [ChangeHash], DocumentError> {
        match revision.0.iter().all(|hash| self.doc.get_change_meta_by_hash(hash).is_some()) {
            true => Ok(&revision.0),
            false => Err(DocumentError::UnknownRevision),
        }
    }

    /// A change that builds on the genesis alone: it wrote a whole record.
    pub(crate) fn is_addition(&self, change: &ChangeMetadata<'_>) -> bool {
        let is_genesis = |hash| self.doc.get_change_meta_by_hash(hash).is_some_and(|dep| dep.deps.is_empty());
        change.deps.iter().all(is_genesis)
    }

    /// Runs one change at `heads`; writing nothing makes no change. A change at older heads gets an actor of its
    /// own that Automerge derives from ours, so that the two never share a sequence number.
    pub(crate) fn transact(
        &mut self,
        author: &Author,
        heads: Option<&[ChangeHash]>,
        write: impl FnOnce(&mut Transaction<'_>, &Author) -> Result<(), DocumentError>,
    ) -> Result<Option<ChangeBytes>, DocumentError> {
        self.doc.set_actor(ActorId::from(author.actor.0));
        let heads = heads.map_or_else(|| self.doc.get_heads(), <[ChangeHash]>::to_vec);
        let mut tx = match heads_are_present(&self.doc, &heads) {
            true => self.doc.transaction(),
            false => self
                .doc
                .transaction_at(PatchLog::inactive(), &heads)
                .map_err(|_| DocumentError::UnknownRevision)?,
        };
        if let Err(error) = write(&mut tx, author) {
            tx.rollback();
            return Err(error);
        }
        if tx.pending_ops() == 0 {
            tx.rollback();
            return Ok(None);
        }
        let options = CommitOptions::default().with_message(author.message()).with_time(author.at);
        let (hash, _) = tx.commit_with(options);
        Ok(hash.and_then(|hash| self.doc.get_change_by_hash(&hash)).map(change_bytes))
    }
}

/// Automerge reads a change without looking at its checksum: a flipped bit would make another change, which
/// waits for ever for what it builds on.
pub(crate) fn read_change(bytes: &[u8]) -> Result<Change, DocumentError> {
    let malformed = || DocumentError::Malformed("change".to_owned());
    if !bounds::is_bounded(bytes) {
        return Err(malformed());
    }
    let change = Change::from_bytes(bytes.to_vec()).map_err(|_| malformed())?;
    match bytes.get(4..8) == Some(&change.hash().0[..4]) {
        true => Ok(change),
        false => Err(malformed()),
    }
}

/// Equal as a person sees it: an entry's place is not its value.
pub(crate) fn is_same(one: Option<&Value>, other: Option<&Value>) -> bool {
    match (one, other) {
        (Some(Value::Text(one)), Some(Value::Text(other))) => entry_value(one) == entry_value(other),
        (one, other) => one == other,
    }
}

pub(crate) fn change_bytes(change: Change) -> ChangeBytes {
    ChangeBytes { hash: change.hash().0, bytes: change.raw_bytes().to_vec() }
}

fn latest(values: Vec<(automerge::Value<'_>, automerge::ObjId)>) -> Option<Value> {
    values.iter().filter_map(|(value, _)| scalar(value)).max()
}

fn write_register(
    tx: &mut Transaction<'_>,
    schema: &Schema,
    key: &str,
    old: Option<&Value>,
    new: Option<&Value>,
) -> Result<(), DocumentError> {
    match (old, new) {
        (_, None) => tx.put(ROOT, key, ScalarValue::Null)?,
        (Some(Value::Text(old)), Some(Value::Text(new))) if schema.is_unit(key) => {
            let kept = unit::keeping_unknown(old, new);
            // What this version knows is equal: nothing was changed.
            if kept != *old {
                tx.put(ROOT, key, kept)?;
            }
        }
        (_, Some(Value::Text(new))) => tx.put(ROOT, key, new.as_str())?,
        (_, Some(Value::Number(new))) => tx.put(ROOT, key, *new)?,
    }
    Ok(())
}

/// An added entry starts with a fresh add-id: without it adding again an equal value that somebody else removes
/// meanwhile would write nothing (records.md 4).
fn write_entry(
    tx: &mut Transaction<'_>,
    key: &str,
    old: Option<&Value>,
    new: Option<&Value>,
    add_id: &str,
) -> Result<(), DocumentError> {
    let value = |value: Option<&Value>| match value {
        Some(Value::Text(text)) => Some(entry_value(text).to_owned()),
        _ => None,
    };
    match (value(old), value(new)) {
        (old, new) if old == new => {}
        // What a newer version added to the entry stays.
        (Some(old), Some(new)) => {
            let kept = unit::keeping_unknown(&old, &new);
            if kept != old {
                tx.put(ROOT, key, format!("{add_id}{}{kept}", crate::fields::ORDER_END))?;
            }
        }
        (_, Some(new)) => tx.put(ROOT, key, format!("{add_id}{}{new}", crate::fields::ORDER_END))?,
        (_, None) => tx.put(ROOT, key, ScalarValue::Null)?,
    }
    Ok(())
}

pub(crate) fn write_notes(
    tx: &mut Transaction<'_>,
    object: &automerge::ObjId,
    raw: &str,
    new: Option<&Value>,
    author: &Author,
) -> Result<(), DocumentError> {
    let new = match new {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    for splice in text_diff::splices(raw, new).into_iter().rev() {
        tx.splice_text(object, splice.at, splice.old.cast_signed(), &splice.new)?;
    }
    let version = author.batch.to_string();
    // A second edit within one batch writes a version of its own; an equal value would be no writing at all.
    if tx.get(ROOT, notes::VERSION)?.and_then(|(value, _)| scalar(&value))
        == Some(Value::Text(version.clone()))
    {
        tx.put(ROOT, notes::VERSION, false)?;
    }
    tx.put(ROOT, notes::VERSION, version)?;
    Ok(())
}

/// Fixed actor, fixed time, fixed operations: the same bytes on every machine for ever.
pub(crate) fn genesis(schema: &'static Schema) -> Automerge {
    static MADE: OnceLock<std::sync::Mutex<std::collections::HashMap<&'static str, Automerge>>> =
        OnceLock::new();
    let mut made =
        MADE.get_or_init(Default::default).lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    made.entry(schema.kind).or_insert_with(|| make_genesis(schema)).clone()
}

fn make_genesis(schema: &'static Schema) -> Automerge {
    let is_taken = |key: &&str| matches!(*key, "kind" | NOTES | DELETED | notes::VERSION);
    debug_assert!(
        !schema.registers.iter().any(is_taken),
        "{}: a register would write over the document's own",
        schema.kind
    );
    let mut doc = Automerge::new_with_encoding(TextEncoding::UnicodeCodePoint);
    doc.set_actor(ActorId::from([0u8; 16]));
    let mut tx = doc.transaction();
    tx.put(ROOT, "kind", schema.kind).expect("a scalar at the root of a new document");
    tx.put_object(ROOT, NOTES, ObjType::Text).expect("an object at the root of a new document");
    tx.commit_with(CommitOptions::default().with_time(0));
    doc
}
