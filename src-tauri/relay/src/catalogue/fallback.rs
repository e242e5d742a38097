//! Fallback entries for models without a description: what most models take in each format, and what the name suggests.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Choice, Entry, Lengths, ModelKind, NumberAs, PictureBy, Pictures, PromptRules, Rules, Size, Switch, family, kind,
};
use dailies_model::{AspectRatio, Format, Label, Medium, ModelId, Origin, PictureRole, Toggle};

impl Entry {
    /// Returns the entry of a model without a description. Films can be requested in every format, stills and sounds
    /// only in the unified one, which alone has scopes for them (section 2).
    pub fn fallback(id: ModelId) -> Self {
        let makes = match kind(id.as_str()) {
            ModelKind::Still => Medium::Still,
            ModelKind::Sound => Medium::Sound,
            ModelKind::Video | ModelKind::Chat { .. } | ModelKind::Other => Medium::Film,
        };
        let of_film = |format| (makes == Medium::Film).then(|| Rules::fallback(format, makes));
        Self {
            label: Label { en: id.0.clone(), zh: id.0.clone() },
            about: None,
            family: family(id.as_str()).to_owned(),
            makes,
            source: String::new(),
            verified: false,
            prompt: PromptRules::default(),
            sound: makes == Medium::Sound,
            expected: Vec::new(),
            price: None,
            poll: None,
            unified: Some(Rules::fallback(Format::Unified, makes)),
            create: of_film(Format::Create),
            openai: of_film(Format::Openai),
            chat: of_film(Format::Chat),
            origin: Origin::Nobody,
            id,
        }
    }
}

impl Rules {
    /// Returns what most models of this medium take in a format (sections 2 to 5: the formats' own fields).
    pub fn fallback(format: Format, medium: Medium) -> Self {
        match (medium, format) {
            (Medium::Sound, _) => Self::default(),
            (Medium::Still, _) => Self {
                aspect: Some(choice("aspect_ratio", &["16:9", "9:16", "1:1"])),
                pictures: Some(images()),
                ..Self::default()
            },
            (Medium::Film, Format::Unified) => unified(),
            (Medium::Film, Format::Create) => create(),
            (Medium::Film, Format::Openai) => openai(),
            (Medium::Film, Format::Chat) => chat(),
        }
    }
}

fn unified() -> Rules {
    Rules {
        aspect: Some(choice("aspect_ratio", &["16:9", "9:16", "1:1"])),
        duration: Some(lengths("duration", NumberAs::Integer)),
        resolution: Some(Choice { open: true, ..choice("resolution", &["720P", "780P", "1080P"]) }),
        pictures: Some(images()),
        videos: 3,
        toggles: BTreeMap::from([(Toggle::Watermark, switch(Format::Unified, Toggle::Watermark))]),
        size: Some("size".to_owned()),
        notify_hook: Some("notify_hook".to_owned()),
        ..Rules::default()
    }
}

/// Sends every field, because one document marks them all as required (section 3).
fn create() -> Rules {
    let aspect = Choice { default: Some("16:9".to_owned()), ..worded("orientation", "landscape", "portrait") };
    let toggles = [Toggle::Hd, Toggle::Watermark, Toggle::Private];
    Rules {
        aspect: Some(aspect),
        duration: Some(Lengths { default: Some(10), ..lengths("duration", NumberAs::Integer) }),
        pictures: Some(images()),
        toggles: toggles.into_iter().map(|toggle| (toggle, switch(Format::Create, toggle))).collect(),
        always: BTreeMap::from([("images".to_owned(), json!([]))]),
        ..Rules::default()
    }
}

fn openai() -> Rules {
    let picture = Pictures {
        field: "input_reference".to_owned(),
        max: 1,
        max_is_guess: false,
        by: vec![PictureBy::File],
        match_size: true,
        ..images()
    };
    let aspects = [(16, 9), (9, 16), (1, 1)].map(|(width, height)| AspectRatio { width, height });
    Rules {
        duration: Some(lengths("seconds", NumberAs::Text)),
        sizes: aspects.map(|aspect| pixels(aspect, false)).into(),
        pictures: Some(picture),
        ..Rules::default()
    }
}

fn chat() -> Rules {
    Rules {
        aspect: Some(worded("prompt", "横屏", "竖屏")),
        duration: Some(Lengths { values: vec![10, 15], ..lengths("prompt", NumberAs::Text) }),
        pictures: Some(Pictures { field: "messages".to_owned(), ..images() }),
        toggles: BTreeMap::from([(Toggle::Hd, switch(Format::Chat, Toggle::Hd))]),
        ..Rules::default()
    }
}

fn choice(field: &str, values: &[&str]) -> Choice {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    Choice { field: field.to_owned(), values, wire: BTreeMap::new(), default: None, open: false }
}

fn worded(field: &str, landscape: &str, portrait: &str) -> Choice {
    let wire = [("16:9", landscape), ("9:16", portrait)].map(|(shown, word)| (shown.to_owned(), Value::from(word)));
    Choice { wire: wire.into(), ..choice(field, &["16:9", "9:16"]) }
}

fn lengths(field: &str, as_: NumberAs) -> Lengths {
    Lengths { field: field.to_owned(), as_, values: vec![5, 6, 8, 10, 15], default: None }
}

fn images() -> Pictures {
    Pictures {
        field: "images".to_owned(),
        min: 0,
        max: 3,
        max_is_guess: true,
        roles: vec![PictureRole::First, PictureRole::Reference],
        by: vec![PictureBy::Url, PictureBy::Base64],
        match_size: false,
        max_mb: 20,
    }
}

/// Returns how a format encodes a toggle, where the entry does not say.
pub(super) fn switch(format: Format, toggle: Toggle) -> Switch {
    let plain = |field: &str| Switch { field: field.to_owned(), default: None, on: None, off: None };
    match (toggle, format) {
        (Toggle::Hd, Format::Create) => {
            Switch { default: Some(false), on: Some("large".into()), off: Some("small".into()), ..plain("size") }
        }
        (Toggle::Watermark, Format::Create) => Switch { default: Some(true), ..plain("watermark") },
        (Toggle::Private, Format::Create) => Switch { default: Some(false), ..plain("private") },
        (Toggle::Hd, Format::Chat) => plain("高清"),
        (Toggle::Hd, _) => plain("hd"),
        (Toggle::Watermark, _) => plain("watermark"),
        (Toggle::Private, _) => plain("private"),
        (Toggle::EnhancePrompt, _) => plain("enhance_prompt"),
        (Toggle::Upsample, _) => plain("enable_upsample"),
        (Toggle::Sound, _) => plain("generate_audio"),
        (Toggle::FixedCamera, _) => plain("camerafixed"),
        (Toggle::ReturnLastFrame, _) => plain("return_last_frame"),
    }
}

/// Returns the pixel size of an aspect ratio: that of section 4, if it has one, else 720 or 1024 on the short side.
pub(super) fn pixels(aspect: AspectRatio, hd: bool) -> Size {
    let (width, height) = (u32::from(aspect.width), u32::from(aspect.height));
    let short = if hd { 1024 } else { 720 };
    let even = |long: u32, of: u32| (short * long / of).div_ceil(2) * 2;
    let size = match (width, height, hd) {
        (16, 9, true) => "1792x1024".to_owned(),
        (9, 16, true) => "1024x1792".to_owned(),
        _ if width >= height => format!("{}x{short}", even(width, height)),
        _ => format!("{short}x{}", even(height, width)),
    };
    Size { aspect, hd, size }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn general(id: &str) -> Entry {
        Entry::fallback(ModelId(id.to_owned()))
    }

    #[test]
    fn an_unknown_film_model_is_reached_by_every_format() {
        let entry = general("kling-v9");
        assert_eq!(entry.formats(), Format::ALL);
        assert_eq!((entry.family.as_str(), entry.makes, entry.origin), ("kling", Medium::Film, Origin::Nobody));
    }

    #[test]
    fn stills_and_sounds_have_the_unified_format_only() {
        assert_eq!(general("flux-2-image").makes, Medium::Still);
        assert_eq!(general("some-tts-1").makes, Medium::Sound);
        assert_eq!(general("flux-2-image").formats(), [Format::Unified]);
        assert_eq!(general("some-tts-1").unified.unwrap().aspects(), []);
    }

    #[test]
    fn pixels_have_their_aspect() {
        let size = |width, height, hd| pixels(AspectRatio { width, height }, hd).size;
        assert_eq!(size(16, 9, false), "1280x720");
        assert_eq!(size(9, 16, true), "1024x1792");
        assert_eq!(size(1, 1, false), "720x720");
        assert_eq!(size(21, 9, false), "1680x720");
    }
}
