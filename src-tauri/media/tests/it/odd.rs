//! Films whose headers are odd but right, and those that begin with nothing to see: facts, poster, strip, first and last frame.

use dailies_media::StillInfo;
use dailies_model::Moment;

use super::*;

async fn frame(film: &Path, which: Moment) -> (StillInfo, RgbImage) {
    let folder = folder();
    let out = folder.path().join("frame.png");
    let still = media_child().frame(film, which, &out).await.expect("a frame");
    (still, open(&out))
}

async fn number(name: &str, which: Moment) -> u32 {
    frame_number(&frame(&film(name), which).await.1)
}

/// All 48 frames of the bar, from the first to the last.
#[track_caller]
fn assert_whole(seen: &Seen, name: &str) {
    assert_eq!(seen.facts().duration_ms, Some(2000), "{name}");
    assert_eq!((seen.size(), seen.facts().fps), ((Some(160), Some(90)), Some(24.0)), "{name}");
    assert_eq!(seen.facts().video_codec.as_deref(), Some("h264"), "{name}");
    assert_eq!(frame_number(&seen.poster()), 0, "{name}");
    assert_bar_moves(seen);
}

#[tokio::test]
async fn lists_that_end_with_zeros_are_read() {
    for name in ["zeros-in-udta.mp4", "zeros-in-moov.mp4"] {
        assert_whole(&Seen::of(name).await, name);
        assert_eq!(number(name, Moment::Last).await, 47, "{name}");
    }
    let garbage: Vec<u8> = (0..200_u8).map(|byte| byte.wrapping_mul(151)).collect();
    let plain = std::fs::read(film("plain.mp4")).expect("a film");
    for tail in [&[0; 4][..], &[0; 99], b"\0\0\0\x08free", &garbage] {
        assert_whole(&Seen::of_bytes(&[&plain, tail].concat()).await, "plain.mp4");
    }
}

#[tokio::test]
async fn the_enabled_real_track_is_the_film() {
    let seen = Seen::of("wrong-tracks.mov").await;
    assert_eq!(*seen.facts(), MediaInfo { container: Some(Container::Mov), ..bar_facts(true) });
    assert_eq!(frame_number(&seen.poster()), 0);
    assert_bar_moves(&seen);
    assert_eq!(number("wrong-tracks.mov", Moment::Last).await, 47);
}

/// Where no track is enabled, the flag means nothing; where the sound is not, it is not heard.
#[tokio::test]
async fn a_film_that_enables_no_track_plays_all_and_a_disabled_sound_is_not_heard() {
    let whole = std::fs::read(film("faststart.mp4")).expect("a film");
    let flags: Vec<usize> =
        whole.windows(4).enumerate().filter(|(_, name)| *name == b"tkhd").map(|(at, _)| at + 7).collect();
    for (disabled, has_audio) in [(&flags[..], true), (&flags[1..], false)] {
        let mut bytes = whole.clone();
        disabled.iter().for_each(|at| bytes[*at] &= !1);
        let seen = Seen::of_bytes(&bytes).await;
        assert_eq!(*seen.facts(), bar_facts(has_audio));
        assert_bar_moves(&seen);
    }
}

#[tokio::test]
async fn an_open_gop_is_decoded_from_where_it_can_be() {
    let seen = Seen::of("open-gop.mp4").await;
    assert_whole(&seen, "open-gop.mp4");
    let numbers: Vec<u32> = seen.frames().iter().map(frame_number).collect();
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]), "{numbers:?}");
    assert_eq!(number("open-gop.mp4", Moment::Last).await, 47);
    assert_eq!(number("open-gop.mp4", Moment::First).await, 0);
    // Shown before the second sync sample, and decoded after it.
    assert_eq!(number("open-gop.mp4", Moment::At { ms: 11 * 1000 / 24 + 1 }).await, 11);
}

#[tokio::test]
async fn each_sample_is_decoded_by_its_own_entry() {
    let seen = Seen::of("two-entries.mp4").await;
    assert_whole(&seen, "two-entries.mp4");
    assert_eq!(number("two-entries.mp4", Moment::Last).await, 47);
}

#[tokio::test]
async fn parameter_sets_may_lie_among_the_samples() {
    assert_whole(&Seen::of("in-band.mp4").await, "in-band.mp4");
    assert_eq!(number("in-band.mp4", Moment::Last).await, 47);
}

/// A quarter of a second of nothing, frames 24 to 35, frames 6 to 11.
#[tokio::test]
async fn edits_say_what_is_shown_and_for_how_long() {
    let seen = Seen::of("edits.mp4").await;
    assert_eq!(seen.facts().duration_ms, Some(1000));
    assert_eq!(frame_number(&seen.poster()), 24);
    let numbers: Vec<u32> = seen.frames().iter().map(frame_number).collect();
    assert!(numbers[..6].iter().all(|number| (24..36).contains(number)), "{numbers:?}");
    assert!(numbers[7..].iter().all(|number| (6..12).contains(number)), "{numbers:?}");
    assert!(numbers[..6].is_sorted() && numbers[7..].is_sorted());
    assert_eq!(number("edits.mp4", Moment::First).await, 24);
    assert_eq!(number("edits.mp4", Moment::Last).await, 11);
    assert_eq!(number("edits.mp4", Moment::At { ms: 520 }).await, 6);

    let edited = Seen::of("edited.mp4").await;
    assert_eq!(frame_number(&edited.poster()), 12);
    let numbers: Vec<u32> = edited.frames().iter().map(frame_number).collect();
    assert!(numbers.iter().all(|number| (12..38).contains(number)), "{numbers:?}");
}

#[tokio::test]
async fn unknown_lengths_and_scales_are_told_by_the_samples() {
    for name in ["timescale-0.mp4", "unknown-durations.mp4"] {
        assert_whole(&Seen::of(name).await, name);
    }
    // A track without a scale shows its frames, and the movie says how long it is.
    let mut bytes = std::fs::read(film("plain.mp4")).expect("a film");
    let mdhd = bytes.windows(4).position(|name| name == b"mdhd").expect("a header");
    bytes[mdhd + 16..mdhd + 20].fill(0);
    let seen = Seen::of_bytes(&bytes).await;
    assert_eq!((seen.facts().duration_ms, seen.facts().fps), (Some(2000), None));
    assert_bar_moves(&seen);
    // All that claims to be long is not believed.
    for kind in [b"mvhd", b"mdhd"] {
        let at = bytes.windows(4).position(|name| name == kind).expect("a header");
        bytes[at + 20..at + 24].fill(0xfe);
    }
    assert_eq!(Seen::of_bytes(&bytes).await.facts().duration_ms, None);
}

#[tokio::test]
async fn pixels_are_as_wide_as_pasp_says() {
    let seen = Seen::of("pasp.mp4").await;
    assert_eq!(seen.size(), (Some(228), Some(128)));
    assert_eq!(seen.poster().dimensions(), (228, 128));
    assert_quarters(&seen.poster(), [RED, GREEN, BLUE, GREY]);
}

/// Mean of all channels.
fn light(image: &RgbImage) -> f64 {
    image.iter().map(|level| f64::from(*level)).sum::<f64>() / image.len() as f64
}

#[tokio::test]
async fn a_film_that_fades_in_has_a_poster_of_the_film() {
    for name in ["fade-black.mp4", "fade-white.mp4"] {
        let seen = Seen::of(name).await;
        let (poster, full) = (light(&seen.poster()), light(&seen.frames()[9]));
        assert!((poster - full).abs() < full * 0.25, "{name}: {poster:.0} of {full:.0}");
        assert!((light(&seen.frames()[0]) - full).abs() > full * 0.6, "{name} does fade");
    }
}

/// Against what ffmpeg makes of it at that size.
#[tokio::test]
async fn a_poster_keeps_its_colours_up_to_the_edge() {
    let poster = Seen::of("red-border.mp4").await.poster();
    let expected = open(&fixture("frames").join("red-border-first.png"));
    let whole = psnr(&poster, &expected);
    assert!(whole > 31.0, "{whole:.1} dB");
    let (width, height) = poster.dimensions();
    let edges = [(0, 0, 2, height), (width - 2, 0, 2, height), (0, 0, width, 2), (0, height - 2, width, 2)];
    let redness = |image: &RgbImage, (x, y, width, height): (u32, u32, u32, u32)| {
        let edge = image::imageops::crop_imm(image, x, y, width, height).to_image();
        let red: i64 = edge.pixels().map(|pixel| i64::from(pixel[0]) - i64::from(pixel[2])).sum();
        red as f64 / f64::from(width * height)
    };
    for edge in edges {
        let (found, meant) = (redness(&poster, edge), redness(&expected, edge));
        // What a JPEG of this quality leaves of it. The colour of every second pixel is twice as much, or none.
        assert!((found - meant).abs() < meant * 0.3, "{edge:?}: {found:.0} of {meant:.0}");
    }
}

/// What must not bring the child down, nor take more than its share: every odd film, cut off and with bits turned.
#[tokio::test]
async fn damaged_odd_films_are_never_an_error() {
    let folder = folder();
    let damaged = folder.path().join("damaged");
    for name in ["open-gop.mp4", "two-entries.mp4", "edits.mp4", "in-band.mp4", "fragmented.mp4", "pasp.mp4"] {
        let whole = std::fs::read(film(name)).expect("a film");
        for at in (0..whole.len()).step_by(whole.len() / 8) {
            let mut bytes = whole.clone();
            bytes[at] ^= 0xff;
            std::fs::write(&damaged, &bytes).expect("written");
            let examined = media_child().examine(&damaged, folder.path()).await;
            assert!(examined.is_ok(), "{name}, byte {at}: {examined:?}");
            let strip = media_child().strip(&damaged, folder.path()).await;
            assert!(strip.is_ok(), "{name}, byte {at}: {strip:?}");
        }
    }
}
