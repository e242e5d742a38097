//! A recipe with its pictures as bytes. In a film: version, length of the text, text, and each picture with its length
//! before it, all numbers as four bytes, big-endian. Alternatively the text alone.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use dailies_model::{PictureId, Recipe};

const VERSION: u32 = 1;
/// Maximum size of the text, in bytes.
const MOST_TEXT_BYTES: usize = 1 << 20;
/// Maximum number of pictures.
pub const MOST_PICTURES: usize = 16;
/// Maximum size of a picture in bytes. All of them and the text fit into a box.
pub const MOST_PICTURE_BYTES: u64 = 4_000_000;

/// A recipe with its pictures.
#[derive(Debug, Clone, PartialEq)]
pub struct RecipeBundle {
    /// The recipe; its stored pictures have the ids of the library that wrote it.
    pub recipe: Recipe,
    /// Its pictures.
    pub pictures: Vec<BundledPicture>,
}

/// A picture of a recipe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundledPicture {
    /// Its id in the recipe: the SHA-256 of the original picture.
    pub id: PictureId,
    /// Width of the original in pixels, as shown.
    pub width: u32,
    /// Height of the original in pixels, as shown.
    pub height: u32,
    /// The original file name.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether `bytes` is a scaled-down copy.
    #[serde(default)]
    pub is_reduced: bool,
    /// SHA-256 of `bytes`, in lower-case hex.
    #[serde(default)]
    sha256: Option<String>,
    /// The picture file; `None` in a recipe that is text alone, or if the file did not match its hash.
    #[serde(skip)]
    pub bytes: Option<Vec<u8>>,
}

impl BundledPicture {
    /// Creates a picture of a bundle.
    pub fn new(
        id: PictureId,
        (width, height): (u32, u32),
        name: Option<String>,
        is_reduced: bool,
        bytes: Vec<u8>,
    ) -> Self {
        Self { id, width, height, name, is_reduced, sha256: Some(hash(&bytes)), bytes: Some(bytes) }
    }
}

/// The JSON document; its first field identifies it as a recipe.
#[derive(Serialize, Deserialize)]
struct Document<R, P> {
    dailies_recipe: u32,
    #[serde(flatten)]
    recipe: R,
    pictures: P,
}

impl RecipeBundle {
    /// Returns the text alone, formatted for people too.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec_pretty(&self.document())
    }

    /// Parses the text; `None` if it is not a recipe.
    pub fn from_json(text: &[u8]) -> Option<Self> {
        if text.len() > MOST_TEXT_BYTES {
            return None;
        }
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        let Document { dailies_recipe, recipe, mut pictures } =
            serde_json::from_slice::<Document<Recipe, Vec<BundledPicture>>>(text).ok()?;
        pictures.truncate(MOST_PICTURES);
        (dailies_recipe == VERSION).then_some(Self { recipe, pictures })
    }

    /// Returns the box to append to a film; `None` if it would be too long.
    pub fn to_box(&self) -> Option<Vec<u8>> {
        let text = serde_json::to_vec(&self.document()).ok().filter(|text| text.len() <= MOST_TEXT_BYTES)?;
        let mut body = VERSION.to_be_bytes().to_vec();
        push(&mut body, &text)?;
        for picture in self.pictures.iter().take(MOST_PICTURES) {
            push(&mut body, picture.bytes.as_deref().unwrap_or_default())?;
        }
        super::boxed(&body)
    }

    /// Parses the body of a box. The bytes of a picture that is too long or does not match its hash are left out; data
    /// after the last one is ignored.
    pub(super) fn from_body(body: &[u8]) -> Option<Self> {
        let (version, mut rest) = body.split_first_chunk()?;
        if u32::from_be_bytes(*version) != VERSION {
            return None;
        }
        let mut parcel = Self::from_json(pull(&mut rest)?)?;
        for picture in &mut parcel.pictures {
            let bytes = pull(&mut rest).unwrap_or_default();
            let is_sound = bytes.len() as u64 <= MOST_PICTURE_BYTES && picture.sha256.as_deref() == Some(&*hash(bytes));
            picture.bytes = is_sound.then(|| bytes.to_vec());
        }
        Some(parcel)
    }

    fn document(&self) -> Document<&Recipe, &[BundledPicture]> {
        let pictures = &self.pictures[..self.pictures.len().min(MOST_PICTURES)];
        Document { dailies_recipe: VERSION, recipe: &self.recipe, pictures }
    }
}

/// Appends bytes with their length before them.
fn push(body: &mut Vec<u8>, bytes: &[u8]) -> Option<()> {
    body.extend(u32::try_from(bytes.len()).ok()?.to_be_bytes());
    body.extend(bytes);
    Some(())
}

fn pull<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, tail) = rest.split_first_chunk()?;
    let (bytes, tail) = tail.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    *rest = tail;
    Some(bytes)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
