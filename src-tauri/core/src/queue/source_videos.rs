//! Source videos of a generation: clips of the gallery, sent to the relay as the URL that it once gave for them, while that
//! URL works. It is often signed, and is therefore sent to a relay only.

use super::context::Context;
use dailies_model::{Charged, ClipId, Failure, Generation, Meaning, Medium, Proxy, VideoSource};

use crate::{
    download::{FetchError, Source},
    library::clips::{self, RemoteFilm},
};

/// Returns the relay's id and URL of a clip.
pub(super) async fn remote(context: &Context, id: ClipId) -> Result<RemoteFilm, Failure> {
    context.library(move |library| library.read(|db| clips::remote_film(db, id))).await.map_err(|_| gone())
}

/// Checks that the URL of a clip still works.
pub(super) async fn look_for(context: &Context, id: ClipId, proxy: &Proxy) -> Result<(), Failure> {
    let film = remote(context, id).await?;
    let source = Source {
        url: film.url.ok_or_else(gone)?,
        medium: Medium::Film,
        own_origin: match film.base_url {
            Some(base_url) => context.services.relay.resolve(&base_url).await,
            None => None,
        },
        key: None,
        secret: None,
        proxy: proxy.clone(),
    };
    context.services.downloader.probe(&source).await.map_err(|error| match error {
        FetchError::Network | FetchError::Proxy => Failure::silent(Meaning::Network, Charged::No),
        _ => gone(),
    })
}

/// Returns the clips whose URLs a generation needs.
pub(super) fn clips(generation: &Generation) -> impl Iterator<Item = ClipId> + '_ {
    let videos = generation.videos.iter().filter_map(|video| match video {
        VideoSource::Clip { clip_id } => Some(*clip_id),
        VideoSource::Url(_) => None,
    });
    videos.chain(generation.cameo.iter().filter_map(|cameo| cameo.clip_id))
}

/// Replaces clip ids by URLs in a generation's sources.
pub(super) async fn addressed(context: &Context, mut generation: Generation) -> Result<Generation, Failure> {
    for video in &mut generation.videos {
        if let VideoSource::Clip { clip_id } = *video {
            *video = VideoSource::Url(remote(context, clip_id).await?.url.ok_or_else(gone)?);
        }
    }
    if let Some((cameo, clip_id)) = generation.cameo.as_mut().and_then(|cameo| cameo.clip_id.map(|id| (cameo, id))) {
        cameo.url = remote(context, clip_id).await?.url.ok_or_else(gone)?;
    }
    Ok(generation)
}

/// The failure when a source film's URL no longer works; nothing was sent.
pub(super) const fn gone() -> Failure {
    Failure::silent(Meaning::SourceGone, Charged::No)
}
