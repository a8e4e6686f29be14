//! Bytes of an email in, an [`Email`] out: internet mail (`.eml`), Outlook items (`.msg`) and TNEF (`winmail.dat`).

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
mod content_type;
mod date;
mod email;
mod eml;
mod encoded_words;
mod entry_id;
mod error;
mod file_name;
mod flowed;
mod headers;
mod html;
mod item;
mod item_body;
mod item_email;
mod item_files;
mod item_kind;
mod item_people;
mod item_report;
mod kind;
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
mod warning;
mod wrapped;

pub use content::{Content, content_of};
pub use email::{Address, Attachment, AttachmentKind, Email, Format};
pub use error::MailError;
pub use kind::{Appointment, Contact, ItemKind, Meeting, Outcome, Report, Reported, Task};
pub use mailbox::messages;
pub use warning::Warning;

/// Reads an email, telling the three formats apart by their first bytes and never by a file's name.
///
/// Ends in bounded time and memory whatever the bytes are; what could be read of a damaged email comes
/// back with [`Warning`]s.
///
/// # Errors
/// [`MailError`] when the bytes are no email, or nothing of it can be read.
pub fn read(bytes: &[u8]) -> Result<Email, MailError> {
    wrapped::read(bytes, 0)
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
