//! The gallery's clips.

use super::ApiError;
use dailies_model::{Clip, ClipId, Family, FamilyTree, JobId, JobRecord};

use crate::{
    api::Studio,
    library::{clips, jobs, lineage, lineage_links},
};

pub(super) async fn get_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<Vec<Clip>, ApiError> {
    studio.read(move |db| clips::list(db, &ids)).await
}

pub(super) async fn get_family(studio: &Studio, id: ClipId) -> Result<Family, ApiError> {
    studio.read(move |db| lineage_links::family(db, id)).await
}

pub(super) async fn get_family_tree(studio: &Studio, id: ClipId) -> Result<FamilyTree, ApiError> {
    studio.read(move |db| lineage::tree(db, id)).await
}

pub(super) async fn get_job_record(studio: &Studio, id: JobId) -> Result<JobRecord, ApiError> {
    studio.read(move |db| jobs::record(db, id)).await
}

pub(super) async fn reveal_clip(studio: &Studio, id: ClipId) -> Result<(), ApiError> {
    let file = studio.read(move |db| clips::file(db, id)).await?;
    Ok(studio.host().reveal(&studio.files().whole(&file))?)
}
