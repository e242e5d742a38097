//! Imports films and recipes: copy, inspect, deduplicate by hash, insert. The user's file is only read.

mod copy;
mod restore;

use std::{
    fs::File,
    io::{self, Read as _, Seek as _},
    path::{Path, PathBuf},
    time::SystemTime,
};

use dailies_media::{Completeness, RecipeBundle, RecipeCarrier, completeness};
use dailies_model::{
    ClipId, Container, Film, Generation, Import, ImportRefusal, Medium, ModelId, Recipe, RecipeRelay, RemoteId,
    Timestamp,
};
use tokio::{fs, task};

use self::copy::CopyError;
use super::{
    AssetError, Assets, inspect, picture_import,
    user_files::{self, UserFile, UserFileError},
};
use crate::{
    atomic_file,
    library::{
        ClipFile, ClipFolder,
        clips::{self, NewClip},
        transfer,
    },
};

/// A file that may be a recipe by itself is no longer than this.
const MOST_RECIPE_BYTES: u64 = 1 << 20;
/// 1971: a date before it is that of a clock that was never set.
const FIRST_DATE: Timestamp = Timestamp(31_536_000_000);
/// How the names of files end that are meant to be films or recipes, whatever they are.
const ENDINGS: [&str; 7] = ["mp4", "m4v", "mov", "webm", "mkv", "avi", "json"];

/// Whether a file that was dropped is a film or a recipe rather than a picture: by what is in it, and where that says nothing,
/// by its name.
pub async fn is_film_or_recipe(path: &Path) -> bool {
    let Ok(head) = first_bytes(path).await else { return is_called_one(path) };
    match Container::of(&head) {
        Some(container) => container.medium() == Medium::Film,
        None => dailies_model::ForeignPicture::of(&head).is_none() && is_called_one(path),
    }
}

fn is_called_one(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ENDINGS.contains(&&*extension)
}

/// Brings a file in. What is wrong with the file is a refusal; an error is the library's.
pub async fn import(assets: &Assets, path: &Path) -> Result<Import, AssetError> {
    match brought(assets, path).await {
        Ok(import) => Ok(import),
        Err(ImportError::Refused(reason)) => Ok(Import::Refused { name: picture_import::shown_name(path), reason }),
        Err(ImportError::Failed(error)) => Err(error),
    }
}

/// Why nothing was brought in.
enum ImportError {
    Refused(ImportRefusal),
    Failed(AssetError),
}

impl<E: Into<AssetError>> From<E> for ImportError {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn unreadable(_: io::Error) -> ImportError {
    ImportError::Refused(ImportRefusal::Unreadable)
}

fn not_opened(error: &UserFileError) -> ImportError {
    ImportError::Refused(match error {
        UserFileError::NotAFile => ImportRefusal::NotAFile,
        UserFileError::StillWritten => ImportRefusal::StillWritten,
        UserFileError::Unreadable(_) => ImportRefusal::Unreadable,
    })
}

async fn brought(assets: &Assets, path: &Path) -> Result<Import, ImportError> {
    let file = user_files::open_settled(path).await.map_err(|error| not_opened(&error))?;
    let head = read_up_to(&file.file, Container::HEAD as u64).await.map_err(unreadable)?;
    match Container::of(&head) {
        Some(container @ (Container::Mp4 | Container::Mov | Container::Webm)) => {
            film(assets, path, file, container).await
        }
        None if file.length <= MOST_RECIPE_BYTES => {
            let text = read_up_to(&file.file, MOST_RECIPE_BYTES).await.map_err(unreadable)?;
            let parcel = RecipeBundle::from_json(&text).ok_or(ImportError::Refused(ImportRefusal::NotAFilm))?;
            if parcel.recipe.generation.check_length().is_err() {
                return Err(ImportError::Refused(ImportRefusal::TooLong));
            }
            Ok(Import::Recipe { recipe: Box::new(restore::restored(assets, parcel).await?) })
        }
        _ => Err(ImportError::Refused(ImportRefusal::NotAFilm)),
    }
}

async fn first_bytes(path: &Path) -> Result<Vec<u8>, UserFileError> {
    let path = path.to_owned();
    let file = task::spawn_blocking(move || user_files::open(&path)).await.map_err(io::Error::other)??;
    Ok(read_up_to(&file, Container::HEAD as u64).await?)
}

/// The first bytes of a file, wherever it was read before.
async fn read_up_to(file: &File, most: u64) -> io::Result<Vec<u8>> {
    let mut file = file.try_clone()?;
    let read = task::spawn_blocking(move || {
        file.rewind()?;
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    read.await.map_err(io::Error::other)?
}

/// A folder in `incoming` that is being filled: gone with this, unless it became a clip's. Never a clip's own.
pub(super) struct StagingFolder(pub(super) PathBuf);

impl StagingFolder {
    pub(super) async fn create(assets: &Assets) -> io::Result<Self> {
        let staged = Self(assets.files().incoming());
        fs::create_dir_all(&staged.0).await?;
        Ok(staged)
    }
}

impl Drop for StagingFolder {
    fn drop(&mut self) {
        // Best effort: what stays goes at the next start.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn film(assets: &Assets, path: &Path, from: UserFile, container: Container) -> Result<Import, ImportError> {
    let carrier = looked_at(&from, container).await?;
    let staged = StagingFolder::create(assets).await?;
    let part = staged.0.join("film.part");
    let sha256 = copied(&from, &part, carrier.film_bytes).await?;
    let hash = sha256.clone();
    if let Some(clip_id) = assets.read(move |db| transfer::find_same(db, &hash)).await? {
        return Ok(Import::Known { clip_id, recipe: boxed(assets, carrier.parcel).await? });
    }
    let found = inspect(assets.media(), &part, &staged.0).await;
    if !is_playable(&found.film) {
        return Err(ImportError::Refused(if found.film.has_audio {
            ImportRefusal::NotAFilm
        } else {
            ImportRefusal::Broken
        }));
    }
    let film = Film { bytes: carrier.film_bytes, container, ..found.film };
    let file = ClipFile { folder: ClipFolder::random(), medium: Medium::Film, container };
    let whole = assets.files().whole(&file);
    atomic_file::place_async(&part, &staged.0.join(whole.file_name().unwrap_or_default())).await?;
    let at = made_at(assets.now(), from.modified, &carrier);
    let recipe = boxed(assets, carrier.parcel).await?;
    let new = NewClip {
        has_pictures: found.has_poster,
        lacks_pictures: found.is_unfinished,
        sha256: Some(sha256),
        ..new_clip(file.folder, film, path, recipe.as_deref())
    };
    let tags = recipe.as_ref().map(|recipe| recipe.tags.clone()).unwrap_or_default();
    let clip_id = match filed(assets, staged, new, tags, at).await? {
        ImportedClip::New(clip_id) => clip_id,
        ImportedClip::Known(clip_id) => return Ok(Import::Known { clip_id, recipe }),
    };
    Ok(Import::Filed { clip_id, recipe })
}

/// What a film carries, if it is there to its end.
async fn looked_at(from: &UserFile, container: Container) -> Result<RecipeCarrier, ImportError> {
    let (mut file, length) = (from.file.try_clone().map_err(unreadable)?, from.length);
    let looked = task::spawn_blocking(move || {
        let found = completeness(&mut file, length, container)?;
        Ok((found, RecipeCarrier::of(&file, length)?))
    });
    match looked.await?.map_err(unreadable)? {
        (Completeness::Whole, carrier) => Ok(carrier),
        (Completeness::CutOff, _) => Err(ImportError::Refused(ImportRefusal::Broken)),
    }
}

async fn copied(from: &UserFile, to: &Path, bytes: u64) -> Result<String, ImportError> {
    let (file, to) = (from.file.try_clone().map_err(unreadable)?, to.to_owned());
    let copied = task::spawn_blocking(move || copy::copy(file, &to, bytes)).await;
    let sha256 = copied?.map_err(|error| match error {
        CopyError::Source(_) => ImportError::Refused(ImportRefusal::Unreadable),
        CopyError::Library(error) => error.into(),
    })?;
    match from.is_unchanged() {
        Ok(true) => Ok(sha256),
        Ok(false) => Err(ImportError::Refused(ImportRefusal::StillWritten)),
        Err(error) => Err(unreadable(error)),
    }
}

async fn boxed(assets: &Assets, parcel: Option<RecipeBundle>) -> Result<Option<Box<Recipe>>, AssetError> {
    // A film is worth having without a recipe that cannot be used.
    let usable = parcel.filter(|parcel| parcel.recipe.generation.check_length().is_ok());
    Ok(match usable {
        Some(parcel) => Some(Box::new(restore::restored(assets, parcel).await?)),
        None => None,
    })
}

/// Something is to be seen. That it cannot be decoded here does not mean that it cannot be played.
const fn is_playable(facts: &Film) -> bool {
    facts.width > 0 && facts.height > 0
}

/// By the film itself, else by its recipe, else by its file; never in the future.
fn made_at(now: Timestamp, modified: SystemTime, carrier: &RecipeCarrier) -> Timestamp {
    let recipe = carrier.parcel.as_ref().map(|parcel| parcel.recipe.created_at);
    let dates = [carrier.made_at, recipe, Some(Timestamp::from(modified))];
    dates.into_iter().flatten().find(|at| (FIRST_DATE..=now).contains(at)).unwrap_or(now)
}

fn new_clip(folder: ClipFolder, film: Film, path: &Path, recipe: Option<&Recipe>) -> NewClip {
    let nothing = || Generation::of(ModelId(String::new()), String::new());
    let relay = recipe.and_then(|recipe| recipe.relay.clone());
    let RecipeRelay { connection, remote_id, .. } =
        relay.unwrap_or(RecipeRelay { connection: None, base_url: None, remote_id: None });
    NewClip {
        folder,
        job_id: None,
        batch_id: None,
        generation: recipe.map_or_else(nothing, |recipe| recipe.generation.clone()),
        connection_id: None,
        connection_name: connection,
        remote_id: remote_id.map(RemoteId),
        medium: Medium::Film,
        film,
        sha256: None,
        has_pictures: false,
        lacks_pictures: false,
        took_ms: None,
        cost_micros: None,
        remote_url: None,
        file_name: Some(picture_import::shown_name(path)),
    }
}

enum ImportedClip {
    New(ClipId),
    Known(ClipId),
}

/// Files the clip, unless another import of the same film was faster. Its folder gets its place last before the commit, and
/// goes again only where it is known that no row has it.
async fn filed(
    assets: &Assets,
    staged: StagingFolder,
    new: NewClip,
    tags: Vec<String>,
    at: Timestamp,
) -> Result<ImportedClip, AssetError> {
    let (files, folder) = (assets.files().clone(), new.folder.clone());
    let filed = assets
        .write(move |tx| {
            let same = new.sha256.as_deref().map(|sha256| transfer::find_same(tx, sha256)).transpose()?.flatten();
            if let Some(clip_id) = same {
                return Ok(ImportedClip::Known(clip_id));
            }
            let clip_id = clips::insert(tx, &new, at)?;
            transfer::tag(tx, clip_id, &tags)?;
            files.settle(&staged.0, &new.folder)?;
            Ok::<_, crate::library::LibraryError>(ImportedClip::New(clip_id))
        })
        .await;
    if filed.is_err()
        && let Err(error) = assets.discard_folder(folder).await
    {
        tracing::warn!(%error, "the folder of a film that was not filed could not be removed");
    }
    filed
}
