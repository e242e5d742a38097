//! Characters against the simulator: made of a clip, named in a prompt, and what a reference pack puts in place of one.

use dailies_core::{
    ErrorCode,
    model::{
        Change, Character, CharacterCheck, CharacterCreation, CharacterDraft, CharacterForm, CharacterHome,
        CharacterProblem, Charged, Clip, ClipId, Connection, DraftCheck, FilmSource, FilmWay, Generation, Hint, Job,
        JobState, Meaning, ModelId, PackForm, PictureId, Receipt, StopReason, StoredPicture,
    },
};
use dailies_simulator::{Fault, Route, Simulator};
use serde_json::{Value, json};

use crate::support::{KEY, Room, drain, patiently, relay, reopen_in, sora, told_until};

async fn connected() -> (Simulator, Room) {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    (relay, room)
}

async fn film(room: &Room) -> Clip {
    let job = room.generate_one(sora("an amber robot")).await;
    room.clip_of(&room.until(&job, JobState::Done).await).await
}

fn of_clip(id: ClipId) -> FilmSource {
    FilmSource::Clip { clip_id: id }
}

async fn draft(room: &Room, source: FilmSource) -> CharacterDraft {
    let connection_id = Some(room.connection().await.id);
    CharacterDraft { connection_id, name: String::new(), source, start_ms: 1_000, end_ms: 3_500 }
}

async fn make(room: &Room, draft: &CharacterDraft) -> Job {
    match room.call("create_character", json!({ "draft": draft })).await {
        CharacterCreation::Created { job } => *job,
        CharacterCreation::Refused { problems } => panic!("refused: {problems:?}"),
    }
}

async fn check(room: &Room, draft: &CharacterDraft) -> CharacterCheck {
    room.call("check_character", json!({ "draft": draft })).await
}

async fn characters(room: &Room) -> Vec<Character> {
    room.call("list_characters", json!({})).await
}

/// The only character, once it has a picture.
async fn with_face(room: &Room) -> Character {
    let mut changes = room.studio.changes();
    patiently("a character's picture", async {
        loop {
            let mut all = characters(room).await;
            if all.iter().any(|one| one.avatar.is_some()) {
                return all.remove(0);
            }
            let _ = tokio::time::timeout(std::time::Duration::from_secs(1), changes.recv()).await;
        }
    })
    .await
}

/// The bytes of a picture of the library.
fn file_of(room: &Room, id: &PictureId) -> Vec<u8> {
    let shelf = room.folder.path().join("pictures").join(&id.as_str()[..2]);
    let file = std::fs::read_dir(shelf).unwrap().map(|entry| entry.unwrap().path());
    let is_it = |path: &std::path::PathBuf| path.file_stem().unwrap().to_str() == Some(id.as_str());
    std::fs::read(file.into_iter().find(is_it).unwrap()).unwrap()
}

fn pack(handle: &str, pictures: Vec<PictureId>) -> CharacterForm {
    let pack = PackForm { handle: handle.to_owned(), description: "a red coat".to_owned(), pictures };
    CharacterForm { name: "Mara".to_owned(), notes: String::new(), tags: Vec::new(), pack: Some(pack) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clip_becomes_a_character_that_a_prompt_can_name() {
    let (relay, room) = connected().await;
    let mut changes = room.studio.changes();
    let clip = film(&room).await;
    let draft = draft(&room, of_clip(clip.id)).await;
    let checked = check(&room, &draft).await;
    assert_eq!((checked.way, checked.problems, checked.is_silent), (Some(FilmWay::Task), vec![], false));

    let job = make(&room, &draft).await;
    let done = room.until(&job, JobState::Done).await;
    assert_eq!(relay.submits()[1], json!({ "timestamps": "1,3.5", "from_task": clip.remote_id }));
    let made = with_face(&room).await;
    assert_eq!((done.character_id, done.clip_id, made.used), (Some(made.id), None, 0));
    assert_eq!(made.name, made.handle, "as the relay called it");
    let CharacterHome::Relay { ref source, start_ms, end_ms, has_page, .. } = made.home else { panic!("{made:?}") };
    assert_eq!((source, start_ms, end_ms, has_page), (&of_clip(clip.id), 1_000, 3_500, true));
    let avatar = file_of(&room, made.avatar.as_ref().unwrap());
    assert_eq!(avatar[..3], [0xff, 0xd8, 0xff], "the relay's own picture");

    let prompt = format!("a hat for @{}, blue", made.handle.to_uppercase());
    let named = room.generate_one(sora(&prompt)).await;
    let named = room.clip_of(&room.until(&named, JobState::Done).await).await;
    assert_eq!(relay.submits()[2]["prompt"], format!("a hat for @{} , blue", made.handle));
    assert!(relay.submits()[2].get("images").is_none());
    assert_eq!(named.generation.prompt, prompt, "a clip keeps what was typed");
    assert_eq!(characters(&room).await[0].used, 1);
    assert_eq!(room.call::<Vec<ClipId>>("list_clips_with", json!({ "id": made.id })).await, [named.id]);
    let used =
        |clips| move |change: &Change| matches!(change, Change::Character { character } if character.used == clips);
    let told = told_until(&mut changes, used(1)).await;
    room.call::<Receipt>("trash_clips", json!({ "ids": [named.id] })).await;
    assert_eq!(characters(&room).await[0].used, 0);
    let trashed = told_until(&mut changes, used(0)).await;

    let page = room.studio.call("open_character_page", json!({ "id": made.id })).await.unwrap_err();
    assert_eq!(page.code, ErrorCode::NoDesktop);
    let told: Vec<Value> = told.iter().chain(&trashed).map(|change| serde_json::to_value(change).unwrap()).collect();
    let told = json!([told, room.call::<Value>("list_jobs", json!({})).await, characters(&room).await]).to_string();
    assert!(!told.contains("/files/") && !told.contains(KEY), "no address that may be signed, and no key");
}

#[tokio::test(flavor = "multi_thread")]
async fn any_film_can_be_one_by_its_address() {
    let (relay, room) = connected().await;
    let url = "https://example.com/cat.mp4".to_owned();
    let mut draft = draft(&room, FilmSource::Url { url: url.clone() }).await;
    draft.name = " Tom ".to_owned();
    assert_eq!(check(&room, &draft).await.way, Some(FilmWay::Url));
    let job = make(&room, &draft).await;
    room.until(&job, JobState::Done).await;
    assert_eq!(relay.submits(), [json!({ "timestamps": "1,3.5", "url": url })]);
    assert_eq!(with_face(&room).await.name, "Tom");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_one_is_refused_before_anything_is_made() {
    use CharacterProblem::{NeedsKey, NoConnection, NoUrl, RangeLength, RangeOutside};
    let (relay, room) = connected().await;
    let clip = film(&room).await;
    let good = draft(&room, of_clip(clip.id)).await;
    let url = |url: &str| FilmSource::Url { url: url.to_owned() };
    for (draft, problem) in [
        (CharacterDraft { connection_id: None, ..good.clone() }, NoConnection),
        (CharacterDraft { source: url("cat.mp4"), ..good.clone() }, NoUrl),
        (CharacterDraft { source: url("file:///etc/passwd"), ..good.clone() }, NoUrl),
        (CharacterDraft { end_ms: 1_900, ..good.clone() }, RangeLength),
        (CharacterDraft { start_ms: 8_000, end_ms: 10_900, ..good.clone() }, RangeOutside),
    ] {
        let problems = check(&room, &draft).await.problems;
        assert!(problems.contains(&problem), "{problem:?} {problems:?}");
        let refused: CharacterCreation = room.call("create_character", json!({ "draft": draft })).await;
        assert_eq!(refused, CharacterCreation::Refused { problems });
    }
    let _: Connection = room.call("remove_key", json!({ "id": good.connection_id })).await;
    assert_eq!(check(&room, &good).await.problems, [NeedsKey]);
    assert_eq!((relay.accepted_count(), room.call::<Vec<Job>>("list_jobs", json!({})).await.len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_unknown_and_only_the_user_sends_again() {
    let (relay, room) = connected().await;
    let source = FilmSource::Url { url: "https://example.com/cat.mp4".to_owned() };
    let draft = draft(&room, source).await;
    relay.add_fault(Fault::DropAfter { on: Route::Character });
    let job = make(&room, &draft).await;
    let unknown = room.until(&job, JobState::Unknown).await;
    assert_eq!(unknown.failure.map(|failure| failure.charged), Some(Charged::Unknown));
    let looked_up = room.studio.call("check_job", json!({ "id": job.id })).await.unwrap_err();
    assert_eq!(looked_up.code, ErrorCode::Conflict);
    assert_eq!((relay.accepted_count(), characters(&room).await), (1, vec![]));

    let Room { studio, folder } = room;
    drop(studio);
    let room = Room { studio: reopen_in(folder.path().to_owned()).await, folder };
    // Another job goes all the way meanwhile: had the lost one been sent again, it would have been counted by then.
    let id = draft.connection_id;
    let _: Connection = room.call("set_key", json!({ "id": id, "key": KEY, "place": "session" })).await;
    let other = room.generate("dunes", 1).await.remove(0);
    room.until(&other, JobState::Done).await;
    assert_eq!((relay.accepted_count(), room.job(&job).await.state), (2, JobState::Unknown));

    let _: Job = room.call("send_job_again", json!({ "id": job.id })).await;
    room.until(&job, JobState::Done).await;
    assert_eq!((relay.accepted_count(), characters(&room).await.len()), (3, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_says_why() {
    let (relay, room) = connected().await;
    let source = FilmSource::Url { url: "https://example.com/cat.mp4".to_owned() };
    let draft = draft(&room, source).await;
    let refusal = |status, message: &str| Fault::Answer {
        on: Route::Character,
        status,
        body: json!({ "error": { "message": message, "type": "x" } }).to_string(),
        content_type: "application/json".to_owned(),
    };
    for (status, message, meaning) in [
        (401, "this token has no permission", Meaning::Permission),
        (400, "real people are not allowed", Meaning::Moderation),
        (403, "insufficient_user_quota", Meaning::Balance),
    ] {
        relay.add_fault(refusal(status, message));
        let job = make(&room, &draft).await;
        let failure = room.until(&job, JobState::Failed).await.failure.unwrap();
        assert_eq!((failure.meaning, failure.charged), (meaning, Charged::No));
        assert_eq!(failure.words.as_deref(), Some(message));
    }
    relay.add_fault(Fault::Status { on: Route::Character, status: 429, retry_after_s: Some(0) });
    let job = make(&room, &draft).await;
    room.until(&job, JobState::Done).await;
    assert_eq!(relay.accepted_count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_relay_fetches_the_clip_while_its_address_lives() {
    let (first, room) = connected().await;
    let clip = film(&room).await;
    let second = relay().await;
    room.connect(&second.address()).await;
    let draft = draft(&room, of_clip(clip.id)).await;
    assert_eq!(check(&room, &draft).await.way, Some(FilmWay::Url));
    let job = make(&room, &draft).await;
    room.until(&job, JobState::Done).await;
    let sent = second.submits().remove(0);
    assert!(sent["url"].as_str().unwrap().starts_with(&first.address()) && sent.get("from_task").is_none());

    // Alive when it is checked, gone when it is to be sent.
    first.add_fault(Fault::Slow { on: Route::File, delay_ms: 0 });
    first.add_fault(Fault::ExpiredLink);
    let job = make(&room, &draft).await;
    let stopped = room.until(&job, JobState::Stopped).await;
    let failure = stopped.failure.unwrap();
    assert_eq!((failure.meaning, failure.charged), (Meaning::SourceGone, Charged::No));
    assert_eq!((stopped.stop_reason, second.accepted_count()), (Some(StopReason::Trouble), 1));

    let checked = check(&room, &draft).await;
    assert_eq!((checked.way, checked.problems), (None, vec![CharacterProblem::OutOfReach]));
    let prompt = format!("@{} again", characters(&room).await[0].handle);
    let connections: Vec<Connection> = room.call("list_connections", json!({})).await;
    let hints = |connection: &Connection| {
        let draft = json!({ "connection_id": connection.id, "generation": sora(&prompt), "variations": 1 });
        room.call::<DraftCheck>("check_draft", json!({ "draft": draft }))
    };
    assert_eq!(hints(&connections[0]).await.hints, [Hint::ForeignCharacter]);
    assert_eq!(hints(&connections[1]).await.hints, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_relay_s_picture_is_gone_the_clip_s_poster_stands_in() {
    let (relay, room) = connected().await;
    let clip = film(&room).await;
    relay.add_fault(Fault::ExpiredLink);
    let draft = draft(&room, of_clip(clip.id)).await;
    let job = make(&room, &draft).await;
    room.until(&job, JobState::Done).await;
    let avatar = with_face(&room).await.avatar.unwrap();
    let mut folders = Vec::from([room.folder.path().join("clips")]);
    let mut poster = None;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match () {
                () if path.is_dir() => folders.push(path),
                () if path.ends_with("poster.jpg") => poster = Some(path),
                () => {}
            }
        }
    }
    assert!(file_of(&room, &avatar) == std::fs::read(poster.unwrap()).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_cannot_be_had_now_is_fetched_by_a_later_run() {
    let (relay, room) = connected().await;
    for _ in 0..50 {
        relay.add_fault(Fault::Status { on: Route::File, status: 503, retry_after_s: None });
    }
    let source = FilmSource::Url { url: "https://example.com/cat.mp4".to_owned() };
    let draft = draft(&room, source).await;
    let job = make(&room, &draft).await;
    room.until(&job, JobState::Done).await;
    assert_eq!(characters(&room).await[0].avatar, None);
    let Room { studio, folder } = room;
    drop(studio);
    relay.clear_faults();
    let room = Room { studio: reopen_in(folder.path().to_owned()).await, folder };
    with_face(&room).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_goes_along_in_words_and_pictures() {
    let (relay, room) = connected().await;
    let still = room.generate_one(Generation::of(ModelId("seedream-4.0".to_owned()), "a coat".to_owned())).await;
    let still = room.until(&still, JobState::Done).await.clip_id.unwrap();
    let picture: StoredPicture = room.call("keep_still", json!({ "id": still })).await;
    let form = pack("小美", vec![picture.id.clone()]);
    let made: Character = room.call("create_pack", json!({ "form": form })).await;
    assert_eq!(made.avatar, Some(picture.id));

    let generation = sora("走来的@小美笑了，@小美走了。@nobody");
    let draft = json!({ "connection_id": room.connection().await.id, "generation": generation, "variations": 1 });
    let checked: DraftCheck = room.call("check_draft", json!({ "draft": draft })).await;
    assert_eq!((checked.problems, checked.hints), (vec![], vec![]));
    assert_eq!(checked.unknown_names, ["nobody"]);
    let job = room.generate_one(generation).await;
    let clip = room.clip_of(&room.until(&job, JobState::Done).await).await;
    let sent = &relay.submits()[1];
    assert_eq!(sent["prompt"], "走来的Mara (a red coat)笑了，Mara走了。@nobody");
    assert_eq!(sent["images"].as_array().map(Vec::len), Some(1));
    assert!(sent["images"][0].as_str().unwrap().starts_with("data:image/png;base64,"));
    assert_eq!((clip.generation.pictures.len(), clip.generation.cast.len()), (0, 1));
    assert_eq!(characters(&room).await[0].used, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_is_kept_changed_removed_and_restored() {
    let room = Room::open().await;
    let mut changes = room.studio.changes();
    let code = async |command: &str, args: Value| room.studio.call(command, args).await.unwrap_err().code;
    let mara: Character = room.call("create_pack", json!({ "form": pack("mara", vec![]) })).await;
    for (handle, expected) in [("MARA", ErrorCode::HandleTaken), ("two words", ErrorCode::BadHandle)] {
        assert_eq!(code("create_pack", json!({ "form": pack(handle, vec![]) })).await, expected);
    }
    let nameless = CharacterForm { name: " ".to_owned(), ..pack("bo", vec![]) };
    assert_eq!(code("create_pack", json!({ "form": nameless })).await, ErrorCode::BadRequest);
    let form = CharacterForm { notes: "my own".to_owned(), tags: vec!["cast".to_owned()], ..pack("Mara", vec![]) };
    let saved: Character = room.call("save_character", json!({ "id": mara.id, "form": form })).await;
    assert_eq!((saved.handle.as_str(), saved.notes.as_str(), saved.tags.len()), ("Mara", "my own", 1));

    room.call::<()>("remove_character", json!({ "id": mara.id })).await;
    assert_eq!(characters(&room).await, []);
    let other: Character = room.call("create_pack", json!({ "form": pack("mara", vec![]) })).await;
    assert_eq!(code("restore_character", json!({ "id": mara.id })).await, ErrorCode::HandleTaken);
    room.call::<()>("remove_character", json!({ "id": other.id })).await;
    let restored: Character = room.call("restore_character", json!({ "id": mara.id })).await;
    assert_eq!(characters(&room).await, [restored]);
    let told = drain(&mut changes);
    assert!(told.contains(&Change::CharacterRemoved { id: mara.id }));
    assert_eq!(code("open_character_page", json!({ "id": mara.id })).await, ErrorCode::BadRequest);
    assert_eq!(code("save_character", json!({ "id": 404, "form": pack("x", vec![]) })).await, ErrorCode::NotFound);
}
