//! Customers: the type-ahead and the card.

use chrono::NaiveDate;
use domain::id::{AttachmentId, CustomerId};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use uuid::Uuid;

use crate::catalogues;
use crate::contacts::{Revised, split};
use crate::error::StoreError;
use crate::fold;
use crate::place::date_of_slot;
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
    pub interests: Vec<catalogues::Interest>,
    pub attachments: Vec<AttachmentId>,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

/// A customer as the list of customers shows it.
#[derive(Debug, Clone)]
pub struct Listed {
    pub id: CustomerId,
    pub name: String,
    pub legal_name: Option<String>,
    pub code: Option<String>,
    pub tax_id: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub contacts: u32,
    pub last_contact: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: Uuid,
    name: String,
    legal_name: Option<String>,
    code: Option<String>,
    tax_id: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    contacts: u32,
    last_slot: Option<i64>,
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

    /// Live customers that `text` finds (all without one), by name; `offset` and `limit` are of rows.
    pub async fn customers_page(
        &self,
        text: &str,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let first = |kind| {
            format!(
                "(SELECT text FROM address WHERE rid = c.rid AND kind = '{kind}' ORDER BY position LIMIT 1)"
            )
        };
        // The figures of contacts are asked for the rows of the page alone: the inner query decides which.
        let mut query = QueryBuilder::new("SELECT c.id, c.name, c.legal_name, c.code, c.tax_id, ");
        query.push(first("phone")).push(" AS phone, ").push(first("email")).push(" AS email, ");
        query.push(
            "(SELECT count(*) FROM contact k WHERE k.customer = c.id AND k.presence <> 1) AS contacts, \
             (SELECT max(k.slot) FROM contact k WHERE k.customer = c.id AND k.presence <> 1) AS last_slot FROM (",
        );
        push_found(&mut query, "SELECT r.*", text);
        query.push(" ORDER BY r.sort_name, r.id LIMIT ").push_bind(limit);
        query.push(" OFFSET ").push_bind(offset).push(") c ORDER BY c.sort_name, c.id");
        let rows: Vec<ListedRow> = query.build_query_as().fetch_all(&self.reader).await?;
        Ok(rows.into_iter().map(listed).collect())
    }

    pub async fn customers_count(&self, text: &str) -> Result<u32, StoreError> {
        let mut query = QueryBuilder::new("");
        push_found(&mut query, "SELECT count(*)", text);
        let (count,): (u32,) = query.build_query_as().fetch_one(&self.reader).await?;
        Ok(count)
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
            interests: catalogues::interests(&mut tx, row.rid, None).await?,
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

fn push_found(query: &mut QueryBuilder<Sqlite>, select: &str, text: &str) {
    query.push(select);
    match fold::query(text) {
        Some(words) => {
            query.push(" FROM record_words w JOIN customer r ON r.rid = w.rowid WHERE record_words MATCH ");
            query.push_bind(words);
        }
        None => {
            query.push(" FROM customer r WHERE r.presence <> 1");
        }
    }
}

fn listed(row: ListedRow) -> Listed {
    Listed {
        id: CustomerId(row.id),
        name: row.name,
        legal_name: row.legal_name,
        code: row.code,
        tax_id: row.tax_id,
        phone: row.phone,
        email: row.email,
        contacts: row.contacts,
        last_contact: row.last_slot.map(date_of_slot),
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
