//! Customers: the type-ahead and the card.

use domain::id::{AttachmentId, CustomerId};
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::contacts::{Revised, split};
use crate::error::StoreError;
use crate::fold;
use crate::projection::customers::CustomerRow;
use crate::store::Store;

/// A customer as the type-ahead shows it.
#[derive(Debug, Clone)]
pub struct Hit {
    pub id: CustomerId,
    pub name: String,
    pub code: Option<String>,
    pub tax_id: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Shown {
    pub id: CustomerId,
    pub code: Option<String>,
    pub name: String,
    pub legal_name: Option<String>,
    pub tax_id: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub web: Option<String>,
    pub notes: String,
    pub attachments: Vec<AttachmentId>,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

type HitRow = (Uuid, String, Option<String>, Option<String>);

impl Store {
    /// S17: by name, code, NIF, phone and email, as it is typed; without a text the first ones by name.
    pub async fn customers(&self, text: &str, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let rows: Vec<HitRow> = match fold::query(text) {
            Some(words) => {
                sqlx::query_as(
                    "SELECT c.id, c.name, c.code, c.tax_id FROM record_words w JOIN customer c ON c.rid = w.rowid \
                     WHERE record_words MATCH ? ORDER BY c.sort_name, c.id LIMIT ?",
                )
                .bind(words)
                .bind(limit)
                .fetch_all(&self.reader)
                .await?
            }
            None => {
                sqlx::query_as(
                    "SELECT id, name, code, tax_id FROM customer WHERE presence <> 1 ORDER BY sort_name, id LIMIT ?",
                )
                .bind(limit)
                .fetch_all(&self.reader)
                .await?
            }
        };
        let hit = |(id, name, code, tax_id)| Hit { id: CustomerId(id), name, code, tax_id };
        Ok(rows.into_iter().map(hit).collect())
    }

    pub async fn customer(&self, id: CustomerId) -> Result<Option<Shown>, StoreError> {
        let mut tx = self.reader.begin().await?;
        let found: Option<Revised<CustomerRow>> = sqlx::query_as(
            "SELECT r.*, d.revision FROM customer r JOIN document d ON d.rid = r.rid WHERE r.id = ?",
        )
        .bind(id.0)
        .fetch_optional(&mut *tx)
        .await?;
        let Some(Revised { row, revision }) = found else { return Ok(None) };
        Ok(Some(Shown {
            id: CustomerId(row.id),
            emails: addresses(&mut tx, row.rid, "email").await?,
            phones: addresses(&mut tx, row.rid, "phone").await?,
            attachments: attached(&mut tx, row.rid).await?,
            revision,
            code: row.code,
            name: row.name,
            legal_name: row.legal_name,
            tax_id: row.tax_id,
            web: row.web,
            notes: row.notes,
            is_deleted: row.presence == 1,
            conflicts: split(&row.conflicts),
        }))
    }
}

/// Read in the transaction that read the row: a form must hold one revision and no other.
pub(crate) async fn addresses(
    tx: &mut SqliteConnection,
    rid: i64,
    kind: &str,
) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("SELECT text FROM address WHERE rid = ? AND kind = ? ORDER BY position")
            .bind(rid)
            .bind(kind)
            .fetch_all(tx)
            .await?;
    Ok(rows.into_iter().map(|(text,)| text).collect())
}

async fn attached(tx: &mut SqliteConnection, rid: i64) -> Result<Vec<AttachmentId>, StoreError> {
    let rows: Vec<(Uuid,)> =
        sqlx::query_as("SELECT attachment FROM attached WHERE rid = ? ORDER BY position")
            .bind(rid)
            .fetch_all(tx)
            .await?;
    Ok(rows.into_iter().map(|(id,)| AttachmentId(id)).collect())
}
