//! What a relay's words and statuses come down to (reference section 8). The texts are those that relays were seen to
//! send, in English and in Chinese; a text that none of them fits has no meaning of its own.

use crate::model::Meaning;

/// What texts mean, the more telling first: a text that fits two rows means what the first says.
const MEANINGS: &[(Meaning, &[&str])] = &[
    (
        Meaning::Balance,
        &[
            "insufficient_user_quota",
            "insufficient_quota",
            "insufficient quota",
            "insufficient balance",
            "insufficient credit",
            "insufficient_balance",
            "quota is not enough",
            "quota exceeded",
            "out of credit",
            "余额不足",
            "额度不足",
            "额度已用尽",
            "预扣费额度失败",
            "欠费",
        ],
    ),
    (
        Meaning::NotOffered,
        &[
            "model_not_found",
            "model not found",
            "no available channel",
            "model is not available",
            "无可用渠道",
            "可用渠道不存在",
            "模型不存在",
        ],
    ),
    // As if at the prompt; `stage` tells more.
    (
        Meaning::ModerationPrompt,
        &[
            "moderation",
            "content_policy",
            "content policy",
            "usage polic",
            "policy violation",
            "policies",
            "guardrail",
            "safety system",
            "sensitive_words",
            "sensitive content",
            "real people",
            "real person",
            "copyright",
            "third-party content",
            "违规",
            "审核",
            "敏感",
            "版权",
            "真人",
            "内容政策",
            "安全策略",
        ],
    ),
    (
        Meaning::Picture,
        &[
            "inpaint image must match",
            "must match the requested width and height",
            "image too large",
            "image is too large",
            "invalid image",
            "image format",
            "unsupported image",
            "图片过大",
            "图片尺寸",
            "图片格式",
        ],
    ),
    (Meaning::Gone, &["task_not_exist", "task not exist", "task_not_found", "task not found", "任务不存在"]),
    (
        Meaning::Key,
        &[
            "invalid_api_key",
            "invalid api key",
            "incorrect api key",
            "invalid token",
            "无效的令牌",
            "令牌已过期",
            "令牌已禁用",
        ],
    ),
    (Meaning::Rate, &["rate_limit", "rate limit", "too many requests", "请求过于频繁", "上游负载已饱和"]),
    (Meaning::Permission, &["permission", "forbidden", "无权", "没有权限"]),
];

const OF_RESULT: &[&str] =
    &["output", "generated video", "generated content", "result", "结果", "生成的视频", "生成内容"];
const OF_PICTURE: &[&str] = &["image", "picture", "photo", "图片", "图像", "照片"];
const OF_PROMPT: &[&str] = &["prompt", "提示词", "描述"];

const REFUNDED: &[&str] = &["refund", "not be charged", "not charged", "退款", "退还", "返还", "不扣费", "未扣费"];

/// What a text says by itself. Moderation is told apart by stage: pictures, prompt, finished result.
pub(super) fn of_text(text: &str) -> Option<Meaning> {
    let text = text.to_lowercase();
    let (meaning, _) = MEANINGS.iter().find(|(_, marks)| holds(&text, marks))?;
    match meaning {
        Meaning::ModerationPrompt => stage(&text).or(Some(Meaning::ModerationPrompt)),
        other => Some(*other),
    }
}

/// What a status says when the words say nothing.
pub(super) fn of_status(status: u16) -> Meaning {
    match status {
        401 => Meaning::Key,
        402 => Meaning::Balance,
        403 => Meaning::Permission,
        404 | 410 => Meaning::Gone,
        413 => Meaning::Picture,
        429 => Meaning::Rate,
        500.. => Meaning::Server,
        _ => Meaning::Invalid,
    }
}

/// What a refusal says by status and words together. A 401 is about the key unless it says that the key is known, and a
/// 413 is about a picture whatever else it says.
pub(super) fn of_refusal(status: u16, text: &str) -> Meaning {
    let told = of_text(text);
    match (status, told) {
        (401, Some(Meaning::Balance | Meaning::Permission)) => told.unwrap_or(Meaning::Key),
        (401, _) => Meaning::Key,
        (413, _) => Meaning::Picture,
        (429, Some(Meaning::Balance)) => Meaning::Balance,
        (429, _) => Meaning::Rate,
        (_, told) => told.unwrap_or_else(|| of_status(status)),
    }
}

/// The stage that a text about moderation names; `None` when it names none.
pub(super) fn stage(text: &str) -> Option<Meaning> {
    let text = text.to_lowercase();
    match () {
        () if holds(&text, OF_RESULT) => Some(Meaning::ModerationResult),
        () if holds(&text, OF_PICTURE) => Some(Meaning::ModerationPicture),
        () if holds(&text, OF_PROMPT) => Some(Meaning::ModerationPrompt),
        () => None,
    }
}

/// Whether a text says that the money is back.
pub(super) fn is_refunded(text: &str) -> bool {
    holds(&text.to_lowercase(), REFUNDED)
}

fn holds(text: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_understood_in_both_languages() {
        for (text, meaning) in [
            ("insufficient_user_quota 用户额度不足", Meaning::Balance),
            ("当前分组 default 下对于模型 sora-2 无可用渠道", Meaning::NotOffered),
            ("model_not_found", Meaning::NotOffered),
            ("moderation_blocked", Meaning::ModerationPrompt),
            ("The prompt violates our content policy", Meaning::ModerationPrompt),
            ("图片审核未通过，可能包含真人", Meaning::ModerationPicture),
            ("This generated video may violate copyright", Meaning::ModerationResult),
            ("Inpaint image must match the requested width and height", Meaning::Picture),
            ("invalid image: content policy", Meaning::ModerationPicture),
            ("task_not_exist", Meaning::Gone),
            ("无效的令牌", Meaning::Key),
            ("Rate limit reached", Meaning::Rate),
            ("You have no permission for this", Meaning::Permission),
        ] {
            assert_eq!(of_text(text), Some(meaning), "{text}");
        }
        assert_eq!(of_text("upstream error"), None);
    }

    #[test]
    fn no_words_stand_for_two_meanings() {
        let words: Vec<_> = MEANINGS.iter().flat_map(|(_, marks)| marks.iter()).collect();
        for (at, word) in words.iter().enumerate() {
            assert!(!words[at + 1..].contains(word), "{word}");
            assert_eq!(**word, word.to_lowercase(), "texts are compared in lower case");
        }
    }

    #[test]
    fn moderation_has_three_stages() {
        assert_eq!(of_text("moderation_blocked: input image"), Some(Meaning::ModerationPicture));
        assert_eq!(of_text("moderation_blocked: prompt"), Some(Meaning::ModerationPrompt));
        assert_eq!(of_text("moderation_blocked: output"), Some(Meaning::ModerationResult));
        assert_eq!(of_text("third-party content similarity"), Some(Meaning::ModerationPrompt));
    }

    #[test]
    fn a_503_without_a_channel_is_about_the_model() {
        assert_eq!(of_refusal(503, "model_not_found"), Meaning::NotOffered);
        assert_eq!(of_refusal(503, "当前分组无可用渠道"), Meaning::NotOffered);
        assert_eq!(of_refusal(503, "overloaded"), Meaning::Server);
    }

    #[test]
    fn a_401_is_about_the_key_unless_it_says_otherwise() {
        assert_eq!(of_refusal(401, "the model does not exist"), Meaning::Key);
        assert_eq!(of_refusal(401, "no permission for characters"), Meaning::Permission);
    }

    #[test]
    fn a_403_is_permission_or_what_its_text_says() {
        assert_eq!(of_refusal(403, "group not allowed"), Meaning::Permission);
        assert_eq!(of_refusal(403, "用户额度不足"), Meaning::Balance);
    }

    #[test]
    fn a_413_is_about_a_picture() {
        assert_eq!(of_refusal(413, "Request Entity Too Large"), Meaning::Picture);
    }

    #[test]
    fn a_429_is_a_rate_unless_the_credit_is_gone() {
        assert_eq!(of_refusal(429, "upstream is busy"), Meaning::Rate);
        assert_eq!(of_refusal(429, "insufficient_user_quota"), Meaning::Balance);
    }

    #[test]
    fn a_refund_is_noticed() {
        assert!(is_refunded("generation failed, credits refunded"));
        assert!(is_refunded("生成失败，额度已退还"));
        assert!(!is_refunded("generation failed"));
    }
}
