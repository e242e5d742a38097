use std::path::{Component, Path};

use dailies_model::{ClipId, Container, Generation, Medium, ModelId, RecipeRelay, Timestamp, storyboard};
use proptest::prelude::*;

use super::*;
use crate::library::{ClipFile, ClipFolder};

/// A clip that is to leave.
pub(in crate::api::exports) fn parting(prompt: &str) -> ExportItem {
    let film = Film {
        width: 1280,
        height: 720,
        duration_ms: 10_040,
        fps: None,
        container: Container::Mp4,
        video_codec: None,
        has_audio: false,
        bytes: 0,
    };
    let clip = Clip {
        id: ClipId(7),
        job_id: None,
        batch_id: None,
        generation: Generation::of(ModelId("sora-2".to_owned()), prompt.to_owned()),
        connection_id: None,
        connection_name: None,
        remote_id: None,
        medium: Medium::Film,
        film,
        has_pictures: true,
        took_ms: None,
        cost_micros: None,
        shots: storyboard::shots(prompt),
        created_at: Timestamp(1_700_000_000_000),
        placed_at: Timestamp(0),
        trashed_at: None,
        favourite_at: None,
        tags: Vec::new(),
        file_name: None,
    };
    let file = ClipFile { folder: ClipFolder::random(), medium: Medium::Film, container: Container::Mp4 };
    let relay = RecipeRelay { connection: None, base_url: None, remote_id: None };
    ExportItem { clip, file, tags: Vec::new(), collection: None, relay }
}

fn form(template: &str) -> ExportForm {
    ExportForm { template: template.to_owned(), extras: Vec::new() }
}

fn name_of(template: &str, parting: &ExportItem) -> String {
    let zone = TimeZone::fixed(jiff::tz::offset(2));
    let place = NameContext { at: 3, of: 12, zone: &zone };
    Template::of(&form(template)).unwrap().name(parting, place).join("/")
}

fn name(template: &str, prompt: &str) -> String {
    name_of(template, &parting(prompt))
}

#[test]
fn a_file_is_named_after_its_prompt() {
    let template = ExportForm::default().template;
    assert_eq!(name(&template, "A quay, in the rain!"), "A-quay-in-the-rain-7");
    assert_eq!(name(&template, "黄昏的灯塔"), "黄昏的灯塔-7");
    assert_eq!(name(&template, "../../.."), "7");
    assert_eq!(name(&template, &"a".repeat(200)), format!("{}-7", "a".repeat(60)));
    assert_eq!(name(&template, &"wave ".repeat(40)), format!("{}-7", ["wave"; 12].join("-")));
    let shots = "Shot 1:\nduration: 5sec\nScene: a plane takes off\n\nShot 2:\nduration: 5sec\nScene: it lands";
    assert_eq!(name(&template, shots), "a-plane-takes-off-it-lands-7");
}

#[test]
fn every_word_says_what_it_is() {
    let full = ExportItem {
        tags: vec!["海".into(), "B roll".into()],
        collection: Some("Trailer: two".into()),
        ..parting("quay")
    };
    let all = "{date}_{time}/{model} {aspect} {length}/{count}-{number} {tags} {collection}";
    assert_eq!(name_of(all, &full), "2023-11-15_00-13-20/sora-2 16x9 10s/03-7 海-B-roll Trailer- two");
}

#[test]
fn what_a_clip_does_not_say_leaves_no_trace() {
    assert_eq!(name("{collection} - {tags}_{prompt}-{number}", "quay"), "quay-7");
    assert_eq!(name("{collection}/{tags}/{prompt}", "quay"), "quay");
    assert_eq!(name("{tags}", "quay"), "7");
    assert_eq!(name("", ""), "7");
    let mut film = parting("");
    film.clip.file_name = Some("Holiday 2021.mov".into());
    film.clip.film.duration_ms = 0;
    (film.clip.film.width, film.clip.film.height) = (854, 480);
    assert_eq!(name_of("{prompt} {length} {aspect}", &film), "Holiday-2021 16x9");
    film.clip.film.duration_ms = i64::MAX;
    assert!(name_of("{length}", &film).ends_with('s'), "whatever an older version wrote down");
}

#[test]
fn a_word_that_means_nothing_is_told_and_a_brace_by_itself_is_a_brace() {
    assert_eq!(Template::of(&form("{prompt}-{title}")), Err("title"));
    assert_eq!(Template::of(&form("{}")), Err(""));
    assert_eq!(name("{prompt}} {", "quay"), "quay} {");
}

#[test]
fn folders_come_of_the_template_alone() {
    assert_eq!(name("../{model}//./{prompt}", "a/b"), "sora-2/a-b");
    assert_eq!(name("a\\b", ""), "a/b");
    assert_eq!(name(&"x/".repeat(30), ""), format!("{}7", "x/".repeat(7)));
}

#[test]
fn names_that_windows_keeps_are_not_used() {
    for (template, expected) in [
        ("con", "_con"),
        ("NUL.tar", "_NUL.tar"),
        ("Com7", "_Com7"),
        ("lpt¹", "_lpt¹"),
        ("com10", "com10"),
        ("console", "console"),
    ] {
        assert_eq!(name(template, ""), expected);
    }
    assert_eq!(name("a<b>c:d\"e|f?g*h. ", ""), "a-b-c-d-e-f-g-h");
    assert_eq!(name("\u{202e}gpj.\u{200b}x\u{7}", ""), "gpj.x");
}

/// What every system can have, with an ending and a number behind it.
fn is_portable(part: &str) -> bool {
    let forbidden = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let ends_well = !part.ends_with(['.', ' ']) && !part.starts_with(['.', ' ']);
    let is_short = part.chars().count() <= 104 && part.len() <= 210;
    !part.is_empty() && !part.contains(forbidden) && ends_well && is_short && !is_reserved(part)
}

proptest! {
    #[test]
    fn every_name_can_be_had_everywhere(
        template in r#"([ -~/海]|\{(prompt|model|tags|collection|count|number|date)\}){0,30}"#,
        prompt in any::<String>(),
        model in any::<String>(),
        tags in prop::collection::vec(any::<String>(), 0..3),
        collection in any::<Option<String>>(),
        long in 0..3000_usize,
    ) {
        let form = form(&template);
        let Ok(template) = Template::of(&form) else { return Ok(()) };
        let mut parting = ExportItem { tags, collection, ..parting(&(prompt + &"浪 ".repeat(long))) };
        parting.clip.generation.model = ModelId(model);
        let name = template.name(&parting, NameContext { at: 1, of: 1, zone: &TimeZone::UTC });
        prop_assert!(!name.is_empty() && name.len() <= MOST_PARTS);
        for part in &name {
            prop_assert!(is_portable(part), "{part:?}");
            let path = Path::new(part);
            prop_assert!(path.components().all(|component| matches!(component, Component::Normal(_))));
        }
    }
}
