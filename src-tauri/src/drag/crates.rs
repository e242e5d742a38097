//! A drag by the crate `drag`.

use super::DragError;
use ::drag::{DragItem, DragMode, Image, Options};
use std::path::PathBuf;
use tauri::{Runtime, WebviewWindow};

/// Begins a drag of files; `preview` is a small PNG that goes with the pointer.
pub(crate) fn start(window: &WebviewWindow<impl Runtime>, files: &[PathBuf], preview: &[u8]) -> Result<(), DragError> {
    let options = Options { mode: DragMode::Copy, ..Options::default() };
    Ok(::drag::start_drag(window, DragItem::Files(files.to_vec()), Image::Raw(preview.to_vec()), |_, _| {}, options)?)
}
