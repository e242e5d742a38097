//! Reads a film's headers with the reader of its container. Reads samples only to find parameter sets that are not in
//! the headers.

use std::io;

use super::media_info::MediaInfo;
use super::{mp4, source::Source, track::Film, webm};
use dailies_model::Container;

/// Reads the headers; a film that cannot be read has default metadata with its container.
pub(super) fn read(source: &mut Source, container: Container) -> io::Result<Film> {
    let film = match container {
        Container::Mp4 | Container::Mov => mp4::read(source)?,
        Container::Webm | Container::Mkv => Film { facts: webm::read(source)?, video: None },
        _ => Film::default(),
    };
    Ok(Film { facts: MediaInfo { container: Some(container), ..film.facts }, ..film })
}
