//! Customers and their people.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::catalogue::Interest;
use super::contact::Attachment;
use super::custom_field::{CustomDraft, CustomValues};
use super::list::ContactRow;

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
    /// In the order they were added.
    pub addresses: Vec<PostalAddress>,
    /// Of the catalogues of kinds, zones and sectors, with what they are called.
    pub kind: Option<String>,
    pub kind_name: Option<String>,
    pub zone: Option<String>,
    pub zone_name: Option<String>,
    pub sector: Option<String>,
    pub sector_name: Option<String>,
    /// Who of us looks after them.
    pub owner: Option<String>,
    pub owner_name: Option<String>,
    pub notes: String,
    /// What their contacts were interested in, and what was noted here (S35).
    pub interests: Vec<Interest>,
    /// Files associated with the customer (S57).
    pub attachments: Vec<Attachment>,
    /// By the field's id (S44).
    pub custom_fields: CustomValues,
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
    pub addresses: Vec<PostalAddress>,
    pub kind: Option<String>,
    pub zone: Option<String>,
    pub sector: Option<String>,
    pub owner: Option<String>,
    pub interests: Vec<Interest>,
    pub custom_fields: CustomDraft,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct PostalAddress {
    /// Null for a new one.
    pub id: Option<String>,
    pub street: Option<String>,
    pub postal_code: Option<String>,
    pub town: Option<String>,
    /// Null is that of the postal code, at home.
    pub province: Option<String>,
    /// Null is Spain.
    pub country: Option<String>,
}

/// What is odd about a customer, and accepted all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct CustomerWarning {
    /// `tax_id_control`, `tax_id_shape`; `tax_id_taken`, `code_taken`, `name_taken`, `phone_taken`, `email_taken`.
    pub code: String,
    pub field: String,
    /// The other customer that has it already, by itself or through one of its people.
    pub customer: Option<String>,
    pub customer_name: Option<String>,
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
    /// Those of `emails` that mail does not reach.
    pub failing_emails: Vec<String>,
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
    /// One that is not among `emails` is left out: the mark goes with its address.
    pub failing_emails: Vec<String>,
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
    /// The day of the latest contact that was: not of one that is to come.
    pub last_contact: Option<String>,
    /// Fields of it were changed by two at once, and nobody has chosen yet.
    pub has_conflicts: bool,
}

/// What was dropped, each counted up to a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Alarms {
    /// A next contact was promised for a day that has come, and nobody has made it (S38).
    pub broken: u32,
    /// Open contacts of days gone by.
    pub overdue: u32,
}

/// What the list of customers is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct CustomerOrder {
    pub column: CustomerColumn,
    pub descending: bool,
}

impl Default for CustomerOrder {
    fn default() -> Self {
        Self { column: CustomerColumn::Name, descending: false }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum CustomerColumn {
    Name,
    Code,
    Contacts,
    Last,
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
    pub phone: Option<String>,
    pub email: Option<String>,
    /// Mail does not reach it.
    pub email_fails: bool,
}

/// How somebody is reached with a click.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ReachKind {
    Phone,
    Email,
}

/// A customer's contacts around one of them (S47): the nearest, newest first, and how many there are on each side.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct AroundContact {
    pub later: Vec<ContactRow>,
    pub earlier: Vec<ContactRow>,
    pub later_count: u32,
    pub earlier_count: u32,
}
