//! What people call a record, of whatever kind it is.

use domain::contact_type::TypeEntry;
use domain::id::{
    ActionId, AttachmentId, ContactId, CustomFieldId, CustomerGroupId, CustomerId, PersonId, ProductId,
    UserId,
};
use domain::record_kind::RecordKind;
use uuid::Uuid;

use crate::book::Book;
use crate::error::{AppError, ErrorCode};

/// Of a contact its customer's name, with the date.
pub(crate) struct RecordName {
    /// None where the record, or its customer, is not known here. Of a built-in type its key.
    pub(crate) name: Option<String>,
    /// Of a contact.
    pub(crate) date: Option<String>,
}

impl Book {
    pub(crate) async fn record_name(&self, kind: RecordKind, id: Uuid) -> Result<RecordName, AppError> {
        let mut date = None;
        let name = match kind {
            RecordKind::Contact => {
                let shown = self.store.contact(ContactId(id)).await?;
                date = shown.as_ref().map(|shown| shown.row.date.to_string());
                match shown {
                    Some(shown) => self.store.customer(shown.row.customer).await?.map(|shown| shown.name),
                    None => None,
                }
            }
            RecordKind::Customer => self.store.customer(CustomerId(id)).await?.map(|shown| shown.name),
            RecordKind::Person => self.store.person(PersonId(id)).await?.map(|shown| shown.name),
            RecordKind::User => self.store.user(UserId(id)).await?.map(|shown| shown.name),
            RecordKind::Attachment => self.store.attachment(AttachmentId(id)).await?.map(|shown| shown.name),
            RecordKind::Action => self.store.action(ActionId(id)).await?.map(|found| found.name),
            RecordKind::Product => self.store.product(ProductId(id)).await?.map(|found| found.name),
            RecordKind::ContactType => {
                match self.record::<TypeEntry>(kind, id, None).await {
                    Ok((entry, _)) => Some(entry.name.unwrap_or(entry.key)),
                    // One that is not there has no name, and the others are named all the same.
                    Err(error) if error.code == ErrorCode::NotFound => None,
                    Err(error) => return Err(error),
                }
            }
            RecordKind::CustomerGroup => {
                self.store.customer_group(CustomerGroupId(id)).await?.map(|found| found.name)
            }
            RecordKind::CustomField => {
                self.store.custom_field(CustomFieldId(id)).await?.map(|found| found.field.label)
            }
        };
        Ok(RecordName { name, date })
    }
}
