//! Exports clips. Never overwrites a file.

mod drag;
mod frames;
mod names;
mod recipes;
mod sheet;
mod write;

use std::{collections::HashSet, path::Path};

use dailies_media::RecipeCarrier;
use dailies_model::{
    Change, ClipId, Container, ExportExtra, ExportFailure, ExportForm, ExportPlan, ExportReport, Medium,
};
use jiff::tz::TimeZone;
use tokio::task;

use self::{
    names::{NameContext, Template},
    recipes::RecipeDetail,
    write::{ExportFile, Source},
};
use super::{ApiError, Studio};
use crate::{
    atomic_file,
    library::{
        self,
        transfer::{self, ExportItem},
    },
};

pub(super) use drag::drag_clips;
pub(super) use frames::{copy_frame, export_frame};
pub(super) use sheet::export_contact_sheet;

/// So many clips' names are shown before they are written.
const MOST_SHOWN: usize = 5;

pub(super) async fn get_export_form(studio: &Studio) -> Result<ExportForm, ApiError> {
    Ok(studio.read(library::exports).await?.form)
}

pub(super) async fn plan_export(studio: &Studio, ids: Vec<ClipId>, form: ExportForm) -> Result<ExportPlan, ApiError> {
    let (exports, load, partings) = studio
        .read(move |db| {
            // It is asked for while the template is typed, for as many clips as the gallery has.
            let first =
                ids.iter().filter_map(|id| transfer::export_item(db, *id).ok()).take(MOST_SHOWN).collect::<Vec<_>>();
            Ok((library::exports(db)?, transfer::export_totals(db, &ids)?, first))
        })
        .await?;
    let (names, unknown) = match Template::of(&form) {
        Ok(template) => (planned(&template, &partings, load.clips, &form, exports.folder.as_deref()), None),
        Err(unknown) => (Vec::new(), Some(unknown.to_owned())),
    };
    let is_inside = form.extras.contains(&ExportExtra::RecipeInFilm);
    Ok(ExportPlan {
        folder: exports.folder.as_deref().map(named),
        names,
        unknown,
        bytes: load.bytes,
        without_recipe: if is_inside { load.others } else { 0 },
    })
}

/// The files of the first clips, as they would be called in that folder now.
fn planned(
    template: &Template<'_>,
    partings: &[ExportItem],
    of: usize,
    form: &ExportForm,
    folder: Option<&Path>,
) -> Vec<String> {
    let (zone, mut taken, mut names) = (TimeZone::system(), HashSet::new(), Vec::new());
    for (at, parting) in partings.iter().enumerate() {
        let name = template.name(parting, NameContext { at: at + 1, of, zone: &zone }).join("/");
        let endings = endings(parting, form);
        let is_free = |name: &str| {
            endings.iter().map(|ending| format!("{name}.{ending}")).all(|name| {
                folder.is_none_or(|folder| atomic_file::is_free(&folder.join(&name)))
                    && !taken.contains(&name.to_lowercase())
            })
        };
        let name = write::free(&name, is_free).unwrap_or(name);
        let files = endings.iter().map(|ending| format!("{name}.{ending}")).collect::<Vec<_>>();
        taken.extend(files.iter().map(|file| file.to_lowercase()));
        names.extend(files);
    }
    names
}

/// How the names of a clip's files end.
fn endings(parting: &ExportItem, form: &ExportForm) -> Vec<&'static str> {
    let poster = has_poster(parting, form).then_some(Container::Jpg.extension());
    let recipe = form.extras.contains(&ExportExtra::RecipeFile).then_some("json");
    std::iter::once(parting.file.container.extension()).chain(poster).chain(recipe).collect()
}

/// A still is its own poster.
fn has_poster(parting: &ExportItem, form: &ExportForm) -> bool {
    form.extras.contains(&ExportExtra::Poster) && parting.clip.has_pictures && parting.clip.medium == Medium::Film
}

pub(super) async fn choose_export_folder(studio: &Studio) -> Result<Option<String>, ApiError> {
    let Some(folder) = studio.host().choose_folder().await? else { return Ok(None) };
    let name = named(&folder);
    studio
        .write(move |tx| {
            let exports = library::exports(tx)?;
            library::save_exports(tx, &library::Exports { folder: Some(folder), ..exports })
        })
        .await?;
    Ok(Some(name))
}

/// What people call a folder.
fn named(folder: &Path) -> String {
    folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned()
}

pub(super) async fn export_clips(
    studio: &Studio,
    ids: Vec<ClipId>,
    form: ExportForm,
) -> Result<Option<ExportReport>, ApiError> {
    let template =
        Template::of(&form).map_err(|unknown| ApiError::bad_request(&format!("{{{unknown}}} means nothing")))?;
    let exports = studio.read(library::exports).await?;
    // A folder that was moved away, or that is on a disk that is not there, is not made anew somewhere else.
    let is_there = exports.folder.as_deref().is_some_and(Path::is_dir);
    if !is_there && choose_export_folder(studio).await?.is_none() {
        return Ok(None);
    }
    let kept = form.clone();
    let exports = studio
        .write(move |tx| {
            let exports = library::Exports { form: kept, ..library::exports(tx)? };
            library::save_exports(tx, &exports).map(|()| exports)
        })
        .await?;
    let folder = exports.folder.ok_or_else(|| ApiError::internal(&"no folder was kept"))?;
    let cleared = folder.clone();
    off_threads(move || write::clear(&cleared)).await?;
    let (zone, of) = (TimeZone::system(), u32::try_from(ids.len()).unwrap_or(u32::MAX));
    let mut report = ExportReport { clips: 0, folder: named(&folder), failed: Vec::new(), without_recipe: 0 };
    studio.publish(Change::Exporting { done: 0, of });
    for (at, id) in ids.iter().enumerate() {
        let place = NameContext { at: at + 1, of: ids.len(), zone: &zone };
        match export(studio, *id, &form, &folder, |parting| template.name(parting, place)).await {
            Ok(recipe) => {
                report.clips += 1;
                report.without_recipe += u32::from(recipe == RecipeEmbedding::Impossible);
            }
            Err(error) => report.failed.push(ExportFailure { clip_id: *id, detail: error.detail }),
        }
        studio.publish(Change::Exporting { done: u32::try_from(at + 1).unwrap_or(u32::MAX), of });
    }
    Ok(Some(report))
}

/// Whether the recipe went into a film.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RecipeEmbedding {
    AsAsked,
    Impossible,
}

async fn export(
    studio: &Studio,
    id: ClipId,
    form: &ExportForm,
    folder: &Path,
    name: impl FnOnce(&ExportItem) -> Vec<String>,
) -> Result<RecipeEmbedding, ApiError> {
    let parting = studio.read(move |db| transfer::export_item(db, id)).await?;
    let file = studio.files().whole(&parting.file);
    let looked_at = file.clone();
    let carrier = off_threads(move || RecipeCarrier::open(&looked_at)).await??;
    let asked = |extra| form.extras.contains(&extra);
    let telling = if asked(ExportExtra::Relay) { RecipeDetail::Relay } else { RecipeDetail::Making };
    let parcel = match asked(ExportExtra::RecipeFile) || asked(ExportExtra::RecipeInFilm) {
        true => Some(recipes::parcel(studio, &parting, telling).await?),
        false => None,
    };
    let inside = parcel.as_ref().filter(|_| asked(ExportExtra::RecipeInFilm) && carrier.can_carry);
    let behind = inside.and_then(dailies_media::RecipeBundle::to_box);
    let in_film = match asked(ExportExtra::RecipeInFilm) && behind.is_none() {
        true => RecipeEmbedding::Impossible,
        false => RecipeEmbedding::AsAsked,
    };
    // Whatever recipe it had before does not go along: it may tell what was not asked for.
    let film = Source::Film { file, bytes: carrier.film_bytes, behind: behind.unwrap_or_default() };
    let mut pieces = vec![ExportFile { extension: parting.file.container.extension(), source: film }];
    if has_poster(&parting, form) {
        let poster = Source::Copy(studio.files().poster(&parting.file.folder));
        pieces.push(ExportFile { extension: Container::Jpg.extension(), source: poster });
    }
    if let Some(parcel) = parcel.filter(|_| asked(ExportExtra::RecipeFile)) {
        let text = parcel.to_json().map_err(|error| ApiError::internal(&error))?;
        pieces.push(ExportFile { extension: "json", source: Source::Text(text) });
    }
    let (name, folder, made_at) = (name(&parting), folder.to_owned(), parting.clip.created_at);
    off_threads(move || write::write(&folder, &name, &pieces, made_at)).await??;
    Ok(in_film)
}

async fn off_threads<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
    task::spawn_blocking(work).await.map_err(|error| ApiError::internal(&error))
}

pub(super) async fn reveal_exports(studio: &Studio) -> Result<(), ApiError> {
    let folder = studio.read(library::exports).await?.folder.ok_or(library::LibraryError::NotFound)?;
    Ok(studio.host().reveal(&folder)?)
}
