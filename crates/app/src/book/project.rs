//! From a document of any kind to what its rows are made from.

use documents::deletion::Presence;
use documents::document::Document;
use documents::error::DocumentError;
use domain::record_kind::RecordKind;
use domain::with_record_kinds;
use store::record::Projected;

use crate::error::AppError;

macro_rules! of_each_kind {
    ($($kind:ident($record:ty) $key:literal many $many:literal $code:literal since $since:literal in_bin $bin:literal;)*) => {
        /// Reads a stored document, which knows its kind only here.
        pub(crate) fn load(kind: RecordKind, bytes: &[u8]) -> Result<Document, DocumentError> {
            match kind {
                $(RecordKind::$kind => Document::load::<$record>(bytes),)*
            }
        }

        /// A record's document before its first change.
        pub(crate) fn genesis(kind: RecordKind) -> Document {
            match kind {
                $(RecordKind::$kind => Document::genesis::<$record>(),)*
            }
        }

        /// Values that were good when they were entered may not go together now.
        pub(crate) fn check(kind: RecordKind, document: &Document) -> Result<(), AppError> {
            match kind {
                $(RecordKind::$kind => document.read::<$record>()?.check().map(drop)?,)*
            }
            Ok(())
        }

        fn read(kind: RecordKind, document: &Document) -> Result<store::record::Record, DocumentError> {
            match kind {
                $(RecordKind::$kind => document.read().map(store::record::Record::$kind),)*
            }
        }
    };
}

with_record_kinds!(of_each_kind);

pub(crate) fn project(kind: RecordKind, document: &Document) -> Result<Projected, AppError> {
    let record = match read(kind, document) {
        // What nobody can read is a document all the same: it has no row, here and everywhere.
        Err(DocumentError::Incomplete | DocumentError::Malformed(_)) => {
            store::record::Record::Incomplete(kind)
        }
        record => record?,
    };
    let presence = match document.presence()? {
        Presence::Live => store::record::Presence::Live,
        Presence::Deleted => store::record::Presence::Deleted,
        Presence::Returned => store::record::Presence::Returned,
    };
    let mut conflicts: Vec<String> =
        document.conflicts()?.into_iter().map(|conflict| shown_name(conflict.field)).collect();
    conflicts.dedup();
    let deletion =
        document.deletion()?.map(|deletion| store::record::Deletion { at: deletion.at, by: deletion.by });
    Ok(Projected { record, presence, deletion, conflicts })
}

/// Units are called as the field that people know them by, entries as their list.
pub(crate) fn shown_name(field: String) -> String {
    match field.as_str() {
        "customer_kind" | "field_kind" => "kind".to_owned(),
        "channel" => "contact_type".to_owned(),
        "hour" => "time".to_owned(),
        _ => field.split_once('.').map_or(field.clone(), |(list, _)| list.to_owned()),
    }
}
