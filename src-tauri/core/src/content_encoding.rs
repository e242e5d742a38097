//! Content codings of HTTP bodies (RFC 9110 section 8.4). Dailies asks for none (`identity`), but some gateways compress
//! whatever was asked for, and some name a coding that they did not apply. A body is decoded piece by piece as it comes in, up
//! to a limit: a small one can be made to grow without end. Receives nothing itself.

use std::io::{self, Write};

use brotli_decompressor::DecompressorWriter;
use flate2::write::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use reqwest::header::{CONTENT_ENCODING, HeaderMap};

/// More codings on each other than this is no body.
const MOST_CODINGS: usize = 3;
/// Bytes that one piece may become. A piece is what one read of a connection brings: nothing honest grows so much.
const MOST_AT_ONCE: usize = 32 << 20;
/// How much is needed to see whether a coding is the one that the header names, in bytes.
const SEEN: usize = 8;
const BROTLI_BUFFER: usize = 16 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
}

/// Decodes a body piece by piece.
pub(crate) struct Decoder {
    codings: Vec<Coding>,
    limit: usize,
    /// The beginning, before it is known what it is.
    begun: Vec<u8>,
    stages: Option<Vec<Stage>>,
}

enum Stage {
    Plain(Bounded),
    Gzip(Box<MultiGzDecoder<Bounded>>),
    Zlib(ZlibDecoder<Bounded>),
    Deflate(DeflateDecoder<Bounded>),
    Brotli(Box<DecompressorWriter<Bounded>>),
}

/// What was decoded and not yet taken, up to a limit in all.
struct Bounded {
    bytes: Vec<u8>,
    left: usize,
}

impl Decoder {
    /// For a body with these headers, of which at most `limit` bytes are wanted.
    pub(crate) fn new(headers: &HeaderMap, limit: usize) -> Self {
        let named = headers.get_all(CONTENT_ENCODING).into_iter().filter_map(|value| value.to_str().ok());
        let codings = named.flat_map(|value| value.split(',')).filter_map(|name| {
            match name.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => Some(Coding::Gzip),
                "deflate" => Some(Coding::Deflate),
                "br" => Some(Coding::Brotli),
                _ => None,
            }
        });
        // The last that was applied is the first to be undone.
        let mut codings: Vec<_> = codings.take(MOST_CODINGS).collect();
        codings.reverse();
        Self { codings, limit, begun: Vec::new(), stages: None }
    }

    /// Whether the headers name no coding that is known here.
    pub(crate) const fn names_none(&self) -> bool {
        self.codings.is_empty()
    }

    /// Appends what this piece makes readable to `to`.
    ///
    /// # Errors
    /// `FileTooLarge` beyond the limit; others for what is not so encoded. What was readable before is appended all the same.
    pub(crate) fn push(&mut self, piece: &[u8], to: &mut Vec<u8>) -> io::Result<()> {
        if self.stages.is_some() {
            return self.decode(piece, to);
        }
        self.begun.extend_from_slice(piece);
        if self.begun.len() < SEEN { Ok(()) } else { self.begin(to) }
    }

    /// Appends the rest to `to`, when nothing more comes.
    ///
    /// # Errors
    /// As [`push`](Self::push), and when the body was not over for a decoder.
    pub(crate) fn finish(&mut self, to: &mut Vec<u8>) -> io::Result<()> {
        let mut done = if self.stages.is_none() { self.begin(to) } else { Ok(()) };
        let mut carried = Vec::new();
        for stage in self.stages.iter_mut().flatten() {
            done = done.and(stage.push(&carried)).and(stage.end());
            carried = stage.take();
        }
        to.append(&mut carried);
        done
    }

    fn begin(&mut self, to: &mut Vec<u8>) -> io::Result<()> {
        let begun = std::mem::take(&mut self.begun);
        let mut codings = self.codings.clone();
        if codings.is_empty() && begun.starts_with(&[0x1f, 0x8b]) {
            codings.push(Coding::Gzip);
        }
        let limit = self.limit;
        let stage = |(at, coding): (usize, &Coding)| {
            let bounded = Bounded { bytes: Vec::new(), left: limit };
            // Only the outermost coding can be seen before it is decoded.
            if at == 0 { Stage::of(*coding, &begun, bounded) } else { Stage::of(*coding, &[0x1f, 0x8b], bounded) }
        };
        self.stages = Some(codings.iter().enumerate().map(stage).collect());
        self.decode(&begun, to)
    }

    fn decode(&mut self, piece: &[u8], to: &mut Vec<u8>) -> io::Result<()> {
        let (mut carried, mut done) = (piece.to_vec(), Ok(()));
        for stage in self.stages.iter_mut().flatten() {
            done = done.and(stage.push(&carried));
            carried = stage.take();
        }
        to.append(&mut carried);
        done
    }
}

impl Stage {
    /// For a coding that a header names and that begins so: some gateways name one and use none.
    fn of(coding: Coding, begun: &[u8], to: Bounded) -> Self {
        match coding {
            Coding::Gzip if begun.starts_with(&[0x1f, 0x8b]) => Self::Gzip(Box::new(MultiGzDecoder::new(to))),
            Coding::Deflate if is_zlib(begun) => Self::Zlib(ZlibDecoder::new(to)),
            Coding::Deflate if !is_plain(begun) => Self::Deflate(DeflateDecoder::new(to)),
            Coding::Brotli if !is_plain(begun) => Self::Brotli(Box::new(DecompressorWriter::new(to, BROTLI_BUFFER))),
            _ => Self::Plain(to),
        }
    }

    fn push(&mut self, piece: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(to) => to.write_all(piece),
            Self::Gzip(to) => to.write_all(piece).and_then(|()| to.flush()),
            Self::Zlib(to) => to.write_all(piece).and_then(|()| to.flush()),
            Self::Deflate(to) => to.write_all(piece).and_then(|()| to.flush()),
            Self::Brotli(to) => to.write_all(piece).and_then(|()| to.flush()),
        }
    }

    fn end(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(_) => Ok(()),
            Self::Gzip(to) => to.try_finish(),
            Self::Zlib(to) => to.try_finish(),
            Self::Deflate(to) => to.try_finish(),
            Self::Brotli(to) => to.close(),
        }
    }

    fn take(&mut self) -> Vec<u8> {
        let bounded = match self {
            Self::Plain(to) => to,
            Self::Gzip(to) => to.get_mut(),
            Self::Zlib(to) => to.get_mut(),
            Self::Deflate(to) => to.get_mut(),
            Self::Brotli(to) => to.get_mut(),
        };
        std::mem::take(&mut bounded.bytes)
    }
}

impl Write for Bounded {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let room = self.left.min(MOST_AT_ONCE - self.bytes.len());
        let taken = piece.len().min(room);
        if taken == 0 && !piece.is_empty() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(&piece[..taken]);
        self.left -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether a body begins as JSON, a page, an event stream, a film or a picture does. Raw DEFLATE and Brotli have no mark of
/// their own.
fn is_plain(begun: &[u8]) -> bool {
    match begun {
        [_, _, _, _, b'f', b't', b'y', b'p', ..] | [0x1a, 0x45, 0xdf, 0xa3, ..] => true,
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'R', b'I', b'F', b'F', ..] => true,
        [b'd', b'a', b't', b'a', b':', ..] | [b'<', b'!' | b'?' | b'a'..=b'z', ..] => true,
        [b'{' | b'[', next, ..] => next.is_ascii_whitespace() || matches!(next, b'"' | b'{' | b'[' | b'}' | b']'),
        _ => false,
    }
}

/// A header of RFC 1950. Some write bare DEFLATE (RFC 1951) under that name.
fn is_zlib(begun: &[u8]) -> bool {
    match begun {
        [method, flags, ..] => method & 0x0f == 8 && (u16::from(*method) * 256 + u16::from(*flags)).is_multiple_of(31),
        _ => false,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use flate2::{
        Compression,
        write::{DeflateEncoder, GzEncoder, ZlibEncoder},
    };
    use proptest::prelude::*;
    use reqwest::header::HeaderValue;

    use super::*;

    const TEXT: &[u8] = br#"{"task_id":"t1","status":"SUCCESS"}"#;
    /// `TEXT` in brotli.
    const BROTLI: &[u8] = include_bytes!("answer.json.br");

    pub(crate) fn gzip(text: &[u8]) -> Vec<u8> {
        let mut to = GzEncoder::new(Vec::new(), Compression::default());
        to.write_all(text).unwrap();
        to.finish().unwrap()
    }

    fn zlib(text: &[u8]) -> Vec<u8> {
        let mut to = ZlibEncoder::new(Vec::new(), Compression::default());
        to.write_all(text).unwrap();
        to.finish().unwrap()
    }

    fn deflate(text: &[u8]) -> Vec<u8> {
        let mut to = DeflateEncoder::new(Vec::new(), Compression::default());
        to.write_all(text).unwrap();
        to.finish().unwrap()
    }

    /// What was readable, and whether that was all.
    fn decode(coding: &str, body: &[u8], size: usize, limit: usize) -> (Vec<u8>, io::Result<()>) {
        let headers = HeaderMap::from_iter([(CONTENT_ENCODING, coding.parse().unwrap())]);
        let (mut decoder, mut whole) = (Decoder::new(&headers, limit), Vec::new());
        let mut done = Ok(());
        for piece in body.chunks(size) {
            done = done.and(decoder.push(piece, &mut whole));
        }
        let done = done.and(decoder.finish(&mut whole));
        (whole, done)
    }

    #[test]
    fn every_coding_is_decoded_in_pieces_of_any_size() {
        for (coding, body) in [
            ("identity", TEXT.to_vec()),
            ("gzip", gzip(TEXT)),
            ("x-gzip", gzip(TEXT)),
            ("GZIP", gzip(TEXT)),
            ("deflate", zlib(TEXT)),
            ("deflate", deflate(TEXT)),
            ("br", BROTLI.to_vec()),
            ("gzip, gzip", gzip(&gzip(TEXT))),
            ("br, gzip", gzip(BROTLI)),
            // The header is wrong, or there is none.
            ("gzip", TEXT.to_vec()),
            ("deflate", TEXT.to_vec()),
            ("br", TEXT.to_vec()),
            ("", gzip(TEXT)),
        ] {
            for size in [1, 2, 7, 1000] {
                let (whole, done) = decode(coding, &body, size, 1000);
                assert!(whole == TEXT && done.is_ok(), "{coding} in {size}: {done:?}");
            }
        }
    }

    #[test]
    fn what_ends_early_is_read_as_far_as_it_goes() {
        let long = TEXT.repeat(10_000);
        let body = gzip(&long);
        let (got, done) = decode("gzip", &body[..body.len() / 2], 100, 1 << 20);
        assert!(!got.is_empty() && got.len() < long.len() && long.starts_with(&got));
        assert!(done.is_err());
        for (coding, body) in [("deflate", zlib(&long)), ("deflate", deflate(&long)), ("br", BROTLI.to_vec())] {
            assert!(decode(coding, &body[..body.len() / 2], 100, 1 << 20).1.is_err(), "{coding}");
        }
    }

    #[test]
    fn an_answer_cannot_grow_beyond_the_limit() {
        let body = gzip(&vec![b'a'; 64 << 20]);
        assert!(body.len() < 100_000);
        for (coding, body) in [("gzip", &body), ("gzip, gzip", &gzip(&body))] {
            let (got, done) = decode(coding, body, 4096, 1 << 20);
            assert_eq!((got.len(), done.map_err(|error| error.kind())), (1 << 20, Err(io::ErrorKind::FileTooLarge)));
        }
    }

    #[test]
    fn one_piece_cannot_grow_out_of_all_proportion() {
        let body = gzip(&vec![0; MOST_AT_ONCE + 1]);
        let headers = HeaderMap::from_iter([(CONTENT_ENCODING, HeaderValue::from_static("gzip"))]);
        let mut got = Vec::new();
        let done = Decoder::new(&headers, usize::MAX).push(&body, &mut got);
        assert!(got.len() <= MOST_AT_ONCE);
        assert_eq!(done.map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(body in prop::collection::vec(any::<u8>(), 0..64), size in 1..9_usize) {
            for coding in ["gzip", "deflate", "br", "gzip, br", "zstd", ""] {
                prop_assert!(decode(coding, &body, size, 1000).0.len() <= 1000);
            }
        }
    }
}
