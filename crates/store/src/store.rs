//! The database of one profile: opened with care, written by one, read by many.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sqlx::Connection;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnection, SqlitePool};

use crate::backups;
use crate::connection::{Access, Write, connect, connection};
use crate::disk::{self, create_private_folder, database_file, make_private, part, take_place, version_of};
use crate::error::StoreError;
use crate::integrity::quick_check;
use crate::ranking::Ranking;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");
/// `PRAGMA user_version` of the newest migration.
pub const SCHEMA_VERSION: u32 = newest(&MIGRATIONS);
/// Connections that read; a window asks for a few things at once.
const READERS_MAX: u32 = 4;
/// A book of this size is looked at page by page whenever it is opened, which takes a tenth of a second; a larger one
/// by the window, once it is open. Some thirty thousand contacts.
pub const LOOK_OVER_BYTES_MAX: u64 = 64 << 20;
/// Held while the profile is open; by whoever replaces its database, alone.
const LOCK: &str = "hilo.lock";
/// The program that made the schema: what an older one tells its user to install.
const PROGRAM: &str = "program";

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
    /// Shared with every program that has this profile open: whoever replaces the database wants it alone.
    #[expect(dead_code, reason = "held, not read")]
    lock: Option<Arc<std::fs::File>>,
    is_read_only: bool,
    is_log_missing: bool,
    copy: Option<Arc<tempfile::TempDir>>,
}

/// One state of the database on a connection of its own.
#[derive(Debug)]
pub struct Snapshot {
    pub tx: Write,
    pool: SqlitePool,
}

impl Snapshot {
    /// Lets go of the file at once, and not some time after.
    pub async fn close(self) {
        drop(self.tx);
        self.pool.close().await;
    }
}

impl Store {
    /// Makes the database of a new profile beside its place, in a folder of its own; `settle` puts it there. What
    /// a crash leaves of one is made anew.
    pub async fn create(folder: &Path) -> Result<Self, StoreError> {
        if database_file(folder).exists() {
            return Err(StoreError::Exists);
        }
        create_private_folder(folder)?;
        let unfinished = unfinished(folder);
        disk::remove_folder(&unfinished)?;
        create_private_folder(&unfinished)?;
        let file = database_file(&unfinished);
        let pool = connect(&file, Access::New, 1).await?;
        make_private(&file)?;
        MIGRATIONS.run(&pool).await?;
        say_program(&pool).await?;
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&pool).await?;
        pool.close().await;
        Self::open(&unfinished).await
    }

    /// Puts a new database into its place, with everything that it holds by now.
    pub async fn settle(self, folder: &Path) -> Result<(), StoreError> {
        let file = database_file(&self.folder);
        self.close().await;
        take_place(&file, folder)?;
        // The book is made, whoever still looks into the folder that it came from.
        if let Err(error) = disk::remove_folder(&unfinished(folder)) {
            tracing::warn!(%error, "what a new book came from is still there");
        }
        Ok(())
    }

    /// Opens the database of a profile. Where nothing can be written it can be read; the file of a newer version or
    /// of another program, and a damaged one, are left untouched.
    pub async fn open(folder: &Path) -> Result<Self, StoreError> {
        disk::finish_replacing(folder)?;
        let file = database_file(folder);
        let version = match version_of(&file) {
            // No first start and no stranger's file: this folder knows better.
            Err(error @ (StoreError::Missing | StoreError::Foreign)) if !backups::list(folder).is_empty() => {
                return Err(StoreError::Damaged(format!("{error}, but its backups are here")));
            }
            version => version?,
        };
        let is_log_missing = part(&file, "-shm").exists() && !part(&file, "-wal").exists();
        if version <= SCHEMA_VERSION && !disk::is_writable(&file, folder)? {
            return Self::open_read_only(folder, version).await;
        }
        look_over(&file, version).await?;
        let lock = lock_shared(folder)?;
        let writer = connect(&file, Access::Write, 1).await?;
        let (sqlite,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(&writer).await?;
        if !has_no_wal_reset_bug(&sqlite) {
            return Err(StoreError::OldSqlite(sqlite));
        }
        let reader = connect(&file, Access::Write, READERS_MAX).await?;
        let watcher = connect(&file, Access::Write, 1).await?;
        let store = Self {
            writer,
            reader,
            watcher,
            ranking: Arc::default(),
            folder: folder.to_owned(),
            lock: Some(Arc::new(lock)),
            is_read_only: false,
            is_log_missing,
            copy: None,
        };
        store.migrate().await?;
        Ok(store)
    }

    /// Where the folder or the file is read-only. What only its log holds, or an older schema, is read from a copy.
    async fn open_read_only(folder: &Path, version: u32) -> Result<Self, StoreError> {
        let own = database_file(folder);
        let (file, access, copy) = match disk::has_log(&own) || version < SCHEMA_VERSION {
            false => (own, Access::ReadAlone, None),
            true => {
                let copy = tempfile::Builder::new().prefix("hilo-read-only-").tempdir()?;
                let file = copy_database(folder, copy.path())?;
                (file, Access::Write, Some(Arc::new(copy)))
            }
        };
        let mut looking = connection(&file, access).await?;
        quick_check(&mut looking).await?;
        looking.close().await?;
        let writer = connect(&file, access, 1).await?;
        if copy.is_some() {
            MIGRATIONS.run(&writer).await?;
        }
        let reader = connect(&file, access, READERS_MAX).await?;
        Ok(Self {
            writer,
            reader,
            watcher: connect(&file, access, 1).await?,
            ranking: Arc::default(),
            folder: folder.to_owned(),
            lock: None,
            is_read_only: true,
            is_log_missing: false,
            copy,
        })
    }

    /// Brings the schema up to date; what was there is backed up first.
    async fn migrate(&self) -> Result<(), StoreError> {
        // The header may be older than what the write-ahead log holds.
        let (version,): (u32,) = sqlx::query_as("PRAGMA user_version").fetch_one(&self.writer).await?;
        if version < SCHEMA_VERSION {
            self.back_up_here(chrono::Local::now().naive_local()).await?;
            MIGRATIONS.run(&self.writer).await?;
            say_program(&self.writer).await?;
        }
        Ok(())
    }

    /// Starts a command. `InUse` when another program's command lasts too long.
    pub async fn write(&self) -> Result<Write, StoreError> {
        match self.is_read_only {
            true => Err(StoreError::ReadOnly),
            false => Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?),
        }
    }

    /// Nothing can be saved here.
    pub fn is_read_only(&self) -> bool {
        self.is_read_only
    }

    /// The log of the last commands was taken away while the program was not running: they may be missing.
    pub fn is_log_missing(&self) -> bool {
        self.is_log_missing
    }

    /// One state of the database, whatever others write meanwhile, on a connection that has read nothing yet:
    /// full-text tables keep their structure in a connection's memory, and `integrity_check` takes an old one for
    /// corruption.
    pub async fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let (folder, access) = match (&self.copy, self.is_read_only) {
            (Some(copy), _) => (copy.path(), Access::Write),
            (None, true) => (self.folder.as_path(), Access::ReadAlone),
            (None, false) => (self.folder.as_path(), Access::Write),
        };
        let pool = connect(&database_file(folder), access, 1).await?;
        Ok(Snapshot { tx: pool.begin().await?, pool })
    }

    /// Looks at every page on a connection of its own.
    pub async fn quick_check(&self) -> Result<(), StoreError> {
        let mut snapshot = self.snapshot().await?;
        let checked = quick_check(&mut snapshot.tx).await;
        snapshot.close().await;
        checked
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

/// The version of the last of them; they are in the order of their numbers.
const fn newest(migrations: &Migrator) -> u32 {
    match &migrations.migrations {
        Cow::Borrowed([.., last]) => last.version as u32,
        Cow::Borrowed([]) | Cow::Owned(_) => 0,
    }
}

/// What opening costs nothing to know, before anything may be written: SQLite would play a log of another database
/// into this one, and move it there for good.
async fn look_over(file: &Path, version: u32) -> Result<(), StoreError> {
    let is_alone = version > SCHEMA_VERSION && !disk::has_log(file);
    let access = if is_alone { Access::ReadAlone } else { Access::Read };
    let mut connection = connection(file, access).await.map_err(unreadable)?;
    let looked = look_at(&mut connection, std::fs::metadata(file)?.len()).await.map_err(unreadable);
    // Before anything else happens to the file.
    connection.close().await?;
    looked
}

async fn look_at(connection: &mut SqliteConnection, bytes: u64) -> Result<(), StoreError> {
    let (version,): (i32,) = sqlx::query_as("PRAGMA user_version").fetch_one(&mut *connection).await?;
    let version = version.cast_unsigned();
    if version > SCHEMA_VERSION {
        let program = sqlx::query_as("SELECT value FROM local_value WHERE key = ?").bind(PROGRAM);
        let program: Option<(String,)> = program.fetch_optional(connection).await.ok().flatten();
        let program = program.map(|(program,)| program);
        return Err(StoreError::Newer { found: version, known: SCHEMA_VERSION, program });
    }
    match bytes <= LOOK_OVER_BYTES_MAX {
        true => quick_check(connection).await,
        false => Ok(()),
    }
}

/// What SQLite has no better word for, when nothing but reading was asked of it, is damage.
fn unreadable(error: StoreError) -> StoreError {
    match error {
        StoreError::Sql(sqlx::Error::Database(error)) if error.code().as_deref() == Some("1") => {
            StoreError::Damaged(error.to_string())
        }
        error => error,
    }
}

async fn say_program(pool: &SqlitePool) -> Result<(), StoreError> {
    sqlx::query("INSERT OR REPLACE INTO local_value (key, value) VALUES (?, ?)")
        .bind(PROGRAM)
        .bind(env!("CARGO_PKG_VERSION"))
        .execute(pool)
        .await?;
    Ok(())
}

/// `InUse` while another program replaces the database.
fn lock_shared(folder: &Path) -> Result<std::fs::File, StoreError> {
    let file = disk::lock_file(folder, LOCK)?;
    file.try_lock_shared().map_err(locked)?;
    Ok(file)
}

/// `InUse` while anybody, this program included, has the profile open.
pub(crate) fn lock_alone(folder: &Path) -> Result<std::fs::File, StoreError> {
    let file = disk::lock_file(folder, LOCK)?;
    file.try_lock().map_err(locked)?;
    Ok(file)
}

fn locked(error: std::fs::TryLockError) -> StoreError {
    match error {
        std::fs::TryLockError::WouldBlock => StoreError::InUse,
        std::fs::TryLockError::Error(error) => error.into(),
    }
}

/// The database and its log, as they lie.
pub(crate) fn copy_database(from: &Path, into: &Path) -> Result<PathBuf, StoreError> {
    let (from, into) = (database_file(from), database_file(into));
    for suffix in ["", "-wal"] {
        let copy = || std::fs::copy(part(&from, suffix), part(&into, suffix));
        match disk::patiently(disk::is_held, copy) {
            Err(StoreError::Io(error))
                if error.kind() == std::io::ErrorKind::NotFound && !suffix.is_empty() =>
            {
                continue;
            }
            copied => copied?,
        };
        // A copy of a read-only file is read-only.
        make_private(&part(&into, suffix))?;
    }
    Ok(into)
}

/// 3.7.0 to 3.51.2 can corrupt a WAL database that several connections write and checkpoint.
fn has_no_wal_reset_bug(version: &str) -> bool {
    let mut numbers = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next()) >= (3, 51, 3)
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
