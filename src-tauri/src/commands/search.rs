//! One search over everything, for the palette and the page of results.

use app::wire::{SearchGroup, SearchHit};
use tauri::State;

use super::CommandResult;
use crate::shell::Shell;

/// At most `limit` of each kind: customers, people, emails, contacts newest first, then files.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search(
    shell: State<'_, Shell>,
    text: String,
    limit: u32,
) -> CommandResult<Vec<SearchHit>> {
    shell.book().await?.search(&text, limit).await
}

/// The same in groups, each with how many there are.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search_groups(
    shell: State<'_, Shell>,
    text: String,
    limit: u32,
) -> CommandResult<Vec<SearchGroup>> {
    shell.book().await?.search_groups(&text, limit).await
}

/// More of one kind, in the same order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search_page(
    shell: State<'_, Shell>,
    text: String,
    kind: String,
    offset: u32,
    limit: u32,
) -> CommandResult<Vec<SearchHit>> {
    shell.book().await?.search_page(&text, &kind, offset, limit).await
}
