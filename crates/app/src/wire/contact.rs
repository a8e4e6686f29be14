//! One contact, as it is stored and as its form sends it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::catalogue::{ActionLine, Interest};
use super::custom_field::{CustomDraft, CustomValues};

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
    pub actions: Vec<ActionLine>,
    pub interests: Vec<Interest>,
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
    /// By the field's id (S44).
    pub custom_fields: CustomValues,
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
    pub actions: Vec<ActionLine>,
    pub interests: Vec<Interest>,
    pub next_contact: Option<NextContact>,
    pub previous: Option<String>,
    pub closing: Option<Closing>,
    pub email: Option<String>,
    pub custom_fields: CustomDraft,
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
    pub description: Option<String>,
    /// Who stored it and when; null for one that an earlier version stored.
    pub added_by: Option<String>,
    pub added_at: Option<String>,
    /// False: it may run something, and is only saved (R20).
    pub can_open: bool,
    /// A colleague stored it, and its bytes have not come yet.
    pub on_its_way: bool,
}

/// What a stored file is called and what it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(default, deny_unknown_fields)]
pub struct AttachmentDraft {
    pub name: String,
    pub description: Option<String>,
}

/// What became of files that were handed in together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
pub struct FilesAdded {
    pub added: u32,
    /// The names of those that are held there already.
    pub already: Vec<String>,
}

/// What holds a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Holder {
    Contact,
    Customer,
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
    /// Accepted all the same: `closing_incomplete`, `closing_before_date`, `closing_far_ahead`; `promise_differs` and
    /// `follow_up_differs`, which moving both mends; `customer_differs`, `before_previous` of those it is linked with.
    pub warnings: Vec<String>,
    /// A next date was promised and no follow-up exists yet: open it (S36).
    pub follow_up_due: bool,
}

/// What a call that nobody took came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NoAnswer {
    /// The try as it was logged; its `next_contact` is when to try again.
    pub contact: Contact,
    /// With this one, how many in a row nobody answered.
    pub tries: u32,
    /// The contact that had been planned for the call, and that stands on that day now.
    pub moved: Option<String>,
}
