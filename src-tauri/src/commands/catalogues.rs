//! The catalogues: types of contact, actions to take, and products.

use app::wire::{
    Action, ActionDraft, ContactType, ContactTypeDraft, CustomField, CustomFieldDraft, CustomerGroup,
    CustomerGroupDraft, Grouping, Product, ProductDraft,
};
use tauri::State;

use super::CommandResult;
use crate::shell::Shell;

#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_types(shell: State<'_, Shell>) -> CommandResult<Vec<ContactType>> {
    shell.book().await?.contact_types().await
}

/// Adds a type, or changes the one of this key.
#[tauri::command]
#[specta::specta]
pub(crate) async fn contact_type_save(
    shell: State<'_, Shell>,
    key: Option<String>,
    draft: ContactTypeDraft,
    base: Option<String>,
) -> CommandResult<ContactType> {
    let book = shell.book().await?;
    match key {
        Some(key) => book.edit_contact_type(&key, draft, base.as_deref()).await,
        None => book.add_contact_type(draft).await,
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn actions_find(
    shell: State<'_, Shell>,
    text: String,
    limit: u32,
) -> CommandResult<Vec<Action>> {
    shell.book().await?.actions(&text, limit).await
}

/// Adds an action, or gives another name to the one that is named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn action_save(
    shell: State<'_, Shell>,
    id: Option<String>,
    draft: ActionDraft,
    base: Option<String>,
) -> CommandResult<Action> {
    let book = shell.book().await?;
    match id {
        Some(id) => book.edit_action(&id, draft, base.as_deref()).await,
        None => book.add_action(draft).await,
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn action_delete(shell: State<'_, Shell>, id: String) -> CommandResult<()> {
    shell.book().await?.delete_action(&id).await.map(drop)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn products_find(
    shell: State<'_, Shell>,
    text: String,
    limit: u32,
) -> CommandResult<Vec<Product>> {
    shell.book().await?.products(&text, limit).await
}

/// Adds a product, or changes the one that is named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn product_save(
    shell: State<'_, Shell>,
    id: Option<String>,
    draft: ProductDraft,
    base: Option<String>,
) -> CommandResult<Product> {
    let book = shell.book().await?;
    match id {
        Some(id) => book.edit_product(&id, draft, base.as_deref()).await,
        None => book.add_product(draft).await,
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn product_delete(shell: State<'_, Shell>, id: String) -> CommandResult<()> {
    shell.book().await?.delete_product(&id).await.map(drop)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn customer_groups(
    shell: State<'_, Shell>,
    grouping: Grouping,
    text: String,
    limit: u32,
) -> CommandResult<Vec<CustomerGroup>> {
    shell.book().await?.customer_groups(grouping, &text, limit).await
}

/// Adds a kind, a zone or a sector, or gives another name to the one that is named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn customer_group_save(
    shell: State<'_, Shell>,
    grouping: Grouping,
    id: Option<String>,
    draft: CustomerGroupDraft,
    base: Option<String>,
) -> CommandResult<CustomerGroup> {
    let book = shell.book().await?;
    match id {
        Some(id) => book.edit_customer_group(grouping, &id, draft, base.as_deref()).await,
        None => book.add_customer_group(grouping, draft).await,
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn customer_group_delete(shell: State<'_, Shell>, id: String) -> CommandResult<()> {
    shell.book().await?.delete_customer_group(&id).await
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn custom_fields(shell: State<'_, Shell>) -> CommandResult<Vec<CustomField>> {
    shell.book().await?.custom_fields().await
}

/// Defines a field, or changes the one that is named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn custom_field_save(
    shell: State<'_, Shell>,
    id: Option<String>,
    draft: CustomFieldDraft,
    base: Option<String>,
) -> CommandResult<CustomField> {
    let book = shell.book().await?;
    match id {
        Some(id) => book.edit_custom_field(&id, draft, base.as_deref()).await,
        None => book.add_custom_field(draft).await,
    }
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn custom_field_delete(shell: State<'_, Shell>, id: String) -> CommandResult<()> {
    shell.book().await?.delete_custom_field(&id).await.map(drop)
}
