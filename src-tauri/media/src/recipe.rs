//! The recipe inside a film: a `uuid` box (ISO/IEC 14496-12 §4.2) at the end of the file, so that no offset and no byte
//! of the film changes. Its text can be read by anybody. A recipe that is read comes from strangers, so its size is
//! limited.
//!
//! Runs in the program itself, not in the child: it reads box headers and this one box, and decodes no picture.

mod bundle;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

pub use bundle::{BundledPicture, MOST_PICTURE_BYTES, MOST_PICTURES, RecipeBundle};

use super::boxes::{FoundBox, box_at, boxes_in};
use dailies_model::{Container, Timestamp};

/// The random UUID of the recipe box. Must never change.
const KIND: [u8; 16] = [0x8b, 0x5c, 0x1d, 0x92, 0x47, 0xe3, 0x4f, 0x0a, 0xb6, 0x31, 0xd8, 0x0e, 0x6a, 0x29, 0xc4, 0x75];
/// Maximum size of the box, in bytes.
const MOST_BOX_BYTES: u64 = 64 << 20;
/// Seconds from 1904, the epoch of ISO base media, to 1970.
const SECONDS_BEFORE_1970: i64 = 2_082_844_800;
/// Earlier dates come from a clock that was never set: no such films existed before 1990.
const EARLIEST: Timestamp = Timestamp(631_152_000_000);

/// A file that may contain a recipe.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RecipeCarrier {
    /// The recipe in it.
    pub parcel: Option<RecipeBundle>,
    /// Size of the film itself, in bytes, without a recipe box at its end.
    pub film_bytes: u64,
    /// Creation time in the film's header; `None` if it is missing or before 1990.
    pub made_at: Option<Timestamp>,
    /// Whether a recipe can be appended: it is MP4 or MOV, and its last box has a size.
    pub can_carry: bool,
}

impl RecipeCarrier {
    /// Reads a file of any kind.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn open(file: &Path) -> io::Result<Self> {
        let file = File::open(file)?;
        let length = file.metadata()?.len();
        Self::of(&file, length)
    }

    /// Reads the first `length` bytes of an open file of any kind.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn of(file: &File, length: u64) -> io::Result<Self> {
        let mut reader = BufReader::new(file);
        reader.rewind()?;
        Self::read(&mut reader, length)
    }

    fn read(reader: &mut (impl Read + Seek), length: u64) -> io::Result<Self> {
        let mut head = Vec::new();
        reader.by_ref().take(Container::HEAD as u64).read_to_end(&mut head)?;
        let nothing = Self { film_bytes: length, ..Self::default() };
        if !matches!(Container::of(&head), Some(Container::Mp4 | Container::Mov)) {
            return Ok(nothing);
        }
        let boxes = boxes_in(reader, 0..length)?;
        let last = boxes.last().filter(|last| last.end() == length);
        let parcel = last.map(|last| parcel(reader, last)).transpose()?.flatten();
        let film_bytes = last.filter(|_| parcel.is_some()).map_or(length, |ours| ours.start);
        Ok(Self {
            parcel,
            film_bytes,
            made_at: made_at(reader, &boxes, length)?,
            can_carry: last.is_some_and(|last| !last.is_open),
        })
    }
}

/// Returns the recipe box; `None` if it would be too long.
pub(super) fn boxed(body: &[u8]) -> Option<Vec<u8>> {
    let size = 8 + KIND.len() + body.len();
    let said = u32::try_from(size).ok().filter(|said| u64::from(*said) <= MOST_BOX_BYTES)?;
    Some([&said.to_be_bytes()[..], b"uuid", &KIND, body].concat())
}

/// Returns the recipe in a box; `None` if it is another box or invalid.
fn parcel(reader: &mut (impl Read + Seek), found: &FoundBox) -> io::Result<Option<RecipeBundle>> {
    if found.kind != *b"uuid" || found.is_open || found.size > MOST_BOX_BYTES {
        return Ok(None);
    }
    let body = read(reader, found.body().start, found.size - found.header)?;
    Ok(body.strip_prefix(&KIND).and_then(RecipeBundle::from_body))
}

/// Returns the creation time in the movie header (§8.2.2).
fn made_at(reader: &mut (impl Read + Seek), boxes: &[FoundBox], length: u64) -> io::Result<Option<Timestamp>> {
    let Some(moov) = boxes.iter().find(|found| &found.kind == b"moov") else { return Ok(None) };
    let end = moov.end().min(length);
    let mut at = moov.body().start;
    // It is usually the first box; no film has more than these before it.
    for _ in 0..64 {
        let Some(found) = box_at(reader, at, end)? else { return Ok(None) };
        if &found.kind == b"mvhd" {
            let bytes = found.body().end.min(end).saturating_sub(found.body().start).min(12);
            return Ok(date(&read(reader, found.body().start, bytes)?));
        }
        at = found.end();
    }
    Ok(None)
}

/// Reads four or eight bytes, by the version, after version and flags.
fn date(header: &[u8]) -> Option<Timestamp> {
    let seconds = match header {
        [1, _, _, _, seconds @ ..] => i64::try_from(u64::from_be_bytes(*seconds.first_chunk()?)).ok()?,
        [0, _, _, _, seconds @ ..] => u32::from_be_bytes(*seconds.first_chunk()?).into(),
        _ => return None,
    };
    let ms = seconds.checked_sub(SECONDS_BEFORE_1970)?.checked_mul(1000)?;
    Some(Timestamp(ms)).filter(|made_at| *made_at >= EARLIEST)
}

fn read(reader: &mut (impl Read + Seek), at: u64, bytes: u64) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    reader.seek(SeekFrom::Start(at))?;
    reader.take(bytes).read_to_end(&mut read)?;
    Ok(read)
}

#[cfg(test)]
mod tests;
