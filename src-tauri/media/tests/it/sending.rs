//! Pictures on their way to a model: looked at, prepared, refused.

use dailies_media::{PictureInfo, Prepared};
use dailies_model::{Crop, ForeignPicture, PictureRejection, Preparation};
use image::codecs::{jpeg::JpegEncoder, png::PngEncoder};
use image::{ImageEncoder, Rgb};

use super::stills::WHITE;
use super::*;

async fn look_at(bytes: &[u8]) -> Result<PictureInfo, MediaError> {
    let folder = folder();
    let picture = folder.path().join("picture");
    std::fs::write(&picture, bytes).expect("written");
    media_child().look_at(&picture).await
}

/// What was made of a picture: its file must be as was said, the original as it was, and nothing else may be there.
async fn prepare(bytes: &[u8], preparation: &Preparation) -> Result<(Prepared, Vec<u8>), MediaError> {
    let folder = folder();
    let (picture, out) = (folder.path().join("picture"), folder.path().join("sent"));
    std::fs::write(&picture, bytes).expect("written");
    let answer = media_child().prepare(&picture, preparation, &out).await;
    assert!(std::fs::read(&picture).expect("the original") == bytes);
    let files = std::fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(files, 1 + usize::from(answer.is_ok()));
    let prepared = answer?;
    let file = std::fs::read(&out).expect("a file");
    assert_eq!((prepared.bytes, Some(prepared.container)), (file.len() as u64, Container::of(&file)));
    assert_eq!(decoded(&file).dimensions(), (prepared.width, prepared.height));
    Ok((prepared, file))
}

async fn sent(bytes: &[u8], preparation: &Preparation) -> (Prepared, Vec<u8>) {
    prepare(bytes, preparation).await.expect("a picture that can be sent")
}

fn decoded(bytes: &[u8]) -> RgbImage {
    image::load_from_memory(bytes).expect("a picture").to_rgb8()
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(still(name)).expect("a still")
}

fn cut(x: u32, y: u32, width: u32, height: u32) -> Preparation {
    Preparation { crop: Some(Crop { x, y, width, height }), ..Preparation::default() }
}

fn scaled(width: u32, height: u32) -> Preparation {
    Preparation { size: Some((width, height)), ..Preparation::default() }
}

#[track_caller]
fn assert_refused<T: std::fmt::Debug>(answer: &Result<T, MediaError>, expected: PictureRejection) {
    assert!(matches!(answer, Err(MediaError::Refused(refusal)) if *refusal == expected), "{answer:?}");
}

#[tokio::test]
async fn a_picture_is_known_by_its_header() {
    for (name, container, size, is_animated) in [
        ("quarters.png", Container::Png, (160, 90), false),
        ("quarters.jpg", Container::Jpg, (160, 90), false),
        ("quarters.webp", Container::Webp, (160, 90), false),
        ("quarters.gif", Container::Gif, (160, 90), false),
        ("large.png", Container::Png, (1280, 720), false),
        ("moving.png", Container::Png, (16, 9), true),
        ("moving.webp", Container::Webp, (16, 9), true),
        ("moving.gif", Container::Gif, (16, 9), true),
    ] {
        let bytes = read(name);
        let facts = PictureInfo { container, width: size.0, height: size.1, bytes: bytes.len() as u64, is_animated };
        assert_eq!(look_at(&bytes).await.ok(), Some(facts), "{name}");
        // The pixels are not looked at.
        let head = look_at(&bytes[..bytes.len() - 12]).await.expect(name);
        assert_eq!((head.width, head.height, head.is_animated), (size.0, size.1, is_animated), "{name}");
    }
    let turned = look_at(&oriented(6)).await.expect("a picture");
    assert_eq!((turned.width, turned.height), (90, 160));
}

/// A film, a page, and the kinds that are known but cannot be read.
#[tokio::test]
async fn what_cannot_be_sent_is_refused_by_name() {
    let film = std::fs::read(film("b-frames.mp4")).expect("a film");
    for (bytes, refusal) in [
        (&b""[..], PictureRejection::NotAPicture),
        (b"<!doctype html>", PictureRejection::NotAPicture),
        (&film, PictureRejection::NotAPicture),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", PictureRejection::Unsupported(ForeignPicture::Heic)),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", PictureRejection::Unsupported(ForeignPicture::Avif)),
        (&claiming(16_000, 16_000), PictureRejection::TooLarge),
        (&claiming(65_000, 2), PictureRejection::TooLarge),
        (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", PictureRejection::Broken),
    ] {
        assert_refused(&look_at(bytes).await, refusal);
        assert_refused(&prepare(bytes, &Preparation::default()).await, refusal);
    }
    for name in ["moving.png", "moving.webp", "moving.gif"] {
        assert_refused(&prepare(&read(name), &Preparation::default()).await, PictureRejection::Animated);
    }
}

#[tokio::test]
async fn what_is_cut_short_is_broken() {
    for name in ["large.png", "quarters.jpg", "quarters.webp", "quarters.gif"] {
        let bytes = read(name);
        assert_refused(
            &prepare(&bytes[..bytes.len() * 9 / 10], &Preparation::default()).await,
            PictureRejection::Broken,
        );
    }
}

#[tokio::test]
async fn impossible_wishes_are_refused() {
    let picture = read("quarters.png");
    assert_refused(&prepare(&picture, &cut(100, 0, 61, 90)).await, PictureRejection::CropOutside);
    assert_refused(&prepare(&picture, &cut(0, 0, 0, 90)).await, PictureRejection::CropOutside);
    assert_refused(&prepare(&picture, &scaled(0, 90)).await, PictureRejection::SizeImpossible);
    let nothing = Preparation { most_bytes: 100, ..Preparation::default() };
    assert_refused(&prepare(&picture, &nothing).await, PictureRejection::TooHeavy);
}

/// Of PNG and JPEG not only the pixels but the coded data stay.
#[tokio::test]
async fn pixels_stay_where_nothing_else_is_asked_for() {
    for (name, container) in [
        ("quarters.png", Container::Png),
        ("transparent.png", Container::Png),
        ("quarters.jpg", Container::Jpg),
        ("quarters.webp", Container::Png),
        ("quarters.gif", Container::Png),
    ] {
        let bytes = read(name);
        let (prepared, file) = sent(&bytes, &Preparation::default()).await;
        assert_eq!((prepared.container, prepared.width, prepared.height), (container, 160, 90), "{name}");
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture").to_rgba8();
        assert!(pixels(&file) == pixels(&bytes), "{name}");
        if Container::of(&bytes) == Some(container) {
            assert!(file.len() <= bytes.len(), "{name}");
        }
    }
}

#[tokio::test]
async fn metadata_goes() {
    let comment = [&[0xff, 0xfe, 0, 8][..], b"SECRET"].concat();
    let jpeg = read("quarters.jpg");
    let png = read("quarters.png");
    let eight = |name: &[u8; 4], body: &[u8]| [&6_u32.to_be_bytes()[..], name, body, &[0; 4]].concat();
    let told_jpeg = [&oriented(1)[..2], &comment, &oriented(1)[2..], b"SECRET"].concat();
    let told_png = [&png[..33], &eight(b"prVt", b"SECRET"), &png[33..], b"SECRET"].concat();
    for (told, plain) in [(told_jpeg, jpeg), (told_png, png)] {
        for preparation in [Preparation::default(), cut(0, 0, 80, 90)] {
            let (_, file) = sent(&told, &preparation).await;
            assert!(!file.windows(6).any(|bytes| [b"SECRET", b"Exif\0\0"].contains(&bytes.try_into().unwrap())));
            assert!(file == sent(&plain, &preparation).await.1);
        }
    }
}

#[tokio::test]
async fn a_picture_stands_as_its_exif_says_and_is_cropped_as_shown() {
    let (prepared, file) = sent(&oriented(6), &Preparation::default()).await;
    assert_eq!((prepared.container, prepared.width, prepared.height), (Container::Jpg, 90, 160));
    assert_quarters(&decoded(&file), [BLUE, RED, GREY, GREEN]);
    let (prepared, file) = sent(&oriented(6), &cut(45, 0, 45, 80)).await;
    assert_eq!((prepared.width, prepared.height), (45, 80));
    assert_quarters(&decoded(&file), [RED; 4]);
}

#[tokio::test]
async fn a_part_is_cut_out_and_scaled_to_the_pixel() {
    let preparation = Preparation { size: Some((320, 180)), ..cut(40, 0, 80, 45) };
    let (prepared, file) = sent(&read("large.png"), &Preparation { crop: None, ..preparation }).await;
    assert_eq!((prepared.container, prepared.width, prepared.height), (Container::Png, 320, 180));
    assert_quarters(&decoded(&file), [RED, GREEN, BLUE, GREY]);
    let (prepared, file) = sent(&read("quarters.jpg"), &preparation).await;
    assert_eq!((prepared.container, prepared.width, prepared.height), (Container::Jpg, 320, 180));
    assert_quarters(&decoded(&file), [RED, GREEN, RED, GREEN]);
    // Larger only because it is asked for.
    let (prepared, _) = sent(&read("quarters.webp"), &Preparation::default()).await;
    assert_eq!((prepared.width, prepared.height), (160, 90));
}

#[tokio::test]
async fn transparency_is_kept_while_it_fits() {
    let picture = read("transparent.png");
    let (prepared, file) = sent(&picture, &scaled(320, 180)).await;
    assert_eq!(prepared.container, Container::Png);
    let alpha = image::load_from_memory(&file).expect("a picture").to_rgba8();
    assert_eq!([alpha.get_pixel(10, 90)[3], alpha.get_pixel(310, 90)[3]], [255, 0]);
    assert_quarters(&decoded(&sent(&picture, &cut(0, 0, 80, 90)).await.1), [RED, RED, BLUE, BLUE]);
}

/// A photo that is too heavy loses quality; one with transparency stands on white then.
#[tokio::test]
async fn quality_goes_down_until_it_fits() {
    let photo = |alpha: u8| {
        let level = |x: u32, y: u32| ((x * x * 7 + y * y * 13 + x * y * 3) >> 4) as u8;
        let pixel = |x, y| image::Rgba([level(x, y), level(y, x), level(x, x), if x < 8 { alpha } else { 255 }]);
        let mut bytes = std::io::Cursor::new(Vec::new());
        let image = image::RgbaImage::from_fn(200, 200, pixel);
        image.write_to(&mut bytes, image::ImageFormat::Png).expect("a picture");
        bytes.into_inner()
    };
    for alpha in [255, 0] {
        let picture = photo(alpha);
        let mut lengths = vec![picture.len() as u64];
        for most_bytes in [60_000, 40_000, 30_000] {
            let (prepared, file) = sent(&picture, &Preparation { most_bytes, ..Preparation::default() }).await;
            assert_eq!(prepared.container, Container::Jpg);
            assert!(prepared.bytes <= most_bytes);
            lengths.push(prepared.bytes);
            if alpha == 0 {
                assert!(decoded(&file).get_pixel(2, 100).0.iter().all(|level| level.abs_diff(WHITE[0]) < 40));
            }
        }
        assert!(lengths.is_sorted_by(|heavier, lighter| heavier > lighter), "{lengths:?}");
    }
}

/// Display P3 200, 100, 50 is 215, 93, 31 in sRGB.
#[tokio::test]
async fn another_gamut_becomes_srgb() {
    let flat = RgbImage::from_pixel(16, 16, Rgb([200, 100, 50]));
    let profile = moxcms::ColorProfile::new_display_p3().encode().expect("a profile");
    let (mut png, mut jpeg) = (Vec::new(), Vec::new());
    let mut encoder = PngEncoder::new(&mut png);
    encoder.set_icc_profile(profile.clone()).expect("a PNG takes profiles");
    flat.write_with_encoder(encoder).expect("a picture");
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 100);
    encoder.set_icc_profile(profile).expect("a JPEG takes profiles");
    flat.write_with_encoder(encoder).expect("a picture");

    for (bytes, container) in [(png, Container::Png), (jpeg, Container::Jpg)] {
        let (prepared, file) = sent(&bytes, &Preparation::default()).await;
        assert_eq!(prepared.container, container);
        let near = |found: &[u8; 3]| found.iter().zip([215, 93, 31]).all(|(a, b)| a.abs_diff(b) <= 2);
        assert!(decoded(&file).pixels().all(|pixel| near(&pixel.0)), "{:?}", decoded(&file).get_pixel(0, 0));
        assert!(file == sent(&file, &Preparation::default()).await.1, "it has no profile any more");
    }
}

#[tokio::test]
async fn the_original_is_never_overwritten() {
    let folder = folder();
    let picture = folder.path().join("picture.png");
    std::fs::copy(still("quarters.png"), &picture).expect("copied");
    let same = folder.path().join(".").join("picture.png");
    let answer = media_child().prepare(&picture, &scaled(8, 8), &same).await;
    assert!(matches!(answer, Err(MediaError::Disk(_))), "{answer:?}");
    assert!(std::fs::read(&picture).expect("the original") == read("quarters.png"));
}

#[cfg(unix)]
#[tokio::test]
async fn a_child_that_dies_or_hangs_has_a_reason() {
    let folder = folder();
    let (picture, out) = (still("quarters.png"), folder.path().join("sent"));
    let limits = Limits { time: Duration::from_millis(300), ..Limits::default() };
    for script in ["kill -SEGV $$", "exec sleep 1000", "echo '{\"facts\":{}}'"] {
        let child = || {
            let child = MediaChild::new("/bin/sh".into()).with_leading_args(["-c".into(), script.into()]);
            child.with_limits(limits)
        };
        assert_refused(&child().look_at(&picture).await, PictureRejection::Broken);
        assert_refused(&child().prepare(&picture, &Preparation::default(), &out).await, PictureRejection::Broken);
        let answer = child().frame(&picture, dailies_model::Moment::Last, &out).await;
        assert!(matches!(answer, Err(MediaError::NoFrame(_))), "{answer:?}");
    }
}
