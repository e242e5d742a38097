//! The library from outside: each file of `fixtures` through a real child process, and children that misbehave.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use dailies_media::{Examined, Limits, MediaChild, MediaError, MediaInfo, STRIP_FRAMES};
use dailies_model::Container;
use image::RgbImage;
use tempfile::TempDir;

#[cfg(target_os = "linux")]
mod confinement;
mod frames;
mod images;
mod odd;
mod sending;
mod sounds;
mod stills;

use images::*;

/// The example `child`. Cargo builds it before it runs tests.
fn media_child() -> MediaChild {
    let test = std::env::current_exe().expect("this test has a path");
    let target = test.parent().and_then(Path::parent).expect("target/debug");
    MediaChild::new(target.join("examples").join(format!("child{}", std::env::consts::EXE_SUFFIX)))
}

fn folder() -> TempDir {
    TempDir::new().expect("a temporary folder")
}

/// A file's facts and pictures, and the folder that holds the latter.
struct Seen {
    examined: Examined,
    strip: Option<PathBuf>,
    folder: TempDir,
}

impl Seen {
    async fn of(name: &str) -> Self {
        Self::of_file(&film(name)).await
    }

    async fn of_file(file: &Path) -> Self {
        let folder = folder();
        let examined = media_child().examine(file, folder.path()).await.expect("it can be read");
        let strip = media_child().strip(file, folder.path()).await.expect("it can be read again");
        Self { examined, strip, folder }
    }

    async fn of_bytes(bytes: &[u8]) -> Self {
        let folder = folder();
        let file = folder.path().join("file");
        std::fs::write(&file, bytes).expect("written");
        Self::of_file(&file).await
    }

    fn facts(&self) -> &MediaInfo {
        &self.examined.facts
    }

    fn size(&self) -> (Option<u32>, Option<u32>) {
        (self.facts().width, self.facts().height)
    }

    fn poster(&self) -> RgbImage {
        open(self.examined.poster.as_ref().expect("a poster"))
    }

    /// The frames of the strip, taken apart.
    fn frames(&self) -> Vec<RgbImage> {
        let strip = open(self.strip.as_ref().expect("a strip"));
        let width = strip.width() / STRIP_FRAMES as u32;
        assert_eq!(strip.width(), width * STRIP_FRAMES as u32);
        let cut = |cell| image::imageops::crop_imm(&strip, cell * width, 0, width, strip.height()).to_image();
        (0..STRIP_FRAMES as u32).map(cut).collect()
    }

    /// Nothing but the pictures may be left in the folder.
    fn files(&self) -> Vec<OsString> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder");
        let mut names: Vec<OsString> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        names
    }
}

fn open(picture: &Path) -> RgbImage {
    image::open(picture).expect("a picture").to_rgb8()
}

/// The frame of a `bar` film, by where its bar stands: the left edge of the bright columns, three pixels a frame.
fn frame_number(image: &RgbImage) -> u32 {
    let row = image.height() / 2;
    let left = (0..image.width()).find(|x| image.get_pixel(*x, row)[1] > 128).expect("a bar");
    (left + 1) / 3
}

/// Each frame of the strip must show its own tenth of the 48 frames.
#[track_caller]
fn assert_bar_moves(seen: &Seen) {
    let numbers: Vec<u32> = seen.frames().iter().map(frame_number).collect();
    let in_its_tenth = |(cell, number): (u32, &u32)| (48 * cell / 10..=48 * (cell + 1) / 10).contains(number);
    assert!((0..).zip(&numbers).all(in_its_tenth), "{numbers:?}");
    assert_eq!(seen.files(), ["poster.jpg", "strip.jpg"]);
}

fn bar_facts(has_audio: bool) -> MediaInfo {
    MediaInfo {
        container: Some(Container::Mp4),
        width: Some(160),
        height: Some(90),
        duration_ms: Some(2000),
        fps: Some(24.0),
        video_codec: Some("h264".into()),
        audio_codec: None,
        has_audio,
    }
}

#[tokio::test]
async fn a_plain_film() {
    let seen = Seen::of("faststart.mp4").await;
    assert_eq!(*seen.facts(), bar_facts(true));
    assert_eq!(seen.poster().dimensions(), (160, 90));
    assert_eq!(frame_number(&seen.poster()), 0);
    assert_bar_moves(&seen);
}

#[tokio::test]
async fn moov_at_the_end_and_no_audio() {
    let seen = Seen::of("moov-at-end.mp4").await;
    assert_eq!(*seen.facts(), bar_facts(false));
    assert_bar_moves(&seen);
}

#[tokio::test]
async fn quicktime_is_read_as_what_it_is() {
    let seen = Seen::of("quicktime.mov").await;
    assert_eq!(*seen.facts(), MediaInfo { container: Some(Container::Mov), ..bar_facts(false) });
    assert_bar_moves(&seen);
}

#[tokio::test]
async fn b_frames_come_in_the_order_of_display() {
    for name in ["b-frames.mp4", "b-frames-one-gop.mp4"] {
        let seen = Seen::of(name).await;
        assert_eq!(*seen.facts(), bar_facts(false), "{name}");
        assert_bar_moves(&seen);
    }
}

/// One group of pictures with pyramids: only the first frame is a sync sample, so each cell shows the very middle.
#[tokio::test]
async fn frames_between_sync_samples_are_exact() {
    let seen = Seen::of("b-frames-one-gop.mp4").await;
    let numbers: Vec<u32> = seen.frames().iter().map(frame_number).collect();
    assert_eq!(numbers, [0, 7, 12, 17, 22, 26, 31, 36, 41, 46]);
}

#[tokio::test]
async fn fragmented_films() {
    for name in ["fragmented.mp4", "fragmented-negative-cts.mp4"] {
        let seen = Seen::of(name).await;
        assert_eq!(seen.facts().fps, Some(24.0), "{name}");
        assert_eq!(seen.facts().duration_ms, Some(2000), "{name}");
        assert_bar_moves(&seen);
    }
}

#[tokio::test]
async fn a_film_that_begins_black_has_a_later_poster() {
    let seen = Seen::of("black-first.mp4").await;
    let (poster, frames) = (seen.poster(), seen.frames());
    let brightest = |image: &RgbImage| image.iter().copied().max();
    assert!(brightest(&frames[0]) < Some(32), "the film does begin black");
    assert!(brightest(&poster) > Some(128));
}

#[tokio::test]
async fn colours_follow_the_tags_or_the_height() {
    for tag in ["bt709", "bt601", "full-range", "untagged-sd", "untagged-hd"] {
        let seen = Seen::of(&format!("colour-{tag}.mp4")).await;
        assert_quarters(&seen.poster(), [RED, GREEN, BLUE, GREY]);
        assert_quarters(&seen.frames()[5], [RED, GREEN, BLUE, GREY]);
    }
}

#[tokio::test]
async fn a_poster_is_no_larger_than_640_and_a_frame_than_240() {
    let seen = Seen::of("colour-untagged-hd.mp4").await;
    assert_eq!(seen.size(), (Some(1280), Some(720)));
    assert_eq!(seen.poster().dimensions(), (640, 360));
    assert_eq!(seen.frames()[0].dimensions(), (240, 135));
}

#[tokio::test]
async fn turned_films_stand_upright() {
    let turns = [
        ("turned-90.mp4", (90, 160), [GREEN, GREY, RED, BLUE]),
        ("turned-180.mp4", (160, 90), [GREY, BLUE, GREEN, RED]),
        ("turned-270.mp4", (90, 160), [BLUE, RED, GREY, GREEN]),
    ];
    for (name, (width, height), colours) in turns {
        let seen = Seen::of(name).await;
        assert_eq!(seen.size(), (Some(width), Some(height)), "{name}");
        assert_eq!(seen.poster().dimensions(), (width, height), "{name}");
        assert_quarters(&seen.poster(), colours);
        assert_quarters(&seen.frames()[9], colours);
    }
}

#[tokio::test]
async fn odd_sizes_are_cropped_and_wide_pixels_widened() {
    let odd = Seen::of("odd-size.mp4").await;
    assert_eq!(odd.size(), (Some(178), Some(100)));
    assert_eq!(odd.poster().dimensions(), (178, 100));
    assert_quarters(&odd.poster(), [RED, GREEN, BLUE, GREY]);
    // The last column is picture, not padding.
    assert_eq!(
        quarters(&odd.poster())[3].0.map(|level| level / 16),
        odd.poster().get_pixel(177, 99).0.map(|level| level / 16)
    );

    let wide = Seen::of("anamorphic.mp4").await;
    assert_eq!(wide.size(), (Some(213), Some(120)));
    assert_eq!(wide.poster().dimensions(), (213, 120));
    assert_quarters(&wide.poster(), [RED, GREEN, BLUE, GREY]);
}

#[tokio::test]
async fn what_cannot_be_decoded_still_has_facts() {
    let films = [
        ("hevc.mp4", Container::Mp4, "hevc", false),
        ("av1.mp4", Container::Mp4, "av1", false),
        ("ten-bit.mp4", Container::Mp4, "h264", false),
        ("vp9.webm", Container::Webm, "vp9", true),
        ("matroska.mkv", Container::Mkv, "h264", false),
    ];
    for (name, container, codec, has_audio) in films {
        let seen = Seen::of(name).await;
        let facts = seen.facts();
        assert_eq!((facts.container, facts.video_codec.as_deref()), (Some(container), Some(codec)), "{name}");
        assert_eq!((seen.size(), facts.has_audio), ((Some(160), Some(90)), has_audio), "{name}");
        let duration_ms = facts.duration_ms.expect(name);
        assert!((1990..=2050).contains(&duration_ms), "{name}: {duration_ms}");
        assert_eq!((seen.examined.poster.as_ref(), seen.files().len()), (None, 0), "{name}");
    }
}

#[tokio::test]
async fn a_film_cut_short_shows_what_is_there() {
    let seen = Seen::of("truncated.mp4").await;
    assert_eq!(*seen.facts(), bar_facts(false));
    let numbers: Vec<u32> = seen.frames().iter().map(frame_number).collect();
    assert!(numbers.is_sorted() && numbers[0] < 5 && numbers[9] > 15 && numbers[9] < 40, "{numbers:?}");
}

#[tokio::test]
async fn what_is_no_film_has_no_facts() {
    for (name, container) in [("garbage.mp4", None), ("empty.mp4", None), ("no-moov.mp4", Some(Container::Mp4))] {
        let seen = Seen::of(name).await;
        let facts = MediaInfo { container, ..MediaInfo::default() };
        assert_eq!(seen.examined, Examined { facts, poster: None, is_final: true }, "{name}");
        assert_eq!(seen.files().len(), 0, "{name}");
    }
}

/// Bytes of headers and frames made wrong, one in each copy.
#[tokio::test]
async fn a_damaged_film_is_never_an_error() {
    let whole = std::fs::read(film("b-frames.mp4")).expect("a film");
    let folder = folder();
    let damaged = folder.path().join("damaged.mp4");
    for at in (0..whole.len()).step_by(499) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        std::fs::write(&damaged, bytes).expect("written");
        let examined = media_child().examine(&damaged, folder.path()).await;
        assert!(examined.is_ok(), "byte {at}: {examined:?}");
        let strip = media_child().strip(&damaged, folder.path()).await;
        assert!(strip.is_ok(), "byte {at}: {strip:?}");
    }
}

#[tokio::test]
async fn a_missing_film_or_folder_or_program_is_an_error() {
    let folder = folder();
    assert!(media_child().examine(&folder.path().join("none.mp4"), folder.path()).await.is_err());
    assert!(media_child().examine(&film("b-frames.mp4"), &folder.path().join("none")).await.is_err());
    let nobody = MediaChild::new(folder.path().join("none"));
    assert!(nobody.examine(&film("b-frames.mp4"), folder.path()).await.is_err());
}

/// Children other than ours, to see that the parent survives any.
#[cfg(unix)]
mod misbehaving {
    use super::*;

    /// `sh -c script`; the child's own arguments become the script's.
    fn shell(script: &str) -> MediaChild {
        MediaChild::new("/bin/sh".into()).with_leading_args(["-c".into(), script.into()])
    }

    async fn examined(child: MediaChild) -> Examined {
        let folder = folder();
        child.examine(&film("b-frames.mp4"), folder.path()).await.expect("an answer")
    }

    const SAYS_FACTS: &str = r#"echo '{"facts":{"container":"mp4","width":64,"height":36,"duration_ms":null,"fps":null,"video_codec":null,"has_audio":false}}'"#;

    fn said() -> Examined {
        let facts =
            MediaInfo { container: Some(Container::Mp4), width: Some(64), height: Some(36), ..MediaInfo::default() };
        Examined { facts, poster: None, is_final: false }
    }

    #[tokio::test]
    async fn one_that_hangs_is_killed_and_its_facts_are_kept() {
        let limits = Limits { time: Duration::from_secs(3), ..Limits::default() };
        let hangs = shell(&format!("{SAYS_FACTS}; exec sleep 1000")).with_limits(limits);
        assert_eq!(examined(hangs).await, said());
    }

    #[tokio::test]
    async fn one_that_crashes_loses_no_facts() {
        assert_eq!(examined(shell(&format!("{SAYS_FACTS}; kill -SEGV $$"))).await, said());
        assert_eq!(examined(shell(&format!("{SAYS_FACTS}; echo '{{\"fac'; exit 101"))).await, said());
        assert_eq!(examined(MediaChild::new("/bin/false".into())).await, Examined::default());
    }

    #[tokio::test]
    async fn one_that_crashes_over_the_strip_makes_none() {
        let folder = folder();
        let crashes = shell("kill -SEGV $$");
        assert_eq!(crashes.strip(&film("b-frames.mp4"), folder.path()).await.expect("an answer"), None);
    }

    #[tokio::test]
    async fn one_that_floods_is_cut_off() {
        assert_eq!(examined(shell(&format!("{SAYS_FACTS}; exec yes"))).await, said());
        let noisy = format!("{SAYS_FACTS}; yes complaint | head -c 1000000 >&2; exit 1");
        assert_eq!(examined(shell(&noisy)).await, said());
    }

    #[tokio::test]
    async fn one_inherits_no_environment() {
        let folder = folder();
        let asks =
            shell(r#"[ -z "$HOME$CARGO_MANIFEST_DIR" ] && echo '{"facts":{"container":"webm","has_audio":true}}'"#);
        let examined = asks.examine(&film("b-frames.mp4"), folder.path()).await.expect("an answer");
        assert_eq!(examined.facts.container, Some(Container::Webm));
    }

    /// What it begins with, some 32 MiB, it has whatever the limit says.
    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn one_that_wants_too_much_memory_gets_none() {
        let folder = folder();
        let large = folder.path().join("large.png");
        image::GrayImage::new(6_000, 6_000).save(&large).expect("written");
        let limits = Limits { memory_bytes: 1 << 20, ..Limits::default() };
        let limited = media_child().with_limits(limits).examine(&large, folder.path()).await.expect("an answer");
        assert_eq!(limited.poster, None);
        let unlimited = media_child().examine(&large, folder.path()).await.expect("an answer");
        assert!(unlimited.poster.is_some());
    }
}
