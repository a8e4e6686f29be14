//! What rows of several tables have in common.

/// A row and the revision that it shows, read at once: fields of one revision with the name of another would let
/// an edit take back what it never saw.
#[derive(sqlx::FromRow)]
pub(crate) struct Revised<T> {
    #[sqlx(flatten)]
    pub(crate) row: T,
    pub(crate) revision: String,
}

/// Field names from one column.
pub(crate) fn split(conflicts: &str) -> Vec<String> {
    conflicts.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
