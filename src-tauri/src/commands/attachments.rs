//! Stored files and emails: added, opened, described, saved where the user says, taken off (S27-S29).

use app::attachments::PickedFile;
use app::error::{AppError, ErrorCode};
use app::wire::{AttachmentDraft, Holder};
use tauri::{AppHandle, State, WebviewWindow};

use super::Answer;
use super::email::{PickedEmail, keep, picked_file, read};
use crate::shell::Shell;
use crate::{dialogs, outside};

/// Asks for files and stores them. How many; none where the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachments_add(
    window: WebviewWindow,
    shell: State<'_, Shell>,
    holder: Holder,
    id: String,
) -> Answer<u32> {
    let book = shell.book().await?;
    let paths = dialogs::pick_files(&window, shell.language().await).await;
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        files.push(read(path).await?);
    }
    if !files.is_empty() {
        book.add_files(holder, &id, &files).await?;
    }
    Ok(u32::try_from(files.len()).unwrap_or(u32::MAX))
}

/// Stores files that were dropped on the window.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachments_take(
    shell: State<'_, Shell>,
    holder: Holder,
    id: String,
    handles: Vec<String>,
) -> Answer<()> {
    let files = handles.iter().map(|handle| picked_file(&shell, handle)).collect::<Answer<Vec<_>>>()?;
    let files: Vec<PickedFile> = files.iter().map(|file| PickedFile::clone(file)).collect();
    shell.book().await?.add_files(holder, &id, &files).await
}

/// Asks for files for a contact that is not saved yet; they are stored with it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachments_pick(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> Answer<Vec<PickedEmail>> {
    let mut picked = Vec::new();
    for path in dialogs::pick_files(&window, shell.language().await).await {
        picked.push(keep(&shell, read(path).await?));
    }
    Ok(picked)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_edit(
    shell: State<'_, Shell>,
    attachment: String,
    draft: AttachmentDraft,
) -> Answer<()> {
    shell.book().await?.edit_attachment(&attachment, draft).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_remove(
    shell: State<'_, Shell>,
    holder: Holder,
    id: String,
    attachment: String,
) -> Answer<()> {
    shell.book().await?.remove_attachment(holder, &id, &attachment).await
}

/// Opens a copy in the system's program. What may run something is refused (R20).
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_open(
    app: AppHandle,
    shell: State<'_, Shell>,
    attachment: String,
) -> Answer<()> {
    let file = shell.book().await?.attachment_to_open(&attachment).await?;
    let opened = tokio::task::spawn_blocking(move || outside::open(&app, &file)).await;
    opened.map_err(|error| AppError::new(ErrorCode::Internal).with_detail(error))?
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
    outside::mark(&path);
    Ok(true)
}
