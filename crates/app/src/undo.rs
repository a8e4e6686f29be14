//! Undo and redo: new changes that restore what a command replaced, across restarts (records.md 15).

use documents::provenance::Command;
use store::landing::Record;
use store::local::{self, Batch as Remembered};
use uuid::Uuid;

use crate::book::Book;
use crate::error::{AppError, ErrorCode};
use crate::project::project;
use crate::wire;
use crate::work::Work;

impl Book {
    /// Takes back the newest command that was not undone. Fields changed since stay, and their records are named.
    pub async fn undo(&self) -> Result<wire::Undone, AppError> {
        self.undo_watched(&Work::default()).await
    }

    /// Does again what was undone last.
    pub async fn redo(&self) -> Result<wire::Undone, AppError> {
        self.redo_watched(&Work::default()).await
    }

    /// The same, where a command of thousands of records may be what is taken back.
    pub async fn undo_watched(&self, work: &Work) -> Result<wire::Undone, AppError> {
        let mut batch = self.batch(Command::Undo).await?;
        batch.work = work.clone();
        let last =
            local::batch_to_undo(&mut batch.tx).await?.ok_or(AppError::new(ErrorCode::NothingToUndo))?;
        let undone = revert(&mut batch, &last, last.batch).await?;
        let made = batch.author.batch;
        local::set_undone(&mut batch.tx, last.batch, Some(made)).await?;
        batch.land().await?;
        tracing::info!(restored = undone.restored.len(), skipped = undone.skipped.len(), "undone");
        Ok(undone)
    }

    pub async fn redo_watched(&self, work: &Work) -> Result<wire::Undone, AppError> {
        let mut batch = self.batch(Command::Redo).await?;
        batch.work = work.clone();
        let last =
            local::batch_to_redo(&mut batch.tx).await?.ok_or(AppError::new(ErrorCode::NothingToUndo))?;
        let undone_by = last.undone_by.ok_or(AppError::new(ErrorCode::NothingToUndo))?;
        let redone = revert(&mut batch, &last, undone_by).await?;
        let made = batch.author.batch;
        local::set_redone(&mut batch.tx, last.batch, made).await?;
        batch.land().await?;
        tracing::info!(restored = redone.restored.len(), skipped = redone.skipped.len(), "redone");
        Ok(redone)
    }
}

async fn revert(
    batch: &mut crate::batch::Batch,
    of: &Remembered,
    changes_of: Uuid,
) -> Result<wire::Undone, AppError> {
    let mut undone = wire::Undone {
        batch: of.batch.to_string(),
        command: of.command.clone(),
        restored: Vec::new(),
        skipped: Vec::new(),
    };
    batch.work.expect(of.records.len());
    for id in &of.records {
        batch.work.step(1)?;
        let Some((kind, mut document)) = batch.stored(*id).await? else {
            continue;
        };
        let reverted = document.revert(changes_of, &batch.author)?;
        if matches!(project(kind, &document)?.record, Record::Incomplete(_)) {
            // What others wrote makes no record by itself: it keeps what was added.
            undone.skipped.push(id.to_string());
            continue;
        }
        if !reverted.skipped.is_empty() {
            undone.skipped.push(id.to_string());
        }
        if !reverted.changes.is_empty() {
            undone.restored.push(id.to_string());
            batch.touch(kind, *id, document, reverted.changes);
        }
    }
    Ok(undone)
}
