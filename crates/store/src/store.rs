//! The database of one profile: opened with care, written by one, read by many.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite, Transaction};

use crate::error::StoreError;
use crate::order::Ranking;

/// `PRAGMA application_id`: "HILO".
pub const APPLICATION_ID: u32 = 0x4849_4c4f;
/// `PRAGMA user_version` of the newest migration.
pub const SCHEMA_VERSION: u32 = 2;
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
    /// One connection that only notices: `PRAGMA data_version` counts the commits of all the others.
    watcher: SqlitePool,
    pub(crate) ranking: Arc<Ranking>,
    folder: PathBuf,
}

/// One command's transaction: all of it is on disk when `commit` returns, or none of it.
pub type Write = Transaction<'static, Sqlite>;

impl Store {
    /// Makes the database of a new profile beside its place, in a folder of its own; `settle` puts it there. What
    /// a crash leaves of one is made anew.
    pub async fn create(folder: &Path) -> Result<Self, StoreError> {
        if database_file(folder).exists() {
            return Err(StoreError::Exists);
        }
        create_private_folder(folder)?;
        let unfinished = unfinished(folder);
        match std::fs::remove_dir_all(&unfinished) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => create_private_folder(&unfinished)?,
        }
        let file = database_file(&unfinished);
        let pool = connect(&file, true, 1).await?;
        make_private(&file)?;
        sqlx::migrate!("../../migrations").run(&pool).await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&pool).await?;
        pool.close().await;
        Self::open(&unfinished).await
    }

    /// Puts a new database into its place, with everything that it holds by now.
    pub async fn settle(self, folder: &Path) -> Result<(), StoreError> {
        let file = database_file(&self.folder);
        self.close().await;
        take_place(&file, folder)?;
        std::fs::remove_dir_all(unfinished(folder))?;
        Ok(())
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
        // The header may be older than what the write-ahead log holds.
        let (version,): (u32,) = sqlx::query_as("PRAGMA user_version").fetch_one(&writer).await?;
        if version > SCHEMA_VERSION {
            return Err(StoreError::Newer { found: version, known: SCHEMA_VERSION });
        }
        if version < SCHEMA_VERSION {
            sqlx::migrate!("../../migrations").run(&writer).await?;
        }
        let reader = connect(&file, false, READERS_MAX).await?;
        let watcher = connect(&file, false, 1).await?;
        Ok(Self { writer, reader, watcher, ranking: Arc::default(), folder: folder.to_owned() })
    }

    /// Starts a command. `InUse` when another program's command lasts too long.
    pub async fn write(&self) -> Result<Write, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// One state of the database, whatever others write meanwhile, on a connection that has read nothing yet:
    /// full-text tables keep their structure in a connection's memory, and `integrity_check` takes an old one for
    /// corruption.
    pub async fn snapshot(&self) -> Result<Write, StoreError> {
        Ok(connect(&database_file(&self.folder), false, 1).await?.begin().await?)
    }

    /// Another number after every commit, of this program or of another one.
    pub async fn version(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(&self.watcher).await?)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Lets SQLite learn how the data lies, so that it takes the right index; after much was written.
    pub async fn optimize(&self) -> Result<(), StoreError> {
        sqlx::query("PRAGMA analysis_limit = 400").execute(&self.writer).await?;
        sqlx::query("PRAGMA optimize").execute(&self.writer).await?;
        Ok(())
    }

    /// Leaves the database in one file, as far as no other program has it open.
    pub async fn close(self) {
        self.watcher.close().await;
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
        .pragma("cache_size", "-16384");
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

/// Renames a finished database into its place. Logs that lie there belong to another one, which is gone: SQLite
/// would replay them into this one.
pub(crate) fn take_place(file: &Path, folder: &Path) -> Result<(), StoreError> {
    let place = database_file(folder);
    if place.exists() {
        return Err(StoreError::Exists);
    }
    for suffix in ["-wal", "-shm"] {
        let mut stray = place.as_os_str().to_owned();
        stray.push(suffix);
        let mut aside = stray.clone();
        aside.push(".old");
        match std::fs::rename(&stray, &aside) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    std::fs::File::open(file)?.sync_all()?;
    std::fs::rename(file, place)?;
    sync_folder(folder)
}

fn unfinished(folder: &Path) -> PathBuf {
    folder.join("unfinished")
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
