//! The system's clipboard, as far as it holds pictures: files that were copied, else pixels.

use arboard::ImageData;
use dailies_core::host::Clipboard;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder, ImageError, ImageFormat};
use std::sync::{Mutex, PoisonError};

/// Why it could not be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ClipboardError {
    /// The system did not give it.
    #[error("the clipboard: {0}")]
    System(#[from] arboard::Error),
    /// The pixels are none.
    #[error("the picture of the clipboard: {0}")]
    Pixels(#[from] ImageError),
}

/// Reads it; waits for the program that the content comes from. Files first: file managers give their icons as pixels.
pub(crate) fn read() -> Result<Clipboard, ClipboardError> {
    let mut clipboard = arboard::Clipboard::new()?;
    // A program that answers oddly when it is asked for files may hold pixels all the same.
    let files = clipboard.get().file_list().unwrap_or_default();
    if !files.is_empty() {
        return Ok(Clipboard::Files(files));
    }
    match there(clipboard.get().image())? {
        Some(pixels) => Ok(Clipboard::Png(png(&pixels)?)),
        None => Ok(Clipboard::Nothing),
    }
}

/// Puts a picture there, given as PNG, for as long as this program runs.
pub(crate) fn write(png: &[u8]) -> Result<(), ClipboardError> {
    let pixels = image::load_from_memory_with_format(png, ImageFormat::Png)?.into_rgba8();
    let (width, height) = pixels.dimensions();
    let image = ImageData { width: width as usize, height: height as usize, bytes: pixels.into_raw().into() };
    Ok(held(|clipboard| clipboard.set_image(image))?)
}

/// On Linux what was copied is gone with the clipboard that it was given to: this one stays.
fn held<T>(work: impl FnOnce(&mut arboard::Clipboard) -> Result<T, arboard::Error>) -> Result<T, arboard::Error> {
    static CLIPBOARD: Mutex<Option<arboard::Clipboard>> = Mutex::new(None);
    let mut clipboard = CLIPBOARD.lock().unwrap_or_else(PoisonError::into_inner);
    match &mut *clipboard {
        Some(clipboard) => work(clipboard),
        none => work(none.insert(arboard::Clipboard::new()?)),
    }
}

/// `None` for something else than what was asked for.
fn there<T>(content: Result<T, arboard::Error>) -> Result<Option<T>, arboard::Error> {
    match content {
        Ok(content) => Ok(Some(content)),
        Err(arboard::Error::ContentNotAvailable) => Ok(None),
        Err(error) => Err(error),
    }
}

fn png(pixels: &ImageData<'_>) -> Result<Vec<u8>, ImageError> {
    let mut png = Vec::new();
    let edge = |edge: usize| u32::try_from(edge).unwrap_or(u32::MAX);
    let (width, height) = (edge(pixels.width), edge(pixels.height));
    PngEncoder::new(&mut png).write_image(&pixels.bytes, width, height, ExtendedColorType::Rgba8)?;
    Ok(png)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_become_a_png_of_their_size() {
        let pixels = ImageData { width: 2, height: 1, bytes: vec![255, 0, 0, 255, 0, 0, 255, 0].into() };
        let image = image::load_from_memory(&png(&pixels).unwrap()).unwrap().into_rgba8();
        assert_eq!((image.dimensions(), image.into_raw()), ((2, 1), pixels.bytes.to_vec()));
    }

    #[test]
    fn what_is_not_there_is_no_error() {
        assert!(there::<()>(Err(arboard::Error::ContentNotAvailable)).unwrap().is_none());
        assert!(there::<()>(Err(arboard::Error::ClipboardOccupied)).is_err());
    }
}
