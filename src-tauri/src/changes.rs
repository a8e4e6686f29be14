//! Other programs write to the book too: the page is told, so that it shows what is there.

use std::time::Duration;

use tauri::{Manager, WebviewWindow};
use tauri_specta::Event;

use crate::events::{BookChanged, Writer};
use crate::shell::Shell;

/// Costs one question to a file that is in memory.
const ASK_EVERY: Duration = Duration::from_millis(400);

pub(crate) fn follow(window: WebviewWindow) {
    tauri::async_runtime::spawn(async move {
        loop {
            tokio::time::sleep(ASK_EVERY).await;
            let is_seen = window.is_visible().unwrap_or(false) && !window.is_minimized().unwrap_or(false);
            if is_seen && window.state::<Shell>().has_changed_outside().await {
                let _ = BookChanged(Writer::Program).emit(&window);
            }
        }
    });
}
