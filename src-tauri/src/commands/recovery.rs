//! A damaged book: where it lies, its backups, and the two ways back.

use app::book::recovery::{self, KeptBackup, Recovered};
use tauri::State;

use super::CommandResult;
use crate::shell::Shell;

/// The backups that the book made of itself, newest first; it need not open.
#[tauri::command]
#[specta::specta]
pub(crate) fn backups_list(shell: State<'_, Shell>) -> Vec<KeptBackup> {
    recovery::backups(shell.profile())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn backup_now(shell: State<'_, Shell>) -> CommandResult<KeptBackup> {
    shell.book().await?.back_up_here().await
}

/// Where the book lies, to be read and copied.
#[tauri::command]
#[specta::specta]
pub(crate) fn profile_folder(shell: State<'_, Shell>) -> String {
    shell.profile().display().to_string()
}

/// Puts a backup of the list into the place of the book, which stays beside it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recover_backup(shell: State<'_, Shell>, name: String) -> CommandResult<Recovered> {
    shell.recover(|profile| recovery::restore_backup(profile, &name)).await
}

/// Makes the book again from what can be read of it, and from its newest backup where that has more.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recover_readable(shell: State<'_, Shell>) -> CommandResult<Recovered> {
    shell.recover(recovery::rescue).await
}
