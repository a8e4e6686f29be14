//! The bin: deleted contacts, customers and people, the last deleted first.

use chrono::NaiveDate;
use domain::record_kind::RecordKind;
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::connection::Write;
use crate::document::Stored;
use crate::error::StoreError;
use crate::projection::told_of;
use crate::slot::date_of;
use crate::store::Store;

#[derive(Debug, Clone)]
pub struct Binned {
    pub id: Uuid,
    pub kind: RecordKind,
    /// Of a contact, its customer's.
    pub name: String,
    /// Of a person, the customer's name; of a contact, the beginning of its notes.
    pub detail: Option<String>,
    /// Of a contact.
    pub date: Option<NaiveDate>,
    pub contact_type: Option<String>,
    /// Seconds since 1970.
    pub deleted_at: i64,
    /// Of somebody who is known here.
    pub deleted_by: Option<String>,
}

type Row = (Uuid, String, Option<String>, Option<String>, Option<i64>, Option<String>, i64, Option<String>);

/// What stands in `local_value` while a projection is older than the schema.
const STALE: &str = "projection_stale";

impl Store {
    /// `excerpt_chars` of a contact's notes, on one line.
    pub async fn bin(&self, offset: u32, limit: u32, excerpt_chars: u32) -> Result<Vec<Binned>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
            "SELECT b.id, b.kind, CASE b.kind {names} END, CASE b.kind {details} END, \
                    c.date, c.contact_type, b.deleted_at, u.name \
             FROM bin b LEFT JOIN contact c ON b.kind = 'contact' AND c.rid = b.rid \
             LEFT JOIN user u ON u.id = b.deleted_by \
             ORDER BY b.deleted_at DESC, b.id LIMIT ?2 OFFSET ?3",
            names = each_kind(|kind| told_of(kind).0),
            details = each_kind(|kind| told_of(kind).1),
        )))
        .bind(excerpt_chars)
        .bind(limit)
        .bind(offset)
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter().map(binned).collect()
    }

    /// The same records in the same order, by their ids alone.
    pub async fn bin_in_order(&self) -> Result<Vec<Uuid>, StoreError> {
        Ok(sqlx::query_scalar("SELECT id FROM bin ORDER BY deleted_at DESC, id")
            .fetch_all(&self.reader)
            .await?)
    }

    /// What people call a record: of a contact its customer's name, of a built-in type its key. None where the record, or its
    /// customer, is not known here.
    pub async fn record_name(&self, kind: RecordKind, id: Uuid) -> Result<Option<String>, StoreError> {
        let (name, table) = (told_of(kind).0, kind.key());
        // All of it is ours.
        let query = sqlx::AssertSqlSafe(format!("SELECT {name} FROM \"{table}\" r WHERE r.id = ?"));
        let name: Option<Option<String>> =
            sqlx::query_scalar(query).bind(id).fetch_optional(&self.reader).await?;
        Ok(name.flatten())
    }

    pub async fn bin_count(&self) -> Result<u32, StoreError> {
        let (count,): (u32,) = sqlx::query_as("SELECT count(*) FROM bin").fetch_one(&self.reader).await?;
        Ok(count)
    }

    /// Whether a migration left a projection to be made again.
    pub async fn is_bin_stale(&self) -> Result<bool, StoreError> {
        Ok(self.local(STALE).await?.is_some())
    }
}

/// The branches of a `CASE` over the kinds that the bin holds; all of it is ours, nothing is input.
fn each_kind(sql: impl Fn(RecordKind) -> &'static str) -> String {
    let kinds = RecordKind::ALL.iter().filter(|kind| kind.is_in_bin());
    let branch = |kind: &RecordKind| {
        let (key, sql) = (kind.key(), sql(*kind));
        format!("WHEN '{key}' THEN (SELECT {sql} FROM \"{key}\" r WHERE r.rid = b.rid) ")
    };
    kinds.map(branch).collect()
}

/// The documents of what a migration may have left to be projected again: all of them, or what lies in the bin, as far as
/// rows tell, and the emails; those after this row, in the order of rows.
pub async fn stale_documents(
    tx: &mut Write,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, Uuid, Stored)>, StoreError> {
    let rows: Vec<(i64, Uuid, String, Vec<u8>)> = sqlx::query_as(
        "SELECT rid, id, kind, bytes FROM document WHERE rid > ? AND \
         (EXISTS (SELECT 1 FROM local_value WHERE key = ? AND value = 'all') OR rid IN \
         (SELECT rid FROM contact WHERE presence = 1 UNION SELECT rid FROM customer WHERE presence = 1 \
          UNION SELECT rid FROM person WHERE presence = 1 UNION SELECT rid FROM attachment WHERE is_email)) ORDER BY rid LIMIT ?",
    )
    .bind(after)
    .bind(STALE)
    .bind(limit)
    .fetch_all(&mut **tx)
    .await?;
    let stored = |(rid, id, kind, bytes): (i64, Uuid, String, Vec<u8>)| {
        Ok((rid, id, Stored { kind: known(&kind)?, bytes }))
    };
    rows.into_iter().map(stored).collect()
}

/// The projection is as new as the schema.
pub async fn set_fresh(tx: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM local_value WHERE key = ?").bind(STALE).execute(tx).await?;
    Ok(())
}

fn binned(
    (id, kind, name, detail, date, contact_type, deleted_at, deleted_by): Row,
) -> Result<Binned, StoreError> {
    Ok(Binned {
        id,
        kind: known(&kind)?,
        name: name.unwrap_or_default(),
        detail: detail.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
        date: date.map(date_of),
        contact_type,
        deleted_at,
        deleted_by,
    })
}

fn known(kind: &str) -> Result<RecordKind, StoreError> {
    RecordKind::parse(kind).ok_or_else(|| StoreError::Damaged(format!("a document of kind {kind}")))
}
