use super::*;
use dailies_model::{
    Cameo, ClipId, Crop, PictureRole, RecipeRelay, RemoteId, Seed, StoryboardId, StoryboardPart, Timestamp,
};

use crate::api::exports::names::tests::parting;

const SECRET: &str = "relay.example";

/// The clip's relay, and another one of the user's.
fn relays() -> Relays {
    Relays::of([format!("https://api.{SECRET}/v1"), "http://192.0.2.7:8080".to_owned()].iter())
}

fn stored() -> Picture {
    let source = PictureSource::Stored { id: PictureId("a".repeat(64)) };
    let crop = Some(Crop { x: 1, y: 2, width: 3, height: 4 });
    Picture { crop, from_clip: Some(ClipId(5)), ..Picture::new(PictureRole::First, source) }
}

fn web(url: &str) -> Picture {
    Picture::new(PictureRole::Reference, PictureSource::Url { url: url.to_owned() })
}

/// A clip of which everything is known.
fn everything() -> ExportItem {
    let mut parting = parting("@mara walks");
    parting.relay = RecipeRelay {
        connection: Some(format!("My {SECRET}")),
        base_url: Some(format!("https://{SECRET}/v1")),
        remote_id: Some(format!("{SECRET}-task")),
    };
    let addresses = [
        "https://example.com/quay.png".to_owned(),
        "https://example.com/signed.png?sig=relay.example".to_owned(),
        format!("https://user:{SECRET}@example.com/a.png"),
        format!("https://{SECRET}/a.png"),
        SECRET.to_owned(),
    ];
    let pack = CastPart::Pack {
        name: "Mara".into(),
        description: "red coat".into(),
        pictures: vec![PictureId("b".repeat(64))],
    };
    let member = |handle: &str, part| CastMember { character_id: CharacterId(9), handle: handle.into(), part };
    parting.clip.generation = Generation {
        pictures: [stored()].into_iter().chain(addresses.iter().map(|url| web(url))).collect(),
        videos: vec![VideoSource::Url(format!("https://{SECRET}/film.mp4")), VideoSource::Clip { clip_id: ClipId(4) }],
        cameo: Some(Cameo { url: format!("https://{SECRET}/c.mp4"), clip_id: None, start_ms: 0, end_ms: 1000 }),
        remix_of: Some(RemixSource { clip_id: ClipId(3), remote_id: RemoteId(format!("{SECRET}-job")) }),
        notify_hook: Some(format!("https://{SECRET}/hook")),
        cast: vec![member("mara", pack), member("their", CastPart::Relay { base_url: format!("https://{SECRET}") })],
        storyboard: Some(StoryboardPart { id: StoryboardId(2), shot: Some(1) }),
        seed: Some(Seed(77)),
        ..parting.clip.generation
    };
    parting
}

#[test]
fn nothing_leads_to_the_relay_unless_it_was_asked_for() {
    let parting = everything();
    let text = serde_json::to_string(&recipe(&parting, &relays(), RecipeDetail::Making)).unwrap();
    assert!(!text.contains(SECRET), "{text}");
    let told = recipe(&parting, &relays(), RecipeDetail::Making).generation;
    assert_eq!(told.pictures, [Picture { from_clip: None, ..stored() }, web("https://example.com/quay.png")]);
    assert_eq!((told.prompt.as_str(), told.seed, told.cast.len()), ("@mara walks", Some(Seed(77)), 1));
}

#[test]
fn the_relay_is_told_of_where_it_was_asked_for() {
    let parting = everything();
    let told = recipe(&parting, &relays(), RecipeDetail::Relay);
    assert_eq!(told.relay, Some(parting.relay));
    assert_eq!((told.generation.pictures.len(), told.generation.videos.len(), told.generation.cast.len()), (6, 1, 2));
    assert!(told.generation.cameo.is_some() && told.generation.notify_hook.is_some());
}

#[test]
fn numbers_of_this_library_stay_here() {
    for telling in [RecipeDetail::Making, RecipeDetail::Relay] {
        let Recipe { generation, created_at, .. } = recipe(&everything(), &relays(), telling);
        assert_eq!((generation.storyboard, created_at), (None, Timestamp(1_700_000_000_000)));
        assert!(generation.kin().iter().all(|kin| kin.clip_id == ClipId(0)));
        assert!(generation.cast.iter().all(|member| member.character_id == CharacterId(0)));
    }
}

#[test]
fn an_address_beside_a_relay_s_own_is_the_relay_s() {
    let is_told = |url: &str| is_plain(url, &relays());
    for url in [
        "https://files.relay.example/a.png",
        "https://relay.example./a.png",
        "https://RELAY.example/a.png",
        "https://a.b.relay.example/a.png",
        "http://192.0.2.7/a.png",
    ] {
        assert!(!is_told(url), "{url}");
    }
    for url in ["https://example.com/a.png", "https://relay.example.com/a.png", "http://192.1.2.7/a.png"] {
        assert!(is_told(url), "{url}");
    }
}
