//! The products that contacts and customers are interested in, as rows.

use domain::product::Interest;
use uuid::Uuid;

use super::table::table;
use crate::slot;

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
