//! What a relay's words and statuses come down to (reference section 8). The texts are those that relays were seen to
//! send, in English and in Chinese; a text that none of them fits has no meaning of its own.

use dailies_model::Meaning;

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
            "balance not enough",
            "balance is not enough",
            "not enough balance",
            "not enough credit",
            "credits are not enough",
            "resource pack exhausted",
            "accountoverdue",
            "余额不足",
            "额度不足",
            "额度已用尽",
            "积分不足",
            "点数不足",
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
            "image pixel",
            "image size",
            "image resolution",
            "downloading image",
            "download image",
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

/// Words that speak of moderation by themselves, whatever else a text says. As if of no known stage; `stage` tells more.
const MODERATION: &[&str] = &[
    "moderation",
    "moderated",
    "content_policy",
    "content policy",
    "content filter",
    "content_filter",
    "usage polic",
    "usage guideline",
    "community guideline",
    "policy violation",
    "policy_violation",
    "policyviolation",
    "policies",
    "guardrail",
    "safety",
    "sensitive",
    "inappropriate",
    "prohibited",
    "nsfw",
    "not safe for work",
    "unsafe",
    "harmful",
    "sexual",
    "nudity",
    "pornograph",
    "explicit content",
    "violent content",
    "hate speech",
    "data_inspection",
    "datainspection",
    "risk control",
    "privacyinformation",
    "real people",
    "real person",
    "real human",
    "human face",
    "celebrit",
    "public figure",
    "minors",
    "copyright",
    "trademark",
    "intellectual property",
    "third-party content",
    "recitation",
    "responsible ai",
    "违规",
    "违禁",
    "审核",
    "敏感",
    "版权",
    "侵权",
    "真人",
    "名人",
    "人脸",
    "肖像",
    "不当内容",
    "不适当",
    "不合规",
    "不良信息",
    "色情",
    "低俗",
    "暴力",
    "血腥",
    "裸露",
    "政治",
    "风控",
    "内容安全",
    "安全策略",
    "内容政策",
    "涉嫌",
];
/// Verbs of a violation, and what has to be violated: other things than a policy can be.
const VIOLATION: &[&str] = &["violat", "against", "blocked", "flagged", "违反", "违背", "不符合"];
const VIOLATED: &[&str] = &[
    "polic",
    "terms",
    "guideline",
    "content",
    "standard",
    "communit",
    "政策",
    "规定",
    "规范",
    "条款",
    "准则",
    "法律",
    "法规",
];
/// Where a text with a word of moderation speaks of a computer's safety or rights instead.
const NO_MODERATION: &[&str] = &["type-safety", "thread safety", "case-sensitive", "case sensitive"];

const OF_RESULT: &[&str] = &[
    "output",
    "generated video",
    "generated content",
    "generated image",
    "finished video",
    "finished clip",
    "finished film",
    "result",
    "结果",
    "生成的视频",
    "生成内容",
    "生成的内容",
    "输出",
    "成片",
];
const OF_PICTURE: &[&str] = &[
    "image",
    "picture",
    "photo",
    "first frame",
    "last frame",
    "图片",
    "图像",
    "照片",
    "首帧",
    "尾帧",
    "参考图",
    "垫图",
];
const OF_PROMPT: &[&str] =
    &["prompt", "input text", "inputtext", "text input", "提示词", "描述", "文案", "输入文本", "输入的文本"];

/// What to do about it, which names the prompt whatever was refused.
const ADVICE: &[&str] = &[
    "修改提示词",
    "调整提示词",
    "更换提示词",
    "优化提示词",
    "修改您的提示词",
    "modify your prompt",
    "modify the prompt",
    "change your prompt",
    "change the prompt",
    "adjust your prompt",
    "adjust the prompt",
    "revise your prompt",
    "revise the prompt",
    "different prompt",
    "another prompt",
];

const TIMEOUT: &[&str] = &["timeout", "timed out", "time out", "timed_out", "deadline exceeded", "超时"];

const REFUNDED: &[&str] = &[
    "refund",
    "not be charged",
    "not charged",
    "退款",
    "退还",
    "返还",
    "退回",
    "返回积分",
    "不扣费",
    "未扣费",
    "不计费",
];

/// What a text says by itself. Moderation is told apart by stage: pictures, prompt, finished result.
pub(super) fn of_text(text: &str) -> Option<Meaning> {
    let text = text.to_lowercase();
    let told = MEANINGS.iter().find(|(_, marks)| holds(&text, marks)).map(|(meaning, _)| *meaning);
    match told {
        // Money and models come first: what they say cannot be about content.
        Some(Meaning::Balance | Meaning::NotOffered) => told,
        _ if is_moderation(&text) => stage(&text).or(Some(Meaning::Moderation)),
        told => told,
    }
}

fn is_moderation(text: &str) -> bool {
    let is_violated = holds(text, VIOLATION) && holds(text, VIOLATED);
    (holds(text, MODERATION) || is_violated) && !holds(text, NO_MODERATION)
}

/// Whether a text says that it took too long.
pub(super) fn is_timeout(text: &str) -> bool {
    holds(&text.to_lowercase(), TIMEOUT)
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

/// The stage that a text about moderation names; `None` when it names none, or more than one: "the prompt or the output".
pub(super) fn stage(text: &str) -> Option<Meaning> {
    let text = ADVICE.iter().fold(text.to_lowercase(), |text, advice| text.replace(advice, ""));
    match (holds(&text, OF_RESULT), holds(&text, OF_PICTURE), holds(&text, OF_PROMPT)) {
        (true, false, false) => Some(Meaning::ModerationResult),
        (false, true, false) => Some(Meaning::ModerationPicture),
        (false, false, true) => Some(Meaning::ModerationPrompt),
        _ => None,
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
            ("moderation_blocked", Meaning::Moderation),
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
        let words: Vec<_> = MEANINGS.iter().flat_map(|(_, marks)| marks.iter()).chain(MODERATION).collect();
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
        assert_eq!(of_text("third-party content similarity"), Some(Meaning::Moderation));
    }

    #[test]
    fn moderation_is_recognised_in_both_languages_and_a_stage_only_when_one_is_named() {
        use Meaning::{Moderation, ModerationPicture, ModerationPrompt, ModerationResult};
        for (text, meaning) in [
            ("输入的提示词或者输出内容违反了OpenAI的相关服务政策，请调整提示词后进行重试", Moderation),
            ("This content may violate our guardrails concerning similarity to third-party content.", Moderation),
            ("Prompt contains prohibited content", ModerationPrompt),
            ("您的提示词包含违禁词", ModerationPrompt),
            ("The request was rejected because it may contain inappropriate content", Moderation),
            ("OutputVideoSensitiveContentDetected.PolicyViolation", ModerationResult),
            ("InputImageSensitiveContentDetected.PrivacyInformation", ModerationPicture),
            ("InputTextSensitiveContentDetected", ModerationPrompt),
            ("DataInspectionFailed: Input data may contain inappropriate content.", Moderation),
            ("Your request was blocked by our moderation system", Moderation),
            ("This content violates our terms of service", Moderation),
            ("内容涉嫌违规，请修改后重试", Moderation),
            ("图片中包含真人人脸", ModerationPicture),
            ("生成的视频未通过内容安全检测", ModerationResult),
            ("Content policy: the prompt or the generated video", Moderation),
            ("Flagged as NSFW", Moderation),
            ("生成的视频未通过内容审核，可能包含真人，请修改提示词后重试", ModerationResult),
            ("提示词未通过内容审核（moderation_blocked），请修改后重试", ModerationPrompt),
            ("the finished video did not pass moderation: it may show real people", ModerationResult),
        ] {
            assert_eq!(of_text(text), Some(meaning), "{text}");
        }
        for text in
            ["生成超时，已退回积分", "field violations: duration", "the model name is case-sensitive", "upstream error"]
        {
            assert_eq!(of_text(text), None, "{text}");
        }
        assert!(is_refunded("生成超时，已退回积分") && is_timeout("生成超时，已退回积分"));
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
