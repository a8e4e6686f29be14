//! Customers: the type-ahead and the card.

use chrono::NaiveDate;
use domain::custom_field::CustomValue;
use domain::id::{AttachmentId, CustomerGroupId, CustomerId, PostalAddressId, UserId};
use domain::postal_address::PostalAddress;
use domain::province::Province;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection, SqlitePool};
use uuid::Uuid;

use crate::catalogues;
use crate::custom_fields;
use crate::error::StoreError;
use crate::fold;
use crate::projection::customers::CustomerRow;
use crate::projection::postal_addresses::PostalAddressRow;
use crate::row::{Revised, split};
use crate::slot::{date_of_slot, last_slot};
use crate::sought::{Sought, in_names};
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
    pub addresses: Vec<PostalAddress>,
    pub kind: Option<Named<CustomerGroupId>>,
    pub zone: Option<Named<CustomerGroupId>>,
    pub sector: Option<Named<CustomerGroupId>>,
    pub owner: Option<Named<UserId>>,
    pub notes: String,
    pub interests: Vec<catalogues::Interest>,
    pub attachments: Vec<AttachmentId>,
    pub custom_fields: Vec<CustomValue>,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

/// What the list of customers is sorted by; equal ones stand by name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Order {
    pub column: Column,
    pub descending: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Column {
    #[default]
    Name,
    Code,
    /// How many contacts they have.
    Contacts,
    /// The day of the latest that was.
    Last,
}

/// Another record and what it is called; the name is empty while it has not arrived.
#[derive(Debug, Clone)]
pub struct Named<I> {
    pub id: I,
    pub name: String,
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
    pub has_conflicts: bool,
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
    has_conflicts: bool,
}

type HitRow = (Uuid, String, Option<String>, Option<String>);

impl Store {
    /// S17: by name, code, NIF, phone and email, as it is typed; where none is called so, by what else stands on the card. Without a text
    /// the first ones by name.
    pub async fn customers(&self, text: &str, limit: u32) -> Result<Vec<Hit>, StoreError> {
        let rows: Vec<HitRow> = match Sought::of(text) {
            Sought::Nothing => Vec::new(),
            Sought::Words(words) => match self.customers_of(&in_names(&words), limit).await? {
                named if named.is_empty() => self.customers_of(&words, limit).await?,
                named => named,
            },
            Sought::Everything => {
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

    async fn customers_of(&self, words: &str, limit: u32) -> Result<Vec<HitRow>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT c.id, c.name, c.code, c.tax_id FROM record_words w JOIN customer c ON c.rid = w.rowid \
             WHERE record_words MATCH ? ORDER BY c.sort_name, c.id LIMIT ?",
        )
        .bind(words)
        .bind(limit)
        .fetch_all(&self.reader)
        .await?)
    }

    /// Live customers that `text` finds (all without one), in an order; what is empty stands last. The last contact is the last up to
    /// `today`. `offset` and `limit` are of rows.
    pub async fn customers_page(
        &self,
        text: &str,
        order: Order,
        today: NaiveDate,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let mut query = QueryBuilder::new("");
        select_listed(&mut query, today);
        push_found(&mut query, "SELECT r.*", text);
        let way = if order.descending { "DESC" } else { "ASC" };
        let page = |query: &mut QueryBuilder<Sqlite>| {
            query.push(" LIMIT ").push_bind(limit).push(" OFFSET ").push_bind(offset);
        };
        // What a row holds is sorted before its figures are asked for; figures are asked for all.
        match order.column {
            Column::Name => {
                query.push(format!(" ORDER BY r.sort_name {way}, r.id {way}"));
                page(&mut query);
                query.push(format!(") c ORDER BY c.sort_name {way}, c.id {way}"));
            }
            Column::Code => {
                query.push(format!(" ORDER BY r.code IS NULL, r.code {way}, r.sort_name, r.id"));
                page(&mut query);
                query.push(format!(") c ORDER BY c.code IS NULL, c.code {way}, c.sort_name, c.id"));
            }
            Column::Contacts => {
                query.push(format!(") c ORDER BY contacts {way}, c.sort_name, c.id"));
                page(&mut query);
            }
            Column::Last => {
                query.push(format!(") c ORDER BY last_slot IS NULL, last_slot {way}, c.sort_name, c.id"));
                page(&mut query);
            }
        }
        read_listed(query, &self.reader).await
    }

    /// The same customers in the same order, by their ids alone.
    pub async fn customers_in_order(
        &self,
        text: &str,
        order: Order,
        today: NaiveDate,
    ) -> Result<Vec<Uuid>, StoreError> {
        let mut query = QueryBuilder::new("");
        let way = if order.descending { "DESC" } else { "ASC" };
        match order.column {
            Column::Name => {
                push_found(&mut query, "SELECT r.id", text);
                query.push(format!(" ORDER BY r.sort_name {way}, r.id {way}"));
            }
            Column::Code => {
                push_found(&mut query, "SELECT r.id", text);
                query.push(format!(" ORDER BY r.code IS NULL, r.code {way}, r.sort_name, r.id"));
            }
            Column::Contacts | Column::Last => {
                query.push("SELECT id FROM (");
                select_listed(&mut query, today);
                push_found(&mut query, "SELECT r.*", text);
                query.push(match order.column {
                    Column::Contacts => format!(") c ORDER BY contacts {way}, c.sort_name, c.id)"),
                    _ => format!(") c ORDER BY last_slot IS NULL, last_slot {way}, c.sort_name, c.id)"),
                });
            }
        }
        Ok(query.build_query_scalar().fetch_all(&self.reader).await?)
    }

    pub async fn customers_count(&self, text: &str) -> Result<u32, StoreError> {
        let mut query = QueryBuilder::new("");
        push_found(&mut query, "SELECT count(*)", text);
        let (count,): (u32,) = query.build_query_as().fetch_one(&self.reader).await?;
        Ok(count)
    }

    /// The place of the first customer whose name begins so, in that list by name.
    pub async fn seek_customer(
        &self,
        text: &str,
        descending: bool,
        beginning: &str,
    ) -> Result<Option<u32>, StoreError> {
        let beginning = fold::sort_name(beginning);
        if beginning.is_empty() {
            return Ok(None);
        }
        // No name goes on with the last of all characters.
        let end = format!("{beginning}\u{10ffff}");
        let mut found = QueryBuilder::new("SELECT EXISTS (");
        push_found(&mut found, "SELECT 1", text);
        found.push(" AND r.sort_name >= ").push_bind(&beginning);
        found.push(" AND r.sort_name < ").push_bind(&end).push(")");
        if !found.build_query_scalar::<bool>().fetch_one(&self.reader).await? {
            return Ok(None);
        }
        // As many as stand before it.
        let mut before = QueryBuilder::new("");
        push_found(&mut before, "SELECT count(*)", text);
        match descending {
            false => before.push(" AND r.sort_name < ").push_bind(&beginning),
            true => before.push(" AND r.sort_name >= ").push_bind(&end),
        };
        Ok(Some(before.build_query_scalar().fetch_one(&self.reader).await?))
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
            kind: group(&mut tx, row.kind).await?,
            zone: group(&mut tx, row.zone).await?,
            sector: group(&mut tx, row.sector).await?,
            owner: match row.owner {
                Some(id) => Some(Named { id: UserId(id), name: name_of(&mut tx, "user", id).await? }),
                None => None,
            },
            addresses: postal_addresses(&mut tx, row.rid).await?,
            custom_fields: custom_fields::values(&mut tx, row.rid).await?,
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

impl Store {
    /// The provinces that customers are in, by name: one that has several is there once.
    pub async fn provinces(&self) -> Result<Vec<String>, StoreError> {
        let rows: Vec<(String,)> = sqlx::query_as(
            "SELECT min(province) FROM postal_address WHERE province IS NOT NULL GROUP BY province_key \
             ORDER BY province_key",
        )
        .fetch_all(&self.reader)
        .await?;
        let name =
            |province: String| Province::named(&province).map_or(province, |known| known.name().to_owned());
        Ok(rows.into_iter().map(|(province,)| name(province)).collect())
    }
}

/// Pushes the question for the lines of the customers that come next, in brackets left open.
pub(crate) fn select_listed(query: &mut QueryBuilder<Sqlite>, today: NaiveDate) {
    let first = |kind| {
        format!("(SELECT text FROM address WHERE rid = c.rid AND kind = '{kind}' ORDER BY position LIMIT 1)")
    };
    // The figures of contacts are asked for the rows of the page alone: the inner query decides which.
    query.push("SELECT c.id, c.name, c.legal_name, c.code, c.tax_id, c.conflicts <> '' AS has_conflicts, ");
    query.push(first("phone")).push(" AS phone, ").push(first("email")).push(" AS email, ");
    query.push(
        "(SELECT count(*) FROM contact k WHERE k.customer = c.id AND k.presence <> 1) AS contacts, \
         (SELECT max(k.slot) FROM contact k WHERE k.customer = c.id AND k.presence <> 1 AND k.slot <= ",
    );
    query.push_bind(last_slot(today)).push(") AS last_slot FROM (");
}

pub(crate) async fn read_listed(
    mut query: QueryBuilder<Sqlite>,
    reader: &SqlitePool,
) -> Result<Vec<Listed>, StoreError> {
    let rows: Vec<ListedRow> = query.build_query_as().fetch_all(reader).await?;
    Ok(rows.into_iter().map(listed).collect())
}

fn push_found(query: &mut QueryBuilder<Sqlite>, select: &str, text: &str) {
    query.push(select);
    match Sought::of(text) {
        Sought::Words(words) => {
            query.push(" FROM record_words w JOIN customer r ON r.rid = w.rowid WHERE record_words MATCH ");
            query.push_bind(words);
        }
        Sought::Everything => {
            query.push(" FROM customer r WHERE r.presence <> 1");
        }
        Sought::Nothing => {
            query.push(" FROM customer r WHERE 0");
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
        has_conflicts: row.has_conflicts,
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

async fn postal_addresses(tx: &mut SqliteConnection, rid: i64) -> Result<Vec<PostalAddress>, StoreError> {
    let rows: Vec<PostalAddressRow> =
        sqlx::query_as("SELECT * FROM postal_address WHERE rid = ? ORDER BY position")
            .bind(rid)
            .fetch_all(tx)
            .await?;
    let address = |row: PostalAddressRow| PostalAddress {
        id: PostalAddressId(row.id),
        street: row.street,
        postal_code: row.postal_code,
        town: row.town,
        province: row.province,
        country: row.country,
    };
    Ok(rows.into_iter().map(address).collect())
}

async fn group(
    tx: &mut SqliteConnection,
    id: Option<Uuid>,
) -> Result<Option<Named<CustomerGroupId>>, StoreError> {
    let Some(id) = id else { return Ok(None) };
    Ok(Some(Named { id: CustomerGroupId(id), name: name_of(tx, "customer_group", id).await? }))
}

async fn name_of(tx: &mut SqliteConnection, table: &'static str, id: Uuid) -> Result<String, StoreError> {
    let query = format!("SELECT name FROM {table} WHERE id = ?");
    let row: Option<(String,)> =
        sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(tx).await?;
    Ok(row.map(|(name,)| name).unwrap_or_default())
}

async fn attached(tx: &mut SqliteConnection, rid: i64) -> Result<Vec<AttachmentId>, StoreError> {
    let rows: Vec<(Uuid,)> =
        sqlx::query_as("SELECT attachment FROM attached WHERE rid = ? ORDER BY position")
            .bind(rid)
            .fetch_all(tx)
            .await?;
    Ok(rows.into_iter().map(|(id,)| AttachmentId(id)).collect())
}
