//! The team: making it, joining it, how far everybody is, and what two people changed at once.

use app::error::{AppError, ErrorCode};
use app::wire::{
    Conflict, ConflictChoice, FolderCheck, Invitation, JoinRequest, JoinRequested, Member, SyncStatus,
    Synced, TeamCreated,
};
use serde::Serialize;
use specta::Type;
use tauri::{State, WebviewWindow};

use super::CommandResult;
use crate::dialogs;
use crate::shell::Shell;

/// A folder that the user chose in the system's dialog: the page names it by its handle, and shows where it is.
#[derive(Debug, Serialize, Type)]
pub(crate) struct PickedFolder {
    handle: String,
    place: String,
}

/// Null: the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn folder_pick(
    window: WebviewWindow,
    shell: State<'_, Shell>,
) -> CommandResult<Option<PickedFolder>> {
    let Some(path) = dialogs::pick_folder(&window, shell.language().await).await else {
        return Ok(None);
    };
    let place = path.display().to_string();
    Ok(Some(PickedFolder { handle: shell.picked().keep_folder(path), place }))
}

/// `passphrase` null where the system keeps secrets; `passphrase_needed` says that it does not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn team_create(
    shell: State<'_, Shell>,
    name: String,
    folder: String,
    passphrase: Option<String>,
) -> CommandResult<TeamCreated> {
    let place = picked_folder(&shell, &folder)?;
    let book = shell.book().await?;
    book.set_passphrase(passphrase.as_deref());
    let made = book.create_team(&name, &place).await?;
    // The book follows in the background, however large it is.
    Ok(made)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn team_invite(shell: State<'_, Shell>, hours: u32) -> CommandResult<Invitation> {
    shell.book().await?.invite(hours).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn team_join(
    shell: State<'_, Shell>,
    link: String,
    folder: String,
    passphrase: Option<String>,
) -> CommandResult<JoinRequested> {
    let place = picked_folder(&shell, &folder)?;
    let book = shell.book().await?;
    book.set_passphrase(passphrase.as_deref());
    book.join_team(&link, Some(&place)).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn team_requests(shell: State<'_, Shell>) -> CommandResult<Vec<JoinRequest>> {
    shell.book().await?.join_requests().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn team_approve(
    shell: State<'_, Shell>,
    request: String,
    code: String,
) -> CommandResult<Member> {
    let book = shell.book().await?;
    let member = book.approve(&request, &code).await?;
    book.publish().await?;
    Ok(member)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn team_members(shell: State<'_, Shell>) -> CommandResult<Vec<Member>> {
    shell.book().await?.members().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn team_remove(shell: State<'_, Shell>, device: String) -> CommandResult<Member> {
    let book = shell.book().await?;
    let member = book.remove_device(&device).await?;
    book.publish().await?;
    Ok(member)
}

/// Opens this device's key until the program ends.
#[tauri::command]
#[specta::specta]
pub(crate) async fn team_unlock(shell: State<'_, Shell>, passphrase: String) -> CommandResult<()> {
    shell.book().await?.unlock(&passphrase).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sync_now(shell: State<'_, Shell>) -> CommandResult<Synced> {
    let book = shell.book().await?;
    shell.long(async |work| book.sync(None, work).await).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn sync_status(shell: State<'_, Shell>) -> CommandResult<SyncStatus> {
    shell.look().await?.sync_status().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn folder_add(shell: State<'_, Shell>, folder: String) -> CommandResult<()> {
    let place = picked_folder(&shell, &folder)?;
    shell.book().await?.add_folder(&place).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn folder_forget(shell: State<'_, Shell>, folder: u32) -> CommandResult<()> {
    shell.book().await?.forget_folder(folder).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn folder_pause(shell: State<'_, Shell>, folder: u32, is_paused: bool) -> CommandResult<()> {
    shell.book().await?.pause_folder(folder, is_paused).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn folder_check(shell: State<'_, Shell>, folder: u32) -> CommandResult<FolderCheck> {
    shell.book().await?.check_folder(folder).await
}

/// Of one record, or of all.
#[tauri::command]
#[specta::specta]
pub(crate) async fn conflicts_list(
    shell: State<'_, Shell>,
    record: Option<String>,
) -> CommandResult<Vec<Conflict>> {
    shell.book().await?.conflicts(record.as_deref()).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn conflict_resolve(
    shell: State<'_, Shell>,
    choice: ConflictChoice,
) -> CommandResult<Conflict> {
    shell.book().await?.resolve_conflict(&choice).await
}

fn picked_folder(shell: &Shell, handle: &str) -> CommandResult<std::path::PathBuf> {
    shell
        .picked()
        .folder(handle)
        .ok_or(AppError::new(ErrorCode::NotFound).with_detail("not one that was chosen"))
}
