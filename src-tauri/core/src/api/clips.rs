//! The gallery's clips.

use super::ApiError;
use crate::{
    api::Studio,
    library::{LibraryError, characters, clips, kin},
    model::{Change, Character, Clip, ClipId, Family, GalleryIndex},
};

pub(super) async fn get_gallery(studio: &Studio) -> Result<GalleryIndex, ApiError> {
    studio.read(clips::index).await
}

pub(super) async fn get_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<Vec<Clip>, ApiError> {
    studio.read(move |db| clips::list(db, &ids)).await
}

pub(super) async fn get_family(studio: &Studio, id: ClipId) -> Result<Family, ApiError> {
    studio.read(move |db| kin::family(db, id)).await
}

pub(super) async fn get_family_tree(_: &Studio, _id: ClipId) -> Result<crate::model::FamilyTree, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn get_job_record(_: &Studio, _id: crate::model::JobId) -> Result<crate::model::JobRecord, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

/// Who is in these clips: each knows in how many it is.
fn cast(db: &rusqlite::Connection, ids: &[ClipId]) -> Result<Vec<Character>, LibraryError> {
    let mut cast = Vec::new();
    for id in ids {
        cast.extend(characters::list_cast(db, *id)?);
    }
    cast.sort_by_key(|character| character.id);
    cast.dedup_by_key(|character| character.id);
    Ok(cast)
}

fn tell_cast(studio: &Studio, cast: Vec<Character>) {
    for character in cast {
        studio.publish(Change::Character { character: Box::new(character) });
    }
}

pub(super) async fn reveal_clip(studio: &Studio, id: ClipId) -> Result<(), ApiError> {
    let file = studio.read(move |db| clips::file(db, id)).await?;
    Ok(studio.host().reveal(&studio.files().whole(&file))?)
}
