//! What the writing models say. Rules and word lists, no model: an answer follows from what was sent.

mod describe;
mod improve;
mod translate;

use crate::tag::untagged;

/// The picture that came with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen<'a> {
    Nothing,
    /// Given as a URL, which is not fetched.
    Unfetched,
    /// In base64.
    Picture(&'a str),
}

/// The kinds of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WritingTask {
    Improve,
    Translate,
    Describe,
}

/// The words by which a system message is recognised; the first of them in the message decides.
const WORDS: [(&str, WritingTask); 12] = [
    ("improve", WritingTask::Improve),
    ("rewrite", WritingTask::Improve),
    ("enhance", WritingTask::Improve),
    ("优化", WritingTask::Improve),
    ("润色", WritingTask::Improve),
    ("改写", WritingTask::Improve),
    ("translat", WritingTask::Translate),
    ("翻译", WritingTask::Translate),
    ("译成", WritingTask::Translate),
    ("describe", WritingTask::Describe),
    ("描述这", WritingTask::Describe),
    ("看图", WritingTask::Describe),
];

/// The answer to `text` and the picture, as the `system` message asks. Tags of the text are left out.
pub(crate) fn answer(system: &str, text: &str, seen: Seen<'_>) -> String {
    let text = untagged(text);
    match (help(system), seen) {
        (Some(WritingTask::Translate), _) => translate::english(&text),
        (Some(WritingTask::Improve), Seen::Nothing) | (None, Seen::Nothing) => improve::improved(&text),
        (Some(WritingTask::Describe), Seen::Nothing) => "There is no picture to describe.".into(),
        (_, Seen::Unfetched) => describe::unseen(),
        (_, Seen::Picture(data)) => describe::picture(data),
    }
}

fn help(system: &str) -> Option<WritingTask> {
    let lower = system.to_lowercase();
    let found = WORDS.iter().filter_map(|(word, help)| lower.find(word).map(|at| (at, *help)));
    found.min_by_key(|(at, _)| *at).map(|(_, help)| help)
}

/// Whether a text is written in Chinese.
fn is_chinese(text: &str) -> bool {
    text.chars().any(is_han)
}

fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_message_says_what_is_wanted() {
        let table = [
            ("Improve this prompt. Describe camera and light.", Some(WritingTask::Improve)),
            ("Translate into English, improve nothing.", Some(WritingTask::Translate)),
            ("Describe the picture as a prompt.", Some(WritingTask::Describe)),
            ("请优化提示词", Some(WritingTask::Improve)),
            ("You are kind.", None),
        ];
        for (system, expected) in table {
            assert_eq!(help(system), expected, "{system}");
        }
    }

    #[test]
    fn tags_are_not_part_of_the_text() {
        assert!(!answer("improve", "a sea [slow]", Seen::Nothing).contains('['));
    }
}
