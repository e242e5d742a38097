//! Queries on the rules of a format: the available settings and the effective settings of a generation.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Serialize;
use serde_json::Value;

#[cfg(test)]
use super::Size;
use super::{Entry, PictureBy, Rules};
use dailies_model::{AspectRatio, Format, Generation, Medium, PictureRole, Toggle, cast};

impl Rules {
    /// Returns the aspect ratios to choose from, given by name or by pixel size.
    pub fn aspects(&self) -> Vec<AspectRatio> {
        let named = self.aspect.iter().flat_map(|aspect| aspect.values.iter().filter_map(|value| value.parse().ok()));
        let mut aspects: Vec<_> = named.collect();
        for size in &self.sizes {
            if !aspects.contains(&size.aspect) {
                aspects.push(size.aspect);
            }
        }
        aspects
    }

    /// Returns the lengths to choose from, in seconds.
    pub fn lengths(&self) -> &[u32] {
        self.duration.as_ref().map(|duration| duration.values.as_slice()).unwrap_or_default()
    }

    /// Returns the resolutions to choose from.
    pub fn resolutions(&self) -> &[String] {
        self.resolution.as_ref().map(|resolution| resolution.values.as_slice()).unwrap_or_default()
    }

    /// Returns the available toggles; includes HD if it is expressed by pixel sizes.
    pub fn switches(&self) -> Vec<Toggle> {
        let mut switches: Vec<_> = self.toggles.keys().copied().collect();
        if !switches.contains(&Toggle::Hd) && self.sizes.iter().any(|size| size.hd) {
            switches.insert(0, Toggle::Hd);
        }
        switches
    }

    /// Returns the clip length in seconds that is used if the generation leaves it open.
    pub fn usual_length(&self) -> Option<u32> {
        self.duration.as_ref().and_then(|duration| duration.default.or(duration.values.first().copied()))
    }

    /// Returns the generation with its mentions replaced for sending: see [`cast::resolve`].
    pub fn resolved(&self, generation: &Generation) -> Generation {
        cast::resolve(generation, self.room(generation))
    }

    /// Returns how many more pictures of the library can be sent as references.
    pub(super) fn room(&self, generation: &Generation) -> usize {
        let takes = |by: &[PictureBy]| by.iter().any(|by| *by != PictureBy::Url);
        let pictures = self
            .pictures
            .as_ref()
            .filter(|pictures| pictures.roles.contains(&PictureRole::Reference) && takes(&pictures.by));
        pictures.map_or(0, |pictures| (pictures.max as usize).saturating_sub(generation.pictures.len()))
    }

    /// Returns whether a picture of the library can be the first frame.
    pub fn begins_with_a_file(&self) -> bool {
        self.pictures.as_ref().is_some_and(|pictures| {
            pictures.max > 0
                && pictures.roles.contains(&PictureRole::First)
                && pictures.by.iter().any(|by| *by != PictureBy::Url)
        })
    }
}

impl Entry {
    /// Returns the rules of a format, or the fallback rules if the entry has none.
    pub fn rules_or_fallback(&self, format: Format) -> Cow<'_, Rules> {
        self.rules(format).map_or_else(|| Cow::Owned(Rules::fallback(format, self.makes)), Cow::Borrowed)
    }

    /// Returns the rules that apply to this generation; a remix has fewer settings.
    pub fn rules_of(&self, format: Format, generation: &Generation) -> Cow<'_, Rules> {
        match generation.remix_of.as_ref().and_then(|_| self.remix_rules()) {
            Some(rules) => Cow::Owned(rules),
            None => self.rules_or_fallback(format),
        }
    }

    /// Returns the rules of a remix: a prompt and a size only (section 4). The endpoint names no model, so the rules
    /// are the same for every film, whichever format made it; the sizes are those of the OpenAI format.
    pub fn remix_rules(&self) -> Option<Rules> {
        let Rules { aspect, sizes, .. } = self.rules_or_fallback(Format::Openai).into_owned();
        (self.makes == Medium::Film).then(|| Rules { aspect, sizes, remix: true, ..Rules::default() })
    }
}

/// Returns the name of a toggle, role or format as it is written in files and problems.
pub(super) fn name(of: impl Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Returns a setting's value as shown to the user.
pub(super) fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the settings of a generation by field, in the order of the composer. Only these can exclude each other.
pub(super) fn settings(generation: &Generation) -> Vec<(String, Value)> {
    let aspect = generation.aspect_ratio.map(|ratio| ("aspect_ratio", Value::from(ratio.to_string())));
    let length = generation.duration_s.map(|seconds| ("duration_s", Value::from(seconds)));
    let resolution = generation.resolution.as_ref().map(|name| ("resolution", Value::from(name.as_str())));
    let chosen = [aspect, length, resolution].into_iter().flatten().map(|(field, value)| (field.to_owned(), value));
    chosen.chain(generation.toggles.iter().map(|(toggle, on)| (name(toggle), Value::from(*on)))).collect()
}

/// Returns the settings of an exclusion if a generation has all of them.
pub(super) fn excluded<'a>(
    settings: &'a [(String, Value)],
    exclusion: &BTreeMap<String, Value>,
) -> Option<Vec<&'a (String, Value)>> {
    let met: Vec<_> = settings.iter().filter(|(field, value)| exclusion.get(field) == Some(value)).collect();
    (met.len() == exclusion.len()).then_some(met)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use dailies_model::ModelId;

    #[test]
    fn pixels_for_hd_make_hd_a_switch() {
        let row = |hd| Size { aspect: AspectRatio { width: 16, height: 9 }, hd, size: "1280x720".to_owned() };
        let rules = |hd| Rules { sizes: vec![row(false), row(hd)], ..Rules::default() };
        assert_eq!(rules(true).switches(), [Toggle::Hd]);
        assert_eq!(rules(false).switches(), []);
        assert_eq!(rules(true).aspects().len(), 1);
    }

    #[test]
    fn an_exclusion_is_met_only_as_a_whole() {
        let mut generation = Generation::of(ModelId("m".to_owned()), String::new());
        generation.duration_s = Some(25);
        let exclusion = BTreeMap::from([("duration_s".to_owned(), json!(25)), ("hd".to_owned(), json!(true))]);
        assert!(excluded(&settings(&generation), &exclusion).is_none());
        generation.toggles.insert(Toggle::Hd, true);
        assert_eq!(excluded(&settings(&generation), &exclusion).unwrap().last().unwrap().0, "hd");
    }
}
