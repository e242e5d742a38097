//! The connections: addresses and where their keys lie. The keys themselves are never here.

use rusqlite::{Connection as Db, OptionalExtension as _, Row, params};

use super::{
    LibraryError,
    columns::{from_json, from_word, json, word},
};
use dailies_model::{
    Balance, Connection, ConnectionId, ConnectionKind, ConnectionTest, Formats, KeyPlace, KeyRef, KeyState, PlainHttp,
    Proxy, Timestamp, plain_http_origin,
};

pub(super) const CREATE: &str = "
    CREATE TABLE connections (
        id            INTEGER PRIMARY KEY AUTOINCREMENT,
        name          TEXT NOT NULL,
        kind          TEXT NOT NULL,
        base_url      TEXT NOT NULL,
        key_ref       TEXT,
        key_place     TEXT,
        key_last_four TEXT,
        last_test     TEXT,
        created_at    INTEGER NOT NULL,
        removed_at    INTEGER
    ) STRICT;";

/// The way to a relay, the formats it is spoken to in, and what is left on the account.
pub(super) const ADD_WAYS: &str = "
    ALTER TABLE connections ADD COLUMN proxy TEXT NOT NULL DEFAULT '{\"way\":\"system\"}';
    ALTER TABLE connections ADD COLUMN formats TEXT NOT NULL DEFAULT '{}';
    ALTER TABLE connections ADD COLUMN balance TEXT;
    ALTER TABLE connections ADD COLUMN warn_below_micros INTEGER;";

/// The origin that the user allowed to be spoken to without encryption.
pub(super) const ADD_PLAIN_HTTP: &str = "
    ALTER TABLE connections ADD COLUMN plain_http_origin TEXT;";

/// What a relay was seen to refuse, and whether the user chose when to be warned of a low balance.
pub(super) const ADD_SEEN: &str = "
    ALTER TABLE connections ADD COLUMN remix_refused_at INTEGER;
    ALTER TABLE connections ADD COLUMN is_warning_chosen INTEGER NOT NULL DEFAULT 0;
    UPDATE connections SET is_warning_chosen = 1 WHERE warn_below_micros IS NOT NULL;";

/// Where the user did not choose, the warning comes when a tenth of all credit is left, and a US dollar at most: a few
/// clips of most models.
const USUAL_WARNING: (i64, i64) = (10, 1_000_000);

/// A connection's row: what the user sees of it, and where its key lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectionRow {
    /// Its number.
    pub id: ConnectionId,
    /// What the user calls it.
    pub name: String,
    /// The built-in relay, or one with an address.
    pub kind: ConnectionKind,
    /// The normalised address.
    pub base_url: String,
    /// The origin that the user allowed to be spoken to without encryption, be it the present one or not.
    pub plain_http_origin: Option<String>,
    /// Its key, if it has one.
    pub key: Option<KeyRow>,
    /// The way there.
    pub proxy: Proxy,
    /// Which wire formats are spoken to it.
    pub formats: Formats,
    /// What the last test said.
    pub last_test: Option<ConnectionTest>,
    /// What was left when it was last asked for.
    pub balance: Option<Balance>,
    /// The user is warned when less than this is left.
    pub warn_below_micros: Option<i64>,
    /// When the relay last refused to remix a clip.
    pub remix_refused_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Where a key lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Its account name in the keychain.
    pub key_ref: KeyRef,
    /// In the keychain, or for the session only.
    pub place: KeyPlace,
    /// What is shown of it.
    pub last_four: String,
}

impl ConnectionRow {
    /// Whether `base_url` may be spoken to without encryption; `None` of one that is spoken to otherwise.
    pub fn plain_http(&self, base_url: &str) -> Option<PlainHttp> {
        let origin = plain_http_origin(base_url)?;
        Some(if self.plain_http_origin == Some(origin) { PlainHttp::Allow } else { PlainHttp::Refuse })
    }

    /// The connection as the user sees it; `in_memory` tells whether a session's key is still there.
    pub fn shown(self, in_memory: impl FnOnce(&KeyRef) -> bool) -> Connection {
        let plain_http = self.plain_http(&self.base_url);
        let key = match self.key {
            None => KeyState::None,
            Some(KeyRow { place: KeyPlace::Keychain, last_four, .. }) => KeyState::Keychain { last_four },
            Some(key) if in_memory(&key.key_ref) => KeyState::Session { last_four: key.last_four },
            Some(key) => KeyState::Lost { last_four: key.last_four },
        };
        Connection {
            plain_http,
            id: self.id,
            name: self.name,
            kind: self.kind,
            base_url: self.base_url,
            key,
            proxy: self.proxy,
            formats: self.formats,
            last_test: self.last_test,
            balance: self.balance,
            warn_below_micros: self.warn_below_micros,
            created_at: self.created_at,
        }
    }
}

/// Every connection that was not removed, oldest first.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Db) -> Result<Vec<ConnectionRow>, LibraryError> {
    let mut query = db.prepare_cached("SELECT * FROM connections WHERE removed_at IS NULL ORDER BY id")?;
    let rows = query.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One connection.
///
/// # Errors
/// `NotFound` when there is none, or it was removed.
pub fn get(db: &Db, id: ConnectionId) -> Result<ConnectionRow, LibraryError> {
    Ok(db.query_row("SELECT * FROM connections WHERE id = ?1 AND removed_at IS NULL", [id], read)?)
}

/// Adds a connection without a key.
///
/// # Errors
/// Those of the database.
pub fn insert(
    db: &Db,
    name: &str,
    kind: ConnectionKind,
    base_url: &str,
    now: Timestamp,
) -> Result<ConnectionId, LibraryError> {
    db.execute(
        "INSERT INTO connections (name, kind, base_url, created_at) VALUES (?1, ?2, ?3, ?4)",
        params![name, word(&kind)?, base_url, now],
    )?;
    Ok(ConnectionId(db.last_insert_rowid()))
}

/// Renames and readdresses a connection; what another relay was seen to refuse counts no more.
///
/// # Errors
/// Those of the database.
pub fn set_address(db: &Db, id: ConnectionId, name: &str, base_url: &str) -> Result<(), LibraryError> {
    db.execute(
        "UPDATE connections SET name = ?2, base_url = ?3, remix_refused_at = iif(base_url = ?3, remix_refused_at, NULL)
         WHERE id = ?1",
        params![id, name, base_url],
    )?;
    Ok(())
}

/// Notes that the user allowed to speak to this address without encryption; of one that is spoken to otherwise, nothing.
///
/// # Errors
/// Those of the database.
pub fn allow_plain_http(db: &Db, id: ConnectionId, base_url: &str) -> Result<(), LibraryError> {
    if let Some(origin) = plain_http_origin(base_url) {
        db.execute("UPDATE connections SET plain_http_origin = ?2 WHERE id = ?1", params![id, origin])?;
    }
    Ok(())
}

/// Whether a job of this connection, removed or not, may speak to `base_url` without encryption.
///
/// # Errors
/// Those of the database.
pub fn plain_http(db: &Db, id: ConnectionId, base_url: &str) -> Result<PlainHttp, LibraryError> {
    let row = db.query_row("SELECT * FROM connections WHERE id = ?1", [id], read).optional()?;
    Ok(row.and_then(|row| row.plain_http(base_url)).unwrap_or_default())
}

/// Notes where a connection's key lies, or that it has none; what was tested with another key counts no more.
///
/// # Errors
/// Those of the database.
pub fn set_key(db: &Db, id: ConnectionId, key: Option<&KeyRow>) -> Result<(), LibraryError> {
    let place = key.map(|key| word(&key.place)).transpose()?;
    db.execute(
        "UPDATE connections SET key_ref = ?2, key_place = ?3, key_last_four = ?4, last_test = NULL WHERE id = ?1",
        params![id, key.map(|key| &key.key_ref), place, key.map(|key| &key.last_four)],
    )?;
    Ok(())
}

/// Notes what a test said.
///
/// # Errors
/// Those of the database.
pub fn set_test(db: &Db, id: ConnectionId, test: &ConnectionTest) -> Result<(), LibraryError> {
    db.execute("UPDATE connections SET last_test = ?2 WHERE id = ?1", params![id, json(test)?])?;
    Ok(())
}

/// Notes the way there and the formats; what was tested on another way counts no more.
///
/// # Errors
/// Those of the database.
pub fn set_route(db: &Db, id: ConnectionId, proxy: &Proxy, formats: &Formats) -> Result<(), LibraryError> {
    db.execute(
        "UPDATE connections SET proxy = ?2, formats = ?3, last_test = iif(proxy = ?2, last_test, NULL) WHERE id = ?1",
        params![id, json(proxy)?, json(formats)?],
    )?;
    Ok(())
}

/// Notes that the relay refused to remix a clip.
///
/// # Errors
/// Those of the database.
pub fn set_remix_refused(db: &Db, id: ConnectionId, now: Timestamp) -> Result<(), LibraryError> {
    db.execute("UPDATE connections SET remix_refused_at = ?2 WHERE id = ?1", params![id, now])?;
    Ok(())
}

/// Notes what is left on the account.
///
/// # Errors
/// Those of the database.
pub fn set_balance(db: &Db, id: ConnectionId, balance: Option<&Balance>) -> Result<(), LibraryError> {
    db.execute("UPDATE connections SET balance = ?2 WHERE id = ?1", params![id, balance.map(json).transpose()?])?;
    Ok(())
}

/// Notes below which balance the user is warned.
///
/// # Errors
/// Those of the database.
pub fn set_warning(db: &Db, id: ConnectionId, below_micros: Option<i64>) -> Result<(), LibraryError> {
    db.execute(
        "UPDATE connections SET warn_below_micros = ?2, is_warning_chosen = 1 WHERE id = ?1",
        params![id, below_micros],
    )?;
    Ok(())
}

/// Removes a connection from sight. Its clips and jobs keep its name; its row keeps the key's place until no job needs
/// the key any more (`unneeded_keys`).
///
/// # Errors
/// Those of the database.
pub fn remove(db: &Db, id: ConnectionId, now: Timestamp) -> Result<(), LibraryError> {
    db.execute("UPDATE connections SET removed_at = ?2 WHERE id = ?1", params![id, now])?;
    Ok(())
}

/// The keys that were replaced or removed, and that no job may need any more: to be deleted from the keychain.
///
/// # Errors
/// Those of the database.
pub fn unneeded_keys(db: &Db) -> Result<Vec<KeyRef>, LibraryError> {
    let mut query = db.prepare(
        "SELECT key_ref FROM (SELECT key_ref FROM jobs UNION SELECT key_ref FROM connections)
         WHERE key_ref IS NOT NULL
           AND key_ref NOT IN (SELECT key_ref FROM connections WHERE key_ref IS NOT NULL AND removed_at IS NULL)
           AND key_ref NOT IN (SELECT key_ref FROM jobs
                               WHERE key_ref IS NOT NULL AND dismissed_at IS NULL AND state NOT IN ('done', 'failed'))",
    )?;
    let rows = query.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Forgets where a key lay, now that it is deleted.
///
/// # Errors
/// Those of the database.
pub fn forget_key(db: &Db, key_ref: &KeyRef) -> Result<(), LibraryError> {
    db.execute("UPDATE connections SET key_ref = NULL WHERE key_ref = ?1", [key_ref])?;
    db.execute("UPDATE jobs SET key_ref = NULL WHERE key_ref = ?1", [key_ref])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<ConnectionRow> {
    let key = match row.get::<_, Option<KeyRef>>("key_ref")? {
        None => None,
        Some(key_ref) => {
            Some(KeyRow { key_ref, place: from_word(row, "key_place")?, last_four: row.get("key_last_four")? })
        }
    };
    let last_test = row.get::<_, Option<String>>("last_test")?;
    let balance = row.get::<_, Option<String>>("balance")?;
    // A balance of an older version that can't be read any more is asked for again.
    let balance: Option<Balance> = balance.and_then(|balance| serde_json::from_str(&balance).ok());
    let kind = from_word(row, "kind")?;
    let warn_below_micros = match row.get("is_warning_chosen")? {
        true => row.get("warn_below_micros")?,
        false => balance.filter(|_| kind == ConnectionKind::Relay).and_then(usual_warning),
    };
    Ok(ConnectionRow {
        id: row.get("id")?,
        name: row.get("name")?,
        kind,
        base_url: row.get("base_url")?,
        plain_http_origin: row.get("plain_http_origin")?,
        key,
        // A test of an older version that can't be read any more is as good as none: it is made again in a second.
        last_test: last_test.and_then(|test| serde_json::from_str(&test).ok()),
        proxy: from_json(row, "proxy")?,
        formats: from_json(row, "formats")?,
        balance,
        warn_below_micros,
        remix_refused_at: row.get("remix_refused_at")?,
        created_at: row.get("created_at")?,
    })
}

/// Below which balance the user is warned who did not choose it; never on an account without a limit.
fn usual_warning(balance: Balance) -> Option<i64> {
    let (share, most) = USUAL_WARNING;
    balance.limit_micros.map(|limit| (limit / share).min(most)).filter(|micros| *micros > 0)
}

#[cfg(test)]
mod tests;
