//! Characters: `POST /sora/v1/characters` (reference section 6). Which part of a film shows one is for the user to say.

use serde_json::{Map, Value};

use super::{account, answer::Answer, fields, request::Request};
use crate::model::{Charged, Failure, Meaning, RemoteId};

/// The film that shows a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CharacterSource<'a> {
    /// Any film, by its address.
    Url(&'a str),
    /// A film that the same relay made, by its name for the job.
    Task(&'a RemoteId),
}

/// What a relay says of a character that it made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Character {
    /// The relay's name for it, such as `ch_691155df38588191b3ae5f2d390a4359`.
    pub id: String,
    /// How it is called in a prompt, without the `@`.
    pub username: String,
    /// Its page, where there is one.
    pub permalink: Option<String>,
    /// Its picture, where there is one. The address expires: keep a copy.
    pub avatar_url: Option<String>,
}

/// `start_ms` to `end_ms` of the film, 1 to 3 seconds. No model is named: a relay was seen to answer 404 to that.
pub(super) fn request(source: CharacterSource<'_>, start_ms: i64, end_ms: i64) -> Request {
    let (name, value) = match source {
        CharacterSource::Url(url) => ("url", url),
        CharacterSource::Task(id) => ("from_task", id.as_str()),
    };
    let mut body = Map::new();
    body.insert("timestamps".to_owned(), fields::range(start_ms, end_ms).into());
    body.insert(name.to_owned(), value.into());
    Request::post_json("/sora/v1/characters", body)
}

/// A 401 means that the key is not allowed this, unless it says that it does not know the key.
pub(super) fn parse(answer: &Answer) -> Result<Character, Failure> {
    let text = |value: &Value, name: &str| {
        value[name].as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let has_shape = |value: &Value| text(value, "id").is_some() && text(value, "username").is_some();
    let value = account::told(answer, has_shape).map_err(|failure| refused(answer, failure))?;
    Ok(Character {
        id: text(value, "id").unwrap_or_default(),
        username: text(value, "username").unwrap_or_default(),
        permalink: text(value, "permalink"),
        avatar_url: text(value, "profile_picture_url"),
    })
}

fn refused(answer: &Answer, failure: Failure) -> Failure {
    let knows_the_key = super::meaning::of_text(failure.words.as_deref().unwrap_or_default()) != Some(Meaning::Key);
    match (answer.status, failure.meaning) {
        (401, Meaning::Key) if knows_the_key => Failure { meaning: Meaning::Permission, ..failure },
        (200..=299 | 500.., _) => Failure { charged: Charged::Unknown, ..failure },
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use insta::{assert_debug_snapshot, assert_snapshot};
    use serde_json::json;

    use super::*;

    #[test]
    fn a_character_is_made_of_any_film() {
        let request = request(CharacterSource::Url("https://a.example/v.mp4"), 1000, 3000);
        assert_snapshot!(request.shown(), @r#"
        POST /sora/v1/characters
        {"timestamps":"1,3","url":"https://a.example/v.mp4"}
        "#);
    }

    #[test]
    fn a_character_is_made_of_a_job_of_the_same_relay() {
        let request = request(CharacterSource::Task(&RemoteId("video_637efe22".into())), 500, 2250);
        assert_snapshot!(request.shown(), @r#"
        POST /sora/v1/characters
        {"from_task":"video_637efe22","timestamps":"0.5,2.25"}
        "#);
    }

    #[test]
    fn a_character_is_read() {
        let answer = json!({"id": "ch_691155", "username": "saparpomd.oddwingduo", "permalink": "https://a.example/c",
            "profile_picture_url": "https://a.example/c.png"});
        assert_debug_snapshot!(parse(&Answer::json(200, answer)).unwrap(), @r#"
        Character {
            id: "ch_691155",
            username: "saparpomd.oddwingduo",
            permalink: Some(
                "https://a.example/c",
            ),
            avatar_url: Some(
                "https://a.example/c.png",
            ),
        }
        "#);
    }

    #[test]
    fn a_key_may_lack_the_permission() {
        let failed = |status, message: &str| {
            let failure =
                parse(&Answer::json(status, json!({"error": {"message": message, "type": "x"}}))).unwrap_err();
            (failure.meaning, failure.charged)
        };
        assert_eq!(failed(401, "unauthorized"), (Meaning::Permission, Charged::No));
        assert_eq!(failed(401, "invalid token"), (Meaning::Key, Charged::No));
        assert_eq!(failed(404, "no such path"), (Meaning::Gone, Charged::No));
        assert_eq!(failed(400, "real people are not allowed"), (Meaning::ModerationPrompt, Charged::No));
        assert_eq!(failed(500, "oops"), (Meaning::Server, Charged::Unknown));
    }

    #[test]
    fn an_answer_without_a_name_is_no_character() {
        let failure = parse(&Answer::json(200, json!({"id": "ch_1"}))).unwrap_err();
        assert_eq!((failure.meaning, failure.charged), (Meaning::Unreadable, Charged::Unknown));
    }
}
