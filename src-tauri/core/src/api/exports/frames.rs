//! Single frames on their way out: to a file, or to the clipboard.

use super::{off_threads, write};
use dailies_model::{ClipId, Medium, Moment};

use crate::{
    api::{ApiError, Studio},
    assets::IncomingFile,
    library::clips,
};

pub(in crate::api) async fn export_frame(studio: &Studio, id: ClipId, moment: Moment) -> Result<bool, ApiError> {
    let png = frame(studio, id, moment).await?;
    let Some(place) = studio.host().choose_save_path(&format!("frame-{}.png", id.0)).await? else {
        return Ok(false);
    };
    off_threads(move || write::save(&place, "png", &png)).await??;
    Ok(true)
}

pub(in crate::api) async fn copy_frame(studio: &Studio, id: ClipId, moment: Moment) -> Result<(), ApiError> {
    let png = frame(studio, id, moment).await?;
    Ok(studio.host().copy_picture(png).await?)
}

/// A frame as PNG, every pixel as it is shown.
async fn frame(studio: &Studio, id: ClipId, moment: Moment) -> Result<Vec<u8>, ApiError> {
    let file = studio.read(move |db| clips::file(db, id)).await?;
    if file.medium != Medium::Film {
        return Err(ApiError::no_frame(&"only a film has frames"));
    }
    let incoming = IncomingFile::new(studio.assets());
    studio.media().frame(&studio.files().whole(&file), moment, incoming.path()).await?;
    Ok(tokio::fs::read(incoming.path()).await?)
}
