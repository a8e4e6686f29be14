//! Kinds, zones and sectors: the catalogues that customers are sorted by.

use documents::provenance::Command;
use domain::customer_group::{CustomerGroup, Grouping};
use domain::id::CustomerGroupId;
use domain::record_kind::RecordKind;
use domain::refusal::Reason;
use store::catalogues;
use uuid::Uuid;

use crate::book::Book;
use crate::book::batch::Batch;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::limits::HITS_MAX;
use crate::wire;
use crate::wire::read::required_base;

impl Book {
    /// Of one catalogue, by name as it is typed; without a text the first by name.
    pub async fn customer_groups(
        &self,
        grouping: wire::Grouping,
        text: &str,
        limit: u32,
    ) -> Result<Vec<wire::CustomerGroup>, AppError> {
        let found = self.store.customer_groups(key_of(grouping), text, limit.min(HITS_MAX)).await?;
        Ok(found.into_iter().map(|found| group(grouping, found)).collect())
    }

    pub async fn customer_group(
        &self,
        grouping: wire::Grouping,
        id: &str,
    ) -> Result<wire::CustomerGroup, AppError> {
        let found = self.store.customer_group(parse_id("id", id)?).await?;
        let found = found.filter(|found| found.grouping == key_of(grouping));
        found.map(|found| group(grouping, found)).ok_or(AppError::new(ErrorCode::NotFound))
    }

    pub async fn add_customer_group(
        &self,
        grouping: wire::Grouping,
        draft: wire::CustomerGroupDraft,
    ) -> Result<wire::CustomerGroup, AppError> {
        let group = read(grouping, draft)?;
        let id = Uuid::now_v7();
        let mut batch = self.batch(Command::Add).await?;
        batch.add(RecordKind::CustomerGroup, id, &group).await?;
        batch.commit().await?;
        self.customer_group(grouping, &id.to_string()).await.map_err(AppError::after_saving)
    }

    /// Another name, for every customer that has it.
    pub async fn edit_customer_group(
        &self,
        grouping: wire::Grouping,
        id: &str,
        draft: wire::CustomerGroupDraft,
        base: Option<&str>,
    ) -> Result<wire::CustomerGroup, AppError> {
        let wanted = read(grouping, draft)?;
        let key = parse_id::<CustomerGroupId>("id", id)?.0;
        self.customer_group(grouping, id).await?;
        let mut batch = self.batch(Command::Edit).await?;
        let change = async |_: CustomerGroup| Ok(wanted);
        batch.edit(RecordKind::CustomerGroup, key, Some(required_base(base)?), change).await?;
        batch.commit().await?;
        self.customer_group(grouping, id).await.map_err(AppError::after_saving)
    }

    /// A saved entry as a form would hold it, as it was at `base`, with that revision.
    pub async fn customer_group_draft(
        &self,
        id: &str,
        base: Option<&str>,
    ) -> Result<(wire::CustomerGroupDraft, String), AppError> {
        let id = parse_id::<CustomerGroupId>("id", id)?.0;
        let (seen, revision): (CustomerGroup, String) =
            self.record(RecordKind::CustomerGroup, id, base).await?;
        Ok((wire::CustomerGroupDraft { name: seen.name }, revision))
    }

    /// To the bin: nobody can choose it any more, customers that have it keep it.
    pub async fn delete_customer_group(&self, id: &str) -> Result<(), AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        batch.delete(RecordKind::CustomerGroup, parse_id::<CustomerGroupId>("id", id)?.0).await?;
        batch.commit().await
    }

    pub async fn restore_customer_group(&self, id: &str) -> Result<(), AppError> {
        let mut batch = self.batch(Command::Restore).await?;
        batch.restore(RecordKind::CustomerGroup, parse_id::<CustomerGroupId>("id", id)?.0).await?;
        batch.commit().await
    }
}

/// What a customer was given is of the catalogue it is said to be of.
pub(crate) async fn check_group(
    batch: &mut Batch,
    field: &'static str,
    wanted: Option<CustomerGroupId>,
    seen: Option<CustomerGroupId>,
) -> Result<(), AppError> {
    let Some(id) = wanted.filter(|_| wanted != seen) else { return Ok(()) };
    let group: CustomerGroup = batch.chosen(field, RecordKind::CustomerGroup, id.0).await?.read()?;
    match group.grouping.as_str() == field {
        true => Ok(()),
        false => Err(AppError::invalid(field, Reason::Unknown)),
    }
}

fn read(grouping: wire::Grouping, draft: wire::CustomerGroupDraft) -> Result<CustomerGroup, AppError> {
    Ok(CustomerGroup { grouping: Grouping::parse(key_of(grouping))?, name: draft.name }.check()?)
}

fn key_of(grouping: wire::Grouping) -> &'static str {
    match grouping {
        wire::Grouping::Kind => Grouping::KIND,
        wire::Grouping::Zone => Grouping::ZONE,
        wire::Grouping::Sector => Grouping::SECTOR,
    }
}

fn group(grouping: wire::Grouping, found: catalogues::CustomerGroup) -> wire::CustomerGroup {
    wire::CustomerGroup {
        id: found.id.to_string(),
        revision: found.revision,
        grouping,
        name: found.name,
        deleted: found.is_deleted,
        conflicts: found.conflicts,
    }
}
