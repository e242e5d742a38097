use super::*;
use dailies_model::{
    Cameo, CastMember, CastPart, CharacterId, ClipId, ConnectionId, ConnectionTest, Format, Formats, Generation,
    ModelId, Picture, PictureId, PictureRole, PictureSource, Proxy, RemixSource, RemoteId, Timestamp, Toggle,
    VideoSource,
};

use crate::catalogue::Catalogue;

fn connection() -> Connection {
    Connection {
        plain_http: None,
        id: ConnectionId(1),
        name: "Harbor".to_owned(),
        kind: ConnectionKind::Relay,
        base_url: "https://relay.example".to_owned(),
        key: KeyState::Keychain { last_four: "4f2a".to_owned() },
        proxy: Proxy::System,
        formats: Formats::default(),
        last_test: None,
        balance: None,
        warn_below_micros: None,
        created_at: Timestamp(0),
    }
}

fn check(draft: &Draft, connection: Option<&Connection>) -> Vec<Problem> {
    super::check(draft, &Catalogue::shipped().entry(&draft.generation.model), connection)
}

fn draft() -> Draft {
    let generation = Generation {
        aspect_ratio: "16:9".parse().ok(),
        duration_s: Some(10),
        ..Generation::of(ModelId("sora-2".to_owned()), "a quay in the rain".to_owned())
    };
    Draft { connection_id: Some(ConnectionId(1)), generation, variations: 1, shots_as: None }
}

fn fields(draft: &Draft, connection: &Connection) -> Vec<String> {
    check(draft, Some(connection)).into_iter().map(|problem| problem.field).collect()
}

#[test]
fn a_legal_draft_has_no_problem() {
    assert_eq!(check(&draft(), Some(&connection())), []);
}

#[test]
fn each_broken_rule_names_its_field() {
    let mut draft = draft();
    draft.generation.prompt = "  ".to_owned();
    draft.generation.aspect_ratio = "1:1".parse().ok();
    draft.generation.duration_s = Some(25);
    draft.variations = 5;
    assert_eq!(fields(&draft, &connection()), ["prompt", "variations", "aspect_ratio", "duration_s"]);
    assert_eq!(check(&self::draft(), None)[0].field, "connection_id");
}

#[test]
fn a_connection_without_its_key_is_told() {
    let lost = Connection { key: KeyState::Lost { last_four: String::new() }, ..connection() };
    assert_eq!(check(&draft(), Some(&lost)), [Problem { field: "connection_id".to_owned(), rule: Rule::NeedsKey }]);
    let demo = Connection { kind: ConnectionKind::Demo, key: KeyState::None, ..connection() };
    assert_eq!(check(&draft(), Some(&demo)), []);
}

#[test]
fn a_model_that_the_relay_did_not_list_is_a_warning() {
    let result = TestResult::Works {
        latency_ms: 1,
        model_count: 1,
        models: vec![ModelId("veo3.1".to_owned())],
        prices: None,
        lists_jobs: false,
    };
    let tested = Connection { last_test: Some(ConnectionTest { tested_at: Timestamp(0), result }), ..connection() };
    assert_eq!(fields(&draft(), &tested), [""; 0]);
    let entry = Catalogue::shipped().entry(&draft().generation.model).into_owned();
    let told = warnings(&draft(), &entry, Some(&tested));
    assert_eq!(told, [Problem { field: "model".to_owned(), rule: Rule::NotOffered }]);
    assert_eq!(warnings(&draft(), &entry, Some(&connection())), [], "nobody asked yet");
}

fn rules(model: &str, change: impl FnOnce(&mut Generation)) -> Vec<(String, Rule)> {
    let mut draft = draft();
    draft.generation = Generation::of(ModelId(model.to_owned()), "a quay".to_owned());
    change(&mut draft.generation);
    check(&draft, Some(&connection())).into_iter().map(|problem| (problem.field, problem.rule)).collect()
}

fn warned(model: &str, change: impl FnOnce(&mut Generation)) -> Vec<(String, Rule)> {
    let mut draft = draft();
    draft.generation = Generation::of(ModelId(model.to_owned()), "a quay".to_owned());
    change(&mut draft.generation);
    let entry = Catalogue::shipped().entry(&draft.generation.model).into_owned();
    let told = warnings(&draft, &entry, Some(&connection()));
    told.into_iter().map(|problem| (problem.field, problem.rule)).collect()
}

fn pictures(roles: &[PictureRole]) -> Vec<Picture> {
    let source = |at: usize| PictureSource::Stored { id: PictureId(format!("{at}")) };
    roles.iter().enumerate().map(|(at, role)| Picture::new(*role, source(at))).collect()
}

fn one(field: &str, rule: Rule) -> Vec<(String, Rule)> {
    vec![(field.to_owned(), rule)]
}

#[test]
fn hd_is_for_pro_and_not_for_25_seconds() {
    let hd = |generation: &mut Generation| generation.toggles.extend([(Toggle::Hd, true)]);
    assert_eq!(rules("sora-2", hd), one("hd", Rule::NotTaken));
    assert_eq!(rules("sora-2-pro", hd), []);
    let both = |generation: &mut Generation| {
        hd(generation);
        generation.duration_s = Some(25);
    };
    let not_with = Rule::NotWith { field: "duration_s".to_owned(), value: "25".to_owned() };
    assert_eq!(rules("sora-2-pro", both), one("hd", not_with));
}

#[test]
fn pictures_come_in_number_and_order() {
    use PictureRole::{First, Last, Reference};
    let of = |model: &str, roles: &[PictureRole]| rules(model, |generation| generation.pictures = pictures(roles));
    let one_of =
        |roles: &[&str]| one("pictures", Rule::OneOf { values: roles.iter().map(|role| (*role).to_owned()).collect() });
    for roles in [&[][..], &[First], &[First, Last]] {
        assert_eq!(of("veo3.1", roles), [], "{roles:?}");
    }
    assert_eq!(of("veo3.1", &[Last]), one_of(&["first"]));
    assert_eq!(of("veo3.1", &[First, First]), one_of(&["last"]));
    assert_eq!(of("veo3.1", &[Reference]), one_of(&["first"]));
    assert_eq!(of("veo3-pro-frames", &[]), one("pictures", Rule::AtLeast { min: 1 }));
    assert_eq!(of("veo2-fast-components", &[Reference; 4]), one("pictures", Rule::AtMost { max: 3 }));
    assert_eq!(of("veo3", &[First]), one("pictures", Rule::NotTaken));
}

#[test]
fn addresses_are_addresses() {
    let at = |url: &str| {
        let url = url.to_owned();
        rules("sora-2", |generation| {
            let picture = PictureSource::Url { url: url.clone() };
            generation.pictures = vec![Picture::new(PictureRole::First, picture)];
            generation.videos = vec![VideoSource::Url(url.clone())];
            generation.cameo = Some(Cameo { url: url.clone(), clip_id: None, start_ms: 0, end_ms: 2000 });
            generation.notify_hook = Some(url.clone());
        })
    };
    assert_eq!(at("https://a.example/b?c=d"), []);
    for bad in ["", "a.example/b", "ftp://a.example/b", "file:///etc/passwd", "https://", " https://a.example"] {
        let fields: Vec<_> =
            at(bad).into_iter().filter(|(_, rule)| *rule == Rule::NoUrl).map(|(field, _)| field).collect();
        assert_eq!(fields, ["pictures", "videos", "cameo", "notify_hook"], "{bad}");
    }
}

#[test]
fn a_cameo_is_one_to_three_seconds() {
    let of = |start_ms, end_ms| {
        let url = "https://a.example/b.mp4".to_owned();
        rules("sora-2", |generation| generation.cameo = Some(Cameo { url, clip_id: None, start_ms, end_ms }))
    };
    assert_eq!(of(500, 1500), []);
    assert_eq!(of(0, 3000), []);
    assert_eq!(of(0, 999), one("cameo", Rule::Between { min: 1, max: 3 }));
    assert_eq!(of(2000, 1000), one("cameo", Rule::Between { min: 1, max: 3 }));
    assert_eq!(of(-500, 1500), one("cameo", Rule::AtLeast { min: 0 }));
    assert_eq!(of(i64::MIN, i64::MAX).len(), 2);
}

#[test]
fn shots_add_up_to_the_clip() {
    let board = "Shot 1:
duration: 7.5sec
Scene: a

Shot 2:
duration: 7.5sec
Scene: b";
    let of = |model: &str, prompt: &str, length| {
        let change = |generation: &mut Generation| {
            generation.prompt = prompt.to_owned();
            generation.duration_s = length;
        };
        assert_eq!(rules(model, change), [], "it may be sent all the same");
        warned(model, change)
    };
    let sum = |shots_ms, fit_s| one("prompt", Rule::ShotsSum { shots_ms, clip_ms: 10_000, fit_s });
    assert_eq!(of("sora-2", board, Some(15)), []);
    assert_eq!(of("sora-2", board, Some(10)), sum(15_000, Some(15)), "the documents' own example");
    assert_eq!(of("sora-2", board, None), sum(15_000, Some(15)), "10 s where nothing is said");
    assert_eq!(of("sora-2", &board.replace("7.5", "5"), None), []);
    assert_eq!(of("sora-2", &board.replace("7.5", "4"), None), sum(8_000, None), "no length is nearer");
    assert_eq!(of("sora-2", &board.replacen("7.5sec", "10sec", 1).replace("7.5sec", "soon"), None), sum(10_000, None));
    assert_eq!(of("veo3", board, None), [], "it is only a prompt there");
}

#[test]
fn more_than_a_guess_is_a_warning_and_more_than_a_document_says_is_refused() {
    let many = |count: usize| {
        move |generation: &mut Generation| generation.pictures = pictures(&vec![PictureRole::Reference; count])
    };
    assert_eq!(rules("sora-2", many(9)), []);
    assert_eq!(warned("sora-2", many(9)), one("pictures", Rule::AtMost { max: 4 }));
    assert_eq!(rules("mystery-1", many(9)), [], "nobody described it");
    assert_eq!(rules("veo2-fast-components", many(4)), one("pictures", Rule::AtMost { max: 3 }));
    let films = |count: usize| {
        move |generation: &mut Generation| {
            generation.videos = vec![VideoSource::Url("https://a.example/v.mp4".to_owned()); count];
        }
    };
    assert_eq!((rules("sora-2", films(3)), warned("sora-2", films(3))), (vec![], vec![]));
    assert_eq!((rules("sora-2", films(9)), warned("sora-2", films(9)).len()), (vec![], 1));
    assert_eq!(rules("veo3", films(1)), one("videos", Rule::NotTaken));
}

#[test]
fn what_nobody_described_takes_what_the_user_writes() {
    let free = |size: &str, resolution: &str| {
        let (size, resolution) = (size.to_owned(), resolution.to_owned());
        move |generation: &mut Generation| {
            generation.size = Some(size);
            generation.resolution = Some(resolution);
            generation.toggles = [(Toggle::Watermark, false)].into();
        }
    };
    assert_eq!(rules("mystery-1", free("1440x1080", "4K")), []);
    assert_eq!(rules("mystery-1", free("large", "780P")), []);
    let fields = |size, resolution| rules("mystery-1", free(size, resolution)).into_iter().map(|(field, _)| field);
    assert_eq!(fields("", "").collect::<Vec<_>>(), ["resolution", "size"]);
    assert_eq!(fields("a\nb", " 4K").collect::<Vec<_>>(), ["resolution", "size"]);
    let described = rules("kling-v2.6", free("1440x1080", "4K")).into_iter().map(|(field, _)| field);
    assert_eq!(described.collect::<Vec<_>>(), ["resolution", "watermark", "size"]);
}

#[test]
fn the_create_format_makes_1080p_of_every_length() {
    for (model, seconds) in [("sora-2", 10), ("sora-2", 15), ("sora-2-pro", 10), ("sora-2-pro", 25)] {
        let mut draft = draft();
        draft.generation.model = ModelId(model.to_owned());
        draft.generation.duration_s = Some(seconds);
        draft.generation.toggles = [(Toggle::Hd, true)].into();
        let create = Formats { preferred: Some(Format::Create), ..Formats::default() };
        assert_eq!(fields(&draft, &Connection { formats: create, ..connection() }), [""; 0], "{model} {seconds}");
    }
}

#[test]
fn a_remix_takes_a_prompt_and_a_size() {
    let remix = |generation: &mut Generation| {
        generation.remix_of = Some(RemixSource { clip_id: ClipId(1), remote_id: RemoteId("video_1".to_owned()) });
    };
    assert_eq!(rules("veo3", remix), [], "the endpoint names no model");
    assert_eq!(rules("seedream-4.0", remix), one("remix_of", Rule::NotTaken));
    let wide = |generation: &mut Generation| {
        remix(generation);
        generation.aspect_ratio = "16:9".parse().ok();
    };
    assert_eq!(rules("sora-2", wide), []);
    let long = |generation: &mut Generation| {
        remix(generation);
        generation.duration_s = Some(10);
        generation.pictures = pictures(&[PictureRole::First]);
    };
    let refused = ["duration_s", "pictures"].map(|field| (field.to_owned(), Rule::NotTaken));
    assert_eq!(rules("sora-2", long), refused);
}

#[test]
fn a_format_without_addresses_takes_pictures_of_the_library() {
    let mut draft = draft();
    let openai = Formats { preferred: Some(Format::Openai), ..Formats::default() };
    let connection = Connection { formats: openai, ..connection() };
    draft.generation.pictures = pictures(&[PictureRole::First]);
    assert_eq!(fields(&draft, &connection), [""; 0]);
    draft.generation.pictures[0].source = PictureSource::Url { url: "https://a.example/b.png".to_owned() };
    assert_eq!(check(&draft, Some(&connection))[0].rule, Rule::NoPictureUrl);
}

#[test]
fn a_prompt_has_its_limit_in_characters() {
    let entry = Catalogue::shipped().entry(&ModelId("sora-2".to_owned())).into_owned();
    let prompt = crate::catalogue::PromptRules { limit: Some(4), ..entry.prompt };
    let entry = Entry { prompt, ..entry };
    let mut draft = draft();
    draft.generation.prompt = "雨中的猫".to_owned();
    assert_eq!(super::check(&draft, &entry, Some(&connection())), []);
    draft.generation.prompt.push('。');
    assert_eq!(super::check(&draft, &entry, Some(&connection()))[0].rule, Rule::AtMost { max: 4 });
}

#[test]
fn what_would_be_sent_is_judged() {
    let pictures = vec![PictureId("1".to_owned())];
    let part = CastPart::Pack { name: "Mara".to_owned(), description: "a red coat".to_owned(), pictures };
    let mut draft = draft();
    draft.generation.prompt = "@mara waves".to_owned();
    draft.generation.cast = vec![CastMember { character_id: CharacterId(1), handle: "mara".to_owned(), part }];
    let mut entry = Catalogue::shipped().entry(&draft.generation.model).into_owned();
    let length = "Mara (a red coat) waves".len() as u32;
    for (limit, broken) in [(length, None), (length - 1, Some(Rule::AtMost { max: length - 1 }))] {
        entry.prompt.limit = Some(limit);
        let problems = super::check(&draft, &entry, Some(&connection()));
        assert_eq!(problems.into_iter().map(|problem| problem.rule).next(), broken);
    }
}
