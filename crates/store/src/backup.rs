//! A backup is one SQLite file: the database as it stands, and the attachments' bytes in a table beside it.

use std::path::Path;

use chrono::NaiveDateTime;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};

use crate::backups::{self, BackupFile};
use crate::blobs::Blobs;
use crate::disk::{
    create_private_folder, database_file, flush, is_held, make_private, patiently, rename, replace,
    sync_folder, take_place, version_of,
};
use crate::error::StoreError;
use crate::integrity::quick_check;
use crate::store::{SCHEMA_VERSION, Store, lock_alone};

/// What a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contents {
    pub documents: u32,
    pub attachments: u32,
    /// Attachments whose bytes have not arrived, or are damaged.
    pub missing: u32,
}

impl Store {
    /// Backs the database up among the profile's own backups, and drops those that are too many. Attachments stay
    /// where they are: they never change, and lie on the same disk.
    pub async fn back_up_here(&self, at: NaiveDateTime) -> Result<BackupFile, StoreError> {
        let folder = backups::folder_of(self.folder());
        create_private_folder(&folder)?;
        let number = backups::list(self.folder()).first().map_or(1, |last| last.number.saturating_add(1));
        let unnamed = folder.join(format!("{number:06}.part"));
        let documents = self.copy_into(&unnamed).await?;
        let name = format!("{number:06}_{}_{documents}{}", at.format("%Y-%m-%d_%H%M"), backups::SUFFIX);
        let file = folder.join(&name);
        rename(&unnamed, &file)?;
        sync_folder(&folder)?;
        for old in backups::superfluous(&backups::list(self.folder())) {
            // One that cannot be removed takes room and does no harm.
            let _ = std::fs::remove_file(folder.join(&old.name));
        }
        Ok(BackupFile { name, number, at, documents, bytes: std::fs::metadata(file)?.len() })
    }

    /// Writes a backup to `file`, whole or not at all. It is opened and checked before it gets its name.
    pub async fn backup(&self, file: &Path) -> Result<Contents, StoreError> {
        let needed = self.size().await?;
        self.write_backup(file, true).await.map_err(|error| error.needing(needed))
    }

    /// The same without the attachments. Returns how many documents it holds.
    pub(crate) async fn copy_into(&self, file: &Path) -> Result<u32, StoreError> {
        let needed = self.size().await?;
        let contents = self.write_backup(file, false).await.map_err(|error| error.needing(needed))?;
        Ok(contents.documents)
    }

    async fn write_backup(&self, file: &Path, with_blobs: bool) -> Result<Contents, StoreError> {
        let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // VACUUM INTO wants a name that is not there; a folder of its own cannot be guessed at.
        let unfinished = tempfile::Builder::new().prefix(".hilo-backup-").tempdir_in(folder)?;
        let copy = unfinished.path().join("backup");
        let name = copy.to_str().ok_or_else(|| std::io::Error::other("a file name that is not Unicode"))?;
        sqlx::query("VACUUM INTO ?").bind(name).execute(&self.reader).await?;
        make_private(&copy)?;
        let mut connection = open_file(&copy).await?;
        let (attachments, missing) = match with_blobs {
            true => self.copy_blobs(&mut connection).await?,
            false => (0, 0),
        };
        quick_check(&mut connection).await?;
        let (documents,): (u32,) =
            sqlx::query_as("SELECT count(*) FROM document").fetch_one(&mut connection).await?;
        connection.close().await?;
        flush(&copy)?;
        rename(&copy, file)?;
        sync_folder(folder)?;
        Ok(Contents { documents, attachments, missing })
    }

    /// Bytes that a copy takes, without attachments.
    async fn size(&self) -> Result<u64, StoreError> {
        let (bytes,): (i64,) =
            sqlx::query_as("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
                .fetch_one(&self.reader)
                .await?;
        Ok(bytes.cast_unsigned())
    }

    async fn copy_blobs(&self, into: &mut SqliteConnection) -> Result<(u32, u32), StoreError> {
        let blobs = Blobs::of(self.folder());
        sqlx::query("CREATE TABLE backup_blob (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT")
            .execute(&mut *into)
            .await?;
        let hashes: Vec<(String,)> =
            sqlx::query_as("SELECT DISTINCT sha256 FROM attachment").fetch_all(&mut *into).await?;
        let (mut copied, mut missing) = (0, 0);
        for (hash,) in hashes {
            // One that has not arrived yet, or is damaged, does not keep the rest from being saved.
            let bytes = match blobs.get(&hash) {
                Ok(Some(bytes)) => bytes,
                Ok(None) | Err(StoreError::Damaged(_)) => {
                    missing += 1;
                    continue;
                }
                Err(error) => return Err(error),
            };
            sqlx::query("INSERT INTO backup_blob (sha256, bytes) VALUES (?, ?)")
                .bind(&hash)
                .bind(bytes)
                .execute(&mut *into)
                .await?;
            copied += 1;
        }
        Ok((copied, missing))
    }
}

/// Makes a profile in `folder` from a backup; the backup is only read, and checked before anything is kept.
pub async fn restore(backup: &Path, folder: &Path) -> Result<Contents, StoreError> {
    if database_file(folder).exists() {
        return Err(StoreError::Exists);
    }
    let (unfinished, contents) = unpack(backup, folder).await?;
    take_place(&database_file(unfinished.path()), folder)?;
    Ok(contents)
}

/// Puts a backup into the place of a profile's database, which stays beside it under a name with `stamp`.
pub async fn put_back(
    backup: &Path,
    folder: &Path,
    stamp: &str,
) -> Result<(Contents, Option<String>), StoreError> {
    let lock = lock_alone(folder)?;
    let (unfinished, contents) = unpack(backup, folder).await?;
    let aside = replace(&database_file(unfinished.path()), folder, stamp)?;
    drop(lock);
    Ok((contents, aside))
}

/// A checked database from a backup, in a folder that goes away; its attachments go among the profile's.
async fn unpack(backup: &Path, folder: &Path) -> Result<(tempfile::TempDir, Contents), StoreError> {
    let version = version_of(backup)?;
    if version > SCHEMA_VERSION {
        return Err(StoreError::Newer { found: version, known: SCHEMA_VERSION, program: None });
    }
    create_private_folder(folder)?;
    let unfinished = tempfile::Builder::new().prefix(".hilo-restore-").tempdir_in(folder)?;
    let copy = database_file(unfinished.path());
    let needed = std::fs::metadata(backup)?.len();
    patiently(is_held, || std::fs::copy(backup, &copy)).map_err(|error| error.needing(needed))?;
    make_private(&copy)?;
    let mut connection = open_file(&copy).await?;
    quick_check(&mut connection).await?;
    refuse_code(&mut connection).await?;
    extract_blobs(&mut connection, &Blobs::of(folder)).await?;
    sqlx::query("DROP TABLE IF EXISTS backup_blob").execute(&mut connection).await?;
    // A restored copy goes on under another actor: what the first one wrote since may come back (records.md 17).
    sqlx::query("DELETE FROM local_value WHERE key = 'incarnation'").execute(&mut connection).await?;
    sqlx::query("VACUUM").execute(&mut connection).await?;
    let (documents,): (u32,) =
        sqlx::query_as("SELECT count(*) FROM document").fetch_one(&mut connection).await?;
    let hashes: Vec<(String,)> =
        sqlx::query_as("SELECT DISTINCT sha256 FROM attachment").fetch_all(&mut connection).await?;
    connection.close().await?;
    let blobs = Blobs::of(folder);
    let is_there = |(hash,): &&(String,)| blobs.is_whole(hash).unwrap_or(false);
    let attachments = u32::try_from(hashes.iter().filter(is_there).count()).unwrap_or(u32::MAX);
    let missing = u32::try_from(hashes.len()).unwrap_or(u32::MAX) - attachments;
    Ok((unfinished, Contents { documents, attachments, missing }))
}

async fn open_file(file: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Delete)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(false)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON");
    Ok(options.connect().await?)
}

/// A database that comes from outside brings no code along (security-rules.md R30).
async fn refuse_code(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let (found,): (i64,) =
        sqlx::query_as("SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')")
            .fetch_one(connection)
            .await?;
    match found {
        0 => Ok(()),
        _ => Err(StoreError::Foreign),
    }
}

async fn extract_blobs(connection: &mut SqliteConnection, blobs: &Blobs) -> Result<(), StoreError> {
    let (tables,): (u32,) = sqlx::query_as("SELECT count(*) FROM sqlite_schema WHERE name = 'backup_blob'")
        .fetch_one(&mut *connection)
        .await?;
    if tables == 0 {
        // A bare copy of a database: nothing beside it to bring.
        return Ok(());
    }
    let hashes: Vec<(String,)> =
        sqlx::query_as("SELECT sha256 FROM backup_blob").fetch_all(&mut *connection).await?;
    for (hash,) in &hashes {
        let (bytes,): (Vec<u8>,) = sqlx::query_as("SELECT bytes FROM backup_blob WHERE sha256 = ?")
            .bind(hash)
            .fetch_one(&mut *connection)
            .await?;
        if blobs.put(&bytes)? != *hash {
            return Err(StoreError::Damaged(format!("attachment {hash}")));
        }
    }
    Ok(())
}
