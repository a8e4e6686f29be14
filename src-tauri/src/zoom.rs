//! How large everything is shown: a few steps, remembered with the book.

use std::sync::atomic::{AtomicU16, Ordering};

use serde::Deserialize;
use specta::Type;
use tauri::{Manager, WebviewWindow};

use crate::shell::Shell;

/// Per cent. Narrower steps near 100, as browsers have them.
const STEPS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ZoomStep {
    In,
    Out,
    Reset,
}

#[derive(Debug)]
pub(crate) struct Zoom(AtomicU16);

impl Default for Zoom {
    fn default() -> Self {
        Self(AtomicU16::new(100))
    }
}

impl Zoom {
    pub(crate) fn step(&self, window: &WebviewWindow, step: ZoomStep) -> u16 {
        let percent = after(self.0.load(Ordering::Relaxed), step);
        self.set(window, percent);
        percent
    }

    fn set(&self, window: &WebviewWindow, percent: u16) {
        self.0.store(percent, Ordering::Relaxed);
        let _ = window.set_zoom(f64::from(percent) / 100.0);
    }
}

/// As it was left. The page waits for the same book, so it is not seen to change.
pub(crate) fn restore(window: WebviewWindow) {
    tauri::async_runtime::spawn(async move {
        let Ok(book) = window.state::<Shell>().book().await else { return };
        match book.zoom().await {
            Ok(percent) if percent != 100 && STEPS.contains(&percent) => {
                window.state::<Zoom>().set(&window, percent)
            }
            _ => {}
        }
    });
}

fn after(percent: u16, step: ZoomStep) -> u16 {
    let larger = STEPS.into_iter().find(|step| *step > percent);
    let smaller = STEPS.into_iter().rev().find(|step| *step < percent);
    match step {
        ZoomStep::In => larger.unwrap_or(percent),
        ZoomStep::Out => smaller.unwrap_or(percent),
        ZoomStep::Reset => 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_end_at_80_and_200() {
        assert_eq!(after(100, ZoomStep::In), 110);
        assert_eq!(after(100, ZoomStep::Out), 90);
        assert_eq!(after(200, ZoomStep::In), 200);
        assert_eq!(after(80, ZoomStep::Out), 80);
        assert_eq!(after(175, ZoomStep::Reset), 100);
    }
}
