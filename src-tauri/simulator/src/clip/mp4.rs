//! The container: one H.264 track, one AAC track, index first, half-second chunks in turn (ISO/IEC 14496-12).

use super::{sound, video};
use mp4_atom::esds::{DecoderConfig, DecoderSpecific, EsDescriptor, SLConfig};
use mp4_atom::{
    Audio, Avc1, Avcc, Codec, Colr, Dinf, Dref, DrefEntry, Edts, Elst, ElstEntry, Encode, Error, Esds, FourCC, Ftyp,
    Hdlr, Mdhd, Mdia, Minf, Moov, Mp4a, Mvhd, Smhd, Stbl, Stco, Stsc, StscEntry, Stsd, Stss, Stsz, StszSamples, Stts,
    SttsEntry, Tkhd, Trak, Url, Visual, Vmhd,
};

/// Divides evenly by 24, 6 and most other frame rates.
const VIDEO_TIMESCALE: u32 = 24_000;
const MOVIE_TIMESCALE: u32 = 1000;
const AAC_FRAME: u32 = 1024;
const BT709: u16 = 1;

/// Writes the file.
pub(super) fn write(video: &video::Track, sound: &sound::Track, seconds: u32) -> Result<Vec<u8>, Error> {
    let pictures = chunks(&video.samples, (video.fps / 2).max(1) as usize);
    let sounds = chunks(&sound.frames, (sound.rate / AAC_FRAME / 2).max(1) as usize);
    let ftyp = Ftyp {
        major_brand: FourCC::new(b"isom"),
        minor_version: 512,
        compatible_brands: [b"isom", b"iso2", b"avc1", b"mp41"].map(FourCC::new).to_vec(),
    };
    let mut file = Vec::new();
    ftyp.encode(&mut file)?;
    // The index holds absolute places, and its size does not depend on them: once to measure, once for good.
    let mut measured = Vec::new();
    moov(video, sound, seconds, (&pictures, &sounds), 0).encode(&mut measured)?;
    let data_at = (file.len() + measured.len() + 8) as u32;
    moov(video, sound, seconds, (&pictures, &sounds), data_at).encode(&mut file)?;
    let order = in_turn(&pictures, &sounds);
    let size: usize = order.iter().map(|chunk| chunk.bytes.len()).sum();
    file.extend((size as u32 + 8).to_be_bytes());
    file.extend(b"mdat");
    order.iter().for_each(|chunk| file.extend(&chunk.bytes));
    Ok(file)
}

struct Chunk {
    bytes: Vec<u8>,
    samples: u32,
}

fn chunks(samples: &[Vec<u8>], each: usize) -> Vec<Chunk> {
    samples.chunks(each).map(|some| Chunk { bytes: some.concat(), samples: some.len() as u32 }).collect()
}

/// Video, sound, video, sound, ... and the rest of the longer one.
fn in_turn<'a>(first: &'a [Chunk], second: &'a [Chunk]) -> Vec<&'a Chunk> {
    let longest = first.len().max(second.len());
    (0..longest).flat_map(|i| first.get(i).into_iter().chain(second.get(i))).collect()
}

/// The places of `mine` when laid in turn with the other track.
fn places(pictures: &[Chunk], sounds: &[Chunk], mine: &[Chunk], data_at: u32) -> Vec<u32> {
    let mut at = data_at;
    let mut places = Vec::new();
    for chunk in in_turn(pictures, sounds) {
        if mine.iter().any(|own| std::ptr::eq(own, chunk)) {
            places.push(at);
        }
        at += chunk.bytes.len() as u32;
    }
    places
}

fn moov(
    video: &video::Track,
    sound: &sound::Track,
    seconds: u32,
    (pictures, sounds): (&[Chunk], &[Chunk]),
    data_at: u32,
) -> Moov {
    let duration = u64::from(seconds * MOVIE_TIMESCALE);
    let mvhd = Mvhd {
        timescale: MOVIE_TIMESCALE,
        duration,
        rate: 1.into(),
        volume: 1.into(),
        next_track_id: 3,
        ..Mvhd::default()
    };
    let of = |mine| places(pictures, sounds, mine, data_at);
    let trak =
        vec![picture_trak(video, pictures, of(pictures), duration), sound_trak(sound, sounds, of(sounds), seconds)];
    Moov { mvhd, trak, meta: None, mvex: None, udta: None, ainf: None }
}

fn picture_trak(track: &video::Track, chunks: &[Chunk], places: Vec<u32>, duration: u64) -> Trak {
    let delta = VIDEO_TIMESCALE / track.fps;
    let colr = Colr::Nclx {
        colour_primaries: BT709,
        transfer_characteristics: BT709,
        matrix_coefficients: BT709,
        full_range_flag: false,
    };
    let visual = Visual { data_reference_index: 1, width: track.width, height: track.height, ..Visual::default() };
    let avc1 = Avc1 { visual, avcc: avcc(track), colr: Some(colr), ..Avc1::default() };
    let sync = Stss { entries: track.keys.iter().map(|key| *key as u32 + 1).collect() };
    let mut stbl = stbl(avc1.into(), &track.samples, delta, chunks, places);
    stbl.stss = Some(sync);
    let tkhd = Tkhd { width: track.width.into(), height: track.height.into(), ..tkhd(1, duration) };
    let length = (track.samples.len() as u32 * delta).into();
    let minf = Minf { vmhd: Some(Vmhd::default()), dinf: dinf(), stbl, ..Minf::default() };
    trak(tkhd, None, mdia(b"vide", "Video", VIDEO_TIMESCALE, length, minf))
}

/// High profile needs the chroma format and bit depths in the record (ISO/IEC 14496-15, 5.3.3.1).
fn avcc(track: &video::Track) -> Avcc {
    let byte = |at: usize| track.sps.get(at).copied().unwrap_or_default();
    Avcc {
        configuration_version: 1,
        avc_profile_indication: byte(1),
        profile_compatibility: byte(2),
        avc_level_indication: byte(3),
        length_size: 4,
        sequence_parameter_sets: vec![track.sps.clone()],
        picture_parameter_sets: vec![track.pps.clone()],
        ext: (byte(1) >= 100).then(Default::default),
    }
}

fn sound_trak(track: &sound::Track, chunks: &[Chunk], places: Vec<u32>, seconds: u32) -> Trak {
    let bits = track.frames.iter().map(Vec::len).sum::<usize>() as u32 * 8 / seconds.max(1);
    let dec_config = DecoderConfig {
        object_type_indication: 0x40,
        stream_type: 5,
        max_bitrate: bits,
        avg_bitrate: bits,
        dec_specific: Some(DecoderSpecific { raw: track.config.clone(), ..DecoderSpecific::default() }),
        ..DecoderConfig::default()
    };
    let es_desc = EsDescriptor { es_id: 2, dec_config, sl_config: SLConfig::default(), ..EsDescriptor::default() };
    let audio = Audio {
        data_reference_index: 1,
        channel_count: track.channels,
        sample_size: 16,
        sample_rate: (track.rate as u16).into(),
    };
    let mp4a = Mp4a { audio, esds: Esds { es_desc }, btrt: None, taic: None };
    let stbl = stbl(mp4a.into(), &track.frames, AAC_FRAME, chunks, places);
    let duration = u64::from(seconds * MOVIE_TIMESCALE);
    let edit = ElstEntry { segment_duration: duration, media_time: Some(track.priming), media_rate: 1.into() };
    let edts = Edts { elst: Some(Elst { entries: vec![edit] }) };
    let length = track.frames.len() as u64 * u64::from(AAC_FRAME);
    let minf = Minf { smhd: Some(Smhd::default()), dinf: dinf(), stbl, ..Minf::default() };
    let tkhd = Tkhd { volume: 1.into(), alternate_group: 1, ..tkhd(2, duration) };
    trak(tkhd, Some(edts), mdia(b"soun", "Sound", track.rate, length, minf))
}

fn stbl(codec: Codec, samples: &[Vec<u8>], delta: u32, chunks: &[Chunk], places: Vec<u32>) -> Stbl {
    let mut runs: Vec<StscEntry> = Vec::new();
    for (index, chunk) in chunks.iter().enumerate() {
        if runs.last().is_none_or(|run| run.samples_per_chunk != chunk.samples) {
            let first_chunk = index as u32 + 1;
            runs.push(StscEntry { first_chunk, samples_per_chunk: chunk.samples, sample_description_index: 1 });
        }
    }
    Stbl {
        stsd: Stsd { codecs: vec![codec] },
        stts: Stts { entries: vec![SttsEntry { sample_count: samples.len() as u32, sample_delta: delta }] },
        stsc: Stsc { entries: runs },
        stsz: Stsz { samples: StszSamples::Different { sizes: samples.iter().map(|s| s.len() as u32).collect() } },
        stco: Some(Stco { entries: places }),
        ..Stbl::default()
    }
}

fn tkhd(track_id: u32, duration: u64) -> Tkhd {
    Tkhd { track_id, duration, enabled: true, in_movie: true, ..Tkhd::default() }
}

fn mdia(kind: &[u8; 4], name: &str, timescale: u32, duration: u64, minf: Minf) -> Mdia {
    Mdia {
        mdhd: Mdhd { timescale, duration, language: "und".into(), ..Mdhd::default() },
        hdlr: Hdlr { handler: FourCC::new(kind), name: name.into() },
        minf,
    }
}

fn trak(tkhd: Tkhd, edts: Option<Edts>, mdia: Mdia) -> Trak {
    Trak { tkhd, edts, mdia, ..Trak::default() }
}

fn dinf() -> Dinf {
    Dinf { dref: Dref { entries: vec![DrefEntry::Url(Url::default())] } }
}
