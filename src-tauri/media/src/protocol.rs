//! What parent and child say to each other: a task as arguments, reports as lines of JSON on standard output.

use std::ffi::{OsStr, OsString};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::media_info::{MediaInfo, PictureInfo, Prepared, StillInfo};
use dailies_model::{Moment, PictureRejection, Preparation};

/// The first argument of a child; the second is the verb, as JSON.
pub(super) const CHILD: &str = "media-child";

pub(super) const POSTER_NAME: &str = "poster.jpg";
pub(super) const STRIP_NAME: &str = "strip.jpg";

/// What a child does with the file that is its standard input. What it makes of it goes to its standard output, after
/// [`Report::File`]: it opens no file itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verb {
    /// Read its facts and draw the poster.
    Examine,
    /// Draw the strip of a film.
    Strip,
    /// Make the strip of a film of a picture of its frames, side by side.
    RewriteStrip,
    /// Make a PNG of one frame of a film.
    Frame(Moment),
    /// Make a picture ready to be sent.
    Prepare(Preparation),
    /// Read the header of a picture.
    LookAt,
}

/// What a child is to do, and within which bounds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) verb: Verb,
    pub(super) memory_bytes: u64,
    pub(super) time: Duration,
}

impl Task {
    /// Everything after the program's name.
    pub(super) fn into_args(self) -> serde_json::Result<[OsString; 4]> {
        let Self { verb, memory_bytes, time } = self;
        let numbers = [memory_bytes, u64::try_from(time.as_millis()).unwrap_or(u64::MAX)];
        let [memory_bytes, time_ms] = numbers.map(|number| OsString::from(number.to_string()));
        let verb = serde_json::to_string(&verb)?;
        Ok([CHILD.into(), verb.into(), memory_bytes, time_ms])
    }

    /// From everything after [`CHILD`]; `None` unless it is exactly what `into_args` writes.
    pub(super) fn from_args(args: impl Iterator<Item = OsString>) -> Option<Self> {
        let [verb, memory_bytes, time_ms] = <[OsString; 3]>::try_from(args.collect::<Vec<_>>()).ok()?;
        let number = |arg: &OsStr| arg.to_str()?.parse::<u64>().ok();
        Some(Self {
            verb: serde_json::from_str(verb.to_str()?).ok()?,
            memory_bytes: number(&memory_bytes)?,
            time: Duration::from_millis(number(&time_ms)?),
        })
    }
}

/// One line from the child. Facts may come more than once, each time fuller; one of the others comes last.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Report {
    Facts(MediaInfo),
    /// So many bytes of a picture follow behind the line. What picture it is comes after them.
    File {
        bytes: u64,
    },
    /// That was the poster.
    Poster,
    /// That was the strip.
    Strip,
    /// That was the frame.
    Frame(StillInfo),
    /// That was the picture to be sent.
    Prepared(Prepared),
    /// Walls that this system lacks.
    Unconfined(String),
    /// What the header of a picture says.
    Picture(PictureInfo),
    /// It is no picture that can be sent.
    Refused(PictureRejection),
    /// No picture can be made of the file here, for this reason.
    NoPictures(String),
    /// The disk, not the file, is at fault.
    Failed(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use dailies_model::Crop;

    #[test]
    fn a_task_survives_the_command_line() {
        let crop = Some(Crop { x: 1, y: 2, width: 3, height: 4 });
        let preparation = Preparation { crop, size: Some((5, 6)), most_bytes: u64::MAX };
        for verb in [
            Verb::Examine,
            Verb::Strip,
            Verb::RewriteStrip,
            Verb::Frame(Moment::Last),
            Verb::Prepare(preparation),
            Verb::LookAt,
        ] {
            let task = || Task { verb, memory_bytes: 1 << 30, time: Duration::from_secs(30) };
            let args = || task().into_args().expect("arguments").into_iter();
            assert_eq!(Task::from_args(args().skip(1)), Some(task()));
            assert_eq!(Task::from_args(args().skip(2)), None);
        }
    }
}
