use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::catalogue::{Catalogue, SHIPPED};

const SOUND: &str =
    "[[model]]\nid = \"a\"\nlabel = { en = \"A\", zh = \"A\" }\nfamily = \"other\"\nsource = \"mine\"\n";

/// Returns an entry with these lines as unified rules; they begin at line 7.
fn with(rules: &str) -> String {
    format!("{SOUND}[model.unified]\n{rules}\n")
}

fn mistakes(text: &str) -> Vec<(u32, u32, String)> {
    read(text).1.into_iter().map(|mistake| (mistake.line, mistake.column, mistake.message)).collect()
}

#[test]
fn the_shipped_file_is_without_mistakes() {
    let (entries, mistakes) = read(SHIPPED);
    assert_eq!(mistakes, []);
    assert_eq!(entries.len(), SHIPPED.lines().filter(|line| *line == "[[model]]").count());
}

#[test]
fn nothing_is_a_catalogue_of_nothing() {
    assert_eq!(mistakes(""), []);
    assert_eq!(mistakes("# mine\n"), []);
    assert_eq!(read(&with("")).0.len(), 1);
}

#[test]
fn each_mistake_has_its_line_and_column() {
    // `¦` marks the expected position of the mistake.
    let table = [
        (r#"aspect = { field = "a", values = ¦[] }"#, "there are no values"),
        (r#"aspect = { field = ¦"", values = ["1:1"] }"#, "the field on the wire has no name"),
        (r#"aspect = { field = ¦"model", values = ["1:1"] }"#, "this field is written already"),
        (r#"aspect = { field = "a", values = [¦"wide"] }"#, "`wide` is not an aspect ratio such as 16:9"),
        (r#"aspect = { field = "a", values = ["1:1", ¦"1:1"] }"#, "`1:1` is there twice"),
        (r#"aspect = { field = "a", values = ["1:1"], default = ¦"2:1" }"#, "`2:1` is none of the values"),
        (r#"aspect = { field = "a", values = ["1:1"], wire = { "2:1" = ¦"x" } }"#, "`2:1` is none of the values"),
        (r#"duration = { field = "d", values = [¦0] }"#, "a length lies between 1 and 3600 seconds"),
        (r#"duration = { field = "d", values = [5], default = ¦6 }"#, "6 is none of the values"),
        (r#"resolution = { field = "清晰度", values = [¦" "] }"#, "it is empty"),
        (r#"sizes = [{ aspect = "16:9", size = ¦"big" }]"#, "`big` is not a size such as 1280x720"),
        (r#"sizes = [{ aspect = "9:16", size = ¦"1280x720" }]"#, "1280x720 is not 9:16"),
        (r#"pictures = { field = "i", max = ¦0, roles = ["first"] }"#, "it must lie between 1 and 50"),
        (r#"pictures = { field = "i", min = ¦3, max = 2, roles = ["first"] }"#, "at least 3 is more than at most 2"),
        (r#"pictures = { field = "i", max = 2, roles = ¦[] }"#, "there are no roles: first, last or reference"),
        ("videos = ¦11", "at most 10"),
        (r#"toggles.hd = { field = "hd", on = ¦false }"#, "on is written as off is"),
        ("exclude = [{ hd = ¦true, private = true }]", "this model has no such switch"),
        (
            "exclude = [{ mood = ¦1, aspect_ratio = 2 }]",
            "unknown setting: aspect_ratio, duration_s, resolution or a switch",
        ),
        (r#"notify_hook = ¦"""#, "the field on the wire has no name"),
    ];
    for (marked, message) in table {
        let column = marked.chars().position(|c| c == '¦').unwrap() as u32 + 1;
        let rules = with(&marked.replace('¦', ""));
        let found = mistakes(&rules);
        assert!(found.contains(&(7, column, message.to_owned())), "{marked}: {found:?}");
        assert_eq!(read(&rules).0.len(), 0, "{marked}");
    }
}

#[test]
fn the_parser_s_own_mistakes_have_their_line_too() {
    let table = [
        ("colour = 3", 7, "unknown field `colour`"),
        ("toggles.turbo = { field = \"t\" }", 7, "unknown variant `turbo`"),
        ("videos = \"two\"", 7, "invalid type: string \"two\", expected u32"),
        ("\naspect = { values = [\"1:1\"] }", 8, "missing field `field`"),
        ("\n\nsizes = [{ aspect = \"wide\", size = \"1x1\" }]", 9, "`wide` is not an aspect ratio such as 16:9"),
        ("videos = ", 7, ""),
        ("videos = 1\nvideos = 2", 8, "duplicate key"),
    ];
    for (rules, line, message) in table {
        let found = mistakes(&with(rules));
        assert!(found.iter().any(|(at, _, said)| *at == line && said.contains(message)), "{rules}: {found:?}");
    }
    assert_eq!(mistakes("[[models]]\n")[0].0, 1);
    assert_eq!(mistakes("\nmodel = 3\n"), [(2, 1, "`model` is a list: write `[[model]]`".to_owned())]);
}

#[test]
fn whole_entries_are_looked_at_as_well() {
    let table = [
        (SOUND.replace("\"a\"", "\"\""), 2, "it is empty"),
        (SOUND.to_owned(), 2, "no format"),
        (with("").replace("\"other\"", "\"\""), 4, "it is empty"),
        (with("").replacen("family", "expected = [{ seconds = [9, 3] }]\nfamily", 1), 4, "at least 9"),
        (with("").replacen("family", "price = { usd = -1.0 }\nfamily", 1), 4, "a price lies"),
        (with("").replacen("family", "poll = { every_s = 0 }\nfamily", 1), 4, "it must lie"),
        (with("").replacen("family", "prompt = { limit = 0 }\nfamily", 1), 4, "a prompt of no"),
        (with("") + &with(""), 9, "the model `a` is described twice"),
    ];
    for (text, line, message) in table {
        let found = mistakes(&text);
        assert!(found.iter().any(|(at, _, said)| *at == line && said.starts_with(message)), "{text}: {found:?}");
    }
}

#[test]
fn the_sound_entries_of_a_bad_file_are_used() {
    let named = |id: &str, rules: &str| with(rules).replace("\"a\"", &format!("\"{id}\""));
    let text = [named("one", ""), named("two", "videos = \"x\""), named("three", "oops ="), named("four", "")].concat();
    let (entries, mistakes) = read(&text);
    assert_eq!(entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["one", "four"]);
    assert_eq!(mistakes.iter().map(|mistake| mistake.line).collect::<Vec<_>>(), [14, 21]);
}

#[test]
fn a_file_of_more_than_a_megabyte_is_not_read() {
    let (entries, mistakes) = read(&(with("") + &"#".repeat(MAX_BYTES)));
    assert_eq!((entries.len(), mistakes.len()), (0, 1));
}

#[test]
fn the_user_s_entries_replace_and_follow() {
    let text = with("").replace("\"a\"", "\"veo3.1\"") + &with("");
    let (catalogue, mistakes) = Catalogue::load(&text);
    assert_eq!(mistakes, []);
    let shipped = Catalogue::shipped();
    assert_eq!(catalogue.entries().len(), shipped.entries().len() + 1);
    let place = |catalogue: &Catalogue| catalogue.entries().iter().position(|entry| entry.id.as_str() == "veo3.1");
    assert_eq!(place(&catalogue), place(&shipped));
    let origins: BTreeMap<_, _> = catalogue.entries().iter().map(|entry| (entry.id.as_str(), entry.origin)).collect();
    assert_eq!((origins["veo3.1"], origins["a"]), (dailies_model::Origin::User, dailies_model::Origin::User));
    assert_eq!(origins["sora-2"], dailies_model::Origin::Shipped);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_is_too_odd(text in "\\PC*") {
        let _ = Catalogue::load(&text);
    }

    #[test]
    fn no_damage_is_too_odd(at in 0..SHIPPED.len(), until in 0..SHIPPED.len(), put in "[\\[\\]{}=\"',.0-9\\-\n\\PC]{0,8}") {
        let whole = |at: usize| (0..=at).rev().find(|at| SHIPPED.is_char_boundary(*at)).unwrap_or(0);
        let (from, to) = (whole(at.min(until)), whole(at.max(until)));
        let cut = format!("{}{put}{}", &SHIPPED[..from], &SHIPPED[to..whole((to + 4000).min(SHIPPED.len()))]);
        for mistake in Catalogue::load(&cut).1 {
            prop_assert!(mistake.line as usize <= cut.lines().count() + 1, "{mistake:?}");
        }
    }
}
