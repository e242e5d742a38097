//! Reading a chat request (contract, `ChatRequest`).

use crate::models::{self, Model, ModelKind};
use crate::wire::ApiError;
use crate::wire::fields::{self, Fields, flag, one_of, required};
use crate::wire::pictures::{Picture, picture};
use serde_json::Value;

/// What a chat model is asked for.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) model: &'static Model,
    pub(super) stream: bool,
    /// Whether a stream ends with the count of tokens.
    pub(super) counts: bool,
    /// The system messages.
    pub(super) system: String,
    /// The text of the last user message.
    pub(super) text: String,
    /// Its pictures: base64, or `None` for one given as a URL.
    pub(super) pictures: Vec<Option<String>>,
}

#[derive(Debug, Default)]
struct Content {
    text: String,
    pictures: Vec<Option<String>>,
}

pub(super) fn read(body: &Value) -> Result<Asked, ApiError> {
    let fields = fields::object(body)?;
    let id = required(fields, "model")?;
    let chats = |model: &&Model| matches!(model.kind, ModelKind::ChatFilm | ModelKind::Writer);
    let model = models::find(id).filter(chats).ok_or_else(|| ApiError::no_model(id))?;
    let stream = flag(fields, "stream")?;
    let messages = fields.get("messages").and_then(Value::as_array).filter(|list| !list.is_empty());
    let messages = messages.ok_or_else(|| wrong("messages", "must be a list of messages", "必须是消息数组"))?;
    let (mut system, mut last) = (String::new(), None);
    for message in messages {
        let message = message.as_object().ok_or_else(|| wrong("messages", "must hold objects", "必须是对象数组"))?;
        let content = content(message)?;
        match one_of(message, "role", &["system", "user", "assistant"])? {
            Some("system") => system.push_str(&content.text),
            Some("user") => last = Some(content),
            Some(_) => {}
            None => return Err(wrong("role", "is required", "必填")),
        }
    }
    let Content { text, pictures } = last.ok_or_else(|| wrong("messages", "needs a user's message", "缺少用户消息"))?;
    let counts = body["stream_options"]["include_usage"] == true;
    Ok(Asked { model, stream, counts, system, text, pictures })
}

fn content(message: &Fields) -> Result<Content, ApiError> {
    match message.get("content") {
        Some(Value::String(text)) => Ok(Content { text: text.clone(), ..Content::default() }),
        Some(Value::Array(parts)) => {
            let mut whole = Content::default();
            parts.iter().try_for_each(|part| add(&mut whole, part))?;
            Ok(whole)
        }
        _ => Err(wrong("content", "must be a text or a list of parts", "必须是文本或内容数组")),
    }
}

fn add(whole: &mut Content, part: &Value) -> Result<(), ApiError> {
    let part = part.as_object().ok_or_else(|| wrong("content", "must hold objects", "必须是对象数组"))?;
    if one_of(part, "type", &["text", "image_url"])? == Some("text") {
        let text = fields::text(part, "text")?.ok_or_else(|| wrong("text", "is required", "必填"))?;
        whole.text = [whole.text.as_str(), text].join("\n").trim().to_owned();
        return Ok(());
    }
    required(part, "type")?;
    let link = part.get("image_url").and_then(Value::as_object);
    let link = link.ok_or_else(|| wrong("image_url", "must be {\"url\"}", "必须是 {\"url\"}"))?;
    one_of(link, "detail", &["low", "high", "auto"])?;
    let url = required(link, "url")?;
    whole.pictures.push(match picture("image_url", url)? {
        Picture::Data(data) if url.starts_with("data:") => Some(data.to_owned()),
        Picture::Data(_) => return Err(wrong("image_url", "must be a URL", "必须是链接")),
        Picture::Url => None,
    });
    Ok(())
}

fn wrong(name: &str, must: &str, must_zh: &str) -> ApiError {
    ApiError::field(name, must, must_zh)
}
