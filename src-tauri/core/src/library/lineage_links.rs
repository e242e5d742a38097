//! Links between clips (sources and derived clips) and from clips to characters. Uses the tables of `clips`.

use rusqlite::{Connection, params};

use super::{
    LibraryError,
    columns::{from_word, word},
};
use dailies_model::{CharacterId, ClipId, Family, Generation, Kin};

/// Inserts the links of a new clip to its sources and characters. Sources that no longer exist are skipped.
///
/// # Errors
/// Those of the database.
pub(super) fn insert(db: &Connection, id: ClipId, generation: &Generation) -> Result<(), LibraryError> {
    let mut kin = db.prepare_cached(
        "INSERT OR IGNORE INTO clip_kin (clip_id, from_id, kinship) SELECT ?1, id, ?3 FROM clips WHERE id = ?2",
    )?;
    for Kin { clip_id, kinship } in generation.kin() {
        kin.execute(params![id, clip_id, word(&kinship)?])?;
    }
    let mut cast = db.prepare_cached("INSERT OR IGNORE INTO clip_cast (character_id, clip_id) VALUES (?1, ?2)")?;
    for member in &generation.cast {
        cast.execute(params![member.character_id, id])?;
    }
    Ok(())
}

/// Returns the sources and the derived clips of a clip, without trashed ones.
///
/// # Errors
/// Those of the database.
pub fn family(db: &Connection, id: ClipId) -> Result<Family, LibraryError> {
    let kin = |sql| {
        let mut query = db.prepare_cached(sql)?;
        let rows = query
            .query_map([id], |row| Ok(Kin { clip_id: row.get("clip_id")?, kinship: from_word(row, "kinship")? }))?;
        Ok::<_, LibraryError>(rows.collect::<Result<Vec<_>, _>>()?)
    };
    Ok(Family {
        from: kin("SELECT from_id AS clip_id, kinship FROM clip_kin JOIN clips ON clips.id = from_id
             WHERE clip_id = ?1 AND trashed_at IS NULL ORDER BY from_id")?,
        led_to: kin("SELECT clip_id, kinship FROM clip_kin JOIN clips ON clips.id = clip_id
             WHERE from_id = ?1 AND trashed_at IS NULL ORDER BY clip_id")?,
        parts: parts(db, id)?,
    })
}

/// The parts of the film that a clip is a part of, in their order.
fn parts(db: &Connection, id: ClipId) -> Result<Vec<ClipId>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT part.id FROM clips AS part JOIN clips AS whole ON part.batch_id = whole.batch_id
         WHERE whole.id = ?1 AND whole.shot IS NOT NULL AND part.shot IS NOT NULL AND part.trashed_at IS NULL
         ORDER BY part.shot, part.id",
    )?;
    let rows = query.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the clips of the gallery in which a character appears, newest first.
///
/// # Errors
/// Those of the database.
pub fn clips_with(db: &Connection, id: CharacterId) -> Result<Vec<ClipId>, LibraryError> {
    let mut query = db.prepare_cached(
        "SELECT clip_id FROM clip_cast JOIN clips ON clips.id = clip_id
         WHERE character_id = ?1 AND trashed_at IS NULL ORDER BY clip_id DESC",
    )?;
    let rows = query.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
