//! The catalogue of types as rows.

use domain::contact_type::TypeEntry;
use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::item::{Of, rids};

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
    let rows: Vec<_> = entries.iter().map(TypeRow::of).collect();
    replace(tx, &rids(entries), &rows).await
}
