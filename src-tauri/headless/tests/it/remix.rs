//! Another version of a clip: each way, told before anything is sent, and what the clips know of each other afterwards.

use dailies_core::model::{
    Cameo, Charged, Clip, Family, Format, Generation, JobState, Kinship, Meaning, ModelId, NoRemix, PictureRole,
    RemixPlan, RemixWay, Toggle, VideoSource,
};
use dailies_simulator::{Fault, Route, Simulator};
use serde_json::{Value, json};

use crate::support::{Room, relay, sora};

async fn connected() -> (Simulator, Room) {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    (relay, room)
}

async fn clip(room: &Room, generation: Generation) -> Clip {
    let job = room.generate_one(generation).await;
    room.clip_of(&room.until(&job, JobState::Done).await).await
}

async fn plan(room: &Room, clip: &Clip) -> RemixPlan {
    room.call("plan_remix", json!({ "id": clip.id, "connection_id": room.connection().await.id })).await
}

/// The way, and how the clip that comes of the plan hangs together with its source.
async fn sent(room: &Room, source: &Clip) -> (RemixWay, Vec<Kinship>) {
    let plan = plan(room, source).await;
    let made = clip(room, Generation { prompt: "the same, in snow".to_owned(), ..plan.generation }).await;
    let family: Family = room.call("get_family", json!({ "id": made.id })).await;
    assert!(family.from.iter().all(|kin| kin.clip_id == source.id));
    let of_source: Family = room.call("get_family", json!({ "id": source.id })).await;
    assert_eq!(of_source.led_to.len(), family.from.len());
    (plan.way, family.from.iter().map(|kin| kin.kinship).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_its_relay_can_remix_is_remixed() {
    let (relay, room) = connected().await;
    room.prefer(Format::Openai).await;
    let source = clip(&room, sora("a dusk sea")).await;
    assert_eq!(sent(&room, &source).await, (RemixWay::Remix, vec![Kinship::Remix]));
    let body = &relay.submits()[1];
    assert_eq!(body["prompt"], "the same, in snow");
    assert_eq!(relay.accepted_count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_of_every_format_and_model_is_remixed_by_its_own_task() {
    let (relay, room) = connected().await;
    for (format, model) in [(Format::Unified, "sora-2"), (Format::Create, "sora-2"), (Format::Unified, "veo3.1")] {
        room.prefer(format).await;
        let generation = Generation { model: ModelId(model.to_owned()), duration_s: None, ..sora("a dusk sea") };
        let source = clip(&room, generation).await;
        assert_eq!(sent(&room, &source).await, (RemixWay::Remix, vec![Kinship::Remix]), "{format:?} {model}");
        assert_eq!(relay.submits().last().unwrap()["prompt"], "the same, in snow");
    }
}

/// Submits a remix that the relay answers with this status, and how the job ended.
async fn refused(relay: &Simulator, room: &Room, source: &Clip, status: u16) -> (Meaning, Charged) {
    let planned = plan(room, source).await;
    assert_eq!((planned.way, planned.no_remix), (RemixWay::Remix, None));
    relay.add_fault(Fault::Status { on: Route::Submit, status, retry_after_s: None });
    let job = room.generate_one(planned.generation).await;
    let failure = room.until(&job, JobState::Failed).await.failure.unwrap();
    (failure.meaning, failure.charged)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_relay_that_refuses_a_remix_is_remembered_and_the_next_way_is_told() {
    for status in [404, 400] {
        let (relay, room) = connected().await;
        let id = room.connection().await.id;
        let _: Value = room.call("test_connection", json!({ "id": id })).await;
        let source = clip(&room, sora("a dusk sea")).await;
        assert_eq!(refused(&relay, &room, &source, status).await, (Meaning::NoRemix, Charged::No));
        assert_eq!(relay.accepted_count(), 1, "nothing but the source was made");
        let next = plan(&room, &source).await;
        assert_eq!((next.way, next.no_remix), (RemixWay::Video, Some(NoRemix::Refused)));
        assert!(next.cost_micros.is_some(), "with its price");
        let other = clip(&room, sora("a dusk forest")).await;
        assert_eq!(plan(&room, &other).await.no_remix, Some(NoRemix::Refused), "of every clip of this relay");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_says_nothing_of_remixes_is_not_remembered() {
    let (relay, room) = connected().await;
    let source = clip(&room, sora("a dusk sea")).await;
    assert_eq!(refused(&relay, &room, &source, 401).await.0, Meaning::Key);
    assert_eq!(plan(&room, &source).await.way, RemixWay::Remix);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_film_is_not_remixed() {
    let (_relay, room) = connected().await;
    let private = Generation { toggles: [(Toggle::Private, true)].into(), ..sora("a dusk sea") };
    let planned = plan(&room, &clip(&room, private).await).await;
    assert_eq!((planned.way, planned.no_remix), (RemixWay::Video, Some(NoRemix::Private)));
}

/// A film that its relay was seen not to remix.
async fn not_remixed(relay: &Simulator, room: &Room, generation: Generation) -> Clip {
    let source = clip(room, generation).await;
    refused(relay, room, &source, 404).await;
    source
}

#[tokio::test(flavor = "multi_thread")]
async fn what_has_no_remix_is_made_anew_from_the_video_whose_address_the_page_never_sees() {
    let (relay, room) = connected().await;
    let source = not_remixed(&relay, &room, sora("a dusk sea")).await;
    let args = json!({ "id": source.id, "connection_id": room.connection().await.id });
    let told: Value = room.call("plan_remix", args).await;
    assert_eq!(told["generation"]["videos"], json!([{ "clip_id": source.id }]));
    assert_eq!(sent(&room, &source).await, (RemixWay::Video, vec![Kinship::Video]));
    let video = relay.submits()[1]["videos"][0].as_str().unwrap().to_owned();
    assert!(video.starts_with(&relay.address()), "{video}");
    let shown: Vec<Value> = room.call("list_jobs", json!({})).await;
    assert!(!json!(shown).to_string().contains(&video));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_video_that_is_gone_costs_nothing_and_the_next_plan_is_another() {
    let (relay, room) = connected().await;
    let source = not_remixed(&relay, &room, sora("a dusk sea")).await;
    let planned = plan(&room, &source).await;
    assert_eq!(planned.generation.videos, [VideoSource::Clip { clip_id: source.id }]);
    relay.add_fault(Fault::ExpiredLink);
    let late = plan(&room, &source).await;
    assert_eq!(late.way, RemixWay::LastFrame);
    let job = room.generate_one(Generation { prompt: "in snow".to_owned(), ..planned.generation }).await;
    let stopped = room.until(&job, JobState::Stopped).await;
    assert_eq!(serde_json::to_value(stopped.failure.unwrap().meaning).unwrap(), "source_gone");
    assert_eq!(relay.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_takes_no_video_goes_on_from_the_last_frame() {
    let (relay, room) = connected().await;
    let generation = Generation {
        aspect_ratio: "16:9".parse().ok(),
        ..Generation::of(ModelId("veo3.1".to_owned()), "a dusk sea".to_owned())
    };
    let source = not_remixed(&relay, &room, generation).await;
    let planned = plan(&room, &source).await;
    assert_eq!(planned.generation.pictures[0].role, PictureRole::First);
    assert_eq!(sent(&room, &source).await, (RemixWay::LastFrame, vec![Kinship::Continuation]));
    let image = relay.submits()[1]["images"][0].as_str().unwrap().to_owned();
    assert!(image.starts_with("data:image/"), "{}", &image[..40]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cameo_is_taken_from_a_clip_of_the_gallery_while_its_address_lives() {
    let (relay, room) = connected().await;
    let source = clip(&room, sora("a dusk sea")).await;
    let cameo = Cameo { url: String::new(), clip_id: Some(source.id), start_ms: 0, end_ms: 2000 };
    let generation = Generation { cameo: Some(cameo), ..sora("a quay") };
    clip(&room, generation.clone()).await;
    let body = relay.submits()[1].clone();
    assert!(body["character_url"].as_str().unwrap().starts_with(&relay.address()), "{body}");
    assert_eq!(body["character_timestamps"], "0,2");
    relay.add_fault(Fault::ExpiredLink);
    let job = room.generate_one(generation).await;
    let stopped = room.until(&job, JobState::Stopped).await;
    assert_eq!(stopped.failure.unwrap().meaning, Meaning::SourceGone);
    assert_eq!(relay.accepted_count(), 2, "nothing was sent");
}
