//! The bin as rows: what was deleted, when and by whom.

use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::projection::item::Item;
use crate::record::Presence;

table! {
    #[derive(Eq, PartialOrd, Ord)]
    "bin" BinRow {
        id: Uuid,
        kind: String,
        deleted_at: i64,
        deleted_by: Uuid,
    }
}

impl BinRow {
    /// None for what is there, and for what nobody restores by itself.
    pub(crate) fn of((rid, id, projected): &Item<'_>) -> Option<Self> {
        let kind = projected.record.kind();
        let deletion =
            projected.deletion.filter(|_| projected.presence == Presence::Deleted && kind.is_in_bin())?;
        Some(Self {
            rid: *rid,
            id: *id,
            kind: kind.key().to_owned(),
            deleted_at: deletion.at,
            deleted_by: deletion.by.0,
        })
    }
}

pub(crate) async fn write(tx: &mut Write, items: &[Item<'_>]) -> Result<(), StoreError> {
    let rids: Vec<i64> = items.iter().map(|(rid, ..)| *rid).collect();
    let rows: Vec<BinRow> = items.iter().filter_map(BinRow::of).collect();
    replace(tx, &rids, &rows).await
}
