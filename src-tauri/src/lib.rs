//! `app` in a window: the commands, the window that may call them, and the system's dialogs.

mod arguments;
mod arrivals;
mod bindings;
mod changes;
mod closing;
mod commands;
mod dialogs;
mod events;
mod first_paint;
mod graphics;
mod log;
mod open_external;
mod picked;
mod profile;
mod report;
mod shell;
mod syncing;
mod upkeep;
mod web_view;
mod webview_crash;
mod window;
mod zoom;

#[cfg(test)]
mod security_tests;

use std::path::PathBuf;

use tauri::{AppHandle, Manager, RunEvent, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use crate::arguments::Arguments;
use crate::first_paint::Paint;
use crate::graphics::Graphics;
use crate::shell::Shell;

/// Opens the window and returns when it is closed. `context` is the configuration and the page inside the binary.
/// Must be the first thing that the process does: it changes the environment.
pub fn run(mut context: tauri::Context) -> tauri::Result<()> {
    let arguments = arguments::read(std::env::args_os().skip(1));
    let chosen = profile::chosen(arguments.profile.clone(), std::env::var_os("HILO_PROFILE"))?;
    if let Some(folder) = &chosen {
        // Two profiles are two programs: each has its own window, web data and single instance.
        context.config_mut().identifier.push_str(&profile::suffix(folder));
    }
    let own = dirs::data_local_dir().map(|folder| folder.join(&context.config().identifier));
    let graphics = Graphics::of_this_start(own, arguments.is_safe_graphics);
    graphics.prepare();
    let bindings = bindings::builder();

    let builder = tauri::Builder::default()
        // First of all plugins: a second start must end before the others touch anything.
        .plugin(tauri_plugin_single_instance::init(arrivals::of_second_start))
        .plugin(
            tauri_plugin_window_state::Builder::new()
                // The window is shown by `window`, once there is something to see.
                .with_state_flags(StateFlags::all() - StateFlags::VISIBLE)
                .build(),
        )
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(bindings.invoke_handler())
        .on_window_event(|window, event| match event {
            WindowEvent::CloseRequested { api, .. } => closing::on_close_requested(window.app_handle(), api),
            WindowEvent::DragDrop(event) => arrivals::of_drop(window.app_handle(), event),
            _ => {}
        })
        .setup(move |app| {
            bindings.mount_events(app);
            set_up(app, &arguments, chosen, graphics)?;
            Ok(())
        });
    #[cfg(target_os = "macos")]
    let builder = builder.on_web_content_process_terminate(|webview| {
        if let Some(window) = webview.app_handle().get_webview_window(webview.label()) {
            webview_crash::recover(&window);
        }
    });
    builder.build(context)?.run(on_event);
    Ok(())
}

fn set_up(
    app: &mut tauri::App,
    arguments: &Arguments,
    chosen: Option<PathBuf>,
    graphics: Graphics,
) -> tauri::Result<()> {
    log::start(&app.path().app_log_dir()?, arguments.is_debug_log);
    tracing::info!("{}", report::versions());
    let folder = match chosen {
        Some(folder) => folder,
        None => app.path().app_data_dir()?.join("profile"),
    };
    open_external::wipe(app.handle());
    app.manage(Shell::new(folder));
    app.manage(Paint::expected(graphics));
    app.manage(arrivals::Arrivals::default());
    app.manage(closing::Closing::default());
    app.manage(webview_crash::Losses::default());
    app.manage(zoom::Zoom::default());
    #[cfg(unix)]
    closing::follow_signals(app.handle().clone());
    window::open(app)?;
    upkeep::start(app.handle().clone());
    syncing::start(app.handle().clone());
    let here = std::env::current_dir().unwrap_or_default();
    arrivals::take_in(app.handle(), arguments::paths(&arguments.files, &here));
    Ok(())
}

fn on_event(app: &AppHandle, event: RunEvent) {
    match event {
        // The system asks the one that runs; others start it with the files as arguments.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            let paths = urls.iter().filter_map(|url| url.to_file_path().ok()).collect();
            arrivals::take_in(app, paths);
        }
        RunEvent::Exit => {
            app.state::<Paint>().ended();
            open_external::wipe(app);
            tracing::info!("ended");
        }
        _ => {}
    }
}
