//! Bytes of an email in, an [`Email`] out: internet mail (`.eml`), Outlook items (`.msg`) and TNEF (`winmail.dat`).

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

mod address;
mod address_list;
mod address_tokens;
mod body;
mod calendar;
mod charset;
mod cms;
mod compound;
mod compound_writer;
mod content;
mod content_of_parts;
mod date;
mod eml;
mod encoded_words;
mod entry_id;
mod file_name;
mod flowed;
mod headers;
mod html;
mod item;
mod item_body;
mod item_files;
mod item_kind;
mod item_people;
mod item_report;
pub mod limits;
mod lzfu;
mod mailbox;
mod mapi;
mod msg;
mod multipart;
mod ole;
mod parts;
mod report;
mod rtf;
pub mod signature;
mod tnef;
mod transfer;
mod utf7;
mod uuencode;
mod wrapped;

pub use content::{Content, content_of};
pub use item_kind::{Appointment, Contact, ItemKind, Meeting, Outcome, Report, Reported, Task};
pub use mailbox::messages;

/// Reads an email, telling the three formats apart by their first bytes and never by a file's name.
///
/// Ends in bounded time and memory whatever the bytes are; what could be read of a damaged email comes
/// back with [`Warning`]s.
///
/// # Errors
/// [`MailError`] when the bytes are no email, or nothing of it can be read.
pub fn read(bytes: &[u8]) -> Result<Email, MailError> {
    read_wrapped(bytes, 0)
}

/// Reads an email that lies within as many wrappers.
fn read_wrapped(bytes: &[u8], depth: usize) -> Result<Email, MailError> {
    if bytes.is_empty() {
        return Err(MailError::Empty);
    }
    if bytes.len() > limits::FILE_BYTES_MAX {
        return Err(MailError::TooLarge { bytes: bytes.len(), limit: limits::FILE_BYTES_MAX });
    }
    let mut email = match bytes {
        [0xD0, 0xCF, 0x11, 0xE0, ..] => msg::read(bytes),
        [0x78, 0x9F, 0x3E, 0x22, ..] => tnef::read(bytes),
        _ => eml::read(bytes),
    }?;
    wrapped::tell_messages(&mut email);
    wrapped::open(&mut email, depth);
    Ok(email)
}

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
    /// The content. A message's is something [`read`] takes again, as is a `winmail.dat`; a message that
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

/// Why nothing could be read. Its text holds no content of the email.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum MailError {
    /// There are no bytes.
    #[error("the file is empty")]
    Empty,
    /// The file or its header block is over a limit.
    #[error("{bytes} bytes is more than the limit of {limit}")]
    TooLarge {
        /// How much there is.
        bytes: usize,
        /// How much is read at most.
        limit: usize,
    },
    /// The bytes are something else: no mail header, or a compound file that holds no Outlook item.
    #[error("the file is not an email")]
    NotAnEmail,
    /// It is an Outlook item or TNEF, but broken beyond reading. The text says where.
    #[error("the email is damaged: {0}")]
    Damaged(String),
}

/// Something a reader of the email should know; [`Warning::code`] is stable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Warning {
    /// No usable charset was declared, so one was guessed: its name is given.
    DecodedAs(Cow<'static, str>),
    /// A limit or the end of the file cut something off.
    Truncated,
    /// Parts of the file are broken and were left out.
    Damaged,
    /// The sender is known by name only, usually a colleague on the same Exchange server.
    UnknownSenderAddress,
    /// The content is encrypted and was not read.
    Encrypted,
    /// The content is wrapped in a signature that was not opened.
    SignedOpaque,
    /// There was no plain text: it was made from the formatted body.
    TextDerived,
    /// An attachment is only a link to a file elsewhere, or an object with no file in it.
    AttachmentNotIncluded,
    /// There is no date of its own: it is what a server on its way wrote.
    DateDerived,
    /// More than one address claims to be the sender's; the one that mail programs answer to is shown.
    SenderAmbiguous,
    /// The file holds several messages, and this is the first: see [`messages`].
    SeveralMessages,
    /// The mail says that it has parts, and none begins where it says; all that follows is shown as text.
    PartsNotFound,
}

impl Warning {
    /// The name of the warning for programs; it does not change between versions.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::DecodedAs(_) => "decoded_as",
            Self::Truncated => "truncated",
            Self::Damaged => "damaged",
            Self::UnknownSenderAddress => "unknown_sender_address",
            Self::Encrypted => "encrypted",
            Self::SignedOpaque => "signed_opaque",
            Self::TextDerived => "text_derived",
            Self::AttachmentNotIncluded => "attachment_not_included",
            Self::DateDerived => "date_derived",
            Self::SenderAmbiguous => "sender_ambiguous",
            Self::SeveralMessages => "several_messages",
            Self::PartsNotFound => "parts_not_found",
        }
    }
}

/// The warnings of one email, each once.
#[derive(Debug, Default)]
struct Warnings(Vec<Warning>);

impl Warnings {
    fn add(&mut self, warning: Warning) {
        if !self.0.contains(&warning) {
            self.0.push(warning);
        }
    }
}

/// Cuts at the last character boundary within `limit` bytes; tells whether anything was cut.
fn cut(text: &mut String, limit: usize) -> bool {
    if text.len() <= limit {
        return false;
    }
    text.truncate(text.floor_char_boundary(limit));
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_email_survives_the_way_to_another_process() {
        let mail = b"From: Ana <a@b.example>\nDate: Tue, 24 Nov 2026 10:00:00 +0100\nSubject: x\n\
            Content-Type: multipart/mixed; boundary=b\n\n--b\n\nMa\xf1ana\n--b\n\
            Content-Disposition: attachment; filename=factura.pdf\n\nMZ\x90\n--b--\n";
        let email = read(mail).unwrap();
        let sent = serde_json::to_vec(&email).unwrap();
        assert_eq!(serde_json::from_slice::<Email>(&sent).unwrap(), email);
        assert_eq!(email.warnings, [Warning::DecodedAs("windows-1252".into())]);
        assert!(email.attachments[0].is_disguised());
    }
}
