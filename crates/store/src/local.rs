//! What belongs to this installation alone: its identity, settings, drafts and what undo can take back.

use uuid::Uuid;

use crate::connection::Write;
use crate::error::StoreError;
use crate::store::Store;

/// A command that undo or redo can take back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    pub batch: Uuid,
    pub command: String,
    pub records: Vec<Uuid>,
    pub undone_by: Option<Uuid>,
}

/// How many commands undo can go back.
const BATCHES_MAX: u32 = 1000;

impl Store {
    pub async fn local(&self, key: &str) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT value FROM local_value WHERE key = ?")
            .bind(key)
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|(value,)| value))
    }

    pub async fn draft(&self, key: &str) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT json FROM local_draft WHERE key = ?")
            .bind(key)
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|(json,)| json))
    }

    /// The keys and texts of at most `limit` drafts whose key has `word` in it, the last saved first.
    pub async fn drafts(&self, word: &str, limit: u32) -> Result<Vec<(String, String)>, StoreError> {
        let sql =
            "SELECT key, json FROM local_draft WHERE instr(key, ?) > 0 ORDER BY saved_at DESC, key LIMIT ?";
        Ok(sqlx::query_as(sql).bind(word).bind(limit).fetch_all(&self.reader).await?)
    }

    /// The device that made the changes of an actor, as far as it is known here.
    pub async fn device_of(&self, actor: [u8; 16]) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT device FROM local_actor WHERE actor = ?")
            .bind(actor.as_slice())
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|(device,)| device))
    }
}

/// As this command sees it.
pub async fn get(tx: &mut Write, key: &str) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("SELECT value FROM local_value WHERE key = ?")
        .bind(key)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map(|(value,)| value))
}

pub async fn unset(tx: &mut Write, key: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM local_value WHERE key = ?").bind(key).execute(&mut **tx).await?;
    Ok(())
}

pub async fn set(tx: &mut Write, key: &str, value: &str) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO local_value (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value")
        .bind(key)
        .bind(value)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn know_actor(tx: &mut Write, actor: [u8; 16], device: &str) -> Result<(), StoreError> {
    sqlx::query("INSERT OR REPLACE INTO local_actor (actor, device) VALUES (?, ?)")
        .bind(actor.as_slice())
        .bind(device)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The same, where nobody else was known to be it.
pub async fn claim_actor(tx: &mut Write, actor: [u8; 16], device: &str) -> Result<(), StoreError> {
    sqlx::query("INSERT OR IGNORE INTO local_actor (actor, device) VALUES (?, ?)")
        .bind(actor.as_slice())
        .bind(device)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn device_of(tx: &mut Write, actor: [u8; 16]) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("SELECT device FROM local_actor WHERE actor = ?")
        .bind(actor.as_slice())
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row.map(|(device,)| device))
}

/// `at` in seconds since 1970.
pub async fn save_draft(tx: &mut Write, key: &str, json: &str, at: i64) -> Result<(), StoreError> {
    sqlx::query("INSERT OR REPLACE INTO local_draft (key, json, saved_at) VALUES (?, ?, ?)")
        .bind(key)
        .bind(json)
        .bind(at)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

pub async fn drop_draft(tx: &mut Write, key: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM local_draft WHERE key = ?").bind(key).execute(&mut **tx).await?;
    Ok(())
}

/// Remembers a command for undo; what was undone before it can no longer be redone.
pub async fn push_batch(
    tx: &mut Write,
    batch: Uuid,
    command: &str,
    records: &[Uuid],
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM local_batch WHERE undone_by IS NOT NULL").execute(&mut **tx).await?;
    let records: Vec<u8> = records.iter().flat_map(|id| *id.as_bytes()).collect();
    sqlx::query("INSERT INTO local_batch (batch, command, records) VALUES (?, ?, ?)")
        .bind(batch)
        .bind(command)
        .bind(records)
        .execute(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM local_batch WHERE seq <= (SELECT max(seq) FROM local_batch) - ?")
        .bind(BATCHES_MAX)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The newest command that was not undone.
pub async fn batch_to_undo(tx: &mut Write) -> Result<Option<Batch>, StoreError> {
    let row = sqlx::query_as(
        "SELECT batch, command, records, undone_by FROM local_batch WHERE undone_by IS NULL ORDER BY seq DESC LIMIT 1",
    );
    Ok(row.fetch_optional(&mut **tx).await?.map(batch))
}

/// The command that was undone last.
pub async fn batch_to_redo(tx: &mut Write) -> Result<Option<Batch>, StoreError> {
    let row = sqlx::query_as(
        "SELECT batch, command, records, undone_by FROM local_batch WHERE undone_by IS NOT NULL ORDER BY seq LIMIT 1",
    );
    Ok(row.fetch_optional(&mut **tx).await?.map(batch))
}

/// Marks a command as undone by another, or as done again with a batch of its own.
pub async fn set_undone(tx: &mut Write, batch: Uuid, undone_by: Option<Uuid>) -> Result<(), StoreError> {
    sqlx::query("UPDATE local_batch SET undone_by = ? WHERE batch = ?")
        .bind(undone_by)
        .bind(batch)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// A command that was done again goes by the batch that did it again: that is what the next undo takes back.
pub async fn set_redone(tx: &mut Write, batch: Uuid, redone_by: Uuid) -> Result<(), StoreError> {
    sqlx::query("UPDATE local_batch SET batch = ?, undone_by = NULL WHERE batch = ?")
        .bind(redone_by)
        .bind(batch)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

type BatchRow = (Uuid, String, Vec<u8>, Option<Uuid>);

fn batch((batch, command, records, undone_by): BatchRow) -> Batch {
    let records = records.chunks_exact(16).filter_map(|id| Uuid::from_slice(id).ok()).collect();
    Batch { batch, command, records, undone_by }
}
