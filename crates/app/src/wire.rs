//! What crosses the border: the JSON of `hilo` and of the window (the contract is `docs/formats/json.md`).
//!
//! Dates are `YYYY-MM-DD`, hours `HH:MM`, instants RFC 3339 UTC, ids and revisions strings. A draft is what a
//! form holds: it may be wrong, and the use case that takes it says which field is and why.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

/// A contact as it is stored, with what is derived from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Contact {
    pub id: String,
    /// What `ContactDraft` fields a later edit may be based on; opaque.
    pub revision: String,
    pub customer: String,
    pub person: Option<String>,
    pub user: String,
    pub date: String,
    pub time: Option<String>,
    pub time_zone: Option<String>,
    pub duration_minutes: Option<u32>,
    pub contact_type: String,
    pub direction: Direction,
    pub notes: String,
    pub next_contact: Option<NextContact>,
    /// The contact that was opened for `next_contact`, when it exists (S36).
    pub follow_up: Option<String>,
    /// The contact that this one follows.
    pub previous: Option<String>,
    pub closing: Option<Closing>,
    /// Closing date and result are both set (S39-S41).
    pub done: bool,
    /// The attachment whose information was assumed (S53), when the type is `email`.
    pub email: Option<String>,
    pub attachments: Vec<Attachment>,
    pub deleted: bool,
    /// Fields that hold more than one concurrent value.
    pub conflicts: Vec<String>,
}

/// What a contact form holds. `user`, `date` and `direction` have defaults: the current user, today, us.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct ContactDraft {
    pub customer: Option<String>,
    pub person: Option<String>,
    pub user: Option<String>,
    pub date: Option<String>,
    pub time: Option<String>,
    pub time_zone: Option<String>,
    pub duration_minutes: Option<u32>,
    pub contact_type: Option<String>,
    pub direction: Option<Direction>,
    pub notes: String,
    pub next_contact: Option<NextContact>,
    pub previous: Option<String>,
    pub closing: Option<Closing>,
    pub email: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    Us,
    Them,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct NextContact {
    pub date: String,
    #[serde(default)]
    pub time: Option<String>,
}

/// One of the two alone is accepted with a warning and leaves the contact open (S41).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct Closing {
    pub date: Option<String>,
    /// `sale`, `lost`, `informative` or `follow_up`.
    pub result: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Attachment {
    pub id: String,
    pub name: String,
    /// Bytes; at most `limits::ATTACHMENT_BYTES_MAX`.
    pub size: u32,
    pub sha256: String,
    pub kind: AttachmentKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum AttachmentKind {
    File,
    Email,
}

/// What saving a contact came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SavedContact {
    pub contact: Contact,
    /// Accepted all the same: `closing_incomplete`, `closing_before_date`.
    pub warnings: Vec<String>,
    /// A next date was promised and no follow-up exists yet: open it (S36).
    pub follow_up_due: bool,
}

/// S4, as far as the spine has it. Empty means no restriction; ranges are inclusive.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct ContactCriteria {
    pub customer: Option<String>,
    pub person: Option<String>,
    pub contact_type: Option<String>,
    pub user: Option<String>,
    pub direction: Option<Direction>,
    pub from: Option<String>,
    pub to: Option<String>,
    pub next_from: Option<String>,
    pub next_to: Option<String>,
    pub closed_from: Option<String>,
    pub closed_to: Option<String>,
    pub result: Option<String>,
    /// Words of the notes and of attached emails; accents and case do not matter.
    pub text: Option<String>,
    pub has_attachments: bool,
    /// A next contact was promised, and nobody has made it (S38).
    pub lacks_follow_up: bool,
}

/// What the list is sorted by; contacts that are equal in it stand newest first, empty ones last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ContactOrder {
    pub column: ContactColumn,
    pub descending: bool,
}

impl Default for ContactOrder {
    fn default() -> Self {
        Self { column: ContactColumn::Date, descending: true }
    }
}

/// The columns that have an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ContactColumn {
    Date,
    Customer,
    Person,
    User,
    Type,
    Result,
    Closing,
    Next,
    Duration,
}

/// Selected contacts, as places in a list: a million of them are one range, not a million ids.
#[derive(Debug, Clone, Default, Serialize, Deserialize, Type)]
pub struct ContactSelection {
    pub criteria: ContactCriteria,
    pub state: StateFilter,
    pub order: ContactOrder,
    /// Apart from each other and in order.
    pub ranges: Vec<SelectedRange>,
}

/// The list as it is shown: its columns with their titles, and the words of its keys, as the window has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ContactsExport {
    pub criteria: ContactCriteria,
    pub state: StateFilter,
    pub order: ContactOrder,
    pub columns: Vec<ExportColumn>,
    /// By `type.visit`, `result.sale`, `direction.us`, `state.done`.
    pub words: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct ExportColumn {
    pub field: ExportField,
    pub title: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum ExportField {
    State,
    Date,
    Time,
    Customer,
    Person,
    Type,
    Direction,
    Notes,
    Result,
    Closing,
    Next,
    Duration,
    User,
}

/// What is done to every selected contact (S10-S13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ContactsChange {
    SetDate {
        field: DateField,
        date: String,
    },
    /// Back or forth; of working days Saturday and Sunday are none.
    MoveDate {
        field: DateField,
        days: i32,
        working: bool,
    },
    Close {
        date: String,
        result: String,
    },
    Reassign {
        user: String,
    },
    Retype {
        contact_type: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DateField {
    Date,
    NextContact,
}

/// What a change would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ChangePreview {
    pub changed: u32,
    /// The first `limits::PREVIEW_LINES_MAX` of them.
    pub lines: Vec<ChangeLine>,
    pub skipped: Vec<SkippedContacts>,
}

/// A date, an id or a key before and after; of a closing the date and the result, parted by a blank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ChangeLine {
    pub id: String,
    pub date: String,
    pub customer_name: String,
    pub old: Option<String>,
    pub new: String,
}

/// `done`, `unchanged`, `no_next_contact`, `next_before_date` or `out_of_range`, and how many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SkippedContacts {
    pub reason: String,
    pub count: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactsChanged {
    pub changed: u32,
    pub skipped: Vec<SkippedContacts>,
}

/// From and to, both included.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub struct SelectedRange {
    pub from: u32,
    pub to: u32,
    /// The contacts seen at its two ends: when others stand there now, the list has moved since.
    pub first: Option<String>,
    pub last: Option<String>,
}

/// Todos / No realizados / Realizados (S9).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum StateFilter {
    #[default]
    All,
    Done,
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct ContactCounts {
    pub all: u32,
    pub done: u32,
    pub open: u32,
}

/// One line of the list, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ContactRow {
    pub id: String,
    pub date: String,
    pub time: Option<String>,
    pub customer: String,
    pub customer_name: String,
    pub person_name: Option<String>,
    pub user_name: String,
    pub contact_type: String,
    pub direction: Direction,
    /// The first `limits::EXCERPT_CHARS_MAX` characters of the notes, on one line.
    pub excerpt: String,
    pub result: Option<String>,
    pub closing_date: Option<String>,
    pub next_date: Option<String>,
    pub duration_minutes: Option<u32>,
    pub done: bool,
    pub has_attachments: bool,
    pub has_previous: bool,
    pub has_follow_up: bool,
    pub has_conflicts: bool,
}

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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct User {
    pub id: String,
    pub revision: String,
    pub name: String,
    pub emails: Vec<String>,
    pub deleted: bool,
    pub conflicts: Vec<String>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct UserDraft {
    pub name: String,
    pub emails: Vec<String>,
}

/// One field of one change (S14), oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HistoryEntry {
    pub at: String,
    pub user: Option<String>,
    pub user_name: Option<String>,
    pub device: Option<String>,
    pub batch: Option<String>,
    /// `add`, `edit`, `delete`, `restore`, `assume`, `undo`, `redo`, `attach`, `detach`.
    pub command: String,
    pub field: String,
    pub old: Option<String>,
    pub new: Option<String>,
    /// What a person calls the record that `old` is the id of.
    pub old_name: Option<String>,
    pub new_name: Option<String>,
}

/// What an undo or a redo came to; `skipped` were changed since and stay as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Undone {
    pub batch: String,
    /// The command that was undone.
    pub command: String,
    pub restored: Vec<String>,
    pub skipped: Vec<String>,
}

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
}

/// `date`, `time`, `person`, `direction` or `notes`.
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
    pub to: Vec<MailAddress>,
    pub cc: Vec<MailAddress>,
    /// RFC 3339 UTC.
    pub date: Option<String>,
    pub message_id: String,
    pub text: String,
    pub has_html: bool,
    pub attachments: Vec<MailAttachment>,
    pub warnings: Vec<String>,
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

/// What lies in the bin and can be restored by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum BinKind {
    Contact,
    Customer,
    Person,
}

/// A line of the bin, the last deleted first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct BinRow {
    pub id: String,
    pub kind: BinKind,
    /// Of a contact, its customer's.
    pub name: String,
    /// Of a person, the customer's name; of a contact, the beginning of its notes.
    pub detail: Option<String>,
    /// Of a contact.
    pub date: Option<String>,
    pub contact_type: Option<String>,
    pub deleted_at: String,
    /// The name of whoever deleted it, where it is known here.
    pub deleted_by: Option<String>,
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

/// One hit of the full-text search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct SearchHit {
    /// `contact`, `customer`, `person` or `email`.
    pub kind: String,
    pub id: String,
    pub title: String,
    pub excerpt: String,
}
