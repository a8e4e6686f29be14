//! Files and emails stored with a record.

use domain::record_kind::RecordKind;
use std::path::Path;
use std::sync::Arc;

use documents::provenance::{Author, Command};
use domain::attachment::{Added, Attachment, EmailSummary, is_runnable, safe_name};
use domain::contact::Contact;
use domain::customer::Customer;
use domain::id::{AttachmentId, ContactId, CustomerId};
use domain::limits::{ATTACHMENT_BYTES_MAX, EMAIL_FILES_MAX, EMAIL_TEXT_CHARS_MAX};
use store::blobs::sha256;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::book::Book;
use crate::book::batch::Batch;
use crate::clock;
use crate::email::reader;
use crate::error::{AppError, ErrorCode, parse_id};
use crate::wire::{self, Holder};

/// A file of the user's, read once: what was shown is what is stored. Copies share it, and what was read of it as an email.
#[derive(Debug, Clone)]
pub struct PickedFile {
    pub name: String,
    pub bytes: Arc<[u8]>,
    email: Arc<OnceCell<mail::Email>>,
}

impl PickedFile {
    pub fn new(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { name: name.into(), bytes: bytes.into(), email: Arc::default() }
    }

    /// The email that it is: read when it is asked for first, then kept with the file.
    pub(crate) async fn email(&self) -> Result<&mail::Email, AppError> {
        self.email.get_or_try_init(|| reader::read(&self.bytes)).await
    }

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
        Ok(Self::new(name, bytes))
    }
}

impl Book {
    /// What is known of these attachments; one whose record has not arrived yet is left out.
    pub(crate) async fn attachments(&self, ids: &[AttachmentId]) -> Result<Vec<wire::Attachment>, AppError> {
        let mut found = Vec::with_capacity(ids.len());
        let has_team = !ids.is_empty() && self.team_id().await?.is_some();
        for id in ids {
            let Some(shown) = self.store.attachment(*id).await? else {
                continue;
            };
            found.push(wire::Attachment {
                id: shown.id.to_string(),
                can_open: !is_runnable(&shown.name),
                on_its_way: has_team && !self.blobs.is_there(&shown.sha256, shown.size),
                name: shown.name,
                size: u32::try_from(shown.size).unwrap_or(u32::MAX),
                sha256: shown.sha256,
                description: shown.description,
                added_by: shown.added_by,
                added_at: shown.added_at.map(clock::instant),
                kind: if shown.is_email { wire::AttachmentKind::Email } else { wire::AttachmentKind::File },
            });
        }
        Ok(found)
    }

    /// Name and original bytes.
    pub async fn attachment_bytes(&self, id: &str) -> Result<PickedFile, AppError> {
        let shown =
            self.store.attachment(parse_id("id", id)?).await?.ok_or(AppError::new(ErrorCode::NotFound))?;
        let Some(bytes) = self.blobs.get(&shown.sha256)? else {
            return Err(AppError::new(match self.team_id().await? {
                Some(_) => ErrorCode::OnItsWay,
                None => ErrorCode::NotFound,
            }));
        };
        Ok(PickedFile::new(shown.name, bytes))
    }

    /// The same of what may be opened.
    ///
    /// # Errors
    /// `not_opened` for what may run something by its name (security-rules.md R20) or by its first bytes: a program that is
    /// called a letter.
    pub async fn attachment_to_open(&self, id: &str) -> Result<PickedFile, AppError> {
        let file = self.attachment_bytes(id).await?;
        let is_program = mail::content_of(&file.bytes).is_some_and(mail::Content::is_runnable);
        match is_runnable(&file.name) || is_program {
            true => Err(AppError::new(ErrorCode::NotOpened)),
            false => Ok(file),
        }
    }

    /// Writes the original bytes to a file that the user chose, whole or not at all.
    pub async fn save_attachment_as(&self, id: &str, file: &Path) -> Result<(), AppError> {
        let picked = self.attachment_bytes(id).await?;
        store::blobs::write_whole(file, &picked.bytes).map_err(|error| match error {
            store::error::StoreError::DiskFull { .. } => error.into(),
            error => AppError::new(ErrorCode::FileUnreadable).with_detail(error),
        })
    }

    /// Stores files with a contact or a customer: one batch, one undo. What reads as an email is one (S27-S29). What is
    /// held there already is not held twice, and is named.
    pub async fn add_files(
        &self,
        holder: Holder,
        id: &str,
        files: &[PickedFile],
    ) -> Result<wire::FilesAdded, AppError> {
        let emails = emails_among(files).await;
        let mut batch = self.batch(Command::Attach).await?;
        let held = match holder {
            Holder::Contact => {
                let id = parse_id::<ContactId>("id", id)?.0;
                batch.live::<Contact>(RecordKind::Contact, id).await?.attachments
            }
            Holder::Customer => {
                let id = parse_id::<CustomerId>("id", id)?.0;
                batch.live::<Customer>(RecordKind::Customer, id).await?.attachments
            }
        };
        let mut known = contents_of(&mut batch, &held).await;
        let mut ids = Vec::with_capacity(files.len());
        let mut told = wire::FilesAdded::default();
        for (file, email) in files.iter().zip(&emails) {
            let content = Content::of(&record_of(file, *email, None));
            if known.iter().any(|known| known.is_same(&content)) {
                told.already.push(file.name.clone());
                continue;
            }
            known.push(content);
            ids.push(self.store_file(&mut batch, file, *email)?);
        }
        told.added = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let hold = |held: &mut Vec<AttachmentId>| held.extend(ids);
        match holder {
            Holder::Contact => {
                let with = async |mut seen: Contact| {
                    hold(&mut seen.attachments);
                    Ok(seen)
                };
                batch.edit(RecordKind::Contact, parse_id::<ContactId>("id", id)?.0, None, with).await?;
            }
            Holder::Customer => {
                let with = async |mut seen: Customer| {
                    hold(&mut seen.attachments);
                    Ok(seen)
                };
                batch.edit(RecordKind::Customer, parse_id::<CustomerId>("id", id)?.0, None, with).await?;
            }
        }
        batch.commit().await?;
        Ok(told)
    }

    /// The bytes on disk, then a record that speaks of them.
    pub(crate) fn store_file(
        &self,
        batch: &mut Batch,
        file: &PickedFile,
        email: Option<&mail::Email>,
    ) -> Result<AttachmentId, AppError> {
        self.blobs.put(&file.bytes)?;
        let id = AttachmentId(Uuid::now_v7());
        let record = record_of(file, email, Some(added_by(&batch.author)));
        batch.add_new(RecordKind::Attachment, id.0, &record)?;
        Ok(id)
    }

    /// Another name or description; the bytes stay what they are.
    pub async fn edit_attachment(&self, id: &str, draft: wire::AttachmentDraft) -> Result<(), AppError> {
        let id = parse_id::<AttachmentId>("id", id)?;
        let mut batch = self.batch(Command::Edit).await?;
        let renamed = async |seen: Attachment| {
            Ok(Attachment { name: draft.name, description: draft.description, ..seen }.check()?)
        };
        batch.edit(RecordKind::Attachment, id.0, None, renamed).await?;
        batch.commit().await
    }

    /// Takes an attachment off a contact or a customer. Its bytes stay as long as history may want them back.
    pub async fn remove_attachment(
        &self,
        holder: Holder,
        id: &str,
        attachment: &str,
    ) -> Result<(), AppError> {
        let gone: AttachmentId = parse_id("attachment", attachment)?;
        let mut batch = self.batch(Command::Detach).await?;
        match holder {
            Holder::Contact => {
                let without = async |mut seen: Contact| {
                    seen.attachments.retain(|held| *held != gone);
                    if seen.channel.email == Some(gone) {
                        seen.channel.email = None;
                    }
                    Ok(seen)
                };
                batch.edit(RecordKind::Contact, parse_id::<ContactId>("id", id)?.0, None, without).await?;
            }
            Holder::Customer => {
                let without = async |mut seen: Customer| {
                    seen.attachments.retain(|held| *held != gone);
                    Ok(seen)
                };
                batch.edit(RecordKind::Customer, parse_id::<CustomerId>("id", id)?.0, None, without).await?;
            }
        }
        batch.commit().await
    }
}

/// What makes two files the same: the message that both are, or their bytes under one name.
struct Content {
    name: String,
    sha256: String,
    is_email: bool,
    message_id: Option<String>,
}

impl Content {
    fn of(file: &Attachment) -> Self {
        let message_id = file.email.as_ref().map(|email| email.message_id.clone());
        Self {
            name: file.name.clone(),
            sha256: file.sha256.clone(),
            is_email: file.email.is_some(),
            message_id: message_id.filter(|id| !id.is_empty()),
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let is_one_message = self.message_id.is_some() && self.message_id == other.message_id;
        let is_one_file = self.name == other.name || (self.is_email && other.is_email);
        is_one_message || (self.sha256 == other.sha256 && is_one_file)
    }
}

/// Of those whose record is here.
async fn contents_of(batch: &mut Batch, held: &[AttachmentId]) -> Vec<Content> {
    let mut contents = Vec::with_capacity(held.len());
    for id in held {
        if let Ok(file) = batch.read::<Attachment>(RecordKind::Attachment, id.0).await {
            contents.push(Content::of(&file));
        }
    }
    contents
}

/// Only a file that is called an email is looked into: a letter in a text file is a text file.
pub fn is_email_name(name: &str) -> bool {
    let name = name.to_lowercase();
    [".msg", ".eml", ".emlx"].iter().any(|extension| name.ends_with(extension)) || name == "winmail.dat"
}

/// Those of the files that are emails, read: before a batch begins, which keeps others waiting. One that cannot be read is
/// kept as a file like any other.
pub(crate) async fn emails_among(files: &[PickedFile]) -> Vec<Option<&mail::Email>> {
    let mut emails = Vec::with_capacity(files.len());
    for file in files {
        emails.push(match is_email_name(&file.name) {
            true => file.email().await.ok(),
            false => None,
        });
    }
    emails
}

pub(crate) fn added_by(author: &Author) -> Added {
    Added { by: author.user, at: author.at }
}

/// The record of a file; of an email what can be found in it without its bytes.
pub(crate) fn record_of(file: &PickedFile, email: Option<&mail::Email>, added: Option<Added>) -> Attachment {
    Attachment {
        name: file.name.clone(),
        size: file.bytes.len() as u64,
        sha256: sha256(&file.bytes),
        description: None,
        added,
        email: email.map(|email| EmailSummary {
            subject: email.subject.clone(),
            from_name: email.from.as_ref().map(|from| from.name.clone()).unwrap_or_default(),
            from_address: email.from.as_ref().map(|from| from.address.clone()).unwrap_or_default(),
            date: email.date.map(|date| clock::instant(date.timestamp())),
            message_id: email.message_id.clone(),
            text: email.text.chars().take(EMAIL_TEXT_CHARS_MAX).collect(),
            files: email
                .attachments
                .iter()
                .filter(|file| !file.inline && !file.name.is_empty())
                .map(|file| safe_name(&file.name))
                .take(EMAIL_FILES_MAX)
                .collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_email_is_read_once_for_its_preview_and_for_aceptar() {
        let file = PickedFile::new("oferta.eml", "Subject: Oferta\r\n\r\nHola\r\n".as_bytes());
        let accepted = file.clone();
        let shown = file.email().await.expect("an email");
        assert!(std::ptr::eq(shown, accepted.email().await.expect("the same")), "it was read again");
    }
}
