//! The program behind the icon.
// Without it Windows opens a terminal beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    // Before anything of a window: the process that reads emails has none.
    if let Some(done) = app::email::reader::enter() {
        return done;
    }
    // Here and nowhere else: two compilations that write the page's files at once can read them half written, and
    // the window stays empty. (The binary has no tests of its own, see Cargo.toml.)
    if let Err(error) = desktop_lib::run(tauri::generate_context!()) {
        eprintln!("Hilo: {error}");
        return std::process::ExitCode::FAILURE;
    }
    std::process::ExitCode::SUCCESS
}
