//! Users as rows.

use domain::user::User;
use uuid::Uuid;

use super::table::{replace, table};
use crate::connection::Write;
use crate::error::StoreError;
use crate::fold;
use crate::projection::addresses::address_rows;
use crate::projection::item::{Kind, Of, rids};

table! {
    "user" UserRow {
        id: Uuid,
        name: String,
        sort_name: String,
        presence: i32,
        conflicts: String,
    }
}

impl Kind for User {
    type Row = UserRow;

    fn row((rid, id, user, projected): &Of<'_, Self>) -> UserRow {
        UserRow {
            rid: *rid,
            id: *id,
            name: user.name.clone(),
            sort_name: fold::sort_name(&user.name),
            presence: projected.presence.code(),
            conflicts: projected.conflicts.join(","),
        }
    }

    async fn write(tx: &mut Write, users: &[Of<'_, Self>]) -> Result<(), StoreError> {
        if users.is_empty() {
            return Ok(());
        }
        let rids = rids(users);
        let rows: Vec<_> = users.iter().map(Self::row).collect();
        replace(tx, &rids, &rows).await?;
        let addresses: Vec<_> =
            users.iter().flat_map(|(rid, _, user, _)| address_rows(*rid, "email", &user.emails)).collect();
        replace(tx, &rids, &addresses).await
    }
}
