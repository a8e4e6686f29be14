//! Products as rows, and who is interested in them.

use domain::product::{Interest, Product};
use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::item::{Of, rids};
use crate::slot;

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
    let rows: Vec<_> = products.iter().map(ProductRow::of).collect();
    replace(tx, &rids(products), &rows).await
}

table! {
    /// A product that a contact or a customer is interested in.
    #[derive(Eq, PartialOrd, Ord)]
    "interest" InterestRow {
        position: i64,
        product: Uuid,
        person: Option<Uuid>,
        since: i64,
    }
}

pub(crate) fn interest_rows(rid: i64, interests: &[Interest]) -> Vec<InterestRow> {
    let row = |(position, interest): (usize, &Interest)| InterestRow {
        rid,
        position: position as i64,
        product: interest.product.0,
        person: interest.person.map(|id| id.0),
        since: slot::day(interest.since),
    };
    interests.iter().enumerate().map(row).collect()
}
