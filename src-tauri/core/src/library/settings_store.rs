//! Stores settings, drafts, the last gallery view and the last export options, each as one document under its name.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{LibraryError, columns::json};
use dailies_model::{Draft, ExportForm, GalleryView, Settings, Timestamp};

pub(super) const CREATE: &str = "
    CREATE TABLE settings (
        name TEXT PRIMARY KEY,
        body TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE drafts (
        name     TEXT PRIMARY KEY,
        body     TEXT NOT NULL,
        saved_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;";

/// The one set of settings there is.
const SETTINGS: &str = "settings";
/// Name of the last gallery view.
const VIEW: &str = "gallery_view";
/// How clips were exported last.
const EXPORTS: &str = "exports";
/// The clock as it was read last.
const SEEN: &str = "seen";
/// The composer's draft.
const COMPOSER: &str = "composer";

/// The user's settings, or the defaults.
///
/// # Errors
/// Those of the database.
pub fn settings(db: &Connection) -> Result<Settings, LibraryError> {
    setting(db, SETTINGS)
}

/// Keeps the user's settings.
///
/// # Errors
/// Those of the database.
pub fn save_settings(db: &Connection, settings: &Settings) -> Result<(), LibraryError> {
    save_setting(db, SETTINGS, settings)
}

/// Where the user was in the gallery, or its top.
///
/// # Errors
/// Those of the database.
pub fn view(db: &Connection) -> Result<GalleryView, LibraryError> {
    setting(db, VIEW)
}

/// Keeps where the user is in the gallery.
///
/// # Errors
/// Those of the database.
pub fn save_view(db: &Connection, view: &GalleryView) -> Result<(), LibraryError> {
    save_setting(db, VIEW, view)
}

fn setting<T: DeserializeOwned + Default>(db: &Connection, name: &str) -> Result<T, LibraryError> {
    let body = db.query_row("SELECT body FROM settings WHERE name = ?1", [name], |row| row.get(0)).optional()?;
    Ok(parse(body)?.unwrap_or_default())
}

fn save_setting<T: Serialize>(db: &Connection, name: &str, value: &T) -> Result<(), LibraryError> {
    db.execute("INSERT OR REPLACE INTO settings (name, body) VALUES (?1, ?2)", [name, &json(value)?])?;
    Ok(())
}

/// The clock as it was read last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LastClock {
    /// The last time that was believed; `None`: the library is new, or of before it was kept.
    pub at: Option<Timestamp>,
    /// A time far after that, which another run has to agree with first.
    pub doubted: Option<Timestamp>,
}

/// The clock as it was read last.
///
/// # Errors
/// Those of the database.
pub fn seen(db: &Connection) -> Result<LastClock, LibraryError> {
    setting(db, SEEN)
}

/// Keeps that.
///
/// # Errors
/// Those of the database.
pub fn save_seen(db: &Connection, seen: &LastClock) -> Result<(), LibraryError> {
    save_setting(db, SEEN, seen)
}

/// How clips were exported last, and where to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exports {
    /// The folder; the page never sees its path.
    pub folder: Option<PathBuf>,
    /// The form.
    pub form: ExportForm,
}

/// How clips were exported last, or the defaults.
///
/// # Errors
/// Those of the database.
pub fn exports(db: &Connection) -> Result<Exports, LibraryError> {
    let body = db.query_row("SELECT body FROM settings WHERE name = ?1", [EXPORTS], |row| row.get(0)).optional()?;
    Ok(parse(body)?.unwrap_or_default())
}

/// Keeps that.
///
/// # Errors
/// Those of the database; `Unreadable` for a folder whose name is no text.
pub fn save_exports(db: &Connection, exports: &Exports) -> Result<(), LibraryError> {
    db.execute("INSERT OR REPLACE INTO settings (name, body) VALUES (?1, ?2)", [EXPORTS, &json(exports)?])?;
    Ok(())
}

/// The composer's draft, if there ever was one.
///
/// # Errors
/// Those of the database.
pub fn draft(db: &Connection) -> Result<Option<Draft>, LibraryError> {
    let body = db.query_row("SELECT body FROM drafts WHERE name = ?1", [COMPOSER], |row| row.get(0)).optional()?;
    parse(body)
}

/// Keeps the composer's draft.
///
/// # Errors
/// Those of the database.
pub fn save_draft(db: &Connection, draft: &Draft, now: Timestamp) -> Result<(), LibraryError> {
    let body = json(draft)?;
    save(db, COMPOSER, &body, now)
}

fn save(db: &Connection, name: &str, body: &str, now: Timestamp) -> Result<(), LibraryError> {
    db.execute("INSERT OR REPLACE INTO drafts (name, body, saved_at) VALUES (?1, ?2, ?3)", params![name, body, now])?;
    Ok(())
}

fn parse<T: DeserializeOwned>(body: Option<String>) -> Result<Option<T>, LibraryError> {
    Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
}
