//! What a rendered file is made of.

use super::*;
use mp4_atom::{Any, Codec, Moov, ReadFrom};

fn spec(prompt: &str, shape: Shape, seconds: u32) -> Spec {
    Spec { prompt: prompt.into(), seconds, shape, number: 1, opening: None, quality: Quality::Tiny }
}

fn made(spec: &Spec) -> Vec<u8> {
    render(spec, &AtomicBool::new(false)).unwrap()
}

fn boxes(mut file: &[u8]) -> Vec<Any> {
    let mut found = Vec::new();
    while let Some(atom) = Option::<Any>::read_from(&mut file).unwrap() {
        found.push(atom);
    }
    found
}

fn moov(file: &[u8]) -> Moov {
    boxes(file).into_iter().find_map(|atom| if let Any::Moov(moov) = atom { Some(moov) } else { None }).unwrap()
}

#[test]
fn the_file_is_whole_and_its_index_comes_first() {
    let file = made(&spec("a calm sea", Shape::Landscape, 4));
    let kinds: Vec<_> = boxes(&file).iter().map(Any::kind).map(|k| k.to_string()).collect();
    assert_eq!(kinds, ["ftyp", "moov", "mdat"]);
    let moov = moov(&file);
    assert_eq!((moov.mvhd.duration, moov.mvhd.timescale), (4000, 1000));
    let stbl = &moov.trak[0].mdia.minf.stbl;
    assert_eq!(stbl.stts.entries[0].sample_count, 24);
    let Codec::Avc1(avc1) = &stbl.stsd.codecs[0] else { panic!("not H.264") };
    assert_eq!((avc1.visual.width, avc1.visual.height), (160, 90));
    assert!(avc1.colr.is_some());
    assert!(matches!(moov.trak[1].mdia.minf.stbl.stsd.codecs[0], Codec::Mp4a(_)));
}

#[test]
fn every_sample_is_where_the_index_says() {
    let file = made(&spec("ink", Shape::Portrait, 3));
    let moov = moov(&file);
    let chunks = &moov.trak[0].mdia.minf.stbl.stco.as_ref().unwrap().entries;
    for at in chunks {
        let at = *at as usize;
        let length = u32::from_be_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        assert!(matches!(file[at + 4] & 31, 1 | 5), "a slice begins the sample");
        assert!(at + length < file.len());
    }
}

#[test]
fn a_storyboard_cuts_on_a_sync_sample() {
    let prompt = "Shot 1:\nduration: 1sec\nScene: the sea\n\nShot 2:\nduration: 3sec\nScene: a desert";
    let moov = moov(&made(&spec(prompt, Shape::Landscape, 4)));
    let keys = &moov.trak[0].mdia.minf.stbl.stss.as_ref().unwrap().entries;
    assert!(keys.contains(&7), "the second shot begins with sample 7: {keys:?}");
}

#[test]
fn the_same_spec_gives_the_same_film_and_another_number_another() {
    let first = spec("dusk over the sea", Shape::Landscape, 1);
    assert_eq!(made(&first), made(&first));
    assert_ne!(still(&first, 0.0).2, still(&Spec { number: 2, ..first.clone() }, 0.0).2);
}

#[test]
fn the_given_picture_opens_the_film() {
    let mut png = Vec::new();
    let red = image::RgbImage::from_pixel(40, 40, image::Rgb([200, 16, 16]));
    red.write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    let spec = Spec { opening: Some(png), ..spec("the sea", Shape::Portrait, 4) };
    assert!(still(&spec, 0.0).2.as_chunks::<3>().0.iter().all(|pixel| *pixel == [200, 16, 16]));
    assert_ne!(still(&spec, 3.0).2, still(&spec, 0.0).2);
}

#[test]
fn a_cancelled_render_stops() {
    let cancelled = render(&spec("the sea", Shape::Landscape, 10), &AtomicBool::new(true));
    assert!(matches!(cancelled, Err(ClipError::Cancelled)));
}
