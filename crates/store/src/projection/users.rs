//! Users as rows.

use domain::user::User;
use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::addresses::address_rows;
use crate::projection::item::{Of, rids};

table! {
    "user" UserRow {
        id: Uuid,
        name: String,
        sort_name: String,
        presence: i32,
        conflicts: String,
    }
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
    let rows: Vec<_> = users.iter().map(UserRow::of).collect();
    replace(tx, &rids, &rows).await?;
    let addresses: Vec<_> =
        users.iter().flat_map(|(rid, _, user, _)| address_rows(*rid, "email", &user.emails)).collect();
    replace(tx, &rids, &addresses).await
}
