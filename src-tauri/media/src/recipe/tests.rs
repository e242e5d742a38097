use std::io::Cursor;

use proptest::prelude::*;

use super::*;
use dailies_model::{Generation, ModelId, PictureId, Recipe};

const FILMS: [&[u8]; 5] = [
    include_bytes!("../../tests/fixtures/films/faststart.mp4"),
    include_bytes!("../../tests/fixtures/films/moov-at-end.mp4"),
    include_bytes!("../../tests/fixtures/films/fragmented.mp4"),
    include_bytes!("../../tests/fixtures/films/quicktime.mov"),
    include_bytes!("../../tests/fixtures/films/b-frames.mp4"),
];

fn parcel_of(prompt: &str, pictures: usize) -> RecipeBundle {
    let recipe = Recipe {
        generation: Generation::of(ModelId("sora-2".to_owned()), prompt.to_owned()),
        created_at: Timestamp(1_700_000_000_000),
        tags: vec!["海".to_owned()],
        relay: None,
    };
    let id = |at: usize| PictureId(format!("{at:064x}"));
    let picture =
        |at: usize| BundledPicture::new(id(at), (4, 3), Some("quay.png".to_owned()), at == 1, vec![7; at * 999]);
    RecipeBundle { recipe, pictures: (0..pictures).map(picture).collect() }
}

fn seen(bytes: &[u8]) -> RecipeCarrier {
    RecipeCarrier::read(&mut Cursor::new(bytes), bytes.len() as u64).expect("memory")
}

fn with(film: &[u8], parcel: &RecipeBundle) -> Vec<u8> {
    [film, &parcel.to_box().expect("short")].concat()
}

#[test]
fn what_is_put_behind_a_film_is_read_from_it_and_the_film_stays() {
    for film in FILMS {
        let plain = seen(film);
        assert!(plain.can_carry && plain.parcel.is_none());
        let parcel = parcel_of("黄昏的灯塔", 3);
        let carrier = seen(&with(film, &parcel));
        assert_eq!(carrier, RecipeCarrier { parcel: Some(parcel), ..plain });
        assert_eq!(carrier.film_bytes, film.len() as u64);
    }
}

#[test]
fn of_two_boxes_the_last_counts() {
    let twice = with(&with(FILMS[0], &parcel_of("one", 0)), &parcel_of("two", 0));
    let carrier = seen(&twice);
    assert_eq!(carrier.parcel.expect("a recipe").recipe.generation.prompt, "two");
}

#[test]
fn boxes_of_others_are_left_alone() {
    let foreign = [&32_u32.to_be_bytes()[..], b"uuid", &[0xd8; 16], b"c2pa....."].concat();
    let foreign = &foreign[..32];
    let film = [FILMS[0], foreign].concat();
    assert_eq!(seen(&film), RecipeCarrier { film_bytes: film.len() as u64, ..seen(FILMS[0]) });
    let carrier = seen(&with(&film, &parcel_of("a quay", 1)));
    assert_eq!((carrier.film_bytes, carrier.parcel.is_some()), (film.len() as u64, true));
}

#[test]
fn nothing_is_put_behind_a_film_whose_end_is_open() {
    let film = [FILMS[0], b"\0\0\0\0mdatpixels"].concat();
    assert!(!seen(&film).can_carry);
    let trailing = [FILMS[0], b"abc"].concat();
    assert!(!seen(&trailing).can_carry);
    let webm = include_bytes!("../../tests/fixtures/films/vp9.webm");
    assert_eq!(seen(webm), RecipeCarrier { film_bytes: webm.len() as u64, ..RecipeCarrier::default() });
}

#[test]
fn a_picture_that_is_not_what_it_says_is_left_out() {
    let whole = with(FILMS[0], &parcel_of("a quay", 3));
    let mut bent = whole;
    *bent.last_mut().expect("a byte") ^= 1;
    let parcel = seen(&bent).parcel.expect("a recipe");
    let has_bytes: Vec<_> = parcel.pictures.iter().map(|picture| picture.bytes.is_some()).collect();
    assert_eq!(has_bytes, [true, true, false]);
}

#[test]
fn the_text_alone_is_a_recipe_without_pictures() {
    let parcel = parcel_of("a quay", 2);
    let read = RecipeBundle::from_json(&parcel.to_json().expect("text")).expect("a recipe");
    assert_eq!(read.recipe, parcel.recipe);
    assert!(read.pictures.iter().all(|picture| picture.bytes.is_none()));
    for text in ["", "{}", "[1]", r#"{"dailies_recipe":2}"#, r#"{"dailies_recipe":1}"#] {
        assert_eq!(RecipeBundle::from_json(text.as_bytes()), None, "{text}");
    }
}

#[test]
fn too_much_is_not_written() {
    assert_eq!(parcel_of(&"a".repeat(1 << 20), 0).to_box(), None);
    let heavy = BundledPicture::new(PictureId("0".repeat(64)), (1, 1), None, false, vec![0; 4_000_000]);
    let full = RecipeBundle { pictures: vec![heavy; MOST_PICTURES], ..parcel_of("a quay", 0) };
    assert!(full.to_box().is_some_and(|ours| ours.len() as u64 <= MOST_BOX_BYTES));
}

#[test]
fn a_date_is_read_in_either_version_and_no_other_is_believed() {
    let seconds = 3_782_844_800_u32;
    let short = [&[0; 4][..], &seconds.to_be_bytes(), &[0; 4]].concat();
    let long = [&[1, 0, 0, 0][..], &u64::from(seconds).to_be_bytes()].concat();
    assert_eq!([date(&short), date(&long)], [Some(Timestamp(1_700_000_000_000)); 2]);
    for bytes in [&[][..], &[0; 12], &[2; 12], &[1; 5], &[1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]] {
        assert_eq!(date(bytes), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_damage_makes_the_reader_panic(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        kept in any::<prop::sample::Index>(),
    ) {
        let ours = parcel_of("a quay", 3).to_box().expect("short");
        let film = [FILMS[0], &ours].concat();
        for mut bytes in [film, [b"\0\0\0\x14ftypisom\0\0\0\0isom", &ours[..]].concat()] {
            let whole = bytes.len();
            for (at, value) in &damage {
                *at.get_mut(&mut bytes) = *value;
            }
            prop_assert!(seen(&bytes).film_bytes <= whole as u64);
            bytes.truncate(kept.index(bytes.len()));
            prop_assert!(seen(&bytes).film_bytes <= whole as u64);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        seen(&bytes);
        seen(&[b"\0\0\0\x14ftypisom\0\0\0\0isom", &bytes[..]].concat());
        let ours = boxed(&[&1_u32.to_be_bytes()[..], &bytes].concat()).expect("short");
        seen(&[b"\0\0\0\x14ftypisom\0\0\0\0isom", &ours[..]].concat());
        RecipeBundle::from_body(&bytes);
    }
}
