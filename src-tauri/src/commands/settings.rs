//! Settings: how this installation looks and where its clock is, and who is using it.

use app::book::preferences::{self, Preferences};
use app::wire::UserDraft;
use tauri::{State, WebviewWindow};

use super::CommandResult;
use super::state::{AppState, state_of};
use crate::shell::Shell;
use crate::window;

#[tauri::command]
#[specta::specta]
pub(crate) async fn preferences_save(
    shell: State<'_, Shell>,
    window: WebviewWindow,
    preferences: Preferences,
) -> CommandResult<AppState> {
    shell.choose(preferences).await?;
    window::wear(&window, shell.preferences().await.theme);
    state_of(&shell).await
}

/// IANA names, for the type-ahead.
#[tauri::command]
#[specta::specta]
pub(crate) fn time_zones() -> Vec<&'static str> {
    preferences::time_zones()
}

/// The user of this installation; `base` is the revision the form was opened on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn user_save(
    shell: State<'_, Shell>,
    draft: UserDraft,
    base: String,
) -> CommandResult<AppState> {
    let book = shell.book().await?;
    book.edit_user(&book.current_user().to_string(), draft, Some(&base)).await?;
    state_of(&shell).await
}
