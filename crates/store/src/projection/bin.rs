//! The bin as rows: what was deleted, when and by whom.

use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Item, delete};
use crate::error::StoreError;
use crate::landing::Presence;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub(crate) struct BinRow {
    pub(crate) rid: i64,
    pub(crate) id: Uuid,
    pub(crate) kind: String,
    pub(crate) deleted_at: i64,
    pub(crate) deleted_by: Uuid,
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
    delete(tx, "DELETE FROM bin WHERE rid", &rids).await?;
    let rows: Vec<BinRow> = items.iter().filter_map(BinRow::of).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let mut query = QueryBuilder::new("INSERT INTO bin (rid, id, kind, deleted_at, deleted_by) ");
    query.push_values(rows, |mut values, row| {
        values
            .push_bind(row.rid)
            .push_bind(row.id)
            .push_bind(row.kind)
            .push_bind(row.deleted_at)
            .push_bind(row.deleted_by);
    });
    query.build().execute(&mut **tx).await?;
    Ok(())
}
