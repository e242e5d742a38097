//! Jobs that have a relay create a character from a film: the request, and the character to store. Such a job costs money and
//! follows the same rules as any other, but is never polled: the answer to the submit is the character.

use super::{context::Context, source_videos};
use dailies_model::{CharacterHome, CharacterOrder, Failure, FilmSource, FilmWay, Job, Proxy, RemoteId};

use crate::{
    library::characters::{NewCharacter, Remote},
    relay::{self, CharacterSource, Request},
};

/// Builds the request for a character. Sends nothing.
pub(super) async fn request(context: &Context, order: &CharacterOrder) -> Result<Request, Failure> {
    let request = |source| relay::character_request(source, order.start_ms, order.end_ms);
    let clip_id = match &order.source {
        FilmSource::Url { url } => return Ok(request(CharacterSource::Url(url))),
        FilmSource::Clip { clip_id } => *clip_id,
    };
    let film = source_videos::remote(context, clip_id).await?;
    match (order.way, &film.id, &film.url) {
        (FilmWay::Task, Some(id), _) => Ok(request(CharacterSource::Task(id))),
        (FilmWay::Url, _, Some(url)) => Ok(request(CharacterSource::Url(url))),
        _ => Err(source_videos::gone()),
    }
}

/// Checks that the source film's URL still works. A URL that the user entered is not checked; the relay does that.
pub(super) async fn look_for(context: &Context, order: &CharacterOrder, proxy: &Proxy) -> Result<(), Failure> {
    match (&order.source, order.way) {
        (FilmSource::Clip { clip_id }, FilmWay::Url) => source_videos::look_for(context, *clip_id, proxy).await,
        _ => Ok(()),
    }
}

/// Returns the row to store for a new character.
pub(super) fn row(job: &Job, order: &CharacterOrder, made: relay::RelayCharacter) -> NewCharacter {
    let handle = made.username.trim_start_matches('@').to_owned();
    let name = Some(order.name.trim()).filter(|name| !name.is_empty()).unwrap_or(&handle).to_owned();
    let home = CharacterHome::Relay {
        connection_id: job.route.connection_id,
        connection_name: job.route.connection_name.clone(),
        source: order.source.clone(),
        start_ms: order.start_ms,
        end_ms: order.end_ms,
        has_page: made.permalink.is_some(),
    };
    let remote = Remote {
        base_url: job.route.base_url.clone(),
        id: RemoteId(made.id),
        permalink: made.permalink,
        avatar_url: made.avatar_url,
    };
    NewCharacter { name, handle, notes: String::new(), tags: Vec::new(), home, avatar: None, remote: Some(remote) }
}
