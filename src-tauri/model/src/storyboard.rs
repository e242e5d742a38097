//! A storyboard as a prompt (reference section 2): `Shot 1:\nduration: 7.5sec\nScene: a plane takes off`.
//!
//! Reads what people type, spacing and Chinese punctuation included, and writes what the documents show. Whether a
//! model knows storyboards, and how long its clips are, is the catalogue's matter.

mod rows;

use std::fmt::Write as _;

pub use rows::rows;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClipId, Draft, DraftCheck, StoryboardId, Timestamp, prompt::check_length};

/// The most shots of a storyboard.
pub const MOST_SHOTS: usize = 200;

/// Why shots are no storyboard's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShotsError {
    /// There are too many.
    #[error("a storyboard has at most {MOST_SHOTS} shots")]
    TooMany,
    /// They are longer than a prompt can be.
    #[error("the shots are longer than a prompt can be")]
    TooLong,
}

/// Checks that shots are no more, and no longer together, than a storyboard can hold.
///
/// # Errors
/// As [`ShotsError`] says.
pub fn check_shots(shots: &[Shot]) -> Result<(), ShotsError> {
    if shots.len() > MOST_SHOTS {
        return Err(ShotsError::TooMany);
    }
    check_length(&prompt(shots)).map_err(|_| ShotsError::TooLong)
}

/// Shots that are arranged to become one film. Kept on disk as it is edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Storyboard {
    /// Its number.
    pub id: StoryboardId,
    /// What the user calls it.
    pub name: String,
    /// Its shots, in their order.
    pub shots: Vec<Shot>,
    /// Everything else that would be asked for; its prompt is not used.
    pub draft: Draft,
    /// The clips that its newest sending made: one of all shots, or one a shot in their order.
    pub clips: Vec<ClipId>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub saved_at: Timestamp,
    /// When it was put in the trash.
    pub trashed_at: Option<Timestamp>,
}

/// What a generation is of a storyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryboardPart {
    /// The storyboard; it may be gone since.
    pub id: StoryboardId,
    /// The one shot that it is, from 1; `None`: all of them.
    pub shot: Option<u32>,
}

/// What is known of a storyboard before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryboardCheck {
    /// Its shots as text, exactly as they are sent where the model takes them as one clip.
    pub text: String,
    /// How the model takes it.
    pub way: StoryboardWay,
    /// What the shots add up to, in ms.
    pub shots_ms: i64,
    /// The clip's length in ms, where it is one clip and its length is known.
    pub clip_ms: Option<i64>,
    /// What is known of it as a draft. Of one clip a shot, the problems of all of them.
    pub check: DraftCheck,
}

/// How a model takes a storyboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum StoryboardWay {
    /// As one clip of all shots.
    OneClip,
    /// As one clip a shot, one after the other.
    ClipPerShot {
        /// The length of each clip in seconds: of those that the model makes, the nearest to the shot's.
        lengths_s: Vec<Option<u32>>,
        /// Whether each begins with the last frame of the one before.
        is_chained: bool,
    },
}

/// One shot of a storyboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shot {
    /// What is to be seen. One line.
    pub scene: String,
    /// Its length in ms; `None` where the prompt does not say it in a way that can be read.
    pub duration_ms: Option<i64>,
}

/// The shots of a prompt, in their order; none when it is no storyboard.
pub fn shots(prompt: &str) -> Vec<Shot> {
    let mut lines = prompt.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    // What stands before the first shot is no storyboard's: a prompt that only mentions shots is prose.
    if !lines.peek().is_some_and(|line| is_heading(line)) {
        return Vec::new();
    }
    let mut shots: Vec<Shot> = Vec::new();
    for line in lines {
        if is_heading(line) {
            shots.push(Shot { scene: String::new(), duration_ms: None });
        } else if let Some(shot) = shots.last_mut() {
            read_line(line, shot);
        }
    }
    shots
}

/// The shots as the prompt that switches a storyboard on.
pub fn prompt(shots: &[Shot]) -> String {
    let mut text = String::new();
    for (index, shot) in shots.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n\n" };
        let _ = write!(text, "{gap}Shot {}:", index + 1);
        if let Some(ms) = shot.duration_ms {
            let _ = write!(text, "\nduration: {}sec", seconds(ms));
        }
        let _ = write!(text, "\nScene: {}", one_line(&shot.scene));
    }
    text
}

/// `Shot 1:`, with or without spaces, in any case; the colon may be a Chinese one.
fn is_heading(line: &str) -> bool {
    let Some((name, after)) = line.split_once([':', '：']) else { return false };
    let number = strip_word(name.trim(), "shot").map(str::trim);
    after.trim().is_empty()
        && number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

fn read_line(line: &str, shot: &mut Shot) {
    let field = |name: &str| {
        let (key, value) = line.split_once([':', '：'])?;
        key.trim().eq_ignore_ascii_case(name).then_some(value.trim())
    };
    if let Some(length) = field("duration") {
        shot.duration_ms = milliseconds(length);
    } else {
        let more = field("scene").unwrap_or(line);
        let gap = if shot.scene.is_empty() || more.is_empty() { "" } else { " " };
        shot.scene.extend([gap, more]);
    }
}

/// `7.5sec`, `7.5 s`, `7,5sec`, `7.5秒`, `7.5`: more than 0 and at most an hour.
fn milliseconds(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches(['.', '。', '，', ',', '；', ';']).to_lowercase();
    let units = ["seconds", "second", "secs", "sec", "s", "秒钟", "秒"];
    let number = units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text).trim().replace(',', ".");
    let is_plain = number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let seconds: f64 = number.parse().ok().filter(|_| is_plain)?;
    #[expect(clippy::cast_possible_truncation, reason = "at most an hour of milliseconds")]
    (seconds > 0.0 && seconds <= 3600.0).then(|| (seconds * 1000.0).round() as i64)
}

fn seconds(ms: i64) -> String {
    let exact = format!("{}.{:03}", ms / 1000, ms % 1000);
    exact.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).map(|_| &text[word.len()..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EXAMPLE: &str =
        "Shot 1:\nduration: 7.5sec\nScene: a plane takes off\n\nShot 2:\nduration: 7.5sec\nScene: the plane lands";

    fn shot(scene: &str, duration_ms: Option<i64>) -> Shot {
        Shot { scene: scene.to_owned(), duration_ms }
    }

    #[test]
    fn the_reference_s_example_is_read_and_written() {
        let read = shots(EXAMPLE);
        assert_eq!(read, [shot("a plane takes off", Some(7500)), shot("the plane lands", Some(7500))]);
        assert_eq!(prompt(&read), EXAMPLE);
    }

    #[test]
    fn what_people_type_is_read() {
        let table = [
            "shot1：\n时长\nDuration：7.5 秒\nscene：飞机起飞",
            "  SHOT 1 :\n\n  duration :  7.5 S.\n  飞机起飞",
            "Shot 1:\nScene: 飞机\n起飞\nduration:7,5sec。",
        ];
        assert_eq!(shots(table[0])[0].duration_ms, Some(7500));
        assert_eq!(shots(table[1]), [shot("飞机起飞", Some(7500))]);
        assert_eq!(shots(table[2]), [shot("飞机 起飞", Some(7500))]);
    }

    #[test]
    fn a_length_that_cannot_be_read_is_none() {
        for length in ["", "long", "-3sec", "0", "inf", "1e3", "4000sec"] {
            assert_eq!(shots(&format!("Shot 1:\nduration: {length}\nScene: x"))[0].duration_ms, None, "{length}");
        }
    }

    #[test]
    fn prose_is_no_storyboard() {
        for prompt in
            ["", "a long shot of the sea", "Shot 1: the sea", "Shot one:\nthe sea", "A film.\nShot 1:\nScene: x"]
        {
            assert_eq!(shots(prompt), [], "{prompt}");
        }
    }

    proptest! {
        #[test]
        fn shots_survive_their_prompt(shown in prop::collection::vec(("[a-z飞]{1,8}( [a-z]{1,8}){0,3}", prop::option::of(1..3_600_000i64)), 0..6)) {
            let shots: Vec<_> = shown.into_iter().map(|(scene, duration_ms)| Shot { scene, duration_ms }).collect();
            prop_assert_eq!(super::shots(&prompt(&shots)), shots);
        }

        #[test]
        fn no_prompt_is_too_odd(text in "\\PC*", tail in "(Shot [0-9]:\n)?(duration: \\PC{0,9})?") {
            let _ = shots(&format!("{tail}{text}"));
            let _ = shots(&format!("Shot 1:\nduration: {text}"));
        }
    }
}
