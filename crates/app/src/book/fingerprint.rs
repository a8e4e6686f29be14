//! Whether a profile still lies where it lay: a copy of it, on this machine or another, must not write under its name.

use std::path::Path;

use sha2::{Digest, Sha256};
use store::connection::Write;
use store::disk::database_file;
use store::local;
use store::store::Store;

use crate::error::AppError;

const PLACE: &str = "place";

/// Whether the profile was written elsewhere. One that never said where is at home.
pub(crate) async fn is_another(store: &Store, folder: &Path) -> Result<bool, AppError> {
    match (store.local(PLACE).await?, here(folder)) {
        (Some(known), Some(here)) => Ok(known != here),
        (None, Some(_)) => {
            let mut tx = store.write().await?;
            remember(&mut tx, folder).await?;
            tx.commit().await.map_err(store::error::StoreError::from)?;
            Ok(false)
        }
        (_, None) => Ok(false),
    }
}

pub(crate) async fn remember(tx: &mut Write, folder: &Path) -> Result<(), AppError> {
    match here(folder) {
        Some(here) => Ok(local::set(tx, PLACE, &here).await?),
        None => Ok(()),
    }
}

/// The machine, and the file on its disk: a copy is another file, a renamed folder is not.
fn here(folder: &Path) -> Option<String> {
    let file = std::fs::metadata(database_file(folder)).ok()?;
    let born = file.created().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&file);
    #[cfg(not(unix))]
    let number = 0u64;
    let mut digest = Sha256::new();
    digest.update(machine_uid::get().unwrap_or_default().as_bytes());
    digest.update(number.to_le_bytes());
    digest.update(born.map_or(0, |born| born.as_nanos()).to_le_bytes());
    Some(digest.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
}
