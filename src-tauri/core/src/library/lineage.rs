//! The lineage of a clip: all clips connected with it by `clip_kin` or by a common batch. Read-only.

use rusqlite::Connection;

use super::{LibraryError, columns::from_word};
use dailies_model::{ClipId, FamilyTree, Kin, Member};

/// Most members returned.
const MOST_MEMBERS: usize = 500;

/// Everything that hangs together with a clip: what it came from, what came of it, its variations, and theirs. The parts of
/// one film are no variations of each other. Of a large family those nearest to the clip are told.
///
/// # Errors
/// `NotFound` when there is no such clip.
pub fn tree(db: &Connection, id: ClipId) -> Result<FamilyTree, LibraryError> {
    let mut nearest = nearest_first(db, id)?;
    if nearest.is_empty() {
        return Err(LibraryError::NotFound);
    }
    let more = nearest.len().saturating_sub(MOST_MEMBERS);
    nearest.truncate(MOST_MEMBERS);
    nearest.sort_unstable();
    let members = nearest.iter().map(|id| member(db, *id, &nearest));
    Ok(FamilyTree { members: members.collect::<Result<_, _>>()?, more: u32::try_from(more).unwrap_or(u32::MAX) })
}

/// Trashed clips are not traversed, except the root. SQLite walks a recursive query without ORDER BY breadth first.
fn nearest_first(db: &Connection, id: ClipId) -> Result<Vec<ClipId>, LibraryError> {
    let mut query = db.prepare_cached(
        "WITH RECURSIVE member (id) AS (
             SELECT id FROM clips WHERE id = ?1 AND deleted_at IS NULL
             UNION
             SELECT clips.id FROM member CROSS JOIN clip_kin ON clip_id = member.id CROSS JOIN clips ON clips.id = from_id
             WHERE trashed_at IS NULL
             UNION
             SELECT clips.id FROM member CROSS JOIN clip_kin ON from_id = member.id CROSS JOIN clips ON clips.id = clip_id
             WHERE trashed_at IS NULL
             UNION
             SELECT variation.id FROM member CROSS JOIN clips AS clip ON clip.id = member.id
                 CROSS JOIN clips AS variation ON variation.batch_id = clip.batch_id
             WHERE clip.shot IS NULL AND variation.shot IS NULL AND variation.trashed_at IS NULL
         )
         SELECT id FROM member",
    )?;
    let rows = query.query_map([id], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A member, with what it came from among all of them, which are in order.
fn member(db: &Connection, id: ClipId, members: &[ClipId]) -> Result<Member, LibraryError> {
    let mut kin =
        db.prepare_cached("SELECT from_id, kinship FROM clip_kin WHERE clip_id = ?1 ORDER BY from_id, kinship")?;
    let kin =
        kin.query_map([id], |row| Ok(Kin { clip_id: row.get("from_id")?, kinship: from_word(row, "kinship")? }))?;
    let mut from = kin.collect::<Result<Vec<_>, _>>()?;
    from.retain(|kin| members.binary_search(&kin.clip_id).is_ok());
    let mut clip = db.prepare_cached("SELECT batch_id, created_at FROM clips WHERE id = ?1")?;
    Ok(clip.query_row([id], |row| {
        Ok(Member { clip_id: id, from, batch_id: row.get("batch_id")?, created_at: row.get("created_at")? })
    })?)
}

#[cfg(test)]
mod tests;
