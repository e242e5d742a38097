//! The child's side: enters the sandbox, reads standard input, prints reports, and ends.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::process::exit;
use std::time::Instant;

use super::demux;
use super::media_info::{MediaInfo, StillInfo};
use super::protocol::{CHILD, Report, Task, Verb};
use super::source::Source;
use super::track::{Film, VideoTrack};
use super::{confinement, encode, frame, picture, poster_strip, sound, still};
use dailies_model::{Container, Medium, Moment, Preparation};

const NOT_DECODED: &str = "not 8-bit 4:2:0 H.264 in MP4";
const NO_FRAME: &str = "no frame decodes";

/// Must be called first in `main`: in a child it does the child's work and ends the process, otherwise it returns at
/// once.
pub fn run_if_child() {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_none_or(|first| first != CHILD) {
        return;
    }
    let Some(task) = Task::from_args(args) else { exit(2) };
    let ended =
        open(&task).and_then(|source| run(&task, source)).or_else(|error| say(&Report::Failed(error.to_string())));
    exit(if ended.is_ok() { 0 } else { 1 })
}

/// Opens standard input, and enters the sandbox before its first byte is read.
fn open(task: &Task) -> io::Result<Source> {
    let mut missing = confinement::limit(confinement::Bounds { time: task.time, memory_bytes: task.memory_bytes })?;
    let source = Source::new(standard_input()?)?;
    missing.extend(confinement::enter());
    if !missing.is_empty() {
        say(&Report::Unconfined(missing.join("; ")))?;
    }
    Ok(source)
}

#[cfg(unix)]
fn standard_input() -> io::Result<File> {
    use std::os::fd::AsFd as _;
    Ok(io::stdin().as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn standard_input() -> io::Result<File> {
    use std::os::windows::io::AsHandle as _;
    Ok(io::stdin().as_handle().try_clone_to_owned()?.into())
}

fn run(task: &Task, source: Source) -> io::Result<()> {
    let deadline = Instant::now() + task.time / 2;
    match task.verb {
        Verb::Examine => examine(source, deadline),
        Verb::Strip => strip(source, deadline),
        Verb::RewriteStrip => rewrite_strip(source),
        Verb::Frame(which) => frame(source, which, deadline),
        Verb::Prepare(preparation) => prepare(source, &preparation),
        Verb::LookAt => {
            let looked = picture::look(source.reader, source.length);
            say(&looked.map_or_else(Report::Refused, Report::Picture))
        }
    }
}

fn examine(mut source: Source, deadline: Instant) -> io::Result<()> {
    let container = source.container()?;
    // Reported before the headers are read, because these may crash the process.
    say(&Report::Facts(MediaInfo { container, ..MediaInfo::default() }))?;
    source.reader.rewind()?;
    match container.map(|container| (container, container.medium())) {
        Some((container, Medium::Film)) => film(source, container, deadline),
        Some((container, Medium::Still)) => still(source, container),
        Some((container, Medium::Sound)) => sound(source, container),
        None => say(&Report::NoPictures("no kind of file that is known here".into())),
    }
}

fn film(mut source: Source, container: Container, deadline: Instant) -> io::Result<()> {
    let Film { facts, video } = demux::read(&mut source, container)?;
    say(&Report::Facts(facts))?;

    let Some(track) = video else { return say(&Report::NoPictures(NOT_DECODED.into())) };
    match poster_strip::draw_poster(&mut source.reader, &track, deadline) {
        Ok(Some(poster)) => hand_over(&poster_strip::jpeg(&poster)?, &Report::Poster),
        Ok(None) => say(&Report::NoPictures(NO_FRAME.into())),
        Err(error) => say(&Report::NoPictures(error.to_string())),
    }
}

fn strip(mut source: Source, deadline: Instant) -> io::Result<()> {
    let Some(track) = video(&mut source)? else { return say(&Report::NoPictures(NOT_DECODED.into())) };
    match poster_strip::draw_strip(&mut source.reader, &track, deadline) {
        Ok(Some(strip)) => hand_over(&poster_strip::jpeg(&strip)?, &Report::Strip),
        Ok(None) => say(&Report::NoPictures(NO_FRAME.into())),
        Err(error) => say(&Report::NoPictures(error.to_string())),
    }
}

fn still(source: Source, container: Container) -> io::Result<()> {
    let still = match still::open(source.reader, container) {
        Ok(still) => still,
        Err(error) => return say(&Report::NoPictures(error.to_string())),
    };
    say(&Report::Facts(MediaInfo { container: Some(container), ..still.facts() }))?;
    match still.poster() {
        Ok(poster) => hand_over(&poster_strip::jpeg(&poster)?, &Report::Poster),
        Err(error) => say(&Report::NoPictures(error.to_string())),
    }
}

fn rewrite_strip(mut source: Source) -> io::Result<()> {
    let container = source.container()?.filter(|container| container.medium() == Medium::Still);
    let Some(container) = container else { return say(&Report::NoPictures("no picture".into())) };
    source.reader.rewind()?;
    match still::open(source.reader, container).and_then(still::Still::strip) {
        Ok(Some(strip)) => hand_over(&poster_strip::jpeg(&strip)?, &Report::Strip),
        Ok(None) => say(&Report::NoPictures("not ten frames side by side".into())),
        Err(error) => say(&Report::NoPictures(error.to_string())),
    }
}

fn sound(source: Source, container: Container) -> io::Result<()> {
    say(&Report::Facts(MediaInfo { container: Some(container), ..sound::read(source.reader) }))?;
    say(&Report::NoPictures("a sound".into()))
}

fn frame(mut source: Source, which: Moment, deadline: Instant) -> io::Result<()> {
    let Some(track) = video(&mut source)? else { return say(&Report::NoPictures(NOT_DECODED.into())) };
    let image = match frame::draw(&mut source.reader, &track, which, deadline) {
        Ok(Some(image)) => image,
        Ok(None) => return say(&Report::NoPictures(NO_FRAME.into())),
        Err(error) => return say(&Report::NoPictures(error.to_string())),
    };
    let (width, height) = image.dimensions();
    let png = encode::png(&image.into()).map_err(io::Error::other)?;
    hand_over(&png, &Report::Frame(StillInfo { width, height }))
}

/// Returns the decodable video track of a film; `None` for other files.
fn video(source: &mut Source) -> io::Result<Option<VideoTrack>> {
    let Some(container) = source.container()? else { return Ok(None) };
    Ok(demux::read(source, container)?.video)
}

fn prepare(mut source: Source, preparation: &Preparation) -> io::Result<()> {
    // One more byte than allowed, so that a longer file is detected and rejected.
    let bytes = source.head(picture::MOST_FILE_BYTES + 1)?;
    match picture::prepare(&bytes.into(), preparation) {
        Ok((prepared, file)) => hand_over(&file, &Report::Prepared(prepared)),
        Err(refusal) => say(&Report::Refused(refusal)),
    }
}

/// Sends a picture to the parent, and then the report on what it is.
fn hand_over(picture: &[u8], what: &Report) -> io::Result<()> {
    say(&Report::File { bytes: picture.len() as u64 })?;
    io::stdout().lock().write_all(picture)?;
    say(what)
}

fn say(report: &Report) -> io::Result<()> {
    let mut line = serde_json::to_vec(report)?;
    line.push(b'\n');
    let mut out = io::stdout().lock();
    out.write_all(&line)?;
    out.flush()
}
