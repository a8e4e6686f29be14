//! The book as a whole: its state, undo, and the drafts that survive a crash.

use app::book::Notice;
use app::book::preferences::{self, KeptForm, Preferences};
use app::book::sample::Sample;
use app::error::{AppError, ErrorCode};
use app::wire::{Undone, User, UserDraft};
use serde::Serialize;
use specta::Type;
use tauri::State;

use super::CommandResult;
use crate::shell::Shell;

/// Enough for every screen to have something to show, and made in less than a second.
const SAMPLE: Sample = Sample { contacts: 400, customers: 40, seed: 7 };

/// What the window opens with.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AppState {
    profile: Profile,
    /// Why the profile is refused.
    error: Option<AppError>,
    preferences: Preferences,
    /// The user's local date, `YYYY-MM-DD`.
    today: String,
    time_zone: String,
    user: Option<User>,
    /// Sample records that are still there.
    samples: u32,
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

pub(super) async fn state_of(shell: &Shell) -> CommandResult<AppState> {
    // The page asks again and again whether the day has changed: that is not using the book.
    let book = shell.look().await;
    let mut state = AppState {
        profile: Profile::Open,
        error: None,
        preferences: shell.preferences().await,
        today: preferences::today(),
        time_zone: preferences::time_zone(),
        user: None,
        samples: 0,
        notices: Vec::new(),
    };
    match book {
        Ok(book) => {
            state.today = book.today().await?.to_string();
            state.time_zone = book.time_zone().await?;
            state.user = Some(book.user(&book.current_user().to_string()).await?);
            state.samples = book.sample_count().await?;
            state.notices = shell.notices(&book);
        }
        Err(error) if error.code == ErrorCode::ProfileMissing => state.profile = Profile::Missing,
        Err(error) => {
            state.profile = Profile::Refused;
            state.error = Some(error);
        }
    }
    Ok(state)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn app_state(shell: State<'_, Shell>) -> CommandResult<AppState> {
    state_of(&shell).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn first_run(
    shell: State<'_, Shell>,
    user: UserDraft,
    with_sample: bool,
) -> CommandResult<AppState> {
    shell.make_book(user).await?;
    if with_sample {
        shell.book().await?.add_sample(SAMPLE, |_| {}).await?;
    }
    state_of(&shell).await
}

/// For good; what the user has made of it stays.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sample_remove(shell: State<'_, Shell>) -> CommandResult<AppState> {
    shell.book().await?.remove_sample().await?;
    state_of(&shell).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn undo(shell: State<'_, Shell>) -> CommandResult<Undone> {
    let book = shell.book().await?;
    shell.long(async |work| book.undo_watched(work).await).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn redo(shell: State<'_, Shell>) -> CommandResult<Undone> {
    let book = shell.book().await?;
    shell.long(async |work| book.redo_watched(work).await).await
}

/// How far the long work is that runs now.
#[derive(Debug, Serialize, Type)]
pub(crate) struct Progress {
    done: u32,
    /// 0 as long as it is not known.
    total: u32,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn work_progress(shell: State<'_, Shell>) -> CommandResult<Option<Progress>> {
    Ok(shell.work().map(|work| {
        let (done, total) = work.progress();
        Progress { done, total }
    }))
}

/// The command that does it is then answered with `stopped`, unless it was done already.
#[tauri::command]
#[specta::specta]
pub(crate) async fn work_stop(shell: State<'_, Shell>) -> CommandResult<()> {
    if let Some(work) = shell.work() {
        work.stop();
    }
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_save(shell: State<'_, Shell>, key: String, json: String) -> CommandResult<()> {
    shell.book().await?.save_draft(&key, &json).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_load(shell: State<'_, Shell>, key: String) -> CommandResult<Option<String>> {
    shell.book().await?.draft(&key).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn drafts_kept(shell: State<'_, Shell>) -> CommandResult<Vec<KeptForm>> {
    shell.book().await?.kept_forms().await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn draft_drop(shell: State<'_, Shell>, key: String) -> CommandResult<()> {
    shell.book().await?.drop_draft(&key).await
}
