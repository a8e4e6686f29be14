//! The web view's process can be lost, to a crash or for want of memory: the page is loaded again, as it was (F33).

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{Manager, WebviewWindow};

use crate::dialogs::{self, Ask};
use crate::shell::Shell;

/// A page that dies again and again would only flicker: then the user is asked.
const LOSSES_MAX: usize = 3;
const WITHIN: Duration = Duration::from_secs(60);
/// How often a page must answer, where nobody tells when its process is gone, and how often it may fail to.
const PULSE_EVERY: Duration = Duration::from_secs(20);
const PULSES_MISSED_MAX: u32 = 3;

#[derive(Debug, Default)]
pub(crate) struct Losses {
    last: Mutex<VecDeque<Instant>>,
    pulse: AtomicU32,
}

impl Losses {
    pub(crate) fn beat(&self) {
        self.pulse.fetch_add(1, Ordering::Relaxed);
    }

    /// False when there were too many of them lately.
    fn count(&self, now: Instant) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.retain(|at| now.duration_since(*at) < WITHIN);
        last.push_back(now);
        last.len() <= LOSSES_MAX
    }
}

/// What is to be done when the web view's process is gone.
pub(crate) fn recover(window: &WebviewWindow) {
    let is_rare = window.state::<Losses>().count(Instant::now());
    tracing::error!(again = is_rare, "the web view's process is lost");
    if is_rare {
        let _ = window.reload();
        return;
    }
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        let app = window.app_handle().clone();
        let language = app.state::<Shell>().language().await;
        dialogs::ask(&app, language, Ask::LostAgain, move |app, is_yes| match is_yes {
            true => drop(window.reload()),
            false => app.exit(0),
        });
    });
}

/// WebView2 tells only through an interface of its own; a page that does not answer for a minute is taken for lost.
pub(crate) fn follow_pulse(window: WebviewWindow) {
    std::thread::spawn(move || {
        let mut missed = 0;
        loop {
            let before = window.state::<Losses>().pulse.load(Ordering::Relaxed);
            let is_asked = window.eval("window.dispatchEvent(new Event('hilo:pulse'))").is_ok();
            std::thread::sleep(PULSE_EVERY);
            let is_seen = window.is_visible().unwrap_or(false) && !window.is_minimized().unwrap_or(true);
            let has_answered = window.state::<Losses>().pulse.load(Ordering::Relaxed) != before;
            missed = if has_answered || !is_asked || !is_seen { 0 } else { missed + 1 };
            if missed == PULSES_MISSED_MAX {
                missed = 0;
                recover(&window);
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f33_a_page_that_dies_again_and_again_is_not_loaded_for_ever() {
        let losses = Losses::default();
        let now = Instant::now();
        for loss in 1..=LOSSES_MAX {
            assert!(losses.count(now), "loss {loss} is repaired");
        }
        assert!(!losses.count(now), "one more is asked about");
        assert!(losses.count(now + WITHIN), "a minute later it is rare again");
    }
}
