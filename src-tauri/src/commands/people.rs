//! People: the contact persons of customers, and our own users.

use app::error::{AppError, ErrorCode};
use app::wire::{Person, PersonDraft, PersonHit, ReachKind, User};
use tauri::State;

use super::CommandResult;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn people_find(
    shell: State<'_, Shell>,
    customer: Option<String>,
    text: String,
    limit: u32,
) -> CommandResult<Vec<PersonHit>> {
    shell.book().await?.people(customer.as_deref(), &text, limit).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn person_show(shell: State<'_, Shell>, id: String) -> CommandResult<Person> {
    shell.book().await?.person(&id).await
}

/// `id` null adds; `base` is the revision the form was opened on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn person_save(
    shell: State<'_, Shell>,
    id: Option<String>,
    draft: PersonDraft,
    base: Option<String>,
) -> CommandResult<Person> {
    let book = shell.book().await?;
    match id {
        Some(id) => book.edit_person(&id, draft, base.as_deref()).await,
        None => book.add_person(draft).await,
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn person_delete(shell: State<'_, Shell>, id: String) -> CommandResult<Person> {
    shell.book().await?.delete_person(&id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn users_list(shell: State<'_, Shell>) -> CommandResult<Vec<User>> {
    shell.book().await?.users().await
}

/// Calls a phone or writes to an email address, with the system's program for it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reach(kind: ReachKind, text: String) -> CommandResult<()> {
    let address = app::contact_uris::address(kind, &text)?;
    let opened = tokio::task::spawn_blocking(move || open::that_detached(address)).await;
    match opened {
        Ok(Ok(())) => Ok(()),
        _ => Err(AppError::new(ErrorCode::NoProgram)),
    }
}
