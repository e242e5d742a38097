//! Loads the pictures of a generation as request attachments: URLs are passed on unchanged, stored pictures are converted
//! to the form that the model takes.

use super::context::Context;
use dailies_media::MediaError;
use dailies_model::{Charged, Failure, Format, Generation, Meaning, Picture, PictureId, PictureSource};

use crate::{
    assets::prepared_picture,
    catalogue::Rules,
    library::pictures,
    relay::{self, Attachment},
};

/// Returns the attachments in the order of the generation's pictures. Fails when a picture is missing or cannot be
/// converted; nothing is sent then.
pub(super) async fn pictures(
    context: &Context,
    format: Format,
    generation: &Generation,
) -> Result<Vec<Attachment>, Failure> {
    let catalogue = context.services.catalogue.now();
    let entry = catalogue.entry(&generation.model);
    let rules = entry.rules_or_fallback(format);
    let mut attached = Vec::with_capacity(generation.pictures.len());
    for picture in &generation.pictures {
        attached.push(match &picture.source {
            PictureSource::Url { url } => Attachment::Url(url.clone()),
            PictureSource::PartBefore => return Err(Failure::silent(Meaning::PartBefore, Charged::No)),
            PictureSource::Stored { id } => file(context, id, picture, generation, &rules).await?,
        });
    }
    Ok(attached)
}

/// Converts a stored picture and reads the result.
async fn file(
    context: &Context,
    id: &PictureId,
    picture: &Picture,
    generation: &Generation,
    rules: &Rules,
) -> Result<Attachment, Failure> {
    let wanted = id.clone();
    let stored = context.library(move |library| library.read(|db| pictures::get(db, &wanted))).await;
    let stored = stored.map_err(|error| unsent(Meaning::Picture, &error))?;
    let preparation = relay::preparation(picture, generation, rules, (stored.width, stored.height));
    let made = prepared_picture(context.services.library.files(), &context.services.media, &stored, &preparation).await;
    let made = made.map_err(|error| unsent(meaning(&error), &error))?;
    let bytes = tokio::fs::read(&made.path).await.map_err(|error| unsent(Meaning::Disk, &error))?;
    Ok(Attachment::File { media_type: made.container.media_type(), bytes: bytes.into() })
}

const fn meaning(error: &MediaError) -> Meaning {
    match error {
        MediaError::Refused(_) | MediaError::File(_) | MediaError::NoFrame(_) => Meaning::Picture,
        MediaError::Disk(_) | MediaError::Child(_) => Meaning::Disk,
    }
}

fn unsent(meaning: Meaning, error: &impl ToString) -> Failure {
    Failure { words: Some(error.to_string()), ..Failure::silent(meaning, Charged::No) }
}
