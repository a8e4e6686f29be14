//! What is printed: one JSON value for programs, indented JSON and a sentence for people.

use std::io::{Read, Write};
use std::process::ExitCode;

use app::book::preferences::Language;
use app::error::{AppError, ErrorCode};
use serde::Serialize;
use serde_json::json;

/// Exit code of a damaged profile.
pub(crate) const DAMAGED: u8 = 3;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    pub(crate) is_json: bool,
}

impl Output {
    pub(crate) fn print(self, value: &impl Serialize) -> Result<ExitCode, AppError> {
        let text = match self.is_json {
            true => serde_json::to_string(value),
            false => serde_json::to_string_pretty(value),
        };
        let text = text.map_err(|error| AppError::new(ErrorCode::Internal).with_detail(error))?;
        // Whoever closed the pipe has read enough; a full disk behind a redirection is worth saying.
        match writeln!(std::io::stdout().lock(), "{text}") {
            Err(error) if error.kind() == std::io::ErrorKind::StorageFull => {
                Err(AppError::new(ErrorCode::DiskFull))
            }
            _ => Ok(ExitCode::SUCCESS),
        }
    }

    pub(crate) fn progress(self, made: u32, of: u32) {
        if !self.is_json {
            eprint!("\r{made} / {of}");
            if made == of {
                eprintln!();
            }
        }
    }

    pub(crate) fn refuse(self, error: &AppError) -> ExitCode {
        let (code, field, detail) = (error.code_text(), &error.field, &error.detail);
        if self.is_json {
            say(&json!({"code": code, "field": field, "detail": detail}).to_string());
        } else {
            let of = field.as_ref().map(|field| format!(" ({field})")).unwrap_or_default();
            let why = match detail.as_deref() {
                Some("in_bin") => format!(" {}", in_language(IN_BIN)),
                Some(detail) => format!(" [{detail}]"),
                None => String::new(),
            };
            say(&format!("{}{of}{why}", sentence(error.code)));
        }
        match error.code {
            ErrorCode::Damaged => DAMAGED.into(),
            _ => ExitCode::from(1),
        }
    }
}

/// The refusal of a value that is none of those there are.
pub(crate) fn unknown(field: &str) -> AppError {
    AppError { field: Some(field.to_owned()), ..AppError::new(ErrorCode::Invalid).with_detail("unknown") }
}

/// To standard error; who closed it or filled its disk does not want to know.
fn say(line: &str) {
    drop(writeln!(std::io::stderr().lock(), "{line}"));
}

/// A record from a file, or from standard input for `-`.
pub(crate) fn read_json(source: &str) -> Result<String, AppError> {
    let unreadable =
        |error: std::io::Error| AppError::new(ErrorCode::FileUnreadable).with_detail(error.kind());
    match source {
        "-" => {
            let mut text = String::new();
            std::io::stdin().lock().read_to_string(&mut text).map_err(unreadable)?;
            Ok(text)
        }
        file => std::fs::read_to_string(file).map_err(unreadable),
    }
}

fn sentence(code: ErrorCode) -> &'static str {
    in_language(sentences(code))
}

const IN_BIN: (&str, &str) = (
    "Está en la papelera: restáuralo antes con restore y su id, o elige otro.",
    "It is in the bin: bring it back first with restore and its id, or choose another one.",
);

fn in_language((spanish, english): (&'static str, &'static str)) -> &'static str {
    match language() {
        Language::Es => spanish,
        Language::En => english,
    }
}

/// Spanish first; English where the terminal speaks it.
pub(crate) fn language() -> Language {
    let is_english = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .is_some_and(|value| value.starts_with("en"));
    if is_english { Language::En } else { Language::Es }
}

#[expect(clippy::too_many_lines, reason = "a list, two lines for each code")]
fn sentences(code: ErrorCode) -> (&'static str, &'static str) {
    match code {
        ErrorCode::Invalid => {
            ("Un campo no vale. No se ha guardado nada.", "A field is not valid. Nothing was saved.")
        }
        ErrorCode::NotFound => {
            ("No existe. No se ha cambiado nada.", "It does not exist. Nothing was changed.")
        }
        ErrorCode::ProfileMissing => (
            "Aquí no hay ningún perfil. Créalo con hilo init.",
            "There is no profile here. Make one with hilo init.",
        ),
        ErrorCode::ProfileExists => (
            "Aquí ya hay un perfil. No se ha tocado.",
            "There is a profile here already. It was not touched.",
        ),
        ErrorCode::ProfileInUse => (
            "Otro programa está usando el perfil. No se ha cambiado nada; inténtalo de nuevo.",
            "Another program is using the profile. Nothing was changed; try again.",
        ),
        ErrorCode::NewerVersion => (
            "El perfil es de una versión más nueva de Hilo. No se ha tocado; actualiza Hilo.",
            "The profile is of a newer version of Hilo. It was not touched; update Hilo.",
        ),
        ErrorCode::ForeignDatabase => (
            "Esa base de datos es de otro programa. No se ha tocado.",
            "That database belongs to another program. It was not touched.",
        ),
        ErrorCode::Damaged => (
            "El perfil está dañado. No se ha tocado; restaura una copia con hilo restore.",
            "The profile is damaged. It was not touched; restore a backup with hilo restore.",
        ),
        ErrorCode::DiskFull => (
            "El disco está lleno. No se ha guardado; lo anterior está a salvo. Libera espacio y repite.",
            "The disk is full. It was not saved; what was there is safe. Free some space and try again.",
        ),
        ErrorCode::ReadOnly => (
            "No se puede escribir en el perfil. No se ha guardado nada.",
            "The profile cannot be written. Nothing was saved.",
        ),
        ErrorCode::NotAnEmail => (
            "Ese archivo no es un correo. No se ha cambiado nada.",
            "That file is not an email. Nothing was changed.",
        ),
        ErrorCode::EmailDamaged => (
            "Ese correo está dañado y no se puede leer. No se ha cambiado nada.",
            "That email is damaged and cannot be read. Nothing was changed.",
        ),
        ErrorCode::EmailTooComplex => (
            "Leer ese correo pedía demasiado tiempo o memoria y se ha parado. No se ha cambiado nada.",
            "Reading that email needed too much time or memory and was stopped. Nothing was changed.",
        ),
        ErrorCode::FileEmpty => {
            ("Ese archivo está vacío. No se ha cambiado nada.", "That file is empty. Nothing was changed.")
        }
        ErrorCode::FileTooLarge => (
            "Ese archivo es demasiado grande. No se ha cambiado nada.",
            "That file is too large. Nothing was changed.",
        ),
        ErrorCode::FileUnreadable => (
            "No se puede leer o escribir ese archivo. No se ha cambiado nada.",
            "That file cannot be read or written. Nothing was changed.",
        ),
        ErrorCode::NotOpened => (
            "Ese archivo podría ejecutar algo y no se abre. No ha cambiado nada.",
            "That file may run something and is not opened. Nothing was changed.",
        ),
        ErrorCode::NoProgram => (
            "No se ha podido abrir con ningún programa. No se ha cambiado nada.",
            "No program could open it. Nothing was changed.",
        ),
        ErrorCode::NoTeam => (
            "Aún no hay equipo. Créalo con hilo team create, o únete con hilo team join.",
            "There is no team yet. Make one with hilo team create, or join with hilo team join.",
        ),
        ErrorCode::TeamExists => (
            "Este perfil ya está en un equipo. No se ha cambiado nada.",
            "This profile is in a team already. Nothing was changed.",
        ),
        ErrorCode::SampleInTeam => (
            "Los datos de ejemplo no se comparten con un equipo. No se ha añadido nada.",
            "Sample data is not shared with a team. Nothing was added.",
        ),
        ErrorCode::OnItsWay => (
            "El archivo está en camino: llega cuando sincronice quien lo guardó. Lo demás está a salvo.",
            "The file is on its way: it comes when whoever stored it has synchronised. Everything else is safe.",
        ),
        ErrorCode::NotMember => (
            "Este puesto no puede hacerlo, o ya no está en el equipo. Lo guardado aquí está a salvo.",
            "This device may not do that, or is no longer in the team. What is saved here is safe.",
        ),
        ErrorCode::FolderMissing => (
            "La carpeta compartida no está, o no contiene la del equipo. No se ha escrito nada; lo guardado aquí está a salvo.",
            "The shared folder is not there, or does not hold the team's. Nothing was written; what is saved here is safe.",
        ),
        ErrorCode::FolderForeign => (
            "Esa carpeta es de otro equipo. No se ha escrito nada; lo guardado aquí está a salvo.",
            "That folder is another team's. Nothing was written; what is saved here is safe.",
        ),
        ErrorCode::FolderRefused => (
            "La carpeta compartida no responde o no deja escribir. Lo guardado aquí está a salvo; se volverá a intentar.",
            "The shared folder does not answer or cannot be written. What is saved here is safe; it will be tried again.",
        ),
        ErrorCode::InviteExpired => (
            "La invitación ha caducado. No se ha cambiado nada; pide otra.",
            "The invitation has expired. Nothing was changed; ask for another one.",
        ),
        ErrorCode::InviteUsed => (
            "La invitación ya se usó en otro puesto. No se ha cambiado nada; pide otra.",
            "The invitation was used by another device. Nothing was changed; ask for another one.",
        ),
        ErrorCode::CodeMismatch => (
            "Las cuatro palabras no coinciden. No se ha dejado entrar a nadie: compruébalas en voz alta.",
            "The four words differ. Nobody was let in: compare them aloud.",
        ),
        ErrorCode::PassphraseNeeded => (
            "No hay un llavero que Hilo pueda usar: hace falta una frase (--passphrase-file o HILO_PASSPHRASE). No se ha cambiado nada.",
            "There is no keychain that Hilo can use: a passphrase is needed (--passphrase-file or HILO_PASSPHRASE). Nothing was changed.",
        ),
        ErrorCode::PassphraseWrong => (
            "La frase no es esa. No se ha cambiado nada.",
            "That is not the passphrase. Nothing was changed.",
        ),
        ErrorCode::Stopped => ("Se ha parado. No ha cambiado nada.", "It was stopped. Nothing was changed."),
        ErrorCode::NothingToUndo => ("No hay nada que deshacer.", "There is nothing to undo."),
        ErrorCode::Internal => {
            ("Algo ha fallado. Lo guardado está a salvo.", "Something went wrong. What was saved is safe.")
        }
    }
}
