//! Conflicts of every record, with who wrote what, when and where; and settling one, for everybody.

use domain::record_kind::RecordKind;
use std::collections::BTreeMap;

use documents::conflict::{Conflict, Version};
use documents::deletion::Presence;
use documents::fields::{Value, entry_value};
use documents::provenance::Command;
use domain::refusal::Reason;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::book::Book;
use crate::book::history::parts_as_read;
use crate::book::project::{load, shown_name};
use crate::book::record_names::RecordName;
use crate::clock;
use crate::error::{AppError, ErrorCode};
use crate::limits::CONFLICTS_MAX;
use crate::wire;

/// The choices where one deleted a record while another edited it.
const KEEP: &str = "keep";
const DELETE: &str = "delete";
const DELETED: &str = "deleted";

impl Book {
    /// Of one record, or of all.
    pub async fn conflicts(&self, record: Option<&str>) -> Result<Vec<wire::Conflict>, AppError> {
        let records = match record {
            Some(id) => vec![id.parse::<Uuid>().map_err(|_| AppError::invalid("record", Reason::Unknown))?],
            None => self.store.conflicted(CONFLICTS_MAX).await?.into_iter().map(|(_, id, _)| id).collect(),
        };
        let mut names = Names::default();
        let mut all = Vec::new();
        for id in records {
            let stored = self.store.document(id).await?;
            let stored = stored.ok_or(AppError::new(ErrorCode::NotFound))?;
            let document = load(stored.kind, &stored.bytes)?;
            let conflicts = document.conflicts()?;
            let title =
                if conflicts.is_empty() { String::new() } else { self.title_of(stored.kind, id).await? };
            for conflict in conflicts {
                all.push(self.shown(stored.kind, id, &title, &conflict, &mut names).await?);
            }
        }
        Ok(all)
    }

    /// Settles a conflict with one of its values; undo takes that back.
    pub async fn resolve_conflict(&self, choice: &wire::ConflictChoice) -> Result<wire::Conflict, AppError> {
        let (record, field) = parts(&choice.id)?;
        let mut batch = self.batch(Command::Edit).await?;
        let (kind, mut document) = batch.stored(record).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        let conflicts = document.conflicts()?;
        let conflict = conflicts.into_iter().find(|conflict| conflict.field == field);
        // Somebody else chose first: the list is read again.
        let conflict =
            conflict.ok_or(AppError::new(ErrorCode::NotFound).with_detail("no conflict any more"))?;
        let shown = self.shown(kind, record, "", &conflict, &mut Names::default()).await?;
        let unknown = || AppError::invalid(KEEP, Reason::Unknown);
        let changes = match (field, choice.keep.as_str()) {
            (DELETED, KEEP) => document.restore(&batch.author)?,
            (DELETED, DELETE) => document.delete(&batch.author)?,
            _ => {
                let chosen = conflict.versions.iter().find(|version| key_of(version) == choice.keep);
                let chosen = chosen.ok_or_else(unknown)?;
                document.resolve(&batch.author, field, chosen.value.as_ref())?
            }
        };
        batch.touch(kind, record, document, changes);
        batch.commit().await?;
        Ok(shown)
    }

    /// Settles what a record's conflicts show now: after an edit by hand, for the fields that it was about.
    pub async fn settle_shown(&self, record: &str, fields: &[String]) -> Result<(), AppError> {
        let id = record.parse::<Uuid>().map_err(|_| AppError::invalid("record", Reason::Unknown))?;
        let mut batch = self.batch(Command::Edit).await?;
        let (kind, mut document) = batch.stored(id).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        let mut changes = Vec::new();
        for conflict in document.conflicts()? {
            if conflict.field == DELETED || !fields.contains(&shown_name(conflict.field.clone())) {
                continue;
            }
            if let Some(shown) = conflict.versions.last() {
                changes.extend(document.resolve(&batch.author, &conflict.field, shown.value.as_ref())?);
            }
        }
        if changes.is_empty() {
            return Ok(());
        }
        batch.touch(kind, id, document, changes);
        batch.commit().await
    }

    /// The record and the field of a conflict.
    pub fn conflict_parts(id: &str) -> Result<(String, String), AppError> {
        parts(id).map(|(record, field)| (record.to_string(), shown_name(field.to_owned())))
    }

    /// What kind of record this is.
    pub async fn kind_of(&self, id: &str) -> Result<wire::RecordKind, AppError> {
        let id = id.parse::<Uuid>().map_err(|_| AppError::invalid("id", Reason::Unknown))?;
        let stored = self.store.document(id).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        Ok(stored.kind.into())
    }

    async fn shown(
        &self,
        kind: RecordKind,
        id: Uuid,
        title: &str,
        conflict: &Conflict,
        names: &mut Names,
    ) -> Result<wire::Conflict, AppError> {
        let mut values = Vec::new();
        for (at, version) in conflict.versions.iter().enumerate() {
            let is_shown = at + 1 == conflict.versions.len();
            values.push(self.version(&conflict.field, version, is_shown, names).await?);
        }
        if conflict.field == DELETED {
            values.extend(self.deletion_values(kind, id).await?);
        }
        Ok(wire::Conflict {
            id: format!("{id}:{}", conflict.field),
            record: id.to_string(),
            kind: kind.into(),
            title: title.to_owned(),
            field: shown_name(conflict.field.clone()),
            values,
        })
    }

    /// It is there, because somebody edited it; who deleted it may still want it gone.
    async fn deletion_values(
        &self,
        kind: RecordKind,
        id: Uuid,
    ) -> Result<Vec<wire::ConflictValue>, AppError> {
        let Some(stored) = self.store.document(id).await? else { return Ok(Vec::new()) };
        let document = load(kind, &stored.bytes)?;
        let deletion = document.deletion()?;
        let value = |key: &str, is_shown| wire::ConflictValue {
            key: key.to_owned(),
            value: Some(key.to_owned()),
            parts: Vec::new(),
            user: None,
            user_name: None,
            device: None,
            device_name: None,
            at: clock::instant(deletion.as_ref().map_or(0, |deletion| deletion.at)),
            is_shown,
        };
        let mut gone = value(DELETE, false);
        if let Some(deletion) = &deletion {
            gone.user = Some(deletion.by.to_string());
            gone.user_name = self.store.user(deletion.by).await?.map(|user| user.name);
        }
        let is_returned = document.presence()? == Presence::Returned;
        Ok(vec![value(KEEP, is_returned), gone])
    }

    async fn version(
        &self,
        field: &str,
        version: &Version,
        is_shown: bool,
        names: &mut Names,
    ) -> Result<wire::ConflictValue, AppError> {
        let user_name = match version.user {
            Some(user) => names.user(self, user).await?,
            None => None,
        };
        let device = match version.actor {
            Some(actor) => self.store.device_of(actor.0).await?,
            None => None,
        };
        let device_name = match &device {
            Some(device) => names.device(self, device).await?,
            None => None,
        };
        let mut parts = Vec::new();
        for (field, value) in parts_as_read(field, version.value.as_ref()) {
            let name = self.name_of(&field, value.as_deref()).await?;
            parts.push(wire::ConflictPart { field, value, name });
        }
        Ok(wire::ConflictValue {
            key: key_of(version),
            value: version.value.as_ref().map(text),
            parts,
            user: version.user.map(|user| user.to_string()),
            user_name,
            device,
            device_name,
            at: clock::instant(version.at),
            is_shown,
        })
    }

    async fn title_of(&self, kind: RecordKind, id: Uuid) -> Result<String, AppError> {
        let RecordName { name, date } = self.record_name(kind, id).await?;
        Ok(name.into_iter().chain(date).collect::<Vec<_>>().join(" · "))
    }
}

/// Names that were looked up once.
#[derive(Debug, Default)]
struct Names {
    users: BTreeMap<String, Option<String>>,
    devices: Option<BTreeMap<String, String>>,
}

impl Names {
    async fn user(&mut self, book: &Book, user: domain::id::UserId) -> Result<Option<String>, AppError> {
        let key = user.to_string();
        if !self.users.contains_key(&key) {
            let name = book.store.user(user).await?.map(|user| user.name);
            self.users.insert(key.clone(), name);
        }
        Ok(self.users.get(&key).cloned().flatten())
    }

    async fn device(&mut self, book: &Book, device: &str) -> Result<Option<String>, AppError> {
        if self.devices.is_none() {
            let members = book.members().await.unwrap_or_default();
            self.devices =
                Some(members.into_iter().map(|member| (member.device, member.device_name)).collect());
        }
        Ok(self.devices.as_ref().and_then(|devices| devices.get(device).cloned()))
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => entry_value(text).to_owned(),
        Value::Number(number) => number.to_string(),
    }
}

/// The same value has the same key on every machine.
fn key_of(version: &Version) -> String {
    let mut digest = Sha256::new();
    match &version.value {
        None => digest.update([0]),
        Some(Value::Number(number)) => {
            digest.update([1]);
            digest.update(number.to_le_bytes());
        }
        Some(Value::Text(text)) => {
            digest.update([2]);
            digest.update(text.as_bytes());
        }
    }
    digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

fn parts(id: &str) -> Result<(Uuid, &str), AppError> {
    let unknown = || AppError::invalid("id", Reason::Unknown);
    let (record, field) = id.split_once(':').ok_or_else(unknown)?;
    Ok((record.parse().map_err(|_| unknown())?, field))
}
