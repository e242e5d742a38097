//! Why there is no window: said to the user in a dialog and on stderr, in plain words of the user's language.

use dailies_core::api::OpenError;
use dailies_core::library::{Damage, LibraryError, restore};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};

/// A studio that was not opened.
pub(crate) enum StartupError {
    /// The system does not say where a program may keep its data.
    NoHome,
    /// The system does not say where this program lies.
    NoProgram(std::io::Error),
    /// The library, or what goes with it.
    Studio { data_dir: PathBuf, error: OpenError },
}

impl StartupError {
    /// Shows it, and ends the program with code 1 once it was read.
    pub(crate) fn show(&self, app: &AppHandle) {
        let in_chinese = speaks_chinese();
        let words = self.words(in_chinese);
        eprintln!("dailies: {words}");
        let handle = app.clone();
        let dialog = app.dialog().message(words).title("Dailies").kind(MessageDialogKind::Error);
        let Some((folder, copy)) = self.copy() else { return dialog.show(move |_| handle.exit(1)) };
        let (restore, close) = if in_chinese { ("使用备份", "关闭") } else { ("Use the copy", "Close") };
        let buttons = MessageDialogButtons::OkCancelCustom(restore.to_owned(), close.to_owned());
        dialog.buttons(buttons).show(move |is_wanted| match is_wanted.then(|| restore_copy(&folder, &copy)) {
            Some(true) => handle.restart(),
            Some(false) | None => handle.exit(1),
        });
    }

    /// The library's folder, and the last good copy of its database where it is damaged.
    fn copy(&self) -> Option<(PathBuf, PathBuf)> {
        match self {
            Self::Studio { data_dir, error: OpenError::Library(LibraryError::Damaged { copy: Some(copy), .. }) } => {
                Some((data_dir.clone(), copy.clone()))
            }
            _ => None,
        }
    }

    fn words(&self, in_chinese: bool) -> String {
        let (english, chinese) = match self {
            Self::NoHome => (
                "No folder for the library was found. Set DAILIES_DATA_DIR to one.".to_owned(),
                "找不到存放素材库的文件夹。请用 DAILIES_DATA_DIR 指定一个。".to_owned(),
            ),
            Self::NoProgram(error) => (
                format!("The system does not say where Dailies is installed: {error}."),
                format!("系统未能给出 Dailies 的安装位置：{error}。"),
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
            format!("Dailies 已经打开了这个素材库。请使用已打开的窗口，或先将其关闭。\n\n{folder}"),
        ),
        OpenError::Library(LibraryError::Full) => (
            format!("The disk that holds the library is full. Make room on it, then start Dailies again.\n\n{folder}"),
            format!("素材库所在的磁盘已满。请腾出空间后重新启动 Dailies。\n\n{folder}"),
        ),
        OpenError::Library(LibraryError::TooNew) => (
            format!("This library was made by a newer version of Dailies. Nothing in it was changed.\n\n{folder}"),
            format!("这个素材库由更新版本的 Dailies 创建。其中的内容没有被改动。\n\n{folder}"),
        ),
        OpenError::Library(LibraryError::Foreign) => (
            format!(
                "The file library.sqlite in this folder belongs to another program. Nothing was changed. Move it elsewhere, \
                 or set DAILIES_DATA_DIR to another folder.\n\n{folder}"
            ),
            format!(
                "这个文件夹里的 library.sqlite 属于其他程序。其中的内容没有被改动。请把它移到别处，\
                 或用 DAILIES_DATA_DIR 指定另一个文件夹。\n\n{folder}"
            ),
        ),
        OpenError::Library(LibraryError::Damaged { damage, copy }) => of_damage(folder, *damage, copy.as_deref()),
        OpenError::Library(LibraryError::Io(error)) => (
            format!("The library's folder cannot be used: {error}.\n\n{folder}"),
            format!("无法使用素材库文件夹：{error}。\n\n{folder}"),
        ),
        error => (
            format!("Dailies could not be opened: {error}.\n\n{folder}"),
            format!("Dailies 无法打开：{error}。\n\n{folder}"),
        ),
    }
}

fn of_damage(folder: &str, damage: Damage, copy: Option<&Path>) -> (String, String) {
    let (english, chinese) = match damage {
        Damage::Missing => (
            "The library's database library.sqlite is missing or empty, although its clips are there.",
            "素材库的数据库 library.sqlite 不见了或是空的，但片段文件还在。",
        ),
        Damage::Unreadable => {
            ("The library's database library.sqlite is damaged.", "素材库的数据库 library.sqlite 已损坏。")
        }
        Damage::Behind => (
            "The library's database lacks its last changes: library.sqlite-wal is gone or damaged, or library.sqlite is an \
             older one. If you put it there on purpose, remove library.commits and start Dailies again.",
            "素材库的数据库缺少最近的改动：library.sqlite-wal 不见了或已损坏，或者 library.sqlite 是旧的。\
             如果是您有意放回的旧文件，请删除 library.commits 后重新启动 Dailies。",
        ),
    };
    let nothing = ("Nothing was changed, and your clips are safe.", "没有改动任何内容，您的片段都在。");
    let (english_way, chinese_way) = match copy.map(Path::display) {
        Some(copy) => (
            format!(
                "The last good copy is {copy}. Use it? What was made since is not in it, but its files stay; the damaged \
                 database is kept in a folder beside it."
            ),
            format!(
                "最近的完好备份是 {copy}。要使用它吗？之后生成的内容不在其中，但文件会保留；损坏的数据库会移到旁边的文件夹里。"
            ),
        ),
        None => (
            "Put back a copy of the library's folder if you have one.".to_owned(),
            "如果您备份过素材库文件夹，请放回备份。".to_owned(),
        ),
    };
    (
        format!("{english} {} {english_way}\n\n{folder}", nothing.0),
        format!("{chinese}{}{chinese_way}\n\n{folder}", nothing.1),
    )
}

fn restore_copy(folder: &Path, copy: &Path) -> bool {
    let restored = restore(folder, copy);
    if let Err(error) = &restored {
        eprintln!("dailies: the copy could not be used: {error}");
    }
    restored.is_ok()
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
        let refusal = StartupError::Studio { data_dir: PathBuf::from("/films"), error };
        assert!(refusal.words(false).contains("already open") && refusal.words(false).ends_with("/films"));
        assert!(refusal.words(true).contains("已经打开") && refusal.words(true).ends_with("/films"));
    }

    #[test]
    fn a_damaged_library_names_what_is_wrong_and_the_last_good_copy() {
        for damage in [Damage::Missing, Damage::Unreadable, Damage::Behind] {
            let copy = PathBuf::from("/films/backups/library-000004.sqlite");
            let error = OpenError::Library(LibraryError::Damaged { damage, copy: Some(copy.clone()) });
            let refusal = StartupError::Studio { data_dir: PathBuf::from("/films"), error };
            for in_chinese in [false, true] {
                let words = refusal.words(in_chinese);
                assert!(words.contains("library-000004.sqlite") && words.ends_with("/films"), "{words}");
            }
            assert_eq!(refusal.copy(), Some((PathBuf::from("/films"), copy)));
        }
    }
}
