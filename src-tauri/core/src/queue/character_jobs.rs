//! A character that a relay is to make of a film: what is sent for it, and what is kept of it. It costs money as a clip does,
//! and goes by the same rules; but there is nothing to watch, for the answer is the character.

use super::{
    relay_calls::{PreparedRequest, outcome_of, prepare},
    source_videos,
    state_machine::Outcome,
    worker::Shared,
};
use dailies_model::{CharacterHome, CharacterOrder, Failure, FilmSource, FilmWay, Job, RemoteId};

use crate::{
    library::characters::{NewCharacter, Remote},
    relay::{self, CharacterSource, Request},
};

/// The request of an order. Nothing is sent.
pub(super) async fn request(shared: &Shared, order: &CharacterOrder) -> Result<Request, Failure> {
    let request = |source| relay::character_request(source, order.start_ms, order.end_ms);
    let clip_id = match &order.source {
        FilmSource::Url { url } => return Ok(request(CharacterSource::Url(url))),
        FilmSource::Clip { clip_id } => *clip_id,
    };
    let film = source_videos::remote(shared, clip_id).await?;
    match (order.way, &film.id, &film.url) {
        (FilmWay::Task, Some(id), _) => Ok(request(CharacterSource::Task(id))),
        (FilmWay::Url, _, Some(url)) => Ok(request(CharacterSource::Url(url))),
        _ => Err(source_videos::gone()),
    }
}

/// Whether the film of an order is still where its relay put it; one of the user's own is for the relay to look for.
pub(super) async fn look_for_film(shared: &Shared, job: &Job, order: &CharacterOrder) -> Result<(), Failure> {
    match (&order.source, order.way) {
        (FilmSource::Clip { clip_id }, FilmWay::Url) => {
            source_videos::look_for(shared, *clip_id, &job.route.proxy).await
        }
        _ => Ok(()),
    }
}

/// Has the relay make it, once.
pub(super) async fn submit(shared: &Shared, job: &Job, order: &CharacterOrder) -> Result<NewCharacter, Outcome> {
    let not_now = |failure| Outcome::NotNow { failure, retry_after_ms: None };
    let PreparedRequest { target, request } = prepare(shared, job).await.map_err(not_now)?;
    let made = shared.services.relay.submit_character(&target, &request).await.map_err(outcome_of)?;
    Ok(kept(job, order, made))
}

/// What is kept of a character that was just made.
fn kept(job: &Job, order: &CharacterOrder, made: relay::RelayCharacter) -> NewCharacter {
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
