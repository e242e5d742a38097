//! What parent and child say to each other: a task as arguments, reports as lines of JSON on standard output.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::facts::{Facts, PictureFacts, Prepared, Still};
use crate::model::{Moment, Preparation, Refusal};

/// The first argument of a child; the second is the verb, as JSON.
pub(super) const CHILD: &str = "media-child";

pub(super) const POSTER_NAME: &str = "poster.jpg";
pub(super) const STRIP_NAME: &str = "strip.jpg";

/// What a child does with a file, and what `out` of its task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verb {
    /// Read its facts and draw the poster into the folder `out`.
    Examine,
    /// Draw the strip of a film into the folder `out`.
    Strip,
    /// Write one frame of a film as the PNG `out`.
    Frame(Moment),
    /// Write a picture, made ready to be sent, as `out`.
    Prepare(Preparation),
    /// Read the header of a picture. Writes nothing: `out` is empty.
    LookAt,
}

/// What a child is to do, and within which bounds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) verb: Verb,
    pub(super) memory_bytes: u64,
    pub(super) time: Duration,
    pub(super) file: PathBuf,
    pub(super) out: PathBuf,
}

impl Task {
    /// Everything after the program's name.
    pub(super) fn into_args(self) -> serde_json::Result<[OsString; 6]> {
        let Self { verb, memory_bytes, time, file, out } = self;
        let numbers = [memory_bytes, u64::try_from(time.as_millis()).unwrap_or(u64::MAX)];
        let [memory_bytes, time_ms] = numbers.map(|number| OsString::from(number.to_string()));
        let verb = serde_json::to_string(&verb)?;
        Ok([CHILD.into(), verb.into(), memory_bytes, time_ms, file.into(), out.into()])
    }

    /// From everything after [`CHILD`]; `None` unless it is exactly what `into_args` writes.
    pub(super) fn from_args(args: impl Iterator<Item = OsString>) -> Option<Self> {
        let [verb, memory_bytes, time_ms, file, out] = <[OsString; 5]>::try_from(args.collect::<Vec<_>>()).ok()?;
        let number = |arg: &OsStr| arg.to_str()?.parse::<u64>().ok();
        Some(Self {
            verb: serde_json::from_str(verb.to_str()?).ok()?,
            memory_bytes: number(&memory_bytes)?,
            time: Duration::from_millis(number(&time_ms)?),
            file: file.into(),
            out: out.into(),
        })
    }
}

/// One line from the child. Facts may come more than once, each time fuller; one of the others comes last.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Report {
    Facts(Facts),
    /// The poster has its final name.
    Poster,
    /// The strip has its final name.
    Strip,
    /// The frame has its final name.
    Frame(Still),
    /// The picture has its final name.
    Prepared(Prepared),
    /// What the header of a picture says.
    Picture(PictureFacts),
    /// It is no picture that can be sent.
    Refused(Refusal),
    /// No picture can be made of the file here, for this reason.
    NoPictures(String),
    /// The disk, not the file, is at fault.
    Failed(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Crop;

    #[test]
    fn a_task_survives_the_command_line() {
        let crop = Some(Crop { x: 1, y: 2, width: 3, height: 4 });
        let preparation = Preparation { crop, size: Some((5, 6)), most_bytes: u64::MAX };
        for verb in [Verb::Examine, Verb::Strip, Verb::Frame(Moment::Last), Verb::Prepare(preparation), Verb::LookAt] {
            let task = || Task {
                verb,
                memory_bytes: 1 << 30,
                time: Duration::from_secs(30),
                file: "a film.mp4".into(),
                out: "-out".into(),
            };
            let args = || task().into_args().expect("arguments").into_iter();
            assert_eq!(Task::from_args(args().skip(1)), Some(task()));
            assert_eq!(Task::from_args(args().skip(2)), None);
        }
    }
}
