//! The child's side: bounds itself, reads the file, prints reports, and ends.

use std::io::{self, Seek, Write};
use std::process::exit;
use std::time::Instant;

use super::demux::{self, Film, Source, VideoTrack};
use super::facts::{Facts, Still};
use super::protocol::{CHILD, POSTER_NAME, Report, STRIP_NAME, Task, Verb};
use super::{disk, encode, frame, picture, pictures, sound, still};
use crate::model::{Container, Medium, Moment, Preparation};

const NOT_DECODED: &str = "not 8-bit 4:2:0 H.264 in MP4";
const NO_FRAME: &str = "no frame decodes";

/// Call it first thing in `main`: in a child it does the child's work and ends the process; elsewhere it returns at once.
pub fn run_if_child() {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_none_or(|first| first != CHILD) {
        return;
    }
    let Some(task) = Task::from_args(args) else { exit(2) };
    let ended = bound(&task).and_then(|()| run(&task)).or_else(|error| say(&Report::Failed(error.to_string())));
    exit(if ended.is_ok() { 0 } else { 1 })
}

/// Kernel limits, so that a file cannot take the machine along. Windows has only the parent's clock.
#[cfg(unix)]
fn bound(task: &Task) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    setrlimit(Resource::Core, limit(0))?;
    setrlimit(Resource::Cpu, limit(task.time.as_secs() + 1))?;
    // macOS refuses or ignores it: there the clock has to do.
    if let Err(error) = setrlimit(Resource::As, limit(task.memory_bytes)) {
        writeln!(io::stderr(), "no memory limit: {error}")?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn bound(_: &Task) -> io::Result<()> {
    Ok(())
}

fn run(task: &Task) -> io::Result<()> {
    let deadline = Instant::now() + task.time / 2;
    let source = Source::open(&task.file)?;
    match task.verb {
        Verb::Examine => examine(task, source, deadline),
        Verb::Strip => strip(task, source, deadline),
        Verb::Frame(which) => frame(task, source, which, deadline),
        Verb::Prepare(preparation) => prepare(task, source, &preparation),
        Verb::LookAt => {
            let looked = picture::look(source.reader, source.length);
            say(&looked.map_or_else(Report::Refused, Report::Picture))
        }
    }
}

fn examine(task: &Task, mut source: Source, deadline: Instant) -> io::Result<()> {
    let container = source.container()?;
    // Said before the headers are read: a header may be what brings this process down.
    say(&Report::Facts(Facts { container, ..Facts::default() }))?;
    source.reader.rewind()?;
    match container.map(|container| (container, container.medium())) {
        Some((container, Medium::Film)) => film(task, source, container, deadline),
        Some((container, Medium::Still)) => still(task, source, container),
        Some((container, Medium::Sound)) => sound(source, container),
        None => say(&Report::NoPictures("no kind of file that is known here".into())),
    }
}

fn film(task: &Task, mut source: Source, container: Container, deadline: Instant) -> io::Result<()> {
    let Film { facts, video } = demux::read(&mut source, container)?;
    say(&Report::Facts(facts))?;

    let Some(track) = video else { return say(&Report::NoPictures(NOT_DECODED.into())) };
    match pictures::draw_poster(&mut source.reader, &track, deadline) {
        Ok(Some(poster)) => pictures::save(&poster, &task.out, POSTER_NAME)?,
        Ok(None) => return say(&Report::NoPictures(NO_FRAME.into())),
        Err(error) => return say(&Report::NoPictures(error.to_string())),
    }
    say(&Report::Poster)
}

fn strip(task: &Task, mut source: Source, deadline: Instant) -> io::Result<()> {
    let Some(track) = video(&mut source)? else { return say(&Report::NoPictures(NOT_DECODED.into())) };
    match pictures::draw_strip(&mut source.reader, &track, deadline) {
        Ok(Some(strip)) => pictures::save(&strip, &task.out, STRIP_NAME)?,
        Ok(None) => return say(&Report::NoPictures(NO_FRAME.into())),
        Err(error) => return say(&Report::NoPictures(error.to_string())),
    }
    say(&Report::Strip)
}

fn still(task: &Task, source: Source, container: Container) -> io::Result<()> {
    let still = match still::open(source.reader, container) {
        Ok(still) => still,
        Err(error) => return say(&Report::NoPictures(error.to_string())),
    };
    say(&Report::Facts(Facts { container: Some(container), ..still.facts() }))?;
    match still.poster() {
        Ok(poster) => pictures::save(&poster, &task.out, POSTER_NAME)?,
        Err(error) => return say(&Report::NoPictures(error.to_string())),
    }
    say(&Report::Poster)
}

fn sound(source: Source, container: Container) -> io::Result<()> {
    say(&Report::Facts(Facts { container: Some(container), ..sound::read(source.reader) }))?;
    say(&Report::NoPictures("a sound".into()))
}

fn frame(task: &Task, mut source: Source, which: Moment, deadline: Instant) -> io::Result<()> {
    let Some(track) = video(&mut source)? else { return say(&Report::NoPictures(NOT_DECODED.into())) };
    let image = match frame::draw(&mut source.reader, &track, which, deadline) {
        Ok(Some(image)) => image,
        Ok(None) => return say(&Report::NoPictures(NO_FRAME.into())),
        Err(error) => return say(&Report::NoPictures(error.to_string())),
    };
    let (width, height) = image.dimensions();
    disk::put(&task.out, &encode::png(&image.into()).map_err(io::Error::other)?)?;
    say(&Report::Frame(Still { width, height }))
}

/// What can be decoded of a film; `None` of any other file.
fn video(source: &mut Source) -> io::Result<Option<VideoTrack>> {
    let Some(container) = source.container()? else { return Ok(None) };
    Ok(demux::read(source, container)?.video)
}

fn prepare(task: &Task, mut source: Source, preparation: &Preparation) -> io::Result<()> {
    // One that is too long is refused by its length.
    let bytes = source.head(picture::MOST_FILE_BYTES + 1)?;
    match picture::prepare(&bytes.into(), preparation) {
        Ok((prepared, file)) => {
            disk::put(&task.out, &file)?;
            say(&Report::Prepared(prepared))
        }
        Err(refusal) => say(&Report::Refused(refusal)),
    }
}

fn say(report: &Report) -> io::Result<()> {
    let mut line = serde_json::to_vec(report)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(&line)?;
    out.flush()
}
