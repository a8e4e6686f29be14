//! Emails: picked in the system's dialog, proposed to a contact, read again once stored (S53-S58).

use std::path::PathBuf;
use std::sync::Arc;

use app::attachments::PickedFile;
use app::contacts::AssumedEmail;
use app::email::mailbox;
use app::error::{AppError, ErrorCode};
use app::wire::{
    ContactDraft, EmailChoice, EmailPage, EmailProposal, EmailView, EmailsSaved, ProposedEmails,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{State, WebviewWindow};

use super::CommandResult;
use crate::dialogs;
use crate::shell::Shell;

/// A file that the user picked. The page never sees where it lies.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PickedEmail {
    handle: String,
    file_name: String,
    /// Bytes.
    size: u32,
    /// The messages of a file that holds more than one: each may become a contact. By itself it stands for the first.
    several: Option<PickedEmails>,
}

impl PickedEmail {
    pub(crate) fn take_several(&mut self) -> Option<PickedEmails> {
        self.several.take()
    }
}

/// The two questions about a picked email, answered (S56, S57).
#[derive(Debug, Clone, Deserialize, Type)]
pub(crate) struct EmailAnswer {
    handle: String,
    attach: bool,
    associate: bool,
}

impl EmailAnswer {
    pub(crate) fn with_file(self, shell: &Shell) -> CommandResult<AssumedEmail> {
        let file = PickedFile::clone(&*picked_file(shell, &self.handle)?);
        Ok(AssumedEmail { file, attach: self.attach, associate: self.associate })
    }
}

/// Several emails that the user picked.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct PickedEmails {
    handle: String,
    /// As far as is known before they are read.
    count: u32,
}

pub(crate) fn keep_all(shell: &Shell, paths: Vec<PathBuf>) -> PickedEmails {
    let count = u32::try_from(paths.len()).unwrap_or(u32::MAX);
    PickedEmails { handle: shell.picked().keep_emails(paths), count }
}

fn picked_emails(shell: &Shell, handle: &str) -> CommandResult<Arc<Vec<PathBuf>>> {
    let unknown = || AppError { field: Some("handle".into()), ..AppError::new(ErrorCode::NotFound) };
    shell.picked().emails(handle).ok_or_else(unknown)
}

pub(crate) fn picked_file(shell: &Shell, handle: &str) -> CommandResult<Arc<PickedFile>> {
    let unknown = || AppError { field: Some("handle".into()), ..AppError::new(ErrorCode::NotFound) };
    shell.picked().file(handle).ok_or_else(unknown)
}

/// Large files take a while, and the window must not wait for them.
pub(crate) async fn read(path: PathBuf) -> CommandResult<PickedFile> {
    let failed = |error| AppError::new(ErrorCode::Internal).with_detail(error);
    tokio::task::spawn_blocking(move || PickedFile::read(&path)).await.map_err(failed)?
}

pub(crate) fn keep(shell: &Shell, file: PickedFile) -> PickedEmail {
    let (file_name, size) = (file.name.clone(), u32::try_from(file.bytes.len()).unwrap_or(u32::MAX));
    PickedEmail { handle: shell.picked().keep(file), file_name, size, several: None }
}

/// The same for an email, which may be several.
pub(crate) fn keep_email(shell: &Shell, path: PathBuf, file: PickedFile) -> PickedEmail {
    let count = u32::try_from(mailbox::count(&file)).unwrap_or(u32::MAX);
    let several = (count > 1).then(|| PickedEmails { handle: shell.picked().keep_emails(vec![path]), count });
    PickedEmail { several, ..keep(shell, file) }
}

/// Null: the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn email_pick(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> CommandResult<Option<PickedEmail>> {
    app::email::reader::warm_up();
    let Some(path) = dialogs::pick_email(&window, shell.language().await).await else {
        return Ok(None);
    };
    let file = read(path.clone()).await?;
    Ok(Some(keep_email(&shell, path, file)))
}

/// Several emails at once, to become a contact each. Null: the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn emails_pick(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> CommandResult<Option<PickedEmails>> {
    app::email::reader::warm_up();
    let paths = dialogs::pick_emails(&window, shell.language().await).await;
    Ok(Some(paths).filter(|paths| !paths.is_empty()).map(|paths| keep_all(&shell, paths)))
}

/// What each of them would become; may take long, and can be stopped.
#[tauri::command]
#[specta::specta]
pub(crate) async fn emails_propose(shell: State<'_, Shell>, handle: String) -> CommandResult<ProposedEmails> {
    let (book, files) = (shell.book().await?, picked_emails(&shell, &handle)?);
    shell.long(async |work| book.propose_emails(&files, work).await).await
}

/// The chosen ones become contacts: all or none, one undo; may take long, and can be stopped.
#[tauri::command]
#[specta::specta]
pub(crate) async fn emails_save(
    shell: State<'_, Shell>,
    handle: String,
    chosen: Vec<EmailChoice>,
) -> CommandResult<EmailsSaved> {
    let (book, files) = (shell.book().await?, picked_emails(&shell, &handle)?);
    shell.long(async |work| book.save_emails(&files, chosen, work).await).await
}

/// What the picked email would fill in, field by field.
#[tauri::command]
#[specta::specta]
pub(crate) async fn email_propose(
    shell: State<'_, Shell>,
    handle: String,
    draft: ContactDraft,
    contact: Option<String>,
) -> CommandResult<EmailProposal> {
    let file = picked_file(&shell, &handle)?;
    shell.book().await?.propose_email_to(contact.as_deref(), &file, &draft).await
}

/// A stored email as text.
#[tauri::command]
#[specta::specta]
pub(crate) async fn email_show(shell: State<'_, Shell>, attachment: String) -> CommandResult<EmailView> {
    shell.book().await?.stored_email(&attachment).await
}

/// The HTML of a stored email as a page for a frame that runs and loads nothing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn email_page(shell: State<'_, Shell>, attachment: String) -> CommandResult<EmailPage> {
    shell.book().await?.email_page(&attachment).await
}

/// The same with its pictures from outside; may take long, and can be stopped.
#[tauri::command]
#[specta::specta]
pub(crate) async fn email_page_with_images(
    shell: State<'_, Shell>,
    attachment: String,
) -> CommandResult<EmailPage> {
    let book = shell.book().await?;
    shell.long(async |work| book.email_page_with_images(&attachment, work).await).await
}

/// Opens a link of a stored email in the browser, the mail program or the telephone (R17).
#[tauri::command]
#[specta::specta]
pub(crate) async fn email_link_open(
    shell: State<'_, Shell>,
    attachment: String,
    number: u32,
) -> CommandResult<()> {
    let address = shell.book().await?.email_link(&attachment, number).await?;
    // Not a shell: the address is one argument. Its answer is not waited for: a browser may take seconds to come.
    let opened = tokio::task::spawn_blocking(move || open::that_detached(address)).await;
    match opened {
        Ok(Ok(())) => Ok(()),
        _ => Err(AppError::new(ErrorCode::NoProgram)),
    }
}
