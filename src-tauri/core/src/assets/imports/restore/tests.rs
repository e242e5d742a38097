use dailies_model::{Cameo, ClipId, ModelId, PictureRole, RemoteId, StoryboardId, StoryboardPart};
use proptest::prelude::*;

use super::*;
use crate::library::Library;

fn id(letter: &str) -> PictureId {
    PictureId(letter.repeat(64))
}

fn picture(source: PictureSource) -> Picture {
    let crop = Some(Crop { x: 100, y: 50, width: 200, height: 101 });
    Picture { crop, from_clip: Some(ClipId(5)), ..Picture::new(PictureRole::First, source) }
}

fn generation() -> Generation {
    Generation::of(ModelId("sora-2".into()), "@mara walks".into())
}

#[test]
fn pictures_are_this_library_s_and_crops_fit_them() {
    let url = |url: &str| picture(PictureSource::Url { url: url.into() });
    let stored = |letter| picture(PictureSource::Stored { id: id(letter) });
    let pictures = vec![
        stored("a"),
        stored("b"),
        url("https://example.com/a.png"),
        url("javascript:alert(1)"),
        url("file:///etc/passwd"),
        picture(PictureSource::PartBefore),
    ];
    let here = HashMap::from([(id("a"), LocalPicture { id: id("c"), size: (160, 90), used: (320, 180) })]);
    let restored = with_pictures(Generation { pictures, ..generation() }, &here).pictures;
    let smaller = Some(Crop { x: 50, y: 25, width: 100, height: 51 });
    assert_eq!(restored[0], Picture { crop: smaller, from_clip: None, ..stored("c") });
    assert_eq!(restored[1..], [Picture { from_clip: None, ..url("https://example.com/a.png") }]);
}

proptest! {
    #[test]
    fn a_crop_lies_within_a_copy_of_any_size(crop in any::<[u32; 4]>(), size in (1..9000_u32, 1..9000_u32), used in any::<(u32, u32)>()) {
        let [x, y, width, height] = crop;
        for crop in [Crop { x, y, width, height }, Crop::centred(used, (width, height))] {
            let scaled = scaled(crop, &LocalPicture { id: id("a"), size, used });
            prop_assert_eq!(scaled.is_some(), crop.lies_within(used));
            prop_assert!(scaled.is_none_or(|scaled| scaled.lies_within(size)));
        }
    }
}

#[test]
fn what_a_stranger_s_recipe_names_is_looked_up_or_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let part = CastPart::Relay { base_url: "https://relay.example".into() };
    let there = Generation {
        videos: vec![VideoSource::Clip { clip_id: ClipId(1) }, VideoSource::Url("https://example.com/a.mp4".into())],
        cameo: Some(Cameo { url: "file:///etc/passwd".into(), clip_id: None, start_ms: 0, end_ms: 1 }),
        remix_of: Some(RemixSource { clip_id: ClipId(1), remote_id: RemoteId("task-1".into()) }),
        notify_hook: Some("https://spy.example".into()),
        storyboard: Some(StoryboardPart { id: StoryboardId(1), shot: None }),
        cast: vec![CastMember { character_id: CharacterId(1), handle: "mara".into(), part }],
        ..generation()
    };
    let here = library.read(|db| with_rows(db, there)).unwrap();
    assert_eq!(here.videos, [VideoSource::Url("https://example.com/a.mp4".into())]);
    assert_eq!((here.cameo, here.remix_of, here.notify_hook, here.storyboard), (None, None, None, None));
    assert_eq!(here.cast[0].character_id, CharacterId(0));
}

#[test]
fn tags_are_words_each_once_and_not_too_many() {
    let names = ["  B \u{7} roll ", "b roll", "", "海"].map(str::to_owned);
    assert_eq!(tags(&names), ["B roll", "海"]);
    let many: Vec<String> = (0..99).map(|at| format!("{at}{}", "x".repeat(99))).collect();
    let kept = tags(&many);
    assert!(kept.len() == MOST_TAGS && kept.iter().all(|tag| tag.chars().count() == MOST_TAG_CHARS));
}
