//! Reference pictures from their sources to what a relay is sent: real files, the real media child, the simulator.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use dailies_core::{
    host::{Clipboard, Host, HostError},
    model::{
        Change, Charged, Clip, Crop, Draft, ForeignPicture, Format, Generation, Intake, Job, JobState, Meaning,
        ModelId, Picture, PictureId, PictureRejection, PictureRole, PictureSource, PreparedPicture, Session,
        StopReason, StoredPicture,
    },
};
use dailies_simulator::Simulator;
use futures::{FutureExt, future::BoxFuture};
use image::RgbImage;
use serde_json::{Value, json};

use crate::{
    images::{BLUE, GREEN, GREY, RED, assert_quarters, claiming, film, fixture, oriented, psnr, still},
    support::{Room, drain, open_on, relay, sora},
};

/// A desktop whose user always does the same.
struct Desk {
    picks: Vec<PathBuf>,
    copied: Mutex<Clipboard>,
}

impl Host for Desk {
    fn has_desktop(&self) -> bool {
        true
    }

    fn reveal(&self, _: &Path) -> Result<(), HostError> {
        Err(HostError::NoDesktop)
    }

    fn open_url(&self, _: &str) -> Result<(), HostError> {
        Err(HostError::NoDesktop)
    }

    fn choose_pictures(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>> {
        async { Ok(self.picks.clone()) }.boxed()
    }

    fn clipboard(&self) -> BoxFuture<'_, Result<Clipboard, HostError>> {
        async { Ok(self.copied.lock().unwrap().clone()) }.boxed()
    }

    fn choose_save_path<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<PathBuf>, HostError>> {
        async { Ok(None) }.boxed()
    }
}

/// A room on a desktop with these files, which lie in a folder of their own.
struct Table {
    room: Room,
    desk: Arc<Desk>,
    files: tempfile::TempDir,
}

impl Table {
    async fn with(files: &[(&str, Vec<u8>)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = |(name, bytes): &(&str, Vec<u8>)| {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let picks = files.iter().map(place).collect();
        let desk = Arc::new(Desk { picks, copied: Mutex::new(Clipboard::Nothing) });
        let library = tempfile::tempdir().unwrap();
        let studio = open_on(library.path().to_owned(), desk.clone()).await.unwrap();
        Self { room: Room { studio, folder: library }, desk, files: folder }
    }

    async fn connected(files: &[(&str, Vec<u8>)]) -> (Simulator, Self) {
        let (relay, table) = (relay().await, Self::with(files).await);
        table.room.connect(&relay.address()).await;
        (relay, table)
    }

    async fn pick(&self) -> Vec<Intake> {
        self.room.call("pick_pictures", json!({})).await
    }

    async fn paste(&self, copied: Clipboard) -> Vec<Intake> {
        *self.desk.copied.lock().unwrap() = copied;
        self.room.call("paste_pictures", json!({})).await
    }

    async fn recent(&self) -> Vec<StoredPicture> {
        self.room.call("list_pictures", json!({})).await
    }

    /// What the media server gives for `pictures/{id}`, `prepared/{key}`.
    async fn served(&self, path: &str) -> Option<Vec<u8>> {
        let session: Session = self.room.call("get_session", json!({})).await;
        let answer = reqwest::get(format!("{}/{path}", session.media_url)).await.unwrap();
        if !answer.status().is_success() {
            return None;
        }
        Some(answer.bytes().await.unwrap().to_vec())
    }

    async fn draft(&self, generation: &Generation) -> Draft {
        let connection_id = Some(self.room.connection().await.id);
        Draft { connection_id, generation: generation.clone(), variations: 1, shots_as: None }
    }

    /// The first picture of a generation as the composer shows it before it is sent.
    async fn preview(&self, generation: &Generation) -> (PreparedPicture, Vec<u8>) {
        let args = json!({ "draft": self.draft(generation).await, "index": 0 });
        let prepared: PreparedPicture = self.room.call("prepare_picture", args).await;
        let bytes = self.served(&format!("prepared/{}", prepared.key)).await.unwrap();
        assert_eq!(bytes.len() as u64, prepared.bytes);
        let (width, height) = decoded(&bytes).dimensions();
        assert_eq!((width, height), (prepared.width, prepared.height));
        (prepared, bytes)
    }
}

fn read(name: &str) -> Vec<u8> {
    fs::read(still(name)).unwrap()
}

fn decoded(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).unwrap().to_rgb8()
}

#[track_caller]
fn kept(intakes: &[Intake]) -> Vec<StoredPicture> {
    let kept = |intake: &Intake| match intake {
        Intake::Kept { picture } => picture.clone(),
        Intake::Refused { name, reason } => panic!("{name}: {reason}"),
    };
    intakes.iter().map(kept).collect()
}

fn stored(id: &PictureId, crop: Option<Crop>) -> Picture {
    Picture { crop, ..Picture::new(PictureRole::First, PictureSource::Stored { id: id.clone() }) }
}

fn veo(picture: Picture) -> Generation {
    Generation { pictures: vec![picture], ..Generation::of(ModelId("veo3.1".to_owned()), "the beam turns".to_owned()) }
}

/// The bytes of the first picture of a submit in the unified format.
fn sent(relay: &Simulator) -> (String, Vec<u8>) {
    let submits = relay.submits();
    let url = submits.last().unwrap()["images"][0].as_str().unwrap();
    let (head, data) = url.split_once(";base64,").unwrap();
    (head.trim_start_matches("data:").to_owned(), STANDARD.decode(data).unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn picked_files_are_kept_as_they_are_and_the_same_picture_once() {
    let files =
        [("quarters.png", read("quarters.png")), ("photo.jpg", oriented(6)), ("again.png", read("quarters.png"))];
    let table = Table::with(&files).await;
    let pictures = kept(&table.pick().await);
    assert_eq!(pictures[0].id, pictures[2].id);
    assert_eq!((pictures[1].width, pictures[1].height), (90, 160), "upright");
    for (picture, (name, bytes)) in pictures.iter().zip(&files) {
        assert_eq!(picture.name.as_deref(), Some(*name));
        assert_eq!(table.served(&format!("pictures/{}", picture.id)).await.as_ref(), Some(bytes), "the very bytes");
        assert_eq!(&fs::read(table.files.path().join(name)).unwrap(), bytes, "the user's file stays");
    }
    assert_eq!(table.recent().await.len(), 2);
    let ids = json!({ "ids": [pictures[1].id, "0".repeat(64), pictures[0].id] });
    let got: Vec<StoredPicture> = table.room.call("get_pictures", ids).await;
    assert_eq!(got, [pictures[1].clone(), pictures[2].clone()]);
    assert_eq!(fs::read_dir(table.room.folder.path().join("incoming")).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_sent_is_refused_with_the_reason_and_not_kept() {
    let cases = [
        ("moving.gif", read("moving.gif"), PictureRejection::Animated),
        ("moving.png", read("moving.png"), PictureRejection::Animated),
        ("moving.webp", read("moving.webp"), PictureRejection::Animated),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), PictureRejection::Unsupported(ForeignPicture::Heic)),
        ("a.avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif".to_vec(), PictureRejection::Unsupported(ForeignPicture::Avif)),
        ("a.tiff", b"II*\0\x08\0\0\0".to_vec(), PictureRejection::Unsupported(ForeignPicture::Tiff)),
        ("a.bmp", b"BM\x46\0\0\0\0\0\0\0\x36".to_vec(), PictureRejection::Unsupported(ForeignPicture::Bmp)),
        ("bomb.gif", claiming(16_000, 16_000), PictureRejection::TooLarge),
        ("notes.png", b"not a picture".to_vec(), PictureRejection::NotAPicture),
        ("empty.png", Vec::new(), PictureRejection::NotAPicture),
        ("half.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec(), PictureRejection::Broken),
    ];
    let files: Vec<_> = cases.iter().map(|(name, bytes, _)| (*name, bytes.clone())).collect();
    let table = Table::with(&files).await;
    for (intake, (name, _, reason)) in table.pick().await.into_iter().zip(cases) {
        assert_eq!(intake, Intake::Refused { name: name.to_owned(), reason });
    }
    assert_eq!(table.recent().await, []);
    for folder in ["incoming", "pictures"] {
        assert_eq!(fs::read_dir(table.room.folder.path().join(folder)).unwrap().count(), 0, "{folder}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_too_long_is_not_even_copied() {
    let table = Table::with(&[("huge.png", read("quarters.png"))]).await;
    // Sparse: it takes no room.
    let huge = fs::File::options().write(true).open(table.files.path().join("huge.png")).unwrap();
    huge.set_len((256 << 20) + 1).unwrap();
    let refused = Intake::Refused { name: "huge.png".to_owned(), reason: PictureRejection::TooLarge };
    assert_eq!(table.pick().await, [refused]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clipboard_gives_pixels_or_files_or_nothing() {
    let table = Table::with(&[("quarters.png", read("quarters.png"))]).await;
    assert_eq!(table.paste(Clipboard::Nothing).await, []);
    let pixels = kept(&table.paste(Clipboard::Png(read("large.png"))).await);
    assert_eq!((pixels[0].name.as_deref(), pixels[0].width), (None, 1280));
    let copied = table.desk.picks.clone();
    let files = kept(&table.paste(Clipboard::Files(copied)).await);
    assert_eq!(files[0].name.as_deref(), Some("quarters.png"));
    let ids: Vec<_> = table.recent().await.into_iter().map(|picture| picture.id).collect();
    assert_eq!(ids, [files[0].id.clone(), pixels[0].id.clone()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_dropped_on_the_window_is_taken_in_and_told() {
    let table = Table::with(&[("quarters.png", read("quarters.png")), ("moving.gif", read("moving.gif"))]).await;
    let mut changes = table.room.studio.changes();
    table.room.studio.drag_over(true);
    let nowhere = table.files.path().join("nowhere.png");
    let dropped = [table.desk.picks.clone(), vec![table.files.path().to_owned(), nowhere]].concat();
    table.room.studio.drop_files(dropped).await;
    let told = drain(&mut changes);
    let [Change::DragOver { is_over: true }, Change::DragOver { is_over: false }, Change::Dropped { intakes, .. }] =
        &told[..]
    else {
        panic!("{told:?}")
    };
    assert_eq!(kept(&intakes[..1])[0].name.as_deref(), Some("quarters.png"));
    let reasons: Vec<_> = intakes[1..]
        .iter()
        .map(|intake| match intake {
            Intake::Refused { reason, .. } => *reason,
            Intake::Kept { picture } => panic!("{picture:?}"),
        })
        .collect();
    assert_eq!(
        reasons,
        [PictureRejection::Animated, PictureRejection::NotAFile, PictureRejection::Unreadable],
        "moving, a folder, nothing"
    );
}

/// The files of the only clip in the library.
fn film_of(table: &Table) -> PathBuf {
    fn find(folder: &Path) -> Option<PathBuf> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).find_map(|path| match path.is_dir() {
            true => find(&path),
            false => (path.file_name().unwrap() == "film.mp4").then_some(path),
        })
    }
    find(&table.room.folder.path().join("clips")).unwrap()
}

async fn clip_of_bars(table: &Table) -> Clip {
    let job = table.room.generate("bars", 1).await.remove(0);
    let clip = table.room.clip_of(&table.room.until(&job, JobState::Done).await).await;
    fs::copy(film("b-frames.mp4"), film_of(table)).unwrap();
    clip
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clip_goes_on_from_the_last_frame_that_ffmpeg_shows() {
    let (relay, table) = Table::connected(&[]).await;
    let clip = clip_of_bars(&table).await;
    let frame: StoredPicture = table.room.call("keep_frame", json!({ "id": clip.id, "moment": "last" })).await;
    assert_eq!((frame.from_clip, &frame.name), (Some(clip.id), &None));
    let job = table.room.generate_one(veo(stored(&frame.id, None))).await;
    table.room.until(&job, JobState::Done).await;
    let expected = image::open(fixture("frames/b-frames-last.png")).unwrap().to_rgb8();
    let (media_type, bytes) = sent(&relay);
    let psnr = psnr(&decoded(&bytes), &expected);
    assert!(media_type == "image/png" && psnr > 35.0, "{media_type}, {psnr:.1} dB");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_that_cannot_be_decoded_has_no_frames() {
    let (_relay, table) = Table::connected(&[]).await;
    let clip = clip_of_bars(&table).await;
    let first: StoredPicture = table.room.call("keep_frame", json!({ "id": clip.id, "moment": "first" })).await;
    assert_eq!((first.width, first.height, first.from_clip), (160, 90, Some(clip.id)));
    fs::copy(film("hevc.mp4"), film_of(&table)).unwrap();
    let refused = table.room.studio.call("keep_frame", json!({ "id": clip.id, "moment": "first" })).await;
    assert_eq!(serde_json::to_value(refused.unwrap_err().code).unwrap(), "no_frame");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_still_of_the_gallery_is_a_picture_and_has_no_frames() {
    let (_relay, table) = Table::connected(&[]).await;
    let asked = Generation::of(ModelId("seedream-4.0".to_owned()), "a lighthouse".to_owned());
    let job = table.room.generate_one(asked).await;
    let id = table.room.until(&job, JobState::Done).await.clip_id;
    let picture: StoredPicture = table.room.call("keep_still", json!({ "id": id })).await;
    assert_eq!(picture.from_clip, id);
    assert_eq!(table.recent().await, [picture]);
    let refused = table.room.studio.call("keep_frame", json!({ "id": id, "moment": "last" })).await;
    assert_eq!(serde_json::to_value(refused.unwrap_err().code).unwrap(), "no_frame");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_previewed_is_what_is_sent_upright_cropped_and_without_metadata() {
    let (relay, table) = Table::connected(&[("photo.jpg", oriented(6))]).await;
    let id = kept(&table.pick().await)[0].id.clone();
    let whole = veo(stored(&id, None));
    let (prepared, preview) = table.preview(&whole).await;
    assert_eq!((prepared.width, prepared.height), (90, 160));
    assert_quarters(&decoded(&preview), [BLUE, RED, GREY, GREEN]);
    assert!(!preview.windows(4).any(|bytes| bytes == b"Exif"));

    let cropped = veo(stored(&id, Some(Crop { x: 45, y: 0, width: 45, height: 80 })));
    for generation in [whole, cropped] {
        let (prepared, preview) = table.preview(&generation).await;
        let job = table.room.generate_one(generation).await;
        table.room.until(&job, JobState::Done).await;
        assert_eq!(sent(&relay), (prepared.container.media_type().to_owned(), preview));
    }
    assert_quarters(&decoded(&sent(&relay).1), [RED; 4]);
    assert_eq!(table.served(&format!("pictures/{id}")).await, Some(oriented(6)), "the original stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_gets_the_clip_s_own_pixels_where_the_model_wants_them() {
    let (relay, table) = Table::connected(&[("quarters.png", read("quarters.png")), ("photo.jpg", oriented(6))]).await;
    table.room.prefer(Format::Openai).await;
    for (picture, crop) in
        kept(&table.pick().await).iter().zip([None, Some(Crop { x: 0, y: 0, width: 45, height: 80 })])
    {
        let generation = Generation { pictures: vec![stored(&picture.id, crop)], ..sora("a dusk sea") };
        let generation = Generation { aspect_ratio: "9:16".parse().ok(), ..generation };
        let (prepared, preview) = table.preview(&generation).await;
        assert_eq!((prepared.width, prepared.height), (720, 1280));
        // The relay takes no other size.
        let job = table.room.generate_one(generation).await;
        table.room.until(&job, JobState::Done).await;
        let told = json!({ "bytes": preview.len(), "type": prepared.container.media_type() });
        assert_eq!(relay.submits().last().unwrap()["input_reference"], told);
    }
    assert_eq!(relay.accepted_count(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_cannot_be_sent_costs_nothing() {
    let (relay, table) = Table::connected(&[("quarters.png", read("quarters.png"))]).await;
    let id = kept(&table.pick().await)[0].id.clone();
    let outside = veo(stored(&id, Some(Crop { x: 100, y: 0, width: 61, height: 90 })));
    let args = json!({ "draft": table.draft(&outside).await, "index": 0 });
    let refused = table.room.studio.call("prepare_picture", args).await.unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "picture_refused");
    let gone = veo(stored(&PictureId("0".repeat(64)), None));
    for generation in [outside, gone] {
        let job = table.room.generate_one(generation).await;
        let stopped = table.room.until(&job, JobState::Stopped).await;
        let failure = stopped.failure.unwrap();
        assert_eq!(stopped.stop_reason, Some(StopReason::Trouble));
        assert_eq!((failure.meaning, failure.charged), (Meaning::Picture, Charged::No));
    }
    assert_eq!(relay.accepted_count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_used_last_comes_first_and_what_is_hidden_comes_back_by_use() {
    let (_relay, table) = Table::connected(&[("a.png", read("quarters.png")), ("b.png", read("large.png"))]).await;
    let pictures = kept(&table.pick().await);
    let (older, newer) = (&pictures[0].id, &pictures[1].id);
    let ids = async || table.recent().await.into_iter().map(|picture| picture.id).collect::<Vec<_>>();
    assert_eq!(ids().await, [newer.clone(), older.clone()]);
    let _: Value = table.room.call("hide_picture", json!({ "id": older })).await;
    assert_eq!(ids().await, std::slice::from_ref(newer));
    assert!(table.served(&format!("pictures/{older}")).await.is_some(), "its file stays");
    let _: Job = table.room.generate_one(veo(stored(older, None))).await;
    assert_eq!(ids().await, [older.clone(), newer.clone()]);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_desktop_there_are_no_dialogs() {
    let room = Room::open().await;
    for command in ["pick_pictures", "paste_pictures"] {
        let refused = room.studio.call(command, json!({})).await.unwrap_err();
        assert_eq!(serde_json::to_value(refused.code).unwrap(), "no_desktop", "{command}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_key_is_served() {
    let table = Table::with(&[]).await;
    for key in ["", "..", "%2e%2e%2flibrary.sqlite", &"0".repeat(64), &"A".repeat(64)] {
        assert_eq!(table.served(&format!("prepared/{key}")).await, None, "{key}");
    }
}
