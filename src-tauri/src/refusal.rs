//! Why there is no window: said to the user in a dialog and on stderr, in plain words of the user's language.

use dailies_core::api::OpenError;
use dailies_core::library::LibraryError;
use std::path::PathBuf;
use std::process::ExitCode;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// A studio that was not opened.
pub(crate) enum Refusal {
    /// The system does not say where a program may keep its data.
    NoHome,
    /// The system does not say where this program lies.
    NoProgram(std::io::Error),
    /// The library, or what goes with it.
    Studio { data_dir: PathBuf, error: OpenError },
}

impl Refusal {
    /// Shows it, and ends the program with code 1 once it was read.
    pub(crate) fn show(&self, app: &AppHandle) {
        let words = self.words(speaks_chinese());
        eprintln!("dailies: {words}");
        let handle = app.clone();
        app.dialog().message(words).title("Dailies").kind(MessageDialogKind::Error).show(move |_| handle.exit(1));
    }

    fn words(&self, in_chinese: bool) -> String {
        let (english, chinese) = match self {
            Self::NoHome => (
                "No folder for the library was found. Set DAILIES_DATA_DIR to one.".to_owned(),
                "找不到存放片库的文件夹。请用 DAILIES_DATA_DIR 指定一个。".to_owned(),
            ),
            Self::NoProgram(error) => (
                format!("The system does not say where Dailies is installed: {error}."),
                format!("系统未能给出 Dailies 的安装位置:{error}。"),
            ),
            Self::Studio { data_dir, error } => of_studio(&data_dir.display().to_string(), error),
        };
        if in_chinese { chinese } else { english }
    }
}

fn of_studio(folder: &str, error: &OpenError) -> (String, String) {
    match error {
        OpenError::Library(LibraryError::InUse) => (
            format!(
                "Dailies is already open with this library. Use the window that is open, or close it first.\n\n{folder}"
            ),
            format!("Dailies 已经打开了这个片库。请使用已打开的窗口,或先将其关闭。\n\n{folder}"),
        ),
        OpenError::Library(LibraryError::Full) => (
            format!("The disk that holds the library is full. Make room on it, then start Dailies again.\n\n{folder}"),
            format!("片库所在的磁盘已满。请腾出空间后重新启动 Dailies。\n\n{folder}"),
        ),
        OpenError::Library(LibraryError::TooNew) => (
            format!("This library was made by a newer version of Dailies. Nothing in it was changed.\n\n{folder}"),
            format!("这个片库由更新版本的 Dailies 创建。其中的内容没有被改动。\n\n{folder}"),
        ),
        OpenError::Library(LibraryError::Io(error)) => (
            format!("The library's folder cannot be used: {error}.\n\n{folder}"),
            format!("无法使用片库文件夹:{error}。\n\n{folder}"),
        ),
        error => (
            format!("Dailies could not be opened: {error}.\n\n{folder}"),
            format!("Dailies 无法打开:{error}。\n\n{folder}"),
        ),
    }
}

/// The library's own language setting cannot be read here: the library is what did not open.
fn speaks_chinese() -> bool {
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    locale.is_some_and(|locale| locale.starts_with("zh"))
}

/// For what goes wrong before a dialog can be shown.
pub(crate) fn without_window(words: &str) -> ExitCode {
    eprintln!("dailies: {words}");
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_names_the_folder_in_both_languages() {
        let error = OpenError::Library(LibraryError::InUse);
        let refusal = Refusal::Studio { data_dir: PathBuf::from("/films"), error };
        assert!(refusal.words(false).contains("already open") && refusal.words(false).ends_with("/films"));
        assert!(refusal.words(true).contains("已经打开") && refusal.words(true).ends_with("/films"));
    }
}
