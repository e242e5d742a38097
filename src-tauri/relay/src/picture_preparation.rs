//! Computes how a picture is converted before it is sent: crop, size in pixels, size in bytes. Pure; the same for the preview
//! and for the request.

use super::fields;
use dailies_model::{Crop, Generation, Picture, Preparation};

use crate::catalogue::{Pictures, Rules};

const MEGABYTE: u64 = 1024 * 1024;

/// What is to be done to this picture of `shown` pixels, across and down. Where the model wants the clip's own pixels, the
/// picture gets just these, and of a part that has not their shape its middle is taken: nothing is ever distorted.
pub fn preparation(picture: &Picture, generation: &Generation, rules: &Rules, shown: (u32, u32)) -> Preparation {
    let most_bytes = rules.pictures.as_ref().map_or(Preparation::MOST_BYTES, most_bytes);
    let Some(size) = pixels(generation, rules) else {
        return Preparation { crop: picture.crop, size: None, most_bytes };
    };
    let whole = Crop { x: 0, y: 0, width: shown.0, height: shown.1 };
    let crop = middle(picture.crop.unwrap_or(whole), size);
    Preparation { crop: Some(crop).filter(|crop| *crop != whole), size: Some(size), most_bytes }
}

fn most_bytes(pictures: &Pictures) -> u64 {
    (u64::from(pictures.max_mb) * MEGABYTE).min(Preparation::MOST_BYTES)
}

/// The clip's pixels, where the model's pictures must have the same (section 8, "Inpaint image must match").
fn pixels(generation: &Generation, rules: &Rules) -> Option<(u32, u32)> {
    rules.pictures.as_ref().filter(|pictures| pictures.match_size)?;
    let (width, height) = fields::size(generation, rules)?.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

/// A part that has the shape to the nearest pixel stays as it is.
fn middle(part: Crop, shape: (u32, u32)) -> Crop {
    let inner = Crop::centred((part.width, part.height), shape);
    Crop { x: part.x.saturating_add(inner.x), y: part.y.saturating_add(inner.y), ..inner }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use dailies_model::{Format, ModelId, PictureId, PictureRole, PictureSource, Toggle};

    const SHOWN: (u32, u32) = (4000, 3000);

    fn picture(crop: Option<Crop>) -> Picture {
        let source = PictureSource::Stored { id: PictureId("a".repeat(64)) };
        Picture { crop, ..Picture::new(PictureRole::First, source) }
    }

    fn prepared(format: Format, crop: Option<Crop>, change: impl FnOnce(&mut Generation)) -> Preparation {
        let mut generation = Generation::of(ModelId("sora-2-pro".to_owned()), String::new());
        generation.pictures.push(picture(crop));
        change(&mut generation);
        let catalogue = Catalogue::shipped();
        let entry = catalogue.entry(&generation.model);
        preparation(&generation.pictures[0], &generation, &entry.rules_or_fallback(format), SHOWN)
    }

    const fn crop(x: u32, y: u32, width: u32, height: u32) -> Crop {
        Crop { x, y, width, height }
    }

    #[test]
    fn a_picture_goes_as_it_is_cropped_where_any_pixels_will_do() {
        let part = crop(10, 20, 300, 400);
        let preparation = prepared(Format::Unified, Some(part), |_| {});
        assert_eq!(preparation, Preparation { crop: Some(part), ..Preparation::default() });
        assert_eq!(prepared(Format::Unified, None, |_| {}), Preparation::default());
    }

    #[test]
    fn the_clip_s_own_pixels_are_those_of_its_shape_and_of_hd() {
        let wide: fn(&mut Generation) = |generation| generation.aspect_ratio = "16:9".parse().ok();
        let of = |change: fn(&mut Generation)| prepared(Format::Openai, None, change);
        let middle =
            Preparation { crop: Some(crop(0, 375, 4000, 2250)), size: Some((1280, 720)), ..Default::default() };
        assert_eq!(of(wide), middle);
        // Nobody said which shape: then it is the one that is sent.
        assert_eq!(of(|_| {}), middle);
        let tall = of(|generation| {
            generation.aspect_ratio = "9:16".parse().ok();
            generation.toggles.insert(Toggle::Hd, true);
        });
        assert_eq!((tall.crop, tall.size), (Some(crop(1143, 0, 1714, 3000)), Some((1024, 1792))));
    }

    #[test]
    fn a_part_of_another_shape_is_not_distorted() {
        let of = |part| prepared(Format::Openai, Some(part), |_| {}).crop;
        assert_eq!(of(crop(100, 100, 1601, 901)), Some(crop(100, 100, 1601, 901)), "as near as whole pixels are");
        assert_eq!(of(crop(100, 100, 900, 900)), Some(crop(100, 297, 900, 506)));
        assert_eq!(of(crop(u32::MAX, 0, 900, 900)).map(|part| part.x), Some(u32::MAX), "refused when it is cut");
    }

    #[test]
    fn a_picture_is_as_heavy_as_the_model_takes_it_and_no_heavier_than_relays_do() {
        let mut rules = Catalogue::shipped().entry(&ModelId("sora-2".to_owned())).unified.clone().unwrap_or_default();
        let generation = Generation::of(ModelId("sora-2".to_owned()), String::new());
        let mut most = |max_mb| {
            rules.pictures.as_mut().unwrap().max_mb = max_mb;
            preparation(&picture(None), &generation, &rules, SHOWN).most_bytes
        };
        assert_eq!((most(4), most(20), most(50)), (4 << 20, 20_000_000, 20_000_000));
    }
}
