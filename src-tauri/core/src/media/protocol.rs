//! What parent and child say to each other: a task as arguments, reports as lines of JSON on standard output.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::facts::Facts;

/// The first argument of a child; the second is the verb.
pub(super) const CHILD: &str = "media-child";
const EXAMINE: &str = "examine";

pub(super) const POSTER_NAME: &str = "poster.jpg";
pub(super) const STRIP_NAME: &str = "strip.jpg";

/// What a child is to do, and within which bounds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Task {
    pub(super) memory_bytes: u64,
    pub(super) time: Duration,
    pub(super) file: PathBuf,
    pub(super) out_dir: PathBuf,
}

impl Task {
    /// Everything after the program's name.
    pub(super) fn into_args(self) -> [OsString; 6] {
        let Self { memory_bytes, time, file, out_dir } = self;
        let numbers = [memory_bytes, u64::try_from(time.as_millis()).unwrap_or(u64::MAX)];
        let [memory_bytes, time_ms] = numbers.map(|number| OsString::from(number.to_string()));
        [CHILD.into(), EXAMINE.into(), memory_bytes, time_ms, file.into(), out_dir.into()]
    }

    /// From everything after [`CHILD`]; `None` unless it is exactly what `into_args` writes.
    pub(super) fn from_args(args: impl Iterator<Item = OsString>) -> Option<Self> {
        let [verb, memory_bytes, time_ms, file, out_dir] = <[OsString; 5]>::try_from(args.collect::<Vec<_>>()).ok()?;
        let number = |arg: &OsStr| arg.to_str()?.parse::<u64>().ok();
        (verb == EXAMINE).then_some(Self {
            memory_bytes: number(&memory_bytes)?,
            time: Duration::from_millis(number(&time_ms)?),
            file: file.into(),
            out_dir: out_dir.into(),
        })
    }
}

/// One line from the child. Facts may come more than once, each time fuller; one of the others comes last.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Report {
    Facts(Facts),
    /// The poster has its final name, and there is no more to come.
    Poster,
    /// Poster and strip have their final names.
    PosterAndStrip,
    /// No picture can be made of the file here, for this reason.
    NoPictures(String),
    /// The disk, not the file, is at fault.
    Failed(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_survives_the_command_line() {
        let task = || Task {
            memory_bytes: 1 << 30,
            time: Duration::from_secs(30),
            file: "a film.mp4".into(),
            out_dir: "-out".into(),
        };
        assert_eq!(Task::from_args(task().into_args().into_iter().skip(1)), Some(task()));
        assert_eq!(Task::from_args(task().into_args().into_iter().skip(2)), None);
    }
}
