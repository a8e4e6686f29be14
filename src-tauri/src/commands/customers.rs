//! Customers: the type-ahead, the list and one customer.

use app::wire::{
    Alarms, AroundContact, Customer, CustomerDraft, CustomerHit, CustomerOrder, CustomerRow, CustomerThread,
    CustomerWarning,
};
use tauri::State;

use super::CommandResult;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn customers_find(
    shell: State<'_, Shell>,
    text: String,
    limit: u32,
) -> CommandResult<Vec<CustomerHit>> {
    shell.book().await?.customers(&text, limit).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn customers_page(
    shell: State<'_, Shell>,
    text: String,
    order: CustomerOrder,
    offset: u32,
    limit: u32,
) -> CommandResult<Vec<CustomerRow>> {
    shell.book().await?.customers_page(&text, order, offset, limit).await
}

/// Where customers stand in that list now; null for each that it does not hold.
#[tauri::command]
#[specta::specta]
pub(crate) async fn customers_places(
    shell: State<'_, Shell>,
    text: String,
    order: CustomerOrder,
    ids: Vec<String>,
) -> CommandResult<Vec<Option<u32>>> {
    shell.book().await?.customer_places(&text, order, &ids).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn customers_count(shell: State<'_, Shell>, text: String) -> CommandResult<u32> {
    shell.book().await?.customers_count(&text).await
}

/// The place of the first customer whose name begins so, in a list by name.
#[tauri::command]
#[specta::specta]
pub(crate) async fn customers_seek(
    shell: State<'_, Shell>,
    text: String,
    order: CustomerOrder,
    beginning: String,
) -> CommandResult<Option<u32>> {
    shell.book().await?.seek_customer(&text, order, &beginning).await
}

/// A customer's contacts around one of them, and how many there are on each side. `date` is the form's, which may not be
/// saved yet.
#[tauri::command]
#[specta::specta]
pub(crate) async fn customer_around(
    shell: State<'_, Shell>,
    id: String,
    contact: Option<String>,
    date: Option<String>,
    limit: u32,
) -> CommandResult<AroundContact> {
    shell.book().await?.around(&id, contact.as_deref(), date.as_deref(), limit).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn customer_thread(
    shell: State<'_, Shell>,
    id: String,
    offset: u32,
    limit: u32,
) -> CommandResult<CustomerThread> {
    shell.book().await?.customer_thread(&id, offset, limit).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn customer_show(shell: State<'_, Shell>, id: String) -> CommandResult<Customer> {
    shell.book().await?.customer(&id).await
}

/// `id` null adds; `base` is the revision the form was opened on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn customer_save(
    shell: State<'_, Shell>,
    id: Option<String>,
    draft: CustomerDraft,
    base: Option<String>,
) -> CommandResult<Customer> {
    let book = shell.book().await?;
    match id {
        Some(id) => book.edit_customer(&id, draft, base.as_deref()).await,
        None => book.add_customer(draft).await,
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn customer_delete(shell: State<'_, Shell>, id: String) -> CommandResult<Customer> {
    shell.book().await?.delete_customer(&id).await
}

/// What is odd about a customer as its form has it; `id` is its own.
#[tauri::command]
#[specta::specta]
pub(crate) async fn customer_warnings(
    shell: State<'_, Shell>,
    id: Option<String>,
    draft: CustomerDraft,
) -> CommandResult<Vec<CustomerWarning>> {
    shell.book().await?.customer_warnings(id.as_deref(), &draft).await
}

/// The provinces that customers are in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn provinces(shell: State<'_, Shell>) -> CommandResult<Vec<String>> {
    shell.book().await?.provinces().await
}

/// What was dropped of late.
#[tauri::command]
#[specta::specta]
pub(crate) async fn alarms(shell: State<'_, Shell>) -> CommandResult<Alarms> {
    shell.book().await?.alarms().await
}

/// Customers that nobody has spoken to for so many days.
#[tauri::command]
#[specta::specta]
pub(crate) async fn silent_customers(
    shell: State<'_, Shell>,
    days: u32,
    offset: u32,
    limit: u32,
) -> CommandResult<Vec<CustomerRow>> {
    shell.book().await?.silent_customers(days, offset, limit).await
}

/// Where customers stand in that list now; null for each that it does not hold.
#[tauri::command]
#[specta::specta]
pub(crate) async fn silent_customers_places(
    shell: State<'_, Shell>,
    days: u32,
    ids: Vec<String>,
) -> CommandResult<Vec<Option<u32>>> {
    shell.book().await?.silent_places(days, &ids).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn silent_customers_count(shell: State<'_, Shell>, days: u32) -> CommandResult<u32> {
    shell.book().await?.silent_count(days).await
}
