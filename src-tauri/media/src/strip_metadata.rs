//! Removes the metadata of a picture: the parts of the file with pixels are copied unchanged, the rest is left out.
//!
//! Removes locations, cameras, names, thumbnails, colour profiles and data after the end. Decodes nothing, but detects
//! truncated files.

const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
const COM: u8 = 0xfe;

/// A JPEG without metadata.
pub(super) struct StrippedJpeg {
    pub(super) bytes: Vec<u8>,
    /// Whether it is in CMYK or a similar colour space, which not every program reads.
    pub(super) is_for_print: bool,
}

/// Returns a JPEG (ITU-T T.81 annex B) without application segments and comments, except those that define its colours:
/// JFIF without its thumbnail, and Adobe's. `None` if it ends early.
pub(super) fn jpeg(bytes: &[u8]) -> Option<StrippedJpeg> {
    let mut rest = bytes.strip_prefix(&[0xff, SOI])?;
    let mut bare = StrippedJpeg { bytes: vec![0xff, SOI], is_for_print: false };
    let mut is_in_scan = false;
    loop {
        // Bytes up to the next segment are coded data in a scan, else fill bytes.
        let at = rest.windows(2).position(|pair| pair[0] == 0xff && is_segment(pair[1]))?;
        let (data, tail) = rest.split_at(at);
        if is_in_scan {
            bare.bytes.extend(data);
        }
        let marker = *tail.get(1)?;
        if marker == EOI {
            bare.bytes.extend([0xff, EOI]);
            return Some(bare);
        }
        let length = usize::from(u16::from_be_bytes([*tail.get(2)?, *tail.get(3)?]));
        let (segment, tail) = tail.split_at_checked(2 + length)?;
        match (marker, segment.get(4..)?) {
            (APP0, [b'J', b'F', b'I', b'F', 0, version_and_density @ ..]) => {
                bare.bytes.extend([0xff, APP0, 0, 16]);
                bare.bytes.extend(b"JFIF\0");
                bare.bytes.extend(version_and_density.get(..7)?);
                bare.bytes.extend([0, 0]);
            }
            (APP14, [b'A', b'd', b'o', b'b', b'e', ..]) => bare.bytes.extend(segment),
            (APP0..=APP15 | COM, _) => {}
            _ => bare.bytes.extend(segment),
        }
        if is_frame_header(marker) {
            bare.is_for_print = *segment.get(9)? > 3;
        }
        is_in_scan = marker == SOS;
        rest = tail;
    }
}

/// Returns whether 0xff and this byte begin a segment or end the picture: not a stuffed zero, restart or fill byte
/// (B.1.1.2).
const fn is_segment(second: u8) -> bool {
    !matches!(second, 0 | 0xd0..=0xd7 | 0xff)
}

/// Returns whether the marker is `SOF0` to `SOF15`, without the three others in this range (table B.1).
const fn is_frame_header(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

/// Returns a PNG (third edition, section 5) with its critical chunks and transparency only. `None` if it ends early.
pub(super) fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let (signature, mut rest) = bytes.split_at_checked(8)?;
    let mut bare = signature.to_vec();
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?);
        let (chunk, tail) = rest.split_at_checked(usize::try_from(length).ok()?.checked_add(12)?)?;
        let name = &chunk[4..8];
        let is_critical = name[0].is_ascii_uppercase();
        if is_critical || name == b"tRNS" {
            bare.extend(chunk);
        }
        if name == b"IEND" {
            return Some(bare);
        }
        rest = tail;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const JPEG: &[u8] = include_bytes!("../tests/fixtures/stills/quarters.jpg");
    const PNG: &[u8] = include_bytes!("../tests/fixtures/stills/transparent.png");

    fn segment(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len() + 2).expect("short").to_be_bytes();
        [&[0xff, marker], &length[..], body].concat()
    }

    fn chunk(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        [&u32::try_from(body.len()).expect("short").to_be_bytes(), &name[..], body, &[0; 4]].concat()
    }

    #[test]
    fn a_bare_picture_stays_as_it_is() {
        let bare = jpeg(&jpeg(JPEG).expect("whole").bytes).expect("whole");
        assert_eq!(bare.bytes, jpeg(JPEG).expect("whole").bytes);
        assert!(!bare.is_for_print);
        assert_eq!(png(&png(PNG).expect("whole")), png(PNG));
    }

    #[test]
    fn a_jpeg_loses_what_is_not_its_pixels_and_keeps_what_tells_its_colours() {
        let adobe = segment(APP14, b"Adobe\0\x64\0\0\0\0\0");
        let thumbnail = segment(APP0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01SEE");
        let jfif = segment(APP0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
        let frame = segment(0xc0, &[8, 0, 1, 0, 1, 4]);
        let scan = segment(SOS, &[1]);
        let coded = [1, 0xff, 0, 0xff, 0xd3, 2];
        let secrets = [segment(0xe1, b"Exif\0\0here"), segment(0xed, b"who"), segment(COM, b"why")].concat();
        let whole =
            [&[0xff, SOI][..], &thumbnail, &secrets, &adobe, &[0xff], &frame, &scan, &coded, &secrets, &scan, &coded]
                .concat();
        let whole = [&whole[..], &[0xff, EOI], b"a film"].concat();
        let bare = jpeg(&whole).expect("whole");
        let expected = [&[0xff, SOI][..], &jfif, &adobe, &frame, &scan, &coded, &scan, &coded, &[0xff, EOI]].concat();
        assert_eq!(bare.bytes, expected);
        assert!(bare.is_for_print);
    }

    #[test]
    fn a_png_keeps_critical_chunks_and_transparency() {
        let (head, body) = PNG.split_at(8 + 25);
        let secrets = [chunk(b"eXIf", b"here"), chunk(b"tEXt", b"who"), chunk(b"iCCP", b"colours")].concat();
        let transparency = chunk(b"tRNS", &[0]);
        let bare = png(&[head, &transparency, body].concat()).expect("whole");
        assert_eq!(png(&[head, &secrets, &transparency, body, b"more"].concat()), Some(bare));
    }

    proptest! {
        #[test]
        fn what_is_cut_short_is_noticed(kept in any::<prop::sample::Index>()) {
            prop_assert!(jpeg(&JPEG[..kept.index(JPEG.len())]).is_none());
            prop_assert!(png(&PNG[..kept.index(PNG.len())]).is_none());
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            jpeg(&[&[0xff, SOI], &bytes[..]].concat());
            png(&bytes);
        }
    }
}
