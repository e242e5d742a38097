//! Poster and strip of one film by our media child, against the programs that others make them with.

use std::{ffi::OsStr, path::Path};

use dailies_core::media::{MediaChild, POSTER_EDGE, STRIP_EDGE, STRIP_FRAMES};

use super::{
    Done,
    figure::Figure,
    process::run,
    rounds::{in_turns, median, spread},
};

/// The core that both keep to.
const CORE: &str = "0";

/// Whole processes, one film each.
pub(crate) async fn poster(program: &Path, film: &Path, rounds: usize) -> Done {
    let folder = tempfile::tempdir()?;
    let child = MediaChild::new(program.to_owned());
    let out = folder.path().join("theirs.jpg");
    let edge = POSTER_EDGE.to_string();
    let thumbnailer = ["-i".as_ref(), film.as_os_str(), "-o".as_ref(), out.as_ref(), "-s".as_ref(), edge.as_ref()];
    let scale = format!("scale={POSTER_EDGE}:-2");
    let ffmpeg = ["-v", "error", "-y", "-i"].map(OsStr::new).into_iter().chain([film.as_os_str()]);
    let ffmpeg: Vec<&OsStr> =
        ffmpeg.chain(["-frames:v", "1", "-vf", &scale, "-q:v", "3"].map(OsStr::new)).chain([out.as_os_str()]).collect();
    for (line, other, words) in
        [("poster.thumbnailer", "ffmpegthumbnailer", &thumbnailer[..]), ("poster.ffmpeg", "ffmpeg", &ffmpeg[..])]
    {
        let ours = async || draw(&child, film, folder.path()).await;
        let turns = in_turns(rounds, ours, async || run(other, words).await).await?;
        let note = format!("ours {}, theirs {} ms", spread(&turns.ours), spread(&turns.theirs));
        Figure { line, ours: median(&turns.ours), theirs: Some(median(&turns.theirs)), unit: "ms", note }.say()?;
    }
    Ok(())
}

/// The same pictures by both, film after film, on one core.
pub(crate) async fn strip(program: &Path, film: &Path, rounds: usize) -> Done {
    let folder = tempfile::tempdir()?;
    let pinned = ["-c".into(), CORE.into(), program.into()];
    let child = MediaChild::new("/usr/bin/taskset".into()).with_leading_args(pinned);
    let (poster, strip) = (folder.path().join("their-poster.jpg"), folder.path().join("their-strip.jpg"));
    draw(&child, film, folder.path()).await?;
    let frames = image::image_dimensions(folder.path().join("strip.jpg"))?;
    let graph = graph(frames.1);
    let begin = ["-c", CORE, "ffmpeg", "-v", "error", "-y", "-threads", "1", "-filter_complex_threads", "1", "-i"];
    let words: Vec<&OsStr> = begin
        .map(OsStr::new)
        .into_iter()
        .chain([film.as_os_str(), "-filter_complex".as_ref(), graph.as_ref()])
        .chain(["-map", "[poster]", "-frames:v", "1", "-q:v", "3"].map(OsStr::new))
        .chain([poster.as_os_str()])
        .chain(["-map", "[strip]", "-frames:v", "1", "-q:v", "3"].map(OsStr::new))
        .chain([strip.as_os_str()])
        .collect();
    let ours = async || draw(&child, film, folder.path()).await;
    let turns = in_turns(rounds, ours, async || run("taskset", &words).await).await?;
    if image::image_dimensions(&strip)? != frames {
        return Err(format!("ffmpeg's strip is not as large as ours, {frames:?}").into());
    }
    let note =
        format!("strip {}x{}; ours {}, theirs {} ms", frames.0, frames.1, spread(&turns.ours), spread(&turns.theirs));
    let (ours, theirs) = (median(&turns.ours), Some(median(&turns.theirs)));
    Figure { line: "strip", ours, theirs, unit: "ms", note }.say()
}

async fn draw(child: &MediaChild, film: &Path, folder: &Path) -> Done {
    let examined = child.examine(film, folder).await?;
    if examined.pictures.is_some() { Ok(()) } else { Err("our child made no pictures".into()) }
}

/// Frames of the film that is measured with: ten seconds at 24 a second.
const FRAMES: usize = 240;

/// The first frame as a poster, the middle of each tenth as a strip, decoded once.
fn graph(height: u32) -> String {
    let step = FRAMES / STRIP_FRAMES;
    let wanted: Vec<String> = (0..STRIP_FRAMES).map(|cell| format!("eq(n,{})", cell * step + step / 2)).collect();
    let wanted = wanted.join("+");
    format!(
        "[0:v]split[a][b];[a]select='eq(n,0)',scale={POSTER_EDGE}:-2[poster];\
         [b]select='{wanted}',scale={STRIP_EDGE}:{height},tile={STRIP_FRAMES}x1[strip]"
    )
}
