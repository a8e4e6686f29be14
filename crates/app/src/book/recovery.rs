//! A book that is damaged: what can be had back, from its own backups and from what is still readable. The documents
//! are the ground state; the damaged file always stays, under a name with the day.

use std::collections::HashSet;
use std::path::Path;

use serde::Serialize;
use specta::Type;
use store::backups::{self, BackupFile};
use store::document::{self, DocumentWrite};
use store::error::StoreError;
use store::local;
use store::salvage::{DamagedDatabase, SalvagedDocument};
use store::store::Store;
use store::{backup, disk, integrity};
use uuid::Uuid;

use crate::book::project::{load, project};
use crate::clock;
use crate::error::{AppError, ErrorCode};
use crate::limits::DOCUMENTS_AT_ONCE;

/// A backup that the book made of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct KeptBackup {
    pub name: String,
    /// `YYYY-MM-DD`, on the wall of whoever made it.
    pub date: String,
    /// `HH:MM`.
    pub time: String,
    /// Records.
    pub documents: u32,
}

/// What came of a recovery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Recovered {
    /// Records in the book now.
    pub documents: u32,
    /// Of those, how many only a backup still had.
    pub from_backup: u32,
    /// Records that are known to have been there and that nothing holds any more.
    pub lost: u32,
    /// The damaged file's new name, beside the book.
    pub kept_as: Option<String>,
}

/// The backups that a profile made of itself, newest first; it need not be whole.
pub fn backups(profile: &Path) -> Vec<KeptBackup> {
    backups::list(profile).into_iter().map(KeptBackup::from).collect()
}

/// Puts one of the profile's own backups into the place of its database.
pub async fn restore_backup(profile: &Path, name: &str) -> Result<Recovered, AppError> {
    let file = backups::file_of(profile, name).ok_or(AppError::new(ErrorCode::NotFound))?;
    let (contents, kept_as) = backup::put_back(&file, profile, &stamp()).await?;
    tracing::warn!(documents = contents.documents, "a backup took the place of the book");
    Ok(Recovered { documents: contents.documents, from_backup: contents.documents, lost: 0, kept_as })
}

/// Makes the book again from every document that can be read, and from the newest backup where it has more.
pub async fn rescue(profile: &Path) -> Result<Recovered, AppError> {
    gather(profile).await?.put_into_place(profile).await
}

/// Damage that costs nothing, because it lies in what is derived: made again at once (F13).
pub(crate) async fn mend(profile: &Path, what: &StoreError) -> Result<(), AppError> {
    let error = match integrity::reindex(&disk::database_file(profile)).await {
        Ok(()) => {
            tracing::warn!(%what, "the indexes were made again");
            return Ok(());
        }
        Err(error) => error,
    };
    tracing::warn!(%what, %error, "the indexes alone do not cure it");
    let gathered = gather(profile).await?;
    if gathered.recovered.lost + gathered.recovered.from_backup > 0 {
        return Err(AppError::new(ErrorCode::Damaged).with_detail(what));
    }
    gathered.put_into_place(profile).await?;
    Ok(())
}

/// A new book of what was found, which is not in its place yet.
struct Gathered {
    store: Store,
    recovered: Recovered,
    folder: tempfile::TempDir,
}

impl Gathered {
    async fn put_into_place(self, profile: &Path) -> Result<Recovered, AppError> {
        let kept_as = self.store.take_place_of(profile, &stamp()).await?;
        drop(self.folder);
        let Recovered { documents, from_backup, lost, .. } = self.recovered;
        tracing::warn!(documents, from_backup, lost, "the book was made again from its documents");
        Ok(Recovered { kept_as, ..self.recovered })
    }
}

async fn gather(profile: &Path) -> Result<Gathered, AppError> {
    let folder =
        tempfile::Builder::new().prefix(".hilo-rescue-").tempdir_in(profile).map_err(StoreError::from)?;
    Store::create(folder.path()).await?.settle(folder.path()).await?;
    let store = Store::open(folder.path()).await?;
    let mut have = HashSet::new();
    let mut known = Vec::new();
    if let Ok(mut wreck) = DamagedDatabase::of_profile(profile).await {
        take_documents(&store, &mut wreck, &mut have).await?;
        known.extend(wreck.known_ids().await);
        store.take_local(&wreck).await?;
        wreck.close().await;
    }
    let from_wreck = have.len();
    if let Some(newest) = backups::list(profile).first()
        && let Some(file) = backups::file_of(profile, &newest.name)
        && let Ok(mut wreck) = DamagedDatabase::of_backup(&file).await
    {
        take_documents(&store, &mut wreck, &mut have).await?;
        store.take_local(&wreck).await?;
        wreck.close().await;
    }
    let lost = known.iter().filter(|id| !have.contains(*id)).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (documents, from_backup) = (count(have.len()), count(have.len() - from_wreck));
    identify(&store).await?;
    store.optimize().await?;
    let recovered = Recovered { documents, from_backup, lost: count(lost), kept_as: None };
    Ok(Gathered { store, recovered, folder })
}

/// Writes every document that is readable and not there yet.
async fn take_documents(
    store: &Store,
    wreck: &mut DamagedDatabase,
    have: &mut HashSet<Uuid>,
) -> Result<(), AppError> {
    let mut after = 0;
    while let Some(found) = wreck.documents_after(after, DOCUMENTS_AT_ONCE).await {
        after += i64::from(DOCUMENTS_AT_ONCE);
        let fresh = found.into_iter().filter(|found| !have.contains(&found.id));
        let writes: Vec<DocumentWrite> = fresh.filter_map(readable).collect();
        have.extend(writes.iter().map(|write| write.id));
        let mut tx = store.write().await?;
        document::write(&mut tx, &writes).await?;
        tx.commit().await.map_err(StoreError::from)?;
    }
    Ok(())
}

/// A document that its own checksums vouch for. Where the list of what was not sent is gone, everything is sent again:
/// whoever has it already takes no harm.
fn readable(found: SalvagedDocument) -> Option<DocumentWrite> {
    let document = load(found.stored.kind, &found.stored.bytes).ok()?;
    let projected = project(found.stored.kind, &document).ok()?;
    let revision = document.revision().to_string();
    let unsent = found.unsent.unwrap_or_else(|| document.change_hashes());
    Some(DocumentWrite { id: found.id, bytes: found.stored.bytes, revision, unsent, projected })
}

/// A book must say whose it is; where that is lost it becomes a new device of the first of its users.
async fn identify(store: &Store) -> Result<(), AppError> {
    if store.local("device").await?.is_some() && store.local("user").await?.is_some() {
        return Ok(());
    }
    let users = store.users().await?;
    let user = users.first().ok_or(AppError::new(ErrorCode::Damaged).with_detail("nobody's book"))?;
    let mut tx = store.write().await?;
    local::set(&mut tx, "device", &Uuid::new_v4().to_string()).await?;
    local::set(&mut tx, "user", &user.id.to_string()).await?;
    Ok(tx.commit().await.map_err(StoreError::from)?)
}

/// A part of a file name, after the wall clock.
fn stamp() -> String {
    clock::wall_now().format("%Y-%m-%d-%H%M%S").to_string()
}

impl From<BackupFile> for KeptBackup {
    fn from(kept: BackupFile) -> Self {
        Self {
            name: kept.name,
            date: kept.at.date().to_string(),
            time: kept.at.format("%H:%M").to_string(),
            documents: kept.documents,
        }
    }
}
