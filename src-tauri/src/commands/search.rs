//! One search over everything, for the palette.

use app::wire::SearchHit;
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// At most `limit` of each kind: customers, people, emails, then contacts newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search(shell: State<'_, Shell>, text: String, limit: u32) -> Answer<Vec<SearchHit>> {
    shell.book().await?.search(&text, limit).await
}
