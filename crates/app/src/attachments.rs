//! Files and emails stored with a record.

use std::path::Path;

use documents::provenance::Command;
use domain::attachment::{Attachment, EmailSummary, safe_name};
use domain::contact::Contact;
use domain::id::{AttachmentId, ContactId};
use domain::limits::{ATTACHMENT_BYTES_MAX, EMAIL_TEXT_CHARS_MAX};
use store::blobs::sha256;
use store::landing::Kind;

use crate::book::Book;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::wire;

/// A file of the user's, read once: what was shown is what is stored.
#[derive(Debug, Clone)]
pub struct PickedFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl PickedFile {
    pub fn read(path: &Path) -> Result<Self, AppError> {
        let unreadable =
            |error: std::io::Error| AppError::new(ErrorCode::FileUnreadable).with_detail(error.kind());
        let known = std::fs::metadata(path).map_err(unreadable)?;
        if !known.is_file() {
            return Err(AppError::new(ErrorCode::FileUnreadable).with_detail("not a file"));
        }
        if known.len() > ATTACHMENT_BYTES_MAX {
            return Err(AppError::new(ErrorCode::FileTooLarge));
        }
        let bytes = std::fs::read(path).map_err(unreadable)?;
        if bytes.is_empty() {
            return Err(AppError::new(ErrorCode::FileEmpty));
        }
        let name = path.file_name().map(|name| safe_name(&name.to_string_lossy())).unwrap_or_default();
        Ok(Self { name, bytes })
    }
}

impl Book {
    /// What is known of these attachments; one whose record has not arrived yet is left out.
    pub(crate) async fn attachments(&self, ids: &[AttachmentId]) -> Result<Vec<wire::Attachment>, AppError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            let Some(shown) = self.store.attachment(*id).await? else {
                continue;
            };
            found.push(wire::Attachment {
                id: shown.id.to_string(),
                name: shown.name,
                size: u32::try_from(shown.size).unwrap_or(u32::MAX),
                sha256: shown.sha256,
                kind: if shown.is_email { wire::AttachmentKind::Email } else { wire::AttachmentKind::File },
            });
        }
        Ok(found)
    }

    /// Name and original bytes.
    pub async fn attachment_bytes(&self, id: &str) -> Result<PickedFile, AppError> {
        let shown =
            self.store.attachment(parse_id("id", id)?).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        let bytes = self.blobs.get(&shown.sha256)?.ok_or(AppError::new(ErrorCode::NotFound))?;
        Ok(PickedFile { name: shown.name, bytes })
    }

    /// Writes the original bytes to a file that the user chose, whole or not at all.
    pub async fn save_attachment_as(&self, id: &str, file: &Path) -> Result<(), AppError> {
        let picked = self.attachment_bytes(id).await?;
        store::blobs::write_whole(file, &picked.bytes).map_err(|error| match error {
            store::error::StoreError::DiskFull { .. } => error.into(),
            error => AppError::new(ErrorCode::FileUnreadable).with_detail(error),
        })
    }

    /// Takes an attachment off a contact. Its bytes stay as long as history may want them back.
    pub async fn remove_attachment(
        &self,
        contact: &str,
        attachment: &str,
    ) -> Result<wire::Contact, AppError> {
        let (id, gone): (ContactId, AttachmentId) =
            (parse_id("id", contact)?, parse_id("attachment", attachment)?);
        let mut batch = self.batch(Command::Detach).await?;
        let without = async |mut seen: Contact| {
            seen.attachments.retain(|held| *held != gone);
            if seen.channel.email == Some(gone) {
                seen.channel.email = None;
            }
            Ok(seen)
        };
        batch.edit(Kind::Contact, id.0, None, without).await?;
        batch.commit().await?;
        self.contact(contact).await.map_err(AppError::after_saving)
    }
}

/// The record of a file; of an email what can be found in it without its bytes.
pub(crate) fn record_of(file: &PickedFile, email: Option<&mail::Email>) -> Attachment {
    Attachment {
        name: file.name.clone(),
        size: file.bytes.len() as u64,
        sha256: sha256(&file.bytes),
        email: email.map(|email| EmailSummary {
            subject: email.subject.clone(),
            from_name: email.from.as_ref().map(|from| from.name.clone()).unwrap_or_default(),
            from_address: email.from.as_ref().map(|from| from.address.clone()).unwrap_or_default(),
            date: email.date.map(|date| crate::clock::instant(date.timestamp())),
            message_id: email.message_id.clone(),
            text: email.text.chars().take(EMAIL_TEXT_CHARS_MAX).collect(),
        }),
    }
}
