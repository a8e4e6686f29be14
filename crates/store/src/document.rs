//! Where every change enters, a local one and a colleague's alike: document, rows, full text and outbox together.

use domain::record_kind::RecordKind;
use sqlx::{QueryBuilder, SqliteConnection};
use uuid::Uuid;

use crate::connection::Write;
use crate::error::StoreError;
use crate::projection;
use crate::projection::table::ROWS_A_STATEMENT;
use crate::record::Projected;
use crate::store::Store;

/// A document as it now is, and the record that it holds.
#[derive(Debug, Clone)]
pub struct DocumentWrite {
    pub id: Uuid,
    /// The document; its bytes are the store's only ground state.
    pub bytes: Vec<u8>,
    /// Its heads.
    pub revision: String,
    /// Hashes of changes made here, for the outbox; none for a colleague's.
    pub unsent: Vec<[u8; 32]>,
    pub projected: Projected,
}

/// A stored document.
#[derive(Debug, Clone)]
pub struct Stored {
    pub kind: RecordKind,
    pub bytes: Vec<u8>,
}

/// The document of a record, inside a command.
pub async fn document(tx: &mut Write, id: Uuid) -> Result<Option<Stored>, StoreError> {
    let row: Option<(String, Vec<u8>)> = sqlx::query_as("SELECT kind, bytes FROM document WHERE id = ?")
        .bind(id)
        .fetch_optional(&mut **tx)
        .await?;
    row.map(stored).transpose()
}

/// Writes everything that follows from these documents. Statements take many rows each: one a row is some
/// seventeen times slower through sqlx.
pub async fn write(tx: &mut Write, writes: &[DocumentWrite]) -> Result<(), StoreError> {
    for chunk in writes.chunks(ROWS_A_STATEMENT) {
        let rids = rids(tx, chunk).await?;
        write_documents(tx, chunk, &rids).await?;
        write_outbox(tx, chunk, &rids).await?;
        let projected: Vec<_> =
            chunk.iter().zip(&rids).map(|(write, rid)| (*rid, write.id, &write.projected)).collect();
        projection::write(tx, &projected).await?;
    }
    Ok(())
}

impl Store {
    pub async fn document(&self, id: Uuid) -> Result<Option<Stored>, StoreError> {
        let row: Option<(String, Vec<u8>)> = sqlx::query_as("SELECT kind, bytes FROM document WHERE id = ?")
            .bind(id)
            .fetch_optional(&self.reader)
            .await?;
        row.map(stored).transpose()
    }

    /// Up to `limit` documents after `after`, in the order of their rows.
    pub async fn documents_after(
        &self,
        after: i64,
        limit: u32,
    ) -> Result<Vec<(i64, Uuid, Stored)>, StoreError> {
        documents_after(&mut *self.reader.acquire().await?, after, limit).await
    }
}

/// The same, within a snapshot or a command.
pub async fn documents_after(
    connection: &mut SqliteConnection,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, Uuid, Stored)>, StoreError> {
    let rows: Vec<(i64, Uuid, String, Vec<u8>)> =
        sqlx::query_as("SELECT rid, id, kind, bytes FROM document WHERE rid > ? ORDER BY rid LIMIT ?")
            .bind(after)
            .bind(limit)
            .fetch_all(connection)
            .await?;
    rows.into_iter().map(|(rid, id, kind, bytes)| Ok((rid, id, stored((kind, bytes))?))).collect()
}

/// Drops every projection; the documents stay.
pub async fn drop_projection(tx: &mut Write) -> Result<(), StoreError> {
    projection::drop_all(tx).await
}

/// Projects documents again that are stored already.
pub async fn project(tx: &mut Write, projected: &[(i64, Uuid, &Projected)]) -> Result<(), StoreError> {
    for chunk in projected.chunks(ROWS_A_STATEMENT) {
        projection::write(tx, chunk).await?;
    }
    Ok(())
}

fn stored((kind, bytes): (String, Vec<u8>)) -> Result<Stored, StoreError> {
    let kind =
        RecordKind::parse(&kind).ok_or_else(|| StoreError::Damaged(format!("a document of kind {kind}")))?;
    Ok(Stored { kind, bytes })
}

/// The rows of these documents: known ones keep theirs, new ones get the next.
async fn rids(tx: &mut Write, writes: &[DocumentWrite]) -> Result<Vec<i64>, StoreError> {
    let mut query = QueryBuilder::new("SELECT id, rid FROM document WHERE id IN (");
    let mut ids = query.separated(", ");
    writes.iter().for_each(|write| {
        ids.push_bind(write.id);
    });
    query.push(")");
    let known: Vec<(Uuid, i64)> = query.build_query_as().fetch_all(&mut **tx).await?;
    let mut known: std::collections::HashMap<Uuid, i64> = known.into_iter().collect();
    let (mut last,): (i64,) =
        sqlx::query_as("SELECT coalesce(max(rid), 0) FROM document").fetch_one(&mut **tx).await?;
    let rid = |write: &DocumentWrite| {
        *known.entry(write.id).or_insert_with(|| {
            last += 1;
            last
        })
    };
    Ok(writes.iter().map(rid).collect())
}

async fn write_documents(tx: &mut Write, writes: &[DocumentWrite], rids: &[i64]) -> Result<(), StoreError> {
    let mut query = QueryBuilder::new("INSERT INTO document (rid, id, kind, bytes, revision) ");
    query.push_values(writes.iter().zip(rids), |mut row, (write, rid)| {
        row.push_bind(*rid)
            .push_bind(write.id)
            .push_bind(write.projected.record.kind().key())
            .push_bind(write.bytes.as_slice())
            .push_bind(write.revision.as_str());
    });
    query.push(" ON CONFLICT (rid) DO UPDATE SET bytes = excluded.bytes, revision = excluded.revision");
    query.build().execute(&mut **tx).await?;
    Ok(())
}

async fn write_outbox(tx: &mut Write, writes: &[DocumentWrite], rids: &[i64]) -> Result<(), StoreError> {
    let unsent: Vec<(&[u8], i64)> = writes
        .iter()
        .zip(rids)
        .flat_map(|(write, rid)| write.unsent.iter().map(|hash| (hash.as_slice(), *rid)))
        .collect();
    for chunk in unsent.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("INSERT OR IGNORE INTO outbox (hash, rid) ");
        query.push_values(chunk, |mut row, (hash, rid)| {
            row.push_bind(*hash).push_bind(*rid);
        });
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}
