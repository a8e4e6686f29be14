//! What the system's web view costs by itself, to measure Hilo beside (`npm run feel`): a window with nothing in it,
//! or, with `list`, one with a plain list of a hundred thousand rows.

use tauri::http::Response;
use tauri::{WebviewUrl, WebviewWindowBuilder};

const EMPTY: &str = "<!doctype html><title>bare</title><p>.</p><textarea></textarea>";
const LIST: &str = include_str!("list.html");

fn main() -> tauri::Result<()> {
    let page = if std::env::args().any(|argument| argument == "list") { LIST } else { EMPTY };
    tauri::Builder::default()
        .register_uri_scheme_protocol("bare", move |_, _| {
            let answer = Response::builder().header("content-type", "text/html; charset=utf-8");
            answer.body(page.as_bytes()).expect("a page and a header that are known to be well formed")
        })
        .setup(|app| {
            let url = "bare://localhost/".parse()?;
            WebviewWindowBuilder::new(app, "bare", WebviewUrl::CustomProtocol(url))
                .inner_size(1280.0, 720.0)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
