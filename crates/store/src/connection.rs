//! A connection to the database of a profile: what it may do, and how SQLite is set up for it.

use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Sqlite, Transaction};

use crate::error::StoreError;

/// `PRAGMA application_id`: "HILO".
pub const APPLICATION_ID: u32 = 0x4849_4c4f;
/// How long a command waits for another program's command on the same profile (`profile_in_use`).
const IN_USE_AFTER: Duration = Duration::from_secs(5);

/// One command's transaction: all of it is on disk when `commit` returns, or none of it.
pub type Write = Transaction<'static, Sqlite>;

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    New,
    Write,
    /// Replays the log into memory, writes nothing to the database.
    Read,
    /// A file that nobody writes, without a log: not even the files beside it are made.
    ReadAlone,
}

pub(crate) async fn connect(file: &Path, access: Access, connections: u32) -> Result<SqlitePool, StoreError> {
    let pool = SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(IN_USE_AFTER + Duration::from_secs(1))
        .connect_with(options(file, access))
        .await?;
    Ok(pool)
}

/// One connection of its own.
pub(crate) async fn connection(file: &Path, access: Access) -> Result<SqliteConnection, StoreError> {
    Ok(options(file, access).connect().await?)
}

fn options(file: &Path, access: Access) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .busy_timeout(IN_USE_AFTER)
        .foreign_keys(false)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("cache_size", "-16384");
    match access {
        Access::Read => options.read_only(true),
        Access::ReadAlone => options.read_only(true).immutable(true),
        Access::New | Access::Write => options
            .create_if_missing(access == Access::New)
            .page_size(8192)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged command survives a power cut (ARCHITECTURE.md, invariant 5).
            .synchronous(SqliteSynchronous::Full),
    }
}
