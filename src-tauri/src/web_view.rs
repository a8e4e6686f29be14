//! What Tauri leaves to each system's web view: its menu under the right button, and word of its process's end.

use tauri::WebviewWindow;

#[cfg(target_os = "linux")]
pub(crate) fn prepare(window: &WebviewWindow) -> tauri::Result<()> {
    use webkit2gtk::{ContextMenuExt, WebViewExt};

    let shown = window.clone();
    window.with_webview(move |web_view| {
        let view = web_view.inner();
        view.connect_web_process_terminated(move |_, _| crate::webview_crash::recover(&shown));
        // R7: what is done with text, and neither reload, back, nor the inspector; no menu where nothing is left.
        view.connect_context_menu(|_, menu, _, _| {
            menu.items().iter().filter(|item| !is_for_text(item)).for_each(|item| menu.remove(item));
            menu.n_items() == 0
        });
    })
}

#[cfg(target_os = "linux")]
fn is_for_text(item: &webkit2gtk::ContextMenuItem) -> bool {
    use webkit2gtk::{ContextMenuAction, ContextMenuItemExt};
    matches!(
        item.stock_action(),
        ContextMenuAction::Copy
            | ContextMenuAction::Cut
            | ContextMenuAction::Paste
            | ContextMenuAction::PasteAsPlainText
            | ContextMenuAction::Delete
            | ContextMenuAction::SelectAll
            | ContextMenuAction::SpellingGuess
            | ContextMenuAction::IgnoreSpelling
            | ContextMenuAction::LearnSpelling
    )
}

/// Elsewhere the page itself keeps the menu away from all but text, and word comes in other ways (`lib.rs`, `loss`).
#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}
