//! Whether a profile is whole, its projection made again, and its copies: check, rebuild, backup, restore.

use std::path::Path;

use documents::document::Document;
use domain::id::AttachmentId;
use store::backup::{self, Contents};
use store::check::{Checked, Checker, Found};
use store::connection::Write;
use store::document;
use store::error::StoreError;
use store::local;
use store::record::{Projected, Record};

use crate::book::Book;
use crate::book::identity::TEAM;
use crate::book::project::{load, project};
use crate::book::recovery::KeptBackup;
use crate::clock;
use crate::error::{AppError, ErrorCode};
use crate::limits::DOCUMENTS_AT_ONCE;
use crate::wire;

/// Under which it is kept that a colleague's file came: when it is gone afterwards, that is damage.
pub(crate) fn came(sha256: &str) -> String {
    format!("file.{sha256}")
}

impl Book {
    /// What is wrong with database, attachments, outbox and projection; nothing when all is well.
    pub async fn check(&self) -> Result<Vec<String>, AppError> {
        Ok(self.found().await?.problems)
    }

    /// The same, with the colleagues' files that have not come yet.
    pub async fn examine(&self) -> Result<wire::Examined, AppError> {
        let found = self.found().await?;
        let ids: Vec<AttachmentId> = found.awaited.into_iter().map(AttachmentId).collect();
        let awaited = self.attachments(&ids).await?.into_iter();
        let on_their_way =
            awaited.map(|file| wire::AwaitedFile { id: file.id, name: file.name, sha256: file.sha256 });
        Ok(wire::Examined {
            ok: found.problems.is_empty(),
            problems: found.problems,
            on_their_way: on_their_way.collect(),
        })
    }

    async fn found(&self) -> Result<Found, AppError> {
        let mut snapshot = self.store.snapshot().await?;
        let found = self.check_in(&mut snapshot.tx).await;
        snapshot.close().await;
        found
    }

    /// Whether an attachment's bytes were never here. Without a team there is nobody whom they may come from.
    async fn may_come(
        &self,
        snapshot: &mut Write,
        document: &Document,
        projected: &Projected,
    ) -> Result<bool, AppError> {
        let Record::Attachment(attachment) = &projected.record else { return Ok(false) };
        if local::get(snapshot, TEAM).await?.is_none()
            || local::get(snapshot, &came(&attachment.sha256)).await?.is_some()
        {
            return Ok(false);
        }
        let Some(actor) = document.added_by() else { return Ok(true) };
        let device = local::device_of(snapshot, actor.0).await?;
        Ok(device != Some(self.identity.device.to_string()))
    }

    async fn check_in(&self, snapshot: &mut Write) -> Result<Found, AppError> {
        let mut checker = Checker::default();
        let mut after = 0;
        loop {
            let documents = document::documents_after(snapshot, after, DOCUMENTS_AT_ONCE).await?;
            let Some((last, ..)) = documents.last() else { break };
            after = *last;
            let mut checked = Vec::with_capacity(documents.len());
            for (rid, id, stored) in documents {
                let document = match load(stored.kind, &stored.bytes) {
                    Ok(document) => document,
                    Err(error) => {
                        checker.problem(format!("document {id}: {error}"));
                        continue;
                    }
                };
                let changes = document.change_hashes();
                match project(stored.kind, &document) {
                    Ok(projected) => {
                        let may_come = self.may_come(snapshot, &document, &projected).await?;
                        checked.push(Checked { rid, id, projected, changes, may_come });
                    }
                    Err(error) => checker.problem(format!("document {id}: {error}")),
                }
            }
            checker.take(snapshot, &checked).await?;
        }
        Ok(checker.finish(&self.store, snapshot).await?)
    }

    /// Drops the projection and makes it again from the documents, in one transaction. Returns how many there are.
    pub async fn rebuild(&self) -> Result<u32, AppError> {
        let mut tx = self.store.write().await?;
        document::drop_projection(&mut tx).await?;
        let (mut after, mut count) = (0, 0);
        loop {
            let documents = self.store.documents_after(after, DOCUMENTS_AT_ONCE).await?;
            let Some((last, ..)) = documents.last() else { break };
            after = *last;
            let mut projected = Vec::with_capacity(documents.len());
            for (rid, id, stored) in &documents {
                projected.push((*rid, *id, project(stored.kind, &load(stored.kind, &stored.bytes)?)?));
            }
            let items: Vec<_> = projected.iter().map(|(rid, id, projected)| (*rid, *id, projected)).collect();
            document::project(&mut tx, &items).await?;
            count += u32::try_from(items.len()).unwrap_or(u32::MAX);
        }
        tx.commit().await.map_err(StoreError::from)?;
        self.store.optimize().await?;
        Ok(count)
    }

    /// A backup now, among those that the book makes of itself.
    pub async fn back_up_here(&self) -> Result<KeptBackup, AppError> {
        if self.store.is_read_only() {
            return Err(StoreError::ReadOnly.into());
        }
        Ok(self.store.back_up_here(clock::wall_now()).await?.into())
    }

    /// One file with everything, attachments included.
    pub async fn backup(&self, file: &Path) -> Result<Contents, AppError> {
        let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_own = |folder: &Path| folder.canonicalize().ok() == self.store.folder().canonicalize().ok();
        if is_own(folder) {
            return Err(AppError::new(ErrorCode::FileUnreadable).with_detail("inside the profile"));
        }
        let began = std::time::Instant::now();
        let contents = self.store.backup(file).await.map_err(of_file)?;
        tracing::info!(ms = began.elapsed().as_millis(), "backed up");
        Ok(contents)
    }
}

/// Makes a new profile in `folder` from a backup; never over another one.
pub async fn restore(backup: &Path, folder: &Path) -> Result<Contents, AppError> {
    let contents = backup::restore(backup, folder).await.map_err(of_file)?;
    // Opening gives the copy an identity of its own.
    Book::open(folder).await?.close().await;
    Ok(contents)
}

/// What is wrong with a file of the user's is not wrong with the profile.
fn of_file(error: StoreError) -> AppError {
    match error {
        StoreError::ReadOnly
        | StoreError::Io(_)
        | StoreError::Missing
        | StoreError::Damaged(_)
        | StoreError::DerivedDamaged(_) => AppError::new(ErrorCode::FileUnreadable).with_detail(error),
        error => error.into(),
    }
}
