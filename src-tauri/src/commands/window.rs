//! The window itself: its paint, its zoom, its end, what it was showing, and what it can tell whoever helps.

use app::error::{AppError, ErrorCode};
use tauri::{AppHandle, Manager, State, WebviewWindow};

use super::CommandResult;
use crate::arrivals::{Arrivals, Arrived};
use crate::closing::Closing;
use crate::first_paint::{self, Paint};
use crate::shell::Shell;
use crate::webview_crash::Losses;
use crate::zoom::{Zoom, ZoomStep};
use crate::{dialogs, report};

/// The page has something to show: not even the first frame is empty.
#[tauri::command]
#[specta::specta]
pub(crate) fn drawn(window: tauri::WebviewWindow) {
    first_paint::show(&window);
}

/// The page is on the screen.
#[tauri::command]
#[specta::specta]
pub(crate) fn painted(paint: State<'_, Paint>) {
    paint.painted();
}

/// The page is alive.
#[tauri::command]
#[specta::specta]
pub(crate) fn pulse(losses: State<'_, Losses>) {
    losses.beat();
}

/// What was typed is saved; the window may close.
#[tauri::command]
#[specta::specta]
pub(crate) fn ready_to_close(closing: State<'_, Closing>) {
    closing.page_is_ready();
}

/// Keeps what the page shows, so that it comes back by itself when the web view's process is lost (F33).
#[tauri::command]
#[specta::specta]
pub(crate) fn route_keep(shell: State<'_, Shell>, json: String) {
    shell.keep_route(json);
}

/// Null in a program that has just started.
#[tauri::command]
#[specta::specta]
pub(crate) fn route_kept(shell: State<'_, Shell>) -> Option<String> {
    shell.kept_route()
}

/// The new zoom in per cent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn zoom_step(
    window: WebviewWindow,
    shell: State<'_, Shell>,
    zoom: State<'_, Zoom>,
    step: ZoomStep,
) -> CommandResult<u16> {
    let percent = zoom.step(&window, step);
    shell.book().await?.set_zoom(percent).await?;
    Ok(percent)
}

/// The email that was opened with the program or dropped on it, once.
#[tauri::command]
#[specta::specta]
pub(crate) fn arrived_email(arrivals: State<'_, Arrivals>) -> Option<Arrived> {
    arrivals.take()
}

/// Versions, counts and the end of the log; nothing of any customer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn report_text(
    app: AppHandle,
    shell: State<'_, Shell>,
    paint: State<'_, Paint>,
) -> CommandResult<String> {
    let logs = app.path().app_log_dir().map_err(|_| AppError::new(ErrorCode::Internal))?;
    Ok(report::text(&shell, &paint, &logs).await)
}

/// False: the user cancelled.
#[tauri::command]
#[specta::specta]
pub(crate) async fn report_save(
    window: WebviewWindow,
    shell: State<'_, Shell>,
    paint: State<'_, Paint>,
) -> CommandResult<bool> {
    let Some(path) = dialogs::save_as(&window, shell.language().await, dialogs::REPORT_NAME).await else {
        return Ok(false);
    };
    let text = report_text(window.app_handle().clone(), shell, paint).await?;
    let failed = |error: std::io::Error| AppError::new(ErrorCode::FileUnreadable).with_detail(error.kind());
    std::fs::write(path, text).map_err(failed)?;
    Ok(true)
}

/// A command that failed or took long, for the log: its name, how long the user waited, and the error's code.
#[tauri::command]
#[specta::specta]
pub(crate) fn note_command(name: String, ms: u32, code: Option<String>) {
    let is_name =
        |text: &str| text.len() <= 40 && text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    if is_name(&name) && code.as_deref().is_none_or(is_name) {
        tracing::info!(command = name, ms, code, "failed or slow");
    }
}

/// Opens the system's dialog to print the page.
#[tauri::command]
#[specta::specta]
pub(crate) fn window_print(window: WebviewWindow) -> CommandResult<()> {
    window.print().map_err(|error| AppError::new(ErrorCode::Internal).with_detail(error))
}
