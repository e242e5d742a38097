//! Plans a remix of a clip: by the relay's remix endpoint, else from the clip as a video, else from its last frame. Sends no
//! paid request.

use super::{ApiError, Studio, estimate, pictures};
use dailies_model::{
    Clip, ClipId, ConnectionId, Generation, Medium, Moment, NoRemix, Picture, PictureRole, PictureSource, RemixPlan,
    RemixSource, RemixWay, TestResult, Timestamp, Toggle, VideoSource,
};

use crate::{
    catalogue::{Catalogue, Entry},
    download::Source,
    library::{
        clips::{self, RemoteFilm},
        connections::{self, ConnectionRow},
    },
};

/// For so long a relay that refused a remix is not asked for one again: it may learn to.
const REMEMBERED_MS: i64 = 30 * 24 * 60 * 60 * 1000;

pub(super) async fn plan_remix(
    studio: &Studio,
    id: ClipId,
    connection_id: ConnectionId,
) -> Result<RemixPlan, ApiError> {
    let (clip, film, connection) = studio
        .read(move |db| Ok((clips::get(db, id)?, clips::remote_film(db, id)?, connections::get(db, connection_id)?)))
        .await?;
    let catalogue = studio.catalogue().now();
    let entry = catalogue.entry(&clip.generation.model);
    let plan = |way, no_remix, generation: Generation| {
        let cost_micros = estimate::cost(&connection, &catalogue.entry(&generation.model), &generation);
        RemixPlan { way, no_remix, cost_micros, generation }
    };
    let generation = anew(&clip.generation);
    let no_remix = match own_remix(&clip, &film, &connection, studio.now()) {
        Ok(remix_of) => return Ok(plan(RemixWay::Remix, None, remixed(&generation, &entry, remix_of))),
        Err(why) => Some(why),
    };
    let rules = entry.rules_or_fallback(entry.choose_format(&connection.formats, Some(&generation)));
    if rules.videos > 0 && is_there(studio, film, &connection).await {
        let generation = Generation { videos: vec![VideoSource::Clip { clip_id: id }], ..generation };
        return Ok(plan(RemixWay::Video, no_remix, generation));
    }
    let frame = pictures::keep_frame(studio, id, Moment::Last).await?;
    let source = PictureSource::Stored { id: frame.id };
    let picture = Picture { from_clip: Some(id), ..Picture::new(PictureRole::First, source) };
    let model =
        if rules.begins_with_a_file() { generation.model.clone() } else { beginner(&catalogue, &connection, &entry) };
    Ok(plan(RemixWay::LastFrame, no_remix, Generation { model, pictures: vec![picture], ..generation }))
}

/// What the clip was made of, without what it began with.
fn anew(generation: &Generation) -> Generation {
    Generation {
        pictures: Vec::new(),
        videos: Vec::new(),
        cameo: None,
        remix_of: None,
        cast: Vec::new(),
        storyboard: None,
        ..generation.clone()
    }
}

/// A remix takes a prompt and a size, nothing else (reference section 4).
fn remixed(generation: &Generation, entry: &Entry, remix_of: RemixSource) -> Generation {
    let rules = entry.remix_rules().unwrap_or_default();
    let (aspects, switches) = (rules.aspects(), rules.switches());
    let toggles = generation.toggles.iter().filter(|(toggle, _)| switches.contains(toggle));
    Generation {
        aspect_ratio: generation.aspect_ratio.filter(|aspect| aspects.contains(aspect)),
        toggles: toggles.map(|(toggle, on)| (*toggle, *on)).collect(),
        remix_of: Some(remix_of),
        ..Generation::of(generation.model.clone(), generation.prompt.clone())
    }
}

/// The job that the relay would remix: one of its own, whichever format made it, unless that was private (reference
/// sections 2 and 4) or this relay was seen to refuse remixes.
fn own_remix(
    clip: &Clip,
    film: &RemoteFilm,
    connection: &ConnectionRow,
    now: Timestamp,
) -> Result<RemixSource, NoRemix> {
    let was_refused = connection.remix_refused_at.is_some_and(|at| now.0 - at.0 < REMEMBERED_MS);
    match &film.id {
        Some(_) if clip.generation.is_on(Toggle::Private) => Err(NoRemix::Private),
        Some(_) if film.base_url.as_deref() != Some(&connection.base_url) => Err(NoRemix::OtherRelay),
        Some(_) if was_refused => Err(NoRemix::Refused),
        Some(id) if clip.medium == Medium::Film => Ok(RemixSource { clip_id: clip.id, remote_id: id.clone() }),
        _ => Err(NoRemix::NoTask),
    }
}

/// Whether the clip can still be fetched where its relay put it.
async fn is_there(studio: &Studio, film: RemoteFilm, connection: &ConnectionRow) -> bool {
    let Some(url) = film.url else { return false };
    let source = Source {
        url,
        medium: Medium::Film,
        own_origin: match film.base_url {
            Some(base_url) => studio.relay().resolve(&base_url).await,
            None => None,
        },
        key: None,
        secret: None,
        proxy: connection.proxy.clone(),
    };
    studio.downloader().probe(&source).await.is_ok()
}

/// The first model on offer whose films begin with a picture; the clip's own where there is none, and the check says so.
fn beginner(catalogue: &Catalogue, connection: &ConnectionRow, own: &Entry) -> dailies_model::ModelId {
    let offered = |entry: &&Entry| match connection.last_test.as_ref().map(|test| &test.result) {
        Some(TestResult::Works { models, .. }) => models.contains(&entry.id),
        _ => true,
    };
    let begins = |entry: &&Entry| {
        let rules = entry.rules_or_fallback(entry.choose_format(&connection.formats, None));
        entry.makes == Medium::Film && rules.begins_with_a_file()
    };
    catalogue.entries().iter().filter(offered).find(begins).unwrap_or(own).id.clone()
}
