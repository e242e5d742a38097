//! Opens a file, tells what kind it is, and hands a film to the right reader. Reads headers, never picture data.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use super::avc::AvcConfig;
use super::edits::Timeline;
use super::media_info::{MediaInfo, Size};
use super::samples::Sample;
use super::{mp4, webm};
use dailies_model::Container;

/// An opened file: its length bounds every size that it claims.
pub(super) struct Source {
    pub(super) reader: BufReader<File>,
    pub(super) length: u64,
}

impl Source {
    pub(super) fn new(file: File) -> io::Result<Self> {
        let length = file.metadata()?.len();
        Ok(Self { reader: BufReader::new(file), length })
    }

    /// The first bytes, at most `limit` of them.
    pub(super) fn head(&mut self, limit: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.reader.rewind()?;
        self.reader.by_ref().take(limit).read_to_end(&mut head)?;
        Ok(head)
    }

    /// What kind of file it is.
    pub(super) fn container(&mut self) -> io::Result<Option<Container>> {
        Ok(Container::of(&self.head(Container::HEAD as u64)?))
    }
}

/// How far the picture must be turned to stand upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Upright,
    Clockwise,
    UpsideDown,
    Counterclockwise,
}

/// A video track that can be decoded here.
pub(super) struct VideoTrack {
    /// In decoding order.
    pub(super) samples: Vec<Sample>,
    /// How the samples of each entry are decoded; `None`: not here.
    pub(super) entries: Vec<Option<AvcConfig>>,
    /// The samples that can be decoded, as they are shown.
    pub(super) timeline: Timeline,
    /// Units of the track in a second.
    pub(super) timescale: u32,
    /// As displayed, before `turn`.
    pub(super) display: Size,
    pub(super) turn: Turn,
}

impl VideoTrack {
    /// How a sample is decoded; `None`: not here. One that names no entry is taken to mean the first.
    pub(super) fn config(&self, sample: &Sample) -> Option<&AvcConfig> {
        self.entries.get(usize::from(sample.entry)).or(self.entries.first())?.as_ref()
    }
}

/// A film read as far as its headers go.
#[derive(Default)]
pub(super) struct Film {
    pub(super) facts: MediaInfo,
    /// `None`: no pictures can be had.
    pub(super) video: Option<VideoTrack>,
}

/// What the headers say; a film that cannot be read has the default facts with its container.
pub(super) fn read(source: &mut Source, container: Container) -> io::Result<Film> {
    let film = match container {
        Container::Mp4 | Container::Mov => mp4::read(source)?,
        Container::Webm | Container::Mkv => Film { facts: webm::read(source)?, video: None },
        _ => Film::default(),
    };
    Ok(Film { facts: MediaInfo { container: Some(container), ..film.facts }, ..film })
}
