//! Complete fixtures, and the same files truncated at every byte.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

use super::super::boxes::boxes_in;
use super::*;

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn of(bytes: &[u8]) -> Completeness {
    let container = Container::of(bytes).unwrap();
    completeness(&mut Cursor::new(bytes), bytes.len() as u64, container).unwrap()
}

/// Asserts that a file is complete, and cut off wherever it is truncated, except at the positions in `may_end`.
fn assert_every_cut_is_seen(name: &str, bytes: &[u8], may_end: &[usize]) {
    assert_eq!(of(bytes), Completeness::Whole, "{name}");
    for end in Container::HEAD..bytes.len() {
        let expected = if may_end.contains(&end) { Completeness::Whole } else { Completeness::CutOff };
        assert_eq!(of(&bytes[..end]), expected, "{name} cut at {end} of {}", bytes.len());
    }
}

const BROKEN: [&str; 5] = ["garbage.mp4", "no-moov.mp4", "truncated.mp4", "cut.webm", "empty.mp4"];

#[test]
fn every_film_is_whole_and_each_broken_one_is_cut_off() {
    let films = std::fs::read_dir(folder().join("films")).unwrap();
    let names = films.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let is_film = |name: &String| ![".md", ".br", ".py"].iter().any(|other| name.ends_with(other));
    let names: Vec<_> = names.filter(is_film).collect();
    assert!(names.len() > 20);
    for name in names {
        let bytes = fixture(&format!("films/{name}"));
        match Container::of(&bytes) {
            Some(_) if BROKEN.contains(&&*name) => assert_eq!(of(&bytes), Completeness::CutOff, "{name}"),
            Some(_) => assert_eq!(of(&bytes), Completeness::Whole, "{name}"),
            None => assert!(BROKEN.contains(&&*name), "{name}"),
        }
    }
}

#[test]
fn a_film_that_is_cut_anywhere_is_cut_off() {
    for name in ["faststart.mp4", "moov-at-end.mp4", "edited.mp4", "quicktime.mov", "matroska.mkv", "vp9.webm"] {
        assert_every_cut_is_seen(name, &fixture(&format!("films/{name}")), &[]);
    }
    assert_every_cut_is_seen("aac.m4a", &fixture("sounds/aac.m4a"), &[]);
}

/// Between two fragments nothing tells that another one follows.
#[test]
fn a_fragmented_film_is_cut_off_unless_it_ends_with_a_fragment() {
    for name in ["fragmented.mp4", "fragmented-negative-cts.mp4"] {
        let bytes = fixture(&format!("films/{name}"));
        let boxes = boxes_in(&mut Cursor::new(&bytes), 0..bytes.len() as u64).unwrap();
        let data = boxes.iter().filter(|found| &found.kind == b"mdat");
        let may_end: Vec<_> = data.map(|found| found.end() as usize).collect();
        assert!(!may_end.is_empty());
        assert_every_cut_is_seen(name, &bytes, &may_end);
    }
}

/// An index before the fragments tells how many there are.
#[test]
fn fragments_that_an_index_names_are_missed() {
    let sidx = |size: u32| {
        let body = [&[0; 4][..], &1_u32.to_be_bytes(), &1000_u32.to_be_bytes(), &[0; 8], &[0, 0, 0, 1]].concat();
        [&44_u32.to_be_bytes()[..], b"sidx", &body, &size.to_be_bytes(), &[0; 8]].concat()
    };
    let bytes = fixture("films/fragmented.mp4");
    let boxes = boxes_in(&mut Cursor::new(&bytes), 0..bytes.len() as u64).unwrap();
    let head = boxes.iter().find(|found| &found.kind == b"moof").unwrap().start as usize;
    let rest = (bytes.len() - head) as u32;
    let with = |size| [&bytes[..head], &sidx(size), &bytes[head..]].concat();
    assert_eq!(of(&with(rest)), Completeness::Whole);
    assert_eq!(of(&with(rest + 1)), Completeness::CutOff);
}

/// A box of unknown length extends to the end, so that only the tables tell.
#[test]
fn an_open_box_is_measured_by_the_tables() {
    let mut bytes = fixture("films/faststart.mp4");
    let boxes = boxes_in(&mut Cursor::new(&bytes), 0..bytes.len() as u64).unwrap();
    let data = boxes.iter().find(|found| &found.kind == b"mdat").unwrap();
    bytes[data.start as usize..][..4].fill(0);
    assert_every_cut_is_seen("open", &bytes, &[]);
}

#[test]
fn what_was_added_behind_a_film_is_no_loss() {
    let tails: [&[u8]; 12] = [
        &[0; 8],
        &[0; 600],
        b"\n",
        b"\r\n",
        b"0\r\n\r\n",
        b"\x02\x00\xff\xfe\x00\x01 rubbish",
        b"\r\n--boundary--\r\n",
        b"<!DOCTYPE html><html><body>done</body></html>",
        b"{\"code\":0,\"message\":\"ok\"}",
        b"TAGa title                        ",
        b"\0\0\x04\0free and no more",
        b"\0\0\x04\0uuid and no more",
    ];
    for name in ["moov-at-end.mp4", "faststart.mp4", "quicktime.mov", "fragmented.mp4", "fragmented-negative-cts.mp4"] {
        let bytes = fixture(&format!("films/{name}"));
        for tail in tails {
            assert_eq!(of(&[&bytes[..], tail].concat()), Completeness::Whole, "{name} and {tail:?}");
        }
    }
}

/// Elements end where the next one begins; only at such a position a cut is not detected.
#[test]
fn a_stream_of_unknown_length_is_cut_off_within_an_element() {
    let bytes = fixture("films/live.webm");
    assert_eq!(of(&bytes), Completeness::Whole);
    let seen = (Container::HEAD..bytes.len()).filter(|end| of(&bytes[..*end]) == Completeness::CutOff).count();
    assert!(seen + 12 > bytes.len() - Container::HEAD, "{seen} of {}", bytes.len());
}

#[test]
fn a_still_that_is_cut_anywhere_is_cut_off() {
    for name in
        ["quarters.png", "moving.png", "quarters.jpg", "quarters.webp", "moving.webp", "quarters.gif", "moving.gif"]
    {
        assert_every_cut_is_seen(name, &fixture(&format!("stills/{name}")), &[]);
    }
}

#[test]
fn a_sound_that_is_cut_within_a_frame_is_cut_off() {
    for name in ["bare.mp3", "tagged.mp3", "adts.aac", "pcm.wav", "opus.ogg", "vorbis.ogg"] {
        let bytes = fixture(&format!("sounds/{name}"));
        assert_eq!(of(&bytes), Completeness::Whole, "{name}");
        assert_eq!(of(&bytes[..bytes.len() - 1]), Completeness::CutOff, "{name}");
        let cuts = bytes.len() / 2..bytes.len() / 2 + 5;
        assert!(cuts.filter(|end| of(&bytes[..*end]) == Completeness::CutOff).count() >= 4, "{name}");
    }
    let flac = fixture("sounds/flac.flac");
    assert_eq!(of(&flac), Completeness::Whole);
    assert_eq!(of(&flac[..flac.len() / 4]), Completeness::CutOff);
}

#[test]
fn a_wave_of_untold_length_is_whole() {
    let mut bytes = fixture("sounds/pcm.wav");
    let data = bytes.windows(4).position(|name| name == b"data").unwrap();
    bytes[data + 4..data + 8].fill(0xff);
    assert_eq!(of(&bytes), Completeness::Whole);
}

proptest! {
    #[test]
    fn whatever_follows_a_signature_is_judged(
        head in prop::sample::select(vec![
            &b"\0\0\0\x10ftypisom\0\0\0\0"[..], b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff",
            b"RIFF\0\0\0\0WEBP", b"RIFF\0\0\0\0WAVE", b"GIF89a", b"OggS\0", b"fLaC", b"ID3\x04\0\0", b"\xff\xf1\x50\x80",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        of(&[head, &rest].concat());
    }

    /// Tables that claim more entries than they hold cost no more time than their length.
    #[test]
    fn tables_of_any_numbers_are_bounded(numbers in prop::collection::vec(any::<[u8; 4]>(), 40)) {
        let boxed = |kind: &[u8; 4], body: &[u8]| [&(8 + body.len() as u32).to_be_bytes()[..], kind, body].concat();
        let table = |kind: &[u8; 4], from: usize| boxed(kind, &[&[0; 4][..], &numbers[from..from + 13].concat()].concat());
        let stbl = boxed(b"stbl", &[table(b"stsz", 0), table(b"stsc", 13), table(b"stco", 26)].concat());
        let trak = boxed(b"trak", &boxed(b"mdia", &boxed(b"minf", &stbl)));
        of(&[boxed(b"ftyp", b"isom\0\0\0\0"), boxed(b"moov", &trak)].concat());
    }
}
