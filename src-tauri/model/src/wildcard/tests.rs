//! The prompts that a prompt with wildcards expands to.

use proptest::prelude::*;

use super::*;
use crate::LONGEST_PROMPT;

fn template(prompt: &str) -> Template {
    Template::parse(prompt).unwrap()
}

fn all(prompt: &str) -> Vec<String> {
    template(prompt).prompts(100)
}

#[test]
fn each_choice_makes_a_prompt() {
    assert_eq!(all("a {red|blue} boat"), ["a red boat", "a blue boat"]);
    assert_eq!(all("{a|b}{1|2}"), ["a1", "a2", "b1", "b2"]);
    assert_eq!(all("灯塔{清晨｜黄昏}"), ["灯塔清晨", "灯塔黄昏"]);
}

#[test]
fn choices_may_be_empty_and_hold_further_ones() {
    assert_eq!(all("a{ small|} boat"), ["a small boat", "a boat"]);
    assert_eq!(all("{a|{b|c} d}"), ["a", "b d", "c d"]);
    assert_eq!(all("{a|b{1|2}|c}{x|y}"), ["ax", "ay", "b1x", "b1y", "b2x", "b2y", "cx", "cy"]);
}

#[test]
fn braces_without_a_choice_are_text() {
    for prompt in ["", "a {boat}", "{a|b", "a|b}", "{}", "}{", "a | b"] {
        assert_eq!(all(prompt), [prompt], "{prompt}");
        assert_eq!(template(prompt).count(), 1, "{prompt}");
    }
    assert_eq!(all("{x} {a|b}"), ["{x} a", "{x} b"]);
    assert_eq!(all("{x {a|b}}"), ["{x a}", "{x b}"]);
    assert_eq!(all("{a|{b|c}"), ["{a|b", "{a|c"]);
}

#[test]
fn a_backslash_makes_text_of_braces_and_bars() {
    assert_eq!(all(r"a \{red\|blue\} boat"), ["a {red|blue} boat"]);
    assert_eq!(all(r"a {red\|green|blue} boat"), ["a red|green boat", "a blue boat"]);
    assert_eq!(all(r"{a|\}}"), ["a", "}"]);
    assert_eq!(all(r"\{a|b}"), ["{a|b}"]);
    assert_eq!(all(r"\\{a|b}"), [r"\a", r"\b"]);
    assert_eq!(all(r"{甲\｜乙|丙}"), ["甲｜乙", "丙"]);
    for plain in [r"C:\temp", r"a\", r"¯\_(ツ)_/¯", r"\n"] {
        assert_eq!(all(plain), [plain], "{plain}");
    }
}

#[test]
fn json_is_one_prompt_whatever_it_holds() {
    for json in [
        r#"{"style": "noir | moody"}"#,
        r#"{"shot": {"camera": "pan|tilt", "lens": "35mm"}, "tags": ["a|b"]}"#,
        "{\n  \"prompt\": \"a {red|blue} boat\",\n  \"n\": 1\n}",
        r#"{"a": "an open { brace | bar", "b": "}|{"}"#,
        r#"{"a": "a quote \" } | {x|y}"}"#,
        r#"{"path": "C:\\temp\{a|b}"}"#,
        "{'style': 'noir | moody'}",
        "{“style”：“noir | moody”}",
        r#"[{"a": "x|y"}, {"b": "{1|2}"}]"#,
        r#"{"cut off": "x|y, {red|blue}"#,
    ] {
        assert_eq!(all(json), [json], "{json}");
    }
    assert_eq!(all(r#"{"a": "x|y"} in {red|blue}"#), [r#"{"a": "x|y"} in red"#, r#"{"a": "x|y"} in blue"#]);
    assert_eq!(all(r#"{"wide"|"close up"}"#), [r#""wide""#, r#""close up""#]);
    assert_eq!(all("{9:16|16:9}"), ["9:16", "16:9"]);
}

#[test]
fn combinations_are_counted_without_being_made() {
    let prompt = "{a|b}".repeat(70);
    assert_eq!(template(&prompt).prompts(8).len(), 8);
    assert_eq!(template(&prompt).count(), u64::MAX);
    assert_eq!(template(&"{0|1|2|3|4|5|6|7|8|9}".repeat(6)).count(), 1_000_000);
    let nested = format!("{{{}}}", vec!["{a|b}".repeat(63); 4].join("|"));
    assert_eq!(template(&nested).count(), u64::MAX);
    assert_eq!(template("{a|b}").prompts(0).len(), 1);
}

#[test]
fn what_exhausted_the_stack_is_read() {
    let open = "{a|".repeat(2800);
    assert_eq!(all(&open), [open]);
    let closed = format!("{}{}", "{a|".repeat(2800), "}".repeat(2800));
    assert_eq!(Template::parse(&closed), Err(TemplateError::TooDeep));
    let deepest = format!("{}b{}", "{a|".repeat(8), "}".repeat(8));
    assert_eq!(template(&deepest).count(), 9);
    assert_eq!(Template::parse(&format!("{{a|{deepest}}}")), Err(TemplateError::TooDeep));
}

#[test]
fn a_prompt_has_a_longest_length() {
    assert!(Template::parse(&"猫".repeat(LONGEST_PROMPT)).is_ok());
    let error = Template::parse(&"猫".repeat(LONGEST_PROMPT + 1)).unwrap_err();
    assert!(matches!(error, TemplateError::TooLong(_)), "{error}");
}

#[test]
fn outermost_groups_are_told() {
    assert_eq!(template("a {b|{c|d}} {e|f} {g}").groups(), [2..11, 12..17]);
}

proptest! {
    #[test]
    fn the_count_is_that_of_the_prompts(prompt in r"[ab{}|\\]{0,16}") {
        prop_assert_eq!(all(&prompt).len() as u64, template(&prompt).count().min(100));
    }

    #[test]
    fn an_escaped_text_stands_for_itself(text in r#"[ab{}|｜\\": ]{0,16}"#) {
        prop_assert_eq!(all(&escape(&text)), [text]);
    }

    #[test]
    fn no_prompt_is_too_odd(prompt in "\\PC*") {
        prop_assert!(!all(&prompt).is_empty());
    }
}
