//! The catalogues that a team keeps by hand: actions to take and products (S30-S35).

pub(crate) mod contact_types;
pub mod custom_fields;
pub mod customer_groups;

use documents::provenance::Command;
use domain::action::Action;
use domain::product::Product;
use domain::record_kind::RecordKind;
use store::catalogues;
use uuid::Uuid;

use crate::book::Book;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::limits::HITS_MAX;
use crate::wire;
use crate::wire::read::required_base;

/// What can be done with a catalogue's entries: the record with its draft, what reads the one from the other and back, what
/// shows a row, and the names under which it is done.
macro_rules! catalogue {
    ($record:ident, $draft:ident: $read:ident $form:ident $show:ident;
     $many:ident $one:ident $add:ident $edit:ident $draft_of:ident $delete:ident $restore:ident) => {
        impl Book {
            /// As it is typed; without a text the first by name.
            pub async fn $many(&self, text: &str, limit: u32) -> Result<Vec<wire::$record>, AppError> {
                Ok(self.store.$many(text, limit.min(HITS_MAX)).await?.into_iter().map($show).collect())
            }

            pub async fn $one(&self, id: &str) -> Result<wire::$record, AppError> {
                let found = self.store.$one(parse_id("id", id)?).await?;
                found.map($show).ok_or(AppError::new(ErrorCode::NotFound))
            }

            pub async fn $add(&self, draft: wire::$draft) -> Result<wire::$record, AppError> {
                let record = $read(draft)?.check()?;
                let id = Uuid::now_v7();
                let mut batch = self.batch(Command::Add).await?;
                batch.add(RecordKind::$record, id, &record).await?;
                batch.commit().await?;
                self.$one(&id.to_string()).await.map_err(AppError::after_saving)
            }

            /// What is chosen from now on: records keep what they say (S32).
            pub async fn $edit(
                &self,
                id: &str,
                draft: wire::$draft,
                base: Option<&str>,
            ) -> Result<wire::$record, AppError> {
                let (record, key) = ($read(draft)?.check()?, parse_id("id", id)?);
                let mut batch = self.batch(Command::Edit).await?;
                let change = async |_: $record| Ok(record);
                batch.edit(RecordKind::$record, key, Some(required_base(base)?), change).await?;
                batch.commit().await?;
                self.$one(id).await.map_err(AppError::after_saving)
            }

            /// A saved entry as a form would hold it, as it was at `base`, with that revision.
            pub async fn $draft_of(
                &self,
                id: &str,
                base: Option<&str>,
            ) -> Result<(wire::$draft, String), AppError> {
                let (seen, revision): ($record, String) =
                    self.record(RecordKind::$record, parse_id("id", id)?, base).await?;
                Ok(($form(seen), revision))
            }

            /// To the bin: nobody can choose it any more, records keep what they say.
            pub async fn $delete(&self, id: &str) -> Result<wire::$record, AppError> {
                let mut batch = self.batch(Command::Delete).await?;
                batch.delete(RecordKind::$record, parse_id("id", id)?).await?;
                batch.commit().await?;
                self.$one(id).await.map_err(AppError::after_saving)
            }

            pub async fn $restore(&self, id: &str) -> Result<wire::$record, AppError> {
                let mut batch = self.batch(Command::Restore).await?;
                batch.restore(RecordKind::$record, parse_id("id", id)?).await?;
                batch.commit().await?;
                self.$one(id).await.map_err(AppError::after_saving)
            }
        }
    };
}

catalogue! {
    Action, ActionDraft: read_action action_form action;
    actions action add_action edit_action action_draft delete_action restore_action
}

catalogue! {
    Product, ProductDraft: read_product product_form product;
    products product add_product edit_product product_draft delete_product restore_product
}

#[expect(clippy::unnecessary_wraps, reason = "other drafts hold what may be wrong before it is a record")]
fn read_action(draft: wire::ActionDraft) -> Result<Action, AppError> {
    Ok(Action { name: draft.name })
}

fn action_form(action: Action) -> wire::ActionDraft {
    wire::ActionDraft { name: action.name }
}

#[expect(clippy::unnecessary_wraps, reason = "other drafts hold what may be wrong before it is a record")]
fn read_product(draft: wire::ProductDraft) -> Result<Product, AppError> {
    Ok(Product { code: draft.code, name: draft.name, notes: draft.notes })
}

fn product_form(product: Product) -> wire::ProductDraft {
    wire::ProductDraft { code: product.code, name: product.name, notes: product.notes }
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
