//! Opens the studio for a window, keeps it while the program runs, and closes it in order.

use crate::host::Desktop;
use crate::refusal::Refusal;
use crate::{demo, window};
use dailies_core::api::{Options, Studio};
use dailies_core::library::default_data_dir;
use dailies_core::queue::Pace;
use dailies_core::secret::{Secrets, Store};
use std::env::consts::EXE_SUFFIX;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tauri::async_runtime::block_on;
use tauri::{AppHandle, Manager};

/// How long the window's end may wait for what is under way. The queue takes up the rest at the next start.
const CLOSING: Duration = Duration::from_secs(5);

/// Opens it and hands it to Tauri's state, where the commands find it.
pub(crate) fn open(app: &AppHandle, media: TcpListener) -> Result<Arc<Studio>, Refusal> {
    let data_dir = default_data_dir().ok_or(Refusal::NoHome)?;
    let studio = block_on(open_in(data_dir, media_child()?, Arc::new(Desktop::new(app.clone())), media))?;
    app.manage(Arc::clone(&studio));
    Ok(studio)
}

/// The small program beside this one; where it was not brought along, this one can do it too.
fn media_child() -> Result<PathBuf, Refusal> {
    let whole = std::env::current_exe().map_err(Refusal::NoProgram)?;
    let small = whole.with_file_name(format!("dailies-media{EXE_SUFFIX}"));
    Ok(if small.is_file() { small } else { whole })
}

async fn open_in(
    data_dir: PathBuf,
    media_child: PathBuf,
    host: Arc<Desktop>,
    media: TcpListener,
) -> Result<Arc<Studio>, Refusal> {
    let options = Options {
        demo_relay: Some(demo::of(&data_dir)),
        data_dir: data_dir.clone(),
        secrets: Secrets::new(Store::Os),
        host,
        media_child,
        origins: window::ORIGINS.map(str::to_owned).to_vec(),
        pace: Pace::RELAY,
        media_listener: Some(media),
    };
    Studio::open(options).await.map_err(|error| Refusal::Studio { data_dir, error })
}

/// Lets the studio write down what is under way.
pub(crate) fn close(app: &AppHandle) {
    let Some(studio) = app.try_state::<Arc<Studio>>() else { return };
    let in_time = block_on(async { tokio::time::timeout(CLOSING, studio.close()).await });
    if in_time.is_err() {
        tracing::warn!("the studio did not close in time; its jobs go on at the next start");
    }
}
