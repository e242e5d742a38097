//! A program that is killed (`kill -9`) at each state of a job, and started again over the same library.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use dailies_core::model::{
    Connection, ConnectionId, Draft, Found, Generation, HeldDraft, Job, JobState, ModelId, StopReason,
};
use dailies_simulator::{Config, Fault, Quality, Route, Simulator};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::{created, headless, patiently};

/// A headless studio in a process of its own, over the bridge.
struct Program {
    child: Child,
    address: String,
    http: reqwest::Client,
}

impl Program {
    fn start(folder: &Path, relay: &Simulator) -> Self {
        dailies_core::http::install_tls();
        let mut child = Command::new(headless())
            .args(["--port", "0", "--no-keychain", "--relay", &relay.address(), "--data"])
            .arg(folder)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { child, address: address.trim().to_owned(), http: reqwest::Client::new() }
    }

    async fn call<T: DeserializeOwned>(&self, command: &str, args: Value) -> T {
        let body = json!({ "command": command, "args": args });
        let answer = self.http.post(format!("{}/call", self.address)).json(&body).send().await.unwrap();
        let (status, text) = (answer.status(), answer.text().await.unwrap());
        assert!(status.is_success(), "{command}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    async fn generate(&self, prompt: &str, variations: u8) -> Vec<Job> {
        let duration_s = Some(10);
        self.generate_all(Generation { duration_s, ..asked("sora-2", prompt) }, variations).await
    }

    async fn generate_all(&self, generation: Generation, variations: u8) -> Vec<Job> {
        let connection: Connection = self.call("open_demo", json!({})).await;
        self.send(connection.id, generation, variations).await
    }

    /// Sends at once: opening a connection asks its relay for this and that.
    async fn send(&self, connection: ConnectionId, generation: Generation, variations: u8) -> Vec<Job> {
        let draft = Draft { connection_id: Some(connection), generation, variations, shots_as: None };
        created(self.call("create_jobs", json!({ "draft": draft })).await)
    }

    async fn until(&self, job: &Job, wanted: impl Fn(&Job) -> bool) -> Job {
        patiently("a job's state", async {
            loop {
                let jobs: Vec<Job> = self.call("list_jobs", json!({})).await;
                if let Some(job) = jobs.into_iter().find(|other| other.id == job.id).filter(&wanted) {
                    return job;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await
    }

    async fn until_state(&self, job: &Job, state: JobState) -> Job {
        self.until(job, |job| job.state == state).await
    }

    /// SIGKILL: no destructor runs, nothing is flushed.
    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn asked(model: &str, prompt: &str) -> Generation {
    Generation::of(ModelId(model.to_owned()), prompt.to_owned())
}

/// A relay that takes about `seconds` for a clip of ten seconds.
async fn relay(seconds: f64) -> Simulator {
    let config = Config { speed: 90.0 / seconds, quality: Quality::Tiny, ..Config::default() };
    Simulator::start(config).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_jobs_run_each_clip_arrives_and_is_generated_once() {
    let (folder, relay) = (tempfile::tempdir().unwrap(), relay(3.0).await);
    let program = Program::start(folder.path(), &relay);
    let jobs = program.generate("a dusk sea", 3).await;
    for job in &jobs {
        program.until(job, |job| job.remote_id.is_some()).await;
    }
    program.kill();

    let program = Program::start(folder.path(), &relay);
    for job in &jobs {
        program.until_state(job, JobState::Done).await;
    }
    let gallery: Found = program.call("find_clips", json!({ "query": {}, "from": 0, "most": 1_000 })).await;
    assert_eq!((gallery.ids.len(), relay.accepted_count()), (3, 3));
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_sending_the_outcome_is_unknown_and_nothing_is_sent_again() {
    let (folder, relay) = (tempfile::tempdir().unwrap(), relay(0.1).await);
    relay.add_fault(Fault::Slow { on: Route::Submit, delay_ms: 600_000 });
    let program = Program::start(folder.path(), &relay);
    let job = program.generate("a dusk sea", 1).await.remove(0);
    program.until_state(&job, JobState::Sending).await;
    program.kill();
    // The request may not have left when the program died: the fault is for this job alone.
    relay.clear_faults();

    let program = Program::start(folder.path(), &relay);
    program.until_state(&job, JobState::Unknown).await;
    // Another job goes all the way: had the first been sent again, it would have been counted by then.
    let other = program.generate("dunes", 1).await.remove(0);
    program.until_state(&other, JobState::Done).await;
    program.until_state(&job, JobState::Unknown).await;
    assert_eq!(relay.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_during_a_stream_the_outcome_is_unknown_and_nothing_is_sent_again() {
    let (folder, relay) = (tempfile::tempdir().unwrap(), relay(5.0).await);
    let program = Program::start(folder.path(), &relay);
    let job = program.generate_all(asked("sora_video2", "a dusk sea"), 1).await.remove(0);
    program.until_state(&job, JobState::Sending).await;
    patiently("the relay to have it", async {
        while relay.accepted_count() == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    program.kill();

    let program = Program::start(folder.path(), &relay);
    program.until_state(&job, JobState::Unknown).await;
    let other = program.generate("dunes", 1).await.remove(0);
    program.until_state(&other, JobState::Done).await;
    program.until_state(&job, JobState::Unknown).await;
    assert_eq!(relay.accepted_count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_sending_a_job_is_found_in_the_list_of_a_relay_that_has_one() {
    let (folder, relay) = (tempfile::tempdir().unwrap(), relay(0.1).await);
    let program = Program::start(folder.path(), &relay);
    let connection: Connection = program.call("open_demo", json!({})).await;
    let formats = json!({ "preferred": "openai", "of_models": {} });
    let way = json!({ "id": connection.id, "proxy": { "way": "system" }, "formats": formats });
    let _: Connection = program.call("set_connection_route", way).await;
    relay.add_fault(Fault::DropAfter { on: Route::Submit });
    relay.add_fault(Fault::Slow { on: Route::List, delay_ms: 600_000 });
    let job = program.send(connection.id, asked("sora-2", "a dusk sea"), 1).await.remove(0);
    program.until_state(&job, JobState::Unknown).await;
    program.kill();

    relay.clear_faults();
    let program = Program::start(folder.path(), &relay);
    program.until_state(&job, JobState::Done).await;
    assert_eq!(relay.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_before_a_job_was_sent_it_waits_for_the_user() {
    let (folder, relay) = (tempfile::tempdir().unwrap(), relay(3.0).await);
    let program = Program::start(folder.path(), &relay);
    let session: dailies_core::model::Session = program.call("get_session", json!({})).await;
    let settings = dailies_core::model::Settings { max_running: 1, ..session.settings };
    let _: Value = program.call("save_settings", json!({ "settings": settings })).await;
    let jobs = program.generate("a dusk sea", 2).await;
    program.until(&jobs[0], |job| job.remote_id.is_some()).await;
    program.kill();

    let program = Program::start(folder.path(), &relay);
    let waiting = program.until_state(&jobs[1], JobState::Stopped).await;
    assert_eq!(waiting.stop_reason, Some(StopReason::Restart));
    program.until_state(&jobs[0], JobState::Done).await;
    assert_eq!(relay.accepted_count(), 1);
    let _: Job = program.call("resume_job", json!({ "id": jobs[1].id })).await;
    program.until_state(&jobs[1], JobState::Done).await;
    assert_eq!(relay.accepted_count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_the_clip_comes_in_it_arrives_after_all() {
    let (folder, relay) = (tempfile::tempdir().unwrap(), relay(0.1).await);
    relay.add_fault(Fault::Slow { on: Route::File, delay_ms: 600_000 });
    let program = Program::start(folder.path(), &relay);
    let job = program.generate("a dusk sea", 1).await.remove(0);
    program.until_state(&job, JobState::Downloading).await;
    program.kill();
    // The request may not have left when the program died: the fault is for that transfer alone.
    relay.clear_faults();

    let program = Program::start(folder.path(), &relay);
    program.until_state(&job, JobState::Done).await;
    let gallery: Found = program.call("find_clips", json!({ "query": {}, "from": 0, "most": 1_000 })).await;
    assert_eq!((gallery.ids.len(), relay.accepted_count()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_program_over_the_same_library_is_refused() {
    let (folder, relay) = (tempfile::tempdir().unwrap(), relay(0.1).await);
    let _first = Program::start(folder.path(), &relay);
    let second = Command::new(headless())
        .args(["--port", "0", "--no-keychain", "--relay", &relay.address(), "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(!second.status.success());
    assert!(String::from_utf8_lossy(&second.stderr).contains("InUse"), "{second:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_under_check_when_the_program_died_is_kept_but_not_checked_again_by_itself() {
    let (folder, relay) = (tempfile::tempdir().unwrap(), relay(3.0).await);
    let mark = folder.path().join("draft-under-check.json");
    let prompt = "{a|b}".repeat(6) + &"@nobody ".repeat(3_000);
    let draft = Draft { connection_id: None, generation: asked("sora-2", &prompt), variations: 1, shots_as: None };
    // A mark that is not written whole yet holds nothing: its check has not begun.
    let is_marked = || std::fs::read(&mark).is_ok_and(|mark| serde_json::from_slice::<Draft>(&mark).is_ok());
    patiently("a kill during a check", async {
        while !is_marked() {
            let program = Program::start(folder.path(), &relay);
            let () = program.call("save_draft", json!({ "draft": draft })).await;
            let body = json!({ "command": "check_draft", "args": { "draft": draft } });
            let checks: Vec<_> = (0..8)
                .map(|_| program.http.post(format!("{}/call", program.address)).json(&body).send())
                .map(tokio::spawn)
                .collect();
            while !is_marked() && !checks.iter().all(tokio::task::JoinHandle::is_finished) {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            program.kill();
        }
    })
    .await;

    for _ in 0..2 {
        let program = Program::start(folder.path(), &relay);
        let shown: Draft = program.call("get_draft", json!({})).await;
        assert_eq!(shown.generation.prompt, "");
        let held: Vec<HeldDraft> = program.call("list_held_drafts", json!({})).await;
        assert_eq!(held.iter().map(|held| &held.draft).collect::<Vec<_>>(), [&draft]);
        assert!(!mark.exists());
        program.kill();
    }

    let program = Program::start(folder.path(), &relay);
    let () = program.call("save_draft", json!({ "draft": draft })).await;
    let () = program.call("remove_held_draft", json!({ "id": 1 })).await;
    program.kill();
    let program = Program::start(folder.path(), &relay);
    assert_eq!(program.call::<Draft>("get_draft", json!({})).await, draft);
    assert_eq!(program.call::<Vec<HeldDraft>>("list_held_drafts", json!({})).await, []);
}
