//! Attachments: taken off a contact, or saved where the user says.

use app::wire::Contact;
use tauri::{State, WebviewWindow};

use super::Answer;
use crate::dialogs;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_remove(
    shell: State<'_, Shell>,
    contact: String,
    attachment: String,
) -> Answer<Contact> {
    shell.book().await?.remove_attachment(&contact, &attachment).await
}

/// False: the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_save_as(
    window: WebviewWindow,
    shell: State<'_, Shell>,
    attachment: String,
) -> Answer<bool> {
    let book = shell.book().await?;
    let name = book.attachment_bytes(&attachment).await?.name;
    let Some(path) = dialogs::save_as(&window, shell.language().await, &name).await else {
        return Ok(false);
    };
    book.save_attachment_as(&attachment, &path).await?;
    Ok(true)
}
