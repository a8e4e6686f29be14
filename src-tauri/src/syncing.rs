//! Exchanges with the team while the window is open: soon after a change here or in a folder, and now and then all the same.

use std::time::{Duration, Instant};

use app::error::ErrorCode;
use app::wire::SyncState;
use app::work::Work;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::events::{BookChanged, TeamChanged, Writer};
use crate::shell::Shell;

/// Long enough for what belongs together to leave together.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// A listing of the folder costs little, and a colleague waits for no longer where the folder gives no hint.
const AT_LEAST_EVERY: Duration = Duration::from_secs(10);
/// A folder that is not there will not be there in three seconds either.
const AFTER_TROUBLE: Duration = Duration::from_secs(30);

pub(crate) fn start(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let mut last: Option<Instant> = None;
        let mut pause = AT_LEAST_EVERY;
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let shell = app.state::<Shell>();
            let Ok(book) = shell.look().await else { continue };
            if !book.can_sync().await {
                continue;
            }
            let is_due = last.is_none_or(|last| last.elapsed() >= pause);
            let is_fresh = pause == AT_LEAST_EVERY && book.has_unsent().await;
            let is_hinted = pause == AT_LEAST_EVERY && book.take_folder_hint().await;
            if !is_due && !is_fresh && !is_hinted {
                continue;
            }
            // A thread of the runtime's own, never the window's: the folder may hang.
            let done = book.sync(None, &Work::default()).await;
            last = Some(Instant::now());
            pause = match &done {
                Ok(synced) if synced.state != SyncState::Partial => AT_LEAST_EVERY,
                _ => AFTER_TROUBLE,
            };
            match &done {
                Ok(synced) if synced.applied > 0 => drop(BookChanged(Writer::Team).emit(&app)),
                Err(error) if error.code == ErrorCode::Internal => {
                    tracing::error!(detail = error.detail.as_deref().unwrap_or(""), "an exchange failed");
                }
                _ => {}
            }
            let _ = TeamChanged.emit(&app);
        }
    });
}
