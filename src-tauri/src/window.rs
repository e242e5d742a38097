//! The one window: made once the studio is open, so that the page's first call finds it.

use std::env;
use tauri::{App, Url, WebviewWindow, WebviewWindowBuilder};

/// The label of the window, as in `tauri.conf.json` and in the capabilities.
pub(crate) const MAIN: &str = "main";

/// The origins of the page: Linux and macOS, Windows, and the development server where that is what is shown.
#[cfg(not(dev))]
pub(crate) const ORIGINS: [&str; 2] = ["tauri://localhost", "http://tauri.localhost"];
#[cfg(dev)]
pub(crate) const ORIGINS: [&str; 3] = ["tauri://localhost", "http://tauri.localhost", "http://localhost:5173"];

/// Shows the window that `tauri.conf.json` describes.
pub(crate) fn show(app: &App) -> tauri::Result<WebviewWindow> {
    let described = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let described = described.ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(app, described)?.on_navigation(is_page).build()
}

/// Whether there is anything to show a window on. GTK would end the program without a word that helps.
pub(crate) fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Whether an address is the page's: nothing else is ever shown in the window.
fn is_page(url: &Url) -> bool {
    let leads_home = |rest: &str| rest.is_empty() || rest.starts_with('/');
    ORIGINS.iter().any(|origin| url.as_str().strip_prefix(origin).is_some_and(leads_home))
}

#[cfg(test)]
mod tests {
    use super::is_page;
    use tauri::Url;

    #[test]
    fn the_window_shows_the_page_and_nothing_else() {
        let shown = |address| is_page(&Url::parse(address).unwrap());
        assert!(shown("tauri://localhost"));
        assert!(shown("tauri://localhost/index.html"));
        assert!(shown("http://tauri.localhost/index.html"));
        assert!(!shown("https://example.com/"));
        assert!(!shown("http://tauri.localhost.example.com/"));
        assert!(!shown("file:///etc/passwd"));
    }
}
