//! Whether a database's pages are whole, what is damaged when they are not, and indexes made again.

use std::collections::HashSet;
use std::path::Path;

use sqlx::Connection;
use sqlx::sqlite::SqliteConnection;

use crate::connection::{Access, connection};
use crate::error::StoreError;

/// Lines of a report that are read; one is enough to refuse.
const LINES_MAX: u32 = 100;

/// Looks at every page. `DerivedDamaged` when documents and local tables are whole all the same.
pub(crate) async fn quick_check(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let check = sqlx::AssertSqlSafe(format!("PRAGMA quick_check({LINES_MAX})"));
    let rows: Vec<(String,)> = sqlx::query_as(check).fetch_all(&mut *connection).await?;
    // The pages' own problems come as one row of several lines.
    let lines: Vec<&str> = rows.iter().flat_map(|(row,)| row.lines()).collect();
    let lines: Vec<&str> = lines.into_iter().filter(|line| !line.starts_with("***")).collect();
    if lines == ["ok"] {
        return Ok(());
    }
    let derived = derived_roots(connection).await?;
    let told = lines.iter().take(3).copied().collect::<Vec<_>>().join("; ");
    match lines.iter().all(|line| is_about_derived(line, &derived)) {
        true => Err(StoreError::DerivedDamaged(told)),
        false => Err(StoreError::Damaged(told)),
    }
}

/// Makes every index again from its table, and keeps that only if all is well then (F13).
pub async fn reindex(file: &Path) -> Result<(), StoreError> {
    let mut connection = connection(file, Access::Write).await?;
    let done = reindex_on(&mut connection).await;
    connection.close().await?;
    done
}

async fn reindex_on(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    let mut tx = connection.begin_with("BEGIN IMMEDIATE").await?;
    sqlx::query("REINDEX").execute(&mut *tx).await?;
    let (line,): (String,) = sqlx::query_as("PRAGMA integrity_check(1)").fetch_one(&mut *tx).await?;
    if line != "ok" {
        return Err(StoreError::Damaged(line));
    }
    Ok(tx.commit().await?)
}

/// The trees whose content follows from others: indexes, projections and the full text's own tables.
async fn derived_roots(connection: &mut SqliteConnection) -> Result<HashSet<i64>, StoreError> {
    let roots: Vec<(i64,)> = sqlx::query_as(
        "SELECT rootpage FROM sqlite_schema WHERE rootpage > 0 AND (type = 'index' OR NOT \
         (name IN ('document', 'outbox', '_sqlx_migrations', 'sqlite_sequence') OR name LIKE 'local\\_%' ESCAPE '\\'))",
    )
    .fetch_all(connection)
    .await?;
    Ok(roots.into_iter().map(|(root,)| root).collect())
}

/// "Tree 12 page 34: ..." names the tree by its root. Pages in no tree, the free list and indexes hold nothing.
fn is_about_derived(line: &str, derived: &HashSet<i64>) -> bool {
    if let Some(rest) = line.strip_prefix("Tree ") {
        let root = rest.split_whitespace().next().and_then(|root| root.trim_end_matches(':').parse().ok());
        return root.is_some_and(|root: i64| derived.contains(&root));
    }
    ["Page ", "Freelist", "fts5:"].iter().any(|start| line.starts_with(start)) || line.contains("index")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f13_damage_is_told_apart_by_the_tree_that_it_is_in() {
        let derived = HashSet::from([12]);
        for line in [
            "Tree 12 page 34 cell 3: Rowid 5 out of order",
            "Tree 12 page 34: btreeInitPage() returns error code 11",
            "Page 40: never used",
            "Freelist: size is 2 but should be 3",
            "fts5: corruption found reading blob 137438953473 from table \"contact_words\"",
            "wrong # of entries in index contact_by_slot",
            "malformed inverted index for FTS5 table main.contact_words",
        ] {
            assert!(is_about_derived(line, &derived), "{line}");
        }
        for line in ["Tree 3 page 4: btreeInitPage() returns error code 11", "NULL value in document.id", "?"]
        {
            assert!(!is_about_derived(line, &derived), "{line}");
        }
    }
}
