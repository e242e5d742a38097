//! The characters: those that relays made, and the user's own reference packs. A removed one keeps its row.
//!
//! A pack's handle is nobody else's. What relays call theirs is not ours to choose: of two with one name the newer counts.

use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::{
    LibraryError,
    columns::{from_json, json},
    pictures,
};
use dailies_model::{
    CastMember, CastPart, Character, CharacterHome, CharacterId, ClipId, PictureId, RemoteId, StoredPicture, Timestamp,
    cast::mentions,
};

pub(super) const CREATE: &str = "
    CREATE TABLE characters (
        id              INTEGER PRIMARY KEY AUTOINCREMENT,
        name            TEXT NOT NULL,
        handle          TEXT NOT NULL,
        notes           TEXT NOT NULL DEFAULT '',
        tags            TEXT NOT NULL DEFAULT '[]',
        home            TEXT NOT NULL,
        base_url        TEXT,
        remote_id       TEXT,
        permalink       TEXT,
        avatar          TEXT,
        avatar_url      TEXT,
        created_at      INTEGER NOT NULL,
        removed_at      INTEGER
    ) STRICT;";

/// A character that is to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCharacter {
    /// What the user calls it.
    pub name: String,
    /// What stands after the `@`.
    pub handle: String,
    /// The user's own notes.
    pub notes: String,
    /// The user's own tags.
    pub tags: Vec<String>,
    /// Where it lives.
    pub home: CharacterHome,
    /// Its picture, where the library has it.
    pub avatar: Option<PictureId>,
    /// What the relay said of it; of a pack, nothing.
    pub remote: Option<Remote>,
}

/// What a relay said of a character that it made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// The relay's base URL, or `demo:`.
    pub base_url: String,
    /// The relay's name for it.
    pub id: RemoteId,
    /// Its page.
    pub permalink: Option<String>,
    /// Its picture: an address that expires, and never leaves the library but to be fetched.
    pub avatar_url: Option<String>,
}

/// A character whose picture is not kept yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingAvatar {
    /// The character.
    pub character: Character,
    /// The base URL of its relay.
    pub base_url: String,
    /// Where its picture may be fetched; `None` where the relay gave none, or it is there no more.
    pub avatar_url: Option<String>,
}

/// Keeps a character.
///
/// # Errors
/// Those of the database.
pub fn insert(db: &Connection, new: &NewCharacter, now: Timestamp) -> Result<CharacterId, LibraryError> {
    let remote = new.remote.as_ref();
    db.execute(
        "INSERT INTO characters (name, handle, notes, tags, home, base_url, remote_id, permalink, avatar, avatar_url, created_at)
         VALUES (:name, :handle, :notes, :tags, :home, :base_url, :remote_id, :permalink, :avatar, :avatar_url, :created_at)",
        named_params! {
            ":name": new.name,
            ":handle": new.handle,
            ":notes": new.notes,
            ":tags": json(&new.tags)?,
            ":home": json(&new.home)?,
            ":base_url": remote.map(|remote| &remote.base_url),
            ":remote_id": remote.map(|remote| &remote.id),
            ":permalink": remote.and_then(|remote| remote.permalink.as_ref()),
            ":avatar": new.avatar,
            ":avatar_url": remote.and_then(|remote| remote.avatar_url.as_ref()),
            ":created_at": now,
        },
    )?;
    Ok(CharacterId(db.last_insert_rowid()))
}

/// All columns, and how many clips of the gallery it is in.
const SELECT: &str = "
    SELECT characters.*,
           (SELECT count(*) FROM clip_cast JOIN clips ON clips.id = clip_id
            WHERE character_id = characters.id AND trashed_at IS NULL) AS used
    FROM characters";

/// Every character that was not removed, last made first.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Connection) -> Result<Vec<Character>, LibraryError> {
    let mut query = db.prepare_cached(&format!("{SELECT} WHERE removed_at IS NULL ORDER BY id DESC"))?;
    let rows = query.query_map([], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Those of the gallery's cast that are in a clip.
///
/// # Errors
/// Those of the database.
pub fn list_cast(db: &Connection, clip_id: ClipId) -> Result<Vec<Character>, LibraryError> {
    let mut query = db.prepare_cached(&format!(
        "{SELECT} WHERE removed_at IS NULL AND id IN (SELECT character_id FROM clip_cast WHERE clip_id = ?1)"
    ))?;
    let rows = query.query_map([clip_id], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Those of these characters that were not removed.
///
/// # Errors
/// Those of the database.
pub fn list_some(db: &Connection, ids: &[CharacterId]) -> Result<Vec<Character>, LibraryError> {
    let mut query = db.prepare_cached(&format!("{SELECT} WHERE removed_at IS NULL AND id = ?1"))?;
    let rows = ids.iter().map(|id| query.query_row([id], read).optional());
    Ok(rows.filter_map(Result::transpose).collect::<Result<_, _>>()?)
}

/// One character, removed or not.
///
/// # Errors
/// `NotFound` when there is none.
pub fn get(db: &Connection, id: CharacterId) -> Result<Character, LibraryError> {
    Ok(db.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?.query_row([id], read)?)
}

/// Writes down what the user says of a character.
///
/// # Errors
/// Those of the database.
pub fn save(db: &Connection, character: &Character) -> Result<(), LibraryError> {
    db.execute(
        "UPDATE characters SET name = ?2, handle = ?3, notes = ?4, tags = ?5, home = ?6, avatar = ?7 WHERE id = ?1",
        params![
            character.id,
            character.name,
            character.handle,
            character.notes,
            json(&character.tags)?,
            json(&character.home)?,
            character.avatar
        ],
    )?;
    Ok(())
}

/// Removes a character; its row stays.
///
/// # Errors
/// Those of the database.
pub fn remove(db: &Connection, id: CharacterId, now: Timestamp) -> Result<(), LibraryError> {
    db.execute("UPDATE characters SET removed_at = ?2 WHERE id = ?1 AND removed_at IS NULL", params![id, now])?;
    Ok(())
}

/// Takes that back.
///
/// # Errors
/// Those of the database.
pub fn restore(db: &Connection, id: CharacterId) -> Result<(), LibraryError> {
    db.execute("UPDATE characters SET removed_at = NULL WHERE id = ?1", [id])?;
    Ok(())
}

/// Whether somebody else has this handle, whatever the case of its ASCII letters.
///
/// # Errors
/// Those of the database.
pub fn is_taken(db: &Connection, handle: &str, besides: Option<CharacterId>) -> Result<bool, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM characters
                        WHERE handle = ?1 COLLATE NOCASE AND removed_at IS NULL AND id IS NOT ?2)",
    )?;
    Ok(query.query_row(params![handle, besides], |row| row.get(0))?)
}

/// Its page at the relay.
///
/// # Errors
/// `NotFound` when there is no such character.
pub fn permalink(db: &Connection, id: CharacterId) -> Result<Option<String>, LibraryError> {
    Ok(db.query_row("SELECT permalink FROM characters WHERE id = ?1", [id], |row| row.get(0))?)
}

/// Whom a prompt names, as they are now.
///
/// # Errors
/// Those of the database.
pub fn cast_of(db: &Connection, prompt: &str) -> Result<Vec<CastMember>, LibraryError> {
    if !prompt.contains('@') {
        return Ok(Vec::new());
    }
    let mut query = db.prepare_cached(&format!("{SELECT} WHERE removed_at IS NULL ORDER BY id DESC"))?;
    let rows = query.query_map([], |row| {
        let base_url: Option<String> = row.get("base_url")?;
        Ok(member(read(row)?, base_url.unwrap_or_default()))
    })?;
    let members = rows.collect::<Result<Vec<_>, _>>()?;
    let handles: Vec<_> = members.iter().map(|member| member.handle.as_str()).collect();
    let mut named: Vec<_> = mentions(prompt, &handles).into_iter().filter_map(|mention| mention.known).collect();
    named.sort_unstable();
    named.dedup();
    Ok(named.into_iter().map(|at| members[at].clone()).collect())
}

fn member(character: Character, base_url: String) -> CastMember {
    let part = match character.home {
        CharacterHome::Relay { .. } => CastPart::Relay { base_url },
        CharacterHome::Pack { description, pictures } => CastPart::Pack { name: character.name, description, pictures },
    };
    CastMember { character_id: character.id, handle: character.handle, part }
}

/// The relays' characters whose picture is not kept yet.
///
/// # Errors
/// Those of the database.
pub fn list_faceless(db: &Connection) -> Result<Vec<MissingAvatar>, LibraryError> {
    let mut query = db.prepare_cached(&format!(
        "{SELECT} WHERE removed_at IS NULL AND base_url IS NOT NULL AND avatar IS NULL ORDER BY id"
    ))?;
    let rows = query.query_map([], |row| {
        Ok(MissingAvatar { character: read(row)?, base_url: row.get("base_url")?, avatar_url: row.get("avatar_url")? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Gives a character its picture, whose file lies in its place. It is not among the pictures that prompts go with, unless it
/// was before.
///
/// # Errors
/// Those of the database.
pub fn keep_avatar(db: &Connection, id: CharacterId, picture: &StoredPicture) -> Result<(), LibraryError> {
    pictures::keep_aside(db, picture)?;
    db.execute("UPDATE characters SET avatar = ?2, avatar_url = NULL WHERE id = ?1", params![id, picture.id])?;
    Ok(())
}

/// Notes that its picture cannot be fetched.
///
/// # Errors
/// Those of the database.
pub fn forget_avatar_url(db: &Connection, id: CharacterId) -> Result<(), LibraryError> {
    db.execute("UPDATE characters SET avatar_url = NULL WHERE id = ?1", [id])?;
    Ok(())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Character> {
    Ok(Character {
        id: row.get("id")?,
        name: row.get("name")?,
        handle: row.get("handle")?,
        notes: row.get("notes")?,
        tags: from_json(row, "tags")?,
        home: from_json(row, "home")?,
        avatar: row.get("avatar")?,
        used: row.get("used")?,
        created_at: row.get("created_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::Library;
    use dailies_model::{ConnectionId, FilmSource};

    fn open() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path()).unwrap();
        (folder, library)
    }

    fn pack(handle: &str) -> NewCharacter {
        NewCharacter {
            name: handle.to_uppercase(),
            handle: handle.to_owned(),
            notes: String::new(),
            tags: vec!["cast".to_owned()],
            home: CharacterHome::Pack { description: "a red coat".to_owned(), pictures: Vec::new() },
            avatar: None,
            remote: None,
        }
    }

    fn of_relay(username: &str) -> NewCharacter {
        let home = CharacterHome::Relay {
            connection_id: ConnectionId(1),
            connection_name: "Harbor".to_owned(),
            source: FilmSource::Clip { clip_id: ClipId(1) },
            start_ms: 0,
            end_ms: 2_000,
            has_page: true,
        };
        let remote = Remote {
            base_url: "https://relay.example".to_owned(),
            id: RemoteId("ch_1".to_owned()),
            permalink: Some("https://relay.example/pip".to_owned()),
            avatar_url: Some("https://cdn.example/pip.png?sig=1".to_owned()),
        };
        NewCharacter { home, remote: Some(remote), ..pack(username) }
    }

    fn insert_all(library: &Library, all: &[NewCharacter]) -> Vec<CharacterId> {
        let now = Timestamp(1);
        library.write::<_, LibraryError>(|tx| all.iter().map(|new| insert(tx, new, now)).collect()).unwrap()
    }

    #[test]
    fn a_removed_one_leaves_its_name_free_and_comes_back() {
        let (_folder, library) = open();
        let ids = insert_all(&library, &[pack("pip"), pack("mara")]);
        let names = || library.read(list).unwrap().into_iter().map(|one| one.name).collect::<Vec<_>>();
        let is_taken = |besides| library.read(|db| is_taken(db, "PIP", besides)).unwrap();
        assert_eq!((names(), is_taken(None), is_taken(Some(ids[0]))), (vec!["MARA".into(), "PIP".into()], true, false));
        library.write::<_, LibraryError>(|tx| remove(tx, ids[0], Timestamp(2))).unwrap();
        assert_eq!((names(), is_taken(None)), (vec!["MARA".into()], false));
        library.write::<_, LibraryError>(|tx| restore(tx, ids[0])).unwrap();
        assert_eq!(names(), ["MARA", "PIP"]);
    }

    #[test]
    fn a_cast_is_who_the_prompt_names_now() {
        let (_folder, library) = open();
        let ids = insert_all(&library, &[of_relay("pip"), pack("mara"), pack("gone"), of_relay("pip")]);
        library.write::<_, LibraryError>(|tx| remove(tx, ids[2], Timestamp(2))).unwrap();
        let cast = library.read(|db| cast_of(db, "@mara, @Pip, @gone, @mara and x@mara")).unwrap();
        let named: Vec<_> = cast.iter().map(|member| member.character_id).collect();
        assert_eq!(named, [ids[3], ids[1]], "the newer of two with one name");
        assert_eq!(cast[0].part, CastPart::Relay { base_url: "https://relay.example".to_owned() });
        assert!(matches!(&cast[1].part, CastPart::Pack { name, .. } if name == "MARA"));
        assert_eq!(library.read(|db| cast_of(db, "nobody")).unwrap(), []);
    }

    #[test]
    fn a_face_is_looked_for_until_it_is_kept() {
        let (_folder, library) = open();
        let ids = insert_all(&library, &[of_relay("pip"), pack("mara")]);
        let faceless = || library.read(list_faceless).unwrap();
        assert_eq!(faceless()[0].avatar_url.as_deref(), Some("https://cdn.example/pip.png?sig=1"));
        library.write::<_, LibraryError>(|tx| forget_avatar_url(tx, ids[0])).unwrap();
        assert_eq!((faceless().len(), faceless()[0].avatar_url.as_deref()), (1, None));
        let id = PictureId("ab".repeat(32));
        let container = dailies_model::Container::Png;
        let row = StoredPicture {
            id: id.clone(),
            container,
            width: 8,
            height: 8,
            bytes: 90,
            name: None,
            from_clip: None,
            used_at: Timestamp(3),
        };
        library.write::<_, LibraryError>(|tx| keep_avatar(tx, ids[0], &row)).unwrap();
        assert_eq!((faceless(), library.read(|db| get(db, ids[0])).unwrap().avatar), (Vec::new(), Some(id)));
    }
}
