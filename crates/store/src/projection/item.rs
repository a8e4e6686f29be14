//! What is projected: a record with its row, its identity and everything that its rows are made from.

use uuid::Uuid;

use crate::connection::Write;
use crate::error::StoreError;
use crate::projection::table::{Table, replace};
use crate::record::Projected;

/// A record with its row and identity.
pub(crate) type Item<'a> = (i64, Uuid, &'a Projected);

/// A record of one kind with everything that its rows are made from.
pub(crate) type Of<'a, R> = (i64, Uuid, &'a R, &'a Projected);

/// A kind of record as rows. Whatever walks the kinds finds here what it needs of each.
pub(crate) trait Kind: Sized + Sync {
    type Row: Table + PartialEq + Sync;

    /// What people call a record, and what the bin tells of it besides: SQL over its row `r`; `?1` is how much of notes.
    const TOLD: (&'static str, &'static str) = ("r.name", "NULL");

    fn row(of: &Of<'_, Self>) -> Self::Row;

    /// What must stand where `found` does: a contact's place follows from no document.
    fn expected(of: &Of<'_, Self>, _found: Option<&Self::Row>) -> Self::Row {
        Self::row(of)
    }

    /// Writes these in the place of what was there, with the lists and words that go with them.
    fn write(
        tx: &mut Write,
        records: &[Of<'_, Self>],
    ) -> impl Future<Output = Result<(), StoreError>> + Send {
        async move {
            let rows: Vec<Self::Row> = records.iter().map(Self::row).collect();
            replace(tx, &rids(records), &rows).await
        }
    }
}

pub(crate) fn rids<R>(items: &[Of<'_, R>]) -> Vec<i64> {
    items.iter().map(|(rid, ..)| *rid).collect()
}
