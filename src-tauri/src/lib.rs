//! `app` in a window: the commands, the window that may call them, and the system's dialogs.

mod bindings;
mod commands;
mod dialogs;
mod picked;
mod profile;
mod shell;
mod upkeep;
mod window;

#[cfg(test)]
mod security_tests;

use tauri::Manager;
use tauri_plugin_window_state::StateFlags;

use crate::shell::Shell;

/// Must be the first thing that the process does: it changes the environment.
pub fn prepare_web_view() {
    // With DMA-BUF, WebKitGTK shows a blank window on many Linux graphics drivers. Whoever set it knows better.
    #[cfg(target_os = "linux")]
    if std::env::var_os("WEBKIT_DISABLE_DMABUF_RENDERER").is_none() {
        #[expect(unsafe_code, reason = "no other thread exists yet, so nobody reads the environment")]
        unsafe {
            std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
    }
}

/// Opens the window and returns when it is closed. `context` is the configuration and the page inside the binary.
pub fn run(mut context: tauri::Context) -> tauri::Result<()> {
    let chosen = profile::chosen(std::env::args_os().skip(1), std::env::var_os("HILO_PROFILE"))?;
    if let Some(folder) = &chosen {
        // Two profiles are two programs: each has its own window, web data and single instance.
        context.config_mut().identifier.push_str(&profile::suffix(folder));
    }
    let bindings = bindings::builder();

    tauri::Builder::default()
        // First of all plugins: a second start must end before the others touch anything.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| window::focus(app)))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                // The window is shown by `window`, once there is something to see.
                .with_state_flags(StateFlags::all() - StateFlags::VISIBLE)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(bindings.invoke_handler())
        .setup(move |app| {
            bindings.mount_events(app);
            let folder = match chosen {
                Some(folder) => folder,
                None => app.path().app_data_dir()?.join("profile"),
            };
            app.manage(Shell::new(folder));
            window::open(app)?;
            upkeep::start(app.handle().clone());
            Ok(())
        })
        .run(context)
}
