//! Several emails at once: what each would become, and what was chosen of it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::contact::Direction;
use super::customer::{CustomerDraft, CustomerHit, PersonDraft, PersonHit};
use super::email::{FailedAddress, FailingMark, FoundBy, MailAddress, SenderDoubt};
use crate::error::AppError;

/// What was found in the picked files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProposedEmails {
    pub emails: Vec<ImportedEmail>,
    /// Messages that were left where they are, as too many would be taken over at a time: the first ones of their files, as
    /// programs for mail add the newest at the end.
    pub left_out: u32,
}

/// One message of the picked files, as the contact that it would become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ImportedEmail {
    /// Which of the messages, from 0.
    pub place: u32,
    /// Which of the picked files, from 0, and which message of it.
    pub file: u32,
    pub part: u32,
    /// How many messages the file holds.
    pub parts: u32,
    pub file_name: String,
    /// Bytes.
    pub size: u32,
    /// Of the message as it was read; what is saved is this and nothing else.
    pub sha256: String,
    /// Why it cannot be read; whatever follows is empty then.
    pub problem: Option<AppError>,
    pub subject: String,
    pub from: Option<MailAddress>,
    /// The first of them.
    pub to: Vec<MailAddress>,
    /// The address of the other side, where there is one.
    pub other: Option<String>,
    /// The day and hour where the user is; of an invitation those of the meeting.
    pub date: Option<String>,
    pub time: Option<String>,
    /// Of an invitation.
    pub duration_minutes: Option<u32>,
    /// `email`, of an invitation `visit`.
    pub contact_type: String,
    /// The first of the text.
    pub excerpt: String,
    /// Files that came with it, without the pictures of its text.
    pub files: u32,
    pub warnings: Vec<String>,
    pub direction: Direction,
    /// Which of us sent it, where that is known.
    pub user: Option<UserHit>,
    /// Why it is uncertain whom it is from.
    pub sender_doubt: Option<SenderDoubt>,
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
    /// Addresses of people that it says were not reached.
    pub failed: Vec<FailedAddress>,
}

/// One of us, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct UserHit {
    pub id: String,
    pub name: String,
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
    pub file: u32,
    pub part: u32,
    pub sha256: String,
    pub customer: Option<String>,
    /// One that is made of it, where there is no `customer`; two of one name are one.
    pub new_customer: Option<CustomerDraft>,
    pub person: Option<String>,
    /// Made once, however many of the emails are theirs; its customer is this one.
    pub new_person: Option<PersonDraft>,
    pub direction: Direction,
    /// Null is the current user.
    pub user: Option<String>,
    /// S56, S57.
    pub attach: bool,
    pub associate: bool,
    /// Those of `failed` that the user said yes to.
    pub failing: Vec<FailingMark>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EmailsSaved {
    /// The new contacts, the oldest email first.
    pub contacts: Vec<String>,
    pub new_people: u32,
    pub new_customers: u32,
}
