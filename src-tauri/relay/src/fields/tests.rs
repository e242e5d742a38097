//! Each kind of field, and what becomes of what is left open.

use dailies_model::{AspectRatio, Format, Medium, ModelId, Picture, PictureRole, PictureSource, Seed, VideoSource};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::catalogue::Rules;

fn rules(toml: &str) -> Rules {
    toml::from_str(toml).unwrap()
}

fn generation() -> Generation {
    Generation::of(ModelId("m".into()), "p".into())
}

fn picture(role: PictureRole) -> Picture {
    Picture::new(role, PictureSource::Url { url: String::new() })
}

/// The fields beside model and prompt.
fn written(generation: &Generation, rules: &Rules, pictures: &[Attachment]) -> Value {
    let order = SubmitParams { format: Format::Unified, medium: Medium::Film, generation, rules, pictures };
    let mut fields = with_pictures(&order);
    assert_eq!((fields.remove("model"), fields.remove("prompt")), (Some(json!("m")), Some(json!("p"))));
    fields.into()
}

#[test]
fn what_the_rules_do_not_name_is_not_sent() {
    let generation = Generation {
        aspect_ratio: "16:9".parse().ok(),
        duration_s: Some(10),
        resolution: Some("720P".into()),
        toggles: [(Toggle::Hd, true)].into(),
        pictures: vec![picture(PictureRole::First)],
        videos: vec![VideoSource::Url("https://a.example/v.mp4".into())],
        cameo: Some(Cameo { url: "https://a.example/c.mp4".into(), clip_id: None, start_ms: 1000, end_ms: 3000 }),
        seed: Some(Seed(7)),
        notify_hook: Some("https://a.example/done".into()),
        ..generation()
    };
    assert_eq!(written(&generation, &Rules::default(), &[Attachment::Url("https://a.example/p".into())]), json!({}));
}

#[test]
fn what_is_left_open_is_sent_only_where_the_rules_have_a_value_for_it() {
    let silent = r#"
        aspect = { field = "ratio", values = ["16:9"] }
        duration = { field = "duration", values = [5] }
        resolution = { field = "resolution", values = ["720P"] }
        toggles = { hd = { field = "hd" } }
        seed = "seed"
        notify_hook = "hook"
    "#;
    assert_eq!(written(&generation(), &rules(silent), &[]), json!({}));
    let telling = r#"
        aspect = { field = "ratio", values = ["16:9"], default = "16:9" }
        duration = { field = "duration", as = "text", values = [5], default = 5 }
        resolution = { field = "size", values = ["720P", "1080P"], wire = { "720P" = "small" }, default = "720P" }
        toggles = { private = { field = "private", default = false }, sound = { field = "generate_audio", default = true } }
        always = { n = 1 }
    "#;
    let defaults = json!({
        "ratio": "16:9", "duration": "5", "size": "small", "private": false, "generate_audio": true, "n": 1
    });
    assert_eq!(written(&generation(), &rules(telling), &[]), defaults);
}

#[test]
fn a_shown_value_is_written_as_the_model_wants_it() {
    let rules = rules(
        r#"
        aspect = { field = "orientation", values = ["16:9", "9:16"], wire = { "9:16" = "portrait" } }
        duration = { field = "seconds", as = "text", values = [4, 8] }
        resolution = { field = "quality", values = ["HD"], wire = { HD = 1080 } }
        toggles = { fixed_camera = { field = "camerafixed" } }
        seed = "seed"
        notify_hook = "notify_hook"
        "#,
    );
    let generation = Generation {
        aspect_ratio: "9:16".parse().ok(),
        duration_s: Some(8),
        resolution: Some("HD".into()),
        toggles: [(Toggle::FixedCamera, false)].into(),
        seed: Some(Seed(7)),
        notify_hook: Some("https://a.example/done".into()),
        ..generation()
    };
    let fields = json!({
        "orientation": "portrait", "seconds": "8", "quality": 1080, "camerafixed": false, "seed": 7,
        "notify_hook": "https://a.example/done",
    });
    assert_eq!(written(&generation, &rules, &[]), fields);
}

#[test]
fn pictures_go_in_the_order_of_their_roles_and_files_as_data() {
    let rules = rules(r#"pictures = { field = "images", max = 3, roles = ["first", "last", "reference"] }"#);
    let roles = [PictureRole::Last, PictureRole::Reference, PictureRole::First];
    let generation = Generation { pictures: roles.map(picture).to_vec(), ..generation() };
    let last = Attachment::File { media_type: "image/png", bytes: "last".into() };
    let pictures = [last, Attachment::Url("https://a.example/r".into()), Attachment::Url("https://a.example/f".into())];
    let images = json!(["https://a.example/f", "data:image/png;base64,bGFzdA==", "https://a.example/r"]);
    assert_eq!(written(&generation, &rules, &pictures), json!({"images": images}));
}

#[test]
fn a_cameo_is_an_address_and_a_range_in_seconds() {
    let rules = Rules { cameo: true, ..Rules::default() };
    for (start_ms, end_ms, timestamps) in
        [(1000, 3000, "1,3"), (1500, 3000, "1.5,3"), (0, 1250, "0,1.25"), (10_000, 12_005, "10,12.005")]
    {
        let cameo = Some(Cameo { url: "https://a.example/c.mp4".into(), clip_id: None, start_ms, end_ms });
        let fields = json!({"character_url": "https://a.example/c.mp4", "character_timestamps": timestamps});
        assert_eq!(written(&Generation { cameo, ..generation() }, &rules, &[]), fields);
    }
}

#[test]
fn pixels_follow_from_shape_and_hd() {
    let rules = rules(
        r#"
        sizes = [
            { aspect = "16:9", size = "1280x720" }, { aspect = "9:16", size = "720x1280" },
            { aspect = "16:9", hd = true, size = "1792x1024" },
        ]
        toggles = { hd = { field = "size" } }
        "#,
    );
    let size = |aspect: Option<&str>, hd: Option<bool>| {
        let aspect_ratio = aspect.map(|aspect| aspect.parse::<AspectRatio>().unwrap());
        let toggles = hd.map(|hd| (Toggle::Hd, hd)).into_iter().collect();
        written(&Generation { aspect_ratio, toggles, ..generation() }, &rules, &[])
    };
    assert_eq!(size(Some("9:16"), None), json!({"size": "720x1280"}));
    assert_eq!(size(Some("16:9"), Some(false)), json!({"size": "1280x720"}));
    assert_eq!(size(Some("16:9"), Some(true)), json!({"size": "1792x1024"}));
    assert_eq!(size(Some("9:16"), Some(true)), json!({"size": "720x1280"}), "there is no larger one");
    assert_eq!(size(None, Some(true)), json!({"size": "1792x1024"}));
    assert_eq!(size(None, None), json!({}));
}

#[test]
fn a_picture_that_must_match_needs_a_size_to_match() {
    let rules = |match_size: bool| {
        rules(&format!(
            r#"
            sizes = [{{ aspect = "16:9", size = "1280x720" }}]
            pictures = {{ field = "input_reference", max = 1, roles = ["first"], match_size = {match_size} }}
            "#
        ))
    };
    let generation = Generation { pictures: vec![picture(PictureRole::First)], ..generation() };
    assert_eq!(size(&generation, &rules(true)), Some("1280x720"));
    assert_eq!(size(&generation, &rules(false)), None);
}

proptest! {
    #[test]
    fn a_range_loses_nothing(start_ms in 0..1_000_000_i64, length_ms in 1000..=3000_i64) {
        let range = range(start_ms, start_ms + length_ms);
        let in_ms = |text: &str| (text.parse::<f64>().unwrap() * 1000.0).round() as i64;
        let (start, end) = range.split_once(',').unwrap();
        prop_assert_eq!((in_ms(start), in_ms(end)), (start_ms, start_ms + length_ms));
        prop_assert!(!start.contains('.') || !start.ends_with(['.', '0']));
    }
}
