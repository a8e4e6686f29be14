//! Undo and redo: new changes that restore what a command replaced, across restarts (records.md 15).

use documents::provenance::Command;
use domain::record_kind::RecordKind;
use store::local::{self, Batch as Remembered};
use store::record::Record;
use uuid::Uuid;

use crate::book::Book;
use crate::book::batch::Batch;
use crate::book::project::project;
use crate::book::record_names::RecordName;
use crate::error::{AppError, ErrorCode};
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
        loop {
            let last =
                local::batch_to_undo(&mut batch.tx).await?.ok_or(AppError::new(ErrorCode::NothingToUndo))?;
            let reverted = revert(&mut batch, &last, last.batch).await?;
            let made = batch.author.batch;
            local::set_undone(&mut batch.tx, last.batch, Some(made)).await?;
            // A step that does nothing is none: the one before it is what the user means.
            if !reverted.is_empty() {
                batch.commit_without_undo().await?;
                return self.told(&last, reverted).await;
            }
        }
    }

    pub async fn redo_watched(&self, work: &Work) -> Result<wire::Undone, AppError> {
        let mut batch = self.batch(Command::Redo).await?;
        batch.work = work.clone();
        loop {
            let last =
                local::batch_to_redo(&mut batch.tx).await?.ok_or(AppError::new(ErrorCode::NothingToUndo))?;
            let undone_by = last.undone_by.ok_or(AppError::new(ErrorCode::NothingToUndo))?;
            let reverted = revert(&mut batch, &last, undone_by).await?;
            let made = batch.author.batch;
            local::set_redone(&mut batch.tx, last.batch, made).await?;
            if !reverted.is_empty() {
                batch.commit_without_undo().await?;
                return self.told(&last, reverted).await;
            }
        }
    }

    /// What was done, in the terms of whoever did it.
    async fn told(&self, of: &Remembered, reverted: Reverted) -> Result<wire::Undone, AppError> {
        tracing::info!(
            command = of.command,
            restored = reverted.restored.len(),
            skipped = reverted.skipped.len(),
            "undone or redone"
        );
        let command = command_of(&of.command);
        let about = match reverted.named_by(command) {
            Some((kind, ids)) => Some(self.about(kind, &ids).await.map_err(AppError::after_saving)?),
            None => None,
        };
        let text = |ids: Vec<Uuid>| ids.into_iter().map(|id| id.to_string()).collect();
        Ok(wire::Undone {
            batch: of.batch.to_string(),
            command,
            about,
            restored: text(reverted.restored),
            skipped: text(reverted.skipped),
        })
    }

    async fn about(&self, kind: RecordKind, ids: &[Uuid]) -> Result<wire::About, AppError> {
        let mut about = wire::About {
            kind: kind.into(),
            count: u32::try_from(ids.len()).unwrap_or(u32::MAX),
            name: None,
            date: None,
        };
        if let [id] = *ids {
            let RecordName { name, date } = self.record_name(kind, id).await?;
            (about.name, about.date) = (name, date);
        }
        Ok(about)
    }
}

/// What became of the records of a command.
#[derive(Debug, Default)]
struct Reverted {
    restored: Vec<Uuid>,
    skipped: Vec<Uuid>,
    records: Vec<(RecordKind, Uuid)>,
}

impl Reverted {
    fn is_empty(&self) -> bool {
        self.restored.is_empty() && self.skipped.is_empty()
    }

    /// The records that the command is named by: files where it attached some, else the kind that people think of.
    fn named_by(&self, command: wire::UndoneCommand) -> Option<(RecordKind, Vec<Uuid>)> {
        let of_files =
            |kind: &RecordKind| command == wire::UndoneCommand::Attach && *kind == RecordKind::Attachment;
        let kinds = self.records.iter().map(|(kind, _)| *kind);
        let kind = kinds.min_by_key(|kind| (!of_files(kind), *kind))?;
        let ids = self.records.iter().filter(|(of, _)| *of == kind).map(|(_, id)| *id);
        // A try and the contact that it moved are one call to whoever made it.
        let most = if command == wire::UndoneCommand::NoAnswer { 1 } else { usize::MAX };
        let ids = ids.take(most).collect();
        Some((kind, ids))
    }
}

async fn revert(batch: &mut Batch, of: &Remembered, changes_of: Uuid) -> Result<Reverted, AppError> {
    let mut reverted = Reverted::default();
    batch.work.expect(of.records.len());
    for id in &of.records {
        batch.work.step(1)?;
        let Some((kind, mut document)) = batch.stored(*id).await? else {
            continue;
        };
        reverted.records.push((kind, *id));
        let done = document.revert(changes_of, &batch.author)?;
        if matches!(project(kind, &document)?.record, Record::Incomplete(_)) {
            // What others wrote makes no record by itself: it keeps what was added.
            reverted.skipped.push(*id);
            continue;
        }
        if !done.skipped.is_empty() {
            reverted.skipped.push(*id);
        }
        if !done.changes.is_empty() {
            reverted.restored.push(*id);
            batch.touch(kind, *id, document, done.changes);
        }
    }
    Ok(reverted)
}

/// What this device remembers of its own commands; one that only another version knows was some edit.
fn command_of(text: &str) -> wire::UndoneCommand {
    use wire::UndoneCommand as C;
    match Command::parse(text) {
        Some(Command::Add) => C::Add,
        Some(Command::Change) => C::Change,
        Some(Command::Delete) => C::Delete,
        Some(Command::Restore) => C::Restore,
        Some(Command::Assume) => C::Assume,
        Some(Command::Attach) => C::Attach,
        Some(Command::Detach) => C::Detach,
        Some(Command::NoAnswer) => C::NoAnswer,
        // Undo, redo and samples are no steps of their own.
        Some(Command::Edit | Command::Undo | Command::Redo | Command::Sample) | None => C::Edit,
    }
}
