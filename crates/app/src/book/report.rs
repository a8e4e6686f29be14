//! What a book can tell of itself to whoever helps: versions, counts and whether it is whole, nothing that is in it.

use std::fmt::Write;

use crate::book::Book;
use crate::error::AppError;

impl Book {
    /// Counts of records, for the log: `contacts=3 customers=1 …`.
    pub async fn counts(&self) -> Result<String, AppError> {
        let facts = self.store.facts().await?;
        let counts = facts.counts.iter().map(|(table, count)| format!("{table}={count}"));
        Ok(counts.collect::<Vec<_>>().join(" "))
    }

    /// The lines of a diagnostic report about this book. Reads the whole database once.
    pub async fn report(&self) -> Result<String, AppError> {
        let facts = self.store.facts().await?;
        let faults = self.store.quick_faults().await?;
        let mut lines = format!("SQLite {}, schema {}\n", facts.sqlite, facts.schema);
        for (table, count) in &facts.counts {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "{table}: {count}");
        }
        let whole = if faults == 0 { "ok".to_owned() } else { format!("{faults} faults") };
        let _ = writeln!(lines, "quick check: {whole}");
        Ok(lines)
    }

    /// A number that changes when another program writes to this book.
    pub async fn foreign_version(&self) -> Result<i64, AppError> {
        Ok(self.store.foreign_version().await?)
    }
}
