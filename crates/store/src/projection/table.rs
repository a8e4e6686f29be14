//! A table of rows: one list of columns makes the struct, what writes it and what reads it back.

use sqlx::query_builder::Separated;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Sqlite};

use crate::connection::Write;
use crate::error::StoreError;

/// Rows of one statement: within SQLite's 32,766 variables for the widest table.
pub(crate) const ROWS_A_STATEMENT: usize = 500;

/// Rows that follow from documents, whose first column is the row of the document.
pub(crate) trait Table: Send + Unpin + for<'row> sqlx::FromRow<'row, SqliteRow> {
    const NAME: &'static str;
    const COLUMNS: &'static [&'static str];

    fn rid(&self) -> i64;

    /// In the order of the columns.
    fn bind(&self, values: Separated<'_, Sqlite, &'static str>);
}

macro_rules! table {
    ($(#[$attribute:meta])* $name:literal $row:ident { $($column:ident: $value:ty,)* }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, sqlx::FromRow)]
        pub(crate) struct $row {
            pub(crate) rid: i64,
            $(pub(crate) $column: $value,)*
        }

        impl $crate::projection::table::Table for $row {
            const NAME: &'static str = $name;
            const COLUMNS: &'static [&'static str] = &["rid", $(stringify!($column),)*];

            fn rid(&self) -> i64 {
                self.rid
            }

            fn bind(&self, mut values: sqlx::query_builder::Separated<'_, sqlx::Sqlite, &'static str>) {
                values.push_bind(self.rid);
                $(values.push_bind(&self.$column);)*
            }
        }
    };
}
pub(crate) use table;

/// Writes these rows in the place of all that these documents had.
pub(crate) async fn replace<T: Table>(tx: &mut Write, rids: &[i64], rows: &[T]) -> Result<(), StoreError> {
    delete(tx, format!("\"{}\" WHERE rid", T::NAME), rids).await?;
    for chunk in rows.chunks(ROWS_A_STATEMENT) {
        let columns = T::COLUMNS.join(", ");
        let mut query = QueryBuilder::new(format!("INSERT INTO \"{}\" ({columns}) ", T::NAME));
        query.push_values(chunk, |values, row| row.bind(values));
        query.build().execute(&mut **tx).await?;
    }
    Ok(())
}

/// Deletes what `of`, a table and its column of rows, holds of these.
pub(crate) async fn delete(tx: &mut Write, of: String, rids: &[i64]) -> Result<(), StoreError> {
    if rids.is_empty() {
        return Ok(());
    }
    let mut query = QueryBuilder::new(format!("DELETE FROM {of} IN ("));
    let mut list = query.separated(", ");
    rids.iter().for_each(|rid| {
        list.push_bind(*rid);
    });
    query.push(")");
    query.build().execute(&mut **tx).await?;
    Ok(())
}

/// The rows of the documents from `first` to `last`.
pub(crate) async fn read<T: Table>(tx: &mut Write, first: i64, last: i64) -> Result<Vec<T>, StoreError> {
    let columns = T::COLUMNS.join(", ");
    let mut query = QueryBuilder::new(format!("SELECT {columns} FROM \"{}\" WHERE rid BETWEEN ", T::NAME));
    query.push_bind(first).push(" AND ").push_bind(last);
    Ok(query.build_query_as().fetch_all(&mut **tx).await?)
}
