//! Parses `moov` in memory: a film's header and its tracks (ISO/IEC 14496-12 §8). Any field may be missing or wrong, so
//! nothing is an error here, and no claimed count leads to an allocation.

use super::box_tree::{child, children, descendant, u32_at, u64_at};
use super::edits::Edit;
use super::sample_entry::SampleEntry;
use super::track::Turn;

/// Maximum number of tracks; more than any film has.
const MOST_TRACKS: usize = 64;

const VIDEO: [u8; 4] = *b"vide";
const SOUND: [u8; 4] = *b"soun";

/// The movie header and its tracks.
pub(super) struct Movie<'a> {
    /// Time units per second; 0 if missing.
    pub(super) timescale: u32,
    /// Duration in time units; `None` if zero or "unknown".
    pub(super) duration: Option<u64>,
    pub(super) tracks: Vec<Track<'a>>,
}

/// One track and its headers.
pub(super) struct Track<'a> {
    pub(super) id: u32,
    /// Whether a player plays it. If a movie enables none of its tracks, the flag is ignored.
    pub(super) is_enabled: bool,
    handler: [u8; 4],
    /// Time units per second; 0 if missing.
    pub(super) timescale: u32,
    pub(super) turn: Turn,
    /// Width and height in pixels in the track header, before rotation; zeros if missing.
    pub(super) header_size: (u32, u32),
    pub(super) edits: Vec<Edit>,
    /// The body of `stbl`.
    pub(super) tables: &'a [u8],
    pub(super) entries: Vec<SampleEntry>,
    /// Id of the track with the titles or pictures of this one's chapters.
    chapters: Option<u32>,
    /// The defaults of its fragments: the body of `trex`.
    pub(super) fragment_defaults: &'a [u8],
}

impl<'a> Movie<'a> {
    /// Parses the body of `moov`.
    pub(super) fn parse(moov: &'a [u8]) -> Self {
        let header = child(moov, b"mvhd").unwrap_or_default();
        let (timescale, duration) = timescale_and_duration(header);
        let traks = children(moov).filter(|child| child.kind == *b"trak").take(MOST_TRACKS);
        let mut tracks: Vec<_> = traks.map(|trak| Track::parse(trak.body, moov, timescale)).collect();
        if !tracks.iter().any(|track| track.is_enabled) {
            tracks.iter_mut().for_each(|track| track.is_enabled = true);
        }
        Self { timescale, duration, tracks }
    }

    /// Returns whether a track only holds the chapters of another one.
    pub(super) fn is_chapters(&self, track: &Track<'_>) -> bool {
        self.tracks.iter().any(|other| other.chapters == Some(track.id))
    }
}

impl<'a> Track<'a> {
    fn parse(trak: &'a [u8], moov: &'a [u8], movie_timescale: u32) -> Self {
        let header = child(trak, b"tkhd").unwrap_or_default();
        // In version 1, both dates and the duration have eight bytes in place of four.
        let (id_at, sizes_at) = if header.first() == Some(&1) { (20, 88) } else { (12, 76) };
        let id = u32_at(header, id_at).unwrap_or_default();
        let edge = |at| u32_at(header, at).unwrap_or_default().saturating_add(0x8000) >> 16;
        let (timescale, _) = timescale_and_duration(descendant(trak, &[b"mdia", b"mdhd"]).unwrap_or_default());
        let tables = descendant(trak, &[b"mdia", b"minf", b"stbl"]).unwrap_or_default();
        let handler = descendant(trak, &[b"mdia", b"hdlr"]).and_then(|hdlr| hdlr.get(8..12)?.try_into().ok());
        let edits = descendant(trak, &[b"edts", b"elst"]).unwrap_or_default();
        let mut defaults = children(child(moov, b"mvex").unwrap_or_default()).filter(|child| child.kind == *b"trex");
        Self {
            id,
            is_enabled: header.get(3).is_some_and(|flags| flags & 1 == 1),
            handler: handler.unwrap_or_default(),
            timescale,
            turn: turn(header, sizes_at - 36),
            header_size: (edge(sizes_at), edge(sizes_at + 4)),
            edits: Edit::parse_list(edits, movie_timescale, timescale),
            tables,
            entries: SampleEntry::parse_list(child(tables, b"stsd").unwrap_or_default()),
            chapters: descendant(trak, &[b"tref", b"chap"]).and_then(|chap| u32_at(chap, 0)),
            fragment_defaults: defaults.find(|trex| u32_at(trex.body, 4) == Some(id)).map_or(&[], |trex| trex.body),
        }
    }

    pub(super) fn is_video(&self) -> bool {
        self.handler == VIDEO
    }

    pub(super) fn is_sound(&self) -> bool {
        self.handler == SOUND
    }
}

/// Parses `mvhd` or `mdhd`, which begin alike (§8.2.2, §8.4.2).
fn timescale_and_duration(header: &[u8]) -> (u32, Option<u64>) {
    let is_long = header.first() == Some(&1);
    let timescale = u32_at(header, if is_long { 20 } else { 12 }).unwrap_or_default();
    let duration = if is_long { u64_at(header, 24) } else { u32_at(header, 16).map(u64::from) };
    (timescale, duration.filter(|units| ![0, u32::MAX.into(), u64::MAX].contains(units)))
}

/// Returns the quarter turn nearest to the track's matrix (§6.2.2); mirroring is ignored.
fn turn(header: &[u8], at: usize) -> Turn {
    let cell = |number: usize| u32_at(header, at + 4 * number).unwrap_or_default().cast_signed();
    let (a, b, d) = (cell(0), cell(1), cell(4));
    let is_turned = b.unsigned_abs() > a.unsigned_abs();
    match (is_turned, b > 0, a < 0 && d < 0) {
        (true, true, _) => Turn::Clockwise,
        (true, false, _) => Turn::Counterclockwise,
        (false, _, true) => Turn::UpsideDown,
        (false, _, false) => Turn::Upright,
    }
}
