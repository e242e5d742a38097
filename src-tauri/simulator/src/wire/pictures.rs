//! Pictures in a submit: a URL, a `data:` URL, or bare base64 (contract, `Generation.images`); and what a file part holds.

use super::ApiError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, ImageReader};
use std::io::Cursor;

/// The most that one picture may weigh (reference, section 5).
const LIMIT: usize = 20 << 20;

/// One picture of a list.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Picture<'a> {
    Url,
    /// Base64 without its `data:` prefix.
    Data(&'a str),
}

/// Whether `text` is an absolute http(s) URL.
pub(crate) fn is_url(text: &str) -> bool {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    host.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace))
}

/// Reads one entry of the picture list `name`.
pub(crate) fn picture<'a>(name: &str, text: &'a str) -> Result<Picture<'a>, ApiError> {
    if is_url(text) {
        return Ok(Picture::Url);
    }
    let data = match text.strip_prefix("data:image/") {
        Some(rest) => rest.split_once(";base64,").map_or("", |(_, data)| data),
        None => text,
    };
    let bytes = STANDARD.decode(data).map_err(|_| wrong(name))?;
    check(name, &bytes).map(|()| Picture::Data(data))
}

/// Whether `bytes` are a picture of a kind and size that the relay takes.
pub(crate) fn check(name: &str, bytes: &[u8]) -> Result<(), ApiError> {
    match image::guess_format(bytes) {
        Ok(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif) if bytes.len() > LIMIT => {
            Err(ApiError::picture_too_large(name))
        }
        Ok(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif) => Ok(()),
        _ => Err(wrong(name)),
    }
}

/// Width and height in pixels, from the picture's head.
pub(crate) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?.into_dimensions().ok()
}

fn wrong(name: &str) -> ApiError {
    let must = "must hold http(s) URLs, or pictures (PNG, JPEG, WebP, GIF) in base64";
    ApiError::field(name, must, "必须是 http(s) 链接或 base64 图片（PNG、JPEG、WebP、GIF）")
}
