//! The one window: where it may go (nowhere), and when it is shown.

use app::book::preferences;
use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::window::Color;
use tauri::{AppHandle, Manager, Theme, Url, WebviewWindow, WebviewWindowBuilder};

use crate::shell::Shell;
use crate::{changes, first_paint, web_view, webview_crash, zoom};

const LABEL: &str = "main";
/// The ground of each theme: `--window` in the page's tokens.
const LIGHT_GROUND: Color = Color(0xf5, 0xf6, 0xf9, 0xff);
const DARK_GROUND: Color = Color(0x12, 0x14, 0x1a, 0xff);

pub(crate) fn open(app: &tauri::App) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == LABEL);
    let config = config.ok_or(tauri::Error::WindowNotFound)?;
    let look = tauri::async_runtime::block_on(app.state::<Shell>().preferences());
    let window = WebviewWindowBuilder::from_config(app, config)?
        // Before the page's own first line, so that not even its first frame has another look.
        .initialization_script(format!(
            "window.hiloLook = {};",
            serde_json::json!({ "theme": look.theme, "density": look.density, "language": look.language })
        ))
        .on_navigation(is_own_page)
        .on_new_window(|_url, _features| NewWindowResponse::Deny)
        .on_page_load(|window, page| {
            if page.event() == PageLoadEvent::Finished {
                first_paint::show_soon(window);
            }
        })
        .build()?;
    wear(&window, look.theme);
    web_view::prepare(&window)?;
    if cfg!(windows) {
        webview_crash::follow_pulse(window.clone());
    }
    zoom::restore(window.clone());
    changes::follow(window.clone());
    first_paint::watch(window);
    Ok(())
}

/// Gives the window a theme: its frame, and the ground that shows where the page has not painted yet.
pub(crate) fn wear(window: &WebviewWindow, theme: preferences::Theme) {
    let chosen = match theme {
        preferences::Theme::System => None,
        preferences::Theme::Light => Some(Theme::Light),
        preferences::Theme::Dark => Some(Theme::Dark),
    };
    // The page wears the theme in any case; a system that refuses it to the frame is not worth a word.
    let _ = window.set_theme(chosen);
    let is_dark = chosen.or_else(|| window.theme().ok()) == Some(Theme::Dark);
    let _ = window.set_background_color(Some(if is_dark { DARK_GROUND } else { LIGHT_GROUND }));
}

/// A second start of the program brings the first one to the front.
pub(crate) fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        // A window manager may refuse any of the three; there is nothing to do about it.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// R6: the window never leaves the program's own page, not even for a frame of it.
fn is_own_page(url: &Url) -> bool {
    let origin = (url.scheme(), url.host_str(), url.port());
    match origin {
        ("tauri", Some("localhost"), None) | ("http" | "https", Some("tauri.localhost"), None) => true,
        ("http", Some("localhost"), Some(1420)) => tauri::is_dev(),
        // The frame that shows an email holds its text in `srcdoc`; it loads nothing.
        ("about", None, None) => url.path() == "srcdoc",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_open(url: &str) -> bool {
        is_own_page(&url.parse().expect("a URL"))
    }

    #[test]
    fn r6_only_the_own_page_opens() {
        for own in
            ["tauri://localhost", "tauri://localhost/index.html", "http://tauri.localhost/", "about:srcdoc"]
        {
            assert!(may_open(own), "{own} is the program's page");
        }
        for foreign in [
            "https://example.com/",
            "http://tauri.localhost.example.com/",
            "http://tauri.example.com/",
            "http://tauri.localhost:8080/",
            "http://localhost/",
            "http://localhost:4444/",
            "tauri://example.com/",
            "file:///etc/passwd",
            "data:text/html,x",
            "javascript:alert(1)",
            "about:blank",
            "blob:tauri://localhost/1",
        ] {
            assert!(!may_open(foreign), "{foreign} is not");
        }
    }

    #[test]
    fn r6_the_developers_page_opens_in_dev_builds_only() {
        assert_eq!(may_open("http://localhost:1420/"), tauri::is_dev());
    }
}
