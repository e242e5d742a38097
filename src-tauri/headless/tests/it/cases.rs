//! Jobs of the wild, each against a relay that answers by a script: what was reported as lost, misread or unsaid, and the
//! right end of it. The scripts are the files of `tests/fixtures/cases`.

mod relay;

use std::{
    collections::BTreeSet,
    io::Write as _,
    path::{Path, PathBuf},
};

use dailies_core::model::{Charged, Failure, Generation, Job, JobState, Meaning, ModelId};
use relay::{Case, Coded, Film, ID, Scripted, plain};

use crate::support::{Room, patiently};

const FOLDERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases");
const FILM: &[u8] = include_bytes!("../../../media/tests/fixtures/films/faststart.mp4");

/// The right end of a case.
#[derive(Debug, Clone)]
enum Right {
    /// The clip is in the gallery, and the job was asked for by exactly this id.
    Filed { id: &'static str },
    /// The relay's verdict is told: what it means, what it cost, and words of it.
    Failed { meaning: Meaning, charged: Charged, words: &'static str },
    /// Done and paid, but where the clip lies is not known: the relay is asked again, or the user gives a link.
    Missing,
    /// What ends early is fetched again, and never filed.
    Unfiled,
    /// Refused at the submit.
    Refused { meaning: Meaning, words: &'static str },
    /// The answer is kept, the outcome is unknown, and nothing was asked for.
    Unknown,
    /// Whatever the state, nothing shown holds the signature of the film's address.
    Unsigned,
}

/// The film of a case: whole, unless the case's name says how it ends early.
fn film(name: &str) -> Film {
    const WEBM: &[u8] = include_bytes!("../../../media/tests/fixtures/films/vp9.webm");
    const INDEX_AT_END: &[u8] = include_bytes!("../../../media/tests/fixtures/films/moov-at-end.mp4");
    let half = |film: &'static [u8]| &film[..film.len() / 2];
    let (bytes, ending, tells_length) = match name {
        "cut_cl_end" => (half(INDEX_AT_END), "mp4", true),
        "cut_cl_front" => (&FILM[..FILM.len() - 2_000], "mp4", true),
        "nolen_end" => (half(INDEX_AT_END), "mp4", false),
        "nolen_front" => (&FILM[..FILM.len() - 2_000], "mp4", false),
        "tiny" => (&FILM[..100], "mp4", false),
        "webmcut" => (half(WEBM), "webm", false),
        _ => (FILM, "mp4", true),
    };
    Film { bytes: bytes.into(), ending, tells_length }
}

fn filed() -> Right {
    Right::Filed { id: ID }
}

const fn failed(meaning: Meaning, charged: Charged, words: &'static str) -> Right {
    Right::Failed { meaning, charged, words }
}

/// A job at its end, and the relay that it was at.
struct Ended {
    name: String,
    job: Job,
    relay: Scripted,
}

fn files(folder: &str) -> Vec<PathBuf> {
    let files = std::fs::read_dir(Path::new(FOLDERS).join(folder)).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

fn name(file: &Path) -> String {
    file.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Runs every case of a folder to its end, all at the same time in one studio.
async fn run(folder: &str, coded: Coded) -> (Room, Vec<Ended>) {
    let room = Room::open().await;
    let mut begun = Vec::new();
    for file in files(folder) {
        let case = Case::read(&file);
        let film = film(&name(&file));
        let relay = Scripted::start(case.clone(), film, coded).await;
        room.connect(&relay.address).await;
        room.prefer(case.format).await;
        let job =
            room.generate_one(Generation::of(ModelId("sora-2".to_owned()), format!("case {}", name(&file)))).await;
        assert_eq!(job.route.format, case.format, "{}", file.display());
        begun.push((name(&file), relay, job));
    }
    let mut ended = Vec::new();
    for (name, relay, job) in begun {
        let job = end(&room, &job).await;
        ended.push(Ended { name, job, relay });
    }
    (room, ended)
}

/// The job when nothing more happens to it by itself; one that fetches from nowhere counts as such.
async fn end(room: &Room, job: &Job) -> Job {
    let mut changes = room.studio.changes();
    patiently("the end of a case", async {
        loop {
            let now = room.job(job).await;
            let is_on = matches!(
                now.state,
                JobState::Ready | JobState::Sending | JobState::Accepted | JobState::Running | JobState::Downloading
            );
            let is_unreachable = now.failure.as_ref().is_some_and(|failure| failure.meaning == Meaning::Network);
            if !is_on || (now.state == JobState::Downloading && is_unreachable) {
                return now;
            }
            let _ = tokio::time::timeout(std::time::Duration::from_millis(200), changes.recv()).await;
        }
    })
    .await
}

fn holds(failure: &Failure, words: &str) -> bool {
    let told = failure.words.as_deref().unwrap_or_default();
    told.contains(words) && !told.contains(['{', '}'])
}

/// What is wrong with the end of a case; `None` when nothing is.
fn wrong(ended: &Ended, right: &Right) -> Option<String> {
    let Ended { name, job, relay } = ended;
    let is_told = |meaning: Meaning, charged: Charged, words: &str| {
        job.failure
            .as_ref()
            .is_some_and(|failure| failure.meaning == meaning && failure.charged == charged && holds(failure, words))
    };
    let is_right = match right {
        Right::Filed { id } => {
            let polled = relay.polled();
            job.state == JobState::Done
                && job.clip_id.is_some()
                && !polled.is_empty()
                && polled.iter().all(|path| path.ends_with(&format!("/{id}")) || path.ends_with(&format!("={id}")))
        }
        Right::Failed { meaning, charged, words } => {
            job.state == JobState::Failed && job.remote_id.is_some() && is_told(*meaning, *charged, words)
        }
        Right::Refused { meaning, words } => {
            job.state == JobState::Failed && job.remote_id.is_none() && is_told(*meaning, Charged::No, words)
        }
        Right::Missing => {
            let told = job.failure.as_ref().map(|failure| (failure.meaning, failure.charged));
            job.state == JobState::ResultMissing && told == Some((Meaning::NoResult, Charged::Yes))
        }
        Right::Unfiled => job.state != JobState::Done && job.clip_id.is_none() && relay.fetches() > 1,
        Right::Unknown => job.state == JobState::Unknown && relay.polled().is_empty() && job.failure.is_some(),
        Right::Unsigned => !serde_json::to_string(job).unwrap().contains("SECRETSIGNATURE"),
    };
    let is_paid_once = relay.submits() == 1;
    (!is_right || !is_paid_once).then(|| {
        let (state, failure, polled) = (job.state, &job.failure, relay.polled());
        format!("{name}: {right:?} is right, but it is {state:?} with {failure:?}, polled at {polled:?}")
    })
}

async fn check(folder: &str, right: impl Fn(&str) -> Right) {
    check_coded(folder, plain, right).await;
}

async fn check_coded(folder: &str, coded: Coded, right: impl Fn(&str) -> Right) {
    let (_room, ended) = run(folder, coded).await;
    let wrong: Vec<_> = ended.iter().filter_map(|ended| wrong(ended, &right(&ended.name))).collect();
    assert!(wrong.is_empty(), "{folder}:\n{}", wrong.join("\n"));
}

/// Checks a folder against a table that names each of its files.
async fn check_each(folder: &str, rights: &[(&str, Right)]) {
    let named: BTreeSet<_> = rights.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(named, files(folder).iter().map(|file| name(file)).collect(), "{folder}");
    check(folder, |name| rights.iter().find(|(other, _)| *other == name).unwrap().1.clone()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_answer_of_any_shape_becomes_a_clip() {
    check("00-answer-shapes", |_| filed()).await;
    check("00-answer-shapes-more", |_| filed()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clip_whose_address_lies_deeper_is_filed() {
    check("01-video-url", |_| filed()).await;
    check("31-relay-shapes", |_| filed()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_job_without_a_file_is_not_failed() {
    check("03-content-404", |_| Right::Missing).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_ends_early_is_never_filed() {
    check("07-no-length-cut", |_| Right::Unfiled).await;
}

/// The polls fail for good from the moment that the job is done, but the relay serves the clip.
#[tokio::test(flavor = "multi_thread")]
async fn a_clip_can_be_fetched_where_the_polls_fail() {
    let (room, case) = (Room::open().await, Case::read(&files("08-500-after-done")[0]));
    let relay = Scripted::start(case.clone(), film("whole"), plain).await;
    room.connect(&relay.address).await;
    room.prefer(case.format).await;
    let job = room.generate_one(Generation::of(ModelId("sora-2".to_owned()), "a dusk sea".to_owned())).await;
    patiently("polls that fail", async {
        while relay.polled().is_empty() || room.job(&job).await.failure.is_none() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    })
    .await;
    let _: Job = room.call("stop_job", serde_json::json!({ "id": job.id })).await;
    let _: Job = room.call("fetch_content", serde_json::json!({ "id": job.id })).await;
    let done = room.until(&job, JobState::Done).await;
    assert!(done.clip_id.is_some() && relay.submits() == 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_submit_is_watched_by_the_id_in_it() {
    let refused = |words| Right::Refused { meaning: Meaning::Balance, words };
    let rights = [
        ("u-apimart", filed()),
        ("u-dashscope", filed()),
        ("u-errwithid", filed()),
        ("u-fal", filed()),
        ("u-klingerr", refused("Account balance not enough")),
        ("u-minimaxerr", refused("insufficient balance")),
        ("u-string", filed()),
        ("u-taskId", filed()),
        ("u-xai", filed()),
    ];
    check_each("00-submit-shapes", &rights).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_of_many_digits_keeps_them() {
    let rights = [
        ("r5c", Right::Filed { id: "1234567890123456789012345" }),
        ("r5d", Right::Filed { id: "1234567890123456789012345" }),
        ("r5e", Right::Filed { id: "18446744073709551616" }),
    ];
    check_each("05-number-id", &rights).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_another_path_is_never_asked_for() {
    check("32-dot-segments", |_| Right::Unknown).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_tells_an_end_ends_the_job_with_its_reason() {
    let end = |meaning, words| failed(meaning, Charged::Unknown, words);
    let rights = [
        ("w-aborted", end(Meaning::Cancelled, "why: aborted")),
        ("w-blocked", end(Meaning::Moderation, "why: blocked")),
        ("w-budget_exceeded", end(Meaning::Balance, "why: budget_exceeded")),
        ("w-cancel", end(Meaning::Cancelled, "why: cancel")),
        ("w-rejected", end(Meaning::Rejected, "why: rejected")),
        ("w-timeout", end(Meaning::TimedOut, "why: timeout")),
    ];
    check_each("00-status-words", &rights).await;
    check("30-task-status", |_| failed(Meaning::Picture, Charged::Unknown, "Image pixel is invalid")).await;
    check("37-expired", |_| failed(Meaning::Expired, Charged::Unknown, "expired")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_innermost_sentence_is_the_reason() {
    let told = |words| failed(Meaning::Generation, Charged::Unknown, words);
    let deep = failed(Meaning::Picture, Charged::Unknown, "Error while downloading image: 403");
    let refused = |meaning, words| Right::Refused { meaning, words };
    let rights = [
        ("n-a", told("inner reason")),
        ("n-c", told("inner err string")),
        ("n-f", told("data message")),
        ("n-h", told("em")),
        ("n-i", told("deep words")),
        ("r34p-arr", told("first words")),
        ("r34p-deep", deep.clone()),
        ("r34p-num", told("42")),
        ("r34p-obj", told("inner words")),
        ("r34s-deep", refused(Meaning::Picture, "Error while downloading image: 403")),
        ("r34s-num", refused(Meaning::Invalid, "42")),
        ("r34s-obj", refused(Meaning::Invalid, "inner words")),
        ("r34u-arr", told("first words")),
        ("r34u-deep", deep),
        ("r34u-num", told("42")),
        ("r34u-obj", told("inner words")),
    ];
    check_each("34-nested-reason", &rights).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn moderation_is_recognised_and_its_stage_told_only_when_known() {
    let unknown = |words| failed(Meaning::Moderation, Charged::Unknown, words);
    let prompt = |words| failed(Meaning::ModerationPrompt, Charged::No, words);
    let rights = [
        ("m-b", unknown("guardrails")),
        ("m-c", prompt("prohibited content")),
        ("m-e", prompt("违禁词")),
        ("m-f", unknown("inappropriate content")),
        ("m-l", failed(Meaning::ModerationResult, Charged::Unknown, "PolicyViolation")),
        ("m-m", unknown("DataInspectionFailed")),
        ("m-r", failed(Meaning::TimedOut, Charged::No, "已退回积分")),
        ("seedfail", unknown("相关服务政策")),
        ("seedfailo", unknown("相关服务政策")),
    ];
    check_each("00-seed-failure", &rights).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_shown_holds_a_signature() {
    check("00-signed-address-in-words", |_| Right::Unsigned).await;
}

/// Every answer is compressed, the film too, whatever was asked for.
fn gzipped(body: &[u8]) -> (Option<&'static str>, Vec<u8>) {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    to.write_all(body).unwrap();
    (Some("gzip"), to.finish().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_a_gateway_compresses_are_read() {
    check_coded("31-relay-shapes", gzipped, |_| filed()).await;
    let refused = |name: &str| match name {
        "r34s-num" => Right::Refused { meaning: Meaning::Invalid, words: "42" },
        "r34s-obj" => Right::Refused { meaning: Meaning::Invalid, words: "inner words" },
        "r34s-deep" => Right::Refused { meaning: Meaning::Picture, words: "Error while downloading image: 403" },
        _ => Right::Unsigned,
    };
    check_coded("34-nested-reason", gzipped, refused).await;
}

/// Every case of the folders is in a test: a new one has to be added here too.
#[test]
fn no_case_is_left_out() {
    let folders = std::fs::read_dir(FOLDERS).unwrap().map(|folder| name(&folder.unwrap().path()));
    let source = include_str!("cases.rs");
    for folder in folders {
        assert!(source.contains(&format!("(\"{folder}\"")), "{folder}");
    }
}
