//! Judges a field by the words of its name.

use dailies_model::Medium;
use serde_json::Value;

use super::{
    field_words::{
        ASKED_AT, BEST, BETTER, DOUBTED, ENCODED, ENDS, FILM, JOBS, LESSER, NEVER, NEVER_ALONE, OUTPUTS, RESULT, SOUND,
        SPOKEN, STILL, WITHOUT,
    },
    media_types::lines,
};
use crate::json;

/// Whether what is in a field can be the result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing speaks against it.
    Fair,
    /// Only for want of any other.
    Doubted,
    /// It is something else.
    Never,
}

/// The words of a field's name, and what they say.
pub(super) struct FieldName {
    pub(super) words: Vec<String>,
    pub(super) plain: String,
    medium: Medium,
    /// Whether the object around it holds the files that one film was encoded to.
    is_encoding: bool,
}

impl FieldName {
    /// Reads the name of a field at `place`.
    pub(super) fn of(name: &str, place: &str, medium: Medium) -> Self {
        let words = split(json::words(name));
        let is_encoding = ENCODED.iter().any(|encoded| place.ends_with(encoded));
        Self { plain: words.concat(), words, medium, is_encoding }
    }

    fn is(&self, list: &[&str]) -> bool {
        self.words.iter().any(|word| list.contains(&word.as_str()))
    }

    /// Whether what is in the field can be the result.
    pub(super) fn verdict(&self, value: &Value, is_in_film: bool) -> Verdict {
        let plain = self.plain.as_str();
        match () {
            () if self.is_encoding && plain.starts_with("source") => Verdict::Fair,
            () if ASKED_AT.contains(&plain) || self.is_end_or_origin() || self.is_of_other_medium() => Verdict::Never,
            // The file of a film, as in HTML.
            () if plain == "source" && is_in_film || plain == "sources" && value.is_array() => Verdict::Doubted,
            () if self.stands_for(NEVER) => Verdict::Never,
            () if self.stands_for(NEVER_ALONE) && !self.is(OUTPUTS) => Verdict::Never,
            () if self.stands_for(NEVER_ALONE) || self.stands_for(DOUBTED) => Verdict::Doubted,
            () if value.is_string() && SPOKEN.contains(&plain) => Verdict::Doubted,
            () => Verdict::Fair,
        }
    }

    fn stands_for(&self, list: &[&str]) -> bool {
        let is_one = |word: &str| {
            !RESULT.contains(&word)
                && list.iter().any(|other| word == *other || (other.len() >= 5 && word.starts_with(other)))
        };
        self.words.iter().any(|word| is_one(word))
    }

    /// `end_frame`, `origin_task`.
    fn is_end_or_origin(&self) -> bool {
        self.words.windows(2).any(|pair| {
            let (first, second) = (pair[0].as_str(), pair[1].as_str());
            (ENDS.contains(&first) && second.starts_with("frame"))
                || (first.starts_with("orig") && JOBS.contains(&second))
        })
    }

    /// Whether a word for another medium stands last: `image_to_video` is a film, and so is `video_with_audio`.
    fn is_of_other_medium(&self) -> bool {
        let others = [Medium::Film, Medium::Still, Medium::Sound].into_iter().filter(|other| *other != self.medium);
        let others: Vec<_> = others.collect();
        let is_other = |word: &String| others.iter().any(|other| named(*other).contains(&word.as_str()));
        let Some(at) = self.words.iter().rposition(is_other) else { return false };
        let is_own = |word: &String| self.is_own(word);
        let is_with = at.checked_sub(1).is_some_and(|before| self.words[before] == "with");
        let is_before = is_with && self.words[..at].iter().any(is_own);
        !is_before && !self.words[at + 1..].iter().any(is_own)
    }

    fn is_own(&self, word: &str) -> bool {
        named(self.medium).contains(&word) || (self.medium == Medium::Film && word.contains("video"))
    }

    /// Whether it says what was asked for.
    pub(super) fn is_named(&self) -> bool {
        self.words.iter().any(|word| self.is_own(word))
    }

    /// Whether it says that something is a result.
    pub(super) fn is_mentioned(&self) -> bool {
        self.is(RESULT) || self.is_encoding || self.is_clean()
    }

    fn is_marked(&self) -> bool {
        self.plain.contains("watermark") || self.is(&["wm", "nwm"])
    }

    fn is_clean(&self) -> bool {
        (self.is_marked() && self.is(WITHOUT)) || self.is(&["nwm"])
    }

    /// Whether it says that this is the best of several files of one film.
    pub(super) fn is_best(&self) -> bool {
        self.is_clean() || self.is(BEST)
    }

    pub(super) fn is_better(&self) -> bool {
        self.is_clean() || self.is(BETTER)
    }

    pub(super) fn is_lesser(&self) -> bool {
        let is_part = |pair: &[String]| pair[0] == "first" && self.is_own(&pair[1]);
        (self.is_marked() && !self.is_clean()) || self.is(LESSER) || self.words.windows(2).any(is_part)
    }

    /// The lines of the picture that it tells. A number alone is the name of something, and of nothing else.
    pub(super) fn quality(&self) -> Option<u32> {
        match self.plain.as_str() {
            "source" if self.is_encoding => Some(u32::MAX),
            plain if self.is_encoding && plain.starts_with("source") => Some(u32::MAX - 1),
            plain if plain.bytes().all(|byte| byte.is_ascii_digit()) => None,
            _ => self.words.iter().find_map(|word| lines(word)),
        }
    }

    /// The words without what counts or grades them, in one. All files that one film was encoded to stand in one place.
    pub(super) fn place(&self) -> String {
        let words = self.words.iter().filter(|word| !is_counted(word) && !self.is_encoding);
        words.map(String::as_str).collect()
    }
}

const fn named(medium: Medium) -> &'static [&'static str] {
    match medium {
        Medium::Film => FILM,
        Medium::Still => STILL,
        Medium::Sound => SOUND,
    }
}

/// Words with `url` apart: some relays write `videourl`.
fn split(words: Vec<String>) -> Vec<String> {
    let parts = words.into_iter().flat_map(|word| {
        let stem =
            ["urls", "url", "uri", "link"].iter().find_map(|end| Some((word.strip_suffix(end)?.to_owned(), *end)));
        match stem {
            Some((stem, end)) if !stem.is_empty() => vec![stem, end.to_owned()],
            _ => vec![word],
        }
    });
    parts.collect()
}

/// A word that tells which of several something is, or how good.
fn is_counted(word: &str) -> bool {
    let is_ordinal = ["second", "third", "fourth"].contains(&word);
    is_ordinal || word.bytes().all(|byte| byte.is_ascii_digit()) || lines(word).is_some()
}
