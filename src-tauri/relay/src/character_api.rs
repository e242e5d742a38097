//! The character endpoint, `POST /sora/v1/characters` (reference section 6).

use serde_json::{Map, Value};

use super::{
    answer::{Answer, Content},
    fields,
    outcome::SubmitOutcome,
    request::Request,
    submit_outcome,
};
use dailies_model::{Failure, Meaning, RemoteId};

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
pub struct RelayCharacter {
    /// The relay's name for it, such as `ch_691155df38588191b3ae5f2d390a4359`.
    pub id: String,
    /// How it is called in a prompt, without the `@`.
    pub username: String,
    /// Its page, where there is one.
    pub permalink: Option<String>,
    /// Its picture, where there is one. The address expires: keep a copy.
    pub avatar_url: Option<String>,
}

/// The request that has a relay make a character of `start_ms` to `end_ms` of a film, 1 to 3 seconds. No model is named: a
/// relay was seen to answer 404 to that.
pub fn character_request(source: CharacterSource<'_>, start_ms: i64, end_ms: i64) -> Request {
    let (name, value) = match source {
        CharacterSource::Url(url) => ("url", url),
        CharacterSource::Task(id) => ("from_task", id.as_str()),
    };
    let mut body = Map::new();
    body.insert("timestamps".to_owned(), fields::range(start_ms, end_ms).into());
    body.insert(name.to_owned(), value.into());
    Request::post_json("/sora/v1/characters", body)
}

/// The character, or what else came of asking for it: what it costs, and whether it may be sent again, is decided as for a
/// clip. A character that arrived is never lost, not even in an answer that says that the relay broke.
pub fn parse(answer: &Answer) -> Result<RelayCharacter, SubmitOutcome> {
    let may_hold_one = answer.is_success() || answer.status >= 500;
    match &answer.content {
        Content::Json(value) if may_hold_one => read(value),
        _ => None,
    }
    .ok_or_else(|| match submit_outcome::of(answer, None) {
        SubmitOutcome::Refused(failure) => SubmitOutcome::Refused(refused(answer, failure)),
        other => other,
    })
}

fn read(value: &Value) -> Option<RelayCharacter> {
    let text = |name: &str| value[name].as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Some(RelayCharacter {
        id: text("id")?,
        username: text("username")?,
        permalink: text("permalink"),
        avatar_url: text("profile_picture_url"),
    })
}

/// A 401 means that the key is not allowed this, unless it says that it does not know the key.
fn refused(answer: &Answer, failure: Failure) -> Failure {
    let knows_the_key =
        super::classify_error::by_text(failure.words.as_deref().unwrap_or_default()) != Some(Meaning::Key);
    match (answer.status, failure.meaning) {
        (401, Meaning::Key) if knows_the_key => Failure { meaning: Meaning::Permission, ..failure },
        _ => failure,
    }
}

#[cfg(test)]
mod tests {
    use insta::{assert_debug_snapshot, assert_snapshot};
    use serde_json::json;

    use super::*;
    use dailies_model::Charged;

    #[test]
    fn a_character_is_made_of_any_film() {
        let request = character_request(CharacterSource::Url("https://a.example/v.mp4"), 1000, 3000);
        assert_snapshot!(request.shown(), @r#"
        POST /sora/v1/characters
        {"timestamps":"1,3","url":"https://a.example/v.mp4"}
        "#);
    }

    #[test]
    fn a_character_is_made_of_a_job_of_the_same_relay() {
        let request = character_request(CharacterSource::Task(&RemoteId("video_637efe22".into())), 500, 2250);
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
        RelayCharacter {
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

    fn failed(answer: &Answer) -> (&'static str, Meaning, Charged) {
        match parse(answer).unwrap_err() {
            SubmitOutcome::Refused(failure) => ("refused", failure.meaning, failure.charged),
            SubmitOutcome::NotNow { failure, .. } => ("not now", failure.meaning, failure.charged),
            SubmitOutcome::Lost(failure) => ("lost", failure.meaning, failure.charged),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_failure_is_told_as_that_of_a_clip() {
        for (status, message, expected) in [
            (401, "unauthorized", ("refused", Meaning::Permission, Charged::No)),
            (401, "invalid token", ("refused", Meaning::Key, Charged::No)),
            (404, "no such path", ("refused", Meaning::Gone, Charged::No)),
            (400, "real people are not allowed", ("refused", Meaning::Moderation, Charged::No)),
            (429, "slow down", ("not now", Meaning::Rate, Charged::No)),
            (503, "overloaded", ("not now", Meaning::Server, Charged::No)),
            (500, "oops", ("lost", Meaning::Server, Charged::Unknown)),
        ] {
            let answer = Answer::json(status, json!({"error": {"message": message, "type": "x"}}));
            assert_eq!(failed(&answer), expected, "{status} {message}");
        }
    }

    #[test]
    fn an_answer_without_a_name_is_no_character_and_may_have_cost_all_the_same() {
        let answer = Answer::json(200, json!({"id": "ch_1"}));
        assert_eq!(failed(&answer), ("lost", Meaning::Unreadable, Charged::Unknown));
    }
}
