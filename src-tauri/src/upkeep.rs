//! What the window does for its book while nobody asks: backups, and checks when it is left alone.

use std::time::Duration;

use app::book::maintenance::Health;
use tauri::{AppHandle, Manager};

use crate::shell::Shell;

/// After the start, so that nothing competes with the first screen; then how often it is looked for something to do.
const EVERY: Duration = Duration::from_secs(30);
/// A full check reads everything: it waits for a pause.
const IDLE: Duration = Duration::from_secs(120);

pub(crate) fn start(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let mut is_looked_over = false;
        // Said once: what only a backup brings back is the same half a minute later.
        let mut is_damaged = false;
        loop {
            // One pause at a time: after a night asleep there is one thing to do, not a hundred.
            tokio::time::sleep(EVERY).await;
            let shell = app.state::<Shell>();
            let Ok(book) = shell.look().await else { continue };
            if let Err(error) = book.back_up_daily().await {
                tracing::warn!(code = error.code_text(), "no backup today yet");
            }
            if !is_looked_over {
                is_looked_over = true;
                if book.look_over().await.is_err() {
                    shell.find_damaged();
                }
            }
            let is_time = !is_damaged && shell.is_idle_for(IDLE);
            if is_time && matches!(book.check_weekly().await, Ok(Some(Health::Damaged))) {
                is_damaged = true;
                shell.find_damaged();
            }
        }
    });
}
