//! Files that are dragged out of the window, while a button of the mouse is down. Runs on the main thread alone.

use ::drag::{DragItem, DragMode, Image, Options};
use std::path::PathBuf;
use tauri::{Runtime, WebviewWindow};

/// Why a drag did not begin.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DragError {
    /// The window has no handle (any more).
    #[cfg(target_os = "linux")]
    #[error("the window: {0}")]
    Window(#[from] tauri::Error),
    /// The system did not begin it: as a rule, no button is down.
    #[error("the drag: {0}")]
    System(#[from] ::drag::Error),
}

/// Begins a drag; whoever it ends with copies the files. `preview` is a small PNG that goes with the pointer.
pub(crate) fn start(
    window: &WebviewWindow<impl Runtime>,
    files: Vec<PathBuf>,
    preview: Vec<u8>,
) -> Result<(), DragError> {
    let files = DragItem::Files(files.into_iter().map(addressed).collect());
    let options = Options { mode: DragMode::Copy, ..Options::default() };
    #[cfg(target_os = "linux")]
    let window = &window.gtk_window()?;
    Ok(::drag::start_drag(window, files, Image::Raw(preview), |_, _| {}, options)?)
}

/// The crate makes an address of a path by putting `file://` before it: it has to be written as one.
#[cfg(target_os = "linux")]
fn addressed(path: PathBuf) -> PathBuf {
    tauri::Url::from_file_path(&path).map_or(path, |url| PathBuf::from(url.path()))
}

#[cfg(not(target_os = "linux"))]
fn addressed(path: PathBuf) -> PathBuf {
    path
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_an_address() {
        assert_eq!(addressed("/a b/海 #1 100%.mp4".into()), PathBuf::from("/a%20b/%E6%B5%B7%20%231%20100%25.mp4"));
    }
}
