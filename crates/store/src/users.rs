//! Users: our people, and whether an address is one of theirs.

use domain::id::UserId;

use crate::contacts::split;
use crate::error::StoreError;
use crate::projection::users::UserRow;
use crate::store::Store;

#[derive(Debug, Clone)]
pub struct Shown {
    pub id: UserId,
    pub name: String,
    pub emails: Vec<String>,
    pub is_deleted: bool,
    pub conflicts: Vec<String>,
    pub revision: String,
}

impl Store {
    /// Every live user, by name.
    pub async fn users(&self) -> Result<Vec<Shown>, StoreError> {
        let rows: Vec<UserRow> =
            sqlx::query_as("SELECT * FROM user WHERE presence <> 1 ORDER BY sort_name, id")
                .fetch_all(&self.reader)
                .await?;
        let mut users = Vec::with_capacity(rows.len());
        for row in rows {
            users.push(self.shown_user(row).await?);
        }
        Ok(users)
    }

    pub async fn user(&self, id: UserId) -> Result<Option<Shown>, StoreError> {
        let row: Option<UserRow> =
            sqlx::query_as("SELECT * FROM user WHERE id = ?").bind(id.0).fetch_optional(&self.reader).await?;
        match row {
            Some(row) => Ok(Some(self.shown_user(row).await?)),
            None => Ok(None),
        }
    }

    /// S25: whether a sender is one of us.
    pub async fn is_our_address(&self, address: &str) -> Result<bool, StoreError> {
        let found: Option<(i64,)> = sqlx::query_as(
            "SELECT u.rid FROM address k JOIN user u ON u.rid = k.rid WHERE k.kind = 'email' AND k.key = ? LIMIT 1",
        )
        .bind(domain::text::entry_key(address))
        .fetch_optional(&self.reader)
        .await?;
        Ok(found.is_some())
    }

    async fn shown_user(&self, row: UserRow) -> Result<Shown, StoreError> {
        Ok(Shown {
            id: UserId(row.id),
            emails: self.addresses(row.rid, "email").await?,
            revision: self.revision(row.rid).await?,
            name: row.name,
            is_deleted: row.presence == 1,
            conflicts: split(&row.conflicts),
        })
    }
}
