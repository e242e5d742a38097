use proptest::prelude::*;

use super::*;
use crate::ModelId;

/// Returns the mentions of a prompt: `=handle` for known ones, `?name` for unknown ones.
fn named(prompt: &str, handles: &[&str]) -> Vec<String> {
    let name = |mention: Mention| match mention.known {
        Some(known) => format!("={}", handles[known]),
        None => format!("?{}", prompt[mention.at].trim_start_matches(SIGNS)),
    };
    mentions(prompt, handles).into_iter().map(name).collect()
}

#[test]
fn names_are_found() {
    let handles = ["pip", "pip.oddwing", "mara_7", "小明", "小明哥", "renée"];
    for (prompt, expected) in [
        ("@pip runs", vec!["=pip"]),
        ("a cat and @PIP.", vec!["=pip"]),
        ("@pip, @pip.oddwing; (@mara_7)", vec!["=pip", "=pip.oddwing", "=mara_7"]),
        ("@pip走", vec!["=pip"]),
        ("@小明走在雨里", vec!["=小明"]),
        ("雨里的@小明哥走", vec!["=小明哥"]),
        ("@renée!", vec!["=renée"]),
        ("@pippa and @pip-two and @pip.o", vec!["?pippa", "?pip-two", "?pip.o"]),
        ("@pip- or @pip... ok", vec!["=pip", "=pip"]),
        ("@pip_", vec!["?pip_"]),
        ("mail pip@pip.com", vec![]),
        ("@pip@mara_7 and @nobody@pip", vec!["=pip", "=mara_7", "?nobody"]),
        ("小明@pip", vec!["=pip"]),
        ("@ pip @@ @. @-", vec![]),
        ("@老王，你好", vec!["?老王"]),
        ("＠pip，＠小明哥走 ＠老王，＠", vec!["=pip", "=小明哥", "?老王"]),
        ("pip＠pip.com @pip＠mara_7", vec!["=pip", "=mara_7"]),
        ("@nobody.", vec!["?nobody"]),
        ("", vec![]),
    ] {
        assert_eq!(named(prompt, &handles), expected, "{prompt}");
    }
}

#[test]
fn of_a_name_without_an_end_only_the_beginning_is_shown() {
    assert_eq!(named(&format!("@{}", "雨".repeat(60)), &[]), [format!("?{}", "雨".repeat(20))]);
}

#[test]
fn a_handle_is_letters_digits_and_a_few_signs() {
    for good in ["pip", "saparpomd.oddwingduo", "小明", "a", "_x_", "7-of-9", &"x".repeat(40)] {
        assert!(is_handle(good), "{good}");
    }
    for bad in ["", ".pip", "pip.", "-pip", "pip-", "two words", "@pip", "a/b", "🐈", &"x".repeat(41)] {
        assert!(!is_handle(bad), "{bad}");
    }
}

fn relay(handle: &str) -> CastMember {
    let part = CastPart::Relay { base_url: "https://relay.example".to_owned() };
    CastMember { character_id: CharacterId(1), handle: handle.to_owned(), part }
}

fn pack(handle: &str, name: &str, description: &str, pictures: &[&str]) -> CastMember {
    let pictures = pictures.iter().map(|id| PictureId((*id).to_owned())).collect();
    let part = CastPart::Pack { name: name.to_owned(), description: description.to_owned(), pictures };
    CastMember { character_id: CharacterId(2), handle: handle.to_owned(), part }
}

fn of(prompt: &str, cast: Vec<CastMember>) -> Generation {
    Generation { cast, ..Generation::of(ModelId("sora-2".to_owned()), prompt.to_owned()) }
}

fn sent(prompt: &str, cast: Vec<CastMember>) -> String {
    resolve(&of(prompt, cast), 0).prompt
}

#[test]
fn a_relay_s_character_stands_between_spaces() {
    for (prompt, expected) in [
        ("@pip", " @pip "),
        ("a hat for @PIP, blue", "a hat for @pip , blue"),
        ("走@pip走", "走 @pip 走"),
        ("走＠pip走", "走 @pip 走"),
        ("Scene:\n@pip\nruns", "Scene:\n @pip \nruns"),
        ("@pip @pip", " @pip @pip "),
        ("@pip@pip", " @pip @pip "),
        ("two  @pip  spaces", "two  @pip  spaces"),
        ("@nobody and x@pip", "@nobody and x@pip"),
    ] {
        assert_eq!(sent(prompt, vec![relay("pip")]), expected, "{prompt}");
    }
}

#[test]
fn a_pack_is_described_once() {
    let mara = || vec![pack("mara", "Mara", " red coat, ask @pip ", &[])];
    assert_eq!(sent("@mara waves. @mara leaves", mara()), "Mara (red coat, ask pip) waves. Mara leaves");
    assert_eq!(sent("走@mara走", vec![pack("mara", "Mara", "", &[])]), "走Mara走");
    let odd = || vec![pack("mara", "odd", "", &[]), relay("pip.odd")];
    assert_eq!(sent("@pip.@mara @@mara", odd()), "@pip. odd @ odd", "words do not become a part of a name");
}

#[test]
fn a_pack_s_pictures_go_along_as_far_as_there_is_room() {
    let cast = vec![pack("a", "A", "", &["1", "2"]), pack("b", "B", "", &["2", "3"]), pack("c", "C", "", &["9"])];
    let mut generation = of("@b meets @a", cast);
    let own = PictureSource::Stored { id: PictureId("3".to_owned()) };
    generation.pictures.push(Picture::new(PictureRole::First, own));
    let sent = |room| {
        let pictures = resolve(&generation, room).pictures;
        let id = |picture: &Picture| match &picture.source {
            PictureSource::Stored { id } => (picture.role, id.0.clone()),
            other => panic!("{other:?} was not given"),
        };
        pictures.iter().map(id).collect::<Vec<_>>()
    };
    let of = |role, id: &str| (role, id.to_owned());
    let (first, second) = (of(PictureRole::Reference, "2"), of(PictureRole::Reference, "1"));
    assert_eq!(sent(9), [of(PictureRole::First, "3"), first.clone(), second]);
    assert_eq!(sent(1), [of(PictureRole::First, "3"), first]);
    assert_eq!(sent(0), [of(PictureRole::First, "3")]);
}

#[test]
fn unknown_names_are_told_once() {
    assert_eq!(unknown_names("@bo, @pip, @bo and @小红", &[relay("pip")]), ["bo", "小红"]);
}

fn any_cast() -> impl Strategy<Value = Vec<CastMember>> {
    let handle = || prop::sample::select(vec!["pip", "pip.odd", "mara", "小明", "b-2", "_"]);
    let member =
        (handle(), any::<bool>(), "[ a-z走@.(]{1,8}", "[ a-z@-]{0,6}").prop_map(|(handle, is_pack, name, told)| {
            if is_pack { pack(handle, &name, &told, &["1", "2"]) } else { relay(handle) }
        });
    prop::collection::vec(member, 0..5)
}

fn any_prompt() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "@pip", "@PIP", "@pip.odd", "@mara", "@小明", "@b-2", "@_", "@", " ", "\n", ".", "-", "x", "走", "é",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_sent_is_final(prompt in any_prompt(), cast in any_cast(), room in 0..4_usize) {
        let once = resolve(&of(&prompt, cast), room);
        prop_assert_eq!(resolve(&once, room), once);
    }

    #[test]
    fn names_lie_in_order_within_the_prompt(prompt in "\\PC{0,40}", handle in "\\PC{0,6}") {
        let mut end = 0;
        for mention in mentions(&prompt, &[&handle, "pip"]) {
            prop_assert!(mention.at.start >= end);
            prop_assert!(prompt[mention.at.clone()].starts_with('@') && mention.at.len() > 1);
            end = mention.at.end;
        }
    }

    #[test]
    fn without_a_cast_nothing_changes(prompt in "\\PC{0,40}") {
        let generation = of(&prompt, Vec::new());
        prop_assert_eq!(resolve(&generation, 4), generation);
    }
}
