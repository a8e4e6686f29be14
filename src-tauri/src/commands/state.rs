//! The book as a whole: its state, the language, undo, and the drafts that survive a crash.

use app::book::Notice;
use app::error::{AppError, ErrorCode};
use app::preferences::{self, Language};
use app::wire::{Undone, User, UserDraft};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::Answer;
use crate::shell::Shell;

/// What the window opens with.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppState {
    profile: Profile,
    /// Why the profile is refused.
    error: Option<AppError>,
    language: Language,
    /// The day on the user's wall, `YYYY-MM-DD`.
    today: String,
    time_zone: String,
    user: Option<User>,
    /// How the book opened, when it is not as usual.
    notices: Vec<Notice>,
}

#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "lowercase")]
enum Profile {
    /// The first run.
    Missing,
    Open,
    /// It is there and cannot be opened; it stays as it is.
    Refused,
}

async fn state_of(shell: &Shell) -> Answer<AppState> {
    let mut notices = Vec::new();
    // The page asks again and again whether the day has changed: that is not using the book.
    let (profile, error, user) = match shell.look().await {
        Ok(book) => {
            notices = shell.notices(&book);
            (Profile::Open, None, Some(book.user(&book.current_user().to_string()).await?))
        }
        Err(error) if error.code == ErrorCode::ProfileMissing => (Profile::Missing, None, None),
        Err(error) => (Profile::Refused, Some(error), None),
    };
    let language = shell.language().await;
    Ok(AppState {
        profile,
        error,
        language,
        today: preferences::today(),
        time_zone: preferences::time_zone(),
        user,
        notices,
    })
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn app_state(shell: State<'_, Shell>) -> Answer<AppState> {
    state_of(&shell).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn first_run(shell: State<'_, Shell>, user: UserDraft) -> Answer<AppState> {
    shell.make_book(user).await?;
    state_of(&shell).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_language(shell: State<'_, Shell>, language: Language) -> Answer<AppState> {
    shell.choose_language(language);
    if let Ok(book) = shell.book().await {
        book.set_language(language).await?;
    }
    state_of(&shell).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(shell: State<'_, Shell>) -> Answer<Undone> {
    shell.book().await?.undo().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn redo(shell: State<'_, Shell>) -> Answer<Undone> {
    shell.book().await?.redo().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_save(shell: State<'_, Shell>, key: String, json: String) -> Answer<()> {
    shell.book().await?.save_draft(&key, &json).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_load(shell: State<'_, Shell>, key: String) -> Answer<Option<String>> {
    shell.book().await?.draft(&key).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_drop(shell: State<'_, Shell>, key: String) -> Answer<()> {
    shell.book().await?.drop_draft(&key).await
}
