//! The clips: one row for each film of the gallery, trash included.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use super::{
    LibraryError,
    columns::{array, from_json, from_word, json, word},
    files::{ClipFile, ClipFolder},
    lineage_links, missing_pictures,
};
use dailies_model::{
    BatchId, Clip, ClipId, ConnectionId, Film, Generation, JobId, Medium, ModelId, RemoteId, Timestamp, storyboard,
};

pub(super) const CREATE: &str = "
    CREATE TABLE clips (
        id              INTEGER PRIMARY KEY AUTOINCREMENT,
        folder          TEXT NOT NULL UNIQUE,
        job_id          INTEGER UNIQUE REFERENCES jobs (id),
        model           TEXT NOT NULL,
        prompt          TEXT NOT NULL,
        generation      TEXT NOT NULL,
        connection_id   INTEGER,
        connection_name TEXT,
        remote_id       TEXT,
        width           INTEGER NOT NULL,
        height          INTEGER NOT NULL,
        duration_ms     INTEGER NOT NULL,
        fps             REAL,
        video_codec     TEXT,
        has_audio       INTEGER NOT NULL,
        bytes           INTEGER NOT NULL,
        sha256          TEXT,
        has_pictures    INTEGER NOT NULL,
        took_ms         INTEGER,
        created_at      INTEGER NOT NULL,
        trashed_at      INTEGER
    ) STRICT;
    CREATE INDEX clips_shown ON clips (created_at DESC, id DESC) WHERE trashed_at IS NULL;";

/// What a clip is, how its file is wrapped, and what it cost.
pub(super) const ADD_MEDIA: &str = "
    ALTER TABLE clips ADD COLUMN medium TEXT NOT NULL DEFAULT 'film';
    ALTER TABLE clips ADD COLUMN container TEXT NOT NULL DEFAULT 'mp4';
    ALTER TABLE clips ADD COLUMN cost_micros INTEGER;
    CREATE INDEX clips_model ON clips (model);";

/// What a clip comes from, what it is a part of, and who is in it. Its address at the relay is often signed: it never
/// leaves the library but for that relay.
pub(super) const ADD_FAMILY: &str = "
    ALTER TABLE clips ADD COLUMN batch_id INTEGER;
    ALTER TABLE clips ADD COLUMN storyboard_id INTEGER;
    ALTER TABLE clips ADD COLUMN shot INTEGER;
    ALTER TABLE clips ADD COLUMN remote_url TEXT;
    ALTER TABLE clips ADD COLUMN placed_at INTEGER NOT NULL DEFAULT 0;
    UPDATE clips SET placed_at = created_at, batch_id = (SELECT batch_id FROM jobs WHERE jobs.id = clips.job_id);
    DROP INDEX clips_shown;
    CREATE INDEX clips_shown ON clips (placed_at DESC, id DESC) WHERE trashed_at IS NULL;
    CREATE INDEX clips_batch ON clips (batch_id);
    CREATE INDEX clips_storyboard ON clips (storyboard_id) WHERE storyboard_id IS NOT NULL;
    CREATE TABLE clip_kin (
        clip_id INTEGER NOT NULL REFERENCES clips (id),
        from_id INTEGER NOT NULL REFERENCES clips (id),
        kinship TEXT NOT NULL,
        PRIMARY KEY (clip_id, from_id, kinship)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX clip_kin_from ON clip_kin (from_id);
    CREATE TABLE clip_cast (
        character_id INTEGER NOT NULL,
        clip_id      INTEGER NOT NULL REFERENCES clips (id),
        PRIMARY KEY (character_id, clip_id)
    ) STRICT, WITHOUT ROWID;";

/// What the user does with a clip, and the name of the file it was brought in from. A deleted clip has no files any more, or
/// its folder is one of those that are still to be removed; its row stays, because jobs and other clips name it.
pub(super) const ADD_KEEPING: &str = "
    ALTER TABLE clips ADD COLUMN favourite_at INTEGER;
    ALTER TABLE clips ADD COLUMN file_name TEXT;
    ALTER TABLE clips ADD COLUMN deleted_at INTEGER;
    CREATE INDEX clips_sha256 ON clips (sha256) WHERE deleted_at IS NULL;
    CREATE INDEX clips_trash ON clips (trashed_at) WHERE trashed_at IS NOT NULL AND deleted_at IS NULL;
    CREATE TABLE doomed_folders (folder TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;";

/// A clip that is to be filed.
#[derive(Debug, Clone)]
pub struct NewClip {
    /// The folder that holds its files already.
    pub folder: ClipFolder,
    /// The job it came from.
    pub job_id: Option<JobId>,
    /// The press of Generate that made it.
    pub batch_id: Option<BatchId>,
    /// What was asked for.
    pub generation: Generation,
    /// The connection it was made with.
    pub connection_id: Option<ConnectionId>,
    /// That connection's name.
    pub connection_name: Option<String>,
    /// The relay's name for the job.
    pub remote_id: Option<RemoteId>,
    /// What it is.
    pub medium: Medium,
    /// What the file holds.
    pub film: Film,
    /// SHA-256 of the file, in hex.
    pub sha256: Option<String>,
    /// Whether there is a poster. A film has a strip then too, unless that could not be drawn.
    pub has_pictures: bool,
    /// Whether pictures are missing that are to be made later.
    pub lacks_pictures: bool,
    /// From acceptance to the finished job.
    pub took_ms: Option<i64>,
    /// What it cost by the price known when it was sent.
    pub cost_micros: Option<i64>,
    /// The web address that its relay gave it, often signed.
    pub remote_url: Option<String>,
    /// The name of the file that it was brought in from.
    pub file_name: Option<String>,
}

/// Files a clip. Its files have to be whole and on disk.
///
/// # Errors
/// Those of the database; a job's second clip is refused by it.
pub fn insert(db: &Connection, new: &NewClip, now: Timestamp) -> Result<ClipId, LibraryError> {
    let part = new.generation.storyboard.as_ref();
    db.execute(
        "INSERT INTO clips (folder, job_id, model, prompt, generation, connection_id, connection_name, remote_id, width,
                            height, duration_ms, fps, video_codec, has_audio, bytes, sha256, has_pictures, took_ms, created_at,
                            medium, container, cost_micros, batch_id, storyboard_id, shot, remote_url, placed_at,
                            file_name)
         VALUES (:folder, :job_id, :model, :prompt, :generation, :connection_id, :connection_name, :remote_id, :width,
                 :height, :duration_ms, :fps, :video_codec, :has_audio, :bytes, :sha256, :has_pictures, :took_ms, :created_at,
                 :medium, :container, :cost_micros, :batch_id, :storyboard_id, :shot, :remote_url, :placed_at,
                 :file_name)",
        named_params! {
            ":folder": new.folder.as_str(),
            ":job_id": new.job_id,
            ":model": new.generation.model,
            ":prompt": new.generation.prompt,
            ":generation": json(&new.generation)?,
            ":connection_id": new.connection_id,
            ":connection_name": new.connection_name,
            ":remote_id": new.remote_id,
            ":width": new.film.width,
            ":height": new.film.height,
            ":duration_ms": new.film.duration_ms,
            ":fps": new.film.fps,
            ":video_codec": new.film.video_codec,
            ":has_audio": new.film.has_audio,
            ":bytes": i64::try_from(new.film.bytes).unwrap_or(i64::MAX),
            ":sha256": new.sha256,
            ":has_pictures": new.has_pictures,
            ":took_ms": new.took_ms,
            ":medium": word(&new.medium)?,
            ":container": word(&new.film.container)?,
            ":cost_micros": new.cost_micros,
            ":batch_id": new.batch_id,
            ":storyboard_id": part.map(|part| part.id),
            ":shot": part.and_then(|part| part.shot),
            ":remote_url": new.remote_url,
            ":placed_at": place(db, new, now)?,
            ":created_at": now,
            ":file_name": new.file_name,
        },
    )?;
    let id = ClipId(db.last_insert_rowid());
    lineage_links::insert(db, id, &new.generation)?;
    if new.lacks_pictures {
        missing_pictures::add(db, id, now)?;
    }
    Ok(id)
}

/// Files a clip that a job made, at its position among that job's results. One that is filed there already stays as it is:
/// each result becomes one clip, however often it comes in.
///
/// # Errors
/// Those of the database.
pub fn insert_result(
    db: &Connection,
    new: &NewClip,
    job_id: JobId,
    position: usize,
    now: Timestamp,
) -> Result<ClipId, LibraryError> {
    let place = i64::try_from(position).unwrap_or(i64::MAX);
    let filed = match place {
        0 => db.prepare_cached("SELECT id FROM clips WHERE job_id = ?1")?.query_row([job_id], |row| row.get(0)),
        _ => db
            .prepare_cached("SELECT clip_id FROM job_clips WHERE job_id = ?1 AND position = ?2")?
            .query_row(params![job_id, place], |row| row.get(0)),
    };
    if let Some(id) = filed.optional()? {
        return Ok(id);
    }
    let id = insert(db, &NewClip { job_id: Some(job_id).filter(|_| place == 0), ..new.clone() }, now)?;
    if place > 0 {
        db.execute("INSERT INTO job_clips VALUES (?1, ?2, ?3)", params![job_id, place, id])?;
    }
    Ok(id)
}

/// The parts of one film stand together, the first of them first, where the first that came in stands.
fn place(db: &Connection, new: &NewClip, now: Timestamp) -> Result<Timestamp, LibraryError> {
    let shot = new.generation.storyboard.and_then(|part| part.shot);
    let Some((shot, batch_id)) = shot.zip(new.batch_id) else { return Ok(now) };
    let mut query =
        db.prepare_cached("SELECT min(placed_at + shot) FROM clips WHERE batch_id = ?1 AND shot IS NOT NULL")?;
    let first: Option<Timestamp> = query.query_row([batch_id], |row| row.get(0))?;
    Ok(first.map_or(now, |first| first.plus_ms(-i64::from(shot))))
}

/// All columns, the job, also of one that made several clips, and the tags by name.
const SELECT: &str = "
    SELECT clips.*,
           coalesce(job_id, (SELECT job_clips.job_id FROM job_clips WHERE clip_id = clips.id)) AS made_by,
           (SELECT json_group_array(tag_id ORDER BY name COLLATE NOCASE) FROM clip_tags JOIN tags ON tags.id = tag_id
            WHERE clip_id = clips.id) AS tags
    FROM clips";

/// The clips of these ids that there are, in no particular order.
///
/// # Errors
/// Those of the database.
pub fn list(db: &Connection, ids: &[ClipId]) -> Result<Vec<Clip>, LibraryError> {
    let mut query = db.prepare_cached(&format!("{SELECT} WHERE id IN rarray(?1) AND deleted_at IS NULL"))?;
    let rows = query.query_map([array(ids)], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One clip.
///
/// # Errors
/// `NotFound` when there is none.
pub fn get(db: &Connection, id: ClipId) -> Result<Clip, LibraryError> {
    let mut query = db.prepare_cached(&format!("{SELECT} WHERE id = ?1 AND deleted_at IS NULL"))?;
    Ok(query.query_row([id], read)?)
}

/// Where a clip's files lie.
///
/// # Errors
/// `NotFound` when there is no such clip.
pub fn file(db: &Connection, id: ClipId) -> Result<ClipFile, LibraryError> {
    let mut query =
        db.prepare_cached("SELECT folder, medium, container FROM clips WHERE id = ?1 AND deleted_at IS NULL")?;
    let (name, medium, container): (String, _, _) =
        query.query_row([id], |row| Ok((row.get(0)?, from_word(row, "medium")?, from_word(row, "container")?)))?;
    let folder = ClipFolder::parse(&name).ok_or(LibraryError::NotFound)?;
    Ok(ClipFile { folder, medium, container })
}

/// A clip as its relay knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteFilm {
    /// The relay's name for the job.
    pub id: Option<RemoteId>,
    /// The web address that the relay gave it: often signed, and dead before long.
    pub url: Option<String>,
    /// The base URL of that relay.
    pub base_url: Option<String>,
}

/// A clip as its relay knows it.
///
/// # Errors
/// `NotFound` when there is no such clip.
pub fn remote_film(db: &Connection, id: ClipId) -> Result<RemoteFilm, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT clips.remote_id AS id, remote_url, base_url FROM clips LEFT JOIN job_clips ON job_clips.clip_id = clips.id
             LEFT JOIN jobs ON jobs.id = coalesce(clips.job_id, job_clips.job_id)
         WHERE clips.id = ?1 AND deleted_at IS NULL",
    )?;
    let film = query.query_row([id], |row| {
        Ok(RemoteFilm { id: row.get("id")?, url: row.get("remote_url")?, base_url: row.get("base_url")? })
    })?;
    Ok(film)
}

/// How long the last clips of this kind took, in ms, in no particular order: same model, same length, same toggles.
///
/// # Errors
/// Those of the database.
pub fn times(db: &Connection, like: &Generation, most: u32) -> Result<Vec<i64>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT took_ms FROM clips
         WHERE model = ?1 AND took_ms IS NOT NULL
           AND json_extract(generation, '$.duration_s') IS ?2
           AND coalesce(json_extract(generation, '$.toggles'), '{}') = ?3
         ORDER BY id DESC LIMIT ?4",
    )?;
    let rows = query.query_map(params![like.model, like.duration_s, json(&like.toggles)?, most], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many clips each model made, the trash left out. Of a film that was brought in it is often not known.
///
/// # Errors
/// Those of the database.
pub fn count_by_model(db: &Connection) -> Result<HashMap<ModelId, u32>, LibraryError> {
    let mut query =
        db.prepare_cached("SELECT model, count(*) FROM clips WHERE trashed_at IS NULL AND model <> '' GROUP BY model")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn read(row: &Row<'_>) -> rusqlite::Result<Clip> {
    let bytes: i64 = row.get("bytes")?;
    let generation: Generation = from_json(row, "generation")?;
    Ok(Clip {
        id: row.get("id")?,
        job_id: row.get("made_by")?,
        batch_id: row.get("batch_id")?,
        shots: storyboard::shots(&generation.prompt),
        generation,
        connection_id: row.get("connection_id")?,
        connection_name: row.get("connection_name")?,
        remote_id: row.get("remote_id")?,
        medium: from_word(row, "medium")?,
        film: Film {
            container: from_word(row, "container")?,
            width: row.get("width")?,
            height: row.get("height")?,
            duration_ms: row.get("duration_ms")?,
            fps: row.get("fps")?,
            video_codec: row.get("video_codec")?,
            has_audio: row.get("has_audio")?,
            bytes: u64::try_from(bytes).unwrap_or_default(),
        },
        has_pictures: row.get("has_pictures")?,
        took_ms: row.get("took_ms")?,
        cost_micros: row.get("cost_micros")?,
        created_at: row.get("created_at")?,
        placed_at: row.get("placed_at")?,
        trashed_at: row.get("trashed_at")?,
        favourite_at: row.get("favourite_at")?,
        tags: from_json(row, "tags")?,
        file_name: row.get("file_name")?,
    })
}

#[cfg(test)]
mod tests;
