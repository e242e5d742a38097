//! Clips out of one library and into another: real files, the real media child, the simulator.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::{Duration, SystemTime},
};

use dailies_core::{
    host::{Clipboard, Host, HostError},
    media::{BundledPicture, RecipeBundle, RecipeCarrier},
    model::{
        Change, Clip, ClipId, Crop, ExportExtra, ExportForm, ExportPlan, ExportReport, Found, Generation, Import,
        ImportRefusal, Intake, JobState, ModelId, Picture, PictureId, PictureRejection, PictureRole, PictureSource,
        Recipe, StoredPicture, Timestamp,
    },
};
use dailies_simulator::Simulator;
use futures::{FutureExt, future::BoxFuture};
use serde_json::json;

use crate::{
    images::{film, still},
    support::{KEY, Room, drain, open_on, relay, told_until},
};

/// A desktop whose user always does the same, and what came of it.
struct Desk {
    folder: tempfile::TempDir,
    films: Mutex<Vec<PathBuf>>,
    copied: Mutex<Vec<u8>>,
    dragged: Mutex<Vec<PathBuf>>,
}

impl Desk {
    fn exports(&self) -> PathBuf {
        self.folder.path().join("exports")
    }

    fn saved(&self, name: &str) -> PathBuf {
        self.folder.path().join("saved").join(name)
    }
}

impl Host for Desk {
    fn has_desktop(&self) -> bool {
        true
    }

    fn reveal(&self, _: &Path) -> Result<(), HostError> {
        Ok(())
    }

    fn open_url(&self, _: &str) -> Result<(), HostError> {
        Err(HostError::NoDesktop)
    }

    fn choose_pictures(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>> {
        async { Ok(vec![still("quarters.png")]) }.boxed()
    }

    fn clipboard(&self) -> BoxFuture<'_, Result<Clipboard, HostError>> {
        async { Ok(Clipboard::Nothing) }.boxed()
    }

    fn choose_save_path<'a>(&'a self, suggested: &'a str) -> BoxFuture<'a, Result<Option<PathBuf>, HostError>> {
        let name = if suggested.starts_with("contact") { "sheet" } else { suggested };
        async move { Ok(Some(self.saved(name))) }.boxed()
    }

    fn choose_folder(&self) -> BoxFuture<'_, Result<Option<PathBuf>, HostError>> {
        fs::create_dir_all(self.exports()).unwrap();
        async { Ok(Some(self.exports())) }.boxed()
    }

    fn choose_films(&self) -> BoxFuture<'_, Result<Vec<PathBuf>, HostError>> {
        async { Ok(self.films.lock().unwrap().clone()) }.boxed()
    }

    fn copy_picture(&self, png: Vec<u8>) -> BoxFuture<'_, Result<(), HostError>> {
        *self.copied.lock().unwrap() = png;
        async { Ok(()) }.boxed()
    }

    fn start_drag(&self, files: Vec<PathBuf>, preview: Vec<u8>) -> BoxFuture<'_, Result<(), HostError>> {
        assert!(image::load_from_memory(&preview).unwrap().width() <= 160);
        *self.dragged.lock().unwrap() = files;
        async { Ok(()) }.boxed()
    }
}

/// A library on a desk.
struct Table {
    room: Room,
    desk: Arc<Desk>,
}

impl Table {
    async fn new() -> Self {
        let desk = Arc::new(Desk {
            folder: tempfile::tempdir().unwrap(),
            films: Mutex::default(),
            copied: Mutex::default(),
            dragged: Mutex::default(),
        });
        let folder = tempfile::tempdir().unwrap();
        let studio = open_on(folder.path().to_owned(), desk.clone()).await.unwrap();
        Self { room: Room { studio, folder }, desk }
    }

    async fn connected() -> (Simulator, Self) {
        let (relay, table) = (relay().await, Self::new().await);
        table.room.connect(&relay.address()).await;
        (relay, table)
    }

    async fn import(&self, files: &[PathBuf]) -> Vec<Import> {
        *self.desk.films.lock().unwrap() = files.to_vec();
        self.room.call("import_films", json!({})).await
    }

    async fn import_one(&self, file: &Path) -> (ClipId, Option<Recipe>) {
        match self.import(&[file.to_owned()]).await.remove(0) {
            Import::Filed { clip_id, recipe } => (clip_id, recipe.map(|recipe| *recipe)),
            other => panic!("{other:?}"),
        }
    }

    async fn clip(&self, id: ClipId) -> Clip {
        let clips: Vec<Clip> = self.room.call("get_clips", json!({ "ids": [id] })).await;
        clips.into_iter().next().unwrap()
    }

    async fn export(&self, ids: &[ClipId], template: &str, extras: &[ExportExtra]) -> ExportReport {
        let form = ExportForm { template: template.to_owned(), extras: extras.to_vec() };
        let report: Option<ExportReport> = self.room.call("export_clips", json!({ "ids": ids, "form": form })).await;
        report.unwrap()
    }

    async fn plan(&self, ids: &[ClipId], template: &str, extras: &[ExportExtra]) -> ExportPlan {
        let form = ExportForm { template: template.to_owned(), extras: extras.to_vec() };
        self.room.call("plan_export", json!({ "ids": ids, "form": form })).await
    }

    /// The files of all clips, by their names in full.
    fn clip_files(&self) -> Vec<PathBuf> {
        fn find(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { find(&path, found) } else { found.push(path) }
            }
        }
        let mut found = Vec::new();
        find(&self.room.folder.path().join("clips"), &mut found);
        found.sort();
        found
    }

    fn films(&self) -> Vec<PathBuf> {
        let is_film = |file: &PathBuf| file.file_stem().unwrap() == "film";
        self.clip_files().into_iter().filter(is_film).collect()
    }

    fn exported(&self, name: &str) -> Vec<u8> {
        fs::read(self.desk.exports().join(name)).unwrap()
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Everything that goes with a film, the relay aside.
const ALL: [ExportExtra; 3] = [ExportExtra::RecipeInFilm, ExportExtra::RecipeFile, ExportExtra::Poster];

/// A clip that begins with a part of a picture.
async fn clip_of_a_picture(table: &Table) -> (Clip, StoredPicture) {
    let mut intakes: Vec<Intake> = table.room.call("pick_pictures", json!({})).await;
    let Intake::Kept { picture } = intakes.remove(0) else { panic!("{intakes:?}") };
    let source = PictureSource::Stored { id: picture.id.clone() };
    let crop = Some(Crop { x: 0, y: 0, width: picture.width / 2, height: picture.height / 2 });
    let first = Picture { crop, ..Picture::new(PictureRole::First, source) };
    let generation = Generation {
        pictures: vec![first],
        ..Generation::of(ModelId("veo3.1".to_owned()), "the beam turns, 黄昏".to_owned())
    };
    let job = table.room.generate_one(generation).await;
    let clip = table.room.clip_of(&table.room.until(&job, JobState::Done).await).await;
    (clip, picture)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exported_film_brings_prompt_settings_and_pictures_into_another_library() {
    let (relay, here) = Table::connected().await;
    let (clip, picture) = clip_of_a_picture(&here).await;
    let report = here.export(&[clip.id], "{model}/{prompt}", &ALL).await;
    assert_eq!((report.clips, report.failed, report.without_recipe), (1, Vec::new(), 0));
    assert_eq!(report.folder, "exports");
    let folder = here.desk.exports().join("veo3.1");
    let stem = "the-beam-turns-黄昏";
    assert_eq!(names(&folder), ["jpg", "json", "mp4"].map(|ending| format!("{stem}.{ending}")));

    let (original, exported) = (fs::read(&here.films()[0]).unwrap(), here.exported(&format!("veo3.1/{stem}.mp4")));
    assert!(exported.len() > original.len() && exported.starts_with(&original), "every byte of the film stays");
    let there = Table::new().await;
    let (clip_id, recipe) = there.import_one(&folder.join(format!("{stem}.mp4"))).await;
    let (recipe, restored) = (recipe.unwrap(), there.clip(clip_id).await);
    assert_eq!(restored.generation, recipe.generation);
    assert_eq!(
        restored.generation,
        Generation { pictures: recipe.generation.pictures.clone(), ..clip.generation.clone() }
    );
    let [sent] = &restored.generation.pictures[..] else { panic!("{restored:?}") };
    assert_eq!((sent.role, sent.crop), (PictureRole::First, clip.generation.pictures[0].crop));
    let PictureSource::Stored { id } = &sent.source else { panic!("{sent:?}") };
    let kept: Vec<StoredPicture> = there.room.call("get_pictures", json!({ "ids": [id] })).await;
    assert_eq!((kept[0].width, kept[0].height), (picture.width, picture.height));
    assert_eq!(kept[0].name.as_deref(), Some("quarters.png"));
    let recent: Vec<StoredPicture> = there.room.call("list_pictures", json!({})).await;
    assert_eq!(recent, [], "nobody took it in to be sent");
    assert_eq!((restored.film.bytes, restored.has_pictures), (clip.film.bytes, true));
    assert_eq!(fs::read(&there.films()[0]).unwrap(), original, "it lies there as it was made");
    assert_eq!((restored.file_name, restored.connection_id, recipe.relay), (Some(format!("{stem}.mp4")), None, None));

    let text = there.import(&[folder.join(format!("{stem}.json"))]).await;
    let [Import::Recipe { recipe: alone }] = &text[..] else { panic!("{text:?}") };
    // Its metadata stayed behind, so that the picture has another name here: only the film carries the picture itself.
    assert_eq!(alone.generation, Generation { pictures: Vec::new(), ..recipe.generation.clone() });
    drop(relay);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_exported_byte_leads_to_the_relay_unless_it_was_asked_for() {
    let (relay, table) = Table::connected().await;
    let (clip, _) = clip_of_a_picture(&table).await;
    let address = relay.address().replace("http://", "");
    let remote_id = clip.remote_id.clone().unwrap();
    let secrets = [KEY, address.trim_end_matches('/'), remote_id.as_str(), "127.0.0.1"];
    let found = |name: &str| {
        let bytes = table.exported(name);
        secrets.map(|secret| holds(&bytes, secret))
    };
    table.export(&[clip.id], "plain", &ALL).await;
    for name in names(&table.desk.exports()) {
        assert_eq!(found(&name), [false; 4], "{name}");
    }
    let form: ExportForm = table.room.call("get_export_form", json!({})).await;
    assert_eq!((form.template.as_str(), form.extras), ("plain", ALL.to_vec()));

    table.export(&[clip.id], "told", &[&ALL[..], &[ExportExtra::Relay]].concat()).await;
    for name in ["told.mp4", "told.json"] {
        assert_eq!(found(name), [false, true, true, true], "{name}");
    }
    let there = Table::new().await;
    let (clip_id, recipe) = there.import_one(&table.desk.exports().join("told.mp4")).await;
    let clip = there.clip(clip_id).await;
    assert_eq!((clip.connection_name.as_deref(), clip.remote_id), (Some("Test"), Some(remote_id)));
    // Exported again without it, what came along stays here.
    there.export(&[clip_id], "plain", &ALL).await;
    assert!(recipe.unwrap().relay.is_some() && !holds(&there.exported("plain.mp4"), "127.0.0.1"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_film_is_brought_in_once_with_its_recipe_or_without() {
    let (_relay, here) = Table::connected().await;
    let (clip, _) = clip_of_a_picture(&here).await;
    here.export(&[clip.id], "film", &ALL).await;
    let (film, plain) = (here.desk.exports().join("film.mp4"), here.films()[0].clone());
    let back = here.import(&[film.clone(), plain.clone()]).await;
    let known = |import: &Import| match import {
        Import::Known { clip_id, recipe } => (*clip_id, recipe.is_some()),
        other => panic!("{other:?}"),
    };
    assert_eq!(back.iter().map(known).collect::<Vec<_>>(), [(clip.id, true), (clip.id, false)]);

    let there = Table::new().await;
    let (clip_id, _) = there.import_one(&plain).await;
    let again = there.import(&[film, plain]).await;
    assert_eq!(again.iter().map(known).collect::<Vec<_>>(), [(clip_id, true), (clip_id, false)]);
    assert_eq!(there.films().len(), 1);
    let gallery: Found = there.room.call("find_clips", json!({ "query": {}, "from": 0, "most": 1_000 })).await;
    assert_eq!(gallery.ids, [clip_id]);
}

fn dated(folder: &Path, name: &str, at: SystemTime) -> PathBuf {
    let file = folder.join(name);
    fs::copy(film(name), &file).unwrap();
    fs::File::options().write(true).open(&file).unwrap().set_modified(at).unwrap();
    file
}

#[tokio::test(flavor = "multi_thread")]
async fn films_of_other_programs_are_filed_with_their_date_and_without_a_recipe() {
    let table = Table::new().await;
    let files = tempfile::tempdir().unwrap();
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_500_000_000);
    let mut changes = table.room.studio.changes();
    for (name, codec, has_pictures) in
        [("quicktime.mov", "h264", true), ("vp9.webm", "vp9", false), ("hevc.mp4", "hevc", false)]
    {
        let (clip_id, recipe) = table.import_one(&dated(files.path(), name, then)).await;
        let clip = table.clip(clip_id).await;
        assert_eq!((recipe, clip.file_name.as_deref()), (None, Some(name)));
        assert_eq!((clip.film.video_codec.as_deref(), clip.has_pictures), (Some(codec), has_pictures), "{name}");
        assert_eq!((clip.created_at, clip.placed_at), (Timestamp(1_500_000_000_000), Timestamp(1_500_000_000_000)));
        assert_eq!((clip.generation.model.as_str(), clip.generation.prompt.as_str()), ("", ""));
        assert_eq!(format!("{:?}", clip.film.container).to_lowercase(), name.rsplit_once('.').unwrap().1);
        let told = drain(&mut changes);
        assert!(told.contains(&Change::Clip { clip: Box::new(clip) }), "{told:?}");
    }
    let later = SystemTime::now() + Duration::from_secs(9_000_000);
    let (clip_id, _) = table.import_one(&dated(files.path(), "faststart.mp4", later)).await;
    assert!(table.clip(clip_id).await.created_at <= Timestamp::from(SystemTime::now()), "never in the future");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_never_set_dates_no_film() {
    let table = Table::new().await;
    let files = tempfile::tempdir().unwrap();
    let day = Duration::from_secs(24 * 3600);
    let epoch = SystemTime::UNIX_EPOCH;
    let before = Timestamp::from(SystemTime::now());
    for (name, date) in [("faststart.mp4", epoch), ("vp9.webm", epoch - 3650 * day), ("hevc.mp4", epoch + 364 * day)] {
        let (clip_id, _) = table.import_one(&dated(files.path(), name, date)).await;
        let clip = table.clip(clip_id).await;
        assert!(clip.created_at >= before && clip.placed_at >= before, "{name}: {:?}", clip.created_at);
    }
    let (clip_id, _) = table.import_one(&dated(files.path(), "ten-bit.mp4", epoch + 366 * day)).await;
    assert_eq!(table.clip(clip_id).await.created_at, Timestamp(366 * 24 * 3600 * 1000));
}

/// A pipe that nobody writes to would be read for ever.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn pipes_and_links_to_nowhere_are_refused_by_name_however_they_come() {
    use std::os::unix::fs::symlink;

    let table = Table::new().await;
    let files = tempfile::tempdir().unwrap();
    let at = |name: &str| files.path().join(name);
    for name in ["pipe.mp4", "pipe.json", "pipe.png"] {
        assert!(std::process::Command::new("mkfifo").arg(at(name)).status().unwrap().success());
    }
    symlink(at("loop.mp4"), at("loop.mp4")).unwrap();
    let refused = |name: &str, reason| Import::Refused { name: name.to_owned(), reason };
    let expected = [
        refused("pipe.mp4", ImportRefusal::NotAFile),
        refused("pipe.json", ImportRefusal::NotAFile),
        refused("loop.mp4", ImportRefusal::Unreadable),
    ];
    assert_eq!(table.import(&["pipe.mp4", "pipe.json", "loop.mp4"].map(at)).await, expected);

    let mut changes = table.room.studio.changes();
    table.room.studio.drop_files(["pipe.mp4", "pipe.json", "loop.mp4", "pipe.png"].map(at).to_vec()).await;
    let told = told_until(&mut changes, |change| matches!(change, Change::Dropped { .. })).await;
    let intakes = vec![Intake::Refused { name: "pipe.png".to_owned(), reason: PictureRejection::NotAFile }];
    assert_eq!(told.last(), Some(&Change::Dropped { intakes, imports: expected.to_vec() }));
}

/// It is imported whole, or not at all.
#[tokio::test(flavor = "multi_thread")]
async fn a_film_that_is_still_being_written_is_waited_for() {
    let table = Table::new().await;
    let files = tempfile::tempdir().unwrap();
    let path = files.path().join("growing.mp4");
    let bytes = fs::read(film("faststart.mp4")).unwrap();
    let (head, rest) = bytes.split_at(bytes.len() / 2);
    fs::write(&path, head).unwrap();
    let (rest, growing) = (rest.to_vec(), path.clone());
    let writer = tokio::spawn(async move {
        let mut file = fs::File::options().append(true).open(growing).unwrap();
        for piece in rest.chunks(rest.len() / 5) {
            tokio::time::sleep(Duration::from_millis(150)).await;
            std::io::Write::write_all(&mut file, piece).unwrap();
        }
    });
    let (clip_id, _) = table.import_one(&path).await;
    writer.await.unwrap();
    assert_eq!(table.clip(clip_id).await.film.bytes, bytes.len() as u64);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_that_cannot_hold_a_recipe_leaves_as_it_is_and_that_is_told() {
    let table = Table::new().await;
    let (webm, _) = table.import_one(&film("vp9.webm")).await;
    let (mov, _) = table.import_one(&film("quicktime.mov")).await;
    let extras = [ExportExtra::RecipeInFilm];
    let plan = table.plan(&[webm, mov], "{prompt}", &extras).await;
    assert_eq!((plan.folder, plan.without_recipe), (None, 1));
    assert_eq!(plan.names, ["vp9.webm", "quicktime.mov"]);
    let bytes = |name| fs::metadata(film(name)).unwrap().len();
    assert_eq!(plan.bytes, bytes("vp9.webm") + bytes("quicktime.mov"));
    let report = table.export(&[webm, mov], "{prompt}", &extras).await;
    assert_eq!((report.clips, report.without_recipe), (2, 1));
    assert_eq!(table.exported("vp9.webm"), fs::read(film("vp9.webm")).unwrap());
    let carrier = RecipeCarrier::open(&table.desk.exports().join("quicktime.mov")).unwrap();
    assert_eq!((carrier.film_bytes, carrier.parcel.is_some()), (bytes("quicktime.mov"), true));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_film_or_broken_is_refused_and_leaves_nothing() {
    let table = Table::new().await;
    let files = tempfile::tempdir().unwrap();
    let notes = files.path().join("notes.json");
    fs::write(&notes, "{\"recipe\": \"two eggs\"}").unwrap();
    let cases = [
        (film("matroska.mkv"), ImportRefusal::NotAFilm),
        (film("garbage.mp4"), ImportRefusal::NotAFilm),
        (still("quarters.png"), ImportRefusal::NotAFilm),
        (notes, ImportRefusal::NotAFilm),
        (files.path().to_owned(), ImportRefusal::NotAFile),
        (film("cut.webm"), ImportRefusal::Broken),
        (film("no-moov.mp4"), ImportRefusal::Broken),
        (film("truncated.mp4"), ImportRefusal::Broken),
        (files.path().join("nowhere.mp4"), ImportRefusal::Unreadable),
    ];
    let paths: Vec<_> = cases.iter().map(|(path, _)| path.clone()).collect();
    for (import, (path, reason)) in table.import(&paths).await.into_iter().zip(cases) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert_eq!(import, Import::Refused { name, reason });
    }
    assert_eq!(table.clip_files(), [""; 0].map(PathBuf::from));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_film_that_cannot_be_filed_leaves_no_folder() {
    let table = Table::new().await;
    let db = rusqlite::Connection::open(table.room.folder.path().join("library.sqlite")).unwrap();
    let before_the_folder_s_place = "CREATE TRIGGER no BEFORE INSERT ON clips BEGIN SELECT RAISE(ABORT, 'no'); END;";
    // A reference to nothing that is seen at the commit.
    let at_the_commit = "DROP TRIGGER no;
        CREATE TABLE one (id INTEGER PRIMARY KEY);
        CREATE TABLE two (id INTEGER REFERENCES one (id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER no AFTER INSERT ON clips BEGIN INSERT INTO two VALUES (1); END;";
    *table.desk.films.lock().unwrap() = vec![film("faststart.mp4")];
    for fault in [before_the_folder_s_place, at_the_commit] {
        db.execute_batch(fault).unwrap();
        assert!(table.room.studio.call("import_films", json!({})).await.is_err());
        let incoming = fs::read_dir(table.room.folder.path().join("incoming")).unwrap().count();
        assert_eq!((table.clip_files(), incoming), (Vec::new(), 0));
    }
    db.execute_batch("DROP TRIGGER no").unwrap();
    table.import_one(&film("faststart.mp4")).await;
    assert_eq!(table.films().len(), 1);
}

/// A film with a recipe that nobody here wrote.
fn stranger_s(folder: &Path, recipe: Recipe, pictures: Vec<BundledPicture>) -> PathBuf {
    let ours = RecipeBundle { recipe, pictures }.to_box().unwrap();
    let file = folder.join("stranger.mp4");
    fs::write(&file, [fs::read(film("faststart.mp4")).unwrap(), ours].concat()).unwrap();
    file
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_s_recipe_leads_nowhere_and_its_tags_are_kept() {
    let table = Table::new().await;
    let files = tempfile::tempdir().unwrap();
    let no_picture = PictureId("a".repeat(64));
    let outside = PictureId("../../library.sqlite".to_owned());
    let pictures = [&no_picture, &outside]
        .map(|id| Picture::new(PictureRole::Reference, PictureSource::Stored { id: id.clone() }));
    let recipe = Recipe {
        generation: Generation {
            pictures: pictures.to_vec(),
            notify_hook: Some("https://spy.example".to_owned()),
            ..Generation::of(ModelId("no such model".to_owned()), "hello".to_owned())
        },
        created_at: Timestamp(i64::MAX),
        tags: vec!["海".to_owned(), "B roll".to_owned(), "b ROLL".to_owned()],
        relay: None,
    };
    let text = BundledPicture::new(no_picture, (1, 1), Some("../x".to_owned()), false, b"no picture".to_vec());
    let file = stranger_s(files.path(), recipe, vec![text]);
    let (clip_id, recipe) = table.import_one(&file).await;
    let (clip, recipe) = (table.clip(clip_id).await, recipe.unwrap());
    assert_eq!((clip.tags.len(), &recipe.tags[..]), (2, &["海".to_owned(), "B roll".to_owned()][..]));
    assert_eq!(clip.generation, Generation::of(ModelId("no such model".to_owned()), "hello".to_owned()));
    assert!(clip.created_at <= Timestamp::from(SystemTime::now()));
    table.export(&[clip_id], "{tags}", &ALL).await;
    let again = RecipeCarrier::open(&table.desk.exports().join("B-roll-海.mp4")).unwrap().parcel.unwrap();
    assert_eq!(again.recipe.tags, ["B roll", "海"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_export_says_what_it_will_do_does_it_and_goes_on_after_a_failure() {
    let table = Table::new().await;
    let mut ids = Vec::new();
    for name in ["faststart.mp4", "b-frames.mp4", "edited.mp4"] {
        ids.push(table.import_one(&film(name)).await.0);
    }
    let refused = table.plan(&ids, "{title}", &[]).await;
    assert_eq!((refused.unknown.as_deref(), refused.names), (Some("title"), Vec::new()));
    let form = ExportForm { template: "{title}".to_owned(), extras: Vec::new() };
    let refused = table.room.studio.call("export_clips", json!({ "ids": ids, "form": form })).await.unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "bad_request");

    let chosen: Option<String> = table.room.call("choose_export_folder", json!({})).await;
    assert_eq!(chosen.as_deref(), Some("exports"));
    fs::write(table.desk.exports().join("take.mp4"), b"mine").unwrap();
    let plan = table.plan(&ids, "take", &[ExportExtra::RecipeFile]).await;
    assert_eq!(
        plan.names.join(" "),
        "take (2).mp4 take (2).json take (3).mp4 take (3).json take (4).mp4 take (4).json"
    );
    // The film of the second clip is gone.
    let second = table.clip(ids[1]).await.film.bytes;
    let gone = table.films().into_iter().find(|file| fs::metadata(file).unwrap().len() == second).unwrap();
    fs::remove_file(gone).unwrap();
    let mut changes = table.room.studio.changes();
    let missing = ClipId(99);
    let all = [ids[0], ids[1], missing, ids[2]];
    let report = table.export(&all, "take", &[ExportExtra::RecipeFile]).await;
    let failed: Vec<_> = report.failed.iter().map(|failure| failure.clip_id).collect();
    assert_eq!((report.clips, failed), (2, vec![ids[1], missing]));
    let expected = ["take (2).json", "take (2).mp4", "take (3).json", "take (3).mp4", "take.mp4"];
    assert_eq!(
        (names(&table.desk.exports()), table.exported("take.mp4")),
        (expected.map(String::from).to_vec(), b"mine".to_vec())
    );
    let told = drain(&mut changes).into_iter().filter(|change| matches!(change, Change::Exporting { .. }));
    assert!(told.eq((0..=4).map(|done| Change::Exporting { done, of: 4 })));
    let _: () = table.room.call("reveal_exports", json!({})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frames_sheets_and_dragged_files_leave_too() {
    let table = Table::new().await;
    let mut ids = Vec::new();
    for name in ["faststart.mp4", "turned-90.mp4"] {
        ids.push(table.import_one(&film(name)).await.0);
    }
    let clip = table.clip(ids[0]).await;
    let frame = json!({ "id": ids[0], "moment": { "at": { "ms": 500 } } });
    let saved: bool = table.room.call("export_frame", frame.clone()).await;
    let file = table.desk.saved(&format!("frame-{}.png", ids[0].0));
    let png = image::open(&file).unwrap();
    assert_eq!((saved, png.width(), png.height()), (true, clip.film.width, clip.film.height));
    let _: () = table.room.call("copy_frame", frame).await;
    assert_eq!(*table.desk.copied.lock().unwrap(), fs::read(file).unwrap());

    let sheet: bool = table.room.call("export_contact_sheet", json!({ "ids": ids })).await;
    assert!(sheet && image::open(table.desk.saved("sheet.png")).unwrap().width() > 600);

    let _: () = table.room.call("drag_clips", json!({ "ids": ids })).await;
    let dragged = table.desk.dragged.lock().unwrap().clone();
    let called: Vec<_> = dragged.iter().map(|file| file.file_name().unwrap().to_string_lossy()).collect();
    assert_eq!(called, [format!("faststart-{}.mp4", ids[0].0), format!("turned-90-{}.mp4", ids[1].0)]);
    assert_eq!(fs::read(&dragged[1]).unwrap(), fs::read(film("turned-90.mp4")).unwrap());
    let too_many = json!({ "ids": vec![ids[0]; 201] });
    let refused = table.room.studio.call("drag_clips", too_many).await.unwrap_err();
    assert_eq!(serde_json::to_value(refused.code).unwrap(), "bad_request");
}

#[tokio::test(flavor = "multi_thread")]
async fn dropped_films_and_recipes_are_brought_in_and_pictures_kept() {
    let table = Table::new().await;
    let files = tempfile::tempdir().unwrap();
    let disguised = files.path().join("holiday.png");
    fs::copy(film("faststart.mp4"), &disguised).unwrap();
    let notes = files.path().join("notes.json");
    fs::write(&notes, "[]").unwrap();
    let mut changes = table.room.studio.changes();
    let dropped = vec![still("quarters.png"), disguised, film("garbage.mp4"), notes, files.path().to_owned()];
    table.room.studio.drop_files(dropped).await;
    let told = drain(&mut changes).into_iter().find_map(|change| match change {
        Change::Dropped { intakes, imports } => Some((intakes, imports)),
        _ => None,
    });
    let (intakes, imports) = told.unwrap();
    assert!(matches!(&intakes[..], [Intake::Kept { .. }, Intake::Refused { .. }]), "{intakes:?}");
    let refused = |import: &Import, called: &str| matches!(import, Import::Refused { name, .. } if name == called);
    assert!(matches!(&imports[0], Import::Filed { .. }), "{imports:?}");
    assert!(refused(&imports[1], "garbage.mp4") && refused(&imports[2], "notes.json") && imports.len() == 3);
}
