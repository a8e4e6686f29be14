//! What people call a record, of whatever kind it is.

use domain::id::ContactId;
use domain::record_kind::RecordKind;
use uuid::Uuid;

use crate::book::Book;
use crate::error::AppError;

/// Of a contact its customer's name, with the date.
pub(crate) struct RecordName {
    /// None where the record, or its customer, is not known here. Of a built-in type its key.
    pub(crate) name: Option<String>,
    /// Of a contact.
    pub(crate) date: Option<String>,
}

impl Book {
    pub(crate) async fn record_name(&self, kind: RecordKind, id: Uuid) -> Result<RecordName, AppError> {
        let date = match kind == RecordKind::Contact {
            true => self.store.contact(ContactId(id)).await?.map(|shown| shown.row.date.to_string()),
            false => None,
        };
        Ok(RecordName { name: self.store.record_name(kind, id).await?, date })
    }
}
