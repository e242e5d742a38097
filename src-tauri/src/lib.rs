//! The shell: opens the studio, shows the window, and carries calls and changes between the two.
//!
//! The only room that names `tauri`. It decides nothing about video, relays or the library: that is the studio's.

mod clipboard;
mod demo;
mod dialog_filter;
mod drag;
#[cfg(target_os = "linux")]
mod environment;
mod file_drop;
mod host;
mod ipc;
mod log;
mod policy;
mod startup_error;
mod studio;
mod window;

use dailies_core::secret::forbid_dumps;
use std::net::{Ipv4Addr, TcpListener};
use std::process::ExitCode;
use tauri::{App, RunEvent};

/// Runs the program until its window is closed. The exit code is 1 when there was nothing to show.
pub fn run() -> ExitCode {
    log::start();
    forbid_dumps();
    #[cfg(target_os = "linux")]
    environment::complete();
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        tracing::warn!("another TLS provider was installed before ours");
    }
    if !window::has_display() {
        return startup_error::without_window("there is no display to show a window on");
    }
    let listening = TcpListener::bind((Ipv4Addr::LOCALHOST, 0));
    let (media, port) = match listening.and_then(|media| Ok((media.try_clone()?, media.local_addr()?.port()))) {
        Ok(listening) => listening,
        Err(error) => return startup_error::without_window(&format!("there is no port to show films from: {error}")),
    };
    let mut context = tauri::generate_context!();
    policy::name_port(context.config_mut(), port);
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(tauri::generate_handler![ipc::call])
        .setup(|app| Ok(start(app, media)?))
        .build(context);
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if matches!(event, RunEvent::Exit) {
                    studio::close(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => startup_error::without_window(&error.to_string()),
    }
}

/// Opens the studio and its window, or says why it cannot be opened.
fn start(app: &App, media: TcpListener) -> tauri::Result<()> {
    match studio::open(app.handle(), media) {
        Ok(studio) => {
            studio::close_on_signals(app.handle());
            ipc::forward_changes(app.handle(), &studio);
            window::show(app)?.on_window_event(move |event| file_drop::watch(&studio, event));
            Ok(())
        }
        Err(refusal) => {
            refusal.show(app.handle());
            Ok(())
        }
    }
}
