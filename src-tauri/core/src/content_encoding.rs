//! Decodes HTTP bodies that come compressed although nobody asked for it (RFC 9110 §8.4): gzip, deflate and Brotli, piece by
//! piece as they come in. Receives nothing itself, and does not bound the whole: its caller counts what comes out.

use std::io::{self, Write};

use brotli_decompressor::DecompressorWriter;
use flate2::write::{MultiGzDecoder, ZlibDecoder};

/// Bytes that one piece may become. A piece is what one read of a connection brings: nothing honest grows so much.
const MOST_AT_ONCE: usize = 32 << 20;

/// The decoder of one body.
pub(crate) enum Decoder {
    /// It is not encoded.
    Identity,
    Gzip(MultiGzDecoder<Sink>),
    Deflate(ZlibDecoder<Sink>),
    Brotli(Box<DecompressorWriter<Sink>>),
}

impl Decoder {
    /// Returns the decoder for a `Content-Encoding`; `None` for one that is not known here.
    pub(crate) fn of(encoding: Option<&str>) -> Option<Self> {
        Some(match encoding.unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "" | "identity" => Self::Identity,
            "gzip" | "x-gzip" => Self::Gzip(MultiGzDecoder::new(Sink::default())),
            "deflate" => Self::Deflate(ZlibDecoder::new(Sink::default())),
            "br" => Self::Brotli(Box::new(DecompressorWriter::new(Sink::default(), 0))),
            _ => return None,
        })
    }

    /// Whether what goes in comes out.
    pub(crate) const fn is_identity(&self) -> bool {
        matches!(self, Self::Identity)
    }

    /// Returns what a piece of the body comes to.
    ///
    /// # Errors
    /// `InvalidData` for what is not so encoded, `FileTooLarge` for a piece that grows out of all proportion.
    pub(crate) fn decode(&mut self, piece: &[u8]) -> io::Result<Vec<u8>> {
        match self {
            Self::Identity => Ok(piece.to_vec()),
            Self::Gzip(decoder) => {
                decoder.write_all(piece).and_then(|()| decoder.flush()).map(|()| decoder.get_mut().take())
            }
            Self::Deflate(decoder) => {
                decoder.write_all(piece).and_then(|()| decoder.flush()).map(|()| decoder.get_mut().take())
            }
            Self::Brotli(decoder) => decoder.write_all(piece).map(|()| decoder.get_mut().take()),
        }
    }

    /// Returns what is left when the body is over.
    ///
    /// # Errors
    /// When it was not over for the decoder.
    pub(crate) fn finish(&mut self) -> io::Result<Vec<u8>> {
        match self {
            Self::Identity => Ok(Vec::new()),
            Self::Gzip(decoder) => decoder.try_finish().map(|()| decoder.get_mut().take()),
            Self::Deflate(decoder) => decoder.try_finish().map(|()| decoder.get_mut().take()),
            Self::Brotli(decoder) => decoder.close().map(|()| decoder.get_mut().take()),
        }
    }
}

/// What was decoded and not taken yet.
#[derive(Default)]
pub(crate) struct Sink(Vec<u8>);

impl Sink {
    fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_AT_ONCE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::path::Path;

    use flate2::{
        Compression,
        write::{GzEncoder, ZlibEncoder},
    };

    use super::*;

    pub(crate) fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn fixture(name: &str) -> Vec<u8> {
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../media/tests/fixtures").join(name)).unwrap()
    }

    fn decoded(encoding: &str, body: &[u8], piece: usize) -> io::Result<Vec<u8>> {
        let mut decoder = Decoder::of(Some(encoding)).unwrap();
        let mut bytes = Vec::new();
        for piece in body.chunks(piece) {
            bytes.extend(decoder.decode(piece)?);
        }
        bytes.extend(decoder.finish()?);
        Ok(bytes)
    }

    #[test]
    fn every_encoding_is_decoded_however_it_is_cut_into_pieces() {
        let plain = fixture("films/faststart.mp4");
        let bodies = [
            ("gzip", gzipped(&plain)),
            ("GZIP", gzipped(&plain)),
            ("deflate", deflated(&plain)),
            ("br", fixture("films/faststart.mp4.br")),
            ("identity", plain.clone()),
        ];
        for (encoding, body) in bodies {
            for piece in [1, 100, body.len()] {
                assert!(decoded(encoding, &body, piece).unwrap() == plain, "{encoding} {piece}");
            }
            if encoding != "identity" {
                assert!(decoded(encoding, &body[..body.len() / 2], 100).is_err(), "{encoding}");
                assert!(decoded(encoding, b"{\"plain\": true}", 100).is_err(), "{encoding}");
            }
        }
        assert!(Decoder::of(Some("aes128gcm")).is_none());
        assert!(Decoder::of(None).is_some_and(|decoder| decoder.is_identity()));
    }

    #[test]
    fn a_piece_that_grows_out_of_all_proportion_is_refused() {
        let bomb = gzipped(&vec![0; MOST_AT_ONCE + 1]);
        assert!(bomb.len() < MOST_AT_ONCE / 100);
        let error = decoded("gzip", &bomb, bomb.len()).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}
