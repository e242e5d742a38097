//! The parent's side: starts a child for each file, watches the clock, and takes from it only bounded text.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::{Arc, Once};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::child_output::ChildOutput;
use super::media_info::{MediaInfo, PictureInfo, Prepared, StillInfo};
use super::protocol::{POSTER_NAME, Report, STRIP_NAME, Task, Verb};
use dailies_model::{Moment, PictureRejection, Preparation};

const MOST_COMPLAINT_BYTES: usize = 4 << 10;

/// The whole environment of a child: what the loader of a bundled program, or Windows, cannot do without.
const KEPT_ENVIRONMENT: [&str; 2] = ["LD_LIBRARY_PATH", "SystemRoot"];

/// A child fills some 25 MiB once for each group of pictures and ends soon: in huge pages, kept for the next group, that is not
/// six thousand page faults each time but a few hundred (<https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html>).
/// Elsewhere than in glibc it says nothing.
const MEMORY: (&str, &str) =
    ("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=67108864:glibc.malloc.top_pad=33554432");

/// Children at once: each fills a core while it decodes.
const MOST_CHILDREN: usize = 4;

/// How far a child may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// By the clock; also, rounded up, of processor time. Half of it is for decoding: then the child draws what it has.
    pub time: Duration,
    /// Address space, the program and its libraries included. Linux only.
    pub memory_bytes: u64,
}

impl Default for Limits {
    /// 30 seconds and 1.5 GiB, of which the shell's libraries take some 300 MiB.
    fn default() -> Self {
        Self { time: Duration::from_secs(30), memory_bytes: 3 << 29 }
    }
}

/// Why a file could not be examined. That a file is odd is no reason: see [`Examined`].
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The file is not there, or may not be read.
    #[error("the file cannot be read: {0}")]
    File(#[source] io::Error),
    /// The child could not be started or watched.
    #[error("the media child cannot be run: {0}")]
    Child(#[from] io::Error),
    /// The child met a failing or full disk, in its own words.
    #[error("the pictures cannot be made: {0}")]
    Disk(String),
    /// No frame of the film can be decoded here, for this reason.
    #[error("no frame can be had of the film: {0}")]
    NoFrame(String),
    /// The picture cannot be sent.
    #[error(transparent)]
    Refused(#[from] PictureRejection),
}

/// What came back of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Examined {
    /// As far as they were read; none of a file of no known kind.
    pub facts: MediaInfo,
    /// The still, or of a film the first frame that is not flat: JPEG, upright, in the shape in which it is displayed, no edge
    /// longer than [`POSTER_EDGE`](super::POSTER_EDGE). `None`: it is a sound, or cannot be decoded here; a film may still play.
    pub poster: Option<PathBuf>,
    /// Whether the child came to its end. It did not when it was killed, or ran out of time or memory.
    pub is_final: bool,
}

/// Reads films and pictures, each in a child process of its own.
#[derive(Debug, Clone)]
pub struct MediaChild {
    program: PathBuf,
    leading_args: Vec<OsString>,
    limits: Limits,
    slots: Arc<Semaphore>,
}

impl MediaChild {
    /// `program` is one whose `main` begins with [`run_if_child`](super::run_if_child): as a rule this very binary.
    pub fn new(program: PathBuf) -> Self {
        let slots = Arc::new(Semaphore::new(MOST_CHILDREN));
        Self { program, leading_args: Vec::new(), limits: Limits::default(), slots }
    }

    /// Arguments that come before the child's own, for a program that is started through another.
    #[must_use]
    pub fn with_leading_args(self, args: impl IntoIterator<Item = OsString>) -> Self {
        Self { leading_args: args.into_iter().collect(), ..self }
    }

    /// Other limits than the default ones.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Reads the facts of `file` and writes `poster.jpg` into the folder `out_dir`, under a temporary name first, replacing an
    /// older one. Dropping the future kills the child.
    pub async fn examine(&self, file: &Path, out_dir: &Path) -> Result<Examined, MediaError> {
        let mut examined = Examined::default();
        let poster = out_dir.join(POSTER_NAME);
        for report in self.run(Verb::Examine, file, Some(&poster)).await? {
            match report {
                Report::Facts(facts) => examined.facts = facts,
                Report::Poster => {
                    examined.poster = Some(poster.clone());
                    examined.is_final = true;
                }
                Report::NoPictures(reason) => {
                    tracing::info!(file = %file.display(), reason, "no poster");
                    examined.is_final = true;
                }
                Report::Failed(reason) => return Err(MediaError::Disk(reason)),
                _ => {}
            }
        }
        Ok(examined)
    }

    /// Writes `strip.jpg` into the folder `out_dir`, under a temporary name first, replacing an older one:
    /// [`STRIP_FRAMES`](super::STRIP_FRAMES) frames side by side, in order, spread evenly over the film, each with no edge longer
    /// than [`STRIP_EDGE`](super::STRIP_EDGE), JPEG, as upright as the poster. Where one does not decode, its neighbour stands in;
    /// `None`: none does. It takes ten times as long as the poster, and a film that brings its decoder down keeps that.
    /// Dropping the future kills the child.
    pub async fn strip(&self, film: &Path, out_dir: &Path) -> Result<Option<PathBuf>, MediaError> {
        self.write_strip(Verb::Strip, film, out_dir).await
    }

    /// Writes `strip.jpg` into the folder `out_dir` from a picture that is one already, drawn elsewhere: as many frames side by
    /// side, made no larger than a strip's. `None`: it is none. Dropping the future kills the child.
    pub async fn rewrite_strip(&self, picture: &Path, out_dir: &Path) -> Result<Option<PathBuf>, MediaError> {
        self.write_strip(Verb::RewriteStrip, picture, out_dir).await
    }

    async fn write_strip(&self, verb: Verb, file: &Path, out_dir: &Path) -> Result<Option<PathBuf>, MediaError> {
        let strip = out_dir.join(STRIP_NAME);
        let answer = self.answer(verb, file, Some(&strip)).await?;
        if let Some(Report::NoPictures(reason)) = &answer {
            tracing::info!(file = %file.display(), reason, "no strip");
        }
        Ok(matches!(answer, Some(Report::Strip)).then_some(strip))
    }

    /// Writes the first or the last frame that `film` shows as the PNG `out`, under a temporary name first, replacing an older
    /// one: every pixel as displayed. Where that frame does not decode, its neighbour stands in. Dropping the future kills
    /// the child.
    pub async fn frame(&self, film: &Path, which: Moment, out: &Path) -> Result<StillInfo, MediaError> {
        match self.answer(Verb::Frame(which), film, Some(out)).await? {
            Some(Report::Frame(still)) => Ok(still),
            Some(Report::NoPictures(reason)) => Err(MediaError::NoFrame(reason)),
            _ => Err(MediaError::NoFrame("the film brings its decoder down".into())),
        }
    }

    /// Writes `picture`, made ready to be sent, as `out`, under a temporary name first, replacing an older one: upright, without
    /// metadata, in sRGB, PNG or JPEG as [`Prepared`] says. The picture itself is only read. Dropping the future kills the child.
    pub async fn prepare(&self, picture: &Path, preparation: &Preparation, out: &Path) -> Result<Prepared, MediaError> {
        match self.answer(Verb::Prepare(*preparation), picture, Some(out)).await? {
            Some(Report::Prepared(prepared)) => Ok(prepared),
            Some(Report::Refused(refusal)) => Err(refusal.into()),
            // It takes too long, or brings its reader down.
            _ => Err(PictureRejection::Broken.into()),
        }
    }

    /// What the header of `picture` says. Writes nothing and decodes no pixel. Dropping the future kills the child.
    pub async fn look_at(&self, picture: &Path) -> Result<PictureInfo, MediaError> {
        match self.answer(Verb::LookAt, picture, None).await? {
            Some(Report::Picture(facts)) => Ok(facts),
            Some(Report::Refused(refusal)) => Err(refusal.into()),
            _ => Err(PictureRejection::Broken.into()),
        }
    }

    /// The last word of a child that has only one file to write, which may not be the one that it reads.
    async fn answer(&self, verb: Verb, file: &Path, out: Option<&Path>) -> Result<Option<Report>, MediaError> {
        if let Some(out) = out {
            let (from, to) = tokio::join!(tokio::fs::canonicalize(file), tokio::fs::canonicalize(out));
            if from.is_ok_and(|from| to.is_ok_and(|to| from == to)) {
                return Err(MediaError::Disk("the original would be overwritten".into()));
            }
        }
        match self.run(verb, file, out).await?.pop() {
            Some(Report::Failed(reason)) => Err(MediaError::Disk(reason)),
            answer => Ok(answer),
        }
    }

    /// The reports of a child that reads `file`; the picture that it makes lies at `out` by then.
    async fn run(&self, verb: Verb, file: &Path, out: Option<&Path>) -> Result<Vec<Report>, MediaError> {
        let file = open(file).await.map_err(MediaError::File)?;
        let _slot = self.slots.acquire().await.map_err(io::Error::other)?;
        let Limits { time, memory_bytes } = self.limits;
        let task = Task { verb, memory_bytes, time };
        let child = self.command(task.into_args().map_err(io::Error::other)?).stdin(file).spawn()?;
        let mut inbox = ChildOutput::new(out.map(Path::to_owned));
        self.watch(child, &mut inbox).await?;
        let reports = inbox.finish().await.map_err(|error| MediaError::Disk(error.to_string()))?;
        Ok(reports.into_iter().filter(|report| !is_about_walls(report)).collect())
    }

    fn command(&self, args: [OsString; 4]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.leading_args).args(args);
        command.env_clear().envs(KEPT_ENVIRONMENT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.env(MEMORY.0, MEMORY.1);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        #[cfg(windows)]
        command.creation_flags(0x0800_0000); // CREATE_NO_WINDOW
        command
    }

    /// Hears a child out, however it ends.
    async fn watch(&self, mut child: Child, inbox: &mut ChildOutput) -> io::Result<()> {
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let mut complaint = Vec::new();
        let ended = timeout(self.limits.time, async {
            // Each pipe is dropped as soon as it is done with, so that a flooding child ends of it.
            let (read, drained, ended) =
                tokio::join!(inbox.receive(stdout), read_tail(stderr, &mut complaint), child.wait());
            read.and(drained).and(ended)
        });
        match ended.await {
            Ok(status) => trace_end(status?, &complaint),
            Err(_) => {
                child.kill().await?;
                tracing::warn!(limit = ?self.limits.time, "the media child took too long and was killed");
            }
        }
        Ok(())
    }
}

/// Opens what the child is to read. A pipe or a device would keep it waiting.
async fn open(file: &Path) -> io::Result<std::fs::File> {
    if !tokio::fs::metadata(file).await?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
    }
    Ok(tokio::fs::File::open(file).await?.into_std().await)
}

/// Whether a report tells of walls that this system lacks, which is logged once.
fn is_about_walls(report: &Report) -> bool {
    static TOLD: Once = Once::new();
    let Report::Unconfined(missing) = report else { return false };
    TOLD.call_once(|| {
        tracing::warn!(missing, "films are read with fewer walls around their reader than there could be");
    });
    true
}

async fn read_tail(pipe: Option<impl AsyncRead + Unpin>, tail: &mut Vec<u8>) -> io::Result<()> {
    let Some(mut pipe) = pipe else { return Ok(()) };
    while pipe.read_buf(tail).await? > 0 {
        let excess = tail.len().saturating_sub(MOST_COMPLAINT_BYTES);
        tail.drain(..excess);
    }
    Ok(())
}

fn trace_end(status: ExitStatus, complaint: &[u8]) {
    if !status.success() {
        tracing::warn!(%status, complaint = %String::from_utf8_lossy(complaint), "the media child failed");
    }
}
