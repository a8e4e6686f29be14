//! The database of one profile: opened with care, written by one, read by many.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite, Transaction};

use crate::error::StoreError;

/// `PRAGMA application_id`: "HILO".
pub const APPLICATION_ID: u32 = 0x4849_4c4f;
/// `PRAGMA user_version` of the newest migration.
pub const SCHEMA_VERSION: u32 = 1;
/// How long a command waits for another program's command on the same profile (cli.md, `profile_in_use`).
const IN_USE_AFTER: Duration = Duration::from_secs(5);
/// Connections that read; a window asks for a few things at once.
const READERS_MAX: u32 = 4;

/// One writer and a few readers. Programs on one profile take turns: a write transaction takes SQLite's lock at
/// its start and holds it for one command (records.md 19).
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) writer: SqlitePool,
    pub(crate) reader: SqlitePool,
    folder: PathBuf,
}

/// One command's transaction: all of it is on disk when `commit` returns, or none of it.
pub type Write = Transaction<'static, Sqlite>;

impl Store {
    /// Makes the database of a new profile.
    pub async fn create(folder: &Path) -> Result<Self, StoreError> {
        let file = database_file(folder);
        if file.exists() {
            return Err(StoreError::Exists);
        }
        create_private_folder(folder)?;
        // Migrated beside its name: a crash meanwhile leaves no half profile.
        let unfinished = folder.join("hilo.db.new");
        remove_database(&unfinished)?;
        let pool = connect(&unfinished, true, 1).await?;
        make_private(&unfinished)?;
        sqlx::migrate!("../../migrations").run(&pool).await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&pool).await?;
        pool.close().await;
        std::fs::File::open(&unfinished)?.sync_all()?;
        std::fs::rename(&unfinished, &file)?;
        sync_folder(folder)?;
        Self::open(folder).await
    }

    /// Opens the database of a profile; the file of a newer version or another program is left untouched.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = database_file(folder);
        let version = version_of(&file)?;
        if version > SCHEMA_VERSION {
            return Err(StoreError::Newer { found: version, known: SCHEMA_VERSION });
        }
        let writer = connect(&file, false, 1).await?;
        let (sqlite,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(&writer).await?;
        if !has_no_wal_reset_bug(&sqlite) {
            return Err(StoreError::OldSqlite(sqlite));
        }
        if version < SCHEMA_VERSION {
            sqlx::migrate!("../../migrations").run(&writer).await?;
        }
        let reader = connect(&file, false, READERS_MAX).await?;
        Ok(Self { writer, reader, folder: folder.to_owned() })
    }

    /// Starts a command. `InUse` when another program's command lasts too long.
    pub async fn write(&self) -> Result<Write, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// A connection that has read nothing yet. Full-text tables keep their structure in a connection's memory,
    /// and `integrity_check` takes an old one for corruption.
    pub(crate) async fn fresh(&self) -> Result<SqlitePool, StoreError> {
        connect(&database_file(&self.folder), false, 1).await
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Leaves the database in one file, as far as no other program has it open.
    pub async fn close(self) {
        self.reader.close().await;
        self.writer.close().await;
    }
}

pub(crate) fn database_file(folder: &Path) -> PathBuf {
    folder.join("hilo.db")
}

/// What the file's header says, without SQLite, which would write to it (sqlite.org/fileformat2.html, 1.3).
pub(crate) fn version_of(file: &Path) -> Result<u32, StoreError> {
    use std::io::Read;
    let mut header = [0u8; 100];
    let mut opened = match std::fs::File::open(file) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::Missing),
        opened => opened?,
    };
    match opened.read_exact(&mut header) {
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            return Err(StoreError::Damaged("shorter than a database's header".into()));
        }
        read => read?,
    }
    if &header[..16] != b"SQLite format 3\0" {
        return Err(StoreError::Damaged("no database's header".into()));
    }
    let number = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    if number(68) != APPLICATION_ID {
        return Err(StoreError::Foreign);
    }
    // Truncated between pages SQLite itself would say nothing before it needs what is gone.
    let page = u64::from(u16::from_be_bytes([header[16], header[17]]));
    let page = if page == 1 { 65_536 } else { page };
    let expected = page * u64::from(number(28));
    let is_whole = std::fs::metadata(file)?.len() >= expected;
    match is_whole || file.with_extension("db-wal").exists() {
        true => Ok(number(60)),
        false => Err(StoreError::Damaged("shorter than its header says".into())),
    }
}

async fn connect(file: &Path, is_new: bool, connections: u32) -> Result<SqlitePool, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(is_new)
        .page_size(8192)
        .journal_mode(SqliteJournalMode::Wal)
        // An acknowledged command survives a power cut (architecture.md, invariant 5).
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(IN_USE_AFTER)
        .foreign_keys(false)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("cache_size", "-16384")
        .optimize_on_close(connections == 1, 400);
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(IN_USE_AFTER + Duration::from_secs(1))
        .connect_with(options)
        .await?;
    Ok(pool)
}

/// 3.7.0 to 3.51.2 can corrupt a WAL database that several connections write and checkpoint.
fn has_no_wal_reset_bug(version: &str) -> bool {
    let mut numbers = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next()) >= (3, 51, 3)
}

/// Customers' data is for its owner's eyes (security.md R40).
pub(crate) fn create_private_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    Ok(builder.create(folder)?)
}

/// SQLite gives the files beside a database the database's own mode.
pub(crate) fn make_private(file: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600))?;
    }
    let _ = file;
    Ok(())
}

/// Makes a rename last; a folder cannot be synced on Windows, where the rename already is.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    std::fs::File::open(folder)?.sync_all()?;
    let _ = folder;
    Ok(())
}

fn remove_database(file: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(PathBuf::from(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d2_an_sqlite_with_the_wal_reset_bug_is_refused() {
        assert!(!has_no_wal_reset_bug("3.51.2"));
        assert!(!has_no_wal_reset_bug("3.7.0"));
        assert!(has_no_wal_reset_bug("3.51.3"));
        assert!(has_no_wal_reset_bug("4.0"));
    }
}
