//! Whether a profile is whole, its projection made again, and its copies: check, rebuild, backup, restore.

use std::path::Path;

use store::backup::{self, Contents};
use store::check::{Checked, Checker};
use store::error::StoreError;
use store::landing;
use store::store::Write;

use crate::book::Book;
use crate::error::{AppError, ErrorCode};
use crate::limits::DOCUMENTS_AT_ONCE;
use crate::project::{load, project};

impl Book {
    /// What is wrong with database, attachments, outbox and projection; nothing when all is well.
    pub async fn check(&self) -> Result<Vec<String>, AppError> {
        let mut snapshot = self.store.snapshot().await?;
        let problems = self.check_in(&mut snapshot.tx).await;
        snapshot.close().await;
        problems
    }

    async fn check_in(&self, snapshot: &mut Write) -> Result<Vec<String>, AppError> {
        let mut checker = Checker::default();
        let mut after = 0;
        loop {
            let documents = landing::documents_after(snapshot, after, DOCUMENTS_AT_ONCE).await?;
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
                    Ok(projected) => checked.push(Checked { rid, id, projected, changes }),
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
        landing::drop_projection(&mut tx).await?;
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
            landing::project(&mut tx, &items).await?;
            count += u32::try_from(items.len()).unwrap_or(u32::MAX);
        }
        tx.commit().await.map_err(StoreError::from)?;
        self.store.optimize().await?;
        Ok(count)
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
