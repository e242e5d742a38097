//! The commands that import films and recipes: `assets` takes each file in, and the page is told of each new clip.

use std::path::Path;

use dailies_model::{Change, Import};

use super::{ApiError, Studio};
use crate::{assets, library::clips};

pub(super) async fn import_films(studio: &Studio) -> Result<Vec<Import>, ApiError> {
    let mut imports = Vec::new();
    for path in studio.host().choose_films().await? {
        imports.push(import(studio, &path).await?);
    }
    Ok(imports)
}

/// Imports a file and publishes its clip. What is wrong with the file is a refusal; an error is the library's.
pub(super) async fn import(studio: &Studio, path: &Path) -> Result<Import, ApiError> {
    let import = assets::import(studio.assets(), path).await?;
    if let Import::Filed { clip_id, .. } = import {
        let clip = studio.read(move |db| clips::get(db, clip_id)).await?;
        studio.publish(Change::Clip { clip: Box::new(clip) });
    }
    Ok(import)
}
