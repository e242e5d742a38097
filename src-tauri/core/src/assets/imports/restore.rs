//! A recipe that came from elsewhere, as it can be used here: its pictures are kept, and what it names is what this library
//! calls so. It is a stranger's word: it leads nowhere, and nothing that it says is done before the user presses Generate.

use std::collections::HashMap;

use dailies_media::{BundledPicture, MediaError, RecipeBundle};
use dailies_model::{
    Cameo, CastMember, CastPart, CharacterId, Crop, Generation, Picture, PictureId, PictureSource, Recipe, RemixSource,
    StoredPicture, Timestamp, VideoSource,
};

use super::super::{AssetError, Assets, Provenance, picture_import::IncomingFile, store_picture};
use crate::{
    atomic_file,
    library::{LibraryError, pictures, transfer},
};

/// A recipe has no more tags than these, and none longer.
const MOST_TAGS: usize = 32;
const MOST_TAG_CHARS: usize = 60;
/// Nor does it name more pictures, videos and characters than these.
const MOST_NAMED: usize = 32;

/// What a picture of the recipe is here.
struct LocalPicture {
    id: PictureId,
    /// Pixels of it across and down.
    size: (u32, u32),
    /// Pixels across and down of the picture that was used.
    used: (u32, u32),
}

/// The recipe in this library's words.
pub(super) async fn restored(assets: &Assets, parcel: RecipeBundle) -> Result<Recipe, AssetError> {
    let mut here = HashMap::new();
    for enclosure in parcel.pictures {
        let (id, used) = (enclosure.id.clone(), (enclosure.width, enclosure.height));
        if let Some(kept) = kept(assets, enclosure).await? {
            here.insert(id, LocalPicture { id: kept.id, size: (kept.width, kept.height), used });
        }
    }
    let now = assets.now();
    let recipe = Recipe {
        generation: with_pictures(parcel.recipe.generation, &here),
        created_at: Timestamp(parcel.recipe.created_at.0.clamp(0, now.0)),
        tags: tags(&parcel.recipe.tags),
        relay: parcel.recipe.relay,
    };
    assets.read(move |db| Ok(Recipe { generation: with_rows(db, recipe.generation)?, ..recipe })).await
}

/// The picture that the library has already, or the one that came along; `None` where it cannot be had or sent.
async fn kept(assets: &Assets, enclosure: BundledPicture) -> Result<Option<StoredPicture>, AssetError> {
    let id = enclosure.id;
    match assets.read(move |db| pictures::list(db, &[id])).await?.pop() {
        Some(own) => return Ok(Some(own)),
        None if enclosure.bytes.is_none() => return Ok(None),
        None => {}
    }
    let incoming = IncomingFile::new(assets);
    atomic_file::receive(incoming.path(), &mut &*enclosure.bytes.unwrap_or_default()).await?;
    let provenance = Provenance { name: enclosure.name, from_clip: None };
    match store_picture(assets.files(), assets.media(), incoming.path(), provenance, assets.now()).await {
        Ok(placed) => {
            assets
                .write(move |tx| {
                    pictures::keep_aside(tx, &placed)?;
                    Ok::<_, LibraryError>(Some(placed))
                })
                .await
        }
        Err(MediaError::Refused(reason)) => {
            tracing::info!(%reason, "a picture of a recipe is not kept");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Its pictures are this library's; the others go.
fn with_pictures(generation: Generation, here: &HashMap<PictureId, LocalPicture>) -> Generation {
    let picture = |picture: Picture| {
        let (source, crop) = match picture.source {
            PictureSource::Stored { id } => {
                let here = here.get(&id)?;
                (PictureSource::Stored { id: here.id.clone() }, picture.crop.and_then(|crop| scaled(crop, here)))
            }
            PictureSource::Url { url } if is_web(&url) => (PictureSource::Url { url }, picture.crop),
            PictureSource::Url { .. } | PictureSource::PartBefore => return None,
        };
        Some(Picture { source, crop, from_clip: None, ..picture })
    };
    let own = |ids: Vec<PictureId>| ids.iter().filter_map(|id| Some(here.get(id)?.id.clone())).collect();
    let member = |member: CastMember| CastMember {
        part: match member.part {
            CastPart::Pack { name, description, pictures } => {
                CastPart::Pack { name, description, pictures: own(pictures) }
            }
            part @ CastPart::Relay { .. } => part,
        },
        ..member
    };
    Generation {
        pictures: generation.pictures.into_iter().take(MOST_NAMED).filter_map(picture).collect(),
        cast: generation.cast.into_iter().take(MOST_NAMED).map(member).collect(),
        ..generation
    }
}

/// Its numbers are this library's, found by what has a name everywhere. Nobody is told when it is made again.
fn with_rows(db: &rusqlite::Connection, generation: Generation) -> Result<Generation, LibraryError> {
    let remix_of = match generation.remix_of {
        Some(RemixSource { remote_id, .. }) => {
            transfer::find_remote(db, &remote_id)?.map(|clip_id| RemixSource { clip_id, remote_id })
        }
        None => None,
    };
    let mut cast = generation.cast;
    for member in &mut cast {
        member.character_id = transfer::find_handle(db, &member.handle)?.unwrap_or(CharacterId(0));
    }
    let is_address = |video: &VideoSource| matches!(video, VideoSource::Url(url) if is_web(url));
    Ok(Generation {
        videos: generation.videos.into_iter().take(MOST_NAMED).filter(is_address).collect(),
        cameo: generation.cameo.filter(|cameo| is_web(&cameo.url)).map(|cameo| Cameo { clip_id: None, ..cameo }),
        remix_of,
        cast,
        notify_hook: None,
        storyboard: None,
        ..generation
    })
}

/// The same part of a copy of another size; `None` where it was no part of the picture.
fn scaled(crop: Crop, LocalPicture { size, used, .. }: &LocalPicture) -> Option<Crop> {
    if !crop.lies_within(*used) {
        return None;
    }
    let along = |at: u32, length: u32, size: u32, used: u32| {
        let by = f64::from(size) / f64::from(used);
        let at = ((f64::from(at) * by) as u32).min(size.saturating_sub(1));
        (at, ((f64::from(length) * by).round() as u32).clamp(1, (size - at).max(1)))
    };
    let ((x, width), (y, height)) =
        (along(crop.x, crop.width, size.0, used.0), along(crop.y, crop.height, size.1, used.1));
    Some(Crop { x, y, width, height })
}

fn is_web(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// Words as the user would give them, each once.
fn tags(names: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for name in names {
        let words = name.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
        let name: String = words.collect::<Vec<_>>().join(" ").chars().take(MOST_TAG_CHARS).collect();
        if !name.is_empty() && !tags.iter().any(|tag| tag.eq_ignore_ascii_case(&name)) && tags.len() < MOST_TAGS {
            tags.push(name);
        }
    }
    tags
}

#[cfg(test)]
mod tests;
