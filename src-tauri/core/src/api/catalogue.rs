//! The user's own part of the model catalogue: a file of the library's folder, edited here or by hand.

use std::{io, path::PathBuf};

use dailies_model::{CatalogueFile, Change, ModelForm, ModelId};
use tokio::task;

use super::{ApiError, Studio};
use crate::{
    atomic_file,
    catalogue::{self, Catalogue},
};

const FILE_NAME: &str = "models.toml";

pub(super) async fn get_catalogue(studio: &Studio) -> Result<CatalogueFile, ApiError> {
    let text = read(studio).await?;
    Ok(take(studio, text))
}

pub(super) async fn save_catalogue(studio: &Studio, text: String) -> Result<CatalogueFile, ApiError> {
    let (_, mistakes) = Catalogue::load(&text);
    if !mistakes.is_empty() {
        return Ok(CatalogueFile { mistakes, ..described(studio, text) });
    }
    write(studio, text.clone()).await?;
    Ok(take(studio, text))
}

pub(super) async fn get_model_form(studio: &Studio, id: ModelId) -> Result<ModelForm, ApiError> {
    Ok(catalogue::form_of(&studio.catalogue().now(), &id))
}

pub(super) async fn save_model(studio: &Studio, form: ModelForm) -> Result<CatalogueFile, ApiError> {
    let text = read(studio).await?;
    match catalogue::with_model(&text, &form) {
        Ok(text) => save_catalogue(studio, text).await,
        Err(mistakes) => Ok(CatalogueFile { mistakes, ..described(studio, text) }),
    }
}

pub(super) async fn remove_model(studio: &Studio, id: ModelId) -> Result<CatalogueFile, ApiError> {
    let text = read(studio).await?;
    save_catalogue(studio, catalogue::without_model(&text, &id)).await
}

pub(super) async fn reveal_catalogue(studio: &Studio) -> Result<(), ApiError> {
    let text = read(studio).await?;
    if text.is_empty() {
        write(studio, text.clone()).await?;
    }
    Ok(studio.host().reveal(&path(studio))?)
}

/// Takes a text into use, as far as it is sound, and tells the pages.
fn take(studio: &Studio, text: String) -> CatalogueFile {
    let (catalogue, mistakes) = Catalogue::load(&text);
    let file = described(studio, text);
    if studio.catalogue().replace(catalogue) {
        studio.search().name_models(studio.catalogue().now().labels());
        studio.publish(Change::Catalogue);
    }
    CatalogueFile { mistakes, ..file }
}

fn described(studio: &Studio, text: String) -> CatalogueFile {
    let models = Catalogue::load(&text).0.of_user();
    CatalogueFile { path: path(studio).display().to_string(), text, mistakes: Vec::new(), models }
}

fn path(studio: &Studio) -> PathBuf {
    studio.data_dir().join(FILE_NAME)
}

/// The file's text; of a file that is not there, none. What is no text in it is shown as such, and is a mistake.
async fn read(studio: &Studio) -> Result<String, ApiError> {
    match tokio::fs::read(path(studio)).await {
        Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

/// A full disk leaves the file as it was.
async fn write(studio: &Studio, text: String) -> Result<(), ApiError> {
    let file = path(studio);
    let written = task::spawn_blocking(move || atomic_file::write(&file, text.as_bytes())).await;
    Ok(written.map_err(|error| ApiError::internal(&error))??)
}
