//! Tells the container by its first bytes and hands the film to the right reader. Reads headers, never picture data.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::path::Path;

use super::avc::AvcConfig;
use super::facts::{Container, Facts, Size};
use super::samples::Sample;
use super::{mp4, webm};

/// An opened film: its length bounds every size that the film claims.
pub(super) struct Source {
    pub(super) reader: BufReader<File>,
    pub(super) length: u64,
}

impl Source {
    pub(super) fn open(film: &Path) -> io::Result<Self> {
        let file = File::open(film)?;
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
    pub(super) avc: AvcConfig,
    /// As displayed, before `turn`.
    pub(super) display: Size,
    pub(super) turn: Turn,
}

/// A film read as far as its headers go.
#[derive(Default)]
pub(super) struct Film {
    pub(super) facts: Facts,
    /// `None`: no pictures can be had.
    pub(super) video: Option<VideoTrack>,
}

pub(super) fn container(source: &mut Source) -> io::Result<Container> {
    let head = source.head(64)?;
    Ok(match head.get(4..8) {
        Some(b"ftyp" | b"styp" | b"moov" | b"moof" | b"mdat" | b"free" | b"skip" | b"wide") => Container::Mp4,
        _ if head.starts_with(&webm::EBML_MAGIC) => webm::document_type(&head),
        _ => Container::Unknown,
    })
}

/// What the headers say; a film that cannot be read has the default facts with its container.
pub(super) fn read(source: &mut Source, container: Container) -> io::Result<Film> {
    let film = match container {
        Container::Mp4 => mp4::read(source)?,
        Container::WebM | Container::Matroska => Film { facts: webm::read(source)?, video: None },
        Container::Unknown => Film::default(),
    };
    Ok(Film { facts: Facts { container, ..film.facts }, ..film })
}
