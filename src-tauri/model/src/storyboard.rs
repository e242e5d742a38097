//! Reads and writes a storyboard as a prompt (reference section 2): `Shot 1:\nduration: 7.5sec\nScene: a plane takes
//! off`.
//!
//! The reader accepts variations in spacing and Chinese punctuation; the writer produces the documented form. Whether a
//! model takes storyboards, and how long its clips are, is decided by the catalogue.

mod rows;

use std::fmt::Write as _;

pub use rows::rows;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ClipId, Draft, DraftCheck, StoryboardId, Timestamp, prompt::check_length};

/// Maximum number of shots.
pub const MOST_SHOTS: usize = 200;

/// Why a list of shots is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ShotsError {
    /// There are too many shots.
    #[error("a storyboard has at most {MOST_SHOTS} shots")]
    TooMany,
    /// Together they are longer than a prompt can be.
    #[error("the shots are longer than a prompt can be")]
    TooLong,
}

/// Checks the number of shots and their total length.
///
/// # Errors
/// See [`ShotsError`].
pub fn check_shots(shots: &[Shot]) -> Result<(), ShotsError> {
    if shots.len() > MOST_SHOTS {
        return Err(ShotsError::TooMany);
    }
    check_length(&prompt(shots)).map_err(|_| ShotsError::TooLong)
}

/// Shots that are arranged into one film. Saved as it is edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Storyboard {
    /// Id.
    pub id: StoryboardId,
    /// The user's name for it.
    pub name: String,
    /// Its shots, in their order.
    pub shots: Vec<Shot>,
    /// The draft for all other settings; its prompt is not used.
    pub draft: Draft,
    /// The clips made when it was last sent: one of all shots, or one per shot in their order.
    pub clips: Vec<ClipId>,
    /// Time of creation.
    pub created_at: Timestamp,
    /// Time of the last change.
    pub saved_at: Timestamp,
    /// When it was moved to the trash.
    pub trashed_at: Option<Timestamp>,
}

/// The part of a storyboard that a generation makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryboardPart {
    /// The storyboard; it may have been deleted since.
    pub id: StoryboardId,
    /// The number of the shot, from 1; `None` for all shots.
    pub shot: Option<u32>,
}

/// Result of checking a storyboard before it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StoryboardCheck {
    /// Its shots as text, exactly as they are sent if the model takes them as one clip.
    pub text: String,
    /// How the model takes the shots.
    pub way: StoryboardWay,
    /// Sum of the shots' lengths, in ms.
    pub shots_ms: i64,
    /// The clip's length in ms, if it is one clip and its length is known.
    pub clip_ms: Option<i64>,
    /// The check of its draft. With one clip per shot, it has the problems of all clips.
    pub check: DraftCheck,
}

/// How a model takes the shots of a storyboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum StoryboardWay {
    /// As one clip with all shots.
    OneClip,
    /// As one clip per shot, in order.
    ClipPerShot {
        /// Length of each clip in seconds: the model's length that is nearest to the shot's.
        lengths_s: Vec<Option<u32>>,
        /// Whether each clip begins with the last frame of the previous one.
        is_chained: bool,
    },
}

/// One shot of a storyboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Shot {
    /// What is shown. One line.
    pub scene: String,
    /// Its length in ms; `None` if the prompt has none that can be parsed.
    pub duration_ms: Option<i64>,
}

/// Returns the shots of a prompt, in order; empty if it is not a storyboard.
pub fn shots(prompt: &str) -> Vec<Shot> {
    let mut lines = prompt.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    // A storyboard must begin with a shot: a prompt that only mentions shots is ordinary text.
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

/// Returns the shots as a prompt in the storyboard form.
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

/// Returns whether the line is `Shot 1:`, with or without spaces, in any case, or with a Chinese colon.
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

/// Parses `7.5sec`, `7.5 s`, `7,5sec`, `7.5秒` or `7.5`: more than 0 and at most an hour.
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
