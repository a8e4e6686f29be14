//! Kinds, zones and sectors as rows.

use domain::customer_group::CustomerGroup;
use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::item::{Of, rids};

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

impl CustomerGroupRow {
    pub(crate) fn of((rid, id, group, projected): &Of<'_, CustomerGroup>) -> Self {
        Self {
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

pub(crate) async fn write(tx: &mut Write, groups: &[Of<'_, CustomerGroup>]) -> Result<(), StoreError> {
    let rows: Vec<_> = groups.iter().map(CustomerGroupRow::of).collect();
    replace(tx, &rids(groups), &rows).await
}
