//! Opens a file, detects its format, and reads a film's headers with the right reader. Never reads picture data.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use super::avc::AvcConfig;
use super::edits::Timeline;
use super::media_info::{MediaInfo, Size};
use super::samples::Sample;
use super::{mp4, webm};
use dailies_model::Container;

/// An opened file. Its length limits every size in it.
pub(super) struct Source {
    pub(super) reader: BufReader<File>,
    pub(super) length: u64,
}

impl Source {
    pub(super) fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { reader: BufReader::new(file), length })
    }

    /// Reads the first bytes, at most `limit`.
    pub(super) fn head(&mut self, limit: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.reader.rewind()?;
        self.reader.by_ref().take(limit).read_to_end(&mut head)?;
        Ok(head)
    }

    /// Detects the format of the file.
    pub(super) fn container(&mut self) -> io::Result<Option<Container>> {
        Ok(Container::of(&self.head(Container::HEAD as u64)?))
    }
}

/// The rotation that makes the picture upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Upright,
    Clockwise,
    UpsideDown,
    Counterclockwise,
}

/// A video track that can be decoded here.
pub(super) struct VideoTrack {
    /// The samples, in decoding order.
    pub(super) samples: Vec<Sample>,
    /// The decoder configuration of each sample entry; `None` if it cannot be decoded here.
    pub(super) entries: Vec<Option<AvcConfig>>,
    /// The display times of the decodable samples.
    pub(super) timeline: Timeline,
    /// Time units per second.
    pub(super) timescale: u32,
    /// Display size, before `turn`.
    pub(super) display: Size,
    pub(super) turn: Turn,
}

impl VideoTrack {
    /// Returns the decoder configuration of a sample; `None` if it cannot be decoded here. Without a valid entry the
    /// first counts.
    pub(super) fn config(&self, sample: &Sample) -> Option<&AvcConfig> {
        self.entries.get(usize::from(sample.entry)).or(self.entries.first())?.as_ref()
    }
}

/// The headers of a film.
#[derive(Default)]
pub(super) struct Film {
    pub(super) facts: MediaInfo,
    /// The video track; `None` if no pictures can be decoded.
    pub(super) video: Option<VideoTrack>,
}

/// Reads the headers; a film that cannot be read has default metadata with its container.
pub(super) fn read(source: &mut Source, container: Container) -> io::Result<Film> {
    let film = match container {
        Container::Mp4 | Container::Mov => mp4::read(source)?,
        Container::Webm | Container::Mkv => Film { facts: webm::read(source)?, video: None },
        _ => Film::default(),
    };
    Ok(Film { facts: MediaInfo { container: Some(container), ..film.facts }, ..film })
}
