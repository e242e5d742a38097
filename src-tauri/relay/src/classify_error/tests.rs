//! Words of relays and makers, in both languages.

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
        assert_eq!(by_text(text), Some(meaning), "{text}");
    }
    assert_eq!(by_text("upstream error"), None);
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
    assert_eq!(by_text("moderation_blocked: input image"), Some(Meaning::ModerationPicture));
    assert_eq!(by_text("moderation_blocked: prompt"), Some(Meaning::ModerationPrompt));
    assert_eq!(by_text("moderation_blocked: output"), Some(Meaning::ModerationResult));
    assert_eq!(by_text("third-party content similarity"), Some(Meaning::Moderation));
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
        assert_eq!(by_text(text), Some(meaning), "{text}");
    }
    for text in
        ["生成超时，已退回积分", "field violations: duration", "the model name is case-sensitive", "upstream error"]
    {
        assert_eq!(by_text(text), None, "{text}");
    }
    assert!(is_refunded("生成超时，已退回积分") && is_timeout("生成超时，已退回积分"));
}

#[test]
fn a_503_without_a_channel_is_about_the_model() {
    assert_eq!(by_status_and_text(503, "model_not_found"), Meaning::NotOffered);
    assert_eq!(by_status_and_text(503, "当前分组无可用渠道"), Meaning::NotOffered);
    assert_eq!(by_status_and_text(503, "overloaded"), Meaning::Server);
}

#[test]
fn a_401_is_about_the_key_unless_it_says_otherwise() {
    assert_eq!(by_status_and_text(401, "the model does not exist"), Meaning::Key);
    assert_eq!(by_status_and_text(401, "no permission for characters"), Meaning::Permission);
}

#[test]
fn a_403_is_permission_or_what_its_text_says() {
    assert_eq!(by_status_and_text(403, "group not allowed"), Meaning::Permission);
    assert_eq!(by_status_and_text(403, "用户额度不足"), Meaning::Balance);
}

#[test]
fn a_413_is_about_a_picture() {
    assert_eq!(by_status_and_text(413, "Request Entity Too Large"), Meaning::Picture);
}

#[test]
fn a_429_is_a_rate_unless_the_credit_is_gone() {
    assert_eq!(by_status_and_text(429, "upstream is busy"), Meaning::Rate);
    assert_eq!(by_status_and_text(429, "insufficient_user_quota"), Meaning::Balance);
}

#[test]
fn what_only_sounds_like_moderation_is_none() {
    for (text, meaning) in [
        ("未检测到人脸", Some(Meaning::Picture)),
        ("No human face detected", Some(Meaning::Picture)),
        ("image download failed: 403", Some(Meaning::Picture)),
        ("502 Bad Gateway © Copyright 2025", None),
        ("Retry policies exhausted", None),
        ("the body has no explicit content length", None),
        ("body read against content-length", None),
        ("outside of the safety margin", None),
        ("killed by the memory policy", None),
        ("审核服务异常", None),
        ("moderation service unavailable", None),
    ] {
        assert_eq!(by_text(text), meaning, "{text}");
    }
}

#[test]
fn moderation_is_recognised_in_the_codes_of_makers() {
    for (text, meaning) in [
        ("AuditSubmitIllegal", Meaning::Moderation),
        ("RAI_FILTERED", Meaning::Moderation),
        ("Green net check failed", Meaning::Moderation),
        ("涉黄涉政", Meaning::Moderation),
        ("画面含未成年", Meaning::Moderation),
        ("it contains a minor", Meaning::Moderation),
        ("similar to third party content", Meaning::Moderation),
        ("SAFETY.INPUT.TEXT", Meaning::ModerationPrompt),
        ("Your request was rejected as a result of our safety system", Meaning::Moderation),
        ("case sensitive: the prompt contains prohibited words", Meaning::ModerationPrompt),
    ] {
        assert_eq!(by_text(text), Some(meaning), "{text}");
    }
}

#[test]
fn a_refund_that_there_is_not_is_none() {
    for text in [
        "credits are non-refundable",
        "no refund",
        "refunds are not possible",
        "it will not be refunded",
        "积分不退还",
        "不予返还",
        "退款失败",
        "see our refund policy",
    ] {
        assert!(!is_refunded(text), "{text}");
    }
    for text in ["You have not been charged", "you haven't been charged", "已全额退款", "积分已返还"] {
        assert!(is_refunded(text), "{text}");
    }
}

#[test]
fn a_refund_is_noticed() {
    assert!(is_refunded("generation failed, credits refunded"));
    assert!(is_refunded("生成失败，额度已退还"));
    assert!(!is_refunded("generation failed"));
}
