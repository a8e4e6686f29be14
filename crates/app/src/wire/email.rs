//! Emails as they are proposed to a contact and shown.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::customer::{CustomerHit, PersonDraft};

/// S53-S58: what an email would fill in, field by field, beside what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EmailProposal {
    pub file_name: String,
    pub size: u32,
    pub email: EmailView,
    pub fields: Vec<ProposedField>,
    /// A sender whom nobody knows, offered as a new person of the contact's customer.
    pub new_person: Option<PersonDraft>,
    /// A customer that the sender's address belongs to, when the contact has none yet.
    pub customer: Option<CustomerHit>,
    /// What told so.
    pub found_by: Option<FoundBy>,
    /// A NIF in the signature whose check character fits, for a customer that is made of it.
    pub tax_id: Option<String>,
    /// The contact that holds this very email already.
    pub duplicate: Option<String>,
    /// This contact does: it would be attached a second time.
    pub already_here: bool,
    /// Why it is uncertain whom the email is from; null where it is not.
    pub sender_doubt: Option<SenderDoubt>,
    /// Addresses of people that it says were not reached: each is marked when the user says so.
    pub failed: Vec<FailedAddress>,
}

/// Why it is uncertain whom an email is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SenderDoubt {
    /// It has no address of its sender, and no name of ours: it is taken for ours.
    NoAddress,
    /// It has no address of its sender; by the name it is ours.
    ByName,
    /// One of us sent it in the name of an address that is none of ours.
    Delegate,
    /// More than one address claims to be the sender's.
    TwoAddresses,
}

/// A person's address that an email did not reach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct FailedAddress {
    pub address: String,
    pub person: String,
    pub person_name: String,
    /// RFC 3463, as `5.1.1`; empty when there is none.
    pub status: String,
    /// What the other side said; empty when it said nothing.
    pub reason: String,
}

/// An address that is to be marked as one that mail does not reach.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct FailingMark {
    pub person: String,
    pub address: String,
}

/// `date`, `time`, `duration_minutes`, `contact_type` (the last three of an invitation), `user` (which of us sent it), `person`,
/// `direction`, `previous` (the contact whose conversation it goes on with) or `notes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ProposedField {
    pub field: String,
    /// As a person reads it (a name, not an id); what is stored is in `value`.
    pub current: Option<String>,
    pub proposed: Option<String>,
    /// What goes into the draft; null for a person that does not exist yet.
    pub value: Option<String>,
    /// Ticked to begin with: nothing typed is overwritten unasked.
    pub applied: bool,
}

/// An email as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EmailView {
    pub subject: String,
    pub from: Option<MailAddress>,
    /// Who sent it in the name of `from`; null where both are one.
    pub sender: Option<MailAddress>,
    pub to: Vec<MailAddress>,
    pub cc: Vec<MailAddress>,
    pub bcc: Vec<MailAddress>,
    /// RFC 3339 UTC.
    pub date: Option<String>,
    pub message_id: String,
    pub text: String,
    pub has_html: bool,
    pub attachments: Vec<MailAttachment>,
    pub warnings: Vec<String>,
    /// Null for what is an email.
    pub item: Option<MailItem>,
}

/// What an email is when it is no letter, with what people look for in it; texts that are unknown are empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MailItem {
    /// What became of an email that was sent before.
    Report {
        recipients: Vec<ReportedRecipient>,
        /// Of the email that it is about.
        message_id: String,
    },
    /// An appointment or an invitation to one. RFC 3339 UTC.
    Appointment {
        start: Option<String>,
        end: Option<String>,
        is_all_day: bool,
        place: String,
        organiser: String,
        /// `invitation` (or an entry of a calendar), `answer`, `cancellation`.
        meeting: String,
    },
    Task {
        start: Option<String>,
        due: Option<String>,
        is_done: bool,
    },
    /// A person in an address book.
    Contact {
        name: String,
        company: String,
        job_title: String,
        addresses: Vec<String>,
        phones: Vec<String>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReportedRecipient {
    pub address: String,
    /// `failed`, `delayed`, `delivered`, `read` or `deleted`.
    pub outcome: String,
    /// RFC 3463, as `5.1.1`.
    pub status: String,
    pub reason: String,
}

/// An email's HTML, cleaned, as a document for a frame that runs and loads nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EmailPage {
    /// Null where there is no HTML, or too much of it.
    pub document: Option<String>,
    pub links: Vec<EmailLink>,
    /// Addresses outside that the email wanted pictures from, and were not asked.
    pub blocked_images: u32,
    /// Those of them that are fetched when the user asks.
    pub loadable_images: u32,
    pub loaded_images: u32,
    /// Over a limit of tags or depth: the text is all that is shown.
    pub is_too_much: bool,
    /// Pictures, links or the end of the text were left out for their number or size.
    pub is_cut: bool,
}

/// A link of an email. It is opened by its number, never by its address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct EmailLink {
    /// As it stands in the document, from 1.
    pub number: u32,
    /// What the email calls it.
    pub text: String,
    /// Where it leads, whole.
    pub address: String,
    /// The computer that answers, in ASCII; empty where there is none.
    pub host: String,
    /// False: this kind of address is not opened.
    pub is_allowed: bool,
}

/// An email file as `mail show` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MailFile {
    /// `eml`, `msg` or `tnef`.
    pub format: &'static str,
    #[serde(flatten)]
    pub email: EmailView,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MailAddress {
    pub name: String,
    pub address: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MailAttachment {
    pub name: String,
    pub size: u32,
    pub sha256: String,
    /// `file` or `message`.
    pub kind: String,
    pub inline: bool,
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
