//! What the studio asks of the desktop it runs on. The shell answers; without a window nobody does.

use std::path::{Path, PathBuf};

use futures::future::BoxFuture;

/// The desktop, as far as the studio needs it.
pub trait Host: Send + Sync {
    /// Whether there is a desktop at all.
    fn has_desktop(&self) -> bool;

    /// Shows a file in the system's file manager.
    ///
    /// # Errors
    /// `NoDesktop`, or `Failed` when the system could not do it.
    fn reveal(&self, path: &Path) -> Result<(), HostError>;

    /// Asks the user for picture files; none when the user thought better of it.
    ///
    /// # Errors
    /// As `reveal`.
    fn choose_pictures(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>>;

    /// Reads the clipboard, as far as it holds pictures.
    ///
    /// # Errors
    /// As `reveal`.
    fn clipboard(&self) -> BoxFuture<'_, Result<Clipboard, HostError>>;

    /// Opens a web page in the system's browser.
    ///
    /// # Errors
    /// As `reveal`.
    fn open_url(&self, url: &str) -> Result<(), HostError>;

    /// Asks the user where to save a file; `None` when the user thought better of it.
    fn choose_save_path<'a>(&'a self, suggested: &'a str) -> BoxFuture<'a, Result<Option<PathBuf>, HostError>>;

    /// Asks the user for a folder; `None` when the user thought better of it.
    ///
    /// # Errors
    /// As `reveal`.
    fn choose_folder(&self) -> BoxFuture<'_, Result<Option<PathBuf>, HostError>> {
        nowhere()
    }

    /// Asks the user for films and recipes; none when the user thought better of it.
    ///
    /// # Errors
    /// As `reveal`.
    fn choose_films(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>> {
        nowhere()
    }

    /// Puts a picture on the clipboard, given as PNG.
    ///
    /// # Errors
    /// As `reveal`.
    fn copy_picture(&self, _png: Vec<u8>) -> BoxFuture<'_, Result<(), HostError>> {
        nowhere()
    }

    /// Lets the user drag files out of the window, while a button of the mouse is down. `preview`, a small PNG, goes with the
    /// pointer. Done when the drag has begun.
    ///
    /// # Errors
    /// As `reveal`.
    fn start_drag(&self, _files: Vec<PathBuf>, _preview: Vec<u8>) -> BoxFuture<'_, Result<(), HostError>> {
        nowhere()
    }
}

/// What a desktop answers that there is not.
fn nowhere<'a, T: Send + 'a>() -> BoxFuture<'a, Result<T, HostError>> {
    Box::pin(std::future::ready(Err(HostError::NoDesktop)))
}

/// What of the clipboard may be pictures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clipboard {
    /// Nothing, or something else.
    Nothing,
    /// Files that were copied, whatever they are.
    Files(Vec<PathBuf>),
    /// Pixels, as the PNG that they were made into.
    Png(Vec<u8>),
}

/// What can go wrong with the desktop.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// There is none.
    #[error("there is no desktop here")]
    NoDesktop,
    /// It did not do what it was asked.
    #[error("the desktop: {0}")]
    Failed(String),
}

/// No desktop: for the headless studio.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDesktop;

impl Host for NoDesktop {
    fn has_desktop(&self) -> bool {
        false
    }

    fn reveal(&self, _: &Path) -> Result<(), HostError> {
        Err(HostError::NoDesktop)
    }

    fn open_url(&self, _: &str) -> Result<(), HostError> {
        Err(HostError::NoDesktop)
    }

    fn choose_pictures(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>> {
        nowhere()
    }

    fn clipboard(&self) -> BoxFuture<'_, Result<Clipboard, HostError>> {
        nowhere()
    }

    fn choose_save_path<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<PathBuf>, HostError>> {
        nowhere()
    }
}
