//! Files that are dragged out of the window, while a button of the mouse is down. Runs on the main thread alone.
//!
//! Whoever the drag ends with copies the files; what it does with them is not known here.

#[cfg(target_os = "linux")]
#[path = "gtk.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "crates.rs"]
mod system;

pub(crate) use system::start;

/// Why a drag did not begin.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DragError {
    /// The window has no handle (any more).
    #[cfg(target_os = "linux")]
    #[error("the window: {0}")]
    Window(#[from] tauri::Error),
    /// The system did not begin it: as a rule, no button is down.
    #[cfg(target_os = "linux")]
    #[error("the system began no drag")]
    NotBegun,
    /// The same elsewhere.
    #[cfg(not(target_os = "linux"))]
    #[error("the drag: {0}")]
    System(#[from] ::drag::Error),
}
