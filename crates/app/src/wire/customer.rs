//! Customers and their people.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Attachment, ContactRow, Interest};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Customer {
    pub id: String,
    pub revision: String,
    pub code: Option<String>,
    /// The trade name: what lists show.
    pub name: String,
    pub legal_name: Option<String>,
    /// NIF, CIF or NIE.
    pub tax_id: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub web: Option<String>,
    pub notes: String,
    /// What their contacts were interested in, and what was noted here (S35).
    pub interests: Vec<Interest>,
    /// Files associated with the customer (S57).
    pub attachments: Vec<Attachment>,
    pub deleted: bool,
    pub conflicts: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct CustomerDraft {
    pub code: Option<String>,
    pub name: String,
    pub legal_name: Option<String>,
    pub tax_id: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub web: Option<String>,
    pub notes: String,
    pub interests: Vec<Interest>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Person {
    pub id: String,
    pub revision: String,
    pub customer: String,
    pub name: String,
    /// What they do at the customer.
    pub position: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub notes: String,
    pub deleted: bool,
    pub conflicts: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct PersonDraft {
    pub customer: Option<String>,
    pub name: String,
    pub position: Option<String>,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub notes: String,
}

/// A customer as the type-ahead shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CustomerHit {
    pub id: String,
    pub name: String,
    pub code: Option<String>,
    pub tax_id: Option<String>,
}

/// A customer as the list of customers shows it, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CustomerRow {
    pub id: String,
    pub name: String,
    pub legal_name: Option<String>,
    pub code: Option<String>,
    pub tax_id: Option<String>,
    /// The first of each.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// How many, without those in the bin.
    pub contacts: u32,
    /// The day of the latest contact.
    pub last_contact: Option<String>,
}

/// The contacts of one customer, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CustomerThread {
    pub rows: Vec<ContactRow>,
    /// How many there are, shown or not.
    pub total: u32,
}

/// A person as the type-ahead shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PersonHit {
    pub id: String,
    pub customer: String,
    pub name: String,
    pub position: Option<String>,
    pub email: Option<String>,
}
