//! A drag by GTK. The crate `drag` withdraws the files as soon as the button is up, before anybody could ask for them
//! (<https://github.com/crabnebula-dev/drag-rs/issues/84>); here they can be asked for until GTK says that the drag ended.

use super::DragError;
use gtk::gdk::{BUTTON_PRIMARY, DragAction};
use gtk::gdk_pixbuf::{Pixbuf, PixbufLoader};
use gtk::glib::SignalHandlerId;
use gtk::prelude::*;
use gtk::{ApplicationWindow, TargetList};
use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use tauri::{Runtime, Url, WebviewWindow};

/// Begins a drag of files; `preview` is a small PNG that goes with the pointer.
pub(crate) fn start(window: &WebviewWindow<impl Runtime>, files: &[PathBuf], preview: &[u8]) -> Result<(), DragError> {
    let window = window.gtk_window()?;
    let offered = offer(&window, files.iter().filter_map(|file| address(file)).collect());
    let targets = TargetList::new(&[]);
    targets.add_uri_targets(0);
    let begun = window.drag_begin_with_coordinates(&targets, DragAction::COPY, BUTTON_PRIMARY as i32, None, -1, -1);
    let Some(context) = begun else {
        withdraw(&window, &offered);
        return Err(DragError::NotBegun);
    };
    if let Some(picture) = picture(preview) {
        context.drag_set_icon_pixbuf(&picture, 0, 0);
    }
    Ok(())
}

type Offered = Rc<RefCell<Vec<SignalHandlerId>>>;

/// Answers whoever asks for the addresses, until the drag has ended.
fn offer(window: &ApplicationWindow, addresses: Vec<String>) -> Offered {
    let offered = Offered::default();
    let given = window.connect_drag_data_get(move |_, _, data, _, _| {
        data.set_uris(&addresses.iter().map(String::as_str).collect::<Vec<_>>());
    });
    let over = offered.clone();
    let ended = window.connect_drag_end(move |window, _| withdraw(window, &over));
    offered.borrow_mut().extend([given, ended]);
    offered
}

fn withdraw(window: &ApplicationWindow, offered: &Offered) {
    for handler in offered.take() {
        window.disconnect(handler);
    }
}

fn address(file: &Path) -> Option<String> {
    Url::from_file_path(file).ok().map(String::from)
}

fn picture(png: &[u8]) -> Option<Pixbuf> {
    let loader = PixbufLoader::new();
    loader.write(png).and_then(|()| loader.close()).ok()?;
    loader.pixbuf()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_as_an_address() {
        let address = address(Path::new("/a b/海 #1 100%.mp4"));
        assert_eq!(address.as_deref(), Some("file:///a%20b/%E6%B5%B7%20%231%20100%25.mp4"));
    }
}
