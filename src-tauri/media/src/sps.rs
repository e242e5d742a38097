//! The sequence parameter set of H.264 (ITU-T H.264 §7.3.2.1.1, VUI in Annex E): size, sample format, pixel aspect and
//! colour tags.
//!
//! Reads no further than the colour tags.

use super::media_info::Size;

/// Profiles whose parameter sets carry the chroma format and bit depths.
const HIGH_PROFILES: [u8; 13] = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
const CHROMA_420: u32 = 1;
const EXTENDED_SAR: u32 = 255;

/// The parameters of a decodable stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sps {
    /// Size after cropping.
    pub(super) size: Size,
    /// `video_full_range_flag`.
    pub(super) is_full_range: bool,
    /// `matrix_coefficients`, if present.
    pub(super) matrix: Option<u8>,
    /// Pixel aspect ratio (width, height), if present.
    pub(super) pixel_aspect: Option<(u32, u32)>,
}

impl Sps {
    /// Parses the NAL unit with its header. `None` unless it is 8-bit 4:2:0 of a plausible size.
    pub(super) fn parse(unit: &[u8]) -> Option<Self> {
        let bytes = without_emulation_prevention(unit);
        let mut bits = Bits { bytes: bytes.get(1..)?, at: 0 };
        let profile = bits.read(8)? as u8;
        bits.read(16)?; // constraint flags, level
        bits.exp_golomb()?; // seq_parameter_set_id
        if HIGH_PROFILES.contains(&profile) {
            skip_high_fields(&mut bits)?;
        }
        skip_reference_fields(&mut bits)?;
        let size = picture_size(&mut bits)?;
        let plain = Self { size, is_full_range: false, matrix: None, pixel_aspect: None };
        if bits.flag()? { plain.with_tags(&mut bits) } else { Some(plain) }
    }
}

/// Skips chroma format, bit depths and scaling lists; `None` for anything but 8-bit 4:2:0.
fn skip_high_fields(bits: &mut Bits<'_>) -> Option<()> {
    let (chroma_format, luma_depth, chroma_depth) = (bits.exp_golomb()?, bits.exp_golomb()?, bits.exp_golomb()?);
    if chroma_format != CHROMA_420 || luma_depth != 0 || chroma_depth != 0 {
        return None;
    }
    bits.read(1)?; // qpprime_y_zero_transform_bypass_flag
    if bits.flag()? {
        for list in 0..8 {
            if bits.flag()? {
                skip_scaling_list(bits, if list < 6 { 16 } else { 64 })?;
            }
        }
    }
    Some(())
}

fn skip_scaling_list(bits: &mut Bits<'_>, length: usize) -> Option<()> {
    let (mut last, mut next) = (8, 8);
    for _ in 0..length {
        if next != 0 {
            next = (last + bits.signed_exp_golomb()?).rem_euclid(256);
        }
        last = if next == 0 { last } else { next };
    }
    Some(())
}

fn skip_reference_fields(bits: &mut Bits<'_>) -> Option<()> {
    bits.exp_golomb()?; // log2_max_frame_num_minus4
    match bits.exp_golomb()? {
        0 => {
            bits.exp_golomb()?;
        }
        1 => {
            bits.read(1)?;
            bits.exp_golomb()?;
            bits.exp_golomb()?;
            for _ in 0..bits.exp_golomb()?.min(255) {
                bits.exp_golomb()?;
            }
        }
        _ => {}
    }
    bits.exp_golomb()?; // max_num_ref_frames
    bits.read(1)?; // gaps_in_frame_num_value_allowed_flag
    Some(())
}

fn picture_size(bits: &mut Bits<'_>) -> Option<Size> {
    let width = bits.exp_golomb()?.checked_add(1)?.checked_mul(16)?;
    let map_height = bits.exp_golomb()?.checked_add(1)?.checked_mul(16)?;
    let is_frame_only = bits.flag()?;
    let fields = if is_frame_only {
        1
    } else {
        bits.read(1)?;
        2
    };
    bits.read(1)?; // direct_8x8_inference_flag
    let height = map_height.checked_mul(fields)?;
    if !bits.flag()? {
        return Size::plausible(width, height);
    }
    let (left, right, top, bottom) = (bits.exp_golomb()?, bits.exp_golomb()?, bits.exp_golomb()?, bits.exp_golomb()?);
    let width = width.checked_sub(left.checked_add(right)?.checked_mul(2)?)?;
    let height = height.checked_sub(top.checked_add(bottom)?.checked_mul(2 * fields)?)?;
    Size::plausible(width, height)
}

impl Sps {
    /// Adds the tags of the VUI (Annex E.1.1).
    fn with_tags(self, bits: &mut Bits<'_>) -> Option<Self> {
        let pixel_aspect = if bits.flag()? { pixel_aspect(bits)? } else { None };
        if bits.flag()? {
            bits.read(1)?; // overscan_appropriate_flag
        }
        let (mut is_full_range, mut matrix) = (false, None);
        if bits.flag()? {
            bits.read(3)?; // video_format
            is_full_range = bits.flag()?;
            matrix = if bits.flag()? { Some((bits.read(24)? & 0xff) as u8) } else { None };
        }
        Some(Self { is_full_range, matrix, pixel_aspect, ..self })
    }
}

/// Reads `aspect_ratio_idc` (table E-1); the inner value is `None` if unspecified or unknown.
fn pixel_aspect(bits: &mut Bits<'_>) -> Option<Option<(u32, u32)>> {
    const KNOWN: [(u32, u32); 16] = [
        (1, 1),
        (12, 11),
        (10, 11),
        (16, 11),
        (40, 33),
        (24, 11),
        (20, 11),
        (32, 11),
        (80, 33),
        (18, 11),
        (15, 11),
        (64, 33),
        (160, 99),
        (4, 3),
        (3, 2),
        (2, 1),
    ];
    let aspect = match bits.read(8)? {
        EXTENDED_SAR => Some((bits.read(16)?, bits.read(16)?)),
        known => (known as usize).checked_sub(1).and_then(|at| KNOWN.get(at)).copied(),
    };
    Some(aspect.filter(|(across, down)| *across > 0 && *down > 0))
}

/// Removes the `03` of every `00 00 03` (§7.4.1.1).
fn without_emulation_prevention(unit: &[u8]) -> Vec<u8> {
    let mut plain: Vec<u8> = Vec::with_capacity(unit.len());
    let mut zeros = 0;
    for byte in unit {
        if zeros >= 2 && *byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        plain.push(*byte);
    }
    plain
}

struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn flag(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit == 1)
    }

    /// Reads up to 32 bits.
    fn read(&mut self, count: u32) -> Option<u32> {
        (0..count).try_fold(0, |sum, _| Some(sum << 1 | u32::from(self.flag()?)))
    }

    /// Reads `ue(v)` (§9.1).
    fn exp_golomb(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
        }
        if zeros > 31 {
            return None;
        }
        Some((1 << zeros) - 1 + self.read(zeros)?)
    }

    /// Reads `se(v)` (§9.1.1).
    fn signed_exp_golomb(&mut self) -> Option<i64> {
        let code = i64::from(self.exp_golomb()?);
        Some(if code % 2 == 0 { -(code / 2) } else { (code + 1) / 2 })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// 160x90 (160x96 cropped), High, no colour tags: of `colour-untagged-sd.mp4`.
    pub(crate) const UNTAGGED: [u8; 25] = [
        0x67, 0x64, 0x00, 0x0a, 0xac, 0xb2, 0x05, 0x1b, 0xf2, 0x60, 0x22, 0x00, 0x00, 0x03, 0x00, 0x02, 0x00, 0x00,
        0x03, 0x00, 0x10, 0x1e, 0x24, 0x4c, 0x90,
    ];
    /// The same size, full range, BT.709: of `colour-full-range.mp4`.
    const TAGGED: [u8; 29] = [
        0x67, 0x64, 0x00, 0x0a, 0xac, 0xb2, 0x05, 0x1b, 0xf2, 0x60, 0x2d, 0xc0, 0x80, 0x80, 0x50, 0x00, 0x00, 0x03,
        0x00, 0x10, 0x00, 0x00, 0x03, 0x00, 0x80, 0xf1, 0x22, 0x64, 0x80,
    ];
    /// High 10: of `ten-bit.mp4`.
    const TEN_BIT: [u8; 26] = [
        0x67, 0x6e, 0x00, 0x0a, 0xa6, 0xcd, 0x94, 0x28, 0xdf, 0x93, 0x01, 0x10, 0x00, 0x00, 0x03, 0x00, 0x10, 0x00,
        0x00, 0x03, 0x03, 0x00, 0xf1, 0x22, 0x59, 0x60,
    ];
    const SIZE: Size = Size { width: 160, height: 90 };

    #[test]
    fn size_and_colour_tags_are_read() {
        let sps = |is_full_range, matrix| Some(Sps { size: SIZE, is_full_range, matrix, pixel_aspect: None });
        let of = |unit| Sps::parse(unit).map(|sps| Sps { pixel_aspect: None, ..sps });
        assert_eq!(of(&UNTAGGED), sps(false, None));
        assert_eq!(of(&TAGGED), sps(true, Some(1)));
    }

    #[test]
    fn what_cannot_be_decoded_is_refused() {
        assert_eq!(Sps::parse(&TEN_BIT), None);
        assert_eq!(Sps::parse(&UNTAGGED[..6]), None);
        assert_eq!(Sps::parse(&[]), None);
    }

    #[test]
    fn exp_golomb_codes_are_read() {
        let mut bits = Bits { bytes: &[0b1010_0110, 0b0100_0010, 0b1000_0000], at: 0 };
        assert_eq!([(); 5].map(|()| bits.exp_golomb()), [Some(0), Some(1), Some(2), Some(3), Some(4)]);
        assert_eq!(Bits { bytes: &[0; 9], at: 0 }.exp_golomb(), None);
    }

    #[test]
    fn emulation_prevention_is_dropped() {
        assert_eq!(without_emulation_prevention(&[1, 0, 0, 3, 1, 0, 0, 3, 0]), [1, 0, 0, 1, 0, 0, 0]);
    }
}
