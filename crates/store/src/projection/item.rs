//! What is projected: a record with its row, its identity and everything that its rows are made from.

use uuid::Uuid;

use crate::record::Projected;

/// A record with its row and identity.
pub(crate) type Item<'a> = (i64, Uuid, &'a Projected);

/// A record of one kind with everything that its rows are made from.
pub(crate) type Of<'a, R> = (i64, Uuid, &'a R, &'a Projected);

pub(crate) fn rids<R>(items: &[Of<'_, R>]) -> Vec<i64> {
    items.iter().map(|(rid, ..)| *rid).collect()
}
