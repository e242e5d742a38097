//! Content codings of answers (RFC 9110 section 8.4). Dailies asks for none (`identity`), but some gateways compress
//! whatever was asked for. What comes is decoded as it comes, up to a limit: a small answer can be made to grow without end.

use std::io::{self, Write};

use brotli_decompressor::DecompressorWriter;
use flate2::write::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use reqwest::header::{CONTENT_ENCODING, HeaderMap};

/// More codings on each other than this is no answer.
const MOST_CODINGS: usize = 3;
/// How much is needed to see whether a coding is the one that the header names, in bytes.
const SEEN: usize = 2;
const BROTLI_BUFFER: usize = 16 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
}

/// Decodes an answer piece by piece.
pub(super) struct Decoder {
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
    /// For an answer with these headers, of which at most `limit` bytes are wanted.
    pub(super) fn new(headers: &HeaderMap, limit: usize) -> Self {
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

    /// What this piece makes readable. What cannot be decoded is left out, as if the answer had ended there.
    pub(super) fn push(&mut self, piece: &[u8]) -> Vec<u8> {
        if self.stages.is_some() {
            return self.decode(piece);
        }
        self.begun.extend_from_slice(piece);
        if self.begun.len() < SEEN { Vec::new() } else { self.begin() }
    }

    /// The rest, when nothing more comes.
    pub(super) fn finish(&mut self) -> Vec<u8> {
        let mut rest = if self.stages.is_none() { self.begin() } else { Vec::new() };
        let mut carried = Vec::new();
        for stage in self.stages.iter_mut().flatten() {
            stage.push(&carried);
            stage.end();
            carried = stage.take();
        }
        rest.extend(carried);
        rest
    }

    fn begin(&mut self) -> Vec<u8> {
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
        self.decode(&begun)
    }

    fn decode(&mut self, piece: &[u8]) -> Vec<u8> {
        let mut carried = piece.to_vec();
        for stage in self.stages.iter_mut().flatten() {
            stage.push(&carried);
            carried = stage.take();
        }
        carried
    }
}

impl Stage {
    /// For a coding that a header names and that begins so: some gateways name one and use none.
    fn of(coding: Coding, begun: &[u8], to: Bounded) -> Self {
        let is_plain = matches!(begun.first(), Some(b'{' | b'[' | b'<'));
        match coding {
            Coding::Gzip if begun.starts_with(&[0x1f, 0x8b]) => Self::Gzip(Box::new(MultiGzDecoder::new(to))),
            Coding::Deflate if is_zlib(begun) => Self::Zlib(ZlibDecoder::new(to)),
            Coding::Deflate if !is_plain => Self::Deflate(DeflateDecoder::new(to)),
            Coding::Brotli if !begun.starts_with(b"{\"") => {
                Self::Brotli(Box::new(DecompressorWriter::new(to, BROTLI_BUFFER)))
            }
            _ => Self::Plain(to),
        }
    }

    fn push(&mut self, piece: &[u8]) {
        let done = match self {
            Self::Plain(to) => to.write_all(piece),
            Self::Gzip(to) => to.write_all(piece).and_then(|()| to.flush()),
            Self::Zlib(to) => to.write_all(piece).and_then(|()| to.flush()),
            Self::Deflate(to) => to.write_all(piece).and_then(|()| to.flush()),
            Self::Brotli(to) => to.write_all(piece).and_then(|()| to.flush()),
        };
        // What was decoded until then stays; the reader of an answer sees that it is not whole.
        if let Err(error) = done {
            tracing::debug!(%error, "an answer is not in the coding that it says");
        }
    }

    fn end(&mut self) {
        let _ = match self {
            Self::Plain(_) => Ok(()),
            Self::Gzip(to) => to.try_finish(),
            Self::Zlib(to) => to.try_finish(),
            Self::Deflate(to) => to.try_finish(),
            Self::Brotli(to) => to.flush(),
        };
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
        let taken = piece.len().min(self.left);
        if taken == 0 && !piece.is_empty() {
            return Err(io::Error::other("the answer is too large"));
        }
        self.bytes.extend_from_slice(&piece[..taken]);
        self.left -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
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
mod tests {
    use flate2::{
        Compression,
        write::{DeflateEncoder, GzEncoder, ZlibEncoder},
    };
    use proptest::prelude::*;

    use super::*;

    const TEXT: &[u8] = br#"{"task_id":"t1","status":"SUCCESS"}"#;
    /// `TEXT` in brotli.
    const BROTLI: &[u8] = include_bytes!("answer.json.br");

    fn gzip(text: &[u8]) -> Vec<u8> {
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

    fn decoded(coding: &str, body: &[u8], size: usize, limit: usize) -> Vec<u8> {
        let headers = HeaderMap::from_iter([(CONTENT_ENCODING, coding.parse().unwrap())]);
        let mut decoder = Decoder::new(&headers, limit);
        let mut whole: Vec<u8> = body.chunks(size).flat_map(|piece| decoder.push(piece)).collect();
        whole.extend(decoder.finish());
        whole
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
                assert_eq!(decoded(coding, &body, size, 1000), TEXT, "{coding} in {size}");
            }
        }
    }

    #[test]
    fn what_ends_early_is_read_as_far_as_it_goes() {
        let long = TEXT.repeat(10_000);
        let body = gzip(&long);
        let got = decoded("gzip", &body[..body.len() / 2], 100, 1 << 20);
        assert!(!got.is_empty() && got.len() < long.len() && long.starts_with(&got));
    }

    #[test]
    fn an_answer_cannot_grow_beyond_the_limit() {
        let body = gzip(&vec![b'a'; 64 << 20]);
        assert!(body.len() < 100_000);
        assert_eq!(decoded("gzip", &body, 4096, 1 << 20).len(), 1 << 20);
        assert_eq!(decoded("gzip, gzip", &gzip(&body), 4096, 1 << 20).len(), 1 << 20);
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(body in prop::collection::vec(any::<u8>(), 0..64), size in 1..9_usize) {
            for coding in ["gzip", "deflate", "br", "gzip, br", "zstd", ""] {
                prop_assert!(decoded(coding, &body, size, 1000).len() <= 1000);
            }
        }
    }
}
