//! The shell: opens the studio, shows the window, and carries calls and changes between the two.
//!
//! The only room that names `tauri`. It decides nothing about video, relays or the library: that is the studio's.

mod clipboard;
mod demo;
mod drag;
mod drop;
mod host;
mod ipc;
mod log;
#[cfg(target_os = "linux")]
mod painting;
mod refusal;
mod studio;
mod window;

use std::process::ExitCode;
use tauri::{App, RunEvent};

/// Runs the program until its window is closed. The exit code is 1 when there was nothing to show.
pub fn run() -> ExitCode {
    log::start();
    #[cfg(target_os = "linux")]
    painting::choose();
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        tracing::warn!("another TLS provider was installed before ours");
    }
    if !window::has_display() {
        return refusal::without_window("there is no display to show a window on");
    }
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(tauri::generate_handler![ipc::call])
        .setup(|app| Ok(start(app)?))
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if matches!(event, RunEvent::Exit) {
                    studio::close(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => refusal::without_window(&error.to_string()),
    }
}

/// Opens the studio and its window, or says why it cannot be opened.
fn start(app: &App) -> tauri::Result<()> {
    match studio::open(app.handle()) {
        Ok(studio) => {
            ipc::forward_changes(app.handle(), &studio);
            window::show(app)?.on_window_event(move |event| drop::watch(&studio, event));
            Ok(())
        }
        Err(refusal) => {
            refusal.show(app.handle());
            Ok(())
        }
    }
}
