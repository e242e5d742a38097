//! The relay's error shape, `{"error":{"message","message_zh","type"}}` (reference, section 8).

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// An error on its way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) kind: &'static str,
    pub(crate) message: String,
    pub(crate) message_zh: String,
    /// Sent beside the rest where the relay's software sends one.
    pub(crate) code: Option<&'static str>,
}

impl ApiError {
    pub(crate) fn new(
        status: StatusCode,
        kind: &'static str,
        message: impl Into<String>,
        message_zh: impl Into<String>,
    ) -> Self {
        Self { status, kind, message: message.into(), message_zh: message_zh.into(), code: None }
    }

    /// A field with a wrong type or value.
    pub(crate) fn field(name: &str, must: &str, must_zh: &str) -> Self {
        let message = format!("invalid parameter `{name}`: {must}");
        let message_zh = format!("参数 `{name}` 无效：{must_zh}");
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message, message_zh)
    }

    pub(crate) fn not_json(detail: &str) -> Self {
        let message = format!("the body is not a JSON object: {detail}");
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message, format!("请求体不是 JSON 对象：{detail}"))
    }

    pub(crate) fn wrong_key() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "authentication_error", "invalid API key", "无效的令牌")
    }

    pub(crate) fn no_model(model: &str) -> Self {
        let message = format!("no available channel for model {model} in the group of this key");
        let message_zh = format!("当前分组下对于模型 {model} 无可用渠道");
        Self::new(StatusCode::BAD_REQUEST, "model_not_found", message, message_zh)
    }

    /// The shape of the relay's software, `new-api`, when the key's group lacks the model (reference, section 8).
    pub(crate) fn no_channel() -> Self {
        let message = "no available channel for this model in the group of this key (无可用渠道)";
        let message_zh = "当前分组下该模型无可用渠道";
        let error = Self::new(StatusCode::SERVICE_UNAVAILABLE, "new_api_error", message, message_zh);
        Self { code: Some("model_not_found"), ..error }
    }

    pub(crate) fn picture_too_large(name: &str) -> Self {
        let message = format!("{name}: a picture is larger than 20 MB");
        let message_zh = format!("{name}：图片超过 20 MB");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "invalid_request_error", message, message_zh)
    }

    pub(crate) fn prompt_refused() -> Self {
        let message = "moderation_blocked: the prompt was refused by the content policy";
        let message_zh = "提示词未通过内容审核（moderation_blocked），请修改后重试";
        Self::new(StatusCode::BAD_REQUEST, "moderation_blocked", message, message_zh)
    }

    pub(crate) fn picture_refused(name: &str) -> Self {
        let message = format!("moderation_blocked: the picture `{name}` was refused, it may show a real person");
        let message_zh = format!("图片 `{name}` 未通过内容审核（moderation_blocked），可能包含真人，请更换图片");
        Self::new(StatusCode::BAD_REQUEST, "moderation_blocked", message, message_zh)
    }

    pub(crate) fn picture_size() -> Self {
        let message = "Inpaint image must match the requested width and height";
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message, "参考图片的宽高必须与 size 完全一致")
    }

    pub(crate) fn not_completed(status: &str) -> Self {
        let message = format!("Video is not completed yet, current status: {status}");
        let message_zh = format!("视频尚未完成，当前状态：{status}");
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message, message_zh)
    }

    pub(crate) fn private() -> Self {
        let message = "a private video cannot be remixed";
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message, "私密视频不能再创作")
    }

    pub(crate) fn still_running() -> Self {
        let message = "only a completed or failed video can be deleted";
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message, "只能删除已完成或失败的视频")
    }

    pub(crate) fn no_method() -> Self {
        let message = "this path does not take this method";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "invalid_request_error", message, "该接口不支持此请求方法")
    }

    pub(crate) fn media_type(wanted: &str) -> Self {
        let (message, message_zh) = (format!("the body must be {wanted}"), format!("请求体必须是 {wanted}"));
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "invalid_request_error", message, message_zh)
    }

    /// A request that could not be read, in the words of what tried to.
    pub(crate) fn unread(status: StatusCode, words: &str) -> Self {
        Self::new(status, "invalid_request_error", words, format!("请求无法解析：{words}"))
    }

    pub(crate) fn no_quota() -> Self {
        let message = "insufficient_user_quota: the balance does not cover this job";
        let message_zh = "用户额度不足，请充值后重试（insufficient_user_quota）";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "insufficient_user_quota", message, message_zh)
    }

    pub(crate) fn no_task() -> Self {
        Self::new(StatusCode::NOT_FOUND, "task_not_found", "the task does not exist", "任务不存在")
    }

    pub(crate) fn no_path() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "this path is not offered", "不支持的接口路径")
    }

    pub(crate) fn no_file() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "the file does not exist", "文件不存在")
    }

    pub(crate) fn link_expired() -> Self {
        Self::new(StatusCode::FORBIDDEN, "link_expired", "the link has expired", "链接已过期")
    }

    pub(crate) fn key_leaked() -> Self {
        let message = "a file was asked for with an Authorization header: the key must go to the relay only";
        Self::new(StatusCode::BAD_REQUEST, "key_leaked", message, "下载文件时不得携带 Authorization")
    }

    pub(crate) fn not_local() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            "this relay answers programs of this computer only",
            "此中转站只响应本机程序",
        )
    }

    pub(crate) fn not_stored(detail: &str) -> Self {
        let message = format!("the task could not be stored: {detail}");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server_error", message, "任务保存失败，请稍后重试")
    }

    /// The plain error of a status, as faults ask for it.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        let (kind, message, message_zh) = match status.as_u16() {
            401 => return Self::wrong_key(),
            403 => ("forbidden", "this key may not do that", "该令牌无权访问"),
            404 => ("not_found", "not found", "不存在"),
            429 => ("rate_limit_exceeded", "too many requests, slow down", "请求过于频繁，请稍后再试"),
            503 => ("service_unavailable", "the service is overloaded, try again later", "服务繁忙，请稍后再试"),
            _ => ("server_error", "internal error", "服务器内部错误"),
        };
        Self::new(status, kind, message, message_zh)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut error = json!({ "message": self.message, "message_zh": self.message_zh, "type": self.kind });
        if let Some(code) = self.code {
            error["code"] = code.into();
        }
        (self.status, Json(json!({ "error": error }))).into_response()
    }
}
