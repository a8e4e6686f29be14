//! The bin: what was deleted, and back with it.

use app::wire::{BinRow, RecordKind};
use tauri::State;

use super::CommandResult;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn bin_page(shell: State<'_, Shell>, offset: u32, limit: u32) -> CommandResult<Vec<BinRow>> {
    shell.book().await?.bin(offset, limit).await
}

/// Where records stand in the bin now; null for each that is not in it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn bin_places(shell: State<'_, Shell>, ids: Vec<String>) -> CommandResult<Vec<Option<u32>>> {
    shell.book().await?.bin_places(&ids).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn bin_count(shell: State<'_, Shell>) -> CommandResult<u32> {
    shell.book().await?.bin_count().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn bin_restore(shell: State<'_, Shell>, kind: RecordKind, id: String) -> CommandResult<()> {
    shell.book().await?.restore_from_bin(kind, &id).await
}
