//! The pictures that prompts go with: taken in, shown, made ready to be sent.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use dailies_model::{
    Change, ClipId, Draft, Formats, Import, ImportRefusal, Intake, Medium, Moment, Picture, PictureId,
    PictureRejection, PictureSource, Preparation, PreparedPicture, StoredPicture,
};

use super::{ApiError, Studio, imports};
use crate::{
    assets::{self, IncomingFile, PictureImportError, PreparedFile, Provenance},
    host::Clipboard,
    library::{clips, connections, pictures},
    relay::{self, Attachment},
};

/// As many as a strip of them is looked through.
const MOST_RECENT: u32 = 60;

pub(super) async fn pick_pictures(studio: &Studio) -> Result<Vec<Intake>, ApiError> {
    let chosen = studio.host().choose_pictures().await?;
    take_in(studio, &chosen).await
}

pub(super) async fn paste_pictures(studio: &Studio) -> Result<Vec<Intake>, ApiError> {
    match studio.host().clipboard().await? {
        Clipboard::Nothing => Ok(Vec::new()),
        Clipboard::Files(paths) => take_in(studio, &paths).await,
        Clipboard::Png(png) => Ok(vec![assets::import_png(studio.assets(), &png).await?]),
    }
}

async fn take_in(studio: &Studio, paths: &[PathBuf]) -> Result<Vec<Intake>, ApiError> {
    let mut intakes = Vec::with_capacity(paths.len());
    for path in paths {
        intakes.push(assets::import_picture(studio.assets(), path).await?);
    }
    Ok(intakes)
}

impl Studio {
    /// Files are being dragged over the window, or not any more.
    pub fn drag_over(&self, is_over: bool) {
        self.publish(Change::DragOver { is_over });
    }

    /// Takes in files that were dropped on the window, and publishes what came of each: films and recipes are brought in, all
    /// else is kept as a picture or refused.
    pub async fn drop_files(&self, paths: Vec<PathBuf>) {
        self.drag_over(false);
        let (mut intakes, mut dropped) = (Vec::new(), Vec::new());
        for path in paths {
            match assets::is_film_or_recipe(&path).await {
                true => dropped.push(imported(self, &path).await),
                false => intakes.push(taken_in(self, &path).await),
            }
        }
        self.publish(Change::Dropped { intakes, imports: dropped });
    }
}

async fn taken_in(studio: &Studio, path: &Path) -> Intake {
    assets::import_picture(studio.assets(), path).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "a dropped file could not be kept");
        Intake::Refused { name: assets::shown_name(path), reason: PictureRejection::Broken }
    })
}

async fn imported(studio: &Studio, path: &Path) -> Import {
    imports::import(studio, path).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "a dropped film could not be brought in");
        Import::Refused { name: assets::shown_name(path), reason: ImportRefusal::Unreadable }
    })
}

pub(super) async fn keep_still(studio: &Studio, id: ClipId) -> Result<StoredPicture, ApiError> {
    let file = studio.read(move |db| clips::file(db, id)).await?;
    if file.medium != Medium::Still {
        return Err(ApiError::bad_request(&"only a still is a picture"));
    }
    let provenance = Provenance { name: None, from_clip: Some(id) };
    assets::copy_picture(studio.assets(), &studio.files().whole(&file), provenance)
        .await
        .map_err(PictureImportError::into)
}

pub(super) async fn keep_frame(studio: &Studio, id: ClipId, moment: Moment) -> Result<StoredPicture, ApiError> {
    let file = studio.read(move |db| clips::file(db, id)).await?;
    if file.medium != Medium::Film {
        return Err(ApiError::no_frame(&"only a film has frames"));
    }
    let incoming = IncomingFile::new(studio.assets());
    studio.media().frame(&studio.files().whole(&file), moment, incoming.path()).await?;
    let provenance = Provenance { name: None, from_clip: Some(id) };
    assets::keep_picture(studio.assets(), &incoming, provenance).await.map_err(PictureImportError::into)
}

pub(super) async fn list_pictures(studio: &Studio) -> Result<Vec<StoredPicture>, ApiError> {
    studio.read(|db| pictures::list_recent(db, MOST_RECENT)).await
}

/// In the order in which they were asked for.
pub(super) async fn get_pictures(studio: &Studio, ids: Vec<PictureId>) -> Result<Vec<StoredPicture>, ApiError> {
    let wanted = ids.clone();
    let found = studio.read(move |db| pictures::list(db, &wanted)).await?;
    let mut found: HashMap<_, _> = found.into_iter().map(|picture| (picture.id.clone(), picture)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

pub(super) async fn hide_picture(studio: &Studio, id: PictureId) -> Result<(), ApiError> {
    let now = studio.now();
    studio.write(move |tx| pictures::hide(tx, &id, now)).await
}

pub(super) async fn prepare_picture(studio: &Studio, draft: Draft, index: u32) -> Result<PreparedPicture, ApiError> {
    let picture = usize::try_from(index).ok().and_then(|index| draft.generation.pictures.get(index));
    let picture = picture.ok_or_else(|| ApiError::bad_request(&"the draft has no such picture"))?;
    let PictureSource::Stored { id } = picture.source.clone() else {
        return Err(ApiError::bad_request(&"the relay fetches that picture itself"));
    };
    let stored = studio.read(move |db| pictures::get(db, &id)).await?;
    let preparation = preparation(studio, &draft, picture, &stored).await?;
    let PreparedFile { key, path, container, size: (width, height) } = prepared(studio, &stored, &preparation).await?;
    let bytes = tokio::fs::metadata(path).await?.len();
    Ok(PreparedPicture { key: key.as_str().to_owned(), container, width, height, bytes })
}

/// As the queue would prepare it for a job of this draft.
async fn preparation(
    studio: &Studio,
    draft: &Draft,
    picture: &Picture,
    stored: &StoredPicture,
) -> Result<Preparation, ApiError> {
    let formats = match draft.connection_id {
        Some(id) => studio.read(move |db| connections::get(db, id)).await?.formats,
        None => Formats::default(),
    };
    let catalogue = studio.catalogue().now();
    let entry = catalogue.entry(&draft.generation.model);
    let rules = entry.rules_or_fallback(entry.choose_format(&formats, Some(&draft.generation)));
    Ok(relay::preparation(picture, &draft.generation, &rules, (stored.width, stored.height)))
}

async fn prepared(
    studio: &Studio,
    stored: &StoredPicture,
    preparation: &Preparation,
) -> Result<PreparedFile, ApiError> {
    Ok(assets::prepared_picture(studio.files(), studio.media(), stored, preparation).await?)
}

/// A picture of the library as a model looks at it.
pub(super) async fn attached(studio: &Studio, id: PictureId) -> Result<Attachment, ApiError> {
    let stored = studio.read(move |db| pictures::get(db, &id)).await?;
    let made = prepared(studio, &stored, &Preparation::default()).await?;
    let bytes = tokio::fs::read(made.path).await?;
    Ok(Attachment::File { media_type: made.container.media_type(), bytes: bytes.into() })
}
