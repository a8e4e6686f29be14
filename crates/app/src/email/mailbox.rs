//! A picked file of mail: one message, or several as programs for mail export a folder.

use std::ops::Range;
use std::path::Path;

use domain::attachment::safe_name;
use store::blobs::sha256;

use crate::attachments::PickedFile;
use crate::email::reader;
use crate::error::{AppError, ErrorCode};

/// Characters of a subject in the name of a file.
const SUBJECT_CHARS_MAX: usize = 100;

/// A file, read once, and where its messages lie in it.
#[derive(Debug)]
pub(crate) struct Mailbox {
    file: PickedFile,
    messages: Vec<Range<usize>>,
}

/// One message as a file of its own.
#[derive(Debug)]
pub(crate) struct Message {
    pub(crate) file: PickedFile,
    pub(crate) sha256: String,
    pub(crate) email: mail::Email,
}

impl Mailbox {
    pub(crate) async fn read(path: &Path) -> Result<Self, AppError> {
        let path = path.to_owned();
        let failed = |error| AppError::new(ErrorCode::Internal).with_detail(error);
        let read = move || {
            let file = PickedFile::read(&path)?;
            let messages = mail::messages(&file.bytes);
            Ok(Self { file, messages })
        };
        tokio::task::spawn_blocking(read).await.map_err(failed)?
    }

    pub(crate) fn count(&self) -> usize {
        self.messages.len()
    }

    /// The message at `part`, from 0.
    ///
    /// # Errors
    /// `file_unreadable` where there is none.
    pub(crate) async fn message(&self, part: usize) -> Result<Message, AppError> {
        let bytes = self.messages.get(part).and_then(|range| self.file.bytes.get(range.clone()));
        let bytes = bytes.ok_or(AppError::new(ErrorCode::FileUnreadable))?;
        let email = reader::read(bytes).await?;
        let name = match self.count() {
            1 => self.file.name.clone(),
            _ => message_name(&email, &self.file.name, part),
        };
        let file = PickedFile::new(name, bytes);
        Ok(Message { sha256: sha256(&file.bytes), file, email })
    }
}

/// How many messages a file holds.
pub fn count(file: &PickedFile) -> usize {
    mail::messages(&file.bytes).len()
}

/// The first message of a file that holds several, as a file of its own: what is stored is what was shown. Any other file as
/// it is.
pub(crate) fn first_message(file: PickedFile, email: &mail::Email) -> PickedFile {
    match &mail::messages(&file.bytes)[..] {
        [first, _, ..] => {
            let bytes = file.bytes.get(first.clone()).unwrap_or_default();
            PickedFile::new(message_name(email, &file.name, 0), bytes)
        }
        _ => file,
    }
}

/// What it is about; where it does not say, its place in the file.
fn message_name(email: &mail::Email, mailbox: &str, part: usize) -> String {
    // A stroke would part folders.
    let subject = email.subject.trim().replace(['/', '\\'], "_");
    let subject: String = subject.chars().take(SUBJECT_CHARS_MAX).collect();
    match subject.is_empty() {
        true => safe_name(&format!("{mailbox} {}.eml", part + 1)),
        false => safe_name(&format!("{subject}.eml")),
    }
}
