//! The desktop, as the studio asks for it: the system's file manager, its dialogs for files, its clipboard, and the mouse.

use crate::dialog_filter::in_any_case;
use crate::{clipboard, drag, window};
use dailies_core::host::{Clipboard, Host, HostError};
use futures::channel::oneshot;
use futures::future::BoxFuture;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};
use tauri_plugin_opener::OpenerExt;

/// How the names of pictures end that can be sent.
const PICTURES: [&str; 5] = ["png", "jpg", "jpeg", "webp", "gif"];

/// How the names of films end that can be brought in, and of recipes.
const FILMS: [&str; 5] = ["mp4", "m4v", "mov", "webm", "json"];

/// The desktop that the window stands on.
pub(crate) struct Desktop {
    app: AppHandle,
}

impl Desktop {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app }
    }

    /// A dialog of the window.
    fn dialog(&self) -> FileDialogBuilder<impl Runtime> {
        let dialog = self.app.dialog().file();
        match self.app.get_webview_window(window::MAIN) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
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

    fn choose_pictures(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>> {
        let (answer, answered) = oneshot::channel();
        let mut dialog = self.dialog().add_filter("PNG, JPEG, WebP, GIF", &strs(&in_any_case(&PICTURES)));
        if let Ok(pictures) = self.app.path().picture_dir() {
            dialog = dialog.set_directory(pictures);
        }
        // The receiver is gone only when nobody waits for the answer any more.
        dialog.pick_files(move |chosen| drop(answer.send(chosen)));
        Box::pin(async {
            let chosen = answered.await.map_err(failed)?.unwrap_or_default();
            chosen.into_iter().map(|path| path.into_path().map_err(failed)).collect()
        })
    }

    fn clipboard(&self) -> BoxFuture<'_, Result<Clipboard, HostError>> {
        Box::pin(async { spawn_blocking(clipboard::read).await.map_err(failed)?.map_err(failed) })
    }

    fn choose_save_path<'a>(&'a self, suggested: &'a str) -> BoxFuture<'a, Result<Option<PathBuf>, HostError>> {
        let (answer, answered) = oneshot::channel();
        let mut dialog = self.dialog().set_file_name(suggested);
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

    fn choose_folder(&self) -> BoxFuture<'_, Result<Option<PathBuf>, HostError>> {
        let (answer, answered) = oneshot::channel();
        let mut dialog = self.dialog();
        if let Ok(films) = self.app.path().video_dir() {
            dialog = dialog.set_directory(films);
        }
        // The receiver is gone only when nobody waits for the answer any more.
        dialog.pick_folder(move |chosen| drop(answer.send(chosen)));
        Box::pin(async {
            let chosen = answered.await.map_err(failed)?;
            chosen.map(|path| path.into_path().map_err(failed)).transpose()
        })
    }

    fn choose_films(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>> {
        let (answer, answered) = oneshot::channel();
        let mut dialog = self.dialog().add_filter("MP4, MOV, WebM, JSON", &strs(&in_any_case(&FILMS)));
        if let Ok(films) = self.app.path().video_dir() {
            dialog = dialog.set_directory(films);
        }
        // The receiver is gone only when nobody waits for the answer any more.
        dialog.pick_files(move |chosen| drop(answer.send(chosen)));
        Box::pin(async {
            let chosen = answered.await.map_err(failed)?.unwrap_or_default();
            chosen.into_iter().map(|path| path.into_path().map_err(failed)).collect()
        })
    }

    fn copy_picture(&self, png: Vec<u8>) -> BoxFuture<'_, Result<(), HostError>> {
        Box::pin(async { spawn_blocking(move || clipboard::write(&png)).await.map_err(failed)?.map_err(failed) })
    }

    fn start_drag(&self, files: Vec<PathBuf>, preview: Vec<u8>) -> BoxFuture<'_, Result<(), HostError>> {
        let (answer, answered) = oneshot::channel();
        let window = self.app.get_webview_window(window::MAIN);
        let begun = window.ok_or(HostError::NoDesktop).and_then(|window| {
            let begin = move || drop(answer.send(drag::start(&window, &files, &preview)));
            self.app.run_on_main_thread(begin).map_err(failed)
        });
        Box::pin(async {
            begun?;
            answered.await.map_err(failed)?.map_err(failed)
        })
    }
}

fn strs(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn failed(error: impl Display) -> HostError {
    HostError::Failed(error.to_string())
}
