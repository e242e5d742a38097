//! Poster and strip of one film by our media child, against the programs that others make them with.

use std::path::Path;

use dailies_core::media::{MediaChild, POSTER_EDGE, STRIP_EDGE, STRIP_FRAMES};
use tokio::process::Command;

use super::{
    Done,
    figure::Figure,
    process::run,
    rounds::{Turns, in_turns, median, spread},
};

/// The core that both keep to.
const CORE: &str = "0";

/// Whole processes, one film each.
pub(crate) async fn poster(program: &Path, film: &Path, rounds: usize) -> Done {
    let folder = tempfile::tempdir()?;
    let child = MediaChild::new(program.to_owned());
    let out = folder.path().join("theirs.jpg");
    let others = [("poster.thumbnailer", thumbnailer(film, &out)), ("poster.ffmpeg", one_frame(film, &out))];
    for (line, mut other) in others {
        let ours = async || draw_poster(&child, film, folder.path()).await;
        let turns = in_turns(rounds, ours, async || run(&mut other).await).await?;
        say(line, &turns, "")?;
    }
    Ok(())
}

/// The same pictures by both, film after film, on one core.
pub(crate) async fn strip(program: &Path, film: &Path, rounds: usize) -> Done {
    let folder = tempfile::tempdir()?;
    let pinned = ["-c".into(), CORE.into(), program.into()];
    let child = MediaChild::new("/usr/bin/taskset".into()).with_leading_args(pinned);
    draw_both(&child, film, folder.path()).await?;
    let (width, height) = image::image_dimensions(folder.path().join("strip.jpg"))?;
    let [poster, strip] = ["their-poster.jpg", "their-strip.jpg"].map(|name| folder.path().join(name));
    let mut other = one_pass(film, height, &poster, &strip);
    let ours = async || draw_both(&child, film, folder.path()).await;
    let turns = in_turns(rounds, ours, async || run(&mut other).await).await?;
    if image::image_dimensions(&strip)? != (width, height) {
        return Err(format!("ffmpeg's strip is not {width}x{height} as ours is").into());
    }
    say("strip", &turns, &format!("strip {width}x{height}; "))
}

fn say(line: &'static str, turns: &Turns, note: &str) -> Done {
    let note = format!("{note}ours {}, theirs {} ms", spread(&turns.ours), spread(&turns.theirs));
    let (ours, theirs) = (median(&turns.ours), Some(median(&turns.theirs)));
    Figure { line, ours, theirs, unit: "ms", note }.say()
}

fn thumbnailer(film: &Path, out: &Path) -> Command {
    let mut command = Command::new("ffmpegthumbnailer");
    command.arg("-i").arg(film).arg("-o").arg(out).args(["-s", &POSTER_EDGE.to_string()]);
    command
}

fn one_frame(film: &Path, out: &Path) -> Command {
    let mut command = Command::new("ffmpeg");
    command.args(["-v", "error", "-y", "-i"]).arg(film);
    command.args(["-frames:v", "1", "-vf", &format!("scale={POSTER_EDGE}:-2"), "-q:v", "3"]).arg(out);
    command
}

fn one_pass(film: &Path, height: u32, poster: &Path, strip: &Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", CORE, "ffmpeg", "-v", "error", "-y", "-threads", "1", "-filter_complex_threads", "1", "-i"]);
    command.arg(film).args(["-filter_complex", &graph(height)]);
    for (name, out) in [("[poster]", poster), ("[strip]", strip)] {
        command.args(["-map", name, "-frames:v", "1", "-q:v", "3"]).arg(out);
    }
    command
}

async fn draw_poster(child: &MediaChild, film: &Path, folder: &Path) -> Done {
    child.examine(film, folder).await?.poster.map(drop).ok_or_else(|| "our child made no poster".into())
}

async fn draw_both(child: &MediaChild, film: &Path, folder: &Path) -> Done {
    draw_poster(child, film, folder).await?;
    child.strip(film, folder).await?.map(drop).ok_or_else(|| "our child made no strip".into())
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
