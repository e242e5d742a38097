//! Clips' files on their way to another program by the mouse: copies under names that people can read, which stay as long as
//! their clips, because some programs go on using the file where it lay. The library's own file never leaves: a program may
//! write into what it was given.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
};

use dailies_model::{ClipId, ExportForm};
use jiff::tz::TimeZone;

use super::{
    names::{NameContext, Template},
    off_threads, write,
};
use crate::{
    api::{ApiError, Studio},
    atomic_file,
    library::{
        self,
        transfer::{self, ExportItem},
    },
};

/// The longest edge of what goes with the pointer.
const PREVIEW_EDGE: u32 = 160;
/// More are not taken along at once: each is copied before the drag begins.
const MOST_CLIPS: usize = 200;

pub(in crate::api) async fn drag_clips(studio: &Studio, ids: Vec<ClipId>) -> Result<(), ApiError> {
    if ids.is_empty() || ids.len() > MOST_CLIPS {
        return Err(ApiError::bad_request(&"1 to 200 clips are dragged at once"));
    }
    let (form, partings) = studio
        .read(move |db| {
            let partings = ids.iter().map(|id| transfer::export_item(db, *id)).collect::<Result<Vec<_>, _>>()?;
            Ok((library::exports(db)?.form, partings))
        })
        .await?;
    let Some(first) = partings.first() else { return Err(ApiError::bad_request(&"there is nothing to drag")) };
    let poster = studio.files().poster(&first.file.folder);
    let places = names(&form, &partings).into_iter().zip(&partings).map(|((stem, extension), parting)| DragCopy {
        film: studio.files().whole(&parting.file),
        folder: studio.files().dragged(&parting.file.folder),
        stem,
        extension,
    });
    let places: Vec<_> = places.collect();
    let (files, preview) = off_threads(move || {
        let files = laid_out(&places)?;
        Ok::<_, io::Error>((files, dailies_media::thumbnail(&poster, PREVIEW_EDGE)))
    })
    .await??;
    Ok(studio.host().start_drag(files, preview.unwrap_or_default()).await?)
}

/// What the files are called: as an export would call them, without its folders.
fn names(form: &ExportForm, partings: &[ExportItem]) -> Vec<(String, &'static str)> {
    let plain = ExportForm::default();
    let Ok(template) = Template::of(form).or_else(|_| Template::of(&plain)) else { return Vec::new() };
    let zone = TimeZone::system();
    let name = |(at, parting): (usize, &ExportItem)| {
        let name = template.name(parting, NameContext { at: at + 1, of: partings.len(), zone: &zone }).pop();
        (name.unwrap_or_default(), parting.file.container.extension())
    };
    partings.iter().enumerate().map(name).collect()
}

/// A film, and where its copy is to lie.
struct DragCopy {
    film: PathBuf,
    folder: PathBuf,
    stem: String,
    extension: &'static str,
}

/// Copies of the films. No two have the same name: they may be dropped into one folder.
fn laid_out(places: &[DragCopy]) -> io::Result<Vec<PathBuf>> {
    let mut taken = HashSet::new();
    let mut files = Vec::with_capacity(places.len());
    for DragCopy { film, folder, stem, extension } in places {
        let called = |name: &str| format!("{name}.{extension}");
        let is_open = |name: &str| {
            let file = folder.join(called(name));
            !taken.contains(&called(name).to_lowercase()) && (atomic_file::is_free(&file) || is_copy(film, &file))
        };
        let name = called(&write::free(stem, is_open).ok_or(io::ErrorKind::AlreadyExists)?);
        let file = folder.join(&name);
        if !is_copy(film, &file) {
            copy(film, &file)?;
        }
        taken.insert(name.to_lowercase());
        files.push(file);
    }
    Ok(files)
}

/// Whether this is a copy of the film that nobody wrote to since.
fn is_copy(film: &Path, file: &Path) -> bool {
    let told =
        |path: &Path| path.symlink_metadata().and_then(|facts| Ok((facts.is_file(), facts.len(), facts.modified()?)));
    told(film).ok().zip(told(file).ok()).is_some_and(|(film, file)| film == file)
}

/// Whole under its name, or not there at all. The system shares the bytes of both where its file system can.
///
/// Not synced, unlike what `atomic_file` places: the drag would have to wait for up to 200 films. A copy that a power cut
/// damaged has another length or date than its film, and is made again.
fn copy(film: &Path, file: &Path) -> io::Result<()> {
    let part = file.with_extension("part");
    file.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::copy(film, &part)?;
    let modified = fs::metadata(film)?.modified()?;
    fs::File::options().write(true).open(&part)?.set_modified(modified)?;
    fs::rename(part, file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(folder: &Path, clip: &str, bytes: &[u8]) -> DragCopy {
        let film = folder.join(format!("{clip}.film"));
        fs::write(&film, bytes).unwrap();
        DragCopy { film, folder: folder.join(clip), stem: "quay".to_owned(), extension: "mp4" }
    }

    #[test]
    fn what_a_program_writes_into_a_dragged_file_does_not_reach_the_library() {
        let folder = tempfile::tempdir().unwrap();
        let places = [place(folder.path(), "one", b"a film")];
        let file = laid_out(&places).unwrap().remove(0);
        fs::write(&file, b"scribbled over").unwrap();
        assert_eq!(fs::read(&places[0].film).unwrap(), b"a film");
        let again = laid_out(&places).unwrap().remove(0);
        assert_eq!((again.ends_with("quay (2).mp4"), fs::read(again).unwrap()), (true, b"a film".to_vec()));
        assert_eq!(fs::read(file).unwrap(), b"scribbled over");
    }

    #[test]
    fn a_copy_that_nobody_wrote_to_is_used_again() {
        let folder = tempfile::tempdir().unwrap();
        let places = [place(folder.path(), "one", b"a film"), place(folder.path(), "two", b"another")];
        let files = laid_out(&places).unwrap();
        assert_eq!(files, [folder.path().join("one/quay.mp4"), folder.path().join("two/quay (2).mp4")]);
        assert_eq!(laid_out(&places).unwrap(), files);
        assert_eq!(fs::read_dir(folder.path().join("one")).unwrap().count(), 1);
    }
}
