//! Kinds, zones and sectors as rows.

use domain::customer_group::CustomerGroup;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Of, delete, rids};
use crate::error::StoreError;
use crate::fold;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub(crate) struct CustomerGroupRow {
    pub(crate) rid: i64,
    pub(crate) id: Uuid,
    pub(crate) grouping: String,
    pub(crate) name: String,
    pub(crate) sort_name: String,
    pub(crate) presence: i32,
    pub(crate) conflicts: String,
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
    if groups.is_empty() {
        return Ok(());
    }
    delete(tx, "DELETE FROM customer_group WHERE rid", &rids(groups)).await?;
    let mut query = QueryBuilder::new(
        "INSERT INTO customer_group (rid, id, grouping, name, sort_name, presence, conflicts) ",
    );
    query.push_values(groups.iter().map(CustomerGroupRow::of), |mut values, row| {
        values
            .push_bind(row.rid)
            .push_bind(row.id)
            .push_bind(row.grouping)
            .push_bind(row.name)
            .push_bind(row.sort_name)
            .push_bind(row.presence)
            .push_bind(row.conflicts);
    });
    query.build().execute(&mut **tx).await?;
    Ok(())
}
