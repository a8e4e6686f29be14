//! What a book does for itself while nobody uses it: a backup a day, and once a week a look at everything.

use chrono::{Days, NaiveDate};
use store::check::BYTES_ARE_GONE;
use store::error::StoreError;
use store::store::{LOOK_OVER_BYTES_MAX, Store};
use store::{backups, disk, integrity, local};

use crate::book::Book;
use crate::error::{AppError, ErrorCode};

/// The day of the last full check, of this installation.
const CHECKED_ON: &str = "checked_on";
const DAYS_BETWEEN_CHECKS: Days = Days::new(7);

/// What the full check came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    Whole,
    /// What is derived differed from the documents, and was made again.
    Mended,
    /// Something is damaged that only a backup can bring back.
    Damaged,
}

impl Book {
    /// Backs up unless there is a backup of today. A clock that was put forward or back makes one more, never one
    /// less (F27).
    pub async fn back_up_daily(&self) -> Result<bool, AppError> {
        let today = self.today().await?;
        let newest = backups::list(self.store.folder()).into_iter().next();
        let is_due = !self.store.is_read_only() && newest.is_none_or(|kept| kept.at.date() != today);
        if is_due {
            self.back_up_here().await?;
        }
        Ok(is_due)
    }

    /// The weekly check, when it is due: none when it is not.
    pub async fn check_weekly(&self) -> Result<Option<Health>, AppError> {
        let today = self.today().await?;
        let last = self.store.local(CHECKED_ON).await?.and_then(|day| day.parse::<NaiveDate>().ok());
        // A day to come is that of a clock that was wrong.
        let is_fresh = last.is_some_and(|last| last <= today && today < last + DAYS_BETWEEN_CHECKS);
        if self.store.is_read_only() || is_fresh {
            return Ok(None);
        }
        let health = self.check_and_mend().await?;
        if health != Health::Damaged {
            let mut tx = self.store.write().await?;
            local::set(&mut tx, CHECKED_ON, &today.to_string()).await?;
            tx.commit().await.map_err(StoreError::from)?;
        }
        Ok(Some(health))
    }

    /// Compares everything with the documents, and makes again what differs.
    pub async fn check_and_mend(&self) -> Result<Health, AppError> {
        let problems = match self.check().await {
            Ok(problems) if problems.is_empty() => return Ok(Health::Whole),
            Ok(problems) => problems,
            // The check itself met something that cannot be read.
            Err(error) if error.code == ErrorCode::Damaged => vec![error.to_string()],
            Err(error) => return Err(error),
        };
        tracing::warn!(count = problems.len(), "the check found what is not as it must be");
        if problems.iter().all(|problem| problem.ends_with(BYTES_ARE_GONE)) {
            return Ok(Health::Damaged);
        }
        if problems.iter().any(|problem| problem.starts_with("integrity:")) {
            // Rows cannot be written anew over an index that contradicts them.
            let made = integrity::reindex(&disk::database_file(self.store.folder())).await;
            if let Err(error) = made {
                tracing::warn!(%error, "the indexes alone do not cure it");
            }
        }

        self.rebuild().await?;

        let left = self.check().await?;
        tracing::warn!(count = left.len(), "problems are left after the projection was made again");
        Ok(if left.is_empty() { Health::Mended } else { Health::Damaged })
    }

    /// Looks at every page of a book that is too large to be looked at whenever it is opened.
    pub async fn look_over(&self) -> Result<(), AppError> {
        let file = disk::database_file(self.store.folder());
        match std::fs::metadata(file).is_ok_and(|file| file.len() > LOOK_OVER_BYTES_MAX) {
            true => Ok(self.store.quick_check().await?),
            false => Ok(()),
        }
    }

    /// A search that the full text's own damage does not stop: it is made again, and asked once more (F14).
    pub(crate) async fn with_words<'a, T, A>(&'a self, ask: impl Fn(&'a Store) -> A) -> Result<T, StoreError>
    where
        A: Future<Output = Result<T, StoreError>>,
    {
        match ask(&self.store).await {
            Err(StoreError::Damaged(what)) if !self.store.is_read_only() => {
                tracing::warn!(%what, "a search failed; the projection is made again");
                match self.rebuild().await {
                    Ok(documents) => tracing::warn!(documents, "the projection was made again"),
                    Err(error) => tracing::error!(%error, "it cannot be made again"),
                }
                ask(&self.store).await
            }
            answer => answer,
        }
    }
}
