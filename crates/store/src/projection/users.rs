//! Users as rows.

use domain::user::User;
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::{Of, address_rows, delete, rids, write_addresses};
use crate::error::StoreError;
use crate::fold;
use crate::store::Write;

#[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
pub(crate) struct UserRow {
    pub(crate) rid: i64,
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) sort_name: String,
    pub(crate) presence: i32,
    pub(crate) conflicts: String,
}

impl UserRow {
    pub(crate) fn of((rid, id, user, projected): &Of<'_, User>) -> Self {
        Self {
            rid: *rid,
            id: *id,
            name: user.name.clone(),
            sort_name: fold::sort_name(&user.name),
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }
}

pub(crate) async fn write(tx: &mut Write, users: &[Of<'_, User>]) -> Result<(), StoreError> {
    if users.is_empty() {
        return Ok(());
    }
    let rids = rids(users);
    delete(tx, "DELETE FROM user WHERE rid", &rids).await?;
    let mut query = QueryBuilder::new("INSERT INTO user (rid, id, name, sort_name, presence, conflicts) ");
    query.push_values(users.iter().map(UserRow::of), |mut values, row| {
        values
            .push_bind(row.rid)
            .push_bind(row.id)
            .push_bind(row.name)
            .push_bind(row.sort_name)
            .push_bind(row.presence)
            .push_bind(row.conflicts);
    });
    query.build().execute(&mut **tx).await?;
    let addresses: Vec<_> =
        users.iter().flat_map(|(rid, _, user, _)| address_rows(*rid, "email", &user.emails)).collect();
    write_addresses(tx, &rids, &addresses).await
}
