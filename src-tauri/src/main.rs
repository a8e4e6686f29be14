//! The program behind the icon.
// Without it Windows opens a terminal beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    desktop_lib::prepare_web_view();
    if let Err(error) = desktop_lib::run() {
        eprintln!("Hilo: {error}");
        std::process::exit(1);
    }
}
