//! The container format of a film, still or sound, detected from its first bytes. The only list of signatures.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Medium;

/// A file format that a clip can have. Its name in text, in JSON and on disk is its file extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Container {
    /// ISO base media (ISO/IEC 14496-12) of any brand without a variant of its own here.
    Mp4,
    /// QuickTime: ISO base media with the brand `qt`.
    Mov,
    /// Matroska with the document type `webm`.
    Webm,
    /// Matroska with any other document type (RFC 9559).
    Mkv,
    /// PNG, APNG included.
    Png,
    /// JPEG.
    Jpg,
    /// WebP, animated or not.
    Webp,
    /// GIF, animated or not.
    Gif,
    /// MPEG audio layer III, with or without an ID3 tag before it.
    Mp3,
    /// RIFF or RF64 with `WAVE`.
    Wav,
    /// ISO base media of an audio-only brand.
    M4a,
    /// Ogg.
    Ogg,
    /// FLAC outside of Ogg.
    Flac,
    /// AAC in ADTS frames (ISO/IEC 14496-3 section 1.A.2).
    Aac,
}

impl Container {
    /// Number of bytes at the start of a file that are enough to detect its format.
    pub const HEAD: usize = 64;

    const ALL: [Self; 14] = [
        Self::Mp4,
        Self::Mov,
        Self::Webm,
        Self::Mkv,
        Self::Png,
        Self::Jpg,
        Self::Webp,
        Self::Gif,
        Self::Mp3,
        Self::Wav,
        Self::M4a,
        Self::Ogg,
        Self::Flac,
        Self::Aac,
    ];

    /// Detects the format from the first [`Container::HEAD`] bytes of a file; `None` if it is unknown.
    pub fn of(head: &[u8]) -> Option<Self> {
        let head = &head[..head.len().min(Self::HEAD)];
        match head {
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => of_brand(brand),
            [0x1a, 0x45, 0xdf, 0xa3, rest @ ..] => {
                let is_webm = rest.windows(4).any(|bytes| bytes == b"webm");
                Some(if is_webm { Self::Webm } else { Self::Mkv })
            }
            // QuickTime before it had a file type (QuickTime File Format, "Overview of the File Format").
            [0..=0x1f, _, _, _, b'm', b'o', b'o', b'v', ..]
            | [0..=0x1f, _, _, _, b'm', b'd', b'a', b't', ..]
            | [0, 0, 0, 8, b'w', b'i', b'd', b'e', ..] => Some(Self::Mov),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Self::Webp),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..]
            | [b'R', b'F', b'6', b'4', _, _, _, _, b'W', b'A', b'V', b'E', ..] => Some(Self::Wav),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Self::Png),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpg),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'O', b'g', b'g', b'S', 0, ..] => Some(Self::Ogg),
            [b'f', b'L', b'a', b'C', ..] => Some(Self::Flac),
            // A version number follows the letters, so this cannot be plain text.
            [b'I', b'D', b'3', 2..=4, ..] => Some(Self::Mp3),
            [0xff, second, third, ..] => of_frame(*second, *third),
            _ => None,
        }
    }

    /// Returns the kind of clip that this format holds.
    pub const fn medium(self) -> Medium {
        match self {
            Self::Mp4 | Self::Mov | Self::Webm | Self::Mkv => Medium::Film,
            Self::Png | Self::Jpg | Self::Webp | Self::Gif => Medium::Still,
            Self::Mp3 | Self::Wav | Self::M4a | Self::Ogg | Self::Flac | Self::Aac => Medium::Sound,
        }
    }

    /// Returns the media type, as registered with IANA where it is.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Mp4 => "video/mp4",
            Self::Mov => "video/quicktime",
            Self::Webm => "video/webm",
            Self::Mkv => "video/matroska",
            Self::Png => "image/png",
            Self::Jpg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Mp3 => "audio/mpeg",
            Self::Wav => "audio/wav",
            Self::M4a => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Flac => "audio/flac",
            Self::Aac => "audio/aac",
        }
    }

    /// Returns the file extension, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Mp4 => "mp4",
            Self::Mov => "mov",
            Self::Webm => "webm",
            Self::Mkv => "mkv",
            Self::Png => "png",
            Self::Jpg => "jpg",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Mp3 => "mp3",
            Self::Wav => "wav",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Flac => "flac",
            Self::Aac => "aac",
        }
    }
}

impl fmt::Display for Container {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.extension())
    }
}

/// A text that names no known format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names no kind of film, still or sound")]
pub struct ContainerError;

impl FromStr for Container {
    type Err = ContainerError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|container| container.extension() == name).ok_or(ContainerError)
    }
}

/// Detects the format by major brand (ISO/IEC 14496-12 section 4.3). HEIF and AVIF hold pictures that cannot be decoded
/// here.
fn of_brand(brand: &[u8]) -> Option<Container> {
    match brand.get(..4) {
        Some(b"qt  ") => Some(Container::Mov),
        Some(b"M4A " | b"M4B " | b"M4P " | b"F4A " | b"F4B ") => Some(Container::M4a),
        Some(b"avif" | b"avis" | b"mif1" | b"msf1" | b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx") => None,
        _ => Some(Container::Mp4),
    }
}

/// Detects the format by the second and third byte of an MPEG audio frame, whose first is 0xff (ISO/IEC 11172-3 section
/// 2.4.1.3): eleven sync bits, version, layer, protection, bit rate and sample rate. Frames with layer 0 are ADTS.
fn of_frame(second: u8, third: u8) -> Option<Container> {
    let (version, layer) = (second >> 3 & 0b11, second >> 1 & 0b11);
    let is_mp3 = second >= 0xe0 && version != 0b01 && layer == 0b01;
    let is_adts = second >= 0xf0 && layer == 0b00;
    match () {
        () if is_mp3 && third >> 4 != 0b1111 && third >> 2 & 0b11 != 0b11 => Some(Container::Mp3),
        // Thirteen of the sixteen sample rate codes are assigned.
        () if is_adts && third >> 2 & 0b1111 < 13 => Some(Container::Aac),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_film_is_known_by_its_first_bytes() {
        for (head, container) in [
            (&b"\0\0\0\x20ftypisom"[..], Container::Mp4),
            (b"\0\0\0\x14ftypqt  ", Container::Mov),
            (b"\0\0\x0a\x0cmoov\0\0\0\x6cmvhd", Container::Mov),
            (b"\0\0\0\x08wide\0\x12\x34\x56mdat", Container::Mov),
            (b"\0\x12\x34\x56mdat", Container::Mov),
            (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", Container::Webm),
            (b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska", Container::Mkv),
        ] {
            assert_eq!((Container::of(head), container.medium()), (Some(container), Medium::Film));
        }
    }

    #[test]
    fn a_still_is_known_by_its_first_bytes() {
        for (head, container) in [
            (&b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"[..], Container::Png),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Container::Jpg),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Container::Webp),
            (b"GIF89a", Container::Gif),
        ] {
            assert_eq!((Container::of(head), container.medium()), (Some(container), Medium::Still));
        }
    }

    #[test]
    fn a_sound_is_known_by_its_first_bytes() {
        for (head, container) in [
            (&b"ID3\x04\0\0\0\0\0\x23"[..], Container::Mp3),
            (b"\xff\xfb\x90\x64", Container::Mp3),
            (b"\xff\xf3\x48\xc4", Container::Mp3),
            (b"RIFF\x24\0\0\0WAVEfmt ", Container::Wav),
            (b"RF64\xff\xff\xff\xffWAVEds64", Container::Wav),
            (b"\0\0\0\x1cftypM4A \0\0\x02\0", Container::M4a),
            (b"OggS\0\x02", Container::Ogg),
            (b"fLaC\0\0\0\x22", Container::Flac),
            (b"\xff\xf1\x50\x80", Container::Aac),
        ] {
            assert_eq!((Container::of(head), container.medium()), (Some(container), Medium::Sound));
        }
    }

    #[test]
    fn what_is_none_of_these_is_nothing() {
        for head in [
            &b""[..],
            b"\0\0\0\x20fty",
            b"<!doctype html>",
            b"{\"error\":1}",
            b"ID3 tags are not offered",
            b"RIFF\x10\0\0\0AVI LIST",
            b"\0\0\0\x1cftypavif\0\0\0\0",
            b"\xff\xfe<\0h\0",
            b"\xff\xff\xff\xff",
            "\u{feff}{}".as_bytes(),
        ] {
            assert_eq!(Container::of(head), None, "{head:?}");
        }
    }

    #[test]
    fn a_name_is_the_extension_in_text_and_in_json() {
        for container in Container::ALL {
            assert_eq!(container.to_string().parse(), Ok(container));
            assert_eq!(serde_json::to_value(container).unwrap(), container.extension());
        }
        assert_eq!("exe".parse::<Container>(), Err(ContainerError));
    }

    proptest! {
        #[test]
        fn only_the_first_bytes_count(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let head = &bytes[..bytes.len().min(Container::HEAD)];
            prop_assert_eq!(Container::of(&bytes), Container::of(head));
        }

        #[test]
        fn text_is_nothing(text in "[ -~\n]{0,80}") {
            let is_named = ["RIFF", "RF64", "fLaC", "GIF8"].iter().any(|name| text.starts_with(name));
            prop_assume!(!is_named && text.get(4..8) != Some("ftyp"));
            prop_assert_eq!(Container::of(text.as_bytes()), None);
        }
    }
}
