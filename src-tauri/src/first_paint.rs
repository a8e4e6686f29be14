//! The first paint: never a process without a window, nor a window that stays empty without a word.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager, WebviewWindow};

use crate::dialogs::{self, Ask};
use crate::graphics::Graphics;
use crate::shell::Shell;

/// A page that has painted nothing by then is loaded once more, and after as long again the user is asked.
const PAINT_MAX: Duration = Duration::from_secs(10);

/// How long a window without content is held back.
const EMPTY_MAX: Duration = Duration::from_millis(700);

#[derive(Debug)]
pub(crate) struct Paint {
    graphics: Graphics,
    began: Instant,
    is_painted: AtomicBool,
}

impl Paint {
    pub(crate) fn expected(graphics: Graphics) -> Self {
        graphics.starting();
        Self { graphics, began: Instant::now(), is_painted: AtomicBool::new(false) }
    }

    pub(crate) fn is_painted(&self) -> bool {
        self.is_painted.load(Ordering::Relaxed)
    }

    pub(crate) fn is_safe(&self) -> bool {
        self.graphics.is_safe
    }

    /// The page says so, after each time that it was loaded.
    pub(crate) fn painted(&self) {
        if !self.is_painted.swap(true, Ordering::Relaxed) {
            self.graphics.painted();
            tracing::info!(ms = self.began.elapsed().as_millis(), safe = self.is_safe(), "first paint");
        }
    }

    pub(crate) fn ended(&self) {
        if !self.is_painted() && self.began.elapsed() < PAINT_MAX {
            self.graphics.left_early();
        }
    }
}

/// Waits for the first paint, on a thread of its own: whatever else hangs, this does not.
pub(crate) fn watch(window: WebviewWindow) {
    std::thread::spawn(move || {
        let is_late = || {
            std::thread::sleep(PAINT_MAX);
            !window.state::<Paint>().is_painted()
        };
        if !is_late() {
            return;
        }
        tracing::warn!("nothing painted: loading the page once more");
        show(&window);
        let _ = window.reload();
        if is_late() {
            tracing::error!(safe = window.state::<Paint>().is_safe(), "nothing painted");
            tell(window.app_handle());
        }
    });
}

/// A page that has been loaded and still shows nothing, as while a large book is opened, is seen empty rather than not at all.
pub(crate) fn show_soon(window: WebviewWindow) {
    std::thread::spawn(move || {
        std::thread::sleep(EMPTY_MAX);
        show(&window);
    });
}

/// Once there is something to see, or when waiting for it has lasted too long.
pub(crate) fn show(window: &WebviewWindow) {
    if !window.is_visible().unwrap_or(false) {
        // Fails only when the window is gone, and then nobody waits for it.
        let _ = window.show();
    }
}

fn tell(app: &AppHandle) {
    let language = tauri::async_runtime::block_on(app.state::<Shell>().language());
    let ask = if app.state::<Paint>().is_safe() { Ask::NothingPaintedSafely } else { Ask::NothingPainted };
    dialogs::ask(app, language, ask, |app, is_yes| {
        if is_yes {
            // The mark of this start is still there: the next one draws safely.
            app.restart();
        }
    });
}
