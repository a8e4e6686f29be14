//! What a reader of an email should know about how it was read.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

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
    /// The file holds several messages, and this is the first: see [`crate::messages`].
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
pub(crate) struct Warnings(pub(crate) Vec<Warning>);

impl Warnings {
    pub(crate) fn add(&mut self, warning: Warning) {
        if !self.0.contains(&warning) {
            self.0.push(warning);
        }
    }
}
