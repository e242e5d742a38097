use std::io::Write as _;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

fn films() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/films");
    let entries = std::fs::read_dir(folder).expect("the films").map(|entry| entry.expect("an entry").path());
    let films = entries.filter(|path| path.extension().is_some_and(|kind| kind == "mp4" || kind == "mov"));
    let mut films: Vec<_> = films
        .map(|path| (path.display().to_string(), std::fs::read(&path).expect("a film")))
        .filter(|(_, bytes)| bytes.len() < 8_000)
        .collect();
    films.sort();
    films
}

/// Returns what is read from the headers of a file with these bytes.
fn seen(bytes: &[u8]) -> Film {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("written");
    let mut source = Source::new(file.reopen().expect("opened")).expect("opened");
    read(&mut source).expect("a disk that works")
}

#[test]
fn every_film_that_can_be_decoded_is_listed_whole() {
    let lists: Vec<(String, usize)> = films()
        .into_iter()
        .filter_map(|(name, bytes)| seen(&bytes).video.map(|video| (name, video.timeline.frames.len())))
        .collect();
    assert!(lists.len() > 20);
    for (name, frames) in lists {
        assert!(
            [48, 12, 4].contains(&frames) || name.contains("edit") || name.contains("truncated"),
            "{name}: {frames}"
        );
    }
}

#[test]
fn what_the_headers_claim_is_bounded() {
    let whole =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/films/plain.mp4")).expect("a film");
    let stts = whole.windows(4).position(|kind| kind == b"stts").expect("a table");
    let mut bytes = whole;
    // A single run of four thousand million samples, each with the maximum duration.
    bytes[stts + 8..stts + 20].fill(0xff);
    let film = seen(&bytes);
    assert_eq!(film.facts.duration_ms, Some(2000), "the movie's own word");
    assert_eq!(film.video.expect("a track").samples.len(), 48);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_damage_to_headers_makes_the_reader_panic(
        damage in prop::collection::vec((any::<Index>(), 0..8_u8), 1..12),
        kept in any::<Index>(),
    ) {
        for (_, whole) in films() {
            let Some(moov) = whole.windows(4).position(|kind| kind == b"moov") else { continue };
            let end = whole.windows(4).rposition(|kind| kind == b"moof").unwrap_or(moov) + 900;
            let mut bytes = whole.clone();
            let headers = moov..end.min(bytes.len());
            for (at, bit) in &damage {
                *at.get_mut(&mut bytes[headers.clone()]) ^= 1 << bit;
            }
            let film = seen(&bytes);
            if let Some(video) = film.video {
                prop_assert!(video.samples.len() <= 1 << 20 && video.timeline.frames.len() <= 1 << 20);
                prop_assert!(video.samples.iter().all(|sample| sample.lies_within(bytes.len() as u64)));
            }
            bytes.truncate(kept.index(bytes.len()));
            seen(&bytes);
        }
    }
}
