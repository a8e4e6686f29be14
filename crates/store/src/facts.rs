//! What can be told of a database without telling anything that is in it.

use domain::record_kind::RecordKind;

use crate::error::StoreError;
use crate::store::Store;

#[derive(Debug, Clone)]
pub struct Facts {
    pub sqlite: String,
    /// `PRAGMA user_version`.
    pub schema: u32,
    /// Records by the name of many of their kind, deleted ones among them.
    pub counts: Vec<(&'static str, u64)>,
}

impl Store {
    pub async fn facts(&self) -> Result<Facts, StoreError> {
        let (sqlite,): (String,) = sqlx::query_as("SELECT sqlite_version()").fetch_one(&self.reader).await?;
        let (schema,): (u32,) = sqlx::query_as("PRAGMA user_version").fetch_one(&self.reader).await?;
        let mut counts = Vec::new();
        for kind in RecordKind::ALL {
            // From a list of our own, never from outside.
            let statement = sqlx::AssertSqlSafe(format!("SELECT count(*) FROM \"{}\"", kind.key()));
            let (count,): (i64,) = sqlx::query_as(statement).fetch_one(&self.reader).await?;
            counts.push((kind.many(), count.unsigned_abs()));
        }
        Ok(Facts { sqlite, schema, counts })
    }

    /// How many faults SQLite finds in a quick look; what they are is for `check`.
    pub async fn quick_faults(&self) -> Result<usize, StoreError> {
        // On a connection of its own: an old one takes what others wrote to the full text for corruption (`snapshot`).
        let mut snapshot = self.snapshot().await?;
        let lines: Vec<(String,)> = sqlx::query_as("PRAGMA quick_check").fetch_all(&mut *snapshot.tx).await?;
        snapshot.close().await;
        Ok(lines.iter().filter(|(line,)| line != "ok").count())
    }

    /// Another number than before: another program has written. The writer's connection is asked, because SQLite
    /// does not count a connection's own commits (sqlite.org/pragma.html, data_version).
    pub async fn foreign_version(&self) -> Result<i64, StoreError> {
        let (version,): (i64,) = sqlx::query_as("PRAGMA data_version").fetch_one(&self.writer).await?;
        Ok(version)
    }
}
