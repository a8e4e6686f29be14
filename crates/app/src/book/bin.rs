//! The bin: what was deleted, and back with it.

use documents::provenance::Command;
use store::bin::{self, Binned};
use store::document;
use store::error::StoreError;

use crate::book::Book;
use crate::book::project::{load, project};
use crate::clock;
use crate::customers::places;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::limits::{DOCUMENTS_AT_ONCE, EXCERPT_CHARS_MAX, PAGE_MAX};
use crate::wire::{self, RecordKind};

impl Book {
    /// The last deleted first.
    pub async fn bin(&self, offset: u32, limit: u32) -> Result<Vec<wire::BinRow>, AppError> {
        let rows = self.store.bin(offset, limit.min(PAGE_MAX), EXCERPT_CHARS_MAX).await?;
        Ok(rows.into_iter().map(wire).collect())
    }

    /// Where records stand in the bin now; none of each that is not in it.
    pub async fn bin_places(&self, ids: &[String]) -> Result<Vec<Option<u32>>, AppError> {
        places(&self.store.bin_in_order().await?, ids)
    }

    pub async fn bin_count(&self) -> Result<u32, AppError> {
        Ok(self.store.bin_count().await?)
    }

    /// Takes a record out of the bin; undo puts it back.
    pub async fn restore_from_bin(&self, kind: RecordKind, id: &str) -> Result<(), AppError> {
        let kind = domain::record_kind::RecordKind::from(kind);
        if !kind.is_in_bin() {
            return Err(AppError::new(ErrorCode::NotFound));
        }
        let mut batch = self.batch(Command::Restore).await?;
        batch.restore(kind, parse_id("id", id)?).await?;
        batch.commit().await
    }

    /// What was deleted before the schema knew when: once, after the migration that brought the bin.
    pub(crate) async fn refresh_bin(&self) -> Result<(), AppError> {
        if !self.store.is_bin_stale().await? {
            return Ok(());
        }
        let mut after = 0;
        loop {
            // Page by page: a book of years has more emails than there is memory.
            let mut tx = self.store.write().await?;
            let stale = bin::stale_documents(&mut tx, after, DOCUMENTS_AT_ONCE).await?;
            let Some((last, ..)) = stale.last() else {
                bin::set_fresh(&mut tx).await?;
                return Ok(tx.commit().await.map_err(StoreError::from)?);
            };
            after = *last;
            let mut projected = Vec::with_capacity(stale.len());
            for (rid, id, stored) in stale {
                // What is damaged keeps its rows as they are, and the book opens: the check tells of it.
                match load(stored.kind, &stored.bytes)
                    .map_err(AppError::from)
                    .and_then(|document| project(stored.kind, &document))
                {
                    Ok(rows) => projected.push((rid, id, rows)),
                    Err(error) => tracing::error!(%id, %error, "a record is not projected again"),
                }
            }
            let items: Vec<_> = projected.iter().map(|(rid, id, projected)| (*rid, *id, projected)).collect();
            document::project(&mut tx, &items).await?;
            tx.commit().await.map_err(StoreError::from)?;
        }
    }
}

fn wire(row: Binned) -> wire::BinRow {
    wire::BinRow {
        id: row.id.to_string(),
        kind: row.kind.into(),
        name: row.name,
        detail: row.detail.filter(|text| !text.is_empty()),
        date: row.date.map(|date| date.to_string()),
        contact_type: row.contact_type,
        deleted_at: clock::instant(row.deleted_at),
        deleted_by: row.deleted_by,
    }
}
