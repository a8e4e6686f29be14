//! Emails and files that come from outside: opened with the program, or dropped on its window. The page gets handles, as
//! for files that were picked; where they lie stays here (R9).

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
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
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let Ok(Some(came)) = tauri::async_runtime::spawn_blocking(move || sorted(paths)).await else {
            return;
        };
        let Came { emails, is_email, files, others } = came;
        let mut arrived = Arrived { email: None, emails: None, files: Vec::new(), error: None, others };
        if !emails.is_empty() {
            arrived.emails = Some(email::keep_all(&app.state::<Shell>(), emails));
        }
        for path in files {
            match email::read(path.clone()).await {
                Ok(file) if is_email => {
                    arrived.take_email(email::keep_email(&app.state::<Shell>(), path, file))
                }
                Ok(file) => arrived.files.push(email::keep(&app.state::<Shell>(), file)),
                Err(error) => arrived.error = Some(error),
            }
        }
        tracing::info!(email = arrived.email.is_some(), files = arrived.files.len(), others, "files arrived");
        app.state::<Arrivals>().put(arrived);
        let _ = EmailArrived.emit(&app);
    });
}

impl Arrived {
    fn take_email(&mut self, mut email: PickedEmail) {
        match email.take_several() {
            Some(several) => self.emails = Some(several),
            None => self.email = Some(email),
        }
    }
}

/// What came, by what it is to become.
struct Came {
    emails: Vec<PathBuf>,
    /// `files` is one email.
    is_email: bool,
    files: Vec<PathBuf>,
    others: u32,
}

/// None of nothing at all.
fn sorted(mut paths: Vec<PathBuf>) -> Option<Came> {
    let is_email = paths.first().is_some_and(|path| is_email_path(path));
    if paths.len() > 1 && paths.iter().all(|path| is_email_path(path)) {
        return Some(Came { emails: paths, is_email: false, files: Vec::new(), others: 0 });
    }
    let others = if is_email { u32::try_from(paths.len() - 1).unwrap_or(u32::MAX) } else { 0 };
    paths.truncate(if is_email { 1 } else { FILES_MAX });
    (!paths.is_empty()).then_some(Came { emails: Vec::new(), is_email, files: paths, others })
}

/// Mail by its name; and a folder of mail as Thunderbird keeps it, whose file has no ending, by how it begins.
fn is_email_path(path: &Path) -> bool {
    let name = path.to_string_lossy();
    if is_email_name(&name) || name.to_lowercase().ends_with(".mbox") {
        return true;
    }
    let mut first = [0; 5];
    path.extension().is_none()
        && path.is_file()
        && File::open(path).and_then(|mut file| file.read_exact(&mut first)).is_ok()
        && &first == b"From "
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k17_a_folder_of_mail_is_mail_whatever_it_is_called() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let written = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("a file of the test");
            path
        };
        let mail = ["Bandeja de entrada", "todo.MBOX", "carta.eml", "carta.emlx"]
            .map(|name| written(name, "From a"));
        assert!(mail.iter().all(|path| is_email_path(path)));
        let other = [
            written("LEEME", "Hola"),
            written("Vacio", ""),
            written("notas.txt", "From a"),
            folder.path().to_owned(),
        ];
        assert!(!other.iter().any(|path| is_email_path(path)), "what is no mail is a file as it was");
        let [inbox, ..] = &mail;
        let came = sorted(vec![inbox.clone(), other[0].clone()]).expect("something");
        assert_eq!((came.is_email, came.files.len(), came.others), (true, 1, 1));
        assert_eq!(sorted(mail.to_vec()).expect("something").emails.len(), 4);
    }
}
