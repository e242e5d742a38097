//! Files that are dragged over the window and dropped there. Their paths go to the studio, which alone reads them.

use dailies_core::api::Studio;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::{DragDropEvent, WindowEvent};

/// Tells the studio what is being dragged. Other events are not for it.
pub(crate) fn watch(studio: &Arc<Studio>, event: &WindowEvent) {
    match event {
        WindowEvent::DragDrop(DragDropEvent::Enter { paths, .. }) if !files(paths).is_empty() => studio.drag_over(true),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) => take_in(studio, files(paths)),
        WindowEvent::DragDrop(DragDropEvent::Leave) => studio.drag_over(false),
        _ => {}
    }
}

fn take_in(studio: &Arc<Studio>, files: Vec<PathBuf>) {
    if files.is_empty() {
        return studio.drag_over(false);
    }
    let studio = Arc::clone(studio);
    tauri::async_runtime::spawn(async move { studio.drop_files(files).await });
}

/// The paths among them: GTK hands over web addresses too, such as that of a picture of the page that is being dragged.
fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().filter(|path| path.is_absolute()).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_no_file() {
        let file = std::env::temp_dir().join("quay.png");
        assert_eq!(files(&["http://127.0.0.1:1/token/clips/1/poster".into(), file.clone()]), [file]);
    }
}
