//! H.264 as it lies in an MP4 (ISO/IEC 14496-15 §5): length-prefixed NAL units, turned into the byte stream (Annex B of
//! ITU-T H.264) that the decoder wants.

use re_mp4::Avc1Box;

use super::sps::Sps;

const START_CODE: [u8; 4] = [0, 0, 0, 1];

/// The decoder configuration of a track that can be decoded here.
pub(super) struct AvcConfig {
    pub(super) sps: Sps,
    /// Sequence and picture parameter sets as a byte stream.
    pub(super) parameter_sets: Vec<u8>,
    length_size: usize,
}

impl AvcConfig {
    /// `None` when the stream is not 8-bit 4:2:0 of a plausible size, or says nothing readable of itself.
    pub(super) fn of(entry: &Avc1Box) -> Option<Self> {
        let avcc = &entry.avcc;
        let sps = Sps::parse(&avcc.sequence_parameter_sets.first()?.bytes)?;
        let units = avcc.sequence_parameter_sets.iter().chain(&avcc.picture_parameter_sets);
        let parameter_sets = units.flat_map(|unit| START_CODE.iter().chain(&unit.bytes)).copied().collect();
        let length_size = usize::from(avcc.length_size_minus_one & 3) + 1;
        Some(Self { sps, parameter_sets, length_size })
    }

    /// One sample as a byte stream. A unit that claims more than is there ends it.
    pub(super) fn byte_stream(&self, sample: &[u8]) -> Vec<u8> {
        self.units(sample).flat_map(|unit| START_CODE.iter().chain(unit)).copied().collect()
    }

    /// Whether no other picture is predicted from this one (`nal_ref_idc` 0, §7.4.1), so that it may be left out.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::sps::tests::UNTAGGED;

    fn config(length_size: usize) -> AvcConfig {
        AvcConfig { sps: Sps::parse(&UNTAGGED).expect("a parameter set"), parameter_sets: Vec::new(), length_size }
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
}
