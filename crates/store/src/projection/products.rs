//! Products as rows, and who is interested in them.

use domain::product::{Interest, Product};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Of, delete, rids};
use crate::error::StoreError;
use crate::fold;
use crate::landing::ROWS_A_STATEMENT;
use crate::place;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub(crate) struct ProductRow {
    pub(crate) rid: i64,
    pub(crate) id: Uuid,
    pub(crate) code: Option<String>,
    pub(crate) name: String,
    pub(crate) sort_name: String,
    pub(crate) notes: String,
    pub(crate) presence: i32,
    pub(crate) conflicts: String,
}

impl ProductRow {
    pub(crate) fn of((rid, id, product, projected): &Of<'_, Product>) -> Self {
        Self {
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

pub(crate) async fn write(tx: &mut Write, products: &[Of<'_, Product>]) -> Result<(), StoreError> {
    if products.is_empty() {
        return Ok(());
    }
    delete(tx, "DELETE FROM product WHERE rid", &rids(products)).await?;
    let mut query = QueryBuilder::new(
        "INSERT INTO product (rid, id, code, name, sort_name, notes, presence, conflicts) ",
    );
    query.push_values(products.iter().map(ProductRow::of), |mut values, row| {
        values
            .push_bind(row.rid)
            .push_bind(row.id)
            .push_bind(row.code)
            .push_bind(row.name)
            .push_bind(row.sort_name)
            .push_bind(row.notes)
            .push_bind(row.presence)
            .push_bind(row.conflicts);
    });
    query.build().execute(&mut **tx).await?;
    Ok(())
}

/// A product that a contact or a customer is interested in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub(crate) struct InterestRow {
    pub(crate) rid: i64,
    pub(crate) position: i64,
    pub(crate) product: Uuid,
    pub(crate) person: Option<Uuid>,
    pub(crate) since: i64,
}

pub(crate) fn interest_rows(rid: i64, interests: &[Interest]) -> Vec<InterestRow> {
    let row = |(position, interest): (usize, &Interest)| InterestRow {
        rid,
        position: position as i64,
        product: interest.product.0,
        person: interest.person.map(|id| id.0),
        since: place::day(interest.since),
    };
    interests.iter().enumerate().map(row).collect()
}

pub(crate) async fn write_interests(
    tx: &mut Write,
    rids: &[i64],
    rows: &[InterestRow],
) -> Result<(), StoreError> {
    delete(tx, "DELETE FROM interest WHERE rid", rids).await?;
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("INSERT INTO interest (rid, position, product, person, since) ");
        query.push_values(chunk, |mut values, row| {
            values
                .push_bind(row.rid)
                .push_bind(row.position)
                .push_bind(row.product)
                .push_bind(row.person)
                .push_bind(row.since);
        });
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}
