//! Stored files and emails: added, opened, described, saved where the user says, taken off (S27-S29).

use app::attachments::PickedFile;
use app::error::{AppError, ErrorCode};
use app::wire::{AttachmentDraft, FilesAdded, Holder};
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, State, WebviewWindow};

use super::CommandResult;
use super::email::{PickedEmail, keep, picked_file, read};
use crate::shell::Shell;
use crate::{dialogs, open_external};

/// What became of the files that were picked.
#[derive(Debug, Serialize, Type)]
pub(crate) struct AttachedFiles {
    added: u32,
    /// The names of those that are held there already.
    already: Vec<String>,
    refused: Vec<RefusedFile>,
}

/// One that cannot be taken, by its name, and why; the others are.
#[derive(Debug, Serialize, Type)]
pub(crate) struct RefusedFile {
    name: String,
    error: AppError,
}

/// Files that are kept until there is a contact to hold them.
#[derive(Debug, Serialize, Type)]
pub(crate) struct WaitingFiles {
    files: Vec<PickedEmail>,
    refused: Vec<RefusedFile>,
}

struct ReadFiles {
    files: Vec<PickedFile>,
    refused: Vec<RefusedFile>,
}

/// Asks for files and reads them; one that is bad keeps none of the others back.
async fn read_all(window: &WebviewWindow, shell: &Shell) -> ReadFiles {
    let mut read_files = ReadFiles { files: Vec::new(), refused: Vec::new() };
    for path in dialogs::pick_files(window, shell.language().await).await {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match read(path).await {
            Ok(file) => read_files.files.push(file),
            Err(error) => read_files.refused.push(RefusedFile { name, error }),
        }
    }
    read_files
}

/// Asks for files and stores them; of none where the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachments_add(
    window: WebviewWindow,
    shell: State<'_, Shell>,
    holder: Holder,
    id: String,
) -> CommandResult<AttachedFiles> {
    let book = shell.book().await?;
    let ReadFiles { files, refused } = read_all(&window, &shell).await;
    let done = match files.is_empty() {
        true => FilesAdded::default(),
        false => book.add_files(holder, &id, &files).await?,
    };
    Ok(AttachedFiles { added: done.added, already: done.already, refused })
}

/// Stores files that were dropped on the window.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachments_take(
    shell: State<'_, Shell>,
    holder: Holder,
    id: String,
    handles: Vec<String>,
) -> CommandResult<FilesAdded> {
    let files =
        handles.iter().map(|handle| picked_file(&shell, handle)).collect::<CommandResult<Vec<_>>>()?;
    let files: Vec<PickedFile> = files.iter().map(|file| PickedFile::clone(file)).collect();
    shell.book().await?.add_files(holder, &id, &files).await
}

/// Asks for files for a contact that is not saved yet; they are stored with it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachments_pick(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> CommandResult<WaitingFiles> {
    let ReadFiles { files, refused } = read_all(&window, &shell).await;
    Ok(WaitingFiles { files: files.into_iter().map(|file| keep(&shell, file)).collect(), refused })
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_edit(
    shell: State<'_, Shell>,
    attachment: String,
    draft: AttachmentDraft,
) -> CommandResult<()> {
    shell.book().await?.edit_attachment(&attachment, draft).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_remove(
    shell: State<'_, Shell>,
    holder: Holder,
    id: String,
    attachment: String,
) -> CommandResult<()> {
    shell.book().await?.remove_attachment(holder, &id, &attachment).await
}

/// Opens a copy in the system's program. What may run something is refused (R20).
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_open(
    app: AppHandle,
    shell: State<'_, Shell>,
    attachment: String,
) -> CommandResult<()> {
    let file = shell.book().await?.attachment_to_open(&attachment).await?;
    let opened = tokio::task::spawn_blocking(move || open_external::open(&app, &file)).await;
    opened.map_err(|error| AppError::new(ErrorCode::Internal).with_detail(error))?
}

/// False: the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attachment_save_as(
    window: WebviewWindow,
    shell: State<'_, Shell>,
    attachment: String,
) -> CommandResult<bool> {
    let book = shell.book().await?;
    let name = book.attachment_bytes(&attachment).await?.name;
    let Some(path) = dialogs::save_as(&window, shell.language().await, &name).await else {
        return Ok(false);
    };
    book.save_attachment_as(&attachment, &path).await?;
    open_external::mark(&path);
    Ok(true)
}
