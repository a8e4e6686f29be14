//! The system's file dialogs, opened from Rust so that no path ever passes through the page (R9).

use std::path::PathBuf;

use app::preferences::Language;
use tauri::WebviewWindow;
use tauri_plugin_dialog::{DialogExt, FilePath};
use tokio::sync::oneshot;

/// Upper case too: GTK compares the letters as they are.
const EMAIL_EXTENSIONS: [&str; 6] = ["msg", "eml", "dat", "MSG", "EML", "DAT"];

/// What the dialogs say. The page's catalogues do not reach here.
struct Words {
    pick_email: &'static str,
    emails: &'static str,
    all_files: &'static str,
    save_as: &'static str,
}

const SPANISH: Words = Words {
    pick_email: "Elegir un correo",
    emails: "Correos (.msg, .eml, .dat)",
    all_files: "Todos los archivos",
    save_as: "Guardar como",
};

const ENGLISH: Words = Words {
    pick_email: "Choose an email",
    emails: "Emails (.msg, .eml, .dat)",
    all_files: "All files",
    save_as: "Save as",
};

fn words(language: Language) -> &'static Words {
    match language {
        Language::Es => &SPANISH,
        Language::En => &ENGLISH,
    }
}

/// `None`: the user cancelled.
pub(crate) async fn pick_email(window: &WebviewWindow, language: Language) -> Option<PathBuf> {
    let words = words(language);
    let (answer, answered) = oneshot::channel();
    let dialog = window.dialog().file().set_parent(window).set_title(words.pick_email);
    dialog
        .add_filter(words.emails, &EMAIL_EXTENSIONS)
        .add_filter(words.all_files, &["*"])
        .pick_file(move |picked| drop(answer.send(picked)));
    path_of(answered.await.ok().flatten())
}

/// `None`: the user cancelled. The dialog itself asks before it replaces a file.
pub(crate) async fn save_as(window: &WebviewWindow, language: Language, name: &str) -> Option<PathBuf> {
    let (answer, answered) = oneshot::channel();
    let dialog = window.dialog().file().set_parent(window).set_title(words(language).save_as);
    dialog.set_file_name(name).save_file(move |picked| drop(answer.send(picked)));
    path_of(answered.await.ok().flatten())
}

/// Desktop dialogs answer with paths; the URLs are for phones.
fn path_of(picked: Option<FilePath>) -> Option<PathBuf> {
    picked?.into_path().ok()
}
