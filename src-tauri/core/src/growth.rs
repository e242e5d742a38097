//! Drives the readers of core, media and model with hostile texts. Those of relays' answers are in `dailies_relay`.

use std::hint::black_box;

use dailies_growth::{Reader, assert_flat, assert_linear};
use dailies_media::RecipeBundle;
use dailies_model::{
    CastMember, CastPart, CharacterId, Draft, Generation, ModelId, Seed, cast, storyboard,
    wildcard::{self, Template},
};

use crate::search;

const READERS: &[Reader] = &[
    ("wildcards", |text| {
        let _ = black_box(Template::parse(text).map(|template| template.prompts(8)));
    }),
    ("escaped wildcards", |text| {
        black_box(wildcard::escape(text));
    }),
    ("mentions", |text| {
        black_box(cast::mentions(text, &["a", "pip", "小明"]));
    }),
    ("unknown names", |text| {
        black_box(cast::unknown_names(text, &[]));
    }),
    ("resolved names", |text| {
        black_box(cast::resolve(&named(text), 4));
    }),
    ("storyboard", |text| {
        black_box(storyboard::prompt(&storyboard::shots(text)));
    }),
    ("storyboard rows", |text| {
        black_box(storyboard::rows(text));
    }),
    ("recipe", |text| {
        let _ = black_box(RecipeBundle::from_json(text.as_bytes()));
    }),
    ("draft", |text| {
        let _ = black_box(serde_json::from_str::<Draft>(text));
    }),
    ("seed", |text| {
        let _ = black_box(serde_json::from_str::<Seed>(text));
    }),
    ("search", search::read_terms),
];

fn named(text: &str) -> Generation {
    let part = CastPart::Pack { name: "小明".to_owned(), description: "tin".to_owned(), pictures: Vec::new() };
    let pack = CastMember { character_id: CharacterId(1), handle: "小明".to_owned(), part };
    let part = CastPart::Relay { base_url: String::new() };
    let relay = CastMember { character_id: CharacterId(2), handle: "pip".to_owned(), part };
    Generation { cast: vec![pack, relay], ..Generation::of(ModelId(String::new()), text.to_owned()) }
}

#[test]
fn work_grows_as_the_text_does() {
    assert_linear(READERS);
}

#[test]
fn no_text_exhausts_the_stack() {
    assert_flat(READERS);
}
