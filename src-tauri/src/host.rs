//! The desktop, as the studio asks for it: the system's file manager and its dialog for a place to save.

use crate::window;
use dailies_core::host::{Host, HostError};
use futures::channel::oneshot;
use futures::future::BoxFuture;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;
use tauri_plugin_opener::OpenerExt;

/// The desktop that the window stands on.
pub(crate) struct Desktop {
    app: AppHandle,
}

impl Desktop {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app }
    }
}

impl Host for Desktop {
    fn has_desktop(&self) -> bool {
        true
    }

    fn reveal(&self, path: &Path) -> Result<(), HostError> {
        self.app.opener().reveal_item_in_dir(path).map_err(failed)
    }

    fn open_url(&self, url: &str) -> Result<(), HostError> {
        self.app.opener().open_url(url, None::<&str>).map_err(failed)
    }

    fn choose_save_path<'a>(&'a self, suggested: &'a str) -> BoxFuture<'a, Result<Option<PathBuf>, HostError>> {
        let (answer, answered) = oneshot::channel();
        let mut dialog = self.app.dialog().file().set_file_name(suggested);
        if let Some(window) = self.app.get_webview_window(window::MAIN) {
            dialog = dialog.set_parent(&window);
        }
        if let Ok(films) = self.app.path().video_dir() {
            dialog = dialog.set_directory(films);
        }
        // The receiver is gone only when nobody waits for the answer any more.
        dialog.save_file(move |chosen| drop(answer.send(chosen)));
        Box::pin(async {
            let chosen = answered.await.map_err(failed)?;
            chosen.map(|path| path.into_path().map_err(failed)).transpose()
        })
    }
}

fn failed(error: impl Display) -> HostError {
    HostError::Failed(error.to_string())
}
