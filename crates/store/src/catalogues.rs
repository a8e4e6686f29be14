//! The catalogues: their rows, what reads them, and what contacts and customers hold of them.

use chrono::NaiveDate;
use domain::contact_type::TypeEntry;
use domain::id::{ActionId, ActionLineId, ContactId, CustomerGroupId, CustomerId, PersonId, ProductId};
use sqlx::{FromRow, SqliteConnection};
use uuid::Uuid;

use crate::error::StoreError;
use crate::fold;
use crate::projection::item::{Kind, Of};
use crate::projection::table::table;
use crate::row::{Revised, split};
use crate::slot::date_of;
use crate::store::Store;

#[derive(Debug, Clone)]
pub struct Action {
    pub id: ActionId,
    pub name: String,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

/// What the catalogue says of a type; a built-in one of which it says nothing has no entry.
#[derive(Debug, Clone)]
pub struct Type {
    pub key: String,
    pub name: Option<String>,
    pub is_hidden: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

/// A kind, a zone or a sector.
#[derive(Debug, Clone)]
pub struct CustomerGroup {
    pub id: CustomerGroupId,
    pub grouping: String,
    pub name: String,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

#[derive(Debug, Clone)]
pub struct Product {
    pub id: ProductId,
    pub code: Option<String>,
    pub name: String,
    pub notes: String,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

/// A line of a contact's actions.
#[derive(Debug, Clone)]
pub struct Line {
    pub id: ActionLineId,
    pub action: Option<ActionId>,
    pub text: String,
    pub is_done: bool,
}

#[derive(Debug, Clone)]
pub struct Interest {
    pub product: ProductId,
    /// Empty while the product has not arrived.
    pub product_name: String,
    pub person: Option<PersonId>,
    pub person_name: Option<String>,
    pub since: NaiveDate,
    /// Of a contact: its customer has this interest, and no other of their contacts names it (S35).
    pub is_only_source: bool,
}

table! {
    "action" ActionRow {
        id: Uuid,
        name: String,
        sort_name: String,
        presence: i32,
        conflicts: String,
    }
}

impl Kind for domain::action::Action {
    type Row = ActionRow;

    fn row((rid, id, action, projected): &Of<'_, Self>) -> ActionRow {
        ActionRow {
            rid: *rid,
            id: *id,
            name: action.name.clone(),
            sort_name: fold::sort_name(&action.name),
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }
}

table! {
    "product" ProductRow {
        id: Uuid,
        code: Option<String>,
        name: String,
        sort_name: String,
        notes: String,
        presence: i32,
        conflicts: String,
    }
}

impl Kind for domain::product::Product {
    type Row = ProductRow;
    const TOLD: (&'static str, &'static str) = ("r.name", "r.code");

    fn row((rid, id, product, projected): &Of<'_, Self>) -> ProductRow {
        ProductRow {
            rid: *rid,
            id: *id,
            code: product.code.clone(),
            name: product.name.clone(),
            sort_name: fold::sort_name(&product.name),
            notes: product.notes.clone(),
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }
}

table! {
    "customer_group" CustomerGroupRow {
        id: Uuid,
        grouping: String,
        name: String,
        sort_name: String,
        presence: i32,
        conflicts: String,
    }
}

impl Kind for domain::customer_group::CustomerGroup {
    type Row = CustomerGroupRow;

    fn row((rid, id, group, projected): &Of<'_, Self>) -> CustomerGroupRow {
        CustomerGroupRow {
            rid: *rid,
            id: *id,
            grouping: group.grouping.as_str().to_owned(),
            name: group.name.clone(),
            sort_name: fold::sort_name(&group.name),
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }
}

table! {
    "contact_type" TypeRow {
        id: Uuid,
        key: String,
        name: Option<String>,
        sort_name: String,
        hidden: bool,
        presence: i32,
        conflicts: String,
    }
}

impl Kind for TypeEntry {
    type Row = TypeRow;
    const TOLD: (&'static str, &'static str) = ("coalesce(r.name, r.key)", "NULL");

    fn row((rid, id, entry, projected): &Of<'_, Self>) -> TypeRow {
        TypeRow {
            rid: *rid,
            id: *id,
            key: entry.key.clone(),
            name: entry.name.clone(),
            sort_name: fold::sort_name(entry.name.as_deref().unwrap_or_default()),
            hidden: entry.is_hidden,
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }
}

impl Store {
    /// Live actions whose names hold the words of `text` (all without one), by name.
    pub async fn actions(&self, text: &str, limit: u32) -> Result<Vec<Action>, StoreError> {
        let rows =
            self.catalogue("action", limit, text, |row: &Revised<ActionRow>| row.row.name.clone()).await?;
        Ok(rows.into_iter().map(action).collect())
    }

    pub async fn action(&self, id: ActionId) -> Result<Option<Action>, StoreError> {
        Ok(self.entry("action", id.0).await?.map(action))
    }

    /// What a line of a contact says; of one that was removed nothing.
    pub async fn action_line(&self, id: ActionLineId) -> Result<Option<String>, StoreError> {
        let row: Option<(String,)> = sqlx::query_as("SELECT text FROM action_line WHERE id = ? LIMIT 1")
            .bind(id.0)
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(|(text,)| text))
    }

    /// Live products whose names or codes hold the words of `text` (all without one), by name.
    pub async fn products(&self, text: &str, limit: u32) -> Result<Vec<Product>, StoreError> {
        let found_by = |row: &Revised<ProductRow>| {
            format!("{} {}", row.row.code.as_deref().unwrap_or_default(), row.row.name)
        };
        let rows = self.catalogue("product", limit, text, found_by).await?;
        Ok(rows.into_iter().map(product).collect())
    }

    pub async fn product(&self, id: ProductId) -> Result<Option<Product>, StoreError> {
        Ok(self.entry("product", id.0).await?.map(product))
    }

    /// Live kinds, zones or sectors whose names hold the words of `text` (all without one), by name.
    pub async fn customer_groups(
        &self,
        grouping: &str,
        text: &str,
        limit: u32,
    ) -> Result<Vec<CustomerGroup>, StoreError> {
        let found_by = |row: &Revised<CustomerGroupRow>| row.row.name.clone();
        let rows = self.catalogue("customer_group", u32::MAX, text, found_by).await?;
        let of_it = rows.into_iter().filter(|row| row.row.grouping == grouping);
        Ok(of_it.take(limit as usize).map(group).collect())
    }

    pub async fn customer_group(&self, id: CustomerGroupId) -> Result<Option<CustomerGroup>, StoreError> {
        Ok(self.entry("customer_group", id.0).await?.map(group))
    }

    /// Every entry of the catalogue of types, by name.
    pub async fn contact_types(&self) -> Result<Vec<Type>, StoreError> {
        let rows = self.catalogue("contact_type", u32::MAX, "", |_: &Revised<TypeRow>| String::new()).await?;
        let entry = |Revised { row, revision }: Revised<TypeRow>| Type {
            key: row.key,
            name: row.name,
            is_hidden: row.hidden,
            conflicts: split(&row.conflicts),
            revision,
        };
        Ok(rows.into_iter().map(entry).collect())
    }

    async fn entry<R>(&self, table: &'static str, id: Uuid) -> Result<Option<Revised<R>>, StoreError>
    where
        R: Send + Unpin + for<'r> FromRow<'r, sqlx::sqlite::SqliteRow>,
    {
        let query =
            format!("SELECT r.*, d.revision FROM {table} r JOIN document d ON d.rid = r.rid WHERE r.id = ?");
        // The names of tables are ours.
        Ok(sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(id).fetch_optional(&self.reader).await?)
    }

    /// A catalogue holds what people keep in order by hand: it is read whole and searched here. The join is told to start
    /// from it: without statistics SQLite may start from every document there is.
    async fn catalogue<R>(
        &self,
        table: &'static str,
        limit: u32,
        text: &str,
        found_by: impl Fn(&Revised<R>) -> String,
    ) -> Result<Vec<Revised<R>>, StoreError>
    where
        R: Send + Unpin + for<'r> FromRow<'r, sqlx::sqlite::SqliteRow>,
    {
        let query = format!(
            "SELECT r.*, d.revision FROM {table} r CROSS JOIN document d ON d.rid = r.rid \
             WHERE r.presence <> 1 ORDER BY r.sort_name, r.id"
        );
        let rows: Vec<Revised<R>> =
            sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_all(&self.reader).await?;
        let wanted = fold::words(text);
        if wanted.is_empty() && !text.trim().is_empty() {
            return Ok(Vec::new());
        }
        let is_found = |row: &Revised<R>| {
            let words = fold::words(&found_by(row));
            wanted.split(' ').all(|wanted| words.split(' ').any(|word| word.starts_with(wanted)))
        };
        Ok(rows.into_iter().filter(is_found).take(limit as usize).collect())
    }
}

/// Of the contact in row `rid`, in order.
pub(crate) async fn lines(tx: &mut SqliteConnection, rid: i64) -> Result<Vec<Line>, StoreError> {
    let rows: Vec<(Uuid, Option<Uuid>, String, bool)> =
        sqlx::query_as("SELECT id, action, text, done FROM action_line WHERE rid = ? ORDER BY position")
            .bind(rid)
            .fetch_all(tx)
            .await?;
    let line = |(id, action, text, is_done): (Uuid, Option<Uuid>, String, bool)| Line {
        id: ActionLineId(id),
        action: action.map(ActionId),
        text,
        is_done,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Of the record in row `rid`, in the order of their noting; `contact` and its customer when it is one.
pub(crate) async fn interests(
    tx: &mut SqliteConnection,
    rid: i64,
    contact: Option<(ContactId, CustomerId)>,
) -> Result<Vec<Interest>, StoreError> {
    type Row = (Uuid, Option<String>, Option<Uuid>, Option<String>, i64, bool);
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT i.product, p.name, i.person, e.name, i.since, \
                EXISTS (SELECT 1 FROM customer k JOIN interest j ON j.rid = k.rid \
                        WHERE k.id = ? AND j.product = i.product) \
                AND NOT EXISTS (SELECT 1 FROM interest j JOIN contact c ON c.rid = j.rid \
                        WHERE j.product = i.product AND c.customer = ? AND c.id <> ? AND c.presence <> 1) \
         FROM interest i LEFT JOIN product p ON p.id = i.product LEFT JOIN person e ON e.id = i.person \
         WHERE i.rid = ? ORDER BY i.position",
    )
    .bind(contact.map(|(_, customer)| customer.0))
    .bind(contact.map(|(_, customer)| customer.0))
    .bind(contact.map(|(id, _)| id.0))
    .bind(rid)
    .fetch_all(tx)
    .await?;
    let interest = |(product, product_name, person, person_name, since, is_only_source): Row| Interest {
        product: ProductId(product),
        product_name: product_name.unwrap_or_default(),
        person: person.map(PersonId),
        person_name,
        since: date_of(since),
        is_only_source,
    };
    Ok(rows.into_iter().map(interest).collect())
}

fn action(Revised { row, revision }: Revised<ActionRow>) -> Action {
    Action {
        id: ActionId(row.id),
        name: row.name,
        is_deleted: row.presence == 1,
        conflicts: split(&row.conflicts),
        revision,
    }
}

fn group(Revised { row, revision }: Revised<CustomerGroupRow>) -> CustomerGroup {
    CustomerGroup {
        id: CustomerGroupId(row.id),
        grouping: row.grouping,
        name: row.name,
        is_deleted: row.presence == 1,
        conflicts: split(&row.conflicts),
        revision,
    }
}

fn product(Revised { row, revision }: Revised<ProductRow>) -> Product {
    Product {
        id: ProductId(row.id),
        code: row.code,
        name: row.name,
        notes: row.notes,
        is_deleted: row.presence == 1,
        conflicts: split(&row.conflicts),
        revision,
    }
}
