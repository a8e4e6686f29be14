//! The system's file dialogs, opened from Rust so that no path ever passes through the page (R9).

use std::path::PathBuf;

use app::book::preferences::Language;
use tauri::{AppHandle, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, FilePath, MessageDialogButtons, MessageDialogKind};
use tokio::sync::oneshot;

/// Upper case too: GTK compares the letters as they are.
const EMAIL_EXTENSIONS: [&str; 10] =
    ["msg", "eml", "emlx", "mbox", "dat", "MSG", "EML", "EMLX", "MBOX", "DAT"];

/// A name that both languages read.
pub(crate) const REPORT_NAME: &str = "hilo-diagnostico.txt";

/// What the dialogs say. The page's catalogues do not reach here.
struct Words {
    pick_email: &'static str,
    pick_emails: &'static str,
    emails: &'static str,
    pick_files: &'static str,
    pick_folder: &'static str,
    all_files: &'static str,
    save_as: &'static str,
    /// What an exported list is called.
    contacts: &'static str,
    nothing_painted: Question,
    nothing_painted_safely: Question,
    lost_again: Question,
}

/// What the page cannot say because there is none.
struct Question {
    title: &'static str,
    text: &'static str,
    yes: &'static str,
    no: &'static str,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Ask {
    NothingPainted,
    NothingPaintedSafely,
    LostAgain,
}

const SPANISH: Words = Words {
    pick_email: "Elegir un correo",
    pick_emails: "Elegir correos",
    emails: "Correos (.msg, .eml, .emlx, .mbox, .dat)",
    pick_files: "Elegir archivos",
    pick_folder: "Elegir la carpeta compartida",
    all_files: "Todos los archivos",
    save_as: "Guardar como",
    contacts: "Contactos",
    nothing_painted: Question {
        title: "Hilo no consigue dibujar su ventana",
        text: "La tarjeta gráfica o su controlador no responden. Tus datos están a salvo: todavía no se ha tocado nada. \
               Vuelve a abrir Hilo con gráficos seguros, que no usan la tarjeta.",
        yes: "Abrir con gráficos seguros",
        no: "Esperar",
    },
    nothing_painted_safely: Question {
        title: "Hilo no consigue dibujar su ventana",
        text: "Tampoco con gráficos seguros. Tus datos están a salvo: todavía no se ha tocado nada. Actualiza el sistema \
               (WebKitGTK en Linux, WebView2 en Windows) y vuelve a abrir Hilo; hasta entonces, la orden hilo abre el mismo libro.",
        yes: "Volver a abrir",
        no: "Esperar",
    },
    lost_again: Question {
        title: "La ventana de Hilo se ha cerrado varias veces",
        text: "El sistema ha cerrado la parte que la dibuja, quizá por falta de memoria. Lo guardado y el borrador están a \
               salvo. Cierra otros programas y vuelve a cargar la ventana.",
        yes: "Volver a cargar",
        no: "Cerrar Hilo",
    },
};

const ENGLISH: Words = Words {
    pick_email: "Choose an email",
    pick_emails: "Choose emails",
    emails: "Emails (.msg, .eml, .emlx, .mbox, .dat)",
    pick_files: "Choose files",
    pick_folder: "Choose the shared folder",
    all_files: "All files",
    save_as: "Save as",
    contacts: "Contacts",
    nothing_painted: Question {
        title: "Hilo cannot draw its window",
        text: "The graphics card or its driver does not answer. Your data is safe: nothing has been touched yet. Open \
               Hilo again with safe graphics, which do without the card.",
        yes: "Open with safe graphics",
        no: "Wait",
    },
    nothing_painted_safely: Question {
        title: "Hilo cannot draw its window",
        text: "Not with safe graphics either. Your data is safe: nothing has been touched yet. Update the system \
               (WebKitGTK on Linux, WebView2 on Windows) and open Hilo again; until then the command hilo opens the same book.",
        yes: "Open again",
        no: "Wait",
    },
    lost_again: Question {
        title: "Hilo's window has closed several times",
        text: "The system has ended the part that draws it, perhaps for want of memory. What was saved and your draft are \
               safe. Close other programs and load the window again.",
        yes: "Load again",
        no: "Close Hilo",
    },
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

/// Empty: the user cancelled.
pub(crate) async fn pick_emails(window: &WebviewWindow, language: Language) -> Vec<PathBuf> {
    let words = words(language);
    let (answer, answered) = oneshot::channel();
    let dialog = window.dialog().file().set_parent(window).set_title(words.pick_emails);
    dialog
        .add_filter(words.emails, &EMAIL_EXTENSIONS)
        .add_filter(words.all_files, &["*"])
        .pick_files(move |picked| drop(answer.send(picked)));
    let picked = answered.await.ok().flatten().unwrap_or_default();
    picked.into_iter().filter_map(|path| path.into_path().ok()).collect()
}

/// Empty: the user cancelled.
pub(crate) async fn pick_files(window: &WebviewWindow, language: Language) -> Vec<PathBuf> {
    let (answer, answered) = oneshot::channel();
    let dialog = window.dialog().file().set_parent(window).set_title(words(language).pick_files);
    dialog.pick_files(move |picked| drop(answer.send(picked)));
    let picked = answered.await.ok().flatten().unwrap_or_default();
    picked.into_iter().filter_map(|path| path.into_path().ok()).collect()
}

/// `None`: the user cancelled.
pub(crate) async fn pick_folder(window: &WebviewWindow, language: Language) -> Option<PathBuf> {
    let (answer, answered) = oneshot::channel();
    let dialog = window.dialog().file().set_parent(window).set_title(words(language).pick_folder);
    dialog.pick_folder(move |picked| drop(answer.send(picked)));
    path_of(answered.await.ok().flatten())
}

/// The name that an exported list is offered under.
pub(crate) fn list_name(language: Language, today: &str, extension: &str) -> String {
    format!("{} {today}.{extension}", words(language).contacts)
}

/// `None`: the user cancelled. The dialog itself asks before it replaces a file.
pub(crate) async fn save_as(window: &WebviewWindow, language: Language, name: &str) -> Option<PathBuf> {
    let (answer, answered) = oneshot::channel();
    let dialog = window.dialog().file().set_parent(window).set_title(words(language).save_as);
    dialog.set_file_name(name).save_file(move |picked| drop(answer.send(picked)));
    path_of(answered.await.ok().flatten())
}

/// A question of the system's own, for when there is no page that could ask it. Does not wait for the answer.
pub(crate) fn ask(
    app: &AppHandle,
    language: Language,
    ask: Ask,
    then: impl FnOnce(&AppHandle, bool) + Send + 'static,
) {
    let words = words(language);
    let question = match ask {
        Ask::NothingPainted => &words.nothing_painted,
        Ask::NothingPaintedSafely => &words.nothing_painted_safely,
        Ask::LostAgain => &words.lost_again,
    };
    let asked = app.clone();
    app.dialog()
        .message(question.text)
        .title(question.title)
        .kind(MessageDialogKind::Warning)
        .buttons(MessageDialogButtons::OkCancelCustom(question.yes.into(), question.no.into()))
        .show(move |is_yes| then(&asked, is_yes));
}

/// Desktop dialogs answer with paths; the URLs are for phones.
fn path_of(picked: Option<FilePath>) -> Option<PathBuf> {
    picked?.into_path().ok()
}
