//! The catalogues that a team keeps by hand: actions to take and products (S30-S35).

pub(crate) mod contact_types;
pub mod custom_fields;
pub mod customer_groups;

use documents::provenance::Command;
use domain::action::Action;
use domain::id::{ActionId, ProductId};
use domain::product::Product;
use domain::record_kind::RecordKind;
use store::catalogues;
use uuid::Uuid;

use crate::book::Book;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::limits::HITS_MAX;
use crate::wire;
use crate::wire::read::required_base;

impl Book {
    /// By name as it is typed; without a text the first by name.
    pub async fn actions(&self, text: &str, limit: u32) -> Result<Vec<wire::Action>, AppError> {
        Ok(self.store.actions(text, limit.min(HITS_MAX)).await?.into_iter().map(action).collect())
    }

    pub async fn action(&self, id: &str) -> Result<wire::Action, AppError> {
        let found = self.store.action(parse_id("id", id)?).await?;
        found.map(action).ok_or(AppError::new(ErrorCode::NotFound))
    }

    pub async fn add_action(&self, draft: wire::ActionDraft) -> Result<wire::Action, AppError> {
        let action = Action { name: draft.name }.check()?;
        let id = Uuid::now_v7();
        let mut batch = self.batch(Command::Add).await?;
        batch.add(RecordKind::Action, id, &action).await?;
        batch.commit().await?;
        self.action(&id.to_string()).await.map_err(AppError::after_saving)
    }

    /// A new name for what is chosen from now on: contacts keep what they say (S32).
    pub async fn edit_action(
        &self,
        id: &str,
        draft: wire::ActionDraft,
        base: Option<&str>,
    ) -> Result<wire::Action, AppError> {
        let action = Action { name: draft.name }.check()?;
        let key = parse_id::<ActionId>("id", id)?.0;
        let mut batch = self.batch(Command::Edit).await?;
        batch.edit(RecordKind::Action, key, Some(required_base(base)?), async |_: Action| Ok(action)).await?;
        batch.commit().await?;
        self.action(id).await.map_err(AppError::after_saving)
    }

    /// A saved action as a form would hold it, as it was at `base`, with that revision.
    pub async fn action_draft(
        &self,
        id: &str,
        base: Option<&str>,
    ) -> Result<(wire::ActionDraft, String), AppError> {
        let (seen, revision): (Action, String) =
            self.record(RecordKind::Action, parse_id::<ActionId>("id", id)?.0, base).await?;
        Ok((wire::ActionDraft { name: seen.name }, revision))
    }

    /// To the bin: nobody can choose it any more, contacts keep what they say.
    pub async fn delete_action(&self, id: &str) -> Result<wire::Action, AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        batch.delete(RecordKind::Action, parse_id::<ActionId>("id", id)?.0).await?;
        batch.commit().await?;
        self.action(id).await.map_err(AppError::after_saving)
    }

    pub async fn restore_action(&self, id: &str) -> Result<wire::Action, AppError> {
        let mut batch = self.batch(Command::Restore).await?;
        batch.restore(RecordKind::Action, parse_id::<ActionId>("id", id)?.0).await?;
        batch.commit().await?;
        self.action(id).await.map_err(AppError::after_saving)
    }

    /// By name or code as it is typed; without a text the first by name.
    pub async fn products(&self, text: &str, limit: u32) -> Result<Vec<wire::Product>, AppError> {
        Ok(self.store.products(text, limit.min(HITS_MAX)).await?.into_iter().map(product).collect())
    }

    pub async fn product(&self, id: &str) -> Result<wire::Product, AppError> {
        let found = self.store.product(parse_id("id", id)?).await?;
        found.map(product).ok_or(AppError::new(ErrorCode::NotFound))
    }

    pub async fn add_product(&self, draft: wire::ProductDraft) -> Result<wire::Product, AppError> {
        let product = read_product(draft).check()?;
        let id = Uuid::now_v7();
        let mut batch = self.batch(Command::Add).await?;
        batch.add(RecordKind::Product, id, &product).await?;
        batch.commit().await?;
        self.product(&id.to_string()).await.map_err(AppError::after_saving)
    }

    pub async fn edit_product(
        &self,
        id: &str,
        draft: wire::ProductDraft,
        base: Option<&str>,
    ) -> Result<wire::Product, AppError> {
        let product = read_product(draft).check()?;
        let key = parse_id::<ProductId>("id", id)?.0;
        let mut batch = self.batch(Command::Edit).await?;
        batch
            .edit(RecordKind::Product, key, Some(required_base(base)?), async |_: Product| Ok(product))
            .await?;
        batch.commit().await?;
        self.product(id).await.map_err(AppError::after_saving)
    }

    /// A saved product as a form would hold it, as it was at `base`, with that revision.
    pub async fn product_draft(
        &self,
        id: &str,
        base: Option<&str>,
    ) -> Result<(wire::ProductDraft, String), AppError> {
        let (seen, revision): (Product, String) =
            self.record(RecordKind::Product, parse_id::<ProductId>("id", id)?.0, base).await?;
        Ok((wire::ProductDraft { code: seen.code, name: seen.name, notes: seen.notes }, revision))
    }

    /// To the bin: nobody can choose it any more, what showed interest in it still does.
    pub async fn delete_product(&self, id: &str) -> Result<wire::Product, AppError> {
        let mut batch = self.batch(Command::Delete).await?;
        batch.delete(RecordKind::Product, parse_id::<ProductId>("id", id)?.0).await?;
        batch.commit().await?;
        self.product(id).await.map_err(AppError::after_saving)
    }

    pub async fn restore_product(&self, id: &str) -> Result<wire::Product, AppError> {
        let mut batch = self.batch(Command::Restore).await?;
        batch.restore(RecordKind::Product, parse_id::<ProductId>("id", id)?.0).await?;
        batch.commit().await?;
        self.product(id).await.map_err(AppError::after_saving)
    }
}

fn read_product(draft: wire::ProductDraft) -> Product {
    Product { code: draft.code, name: draft.name, notes: draft.notes }
}

fn action(found: catalogues::Action) -> wire::Action {
    wire::Action {
        id: found.id.to_string(),
        revision: found.revision,
        name: found.name,
        deleted: found.is_deleted,
        conflicts: found.conflicts,
    }
}

fn product(found: catalogues::Product) -> wire::Product {
    wire::Product {
        id: found.id.to_string(),
        revision: found.revision,
        code: found.code,
        name: found.name,
        notes: found.notes,
        deleted: found.is_deleted,
        conflicts: found.conflicts,
    }
}
