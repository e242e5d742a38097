//! Opens the studio for a window, keeps it while the program runs, and closes it in order.

use crate::host::Desktop;
use crate::startup_error::StartupError;
use crate::{demo, window};
use dailies_core::api::{Options, Studio};
use dailies_core::library::default_data_dir;
use dailies_core::queue::Pace;
use dailies_core::secret::{Secrets, Store};
use std::env::consts::EXE_SUFFIX;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Manager};

/// Opens it and hands it to Tauri's state, where the commands find it.
pub(crate) fn open(app: &AppHandle, media: TcpListener) -> Result<Arc<Studio>, StartupError> {
    let data_dir = default_data_dir().ok_or(StartupError::NoHome)?;
    let origins = window::origins(app.config());
    let studio = block_on(open_in(data_dir, media_child()?, Arc::new(Desktop::new(app.clone())), origins, media))?;
    app.manage(Arc::clone(&studio));
    Ok(studio)
}

/// The small program beside this one; where it was not brought along, this one can do it too.
fn media_child() -> Result<PathBuf, StartupError> {
    let whole = std::env::current_exe().map_err(StartupError::NoProgram)?;
    let small = whole.with_file_name(format!("dailies-media{EXE_SUFFIX}"));
    Ok(if small.is_file() { small } else { whole })
}

async fn open_in(
    data_dir: PathBuf,
    media_child: PathBuf,
    host: Arc<Desktop>,
    origins: Vec<String>,
    media: TcpListener,
) -> Result<Arc<Studio>, StartupError> {
    let options = Options {
        demo_relay: Some(demo::of(&data_dir)),
        data_dir: data_dir.clone(),
        secrets: Secrets::new(Store::Os),
        host,
        media_child,
        origins,
        pace: Pace::RELAY,
        media_listener: Some(media),
    };
    Studio::open(options).await.map_err(|error| StartupError::Studio { data_dir, error })
}

/// Lets the studio write down what is under way.
pub(crate) fn close(app: &AppHandle) {
    let Some(studio) = app.try_state::<Arc<Studio>>() else { return };
    block_on(studio.close());
}

/// Ends the program in order when the system asks it to: at the end of the session, or by `kill`.
#[cfg(unix)]
pub(crate) fn close_on_signals(app: &AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let signals = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()].map(signal);
        let [Ok(mut terminate), Ok(mut interrupt), Ok(mut hangup)] = signals else {
            return tracing::warn!("the program does not hear when it is told to end");
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = hangup.recv() => {}
        }
        app.exit(0);
    });
}

#[cfg(not(unix))]
pub(crate) fn close_on_signals(_: &AppHandle) {}
