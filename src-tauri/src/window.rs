//! The one window: made once the studio is open, so that the page's first call finds it.

use std::env;
use tauri::{App, Config, Url, WebviewWindow, WebviewWindowBuilder};

/// The label of the window, as in `tauri.conf.json` and in the capabilities.
pub(crate) const MAIN: &str = "main";

/// The origins of the embedded page: Linux and macOS, Windows.
const EMBEDDED: [&str; 2] = ["tauri://localhost", "http://tauri.localhost"];

/// Returns the origins of the page; in a development build, that of the development server too.
pub(crate) fn origins(config: &Config) -> Vec<String> {
    let server = config.build.dev_url.as_ref().filter(|_| cfg!(dev));
    let server = server.map(|url| url.origin().ascii_serialization());
    EMBEDDED.map(str::to_owned).into_iter().chain(server).collect()
}

/// Shows the window that `tauri.conf.json` describes.
pub(crate) fn show(app: &App) -> tauri::Result<WebviewWindow> {
    let described = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let described = described.ok_or(tauri::Error::WindowNotFound)?;
    let origins = origins(app.config());
    WebviewWindowBuilder::from_config(app, described)?.on_navigation(move |url| is_page(&origins, url)).build()
}

/// Whether there is anything to show a window on. GTK would end the program without a word that helps.
pub(crate) fn has_display() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Whether an address is the page's: nothing else is ever shown in the window.
fn is_page(origins: &[String], url: &Url) -> bool {
    let leads_home = |rest: &str| rest.is_empty() || rest.starts_with('/');
    origins.iter().any(|origin| url.as_str().strip_prefix(origin.as_str()).is_some_and(leads_home))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_shows_the_page_and_nothing_else() {
        let config: Config = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
        let origins = origins(&config);
        let shown = |address| is_page(&origins, &Url::parse(address).unwrap());
        assert!(shown("tauri://localhost"));
        assert!(shown("tauri://localhost/index.html"));
        assert!(shown("http://tauri.localhost/index.html"));
        assert_eq!(shown("http://localhost:5173/"), cfg!(dev));
        assert!(!shown("https://example.com/"));
        assert!(!shown("http://tauri.localhost.example.com/"));
        assert!(!shown("file:///etc/passwd"));
    }
}
