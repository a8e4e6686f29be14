//! Emails and files that come from outside: opened with the program, or dropped on its window. The page gets handles, as
//! for files that were picked; where they lie stays here (R9).

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use app::attachments::is_email_name;
use app::error::AppError;
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, DragDropEvent, Manager};
use tauri_specta::Event;

use crate::commands::email::{self, PickedEmail, PickedEmails};
use crate::events::{EmailArrived, FilesOver};
use crate::shell::Shell;
use crate::{arguments, window};

/// An email by itself, or several; or files that are to be held by something; or why they cannot be taken.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Arrived {
    email: Option<PickedEmail>,
    /// Several at once.
    emails: Option<PickedEmails>,
    files: Vec<PickedEmail>,
    error: Option<AppError>,
    /// Files that came with it and were left where they are.
    others: u32,
}

/// Files that are taken at a time: as many as are kept picked.
const FILES_MAX: usize = 20;

/// What came before the page was there, or while it was busy. The newest wins.
#[derive(Debug, Default)]
pub(crate) struct Arrivals(Mutex<Option<Arrived>>);

impl Arrivals {
    pub(crate) fn take(&self) -> Option<Arrived> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn put(&self, arrived: Arrived) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(arrived);
    }
}

/// Another start of the program on the same book: it comes to the front, with what that start was given.
pub(crate) fn of_second_start(app: &AppHandle, words: Vec<String>, folder: String) {
    window::focus(app);
    let files = arguments::read(words.into_iter().skip(1).map(Into::into)).files;
    take_in(app, arguments::paths(&files, &PathBuf::from(folder)));
}

pub(crate) fn of_drop(app: &AppHandle, event: &DragDropEvent) {
    let is_over = match event {
        DragDropEvent::Enter { .. } => true,
        DragDropEvent::Leave => false,
        DragDropEvent::Drop { paths, .. } => {
            take_in(app, paths.clone());
            false
        }
        _ => return,
    };
    let _ = FilesOver(is_over).emit(app);
}

pub(crate) fn take_in(app: &AppHandle, paths: Vec<PathBuf>) {
    let others = u32::try_from(paths.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let is_email_path = |path: &PathBuf| is_email_name(&path.to_string_lossy());
    let is_email = paths.first().is_some_and(is_email_path);
    let are_emails = paths.len() > 1 && paths.iter().all(is_email_path);
    let count = match (are_emails, is_email) {
        (true, _) => paths.len(),
        (false, true) => 1,
        (false, false) => FILES_MAX,
    };
    let others = if is_email && !are_emails { others } else { 0 };
    let paths: Vec<PathBuf> = paths.into_iter().take(count).collect();
    if paths.is_empty() {
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let mut arrived = Arrived { email: None, emails: None, files: Vec::new(), error: None, others };
        let mut paths = paths;
        if are_emails {
            arrived.emails = Some(email::keep_all(&app.state::<Shell>(), std::mem::take(&mut paths)));
        }
        for path in paths {
            match email::read(path).await {
                Ok(file) if is_email => arrived.email = Some(email::keep(&app.state::<Shell>(), file)),
                Ok(file) => arrived.files.push(email::keep(&app.state::<Shell>(), file)),
                Err(error) => arrived.error = Some(error),
            }
        }
        tracing::info!(email = arrived.email.is_some(), files = arrived.files.len(), others, "files arrived");
        app.state::<Arrivals>().put(arrived);
        let _ = EmailArrived.emit(&app);
    });
}
