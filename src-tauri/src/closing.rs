//! The end: what was typed is saved before the window goes, whoever ends it (F34).

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, CloseRequestApi, Manager};
use tauri_specta::Event;
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::events;
use crate::first_paint::Paint;
use crate::shell::Shell;

/// A page that hangs must not keep the system from shutting down: both together stay under five seconds.
const PAGE_MAX: Duration = Duration::from_secs(2);
const BOOK_MAX: Duration = Duration::from_secs(2);

#[derive(Debug, Default)]
pub(crate) struct Closing {
    has_begun: AtomicBool,
    page_is_ready: Notify,
}

impl Closing {
    pub(crate) fn page_is_ready(&self) {
        self.page_is_ready.notify_one();
    }
}

pub(crate) fn on_close_requested(app: &AppHandle, api: &CloseRequestApi) {
    api.prevent_close();
    begin(app);
}

fn begin(app: &AppHandle) {
    if app.state::<Closing>().has_begun.swap(true, Ordering::Relaxed) {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        if app.state::<Paint>().is_painted() && events::WindowClosing.emit(&app).is_ok() {
            let is_ready = timeout(PAGE_MAX, app.state::<Closing>().page_is_ready.notified()).await.is_ok();
            tracing::info!(saved = is_ready, "closing");
        }
        let _ = timeout(BOOK_MAX, app.state::<Shell>().close()).await;
        app.exit(0);
    });
}

/// The system shuts down, the session ends, or Ctrl+C in a terminal.
#[cfg(unix)]
pub(crate) fn follow_signals(app: AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    tauri::async_runtime::spawn(async move {
        let [Ok(mut terminate), Ok(mut hang_up), Ok(mut interrupt)] =
            [SignalKind::terminate(), SignalKind::hangup(), SignalKind::interrupt()].map(signal)
        else {
            return;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
            _ = interrupt.recv() => {}
        }
        begin(&app);
    });
}
