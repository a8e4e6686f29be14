//! What the window tells its page unasked.

use serde::{Deserialize, Serialize};
use specta::Type;
use tauri_specta::Event;

/// Something else than this window wrote to the book: what is on the screen may be old.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct BookChanged(pub(crate) Writer);

/// Who wrote. What another program on this profile did is what undo takes back next; what the team did never is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Writer {
    Program,
    Team,
}

/// The window is about to close: what was typed is saved now, and `ready_to_close` says that it was.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct WindowClosing;

/// A file was opened with the program or dropped on it; `arrived_email` hands it over.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct EmailArrived;

/// Files hang over the window, or no longer do.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct FilesOver(pub(crate) bool);

/// An exchange with the team was tried: how far everybody is may be another.
#[derive(Debug, Clone, Serialize, Deserialize, Type, Event)]
pub(crate) struct TeamChanged;
