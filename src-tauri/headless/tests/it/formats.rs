//! Each wire format's whole path against the simulator: a draft goes out, a clip comes home. What bodies and answers look
//! like in detail is tested beside `relay` and `catalogue`.

use dailies_core::model::{
    Change, Charged, Format, Generation, Job, JobState, Meaning, Medium, ModelId, Picture, PictureRole, PictureSource,
    RemixSource, StoredPicture, Toggle,
};
use dailies_simulator::{Fault, Route, Simulator};
use serde_json::{Value, json};

use crate::support::{Room, patiently, relay, sora};

async fn connected() -> (Simulator, Room) {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    (relay, room)
}

fn asked(model: &str, prompt: &str) -> Generation {
    Generation::of(ModelId(model.to_owned()), prompt.to_owned())
}

/// A film of this model came home by this format, and the relay was asked once.
async fn comes_home(format: Format, generation: Generation) -> (Value, Job) {
    let (relay, room) = connected().await;
    room.prefer(format).await;
    let job = room.generate_one(generation).await;
    assert_eq!(job.route.format, format);
    let done = room.until(&job, JobState::Done).await;
    let clip = room.clip_of(&done).await;
    assert_eq!((clip.medium, clip.film.video_codec.as_deref()), (Medium::Film, Some("h264")));
    assert!(clip.has_pictures && clip.took_ms.is_some() && clip.film.bytes > 0);
    assert_eq!(relay.accepted_count(), 1);
    (relay.submits().remove(0), done)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_comes_home_by_the_unified_format() {
    let mut generation = sora("a dusk sea");
    generation.toggles.insert(Toggle::Watermark, false);
    let (body, _) = comes_home(Format::Unified, generation).await;
    assert_eq!(
        body,
        json!({"model": "sora-2", "prompt": "a dusk sea", "aspect_ratio": "16:9", "duration": "10", "watermark": false})
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_comes_home_by_the_create_format() {
    let (body, done) = comes_home(Format::Create, sora("a dusk sea")).await;
    assert_eq!(body["orientation"], "landscape");
    assert_eq!(body["duration"], 10);
    for required in ["images", "model", "prompt", "size", "watermark", "private"] {
        assert!(body.get(required).is_some(), "{required} in {body}");
    }
    assert!(done.remote_id.is_some_and(|id| id.as_str().contains(':')), "the id that has to be encoded in a query");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_comes_home_by_the_openai_format() {
    let (body, _) = comes_home(Format::Openai, sora("a dusk sea")).await;
    assert_eq!(body["seconds"], "10");
    assert_eq!(body["size"], "1280x720");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_comes_home_by_the_chat_format() {
    let generation =
        Generation { aspect_ratio: "9:16".parse().ok(), duration_s: Some(15), ..asked("sora_video2", "a dusk sea") };
    let (body, done) = comes_home(Format::Chat, generation).await;
    assert_eq!(body["stream"], true);
    assert!(body.to_string().contains("竖屏 15s "), "{body}");
    assert_eq!(done.remote_id, None, "this format names no job");
}

#[tokio::test(flavor = "multi_thread")]
async fn stills_and_sounds_are_kept_as_what_they_are() {
    let (_relay, room) = connected().await;
    let still = room.generate_one(asked("seedream-4.0", "a lighthouse")).await;
    let clip = room.clip_of(&room.until(&still, JobState::Done).await).await;
    assert_eq!((clip.medium, clip.film.duration_ms, clip.has_pictures), (Medium::Still, 0, true));
    assert!(clip.film.width > 0 && clip.film.height > 0);
    let sound = room.generate_one(asked("music-1.5", "slow strings")).await;
    let clip = room.clip_of(&room.until(&sound, JobState::Done).await).await;
    assert_eq!((clip.medium, clip.film.width, clip.has_pictures), (Medium::Sound, 0, false));
    assert!(clip.film.duration_ms > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_still_starts_a_film() {
    let (relay, room) = connected().await;
    let still = room.generate_one(asked("seedream-4.0", "a lighthouse")).await;
    let done = room.until(&still, JobState::Done).await;
    let kept: StoredPicture = room.call("keep_still", json!({ "id": done.clip_id.unwrap() })).await;
    let picture = Picture::new(PictureRole::First, PictureSource::Stored { id: kept.id });
    let film = room.generate_one(Generation { pictures: vec![picture], ..asked("veo3.1", "the beam turns") }).await;
    room.until(&film, JobState::Done).await;
    let sent = &relay.submits()[1]["images"];
    assert!(sent[0].as_str().unwrap().starts_with("data:image/png;base64,"), "{sent}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_clip_is_remixed_by_the_openai_format() {
    let (relay, room) = connected().await;
    room.prefer(Format::Openai).await;
    let first = room.generate_one(sora("a dusk sea")).await;
    let first = room.until(&first, JobState::Done).await;
    room.prefer(Format::Unified).await;
    let remix_of = RemixSource { clip_id: first.clip_id.unwrap(), remote_id: first.remote_id.clone().unwrap() };
    let generation = Generation { remix_of: Some(remix_of), ..asked("sora-2", "the same, in snow") };
    let second = room.generate_one(generation).await;
    assert_eq!(second.route.format, Format::Openai, "only this format remixes");
    room.until(&second, JobState::Done).await;
    assert_eq!(relay.accepted_count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_found_in_the_relays_list() {
    let (relay, room) = connected().await;
    room.prefer(Format::Openai).await;
    relay.add_fault(Fault::DropAfter { on: Route::Submit });
    let job = room.generate_one(sora("a dusk sea")).await;
    let mut changes = room.studio.changes();
    let done = patiently("the job's clip", async {
        let mut was_unknown = false;
        loop {
            if let Ok(Change::Job { job: now }) = changes.recv().await
                && now.id == job.id
            {
                was_unknown |= now.state == JobState::Unknown;
                if now.state == JobState::Done {
                    assert!(was_unknown);
                    return now;
                }
            }
        }
    })
    .await;
    assert!(done.remote_id.is_some());
    assert_eq!(relay.accepted_count(), 1, "it was sent once");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_list_does_not_hold_stays_unknown_and_is_not_sent() {
    let (relay, room) = connected().await;
    room.prefer(Format::Openai).await;
    relay.add_fault(Fault::DropBefore { on: Route::Submit });
    let job = room.generate_one(sora("a dusk sea")).await;
    let missing = patiently("the list to be looked through", async {
        loop {
            let now = room.job(&job).await;
            if now.failure.as_ref().is_some_and(|failure| failure.meaning == Meaning::NotListed) {
                return now;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    })
    .await;
    assert_eq!((missing.state, relay.accepted_count()), (JobState::Unknown, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_stream_is_an_unknown_outcome() {
    let (relay, room) = connected().await;
    let job = room.generate_one(asked("sora_video2", "a dusk sea [drop: after]")).await;
    let unknown = room.until(&job, JobState::Unknown).await;
    assert_eq!(unknown.failure.map(|failure| failure.charged), Some(Charged::Unknown));
    assert_eq!(relay.accepted_count(), 1);
    let refused = room.studio.call("check_job", json!({ "id": job.id })).await;
    assert!(refused.is_err(), "this format has no list to look through");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stream_tells_its_progress() {
    let (_relay, room) = connected().await;
    let mut changes = room.studio.changes();
    let job = room.generate_one(asked("sora_video2", "a dusk sea")).await;
    room.until(&job, JobState::Done).await;
    let told = crate::support::drain(&mut changes).into_iter().any(
        |change| matches!(change, Change::Job { job } if job.state == JobState::Sending && job.progress.is_some()),
    );
    assert!(told);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_told_in_a_chat_is_a_failure() {
    let (relay, room) = connected().await;
    let job = room.generate_one(asked("sora_video2", "a dusk sea [fail: moderation]")).await;
    let failed = room.until(&job, JobState::Failed).await;
    let failure = failed.failure.unwrap();
    assert!(failure.words.is_some());
    assert_ne!(failure.charged, Charged::No, "nobody said so");
    assert_eq!(relay.accepted_count(), 1);
}

/// The odd answers of the reference's section 9, by the simulator's names for them.
const SHAPES: &str = "id-task-id id-id id-data id-data-task-id id-data-id url-output url-outputs url-upsample url-video-url \
    url-detail url-metadata url-result-url url-url url-data-url url-data-video-url status-success status-succeeded \
    status-completed status-done status-finish status-unknown status-spaces status-case progress-percent progress-37 \
    progress-number progress-share progress-missing";

#[tokio::test(flavor = "multi_thread")]
async fn every_odd_answer_of_the_reference_still_yields_the_clip() {
    let (relay, room) = connected().await;
    let mut jobs = Vec::new();
    for shape in SHAPES.split_whitespace() {
        jobs.push(room.generate_one(sora(&format!("a dusk sea [shape: {shape}]"))).await);
    }
    for job in &jobs {
        let done = room.until(job, JobState::Done).await;
        assert!(room.clip_of(&done).await.film.bytes > 0, "{}", job.generation.prompt);
    }
    assert_eq!(relay.accepted_count(), jobs.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_odd_word_for_failure_is_understood_and_its_reason_found() {
    let (_relay, room) = connected().await;
    let words = ["failure", "failed", "error", "cancelled", "expired"].map(|word| format!("status-{word}"));
    let places = ["fail-reason", "error", "error-message", "error-message-zh", "message", "detail"];
    for shape in words.into_iter().chain(places.map(|place| format!("reason-{place}"))) {
        let job = room.generate_one(sora(&format!("a dusk sea [fail: error] [shape: {shape}]"))).await;
        let failure = room.until(&job, JobState::Failed).await.failure.unwrap();
        assert!(failure.words.is_some() && failure.charged == Charged::Unknown, "{shape}: {failure:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_account_is_told_and_not_asked_again() {
    let (relay, room) = connected().await;
    relay.set_balance(0.01);
    for format in [Format::Unified, Format::Create, Format::Openai] {
        room.prefer(format).await;
        let job = room.generate_one(sora("a dusk sea")).await;
        let failed = room.until(&job, JobState::Failed).await;
        let failure = failed.failure.unwrap();
        assert_eq!((failure.meaning, failure.charged), (Meaning::Balance, Charged::No), "{format:?}");
        assert!(failure.words_zh.is_some(), "the relay's own words are kept");
    }
    assert_eq!(relay.accepted_count(), 0);
}
