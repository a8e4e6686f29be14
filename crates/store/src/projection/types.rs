//! The catalogue of types as rows.

use domain::contact_type::TypeEntry;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Of, delete, rids};
use crate::error::StoreError;
use crate::fold;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub(crate) struct TypeRow {
    pub(crate) rid: i64,
    pub(crate) id: Uuid,
    pub(crate) key: String,
    pub(crate) name: Option<String>,
    pub(crate) sort_name: String,
    pub(crate) hidden: bool,
    pub(crate) presence: i32,
    pub(crate) conflicts: String,
}

impl TypeRow {
    pub(crate) fn of((rid, id, entry, projected): &Of<'_, TypeEntry>) -> Self {
        Self {
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

pub(crate) async fn write(tx: &mut Write, entries: &[Of<'_, TypeEntry>]) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    delete(tx, "DELETE FROM contact_type WHERE rid", &rids(entries)).await?;
    let mut query = QueryBuilder::new(
        "INSERT INTO contact_type (rid, id, key, name, sort_name, hidden, presence, conflicts) ",
    );
    query.push_values(entries.iter().map(TypeRow::of), |mut values, row| {
        values
            .push_bind(row.rid)
            .push_bind(row.id)
            .push_bind(row.key)
            .push_bind(row.name)
            .push_bind(row.sort_name)
            .push_bind(row.hidden)
            .push_bind(row.presence)
            .push_bind(row.conflicts);
    });
    query.build().execute(&mut **tx).await?;
    Ok(())
}
