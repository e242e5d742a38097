//! Checks that a film, still or sound is complete, by the lengths in its own structure.
//!
//! Runs in the program itself, not in the child: it reads headers and tables of lengths in one bounded pass without
//! recursion, and decodes nothing. It does not tell whether the content can be played.

mod bytes;
mod iso;
mod matroska;
mod sound;
mod still;

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::Path;

use self::bytes::Bytes;
use dailies_model::Container;

/// Maximum number of boxes, elements, pages or frames that are checked; the rest of the file counts as complete.
const MOST_PARTS: u32 = 1 << 21;

/// Whether a file is there to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completeness {
    /// No sign of missing data.
    Whole,
    /// The file ends before its own structure does.
    CutOff,
}

impl Completeness {
    /// Returns `CutOff` if the structure ends at `end`, beyond the file's `length`.
    const fn of_end(end: u64, length: u64) -> Self {
        if end > length { Self::CutOff } else { Self::Whole }
    }
}

/// Returns whether the first `length` bytes of a file are a complete file.
///
/// # Errors
/// Those of the disk.
pub fn completeness(reader: &mut (impl Read + Seek), length: u64, container: Container) -> io::Result<Completeness> {
    let mut bytes = Bytes::new(reader, length);
    match container {
        Container::Mp4 | Container::Mov | Container::M4a => iso::completeness(reader, length),
        Container::Webm | Container::Mkv => matroska::completeness(&mut bytes),
        Container::Png => still::png(&mut bytes),
        Container::Jpg => still::jpeg(&mut bytes),
        Container::Webp => still::webp(&mut bytes),
        Container::Gif => still::gif(&mut bytes),
        Container::Mp3 => sound::mp3(&mut bytes),
        Container::Aac => sound::adts(&mut bytes),
        Container::Wav => sound::wav(&mut bytes),
        Container::Ogg => sound::ogg(&mut bytes),
        Container::Flac => sound::flac(&mut bytes),
    }
}

/// Checks a file on disk; a file of an unknown format counts as `Whole`.
///
/// # Errors
/// Those of the disk.
pub fn file_completeness(file: &Path) -> io::Result<Completeness> {
    let mut file = File::open(file)?;
    let length = file.metadata()?.len();
    let mut head = Vec::new();
    file.by_ref().take(Container::HEAD as u64).read_to_end(&mut head)?;
    Container::of(&head).map_or(Ok(Completeness::Whole), |container| completeness(&mut file, length, container))
}

#[cfg(test)]
mod tests;
