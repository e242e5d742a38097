//! Tags that a prompt may carry to ask for a failure, such as `[fail: moderation]`. The README has the table.

/// One tag. Written in brackets, in any case and spacing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    FailModeration,
    FailModerationPrompt,
    FailPicture,
    FailModel,
    FailQuota,
    FailError,
    Slow,
    DropBefore,
    DropAfter,
    NoUrl,
    FileTruncated,
    FileGarbage,
    FileExpired,
}

const TAGS: [(&str, Tag); 13] = [
    ("fail:moderation", Tag::FailModeration),
    ("fail:moderation-prompt", Tag::FailModerationPrompt),
    ("fail:picture", Tag::FailPicture),
    ("fail:model", Tag::FailModel),
    ("fail:quota", Tag::FailQuota),
    ("fail:error", Tag::FailError),
    ("slow", Tag::Slow),
    ("drop:before", Tag::DropBefore),
    ("drop:after", Tag::DropAfter),
    ("nourl", Tag::NoUrl),
    ("file:truncated", Tag::FileTruncated),
    ("file:garbage", Tag::FileGarbage),
    ("file:expired", Tag::FileExpired),
];

/// Whether `prompt` carries `tag`.
pub(crate) fn has(prompt: &str, tag: Tag) -> bool {
    bracketed(prompt).any(|text| TAGS.iter().any(|(name, found)| *found == tag && *name == text))
}

/// The odd answers that `prompt` asks for, such as `id-data` of `[shape: id-data]`.
pub(crate) fn shapes(prompt: &str) -> Vec<String> {
    bracketed(prompt).filter_map(|text| text.strip_prefix("shape:").map(str::to_owned)).collect()
}

/// `prompt` without anything in brackets.
pub(crate) fn untagged(prompt: &str) -> String {
    let mut parts = prompt.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.filter_map(|rest| rest.split_once(']')).fold(first, |text, (_, after)| text + after)
}

fn bracketed(prompt: &str) -> impl Iterator<Item = String> {
    prompt
        .split('[')
        .skip(1)
        .filter_map(|rest| rest.split_once(']'))
        .map(|(inside, _)| inside.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_in_any_spacing_and_case() {
        assert!(has("a sea [Fail:  moderation]", Tag::FailModeration));
        assert!(has("[slow] a sea [no url]", Tag::NoUrl));
        assert!(!has("a sea [fail: moderation-prompt]", Tag::FailModeration));
        assert!(!has("fail: moderation", Tag::FailModeration));
    }

    #[test]
    fn shapes_are_found() {
        assert_eq!(shapes("[Shape: id-data] a sea [slow] [shape:url-outputs]"), ["id-data", "url-outputs"]);
    }
}
