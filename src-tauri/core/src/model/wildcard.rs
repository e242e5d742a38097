//! Wildcards: `a {red|blue} boat` stands for one prompt with each of the choices.
//!
//! Choices may hold further ones, and may be empty. Braces without a `|`, and braces that do not close, are text. What the
//! combinations cost is not known here.

/// The prompts that `prompt` stands for, in reading order: the last choice turns fastest. At most `most` of them, and always
/// at least one.
pub fn expand(prompt: &str, most: usize) -> Vec<String> {
    let most = most.max(1);
    let mut prompts = vec![String::new()];
    let mut rest = prompt;
    while let Some((before, choices, after)) = next_choices(rest) {
        let ends: Vec<String> = choices.iter().flat_map(|choice| expand(choice, most)).take(most).collect();
        let with_each = |prompt: &String| ends.iter().map(|end| format!("{prompt}{before}{end}")).collect::<Vec<_>>();
        prompts = prompts.iter().flat_map(with_each).take(most).collect();
        rest = after;
    }
    prompts.iter_mut().for_each(|prompt| prompt.push_str(rest));
    prompts
}

/// How many prompts it stands for.
pub fn count(prompt: &str) -> u64 {
    let mut count: u64 = 1;
    let mut rest = prompt;
    while let Some((_, choices, after)) = next_choices(rest) {
        count = count.saturating_mul(choices.iter().map(|choice| self::count(choice)).fold(0, u64::saturating_add));
        rest = after;
    }
    count
}

/// The first braces that hold choices: what stands before them, the choices, and what follows.
fn next_choices(text: &str) -> Option<(&str, Vec<&str>, &str)> {
    text.match_indices('{').find_map(|(open, _)| {
        let inside = &text[open + 1..];
        let close = closing(inside)?;
        let choices = split(&inside[..close]);
        (choices.len() > 1).then(|| (&text[..open], choices, &inside[close + 1..]))
    })
}

/// Where the brace closes whose inside begins here.
fn closing(inside: &str) -> Option<usize> {
    let mut depth = 0_usize;
    inside.char_indices().find_map(|(at, c)| match c {
        '{' => {
            depth += 1;
            None
        }
        '}' if depth == 0 => Some(at),
        '}' => {
            depth -= 1;
            None
        }
        _ => None,
    })
}

/// At every `|` that lies in no further braces; the full-width one counts too.
fn split(inside: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0_usize, 0, Vec::new());
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            '|' | '｜' if depth == 0 => {
                parts.push(&inside[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&inside[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(prompt: &str) -> Vec<String> {
        expand(prompt, 100)
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
    }

    #[test]
    fn braces_without_a_choice_are_text() {
        for prompt in ["", "a {boat}", "{a|b", "a|b}", "{}", "}{"] {
            assert_eq!(all(prompt), [prompt], "{prompt}");
            assert_eq!(count(prompt), 1, "{prompt}");
        }
        assert_eq!(all("{x} {a|b}"), ["{x} a", "{x} b"]);
    }

    #[test]
    fn no_more_than_asked_for() {
        let prompt = "{a|b}".repeat(70);
        assert_eq!(expand(&prompt, 8).len(), 8);
        assert_eq!(count(&prompt), u64::MAX);
        assert_eq!(expand("{a|b}", 0).len(), 1);
    }

    proptest! {
        #[test]
        fn the_count_is_that_of_the_prompts(prompt in "[ab{}|]{0,12}") {
            prop_assert_eq!(all(&prompt).len() as u64, count(&prompt).min(100));
        }

        #[test]
        fn no_prompt_is_too_odd(prompt in "\\PC*") {
            prop_assert!(!all(&prompt).is_empty());
        }
    }
}
