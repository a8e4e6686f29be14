//! An email, decoded: from and to whom, its texts and what is attached, whichever format it was read from.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::content::content_of;
use crate::file_name;
use crate::kind::ItemKind;
use crate::warning::Warning;

/// The format an email was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Internet mail, RFC 5322 and MIME.
    Eml,
    /// An Outlook item in a compound file, [MS-OXMSG].
    Msg,
    /// A transport-neutral encapsulation, [MS-OXTNEF], usually named `winmail.dat`.
    Tnef,
}

/// An email, decoded; nothing in it is safe to run, and `html` is not safe to show without cleaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Email {
    /// What it was read from.
    pub format: Format,
    /// What it is, which an Outlook item tells; whatever else the fields say is true of it too.
    pub kind: ItemKind,
    /// The subject, on one line; empty when there is none.
    pub subject: String,
    /// Who it is from, RFC 5322 3.6.2; `None` when neither a name nor an address is known.
    pub from: Option<Address>,
    /// Who sent it in the name of `from`, such as a secretary; `None` where both are one.
    pub sender: Option<Address>,
    /// The recipients, in order.
    pub to: Vec<Address>,
    /// The recipients of a copy, in order.
    pub cc: Vec<Address>,
    /// The recipients whom the others do not see, in order; only the sender's own copy names them.
    pub bcc: Vec<Address>,
    /// When it was sent; for an Outlook item never sent, when it was delivered. With [`Warning::DateDerived`], what
    /// a server on its way wrote.
    pub date: Option<DateTime<Utc>>,
    /// The message id without angle brackets; empty when there is none.
    pub message_id: String,
    /// Where answers should go, when that is not the sender.
    pub reply_to: Option<Address>,
    /// The ids of the messages this one answers, without angle brackets; usually one. RFC 5322 3.6.4.
    pub in_reply_to: Vec<String>,
    /// The ids of the messages of its thread, the oldest first, without angle brackets. RFC 5322 3.6.4.
    pub references: Vec<String>,
    /// The plain text; made from the formatted body, with [`Warning::TextDerived`], when there is no other.
    pub text: String,
    /// The HTML body as sent: not cleaned, possibly hostile.
    pub html: Option<String>,
    /// Files and messages carried along, inline pictures included.
    pub attachments: Vec<Attachment>,
    /// What a reader of this email should know about how it was read.
    pub warnings: Vec<Warning>,
}

/// Somebody an email is from or to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// The display name; empty when there is none.
    pub name: String,
    /// The address as written, not lower-cased; empty when unknown, and never Exchange's `/O=...` form.
    pub address: String,
}

/// A file or a message inside an email.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The name as the sender wrote it, for display, or one made of its type. See [`Attachment::file_name`].
    pub name: String,
    /// The sender gave it no name.
    pub is_unnamed: bool,
    /// The content. A message's is something [`crate::read`] takes again, as is a `winmail.dat`; a message that
    /// could not be kept has none, nor has a file that is only a link.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
    /// Whether it is a file or a message.
    pub kind: AttachmentKind,
    /// Whether it is part of the formatted body, such as a picture of a signature.
    pub inline: bool,
    /// The id that the HTML body names it by in `cid:` links, without angle brackets.
    pub content_id: Option<String>,
}

impl Attachment {
    /// A name that is safe to create a file with on any system: no folders, devices or hidden characters.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name::safe(&self.name)
    }

    /// Whether it is something else than its name claims: a `factura.pdf` that is a program.
    #[must_use]
    pub fn is_disguised(&self) -> bool {
        self.kind == AttachmentKind::File
            && content_of(&self.bytes).is_some_and(|content| !content.suits(&self.name))
    }
}

/// What an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttachmentKind {
    /// A file.
    File,
    /// Another email.
    Message,
}
