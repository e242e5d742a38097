//! The sound of a film alone, as a WAV file of 16-bit PCM.

use super::film::Film;
use super::{Spec, sound};

const HEADER: u32 = 36;

/// Renders the sound that the film of `spec` would have.
pub(crate) fn wav(spec: &Spec) -> Vec<u8> {
    let (rate, planes) = sound::planes(&Film::new(spec).ambiences(), spec);
    let channels = planes.len() as u32;
    let bytes = planes.first().map_or(0, Vec::len) as u32 * channels * 2;
    let mut file = Vec::with_capacity((HEADER + 8 + bytes) as usize);
    file.extend(b"RIFF");
    file.extend((HEADER + bytes).to_le_bytes());
    file.extend(b"WAVEfmt \x10\0\0\0\x01\0");
    file.extend((channels as u16).to_le_bytes());
    file.extend(rate.to_le_bytes());
    file.extend((rate * channels * 2).to_le_bytes());
    file.extend((channels as u16 * 2).to_le_bytes());
    file.extend(16_u16.to_le_bytes());
    file.extend(b"data");
    file.extend(bytes.to_le_bytes());
    for at in 0..planes.first().map_or(0, Vec::len) {
        file.extend(planes.iter().flat_map(|plane| ((plane[at].clamp(-1.0, 1.0) * 32_767.0) as i16).to_le_bytes()));
    }
    file
}
