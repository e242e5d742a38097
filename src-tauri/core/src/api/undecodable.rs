//! Pictures that the page's player draws of films which the program cannot decode: HEVC, AV1, VP9, more than eight bits.
//!
//! What comes from the page is a picture that this program did not write: the media child reads and rewrites it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use dailies_model::{Change, Clip, ClipId, Timestamp};

use super::{ApiError, Studio};
use crate::{
    assets,
    library::{clips, undecodable},
};

/// The longest of the two pictures, in Base64: some 700 KB of JPEG.
const MOST_CHARS: usize = 1 << 20;
/// A film that could not be drawn is tried again after so long: what the system can play changes.
const RETRY_AFTER_MS: i64 = 30 * 24 * 3600 * 1000;

pub(super) async fn list_undrawn_films(studio: &Studio) -> Result<Vec<ClipId>, ApiError> {
    let retry_before = Timestamp(studio.now().0.saturating_sub(RETRY_AFTER_MS));
    studio.read(move |db| undecodable::list(db, retry_before)).await
}

pub(super) async fn save_film_pictures(
    studio: &Studio,
    id: ClipId,
    poster: String,
    strip: String,
) -> Result<Clip, ApiError> {
    let (poster, strip) = (decoded(&poster)?, decoded(&strip)?);
    if !assets::save_film_pictures(studio.assets(), id, poster, strip).await? {
        return Err(ApiError::bad_request(&"a poster and a strip are pictures, the strip of ten frames in a row"));
    }
    let clip = studio.read(move |db| clips::get(db, id)).await?;
    studio.publish(Change::Clip { clip: Box::new(clip.clone()) });
    Ok(clip)
}

pub(super) async fn give_up_film_pictures(studio: &Studio, id: ClipId) -> Result<(), ApiError> {
    let now = studio.now();
    studio.write(move |tx| undecodable::note_failure(tx, id, now)).await
}

fn decoded(picture: &str) -> Result<Vec<u8>, ApiError> {
    if picture.len() > MOST_CHARS {
        return Err(ApiError::bad_request(&"the picture is too long"));
    }
    STANDARD.decode(picture).map_err(|_| ApiError::bad_request(&"the picture is not Base64"))
}
