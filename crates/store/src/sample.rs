//! Sample records: remembered here, so that they go in one step.

use domain::record_kind::RecordKind;
use sqlx::QueryBuilder;
use uuid::Uuid;

use crate::connection::Write;
use crate::error::StoreError;
use crate::projection::LISTS;
use crate::projection::table::ROWS_A_STATEMENT;
use crate::store::Store;

pub async fn remember(tx: &mut Write, ids: &[Uuid]) -> Result<(), StoreError> {
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("INSERT OR IGNORE INTO local_sample (id) ");
        query.push_values(chunk, |mut row, id| {
            row.push_bind(*id);
        });
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}

impl Store {
    pub async fn sample_count(&self) -> Result<u32, StoreError> {
        Ok(sqlx::query_scalar("SELECT count(*) FROM local_sample").fetch_one(&self.reader).await?)
    }
}

/// Removes every sample record for good, except those that the user's own records refer to. Returns how many
/// went. Only where there is no team: nobody else has it.
pub async fn remove(tx: &mut Write) -> Result<u64, StoreError> {
    // Whatever the user edited is theirs: it has more changes than the one that made it.
    sqlx::query(
        "DELETE FROM local_sample WHERE id IN (SELECT id FROM document WHERE rid IN
            (SELECT rid FROM outbox GROUP BY rid HAVING count(*) > 1))",
    )
    .execute(&mut **tx)
    .await?;
    keep_what_is_used(tx).await?;
    for statement in [
        "DELETE FROM contact_words WHERE rowid IN
            (SELECT place FROM contact WHERE id IN (SELECT id FROM local_sample))",
        "DELETE FROM record_words WHERE rowid IN
            (SELECT rid FROM document WHERE id IN (SELECT id FROM local_sample))",
        "DELETE FROM outbox WHERE rid IN (SELECT rid FROM document WHERE id IN (SELECT id FROM local_sample))",
    ] {
        sqlx::query(statement).execute(&mut **tx).await?;
    }
    // The lists before the records whose they are; the names are ours.
    for table in LISTS {
        let statement = format!(
            "DELETE FROM {table} WHERE rid IN (SELECT rid FROM document WHERE id IN (SELECT id FROM local_sample))"
        );
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut **tx).await?;
    }
    for kind in RecordKind::ALL {
        let statement = format!("DELETE FROM \"{}\" WHERE id IN (SELECT id FROM local_sample)", kind.key());
        sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut **tx).await?;
    }
    let removed = sqlx::query("DELETE FROM document WHERE id IN (SELECT id FROM local_sample)")
        .execute(&mut **tx)
        .await?;
    sqlx::query("DELETE FROM local_sample").execute(&mut **tx).await?;
    Ok(removed.rows_affected())
}

/// Every sample record that there still is.
pub async fn ids(tx: &mut Write) -> Result<Vec<Uuid>, StoreError> {
    Ok(sqlx::query_scalar("SELECT id FROM local_sample ORDER BY id").fetch_all(&mut **tx).await?)
}

/// These are the user's now.
pub async fn forget(tx: &mut Write, ids: &[Uuid]) -> Result<(), StoreError> {
    for chunk in ids.chunks(ROWS_A_STATEMENT) {
        let mut query = QueryBuilder::new("DELETE FROM local_sample WHERE id IN (");
        let mut list = query.separated(", ");
        chunk.iter().for_each(|id| {
            list.push_bind(*id);
        });
        query.push(")");
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}

/// What records that are no sample refer to is no sample either: contacts, people, and last the customers of both.
pub async fn keep_what_is_used(tx: &mut Write) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM local_sample WHERE id IN
            (WITH RECURSIVE kept (id) AS
                (SELECT previous FROM contact WHERE id NOT IN (SELECT id FROM local_sample) AND previous IS NOT NULL
                 UNION SELECT c.previous FROM contact c JOIN kept ON c.id = kept.id WHERE c.previous IS NOT NULL)
             SELECT id FROM kept)",
        "DELETE FROM local_sample WHERE id IN
            (SELECT person FROM contact WHERE id NOT IN (SELECT id FROM local_sample))",
        "DELETE FROM local_sample WHERE id IN
            (SELECT customer FROM contact WHERE id NOT IN (SELECT id FROM local_sample)
             UNION SELECT customer FROM person WHERE id NOT IN (SELECT id FROM local_sample))",
        "DELETE FROM local_sample WHERE id IN
            (SELECT l.action FROM action_line l JOIN contact c ON c.rid = l.rid
             WHERE l.action IS NOT NULL AND c.id NOT IN (SELECT id FROM local_sample))",
        "DELETE FROM local_sample WHERE id IN
            (SELECT i.product FROM interest i JOIN document d ON d.rid = i.rid
             WHERE d.id NOT IN (SELECT id FROM local_sample))",
        "DELETE FROM local_sample WHERE id IN
            (SELECT g.group_id FROM
                (SELECT id, kind AS group_id FROM customer UNION ALL SELECT id, zone FROM customer
                 UNION ALL SELECT id, sector FROM customer) g
             WHERE g.group_id IS NOT NULL AND g.id NOT IN (SELECT id FROM local_sample))",
    ] {
        sqlx::query(statement).execute(&mut **tx).await?;
    }
    Ok(())
}
