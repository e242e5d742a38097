//! The parent's side: starts a child per file, enforces the timeout, and reads its limited output.

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

/// The only environment variables that a child inherits: required by the loader of a bundled program, or by Windows.
const KEPT_ENVIRONMENT: [&str; 2] = ["LD_LIBRARY_PATH", "SystemRoot"];

/// Makes the allocator use huge pages and keep freed memory
/// (<https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html>). A child fills some 25 MiB
/// for each group of pictures and soon ends; without this that would cost six thousand page faults each time, instead
/// of a few hundred. C libraries other than glibc ignore it.
const MEMORY: (&str, &str) =
    ("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=67108864:glibc.malloc.top_pad=33554432");

/// Maximum number of children at once; each uses a full core while decoding.
const MOST_CHILDREN: usize = 4;

/// Resource limits of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Wall-clock time; also, rounded up, the limit of processor time. Decoding stops after half of it, and the child
    /// uses the frames that it has by then.
    pub time: Duration,
    /// Address space including the program and its libraries, in bytes. Linux only.
    pub memory_bytes: u64,
}

impl Default for Limits {
    /// 30 seconds and 1.5 GiB, of which the desktop program's libraries take some 300 MiB.
    fn default() -> Self {
        Self { time: Duration::from_secs(30), memory_bytes: 3 << 29 }
    }
}

/// Why a file could not be examined. An unreadable format is not an error: see [`Examined`].
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The file does not exist or may not be read.
    #[error("the file cannot be read: {0}")]
    File(#[source] io::Error),
    /// The child could not be started or waited for.
    #[error("the media child cannot be run: {0}")]
    Child(#[from] io::Error),
    /// The child reported a disk error.
    #[error("the pictures cannot be made: {0}")]
    Disk(String),
    /// No frame of the film can be decoded; the reason.
    #[error("no frame can be had of the film: {0}")]
    NoFrame(String),
    /// The picture cannot be sent.
    #[error(transparent)]
    Refused(#[from] PictureRejection),
}

/// The result of examining a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Examined {
    /// Metadata as far as it was read; empty for an unknown format.
    pub facts: MediaInfo,
    /// Path of the poster: the still, or the first frame of a film that has enough detail. JPEG, upright, as displayed,
    /// no edge longer than [`POSTER_EDGE`](super::POSTER_EDGE). `None` for a sound, or if nothing can be decoded; a
    /// film may still play.
    pub poster: Option<PathBuf>,
    /// Whether the child finished. It did not if it was killed, or ran out of time or memory.
    pub is_final: bool,
}

/// Reads films and pictures, each in its own child process.
#[derive(Debug, Clone)]
pub struct MediaChild {
    program: PathBuf,
    leading_args: Vec<OsString>,
    limits: Limits,
    slots: Arc<Semaphore>,
}

impl MediaChild {
    /// Creates a client. `program`, usually this binary, must call [`run_if_child`](super::run_if_child) first in its
    /// `main`.
    pub fn new(program: PathBuf) -> Self {
        let slots = Arc::new(Semaphore::new(MOST_CHILDREN));
        Self { program, leading_args: Vec::new(), limits: Limits::default(), slots }
    }

    /// Adds arguments before the child's own, for a program that is started through another.
    #[must_use]
    pub fn with_leading_args(self, args: impl IntoIterator<Item = OsString>) -> Self {
        Self { leading_args: args.into_iter().collect(), ..self }
    }

    /// Replaces the default limits.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Reads the metadata of `file` and writes `poster.jpg` into the folder `out_dir`, atomically, replacing an older
    /// one. Dropping the future kills the child.
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

    /// Writes `strip.jpg` into the folder `out_dir`, atomically, replacing an older one:
    /// [`STRIP_FRAMES`](super::STRIP_FRAMES) frames side by side, in order, spread evenly over the film, each with no
    /// edge longer than [`STRIP_EDGE`](super::STRIP_EDGE), JPEG, upright like the poster. A frame that cannot be
    /// decoded is replaced by its neighbour; `None` if none can be decoded. Takes ten times as long as the poster;
    /// separate from it, so that a film that crashes the decoder keeps its poster. Dropping the future kills the child.
    pub async fn strip(&self, film: &Path, out_dir: &Path) -> Result<Option<PathBuf>, MediaError> {
        self.write_strip(Verb::Strip, film, out_dir).await
    }

    /// Writes `strip.jpg` into the folder `out_dir` from a picture that is a strip already, but was not drawn by a
    /// child: the same number of frames side by side, scaled down to a strip's size. `None` if it is not a strip.
    /// Dropping the future kills the child.
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

    /// Writes the frame `which` of `film` as the PNG `out`, atomically, replacing an older one, in full display size. A
    /// frame that cannot be decoded is replaced by its neighbour. Dropping the future kills the child.
    pub async fn frame(&self, film: &Path, which: Moment, out: &Path) -> Result<StillInfo, MediaError> {
        match self.answer(Verb::Frame(which), film, Some(out)).await? {
            Some(Report::Frame(still)) => Ok(still),
            Some(Report::NoPictures(reason)) => Err(MediaError::NoFrame(reason)),
            _ => Err(MediaError::NoFrame("the film brings its decoder down".into())),
        }
    }

    /// Writes a copy of `picture` to be sent as `out`, atomically, replacing an older one: upright, without metadata,
    /// in sRGB, PNG or JPEG as [`Prepared`] says. The picture itself is only read. Dropping the future kills the child.
    pub async fn prepare(&self, picture: &Path, preparation: &Preparation, out: &Path) -> Result<Prepared, MediaError> {
        match self.answer(Verb::Prepare(*preparation), picture, Some(out)).await? {
            Some(Report::Prepared(prepared)) => Ok(prepared),
            Some(Report::Refused(refusal)) => Err(refusal.into()),
            // The child timed out or crashed.
            _ => Err(PictureRejection::Broken.into()),
        }
    }

    /// Reads the header of `picture`. Writes nothing and decodes no pixels. Dropping the future kills the child.
    pub async fn look_at(&self, picture: &Path) -> Result<PictureInfo, MediaError> {
        match self.answer(Verb::LookAt, picture, None).await? {
            Some(Report::Picture(facts)) => Ok(facts),
            Some(Report::Refused(refusal)) => Err(refusal.into()),
            _ => Err(PictureRejection::Broken.into()),
        }
    }

    /// Returns the last report of a child. `out`, the path of the picture that it makes, must not be the file that it
    /// reads.
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

    /// Runs a child that reads `file`. Returns its reports after its picture, if it made one, was written to `out`.
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

    /// Reads a child's output until the child ends, or kills it at the time limit. A crash is not an error.
    async fn watch(&self, mut child: Child, inbox: &mut ChildOutput) -> io::Result<()> {
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let mut complaint = Vec::new();
        let ended = timeout(self.limits.time, async {
            // Each pipe is dropped as soon as its reader is done, so that a child that writes too much fails and ends.
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

/// Opens the file for the child. Pipes and devices are rejected, since they could block it.
async fn open(file: &Path) -> io::Result<std::fs::File> {
    if !tokio::fs::metadata(file).await?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
    }
    Ok(tokio::fs::File::open(file).await?.into_std().await)
}

/// Returns whether a report is about missing sandbox mechanisms, which is logged once.
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
