//! Streams as relays send them.

use serde_json::json;

use super::*;

fn delta(text: &str) -> String {
    format!("data: {}\n\n", json!({"choices": [{"index": 0, "delta": {"content": text}}]}))
}

#[test]
fn what_it_cost_in_tokens_is_read_from_the_last_chunk_or_the_whole_answer() {
    let usage = json!({"choices": [], "usage": {"prompt_tokens": 900, "completion_tokens": 41, "total_tokens": 941}});
    assert_eq!(said(&format!("data: {usage}\n\ndata: [DONE]\n\n"), None).tokens, Some(941));
    let whole = json!({"choices": [{"message": {"content": "a cat"}}], "usage": {"total_tokens": 7}});
    assert_eq!(Transcript::read(&Answer::json(200, whole)).unwrap().tokens, Some(7));
    let nothing = json!({"choices": [{"message": {"content": "a cat"}}], "usage": null});
    assert_eq!(Transcript::read(&Answer::json(200, nothing)).unwrap().tokens, None);
}

fn said(stream: &str, key: Option<&Key>) -> Transcript {
    let mut transcript = TranscriptBuilder::new(key);
    transcript.push(stream.as_bytes());
    transcript.finish(StreamEnd::Closed)
}

#[test]
fn a_stream_is_put_together_until_it_is_done() {
    let role = "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\n";
    let stream =
        format!("{role}{}: ping\n\n{}data: {{\"choices\":[]}}\n\ndata: [DONE]\n\n", delta("雨中"), delta("的猫"));
    assert_eq!(
        said(&stream, None),
        Transcript { text: "雨中的猫".into(), error: None, tokens: None, films: Vec::new(), end: StreamEnd::Done }
    );
    let cut = stream.strip_suffix("data: [DONE]\n\n").unwrap();
    assert_eq!(said(cut, None).end, StreamEnd::Closed);
}

#[test]
fn a_whole_message_in_a_stream_is_not_said_twice() {
    let stream = format!("{}data: {}\n\n", delta("a c"), json!({"choices": [{"message": {"content": "a cat"}}]}));
    assert_eq!(said(&stream, None).text, "a cat");
}

#[test]
fn events_without_an_empty_line_between_them_are_read() {
    let stream = format!("{}\n{}\ndata: [DONE]\n", delta("a ").trim_end(), delta("cat").trim_end());
    assert_eq!(
        said(&stream, None),
        Transcript { text: "a cat".into(), error: None, tokens: None, films: Vec::new(), end: StreamEnd::Done }
    );
}

#[test]
fn an_event_with_half_a_character_keeps_its_link() {
    let stream =
        r#"data: {"choices":[{"delta":{"content":"[v](https://cdn.example/a.mp4) \ud83d"}}]}"#.to_owned() + "\n\n";
    assert_eq!(said(&stream, None).text, "[v](https://cdn.example/a.mp4) \u{fffd}");
}

#[test]
fn an_error_in_a_stream_is_found() {
    let stream = format!("{}data: {}\n\n", delta("a"), json!({"error": {"message": "moderation_blocked"}}));
    let mut transcript = TranscriptBuilder::new(None);
    assert!(transcript.push(stream.as_bytes()) && transcript.is_over());
    let error = transcript.finish(StreamEnd::Closed).error.unwrap();
    assert!(ErrorBody::find(&error).unwrap().text().contains("moderation_blocked"));
}

#[test]
fn an_answer_at_once_is_read_too() {
    let said = |answer: &Answer| Transcript::read(answer).map(|said| (said.text, said.end));
    let message = |content: Value| Answer::json(200, json!({"choices": [{"message": {"content": content}}]}));
    assert_eq!(said(&message(json!("a cat"))), Some(("a cat".into(), StreamEnd::Done)));
    let parts = json!([{"type": "text", "text": "a "}, {"type": "text", "text": "cat"}]);
    assert_eq!(said(&message(parts)), Some(("a cat".into(), StreamEnd::Done)));
    let stream = Answer::text(200, &format!("\n{}data: [DONE]", delta("a cat")));
    assert_eq!(said(&stream), Some(("a cat".into(), StreamEnd::Done)));
    assert_eq!(said(&Answer::text(200, "<html></html>")), None);
    assert_eq!(said(&Answer::json(500, json!({"choices": [{"message": {"content": "x"}}]}))), None);
}

#[test]
fn a_key_cut_into_two_events_does_not_come_through() {
    let key: Key = "sk-canary-0123456789".parse().unwrap();
    let error = json!({"error": {"message": format!("bad key {}", key.expose())}});
    let stream = format!("{}{}{}data: {error}\n\n", delta("a sk-canary-"), delta("0123456789 b"), delta(" sk-can"));
    let said = said(&stream, Some(&key));
    assert_eq!(said.text, "a ••• b sk-can");
    assert!(!format!("{said:?}").contains("sk-canary"), "{said:?}");
}

#[test]
fn a_film_beside_the_text_and_a_last_word_are_heard() {
    let event = |value: Value| format!("data: {value}\n\n");
    let url = "https://cdn.example/v?id=1";
    for chunk in [
        json!({"choices": [{"delta": {"content": [{"type": "video_url", "video_url": {"url": url}}]}}]}),
        json!({"choices": [{"delta": {"content": [{"type": "video", "video": url}]}}]}),
        json!({"object": "video", "url": url}),
    ] {
        let films = said(&(delta("a") + &event(chunk.clone())), None).films;
        assert_eq!(films.iter().map(ResultUrl::as_str).collect::<Vec<_>>(), [url], "{chunk}");
    }
    let stop = event(json!({"choices": [{"delta": {}, "finish_reason": "stop"}]}));
    assert_eq!(said(&(delta("a") + &stop), None).end, StreamEnd::Done);
}
