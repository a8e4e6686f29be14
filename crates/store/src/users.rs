//! Users: our people, and whether an address is one of theirs.

use domain::id::UserId;
use sqlx::SqliteConnection;
use uuid::Uuid;

use crate::customers::addresses;
use crate::error::StoreError;
use crate::projection::users::UserRow;
use crate::row::{Revised, split};
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
        let mut tx = self.reader.begin().await?;
        let rows: Vec<Revised<UserRow>> = sqlx::query_as(
            "SELECT u.*, d.revision FROM user u CROSS JOIN document d ON d.rid = u.rid \
             WHERE u.presence <> 1 ORDER BY u.sort_name, u.id",
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut users = Vec::with_capacity(rows.len());
        for row in rows {
            users.push(shown(&mut tx, row).await?);
        }
        Ok(users)
    }

    pub async fn user(&self, id: UserId) -> Result<Option<Shown>, StoreError> {
        let mut tx = self.reader.begin().await?;
        let row: Option<Revised<UserRow>> = sqlx::query_as(
            "SELECT u.*, d.revision FROM user u JOIN document d ON d.rid = u.rid WHERE u.id = ?",
        )
        .bind(id.0)
        .fetch_optional(&mut *tx)
        .await?;
        match row {
            Some(row) => Ok(Some(shown(&mut tx, row).await?)),
            None => Ok(None),
        }
    }

    /// S25: those of us who have this address, with their names; who is in the bin comes last.
    pub async fn users_by_address(&self, address: &str) -> Result<Vec<(UserId, String)>, StoreError> {
        let rows: Vec<(Uuid, String)> = sqlx::query_as(
            "SELECT u.id, u.name FROM address k JOIN user u ON u.rid = k.rid \
             WHERE k.kind = 'email' AND k.key = ? ORDER BY u.presence = 1, u.sort_name, u.id",
        )
        .bind(domain::text::entry_key(address))
        .fetch_all(&self.reader)
        .await?;
        Ok(rows.into_iter().map(|(id, name)| (UserId(id), name)).collect())
    }

    /// Whether one of us has an address in this domain.
    pub async fn is_our_domain(&self, domain: &str) -> Result<bool, StoreError> {
        let found: Option<(i64,)> = sqlx::query_as(
            "SELECT u.rid FROM address k JOIN user u ON u.rid = k.rid \
             WHERE k.kind = 'email' AND substr(k.key, instr(k.key, '@') + 1) = ? LIMIT 1",
        )
        .bind(domain::text::entry_key(domain))
        .fetch_optional(&self.reader)
        .await?;
        Ok(found.is_some())
    }

    /// Whether an address is one of ours.
    pub async fn is_our_address(&self, address: &str) -> Result<bool, StoreError> {
        let found: Option<(i64,)> = sqlx::query_as(
            "SELECT u.rid FROM address k JOIN user u ON u.rid = k.rid WHERE k.kind = 'email' AND k.key = ? LIMIT 1",
        )
        .bind(domain::text::entry_key(address))
        .fetch_optional(&self.reader)
        .await?;
        Ok(found.is_some())
    }
}

async fn shown(
    tx: &mut SqliteConnection,
    Revised { row, revision }: Revised<UserRow>,
) -> Result<Shown, StoreError> {
    Ok(Shown {
        id: UserId(row.id),
        emails: addresses(tx, row.rid, "email").await?,
        revision,
        name: row.name,
        is_deleted: row.presence == 1,
        conflicts: split(&row.conflicts),
    })
}
