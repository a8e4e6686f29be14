//! The catalogue of types: the built-in ones, which a team may hide, and its own (S23, S24).

use documents::provenance::Command;
use domain::contact::ContactType;
use domain::contact_type::TypeEntry;
use domain::id::ContactTypeId;
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use store::catalogues::Type;
use uuid::Uuid;

use crate::book::Book;
use crate::book::batch::Batch;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::wire;
use crate::wire::read::required_base;

impl Book {
    /// The built-in types in their order, then the team's own by name; hidden ones among them.
    pub async fn contact_types(&self) -> Result<Vec<wire::ContactType>, AppError> {
        let entries = self.store.contact_types().await?;
        let built_in = ContactType::BUILT_IN.iter().map(|key| {
            let entry = entries.iter().find(|entry| entry.key == *key);
            wire::ContactType {
                key: (*key).to_owned(),
                revision: entry.map(|entry| entry.revision.clone()),
                name: None,
                hidden: entry.is_some_and(|entry| entry.is_hidden),
                built_in: true,
                conflicts: entry.map(|entry| entry.conflicts.clone()).unwrap_or_default(),
            }
        });
        let is_own = |entry: &&Type| !ContactType::BUILT_IN.contains(&entry.key.as_str());
        let own = entries.iter().filter(is_own).map(|entry| wire::ContactType {
            key: entry.key.clone(),
            revision: Some(entry.revision.clone()),
            name: entry.name.clone(),
            hidden: entry.is_hidden,
            built_in: false,
            conflicts: entry.conflicts.clone(),
        });
        Ok(built_in.chain(own).collect())
    }

    pub async fn add_contact_type(
        &self,
        draft: wire::ContactTypeDraft,
    ) -> Result<wire::ContactType, AppError> {
        let id = ContactTypeId(Uuid::now_v7());
        let entry = TypeEntry { key: id.to_string(), name: draft.name, is_hidden: draft.hidden }.check()?;
        let mut batch = self.batch(Command::Add).await?;
        batch.add(RecordKind::ContactType, id.0, &entry).await?;
        batch.commit().await?;
        self.contact_type(&entry.key).await.map_err(AppError::after_saving)
    }

    /// Another name, or hidden, or not any more. A built-in one keeps its name.
    pub async fn edit_contact_type(
        &self,
        key: &str,
        draft: wire::ContactTypeDraft,
        base: Option<&str>,
    ) -> Result<wire::ContactType, AppError> {
        let entry = TypeEntry { key: key.to_owned(), name: draft.name, is_hidden: draft.hidden }.check()?;
        let id = match entry.is_built_in() {
            true => ContactTypeId::built_in(key),
            false => parse_id::<ContactTypeId>("key", key)?,
        };
        let mut batch = self.batch(Command::Edit).await?;
        match batch.stored(id.0).await? {
            // Nothing was ever said of this built-in type.
            None if entry.is_built_in() => batch.add(RecordKind::ContactType, id.0, &entry).await?,
            _ => {
                let base = Some(required_base(base)?);
                batch.edit(RecordKind::ContactType, id.0, base, async |_: TypeEntry| Ok(entry)).await?;
            }
        }
        batch.commit().await?;
        self.contact_type(key).await.map_err(AppError::after_saving)
    }

    pub async fn contact_type(&self, key: &str) -> Result<wire::ContactType, AppError> {
        let all = self.contact_types().await?;
        all.into_iter().find(|one| one.key == key).ok_or(AppError::new(ErrorCode::NotFound))
    }
}

/// A type that a contact may get: a built-in one, or one of the team's own.
pub(crate) async fn check_type(batch: &mut Batch, contact_type: &ContactType) -> Result<(), AppError> {
    let key = contact_type.as_str();
    if ContactType::BUILT_IN.contains(&key) {
        return Ok(());
    }
    let found = match key.parse::<ContactTypeId>() {
        Ok(id) => batch.stored(id.0).await?.is_some_and(|(kind, _)| kind == RecordKind::ContactType),
        Err(_) => false,
    };
    match found {
        true => Ok(()),
        false => Err(AppError::invalid("contact_type", Reason::Unknown)),
    }
}
