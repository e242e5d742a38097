//! Another version of a clip: each way, told before anything is sent, and what the clips know of each other afterwards.

use dailies_core::model::{
    Clip, Family, Format, Generation, JobState, Kinship, ModelId, PictureRole, RemixPlan, RemixWay, VideoSource,
};
use dailies_simulator::Simulator;
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
async fn what_has_no_remix_is_made_anew_from_the_video_whose_address_the_page_never_sees() {
    let (relay, room) = connected().await;
    let source = clip(&room, sora("a dusk sea")).await;
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
    let source = clip(&room, sora("a dusk sea")).await;
    let planned = plan(&room, &source).await;
    assert_eq!(planned.generation.videos, [VideoSource::Clip { clip_id: source.id }]);
    relay.add_fault(dailies_simulator::Fault::ExpiredLink);
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
    let source = clip(&room, generation).await;
    let planned = plan(&room, &source).await;
    assert_eq!(planned.generation.pictures[0].role, PictureRole::First);
    assert_eq!(sent(&room, &source).await, (RemixWay::LastFrame, vec![Kinship::Continuation]));
    let image = relay.submits()[1]["images"][0].as_str().unwrap().to_owned();
    assert!(image.starts_with("data:image/"), "{}", &image[..40]);
}
