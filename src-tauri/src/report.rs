//! The diagnostic report for support; contains no customer data.

use std::path::Path;

use app::book::preferences;
use app::redact::redact;

use crate::first_paint::Paint;
use crate::log;
use crate::shell::Shell;

const LOG_LINES_MAX: usize = 200;
/// WebKitGTK and WebView2 before these miss known security fixes (security-rules.md R45).
#[cfg(target_os = "linux")]
const WEB_VIEW_MIN: &str = "2.50.0";
#[cfg(target_os = "windows")]
const WEB_VIEW_MIN: &str = "140.0";
/// WKWebView comes with the system and counts in another way.
#[cfg(not(any(target_os = "linux", target_os = "windows")))]
const WEB_VIEW_MIN: &str = "0";

pub(crate) async fn text(shell: &Shell, paint: &Paint, logs: &Path) -> String {
    let book = match shell.book().await {
        Ok(book) => book.report().await.unwrap_or_else(|error| format!("no report: {}\n", error.code_text())),
        Err(error) => format!("not open: {}\n", error.code_text()),
    };
    let language = shell.language().await;
    let head = format!(
        "Hilo {}\nsystem: {}\nweb view: {}\nsafe graphics: {}\nlanguage: {language:?}, time zone: {}, day: {}\n",
        env!("CARGO_PKG_VERSION"),
        system(),
        web_view(),
        paint.is_safe(),
        preferences::time_zone(),
        preferences::today(),
    );
    // The book's lines are counts and the log was redacted when it was written; once more costs nothing.
    redact(&format!("{head}\n{book}\n{}\n", log::tail(logs, LOG_LINES_MAX))).into_owned()
}

/// What the log begins with.
pub(crate) fn versions() -> String {
    format!("Hilo {}, {}, web view {}", env!("CARGO_PKG_VERSION"), system(), web_view())
}

fn system() -> String {
    let (os, machine) = (std::env::consts::OS, std::env::consts::ARCH);
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="));
    format!("{os} {machine} {}", name.unwrap_or_default().trim_matches('"')).trim_end().to_owned()
}

fn web_view() -> String {
    match tauri::webview_version() {
        Ok(version) if is_older(&version, WEB_VIEW_MIN) => {
            format!("{version}, OLDER than {WEB_VIEW_MIN}: it misses security fixes, update the system")
        }
        Ok(version) => version,
        Err(_) => "unknown".into(),
    }
}

fn is_older(version: &str, least: &str) -> bool {
    let numbers =
        |text: &str| -> Vec<u32> { text.split('.').map(|part| part.parse().unwrap_or(0)).collect() };
    numbers(version) < numbers(least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r45_versions_compare_as_numbers() {
        assert!(is_older("2.48.5", "2.50.0"));
        assert!(is_older("2.9.1", "2.50.0"));
        assert!(!is_older("2.50.0", "2.50.0"));
        assert!(!is_older("2.100", "2.50.0"));
        assert!(!is_older("144.0.3719.82", "140.0"));
    }
}
