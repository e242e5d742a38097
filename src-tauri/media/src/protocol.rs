//! The protocol between parent and child: a task as arguments, reports as JSON lines on standard output.

use std::ffi::{OsStr, OsString};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::media_info::{MediaInfo, PictureInfo, Prepared, StillInfo};
use dailies_model::{Moment, PictureRejection, Preparation};

/// The first argument of a child; the second is the verb as JSON.
pub(super) const CHILD: &str = "media-child";

pub(super) const POSTER_NAME: &str = "poster.jpg";
pub(super) const STRIP_NAME: &str = "strip.jpg";

/// The operation on the file at standard input. A resulting picture is written to standard output after
/// [`Report::File`]; the child opens no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verb {
    /// Reads the metadata and draws the poster.
    Examine,
    /// Draws the strip of a film.
    Strip,
    /// Converts a picture of a film's frames, side by side, to a strip.
    RewriteStrip,
    /// Writes one frame of a film as PNG.
    Frame(Moment),
    /// Converts a picture to be sent.
    Prepare(Preparation),
    /// Reads the header of a picture.
    LookAt,
}

/// A child's operation and its resource limits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) verb: Verb,
    pub(super) memory_bytes: u64,
    pub(super) time: Duration,
}

impl Task {
    /// Returns the arguments after the program's name.
    pub(super) fn into_args(self) -> serde_json::Result<[OsString; 4]> {
        let Self { verb, memory_bytes, time } = self;
        let numbers = [memory_bytes, u64::try_from(time.as_millis()).unwrap_or(u64::MAX)];
        let [memory_bytes, time_ms] = numbers.map(|number| OsString::from(number.to_string()));
        let verb = serde_json::to_string(&verb)?;
        Ok([CHILD.into(), verb.into(), memory_bytes, time_ms])
    }

    /// Parses the arguments after [`CHILD`]; `None` unless they are exactly what `into_args` writes.
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

/// One line from the child. Metadata may be reported repeatedly, each time more complete; the last line is another
/// report.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Report {
    Facts(MediaInfo),
    /// The given number of bytes of a picture follow this line. The report after them tells what picture it is.
    File {
        bytes: u64,
    },
    /// The preceding picture is the poster.
    Poster,
    /// The preceding picture is the strip.
    Strip,
    /// The preceding picture is the frame.
    Frame(StillInfo),
    /// The preceding picture is the one to be sent.
    Prepared(Prepared),
    /// Sandbox mechanisms that this system lacks.
    Unconfined(String),
    /// Metadata of a picture.
    Picture(PictureInfo),
    /// The picture cannot be sent.
    Refused(PictureRejection),
    /// The file cannot be decoded here; the reason.
    NoPictures(String),
    /// A disk error, which is not the file's fault.
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
