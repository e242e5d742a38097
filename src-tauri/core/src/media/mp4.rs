//! ISO base media files (ISO/IEC 14496-12) read with re_mp4: `moov` and every `moof`, wherever they lie, never `mdat`.
//!
//! The boxes come from re_mp4; the walk over the top level and the sample list (`samples`) are ours, because a file that
//! was cut short or whose tables disagree must still give what it has.

use std::io;
use std::ops::Range;

use re_mp4::{MoofBox, MoovBox, ReadBox, StsdBoxContent, TrakBox};

use super::avc::AvcConfig;
use super::boxes::{FoundBox, box_at};
use super::demux::{Film, Source, Turn, VideoTrack};
use super::facts::{Facts, Size, plausible_fps, plausible_ms};
use super::samples::{self, Sample};

/// A `moov` this long would hold the tables of some days of film.
const LONGEST_HEADER_BYTES: u64 = 64 << 20;
const MOST_FRAGMENTS: usize = 100_000;

/// The media time of an edit that shows nothing: -1, as re_mp4 reads it in either version of the box.
const EMPTY_EDIT: u64 = u32::MAX as u64;
const EMPTY_LONG_EDIT: u64 = u64::MAX;

const HANDLER_VIDEO: [u8; 4] = *b"vide";
const HANDLER_AUDIO: [u8; 4] = *b"soun";

/// Reads the headers. Only a failing disk is an error: a broken film has no facts.
pub(super) fn read(source: &mut Source) -> io::Result<Film> {
    let Headers { moov: Some(moov), moofs } = read_headers(source)? else { return Ok(Film::default()) };
    let has_audio = moov.traks.iter().any(|trak| handler(trak) == HANDLER_AUDIO);
    let Some(trak) = moov.traks.iter().find(|trak| handler(trak) == HANDLER_VIDEO) else {
        let duration_ms = duration_ms(&moov, &[], 0);
        return Ok(Film { facts: Facts { duration_ms, has_audio, ..Facts::default() }, video: None });
    };

    let mut samples = samples::from_tables(&trak.mdia.minf.stbl, source.length);
    samples::extend_from_fragments(&mut samples, &moov, &moofs, trak.tkhd.track_id);
    let timescale = trak.mdia.mdhd.timescale;

    let avc = avc_config(trak);
    let display = display_size(trak).or(avc.as_ref().map(|avc| avc.sps.size));
    let turn = turn(trak);
    let shown = display.map(|size| if turn.transposes() { size.transposed() } else { size });
    let facts = Facts {
        width: shown.map(|size| size.width),
        height: shown.map(|size| size.height),
        duration_ms: duration_ms(&moov, &samples, timescale),
        fps: frame_rate(&samples, timescale),
        video_codec: Some(codec_name(&trak.mdia.minf.stbl.stsd.contents)),
        has_audio,
        ..Facts::default()
    };
    samples.retain(|sample| sample.lies_within(source.length));
    let shown = edited(trak, moov.mvhd.timescale);
    let video = avc.zip(display).map(|(avc, display)| VideoTrack { samples, avc, shown, timescale, display, turn });
    Ok(Film { facts, video })
}

#[derive(Default)]
struct Headers {
    moov: Option<MoovBox>,
    moofs: Vec<MoofBox>,
}

/// Walks the top level; stops quietly where the file ends early or stops making sense.
fn read_headers(source: &mut Source) -> io::Result<Headers> {
    let mut headers = Headers::default();
    let mut at = 0;
    while let Some(found) = box_at(&mut source.reader, at, source.length)? {
        if found.size <= LONGEST_HEADER_BYTES && found.end() <= source.length {
            match &found.kind {
                b"moov" if headers.moov.is_none() => {
                    headers.moov = MoovBox::read_box(&mut source.reader, body_size(&found)).ok();
                }
                b"moof" if headers.moofs.len() < MOST_FRAGMENTS => {
                    headers.moofs.extend(MoofBox::read_box(&mut source.reader, body_size(&found)));
                }
                _ => {}
            }
        }
        at = found.end();
    }
    Ok(headers)
}

/// The size as re_mp4 counts it: as if the header had its short form.
const fn body_size(found: &FoundBox) -> u64 {
    found.size - found.header + re_mp4::HEADER_SIZE
}

fn handler(trak: &TrakBox) -> [u8; 4] {
    trak.mdia.hdlr.handler_type.value
}

/// The track header's size is the size to show, pixel aspect included (§8.3.2); some writers leave it zero.
fn display_size(trak: &TrakBox) -> Option<Size> {
    let coded = match &trak.mdia.minf.stbl.stsd.contents {
        StsdBoxContent::Avc1(entry) => (entry.width, entry.height),
        StsdBoxContent::Hvc1(entry) | StsdBoxContent::Hev1(entry) => (entry.width, entry.height),
        StsdBoxContent::Av01(entry) => (entry.width, entry.height),
        StsdBoxContent::Vp08(entry) => (entry.width, entry.height),
        StsdBoxContent::Vp09(entry) => (entry.width, entry.height),
        StsdBoxContent::Mp4a(_) | StsdBoxContent::Tx3g(_) | StsdBoxContent::Unknown(_) => (0, 0),
    };
    let rounded = |edge: u32| edge.saturating_add(0x8000) >> 16;
    Size::plausible(rounded(trak.tkhd.width.raw_value()), rounded(trak.tkhd.height.raw_value()))
        .or(Size::plausible(coded.0.into(), coded.1.into()))
}

/// From the start of the first edit to the end of the last (§8.6.6); everything where there is no edit list. An edit of
/// length zero goes on to the end, as in fragmented films.
fn edited(trak: &TrakBox, movie_timescale: u32) -> Range<i64> {
    let edits = trak.edts.iter().flat_map(|edts| &edts.elst).flat_map(|elst| &elst.entries);
    let mut edits = edits.filter(|edit| ![EMPTY_EDIT, EMPTY_LONG_EDIT].contains(&edit.media_time));
    let Some(first) = edits.clone().next() else { return i64::MIN..i64::MAX };
    let end = edits.next_back().filter(|last| last.segment_duration > 0).and_then(|last| {
        let units = u128::from(last.segment_duration) * u128::from(trak.mdia.mdhd.timescale);
        let units = units.checked_div(movie_timescale.into())?;
        i64::try_from(units.saturating_add(last.media_time.into())).ok()
    });
    i64::try_from(first.media_time).unwrap_or(i64::MIN)..end.unwrap_or(i64::MAX)
}

impl Turn {
    fn transposes(self) -> bool {
        matches!(self, Self::Clockwise | Self::Counterclockwise)
    }
}

/// The quarter turn nearest to the track's matrix (§6.2.2); a mirror is shown unmirrored.
fn turn(trak: &TrakBox) -> Turn {
    let matrix = &trak.tkhd.matrix;
    let is_turned = matrix.b.unsigned_abs() > matrix.a.unsigned_abs();
    match (is_turned, matrix.b > 0, matrix.a < 0 && matrix.d < 0) {
        (true, true, _) => Turn::Clockwise,
        (true, false, _) => Turn::Counterclockwise,
        (false, _, true) => Turn::UpsideDown,
        (false, _, false) => Turn::Upright,
    }
}

fn codec_name(entry: &StsdBoxContent) -> String {
    let name = match entry {
        StsdBoxContent::Avc1(_) => "h264",
        StsdBoxContent::Hvc1(_) | StsdBoxContent::Hev1(_) => "hevc",
        StsdBoxContent::Av01(_) => "av1",
        StsdBoxContent::Vp08(_) => "vp8",
        StsdBoxContent::Vp09(_) => "vp9",
        StsdBoxContent::Mp4a(_) => "mp4a",
        StsdBoxContent::Tx3g(_) => "tx3g",
        StsdBoxContent::Unknown(four) => match &four.value {
            b"avc3" => "h264",
            b"dvh1" | b"dvhe" => "hevc",
            other => return other.escape_ascii().to_string().to_lowercase(),
        },
    };
    name.to_owned()
}

fn avc_config(trak: &TrakBox) -> Option<AvcConfig> {
    let StsdBoxContent::Avc1(entry) = &trak.mdia.minf.stbl.stsd.contents else { return None };
    AvcConfig::of(entry)
}

/// The movie's own word, else the sum of the samples (fragmented films often say 0 or "unknown", all ones).
fn duration_ms(moov: &MoovBox, samples: &[Sample], timescale: u32) -> Option<i64> {
    let said = moov.mvhd.duration;
    let is_said = said != 0 && said != u64::from(u32::MAX) && said != u64::MAX;
    let (units, timescale) = if is_said { (said.into(), moov.mvhd.timescale) } else { (total(samples), timescale) };
    let ms = (units * 1000 + u128::from(timescale) / 2).checked_div(timescale.into())?;
    i64::try_from(ms).ok().and_then(plausible_ms)
}

fn frame_rate(samples: &[Sample], timescale: u32) -> Option<f64> {
    let total = total(samples);
    plausible_fps(samples.len() as f64 * f64::from(timescale) / total as f64)
}

fn total(samples: &[Sample]) -> u128 {
    samples.iter().map(|sample| u128::from(sample.duration)).sum()
}
