//! Takes in the poster and the strip of a film that something else drew: the media child reads and rewrites both, because they
//! come from outside. Draws nothing.

use dailies_model::ClipId;
use tokio::fs;

use super::{AssetError, Assets, imports::StagingFolder};
use crate::{atomic_file, library::undecodable};

/// Stores `poster` and `strip` as those of a clip. Returns whether both are pictures, the strip of ten frames in a row;
/// nothing is stored otherwise.
///
/// # Errors
/// Those of the library and of the media child.
pub async fn save_film_pictures(
    assets: &Assets,
    id: ClipId,
    poster: Vec<u8>,
    strip: Vec<u8>,
) -> Result<bool, AssetError> {
    let file = assets.read(move |db| undecodable::file(db, id)).await?;
    let staged = StagingFolder::create(assets).await?;
    let [drawn_poster, drawn_strip] = ["poster.part", "strip.part"].map(|name| staged.0.join(name));
    fs::write(&drawn_poster, poster).await?;
    fs::write(&drawn_strip, strip).await?;
    let poster = assets.media().examine(&drawn_poster, &staged.0).await?.poster;
    let strip = assets.media().rewrite_strip(&drawn_strip, &staged.0).await?;
    let (Some(poster), Some(strip)) = (poster, strip) else { return Ok(false) };
    atomic_file::place_async(&strip, &assets.files().strip(&file.folder)).await?;
    atomic_file::place_async(&poster, &assets.files().poster(&file.folder)).await?;
    assets.write(move |tx| undecodable::fill(tx, id)).await?;
    Ok(true)
}
