//! Decodes selected frames of an H.264 track with openh264, and as few others as necessary.
//!
//! Runs in the child process only. Does not scale or convert.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::{ControlFlow, Range};
use std::time::Instant;

use openh264::OpenH264API;
use openh264::decoder::{DecodedYUV, Decoder, DecoderConfig, Flush};

use super::avc::AvcConfig;
use super::samples::Sample;
use super::track::VideoTrack;

/// Maximum size of a sample; more than any intra frame of 8192x8192 at a usual bit rate.
const LARGEST_SAMPLE_BYTES: u64 = 64 << 20;

/// Decodes the samples `wanted` (by index) and passes each frame, and those that had to be decoded for it, to `take`:
/// run by run, in display order within a run. Stops when `take` returns `Break`, or at `deadline`.
pub(super) fn decode(
    film: &mut BufReader<File>,
    track: &VideoTrack,
    wanted: &BTreeSet<usize>,
    deadline: Instant,
    mut take: impl FnMut(usize, &DecodedYUV<'_>) -> ControlFlow<()>,
) -> Result<(), openh264::Error> {
    for run in runs(film, track, wanted, deadline) {
        let mut decoding = Decoding::start(track)?;
        for index in run {
            if Instant::now() >= deadline {
                return Ok(());
            }
            let sample = &track.samples[index];
            let (Some(config), Some(bytes)) = (track.config(sample), read_sample(film, sample)) else { continue };
            let is_needed = wanted.contains(&index) || !config.is_disposable(&bytes);
            if is_needed && decoding.feed(index, config, &bytes, &mut take).is_break() {
                return Ok(());
            }
        }
        if decoding.finish(&mut take).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// Returns the runs of samples to decode: each from a sample at which decoding can start, up to the last wanted one.
fn runs(
    film: &mut BufReader<File>,
    track: &VideoTrack,
    wanted: &BTreeSet<usize>,
    deadline: Instant,
) -> Vec<Range<usize>> {
    let groups: Vec<Range<usize>> = groups(&track.samples).collect();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let Some(last) = wanted.range(group.clone()).next_back() else { continue };
        let covered = runs.last().map_or(0, |run| run.end);
        let mut earlier = groups[..=number].iter().map(|group| group.start).rev();
        // Samples of an earlier run are not examined again; the decoder continues from there.
        let start = earlier.find(|start| *start < covered || Instant::now() >= deadline || is_idr(film, track, *start));
        // No group begins with an IDR picture; the decoder may still accept the beginning of this one.
        let start = start.unwrap_or(group.start);
        match runs.last_mut().filter(|run| start < run.end) {
            Some(run) => run.end = last + 1,
            None => runs.push(start..last + 1),
        }
    }
    runs
}

fn is_idr(film: &mut BufReader<File>, track: &VideoTrack, index: usize) -> bool {
    let sample = &track.samples[index];
    let config = track.config(sample);
    config.is_some_and(|config| read_sample(film, sample).is_some_and(|bytes| config.is_idr(&bytes)))
}

/// Returns the ranges of samples from each sync sample up to the next. Samples before the first one cannot be decoded.
pub(super) fn groups(samples: &[Sample]) -> impl Iterator<Item = Range<usize>> {
    let starts = |from: usize| samples[from..].iter().position(|sample| sample.is_sync).map(|ahead| from + ahead);
    let mut next = starts(0);
    std::iter::from_fn(move || {
        let start = next?;
        next = starts(start + 1);
        Some(start..next.unwrap_or(samples.len()))
    })
}

pub(super) fn read_sample(film: &mut BufReader<File>, sample: &Sample) -> Option<Vec<u8>> {
    if sample.size > LARGEST_SAMPLE_BYTES {
        return None;
    }
    let mut bytes = vec![0; usize::try_from(sample.size).ok()?];
    film.seek(SeekFrom::Start(sample.offset)).ok()?;
    film.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

/// Decodes one run.
///
/// The decoder returns frames in display order without identifying them: each is the earliest in display order among
/// the samples that were fed and not yet returned.
struct Decoding<'a> {
    decoder: Decoder,
    track: &'a VideoTrack,
    fed: BTreeMap<(i64, usize), usize>,
    /// The sample entry whose parameter sets were fed to the decoder.
    entry: Option<u16>,
}

impl<'a> Decoding<'a> {
    fn start(track: &'a VideoTrack) -> Result<Self, openh264::Error> {
        let config = DecoderConfig::new().flush_after_decode(Flush::NoFlush);
        let decoder = Decoder::with_api_config(OpenH264API::from_source(), config)?;
        Ok(Self { decoder, track, fed: BTreeMap::new(), entry: None })
    }

    fn feed(
        &mut self,
        index: usize,
        config: &AvcConfig,
        sample: &[u8],
        take: &mut impl FnMut(usize, &DecodedYUV<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Sample { entry, shown_at, .. } = self.track.samples[index];
        let is_new = self.entry.replace(entry) != Some(entry);
        let mut stream = if is_new { config.parameter_sets.clone() } else { Vec::new() };
        stream.extend(config.byte_stream(sample));
        let key = (shown_at, index);
        self.fed.insert(key, index);
        match self.decoder.decode(&stream) {
            Ok(Some(frame)) => {
                if let Some((_, index)) = self.fed.pop_first() {
                    return take(index, &frame);
                }
            }
            Ok(None) => {}
            Err(_) => {
                self.fed.remove(&key);
            }
        }
        ControlFlow::Continue(())
    }

    fn finish(mut self, take: &mut impl FnMut(usize, &DecodedYUV<'_>) -> ControlFlow<()>) -> ControlFlow<()> {
        for frame in self.decoder.flush_remaining().unwrap_or_default() {
            if let Some((_, index)) = self.fed.pop_first() {
                take(index, &frame)?;
            }
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_start_at_sync_samples() {
        let sample = |is_sync| Sample { is_sync, ..Sample::default() };
        let samples = [false, true, false, false, true].map(sample);
        assert_eq!(groups(&samples).collect::<Vec<_>>(), [1..4, 4..5]);
        assert_eq!(groups(&[]).count(), 0);
    }
}
