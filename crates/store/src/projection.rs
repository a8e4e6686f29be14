//! Rows from records: what lists, forms and searches read. All of it can be dropped and made again.

pub(crate) mod actions;
pub(crate) mod addresses;
pub(crate) mod attached;
pub(crate) mod attachments;
pub(crate) mod bin;
pub(crate) mod contacts;
pub(crate) mod custom_fields;
pub(crate) mod customers;
pub(crate) mod found_by;
pub(crate) mod item;
pub(crate) mod people;
pub(crate) mod postal_addresses;
pub(crate) mod products;
pub(crate) mod table;
pub(crate) mod users;

use domain::record_kind::RecordKind;
use domain::with_record_kinds;
use uuid::Uuid;

use self::item::{Item, Kind, Of};
use crate::connection::Write;
use crate::error::StoreError;
use crate::record::Record;

/// The tables of rows that follow from documents, many or none to each.
pub(crate) const LISTS: [&str; 8] = [
    "address",
    "attached",
    "bin",
    "action_line",
    "interest",
    "postal_address",
    "custom_option",
    "custom_value",
];

/// Every table of rows that follow from documents: one for each kind of record, and the lists.
pub(crate) fn tables() -> impl Iterator<Item = &'static str> {
    RecordKind::ALL.iter().map(|kind| kind.key()).chain(LISTS)
}

macro_rules! of_each_kind {
    ($($kind:ident($record:ty) $key:literal many $many:literal $code:literal since $since:literal in_bin $bin:literal;)*) => {
        async fn write_kind(kind: RecordKind, tx: &mut Write, items: &[Item<'_>]) -> Result<(), StoreError> {
            match kind {
                $(RecordKind::$kind => {
                    let records: Vec<Of<'_, $record>> = items
                        .iter()
                        .filter_map(|(rid, id, projected)| match &projected.record {
                            Record::$kind(record) => Some((*rid, *id, record, *projected)),
                            _ => None,
                        })
                        .collect();
                    <$record as Kind>::write(tx, &records).await
                })*
            }
        }

        /// What people call a record of a kind, and what the bin tells of it besides.
        pub(crate) fn told_of(kind: RecordKind) -> (&'static str, &'static str) {
            match kind {
                $(RecordKind::$kind => <$record as Kind>::TOLD,)*
            }
        }
    };
}

with_record_kinds!(of_each_kind);

/// Writes the rows of at most `ROWS_A_STATEMENT` records.
pub(crate) async fn write(tx: &mut Write, items: &[Item<'_>]) -> Result<(), StoreError> {
    bin::write(tx, items).await?;
    // From the last: attachments come before contacts, under which the text of an attached email is found.
    for kind in RecordKind::ALL.iter().rev() {
        write_kind(*kind, tx, items).await?;
    }
    let is_attachment = |(_, _, projected): &&Item<'_>| matches!(projected.record, Record::Attachment(_));
    let attachments: Vec<Uuid> = items.iter().filter(is_attachment).map(|(_, id, _)| *id).collect();
    contacts::refresh_mail(tx, &attachments).await
}

pub(crate) async fn drop_all(tx: &mut Write) -> Result<(), StoreError> {
    for table in tables() {
        // The names are ours; sqlx wants to be told so.
        sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM \"{table}\""))).execute(&mut **tx).await?;
    }
    for words in ["contact_words", "record_words"] {
        // Not emptied but made anew: what is damaged in it would be in the way.
        let (create,): (String,) = sqlx::query_as("SELECT sql FROM sqlite_schema WHERE name = ?")
            .bind(words)
            .fetch_one(&mut **tx)
            .await?;
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP TABLE {words}"))).execute(&mut **tx).await?;
        sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut **tx).await?;
    }
    Ok(())
}
