//! The recipe of a clip as it leaves the library: without what means nothing elsewhere, and without what leads to its relay
//! unless that was asked for.

use std::{collections::HashMap, path::PathBuf};

use dailies_media::{BundledPicture, MOST_ENCLOSED, MOST_ENCLOSED_BYTES, MediaError, RecipeBundle};
use dailies_model::{
    CastMember, CastPart, CharacterId, ClipId, Generation, Picture, PictureId, PictureRejection, PictureSource,
    Preparation, Recipe, RemixSource, StoredPicture, VideoSource,
};
use url::{Host, Url};

use super::super::{ApiError, Studio};
use crate::{
    assets,
    library::{connections, pictures, transfer::ExportItem},
};

/// The longest edge of a picture that does not fit into its bytes otherwise.
const REDUCED_EDGE: u32 = 2048;

/// What may be told of a clip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RecipeDetail {
    /// How it was made.
    Making,
    /// Also by whom: the relay's address, its name for the job, and the addresses that it was given.
    Relay,
}

/// The recipe of a clip, with its pictures.
pub(super) async fn parcel(
    studio: &Studio,
    parting: &ExportItem,
    telling: RecipeDetail,
) -> Result<RecipeBundle, ApiError> {
    let connections = studio.read(connections::list).await?;
    let own = parting.relay.base_url.iter().chain(connections.iter().map(|row| &row.base_url));
    let recipe = recipe(parting, &Relays::of(own), telling);
    let mut enclosed = Vec::new();
    for stored in stored(studio, &recipe.generation).await? {
        match enclosure(studio, &stored).await {
            Ok(enclosure) => enclosed.push(enclosure),
            // The recipe is worth more than its picture.
            Err(error) => tracing::warn!(%error, picture = %stored.id, "a picture does not go with its recipe"),
        }
    }
    Ok(RecipeBundle { recipe, pictures: enclosed })
}

fn recipe(parting: &ExportItem, relays: &Relays, telling: RecipeDetail) -> Recipe {
    Recipe {
        generation: told(&parting.clip.generation, relays, telling),
        created_at: parting.clip.created_at,
        tags: parting.tags.clone(),
        relay: (telling == RecipeDetail::Relay).then(|| parting.relay.clone()),
    }
}

/// Numbers of this library mean nothing elsewhere; addresses may be signed.
fn told(generation: &Generation, relays: &Relays, telling: RecipeDetail) -> Generation {
    let with_relay = telling == RecipeDetail::Relay;
    let address = |url: &String| with_relay || is_plain(url, relays);
    let picture = |picture: &Picture| {
        let is_told = match &picture.source {
            PictureSource::Stored { .. } => true,
            PictureSource::Url { url } => address(url),
            PictureSource::PartBefore => false,
        };
        is_told.then(|| Picture { from_clip: None, ..picture.clone() })
    };
    let member = |member: &CastMember| {
        let is_told = with_relay || matches!(member.part, CastPart::Pack { .. });
        is_told.then(|| CastMember { character_id: CharacterId(0), ..member.clone() })
    };
    let is_address = |video: &&VideoSource| with_relay && matches!(video, VideoSource::Url(_));
    let remix_of = generation.remix_of.clone().filter(|_| with_relay);
    Generation {
        pictures: generation.pictures.iter().filter_map(picture).collect(),
        videos: generation.videos.iter().filter(is_address).cloned().collect(),
        cameo: generation.cameo.clone().filter(|cameo| with_relay && cameo.clip_id.is_none()),
        remix_of: remix_of.map(|remix_of| RemixSource { clip_id: ClipId(0), ..remix_of }),
        notify_hook: generation.notify_hook.clone().filter(|_| with_relay),
        cast: generation.cast.iter().filter_map(member).collect(),
        storyboard: None,
        ..generation.clone()
    }
}

/// Where the clip's relay and the user's others are found.
struct Relays(Vec<String>);

impl Relays {
    fn of<'a>(base_urls: impl Iterator<Item = &'a String>) -> Self {
        Self(base_urls.filter_map(|base_url| site(&Url::parse(base_url).ok()?)).collect())
    }

    /// Whether an address may be one of a relay's: its files often lie on a host beside its own.
    fn have(&self, url: &Url) -> bool {
        site(url).is_some_and(|site| self.0.contains(&site))
    }
}

/// What the hosts of one owner have in common: the last two labels of a name, all of an address.
fn site(url: &Url) -> Option<String> {
    let name = match url.host()? {
        Host::Domain(name) => name.trim_end_matches('.'),
        address => return Some(address.to_string()),
    };
    let labels: Vec<&str> = name.rsplitn(3, '.').take(2).collect();
    Some(labels.join("."))
}

/// Whether an address carries nothing but itself, and leads to no relay.
fn is_plain(url: &str, relays: &Relays) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
        && !relays.have(&url)
}

/// The pictures of the library that a generation names, in its order: its own, then those of its cast.
async fn stored(studio: &Studio, generation: &Generation) -> Result<Vec<StoredPicture>, ApiError> {
    let own = generation.pictures.iter().filter_map(|picture| match &picture.source {
        PictureSource::Stored { id } => Some(id),
        _ => None,
    });
    let cast = generation.cast.iter().flat_map(|member| match &member.part {
        CastPart::Pack { pictures, .. } => &pictures[..],
        CastPart::Relay { .. } => &[],
    });
    let mut ids: Vec<PictureId> = Vec::new();
    for id in own.chain(cast) {
        if ids.len() < MOST_ENCLOSED && !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    let wanted = ids.clone();
    let found = studio.read(move |db| pictures::list(db, &wanted)).await?;
    let mut found: HashMap<_, _> = found.into_iter().map(|picture| (picture.id.clone(), picture)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// As it would be sent, whole: what a photo says of its place and its camera stays here.
async fn enclosure(studio: &Studio, stored: &StoredPicture) -> Result<BundledPicture, MediaError> {
    let whole = Preparation { most_bytes: MOST_ENCLOSED_BYTES, ..Preparation::default() };
    let longest = f64::from(stored.width.max(stored.height));
    let scaled = |edge: u32| (f64::from(edge) * f64::from(REDUCED_EDGE) / longest).round().max(1.0) as u32;
    let smaller = Preparation { size: Some((scaled(stored.width), scaled(stored.height))), ..whole };
    let (path, is_smaller) = match prepared(studio, stored, &whole).await {
        Err(MediaError::Refused(PictureRejection::TooHeavy)) => (prepared(studio, stored, &smaller).await?, true),
        path => (path?, false),
    };
    let bytes = tokio::fs::read(path).await.map_err(MediaError::File)?;
    let is_reduced = is_smaller || stored.bytes > MOST_ENCLOSED_BYTES;
    Ok(BundledPicture::new(stored.id.clone(), (stored.width, stored.height), stored.name.clone(), is_reduced, bytes))
}

async fn prepared(studio: &Studio, stored: &StoredPicture, preparation: &Preparation) -> Result<PathBuf, MediaError> {
    Ok(assets::prepared_picture(studio.files(), studio.media(), stored, preparation).await?.path)
}

#[cfg(test)]
mod tests;
