//! Duration and codec of sounds. Decodes nothing. Runs in the child process only.

use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use lofty::config::{ParseOptions, ParsingMode};
use lofty::error::LoftyError;
use lofty::file::{AudioFile, FileType, TaggedFileExt as _};
use lofty::iff::wav::{WavFile, WavFormat};
use lofty::mp4::{Mp4Codec, Mp4File};
use lofty::probe::Probe;

use super::media_info::{MediaInfo, plausible_ms};

/// Input of the parsers; a trait object, because they would be compiled for each concrete type.
trait Bytes: Read + Seek {}
impl<R: Read + Seek> Bytes for R {}

/// Returns the metadata of a sound; empty if it cannot be read.
pub(super) fn read(mut reader: impl Read + Seek) -> MediaInfo {
    // A corrupt length overflows in the library, which panics if overflow checks are on; the file counts as unreadable.
    let read = catch_unwind(AssertUnwindSafe(|| codec_and_duration(&mut reader)));
    let Ok(Ok(Some((codec, duration)))) = read else { return MediaInfo::default() };
    let duration_ms = i64::try_from(duration.as_millis()).ok().and_then(plausible_ms);
    MediaInfo { duration_ms, audio_codec: codec.map(str::to_owned), has_audio: true, ..MediaInfo::default() }
}

/// Detects the format again after an ID3 tag, which may precede other formats than MP3. `None` if it is unknown.
fn codec_and_duration(reader: &mut dyn Bytes) -> Result<Option<(Option<&'static str>, Duration)>, LoftyError> {
    let probe = Probe::new(reader).guess_file_type()?;
    let kind = probe.file_type();
    let options = ParseOptions::new().read_tags(false).parsing_mode(ParsingMode::Relaxed);
    let mut reader = probe.into_inner();
    reader.rewind()?;
    Ok(match kind {
        Some(FileType::Wav) => {
            let file = WavFile::read_from(&mut reader, options)?;
            Some((wav_codec(*file.properties().format()), file.properties().duration()))
        }
        Some(FileType::Mp4) => {
            let file = Mp4File::read_from(&mut reader, options)?;
            Some((mp4_codec(*file.properties().codec()), file.properties().duration()))
        }
        Some(kind) => {
            let file = Probe::with_file_type(reader, kind).options(options).read()?;
            Some((codec(file.file_type()), file.properties().duration()))
        }
        None => None,
    })
}

const fn codec(kind: FileType) -> Option<&'static str> {
    match kind {
        FileType::Mpeg => Some("mp3"),
        FileType::Aac => Some("aac"),
        FileType::Flac => Some("flac"),
        FileType::Opus => Some("opus"),
        FileType::Vorbis => Some("vorbis"),
        FileType::Speex => Some("speex"),
        _ => None,
    }
}

const fn wav_codec(format: WavFormat) -> Option<&'static str> {
    match format {
        WavFormat::PCM | WavFormat::IEEE_FLOAT => Some("pcm"),
        WavFormat::Other(_) => None,
    }
}

const fn mp4_codec(codec: Mp4Codec) -> Option<&'static str> {
    match codec {
        Mp4Codec::AAC => Some("aac"),
        Mp4Codec::ALAC => Some("alac"),
        Mp4Codec::MP3 => Some("mp3"),
        Mp4Codec::FLAC => Some("flac"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;

    const SOUNDS: [&[u8]; 7] = [
        include_bytes!("../tests/fixtures/sounds/tagged.mp3"),
        include_bytes!("../tests/fixtures/sounds/pcm.wav"),
        include_bytes!("../tests/fixtures/sounds/aac.m4a"),
        include_bytes!("../tests/fixtures/sounds/vorbis.ogg"),
        include_bytes!("../tests/fixtures/sounds/opus.ogg"),
        include_bytes!("../tests/fixtures/sounds/flac.flac"),
        include_bytes!("../tests/fixtures/sounds/adts.aac"),
    ];

    #[test]
    fn a_length_beyond_all_measure_is_no_panic() {
        let mut bytes = SOUNDS[4].to_vec();
        let last = bytes.windows(4).rposition(|word| word == b"OggS").unwrap();
        bytes[last + 6..last + 13].fill(0xff);
        assert!(SOUNDS[4].len() > last + 13 && bytes != SOUNDS[4]);
        read(Cursor::new(&bytes));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Headers are at the beginning, except for the `moov` of an M4A.
        #[test]
        fn no_damage_makes_the_reader_panic(
            damage in prop::collection::vec((0..300_usize, any::<u8>()), 1..8),
            far in any::<Index>(),
            kept in any::<Index>(),
        ) {
            for whole in SOUNDS {
                let mut bytes = whole.to_vec();
                for (at, value) in &damage {
                    bytes[*at] = *value;
                    *far.get_mut(&mut bytes) = *value;
                }
                read(Cursor::new(&bytes));
                bytes.truncate(kept.index(bytes.len()));
                read(Cursor::new(&bytes));
            }
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for whole in SOUNDS {
                read(Cursor::new(&bytes));
                read(Cursor::new([&whole[..40], &bytes].concat()));
            }
        }
    }
}
