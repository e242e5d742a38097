//! Writing help by a chat model (reference section 5): builds the messages and reads the answer. The page sends such a request
//! only at a click.

use serde_json::{Value, json};

use super::{
    Attachment,
    answer::Answer,
    chat,
    error_body::ErrorBody,
    fields,
    request::Request,
    submit_ambiguity, submit_outcome,
    transcript::{StreamEnd, Transcript},
};
use dailies_model::{Charged, Detail, Failure, Meaning, ModelId, check_length};

const IMPROVE: &str = "You improve prompts for AI video models. Rewrite the user's prompt so that it is concrete and can be \
    filmed. Cover, where they matter and in flowing text: the subject and its action; gestures and expression; look and \
    clothing; background and place; camera (shot size, angle, movement); light and colour; what changes during the clip. \
    Keep the user's idea. Keep the language of the prompt. Keep every @name exactly as it is, with a space before and after \
    it. If the prompt is a list of shots (`Shot 1:`, `duration: 7.5sec`, `Scene: ...`), keep that format, the number of shots \
    and their durations, and rewrite only the scenes; any other prompt becomes one paragraph of at most 200 words, told in the \
    order in which things happen and beginning with the action. Answer with the prompt only: no introduction, no quotes, no \
    Markdown.";

const TRANSLATE: &str = "You translate prompts for AI video models. Translate the user's prompt into English. Keep its \
    meaning, its line breaks and its format: the lines `Shot 1:`, `duration: 7.5sec` and `Scene: ...` stay as they are, except \
    for the words of the scenes. Keep every @name exactly as it is, with a space before and after it. Answer with the \
    translation only: no introduction, no quotes, no Markdown.";

const DESCRIBE: &str = "You describe pictures as prompts for AI video models. Describe what the user's pictures show together so \
    that a video that begins with the first of them could be made from your words alone: the subject and what it seems about \
    to do; look and clothing; background and place; camera (shot size, angle); light and colour; mood. Where the user says what \
    the video is for, keep to that. Say what is to be seen, and name no real person. Write one paragraph of at most 200 words \
    that begins with the action. Answer with the prompt only, in English: no introduction, no quotes, no Markdown.";

/// What is asked of a chat model.
#[derive(Debug, Clone, Copy)]
pub enum WritingInput<'a> {
    /// Make this prompt fuller, by the parts that video models go by.
    Improve(&'a str),
    /// Say this prompt in English.
    Translate(&'a str),
    /// Make a prompt of these pictures.
    Describe {
        /// What is shown, in this order.
        pictures: &'a [Attachment],
        /// How closely they are looked at.
        detail: Detail,
        /// What the user says of them; may be empty.
        text: &'a str,
    },
}

/// What was written, and what that took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WritingOutput {
    /// All of the text, without what models put around it.
    pub text: String,
    /// How many tokens were read and written in all, where the relay tells it.
    pub tokens: Option<u64>,
}

/// The answer tells at its end what it took, where the relay can.
pub fn request(model: &ModelId, writing: WritingInput<'_>) -> Request {
    let usage = ("stream_options".to_owned(), json!({"include_usage": true}));
    chat::request(model.as_str(), messages(writing), Some(usage))
}

/// What the model is told, and then what it is given.
fn messages(writing: WritingInput<'_>) -> Vec<Value> {
    let (told, given) = match writing {
        WritingInput::Improve(prompt) => (IMPROVE, prompt.into()),
        WritingInput::Translate(prompt) => (TRANSLATE, prompt.into()),
        WritingInput::Describe { pictures, detail, text } => {
            let text = Some(text.trim()).filter(|text| !text.is_empty());
            let text = text.map(|text| json!({"type": "text", "text": text}));
            let picture = |picture| json!({"url": fields::url(picture), "detail": detail});
            let pictures = pictures.iter().map(|it| json!({"type": "image_url", "image_url": picture(it)}));
            (DESCRIBE, Value::Array(text.into_iter().chain(pictures).collect()))
        }
    };
    vec![json!({"role": "system", "content": told}), json!({"role": "user", "content": given})]
}

/// Returns the final text; an interrupted stream is an error.
pub fn conclude(said: &Transcript) -> Result<WritingOutput, Failure> {
    if let Some(error) = &said.error {
        return Err(refused(error));
    }
    let text = tidy(&said.text);
    match said.end {
        StreamEnd::Broken => Err(Failure::silent(Meaning::Network, Charged::Unknown)),
        _ if text.is_empty() || check_length(&text).is_err() => {
            Err(Failure::silent(Meaning::Unreadable, Charged::Unknown))
        }
        StreamEnd::Done | StreamEnd::Closed => Ok(WritingOutput { text, tokens: said.tokens }),
    }
}

/// Returns the text of an answer that was not streamed.
pub fn parse(answer: &Answer) -> Result<WritingOutput, Failure> {
    Transcript::read(answer).map_or_else(|| Err(refused(answer)), |said| conclude(&said))
}

fn refused(answer: &Answer) -> Failure {
    if (300..400).contains(&answer.status) {
        return submit_outcome::redirected(answer);
    }
    let error = ErrorBody::of(answer);
    let meaning = match ErrorBody::find(answer) {
        None if answer.is_success() => Meaning::Unreadable,
        _ => error.meaning(answer.status),
    };
    error.failure(meaning, if submit_ambiguity::is_verdict(meaning) { Charged::No } else { Charged::Unknown })
}

/// Strips what models put around an answer: white space, a code fence, quotes.
fn tidy(text: &str) -> String {
    let text = without_fence(text.trim()).trim();
    let quotes = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('「', '」'), ('《', '》')];
    let unquoted = quotes.iter().find_map(|(open, close)| {
        let inside = text.strip_prefix(*open)?.strip_suffix(*close)?;
        // Quotes further in: these may be two quotations, not one around all.
        (!inside.contains([*open, *close])).then_some(inside)
    });
    unquoted.unwrap_or(text).trim().to_owned()
}

fn without_fence(text: &str) -> &str {
    let inside = text.strip_prefix("```").and_then(|rest| rest.strip_suffix("```"));
    // The rest of the first line names a language.
    inside.and_then(|inside| inside.split_once('\n')).map_or(text, |(_, inside)| inside)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::fixture::png;

    fn sent(writing: WritingInput<'_>) -> (String, Value) {
        let request = request(&ModelId("gpt".into()), writing);
        let mut body = request.value();
        let told = body["messages"][0]["content"].take();
        (format!("{} {}\n{body}", request.method, request.path), told)
    }

    #[test]
    fn each_task_is_told_apart_and_what_it_works_on_comes_from_the_user() {
        let (improve, told) = sent(WritingInput::Improve("a cat @mimi sits"));
        assert_snapshot!(improve, @r#"
        POST /v1/chat/completions
        {"messages":[{"content":null,"role":"system"},{"content":"a cat @mimi sits","role":"user"}],"model":"gpt","stream":true,"stream_options":{"include_usage":true}}
        "#);
        assert!(told.as_str().unwrap().contains("improve"));
        let (translate, told) = sent(WritingInput::Translate("雨中的猫"));
        assert!(
            translate.contains(r#"{"content":"雨中的猫","role":"user"}"#)
                && told.as_str().unwrap().contains("ranslate")
        );
        let pictures = [png(), Attachment::Url("https://a.example/2.png".into())];
        let of = |detail, text| WritingInput::Describe { pictures: &pictures, detail, text };
        let (describe, told) = sent(of(Detail::Low, " a chase "));
        assert_snapshot!(describe, @r#"
        POST /v1/chat/completions
        {"messages":[{"content":null,"role":"system"},{"content":[{"text":"a chase","type":"text"},{"image_url":{"detail":"low","url":"data:image/png;base64,wolQTkc="},"type":"image_url"},{"image_url":{"detail":"low","url":"https://a.example/2.png"},"type":"image_url"}],"role":"user"}],"model":"gpt","stream":true,"stream_options":{"include_usage":true}}
        "#);
        assert!(told.as_str().unwrap().contains("describe"));
        let (described, _) = sent(of(Detail::Auto, ""));
        assert!(described.contains(r#""detail":"auto""#) && !described.contains(r#""type":"text""#), "{described}");
    }

    #[test]
    fn only_one_task_is_named_to_the_model() {
        for (told, own) in [(IMPROVE, "improve"), (TRANSLATE, "translate"), (DESCRIBE, "describe")] {
            let named = ["improve", "translate", "describe"].into_iter().filter(|task| told.contains(task));
            assert_eq!(named.collect::<Vec<_>>(), [own]);
        }
    }

    #[test]
    fn what_models_put_around_an_answer_is_taken_off() {
        for (answer, text) in [
            (" a cat\n", "a cat"),
            ("\"a cat\"", "a cat"),
            ("“雨中的猫”", "雨中的猫"),
            ("```\na cat\n```", "a cat"),
            ("```text\n\"a cat\"\n```\n", "a cat"),
            ("\"a\" and \"b\"", "\"a\" and \"b\""),
            ("a \"cat\"", "a \"cat\""),
            ("Shot 1:\nduration: 7.5sec\nScene: a cat", "Shot 1:\nduration: 7.5sec\nScene: a cat"),
            ("\"", "\""),
            ("``````", "``````"),
        ] {
            assert_eq!(tidy(answer), text, "{answer}");
        }
    }

    #[test]
    fn half_an_answer_is_none() {
        let said = |text: &str, end| {
            conclude(&Transcript { text: text.to_owned(), error: None, tokens: None, films: Vec::new(), end })
        };
        let whole = WritingOutput { text: "a cat".to_owned(), tokens: None };
        assert_eq!(said("a cat", StreamEnd::Done), Ok(whole.clone()));
        assert_eq!(said("a cat", StreamEnd::Closed), Ok(whole));
        assert_eq!(said("a c", StreamEnd::Broken).unwrap_err().meaning, Meaning::Network);
        assert_eq!(said("\"\"", StreamEnd::Done).unwrap_err().meaning, Meaning::Unreadable);
        assert_eq!(said(&"a".repeat(40_000), StreamEnd::Done).unwrap_err().meaning, Meaning::Unreadable);
    }

    #[test]
    fn a_refusal_is_explained() {
        let failed = |answer: &Answer| parse(answer).unwrap_err().meaning;
        assert_eq!(
            failed(&Answer::json(429, json!({"error": {"message": "insufficient_user_quota"}}))),
            Meaning::Balance
        );
        assert_eq!(failed(&Answer::json(503, json!({"error": {"message": "无可用渠道"}}))), Meaning::NotOffered);
        assert_eq!(failed(&Answer::text(200, "<html></html>")), Meaning::Unreadable);
    }
}
