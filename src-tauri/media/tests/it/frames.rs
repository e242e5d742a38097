//! The first and the last frame of a film, against the ones that ffmpeg wrote (`fixtures/frames`).

use dailies_media::StillInfo;
use dailies_model::Moment;

use super::*;

struct Shot {
    still: StillInfo,
    image: RgbImage,
    folder: TempDir,
}

async fn shot(film: &Path, which: Moment) -> Shot {
    let folder = folder();
    let out = folder.path().join("frame.png");
    let still = media_child().frame(film, which, &out).await.expect("a frame");
    assert_eq!(image::ImageFormat::from_path(&out).ok(), Some(image::ImageFormat::Png));
    Shot { still, image: open(&out), folder }
}

#[tokio::test]
async fn the_last_frame_is_the_one_that_ffmpeg_shows_last() {
    for name in [
        "faststart",
        "b-frames",
        "b-frames-one-gop",
        "fragmented",
        "fragmented-negative-cts",
        "edited",
        "black-first",
        "colour-full-range",
        "turned-90",
        "turned-270",
        "odd-size",
    ] {
        let shot = shot(&film(&format!("{name}.mp4")), Moment::Last).await;
        let psnr = psnr(&shot.image, &open(&fixture("frames").join(format!("{name}-last.png"))));
        assert!(psnr > 35.0, "{name}: {psnr:.1} dB");
        assert_eq!(shot.image.dimensions(), (shot.still.width, shot.still.height), "{name}");
        assert_eq!(std::fs::read_dir(shot.folder.path()).expect("the folder").count(), 1, "{name}");
    }
}

#[tokio::test]
async fn first_and_last_are_those_of_the_edit_list() {
    let edited = shot(&film("edited.mp4"), Moment::First).await;
    assert!(psnr(&edited.image, &open(&fixture("frames").join("edited-first.png"))) > 35.0);
    assert_eq!(frame_number(&edited.image), 12);
    assert_eq!(frame_number(&shot(&film("b-frames-one-gop.mp4"), Moment::First).await.image), 0);
    assert_eq!(frame_number(&shot(&film("b-frames-one-gop.mp4"), Moment::Last).await.image), 47);

    let mut bytes = std::fs::read(film("edited.mp4")).expect("a film");
    let elst = bytes.windows(4).position(|name| name == b"elst").expect("an edit list");
    bytes[elst + 12..elst + 16].copy_from_slice(&500_u32.to_be_bytes());
    let folder = folder();
    let shorter = folder.path().join("shorter.mp4");
    std::fs::write(&shorter, bytes).expect("written");
    assert_eq!(frame_number(&shot(&shorter, Moment::Last).await.image), 23);
}

#[tokio::test]
async fn frames_have_the_size_and_colours_that_are_displayed() {
    for (name, size) in [("colour-untagged-hd", (1280, 720)), ("colour-bt601", (160, 90)), ("anamorphic", (213, 120))] {
        for which in [Moment::First, Moment::Last] {
            let shot = shot(&film(&format!("{name}.mp4")), which).await;
            assert_eq!(shot.image.dimensions(), size, "{name}");
            assert_quarters(&shot.image, [RED, GREEN, BLUE, GREY]);
        }
    }
}

#[tokio::test]
async fn a_film_cut_short_ends_with_the_last_frame_that_is_there() {
    let number = frame_number(&shot(&film("truncated.mp4"), Moment::Last).await.image);
    assert_eq!(number, 19);
}

/// Bytes of headers and frames made wrong, one in each copy: a frame or a reason, and never half a file.
#[tokio::test]
async fn a_damaged_film_gives_a_frame_or_a_reason() {
    let whole = std::fs::read(film("b-frames.mp4")).expect("a film");
    for at in (0..whole.len()).step_by(499) {
        let folder = folder();
        let (damaged, out) = (folder.path().join("damaged.mp4"), folder.path().join("frame.png"));
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        std::fs::write(&damaged, bytes).expect("written");
        match media_child().frame(&damaged, Moment::Last, &out).await {
            Ok(still) => assert_eq!(open(&out).dimensions(), (still.width, still.height), "byte {at}"),
            Err(MediaError::NoFrame(_)) => assert!(!out.exists(), "byte {at}"),
            Err(other) => panic!("byte {at}: {other}"),
        }
    }
}

#[tokio::test]
async fn what_shows_no_frame_says_so_and_writes_nothing() {
    let folder = folder();
    let out = folder.path().join("frame.png");
    let files = ["hevc.mp4", "av1.mp4", "ten-bit.mp4", "vp9.webm", "garbage.mp4", "empty.mp4", "no-moov.mp4"].map(film);
    let others = [fixture("stills/quarters.png"), fixture("sounds/pcm.wav")];
    for file in files.iter().chain(&others) {
        let answer = media_child().frame(file, Moment::Last, &out).await;
        assert!(matches!(answer, Err(MediaError::NoFrame(_))), "{}: {answer:?}", file.display());
    }
    let nowhere = folder.path().join("none").join("frame.png");
    let answer = media_child().frame(&film("b-frames.mp4"), Moment::Last, &nowhere).await;
    assert!(matches!(answer, Err(MediaError::Disk(_))), "{answer:?}");
    let answer = media_child().frame(&folder.path().join("none.mp4"), Moment::Last, &out).await;
    assert!(matches!(answer, Err(MediaError::File(_))), "{answer:?}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0);
}
