//! A recipe with the pictures that belong to it, as bytes: in a film (version, length of the text, text, and each picture with
//! its length before it; all numbers are four bytes, the highest first), or as the text alone.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use dailies_model::{PictureId, Recipe};

const VERSION: u32 = 1;
/// The longest text that is read or written.
const MOST_TEXT_BYTES: usize = 1 << 20;
/// How many pictures go along at most.
pub const MOST_PICTURES: usize = 16;
/// How long one of them may be. All of them and the text fit into a box.
pub const MOST_PICTURE_BYTES: u64 = 4_000_000;

/// A recipe and what goes with it.
#[derive(Debug, Clone, PartialEq)]
pub struct RecipeBundle {
    /// The recipe; its stored pictures are named as they were where it was written.
    pub recipe: Recipe,
    /// Its pictures.
    pub pictures: Vec<BundledPicture>,
}

/// A picture of a recipe.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundledPicture {
    /// The name that the recipe has for it: the SHA-256 of the picture as it was used.
    pub id: PictureId,
    /// Pixels across as shown, as it was used.
    pub width: u32,
    /// Pixels down as shown, as it was used.
    pub height: u32,
    /// The name that its file had.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether what goes along is a smaller copy.
    #[serde(default)]
    pub is_reduced: bool,
    /// SHA-256 of what goes along, in lower-case hex.
    #[serde(default)]
    sha256: Option<String>,
    /// What goes along; a text by itself has none.
    #[serde(skip)]
    pub bytes: Option<Vec<u8>>,
}

impl BundledPicture {
    /// A picture that goes along.
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

/// The text: what tells it from any other comes first.
#[derive(Serialize, Deserialize)]
struct Document<R, P> {
    dailies_recipe: u32,
    #[serde(flatten)]
    recipe: R,
    pictures: P,
}

impl RecipeBundle {
    /// The text alone, for people too.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec_pretty(&self.document())
    }

    /// From such a text. `None`: it is none.
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

    /// The box to put behind a film. `None`: it would be too long.
    pub fn to_box(&self) -> Option<Vec<u8>> {
        let text = serde_json::to_vec(&self.document()).ok().filter(|text| text.len() <= MOST_TEXT_BYTES)?;
        let mut body = VERSION.to_be_bytes().to_vec();
        push(&mut body, &text)?;
        for picture in self.pictures.iter().take(MOST_PICTURES) {
            push(&mut body, picture.bytes.as_deref().unwrap_or_default())?;
        }
        super::boxed(&body)
    }

    /// From the body of such a box. A picture that is not what its hash says is left out; what follows the last is ignored.
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

/// Bytes with their length before them.
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
