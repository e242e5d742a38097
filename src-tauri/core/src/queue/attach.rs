//! A generation's pictures, ready to be sent: addresses as they are, files of the library read. Changes none of them.

use bytes::Bytes;

use super::worker::Shared;
use crate::{
    library::pictures,
    model::{Charged, Failure, Generation, Meaning, PictureId, PictureSource},
    relay::Attachment,
};

/// The pictures in their order. Fails when one is not there any more: then nothing is sent.
pub(super) async fn pictures(shared: &Shared, generation: &Generation) -> Result<Vec<Attachment>, Failure> {
    let mut attached = Vec::with_capacity(generation.pictures.len());
    for picture in &generation.pictures {
        attached.push(match &picture.source {
            PictureSource::Url { url } => Attachment::Url(url.clone()),
            PictureSource::Stored { id } => file(shared, id).await?,
        });
    }
    Ok(attached)
}

/// A stored picture.
async fn file(shared: &Shared, id: &PictureId) -> Result<Attachment, Failure> {
    let wanted = id.clone();
    let missing = || Failure::silent(Meaning::Picture, Charged::No);
    let row = shared.library(move |library| library.read(|db| pictures::get(db, &wanted))).await;
    let row = row.map_err(|_| missing())?;
    let place = shared.rooms.library.files().picture(&row.id, row.container);
    let bytes: Bytes = tokio::fs::read(place).await.map_err(|_| missing())?.into();
    Ok(Attachment::File { media_type: row.container.media_type(), bytes })
}
