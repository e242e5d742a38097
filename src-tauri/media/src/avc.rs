//! H.264 in MP4 (ISO/IEC 14496-15 §5): converts length-prefixed NAL units to the byte stream (Annex B of ITU-T H.264)
//! that the decoder reads.

use super::box_tree::u16_at;
use super::sps::Sps;

const START_CODE: [u8; 4] = [0, 0, 0, 1];

const SLICE: u8 = 1;
const SLICE_OF_IDR: u8 = 5;
const SEQUENCE_PARAMETERS: u8 = 7;

/// The decoder configuration of samples that can be decoded here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AvcConfig {
    /// The sequence parameters; `None` until found in a sample: `avc3` stores them there.
    pub(super) sps: Option<Sps>,
    /// Sequence and picture parameter sets as a byte stream.
    pub(super) parameter_sets: Vec<u8>,
    length_size: usize,
}

impl AvcConfig {
    /// Parses the body of `avcC` (§5.3.3.1). `None` if it is invalid, or the stream is not 8-bit 4:2:0 of a plausible
    /// size.
    pub(super) fn parse(avcc: &[u8]) -> Option<Self> {
        let length_size = usize::from(avcc.get(4)? & 3) + 1;
        let (count, rest) = avcc.get(5..)?.split_first()?;
        let (sequence, rest) = units_of_record(rest, count & 0x1f)?;
        let (count, rest) = rest.split_first()?;
        let (picture, _) = units_of_record(rest, *count)?;
        let sps = match sequence.first() {
            Some(unit) => Some(Sps::parse(unit)?),
            None => None,
        };
        let units = sequence.iter().chain(&picture);
        let parameter_sets = units.flat_map(|unit| START_CODE.iter().chain(*unit)).copied().collect();
        Some(Self { sps, parameter_sets, length_size })
    }

    /// Takes the sequence parameters from a sample if the record has none. Returns whether there are any then, so that
    /// the samples can be decoded.
    pub(super) fn complete_from(&mut self, sample: &[u8]) -> bool {
        if self.sps.is_none() {
            let found = self.units(sample).find(|unit| kind(unit) == Some(SEQUENCE_PARAMETERS)).and_then(Sps::parse);
            self.sps = found;
        }
        self.sps.is_some()
    }

    /// Returns whether decoding can start at this sample: it is an IDR picture (§7.4.1.2.4). Other sync samples may be
    /// followed by pictures that are predicted from earlier ones, and the decoder refuses to start with them.
    pub(super) fn is_idr(&self, sample: &[u8]) -> bool {
        self.units(sample).find_map(|unit| kind(unit).filter(|kind| (SLICE..=SLICE_OF_IDR).contains(kind)))
            == Some(SLICE_OF_IDR)
    }

    /// Returns a sample as a byte stream. Stops at a unit that is longer than the remaining data.
    pub(super) fn byte_stream(&self, sample: &[u8]) -> Vec<u8> {
        self.units(sample).flat_map(|unit| START_CODE.iter().chain(unit)).copied().collect()
    }

    /// Returns whether no other picture is predicted from this one (`nal_ref_idc` 0, §7.4.1), so that it can be
    /// skipped.
    pub(super) fn is_disposable(&self, sample: &[u8]) -> bool {
        let headers = self.units(sample).filter_map(|unit| unit.first());
        let mut slices = headers.filter(|header| matches!(*header & 0x1f, 1..=5));
        slices.next().is_some_and(|header| header & 0x60 == 0)
    }

    fn units<'a>(&self, mut rest: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
        let length_size = self.length_size;
        std::iter::from_fn(move || {
            let (length, tail) = rest.split_at_checked(length_size)?;
            let length = length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            let (unit, tail) = tail.split_at_checked(length)?;
            rest = tail;
            Some(unit)
        })
    }
}

/// Returns `count` units, each with a length of two bytes before it, and the remaining bytes.
fn units_of_record(mut rest: &[u8], count: u8) -> Option<(Vec<&[u8]>, &[u8])> {
    let mut units = Vec::new();
    for _ in 0..count {
        let (unit, tail) = rest.get(2..)?.split_at_checked(u16_at(rest, 0)?.into())?;
        units.push(unit);
        rest = tail;
    }
    Some((units, rest))
}

/// Returns `nal_unit_type`.
fn kind(unit: &[u8]) -> Option<u8> {
    unit.first().map(|header| header & 0x1f)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sps::tests::UNTAGGED;

    fn config(length_size: usize) -> AvcConfig {
        AvcConfig { sps: None, parameter_sets: Vec::new(), length_size }
    }

    #[test]
    fn units_become_a_byte_stream_and_a_cut_unit_ends_it() {
        let stream = config(2).byte_stream(&[0, 2, 0x65, 9, 0, 1, 0x41, 0, 200, 1]);
        assert_eq!(stream, [0, 0, 0, 1, 0x65, 9, 0, 0, 0, 1, 0x41]);
        assert!(config(4).byte_stream(&[0xff; 9]).is_empty());
    }

    #[test]
    fn only_unreferenced_slices_are_disposable() {
        let sei_then = |header| [0, 1, 0x06, 0, 1, header];
        assert!(config(2).is_disposable(&sei_then(0x01)));
        assert!(!config(2).is_disposable(&sei_then(0x41)));
        assert!(!config(2).is_disposable(&[0, 1, 0x06]));
    }

    #[test]
    fn a_record_with_or_without_parameter_sets_is_read() {
        let length = UNTAGGED.len() as u8;
        let record = [&[1, 100, 0, 10, 0xff, 0xe1, 0, length][..], &UNTAGGED, &[1, 0, 2, 0x68, 9]].concat();
        let config = AvcConfig::parse(&record).expect("a record");
        assert_eq!((config.sps, config.length_size), (Sps::parse(&UNTAGGED), 4));
        assert_eq!(config.parameter_sets, [&START_CODE[..], &UNTAGGED, &START_CODE, &[0x68, 9]].concat());
        assert!((0..record.len()).all(|kept| AvcConfig::parse(&record[..kept]).is_none()));

        let mut bare = AvcConfig::parse(&[1, 100, 0, 10, 0xfd, 0xe0, 0]).expect("a record");
        assert!(bare.sps.is_none() && !bare.complete_from(&[0, 1, 0x65]));
        assert!(bare.complete_from(&[&[0, 1, 0x09, 0, length][..], &UNTAGGED, &[0, 1, 0x65]].concat()));
    }

    #[test]
    fn only_an_idr_picture_needs_nothing_before_it() {
        assert!(config(2).is_idr(&[0, 1, 0x06, 0, 1, 0x65]));
        assert!(!config(2).is_idr(&[0, 1, 0x06, 0, 1, 0x41, 0, 1, 0x65]));
        assert!(!config(2).is_idr(&[0, 9, 0x65]));
    }
}
