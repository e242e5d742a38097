//! What a file that came in holds, as the gallery shows it. Files nothing.

use std::path::Path;

use crate::{
    media::{Examined, MediaChild},
    model::{Container, Film, Medium},
};

/// What the film holds, and whether there are pictures of it, which lie in `folder` then. A film that can't be examined is a
/// clip all the same. Its size is not looked at.
pub async fn examined(media: &MediaChild, film: &Path, folder: &Path) -> (Film, bool) {
    let Examined { facts, poster } = match media.examine(film, folder).await {
        Ok(examined) => examined,
        Err(error) => {
            tracing::warn!(%error, "a film could not be examined");
            Examined::default()
        }
    };
    let is_film = facts.container.is_some_and(|container| container.medium() == Medium::Film);
    if is_film
        && poster.is_some()
        && let Err(error) = media.strip(film, folder).await
    {
        tracing::warn!(%error, "a film has no strip");
    }
    let film = Film {
        container: facts.container.unwrap_or(Container::Mp4),
        width: facts.width.unwrap_or_default(),
        height: facts.height.unwrap_or_default(),
        duration_ms: facts.duration_ms.unwrap_or_default(),
        fps: facts.fps,
        video_codec: facts.video_codec,
        has_audio: facts.has_audio,
        bytes: 0,
    };
    (film, poster.is_some())
}
