//! Reads the body of a response and decodes its content encoding.

use std::{error::Error as _, io, time::Duration};

use bytes::Bytes;
use reqwest::Response;
use tokio::time::timeout;

use super::{FetchError, UnsafeAddress};
use crate::content_encoding::Decoder;

/// A response body that is being received.
pub(super) struct Body {
    response: Response,
    decoder: Decoder,
    is_over: bool,
    /// The longest time without data.
    stall: Duration,
}

impl Body {
    /// Returns the body of a response. An unknown content encoding is left undecoded; the result is then not recognised
    /// as a media file. The caller limits the size.
    pub(super) fn of(response: Response, stall: Duration) -> Self {
        let decoder = Decoder::new(response.headers(), usize::MAX);
        Self { response, decoder, is_over: false, stall }
    }

    /// Returns the next bytes of the file; `None` at its end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, FetchError> {
        while !self.is_over {
            let received = timeout(self.stall, self.response.chunk()).await.map_err(|_| FetchError::Network)?;
            let mut bytes = Vec::new();
            let decoded = match received.map_err(|error| network(&error))? {
                Some(piece) if self.decoder.names_none() => return Ok(Some(piece)),
                Some(piece) => self.decoder.push(&piece, &mut bytes),
                None => {
                    self.is_over = true;
                    self.decoder.finish(&mut bytes)
                }
            };
            decoded.map_err(|error| broken(&error))?;
            if !bytes.is_empty() {
                return Ok(Some(bytes.into()));
            }
        }
        Ok(None)
    }

    /// Receives until there are at least `least` bytes or the file ends.
    pub(super) async fn receive_until(&mut self, bytes: &mut Vec<u8>, least: usize) -> Result<(), FetchError> {
        while bytes.len() < least {
            match self.chunk().await? {
                Some(chunk) => bytes.extend_from_slice(&chunk),
                None => break,
            }
        }
        Ok(())
    }
}

/// Maps a decoding error: the body was cut off, or it is a decompression bomb.
fn broken(error: &io::Error) -> FetchError {
    match error.kind() {
        io::ErrorKind::FileTooLarge => FetchError::TooLarge,
        _ => FetchError::Network,
    }
}

/// Maps an error of the HTTP client. The address check reports through the client, which resolves names.
pub(super) fn network(error: &reqwest::Error) -> FetchError {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(reason) = error.downcast_ref::<UnsafeAddress>() {
            return (*reason).into();
        }
        cause = error.source();
    }
    FetchError::Network
}
