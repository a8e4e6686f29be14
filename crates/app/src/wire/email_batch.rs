//! Several emails at once: what each would become, and what was chosen of it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{CustomerDraft, CustomerHit, Direction, MailAddress, PersonDraft, PersonHit};
use crate::error::AppError;

/// One of the picked files, as the contact that it would become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BatchedEmail {
    /// Which of the picked files, from 0.
    pub place: u32,
    pub file_name: String,
    /// Bytes.
    pub size: u32,
    /// Of the file as it was read; what is saved is this and nothing else.
    pub sha256: String,
    /// Why it cannot be read; whatever follows is empty then.
    pub problem: Option<AppError>,
    pub subject: String,
    pub from: Option<MailAddress>,
    /// The first of them.
    pub to: Vec<MailAddress>,
    /// The address of the other side, where there is one.
    pub other: Option<String>,
    /// The day and hour where the user is.
    pub date: Option<String>,
    pub time: Option<String>,
    /// The first of the text.
    pub excerpt: String,
    /// Files that came with it, without the pictures of its text.
    pub files: u32,
    pub warnings: Vec<String>,
    pub direction: Direction,
    pub person: Option<PersonHit>,
    pub new_person: Option<PersonDraft>,
    pub customer: Option<CustomerHit>,
    /// What told whose it is; null where nothing did.
    pub found_by: Option<FoundBy>,
    /// A NIF in the signature whose check character fits, for a customer that is made of it.
    pub tax_id: Option<String>,
    pub duplicate: Option<EmailDuplicate>,
    /// The contact that it goes on from, in a conversation that is here.
    pub previous: Option<String>,
}

/// What told whom an email belongs to, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    Person,
    Address,
    Conversation,
    TaxId,
    Domain,
}

/// Where the same email is already: by its message id, or byte for byte.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EmailDuplicate {
    /// The contact that holds it.
    pub contact: Option<String>,
    /// An earlier one of the same files.
    pub place: Option<u32>,
}

/// An email that is to become a contact of this customer.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct EmailChoice {
    pub place: u32,
    pub sha256: String,
    pub customer: Option<String>,
    /// One that is made of it, where there is no `customer`; two of one name are one.
    pub new_customer: Option<CustomerDraft>,
    pub person: Option<String>,
    /// Made once, however many of the emails are theirs; its customer is this one.
    pub new_person: Option<PersonDraft>,
    pub direction: Direction,
    /// S56, S57.
    pub attach: bool,
    pub associate: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EmailsSaved {
    /// The new contacts, the oldest email first.
    pub contacts: Vec<String>,
    pub new_people: u32,
    pub new_customers: u32,
}
