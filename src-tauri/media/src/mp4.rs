//! Reads ISO base media files (ISO/IEC 14496-12): `moov` and every `moof`, wherever they are; samples in `mdat` only to
//! find parameter sets that are not in the headers. Chooses the track that a player shows.
//!
//! A truncated or inconsistent file yields as much as can be read.

use std::cmp::Reverse;
use std::io::{self, Read as _, Seek as _, SeekFrom};

use super::avc::AvcConfig;
use super::boxes::{FoundBox, box_at};
use super::decode::read_sample;
use super::edits::{self, Timeline};
use super::fragments::FragmentReader;
use super::media_info::{MediaInfo, Size, plausible_fps, plausible_ms};
use super::movie::{Movie, Track};
use super::sample_entry::SampleEntry;
use super::samples::{self, Sample};
use super::source::Source;
use super::track::{Film, Turn, VideoTrack};

/// Maximum size of a header in bytes: a `moov` of this size has the tables of some days of film.
const LONGEST_HEADER_BYTES: u64 = 64 << 20;
const MOST_FRAGMENTS: usize = 100_000;
/// Number of samples that are searched for in-band parameter sets.
const MOST_SEARCHED: usize = 16;

/// Reads the headers. Only a disk error is an error: a broken film has no metadata.
pub(super) fn read(source: &mut Source) -> io::Result<Film> {
    let Headers { moov: Some(moov), moofs } = find_headers(source)? else { return Ok(Film::default()) };
    let Some(moov) = read_body(source, &moov)? else { return Ok(Film::default()) };
    let movie = Movie::parse(&moov);
    let played: Vec<&Track<'_>> =
        movie.tracks.iter().filter(|track| track.is_video() || track.is_sound() && track.is_enabled).collect();
    let mut samples = played.iter().map(|track| list_samples(track, source.length)).collect::<Vec<_>>();
    append_fragments(source, &moofs, &played, &mut samples)?;

    let lengths: Vec<Option<i64>> = played.iter().zip(&samples).map(|(track, list)| length_ms(track, list)).collect();
    let candidates = (0..played.len()).filter(|at| played[*at].is_video());
    let chosen = candidates.max_by_key(|at| {
        let (track, list) = (played[*at], &samples[*at]);
        (is_moving(&movie, track, list), track.is_enabled, is_decodable(track), area(track), lengths[*at], Reverse(*at))
    });
    let is_played = |at: &usize| Some(*at) == chosen || played[*at].is_sound();
    let longest_ms = (0..played.len()).filter(is_played).filter_map(|at| lengths[at]).max();
    let said = movie.duration.and_then(|units| to_ms(i64::try_from(units).ok()?, movie.timescale));
    let duration_ms = longest_ms.or(said);
    let has_audio = played.iter().any(|track| track.is_sound());
    let facts = MediaInfo { duration_ms, has_audio, ..MediaInfo::default() };
    match chosen {
        Some(at) => read_video(source, played[at], samples.swap_remove(at), facts),
        None => Ok(Film { facts, video: None }),
    }
}

fn read_video(source: &mut Source, track: &Track<'_>, mut samples: Vec<Sample>, facts: MediaInfo) -> io::Result<Film> {
    let fps = frame_rate(&samples, track.timescale);
    samples.retain(|sample| sample.lies_within(source.length));
    let mut entries: Vec<Option<AvcConfig>> = track.entries.iter().map(|entry| entry.avc.clone()).collect();
    for (index, entry) in entries.iter_mut().enumerate() {
        complete(source, entry, samples.iter().filter(|sample| usize::from(sample.entry) == index));
    }
    let first = track.entries.first();
    let display = first.and_then(|entry| {
        entry.display_size(entries.first().and_then(Option::as_ref).and_then(|avc| avc.sps), track.header_size)
    });
    let shown = display.map(|size| if track.turn.transposes() { size.transposed() } else { size });
    let facts = MediaInfo {
        width: shown.map(|size| size.width),
        height: shown.map(|size| size.height),
        fps,
        video_codec: first.map(SampleEntry::codec_name),
        ..facts
    };
    let Some(display) = display.filter(|_| entries.iter().any(Option::is_some)) else {
        return Ok(Film { facts, video: None });
    };
    let first_sync = samples.iter().position(|sample| sample.is_sync).unwrap_or(samples.len());
    let timeline = Timeline::new(&samples, first_sync, &track.edits);
    let (timescale, turn) = (track.timescale, track.turn);
    Ok(Film { facts, video: Some(VideoTrack { samples, entries, timeline, timescale, display, turn }) })
}

#[derive(Default)]
struct Headers {
    moov: Option<FoundBox>,
    moofs: Vec<FoundBox>,
}

/// Walks the top level; stops without an error where the file ends early or is invalid.
fn find_headers(source: &mut Source) -> io::Result<Headers> {
    let mut headers = Headers::default();
    let mut at = 0;
    while let Some(found) = box_at(&mut source.reader, at, source.length)? {
        if found.size <= LONGEST_HEADER_BYTES && found.end() <= source.length {
            match &found.kind {
                b"moov" if headers.moov.is_none() => headers.moov = Some(found),
                b"moof" if headers.moofs.len() < MOST_FRAGMENTS => headers.moofs.push(found),
                _ => {}
            }
        }
        at = found.end();
    }
    Ok(headers)
}

/// Reads a box's body; `None` if the file was truncated in the meantime.
fn read_body(source: &mut Source, found: &FoundBox) -> io::Result<Option<Vec<u8>>> {
    let length = found.size - found.header;
    let mut body = Vec::new();
    source.reader.seek(SeekFrom::Start(found.body().start))?;
    source.reader.by_ref().take(length).read_to_end(&mut body)?;
    Ok((body.len() as u64 == length).then_some(body))
}

/// Lists the samples in the tables of a video track. For a sound none, since its tables may list millions; only the
/// samples in its fragments are listed.
fn list_samples(track: &Track<'_>, length: u64) -> Vec<Sample> {
    if track.is_video() { samples::from_tables(track.tables, length) } else { Vec::new() }
}

fn append_fragments(
    source: &mut Source,
    moofs: &[FoundBox],
    tracks: &[&Track<'_>],
    samples: &mut [Vec<Sample>],
) -> io::Result<()> {
    let reader = |track: &&Track<'_>| FragmentReader::new(track.id, samples::duration(track.tables));
    let mut readers: Vec<FragmentReader> = tracks.iter().map(reader).collect();
    for moof in moofs {
        let Some(body) = read_body(source, moof)? else { break };
        for ((reader, track), samples) in readers.iter_mut().zip(tracks).zip(&mut *samples) {
            reader.append(samples, &body, moof.start, track.fragment_defaults);
        }
    }
    Ok(())
}

/// Completes an entry without parameter sets from in-band ones; without these it counts as not decodable.
fn complete<'a>(source: &mut Source, entry: &mut Option<AvcConfig>, samples: impl Iterator<Item = &'a Sample>) {
    let Some(config) = entry.as_mut().filter(|config| config.sps.is_none()) else { return };
    let mut found = samples.filter(|sample| sample.is_sync).take(MOST_SEARCHED);
    let is_complete =
        found.any(|sample| read_sample(&mut source.reader, sample).is_some_and(|bytes| config.complete_from(&bytes)));
    if !is_complete {
        *entry = None;
    }
}

/// Returns whether the track is a film: not album art, which is a track of one picture, and not chapter pictures.
fn is_moving(movie: &Movie<'_>, track: &Track<'_>, samples: &[Sample]) -> bool {
    samples.len() > 1 && !movie.is_chapters(track)
}

fn is_decodable(track: &Track<'_>) -> bool {
    track.entries.iter().any(|entry| entry.avc.is_some())
}

fn area(track: &Track<'_>) -> u64 {
    let size = track.entries.first().and_then(|entry| entry.display_size(None, track.header_size));
    size.map_or(0, |Size { width, height }| u64::from(width) * u64::from(height))
}

/// Returns the playing time of a track with its edits applied.
fn length_ms(track: &Track<'_>, samples: &[Sample]) -> Option<i64> {
    let listed: i64 = samples.iter().fold(0, |sum: i64, sample| sum.saturating_add(sample.duration.into()));
    let start = samples.iter().map(|sample| sample.shown_at).min().unwrap_or(0);
    let (total, end) = if track.is_video() {
        (listed, samples.iter().map(Sample::shown_until).max().unwrap_or(0))
    } else {
        let total = listed.saturating_add(samples::duration(track.tables));
        (total, total.saturating_add(start))
    };
    to_ms(edits::length(&track.edits, end).unwrap_or(total), track.timescale)
}

/// Converts to ms, rounded; `None` if the result is not a plausible duration.
fn to_ms(units: i64, timescale: u32) -> Option<i64> {
    let ms = (i128::from(units) * 1000 + i128::from(timescale) / 2).checked_div(timescale.into())?;
    i64::try_from(ms).ok().and_then(plausible_ms)
}

fn frame_rate(samples: &[Sample], timescale: u32) -> Option<f64> {
    let total: u128 = samples.iter().map(|sample| u128::from(sample.duration)).sum();
    plausible_fps(samples.len() as f64 * f64::from(timescale) / total as f64)
}

impl Turn {
    fn transposes(self) -> bool {
        matches!(self, Self::Clockwise | Self::Counterclockwise)
    }
}

#[cfg(test)]
mod tests;
