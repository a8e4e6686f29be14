//! Contacts: the list, one contact, its history and its follow-up.

use app::attachments::PickedFile;
use app::contacts::SaveContact;
use app::contacts::changes::Meant;
use app::contacts::export::ExportFormat;
use app::wire::{
    ChangePreview, Contact, ContactCounts, ContactCriteria, ContactDraft, ContactOrder, ContactRow,
    ContactSelection, ContactsChange, ContactsChanged, ContactsExport, ContactsExported, FailingMark,
    HistoryEntry, NoAnswer, PersonDraft, SavedContact, StateFilter,
};
use serde::Deserialize;
use specta::Type;
use tauri::{State, WebviewWindow};

use super::CommandResult;
use super::email::{EmailAnswer, picked_file};
use crate::dialogs;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_page(
    shell: State<'_, Shell>,
    criteria: ContactCriteria,
    state: StateFilter,
    order: ContactOrder,
    offset: u32,
    limit: u32,
) -> CommandResult<Vec<ContactRow>> {
    shell.book().await?.contacts_in_order(&criteria, state, order, offset, limit).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_count(
    shell: State<'_, Shell>,
    criteria: ContactCriteria,
) -> CommandResult<ContactCounts> {
    shell.book().await?.contact_counts(&criteria).await
}

/// The sum of the durations, in minutes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_minutes(
    shell: State<'_, Shell>,
    criteria: ContactCriteria,
    state: StateFilter,
) -> CommandResult<u32> {
    let minutes = shell.book().await?.contact_minutes(&criteria, state).await?;
    Ok(minutes.try_into().unwrap_or(u32::MAX))
}

/// Where contacts stand in the list now; null for each that the list does not hold.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_places(
    shell: State<'_, Shell>,
    criteria: ContactCriteria,
    state: StateFilter,
    order: ContactOrder,
    ids: Vec<String>,
) -> CommandResult<Vec<Option<u32>>> {
    shell.book().await?.places_of_contacts(&criteria, state, order, &ids).await
}

/// Which contacts stand at these places of the list.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_ids(
    shell: State<'_, Shell>,
    criteria: ContactCriteria,
    state: StateFilter,
    order: ContactOrder,
    offset: u32,
    limit: u32,
) -> CommandResult<Vec<String>> {
    shell.book().await?.contact_ids(&criteria, state, order, offset, limit).await
}

/// The place of the next contact whose name begins so.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_seek(
    shell: State<'_, Shell>,
    criteria: ContactCriteria,
    state: StateFilter,
    order: ContactOrder,
    beginning: String,
    after: Option<u32>,
) -> CommandResult<Option<u32>> {
    shell.book().await?.seek_contact(&criteria, state, order, &beginning, after).await
}

/// How many went to the bin.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_delete(
    shell: State<'_, Shell>,
    selection: ContactSelection,
) -> CommandResult<u32> {
    let book = shell.book().await?;
    shell.long(async |work| book.delete_contacts(&selection, work).await).await
}

/// What the change would do to the selected contacts; writes nothing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_change_preview(
    shell: State<'_, Shell>,
    selection: ContactSelection,
    change: ContactsChange,
    include_done: bool,
) -> CommandResult<ChangePreview> {
    shell.book().await?.preview_change(&selection, &change, include_done).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_change(
    shell: State<'_, Shell>,
    selection: ContactSelection,
    change: ContactsChange,
    include_done: bool,
    move_linked: bool,
) -> CommandResult<ContactsChanged> {
    let book = shell.book().await?;
    let meant = Meant { include_done, move_linked, is_preview: false };
    shell.long(async |work| book.change_contacts(&selection, &change, meant, work).await).await
}

/// Writes the shown list where the user says; may take long, and can be stopped. Null: the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contacts_export(
    window: WebviewWindow,
    shell: State<'_, Shell>,
    list: ContactsExport,
    is_csv: bool,
) -> CommandResult<Option<ContactsExported>> {
    let book = shell.book().await?;
    let language = shell.language().await;
    let (format, extension) = match is_csv {
        true => (ExportFormat::Csv, "csv"),
        false => (ExportFormat::Xlsx, "xlsx"),
    };
    let name = dialogs::list_name(language, &book.today().await?.to_string(), extension);
    let Some(mut path) = dialogs::save_as(&window, language, &name).await else {
        return Ok(None);
    };
    if path.extension().is_none() {
        path.set_extension(extension);
    }
    shell.long(async |work| book.export_contacts(&list, format, &path, work).await).await.map(Some)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_show(shell: State<'_, Shell>, id: String) -> CommandResult<Contact> {
    shell.book().await?.contact(&id).await
}

/// `id` null adds; `base` is the revision the form was opened on. `email`: what to do with the picked email.
/// `new_person` is created by the same command and becomes the contact's person. `form` is the key of the draft
/// that goes with it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_save(shell: State<'_, Shell>, save: ContactSave) -> CommandResult<SavedContact> {
    let ContactSave {
        id,
        draft,
        base,
        email,
        new_person,
        failing,
        forget_interests,
        files,
        form,
        move_linked,
    } = save;
    let email = email.map(|answer| answer.with_file(&shell)).transpose()?;
    let files = files.iter().map(|handle| picked_file(&shell, handle)).collect::<CommandResult<Vec<_>>>()?;
    let files = files.iter().map(|file| PickedFile::clone(file)).collect();
    let save = SaveContact {
        id,
        draft,
        base,
        email,
        new_person,
        failing,
        forget_interests,
        files,
        form,
        move_linked,
    };
    shell.book().await?.save_contact(save).await
}

/// What Aceptar hands in (`app::contacts::SaveContact`).
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ContactSave {
    id: Option<String>,
    draft: ContactDraft,
    base: Option<String>,
    email: Option<EmailAnswer>,
    new_person: Option<PersonDraft>,
    failing: Vec<FailingMark>,
    forget_interests: Vec<String>,
    /// Handles of files that were picked before there was a contact.
    files: Vec<String>,
    form: Option<String>,
    /// A promise moves with its follow-up, and the follow-up with its promise.
    move_linked: bool,
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_history(shell: State<'_, Shell>, id: String) -> CommandResult<Vec<HistoryEntry>> {
    shell.book().await?.history(&id).await
}

/// Makes one field of a record what it was before a change of its history.
#[tauri::command]
#[specta::specta]
pub(crate) async fn value_restore(
    shell: State<'_, Shell>,
    id: String,
    change: String,
    key: String,
) -> CommandResult<()> {
    shell.book().await?.restore_value(&id, &change, &key).await
}

/// What saving a contact said had come apart, a promise and its follow-up, is brought together on the contact's days.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_move_linked(shell: State<'_, Shell>, id: String) -> CommandResult<Contact> {
    shell.book().await?.move_linked(&id).await
}

/// "No contesta": the try is logged, and what was promised moves to the next working day.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_no_answer(shell: State<'_, Shell>, id: String) -> CommandResult<NoAnswer> {
    let language = shell.language().await;
    shell.book().await?.no_answer(&id, language).await
}

/// The draft of the contact promised by this one's next date (S36).
#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_follow_up(shell: State<'_, Shell>, id: String) -> CommandResult<ContactDraft> {
    shell.book().await?.follow_up_draft(&id).await
}

/// The thread of a contact, oldest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_chain(shell: State<'_, Shell>, id: String) -> CommandResult<Vec<ContactRow>> {
    shell.book().await?.chain(&id).await
}
