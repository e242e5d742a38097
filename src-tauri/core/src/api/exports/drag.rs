//! Clips' files on their way to another program by the mouse: under names that people can read, in a folder that outlives the
//! drag, because some programs go on reading the file where it lay.

use std::{fs, io, path::PathBuf};

use jiff::tz::TimeZone;

use super::{
    names::{Place, Template},
    off_threads, write,
};
use crate::{
    api::{ApiError, Studio},
    library::{
        self,
        giving::{self, Parting},
    },
    media,
    model::{ClipId, ExportForm},
};

/// The longest edge of what goes with the pointer.
const PREVIEW_EDGE: u32 = 160;

pub(in crate::api) async fn drag_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<(), ApiError> {
    let (form, partings) = studio
        .read(move |db| {
            let partings = ids.iter().map(|id| giving::parting(db, *id)).collect::<Result<Vec<_>, _>>()?;
            Ok((library::exports(db)?.form, partings))
        })
        .await?;
    let Some(first) = partings.first() else { return Err(ApiError::bad_request(&"there is nothing to drag")) };
    let poster = studio.files().poster(&first.file.folder);
    let folder = studio.files().dragged();
    let films: Vec<_> = partings.iter().map(|parting| studio.files().whole(&parting.file)).collect();
    let names = names(&form, &partings);
    let (files, preview) = off_threads(move || {
        let files = laid_out(&folder, &films, &names)?;
        Ok::<_, io::Error>((files, media::thumbnail(&poster, PREVIEW_EDGE)))
    })
    .await??;
    Ok(studio.host().start_drag(files, preview.unwrap_or_default()).await?)
}

/// What the files are called: as an export would call them, without its folders.
fn names(form: &ExportForm, partings: &[Parting]) -> Vec<(String, &'static str)> {
    let plain = ExportForm::default();
    let Ok(template) = Template::of(form).or_else(|_| Template::of(&plain)) else { return Vec::new() };
    let zone = TimeZone::system();
    let name = |(at, parting): (usize, &Parting)| {
        let name = template.name(parting, Place { at: at + 1, of: partings.len(), zone: &zone }).pop();
        (name.unwrap_or_default(), parting.file.container.extension())
    };
    partings.iter().enumerate().map(name).collect()
}

/// The same bytes under another name, which takes no room; where the file system cannot, a copy.
fn laid_out(folder: &PathBuf, films: &[PathBuf], names: &[(String, &str)]) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(folder)?;
    let mut files = Vec::with_capacity(films.len());
    for (film, (stem, extension)) in films.iter().zip(names) {
        let path = |name: &str| folder.join(format!("{name}.{extension}"));
        let name = write::free(stem, |name| write::is_free(&path(name))).ok_or(io::ErrorKind::AlreadyExists)?;
        fs::hard_link(film, path(&name)).or_else(|_| fs::copy(film, path(&name)).map(drop))?;
        files.push(path(&name));
    }
    Ok(files)
}
