//! The pictures that prompts go with.

use super::{ApiError, Studio};
use crate::{
    download,
    library::{
        clips,
        pictures::{self, PictureRow},
    },
    model::{ClipId, Draft, Intake, Medium, Moment, PictureId, PreparedPicture, StoredPicture},
    relay::Attachment,
};

pub(super) async fn keep_still(studio: &Studio, id: ClipId) -> Result<StoredPicture, ApiError> {
    let (clip, file) = studio.read(move |db| Ok((clips::get(db, id)?, clips::file(db, id)?))).await?;
    if clip.medium != Medium::Still {
        return Err(ApiError::bad_request(&"only a still is a picture"));
    }
    let still = studio.files().whole(&file);
    let hashed = download::hash(&still).await?;
    let sha256 = hashed.ok_or_else(|| ApiError::bad_request(&"this is no picture"))?.sha256;
    let row = PictureRow {
        id: PictureId(sha256),
        container: file.container,
        width: clip.film.width,
        height: clip.film.height,
        bytes: clip.film.bytes,
    };
    let place = studio.files().picture(&row.id, row.container);
    if !tokio::fs::try_exists(&place).await? {
        super::clips::copy_whole(&still, &place).await?;
    }
    let (now, kept) = (studio.now(), row.clone());
    studio.write(move |tx| pictures::insert(tx, &kept, now)).await?;
    Ok(StoredPicture {
        id: row.id,
        container: row.container,
        width: row.width,
        height: row.height,
        bytes: row.bytes,
        name: None,
        from_clip: Some(id),
        used_at: now,
    })
}

/// A stored picture as it is sent.
pub(super) async fn attached(studio: &Studio, id: PictureId) -> Result<Attachment, ApiError> {
    let row = studio.read(move |db| pictures::get(db, &id)).await?;
    let bytes = tokio::fs::read(studio.files().picture(&row.id, row.container)).await?;
    Ok(Attachment::File { media_type: row.container.media_type(), bytes: bytes.into() })
}

pub(super) async fn pick_pictures(_: &Studio) -> Result<Vec<Intake>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn paste_pictures(_: &Studio) -> Result<Vec<Intake>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn keep_frame(_: &Studio, _: ClipId, _: Moment) -> Result<StoredPicture, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn list_pictures(_: &Studio) -> Result<Vec<StoredPicture>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn get_pictures(_: &Studio, _: Vec<PictureId>) -> Result<Vec<StoredPicture>, ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn hide_picture(_: &Studio, _: PictureId) -> Result<(), ApiError> {
    Err(ApiError::internal(&"not yet"))
}

pub(super) async fn prepare_picture(_: &Studio, _: Draft, _: u32) -> Result<PreparedPicture, ApiError> {
    Err(ApiError::internal(&"not yet"))
}
