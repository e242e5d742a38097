//! How another version of a clip would be made: by its relay's own remix, else from the clip as a video, else from its last
//! frame. Sends nothing that costs.

use super::{ApiError, Studio, pictures};
use crate::{
    catalogue::{Catalogue, Entry},
    download::Source,
    library::{
        clips::{self, RemoteFilm},
        connections::{self, ConnectionRow},
        jobs,
    },
    model::{
        Clip, ClipId, ConnectionId, Format, Generation, Job, Medium, Moment, Picture, PictureRole, PictureSource,
        RemixPlan, RemixSource, RemixWay, TestResult, Toggle, VideoSource,
    },
};

pub(super) async fn plan_remix(
    studio: &Studio,
    id: ClipId,
    connection_id: ConnectionId,
) -> Result<RemixPlan, ApiError> {
    let (clip, film, job, connection) = studio
        .read(move |db| {
            let clip = clips::get(db, id)?;
            let job = clip.job_id.map(|job| jobs::get(db, job)).transpose()?;
            Ok((clip, clips::remote_film(db, id)?, job, connections::get(db, connection_id)?))
        })
        .await?;
    let catalogue = studio.catalogue().now();
    let entry = catalogue.entry(&clip.generation.model);
    let generation = anew(&clip.generation);
    if let Some(remix_of) = own_remix(&clip, job.as_ref(), &entry, &connection) {
        return Ok(RemixPlan { way: RemixWay::Remix, generation: remixed(&generation, remix_of) });
    }
    let rules = entry.rules_or_general(entry.choose_format(&connection.formats, Some(&generation)));
    if rules.videos > 0 && is_there(studio, film, &connection).await {
        let generation = Generation { videos: vec![VideoSource::Clip { clip_id: id }], ..generation };
        return Ok(RemixPlan { way: RemixWay::Video, generation });
    }
    let frame = pictures::keep_frame(studio, id, Moment::Last).await?;
    let source = PictureSource::Stored { id: frame.id };
    let picture = Picture { from_clip: Some(id), ..Picture::new(PictureRole::First, source) };
    let model =
        if rules.begins_with_a_file() { generation.model.clone() } else { beginner(&catalogue, &connection, &entry) };
    Ok(RemixPlan { way: RemixWay::LastFrame, generation: Generation { model, pictures: vec![picture], ..generation } })
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
fn remixed(generation: &Generation, remix_of: RemixSource) -> Generation {
    let toggles = generation.toggles.iter().filter(|(toggle, _)| **toggle == Toggle::Hd);
    Generation {
        aspect_ratio: generation.aspect_ratio,
        toggles: toggles.map(|(toggle, on)| (*toggle, *on)).collect(),
        remix_of: Some(remix_of),
        ..Generation::of(generation.model.clone(), generation.prompt.clone())
    }
}

/// A relay remixes what it made itself in the format that knows remixes, unless it was private (reference sections 2 and 4).
fn own_remix(clip: &Clip, job: Option<&Job>, entry: &Entry, connection: &ConnectionRow) -> Option<RemixSource> {
    let route = &job?.route;
    let is_own = route.base_url == connection.base_url && route.format == Format::Openai;
    let can_remix = entry.rules(Format::Openai).is_some_and(|rules| rules.remix);
    let remote_id =
        clip.remote_id.clone().filter(|_| is_own && can_remix && !clip.generation.is_on(Toggle::Private))?;
    Some(RemixSource { clip_id: clip.id, remote_id })
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
fn beginner(catalogue: &Catalogue, connection: &ConnectionRow, own: &Entry) -> crate::model::ModelId {
    let offered = |entry: &&Entry| match connection.last_test.as_ref().map(|test| &test.result) {
        Some(TestResult::Works { models, .. }) => models.contains(&entry.id),
        _ => true,
    };
    let begins = |entry: &&Entry| {
        let rules = entry.rules_or_general(entry.choose_format(&connection.formats, None));
        entry.makes == Medium::Film && rules.begins_with_a_file()
    };
    catalogue.entries().iter().filter(offered).find(begins).unwrap_or(own).id.clone()
}
