//! Exchanges with a server of our own that answers as it is told, or hangs up.

use std::{
    sync::{
        Arc, LazyLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use dailies_model::{Generation, Medium, PictureRole, PictureSource};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

use super::*;
use dailies_model::Picture;
use dailies_relay::{Attachment, SubmitParams, catalogue::Rules, submit_request, transcript::StreamEnd};

const KEY: &str = "sk-canary-0123456789";

/// A server that hears each request out and then says `reply` and hangs up.
async fn server(reply: String) -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let (heard, requests) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            heard.send(hear(&mut stream).await).unwrap();
            stream.write_all(reply.as_bytes()).await.unwrap();
        }
    });
    (base_url, requests)
}

async fn hear(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&heard).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap_or("0");
            if body.len() >= length.parse::<usize>().unwrap() {
                return text;
            }
        }
        let count = stream.read(&mut chunk).await.unwrap();
        assert_ne!(count, 0, "the client hung up: {text}");
        heard.extend_from_slice(&chunk[..count]);
    }
}

fn reply(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n{body}", body.len())
}

fn target(base_url: String) -> Target {
    Target { base_url, key: Some(KEY.parse().unwrap()), proxy: Proxy::System, plain_http: PlainHttp::Refuse }
}

/// What the request for one is made of, without any rules and pictures.
fn order(generation: &Generation, format: Format) -> SubmitParams<'_> {
    static NO_RULES: LazyLock<Rules> = LazyLock::new(Rules::default);
    SubmitParams { format, medium: Medium::Film, generation, rules: &NO_RULES, pictures: &[] }
}

fn generation(model: &str) -> Generation {
    Generation::of(ModelId(model.into()), "a cat".into())
}

fn request(model: &str, format: Format) -> Request {
    submit_request(&order(&generation(model), format))
}

async fn submit(base_url: &str) -> SubmitOutcome {
    let request = request("sora-2", Format::Unified);
    Relay::new(None).unwrap().submit(&target(base_url.to_owned()), Format::Unified, &request, |_| {}).await.outcome
}

#[tokio::test]
async fn a_submit_reaches_the_relay_with_the_key_and_is_accepted() {
    let (base_url, mut requests) = server(reply("200 OK", "", r#"{"task_id":"t1"}"#)).await;
    assert_eq!(submit(&format!("{base_url}/relay")).await, SubmitOutcome::Accepted(RemoteId("t1".into())));
    let heard = requests.recv().await.unwrap();
    assert!(heard.starts_with("POST /relay/v2/videos/generations HTTP/1.1\r\n"), "{heard}");
    assert!(
        heard.contains(&format!("authorization: Bearer {KEY}\r\n")) && heard.contains("user-agent: Dailies/"),
        "{heard}"
    );
    assert!(heard.ends_with(r#"{"model":"sora-2","prompt":"a cat"}"#) && !heard.contains("referer"), "{heard}");
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_was_sent() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let got = submit(&format!("http://127.0.0.1:{port}")).await;
    let failure = Failure::silent(Meaning::Network, Charged::No);
    assert_eq!(got, SubmitOutcome::NotNow { failure, retry_after_ms: None });
}

#[tokio::test]
async fn a_connection_closed_after_the_request_is_lost_and_nothing_is_sent_again() {
    let (base_url, mut requests) = server(String::new()).await;
    assert_eq!(submit(&base_url).await, SubmitOutcome::Lost(Failure::silent(Meaning::Network, Charged::Unknown)));
    assert!(requests.recv().await.is_some());
    assert!(requests.try_recv().is_err(), "the submit was repeated");
}

#[tokio::test]
async fn a_connection_closed_before_anything_was_read_is_lost_too() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::SeqCst);
            drop(stream);
        }
    });
    assert_eq!(submit(&base_url).await, SubmitOutcome::Lost(Failure::silent(Meaning::Network, Charged::Unknown)));
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_answer_cut_off_after_acceptance_is_lost() {
    let (base_url, _requests) = server("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"task".to_owned()).await;
    assert_eq!(submit(&base_url).await, SubmitOutcome::Lost(Failure::silent(Meaning::Network, Charged::Unknown)));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_key_goes_nowhere_else() {
    let (elsewhere, mut stolen) = server(reply("200 OK", "", r#"{"task_id":"t1"}"#)).await;
    let (base_url, _requests) =
        server(reply("307 Temporary Redirect", &format!("location: {elsewhere}/x\r\n"), "")).await;
    let SubmitOutcome::Refused(failure) = submit(&base_url).await else { panic!("not refused") };
    assert_eq!(failure.meaning, Meaning::Invalid);
    assert!(failure.words.unwrap().contains(&elsewhere));
    assert!(stolen.try_recv().is_err());
}

#[tokio::test]
async fn an_echoed_key_does_not_come_back() {
    let body = format!(r#"{{"error":{{"message":"bad key {KEY}","message_zh":"{KEY}","type":"{KEY}"}}}}"#);
    let (base_url, _requests) = server(reply("401 Unauthorized", "", &body)).await;
    let got = submit(&base_url).await;
    let shown = format!("{got:?}");
    assert!(matches!(got, SubmitOutcome::Refused(_)) && !shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn the_built_in_relay_is_reached_by_its_address_of_this_run() {
    let (base_url, mut requests) = server(reply("200 OK", "", r#"{"data":[{"id":"sora-2"}]}"#)).await;
    let target = Target { base_url: "demo:".into(), key: None, proxy: Proxy::System, plain_http: PlainHttp::Refuse };
    let starts = Arc::new(AtomicUsize::new(0));
    let count = starts.clone();
    let key_of_run = Arc::new(std::sync::OnceLock::new());
    let given = key_of_run.clone();
    let demo = Demo::new(move |key| {
        count.fetch_add(1, Ordering::SeqCst);
        given.set(key.expose().to_owned()).unwrap();
        let url = base_url.parse().unwrap();
        std::future::ready(Some(DemoAddress { url, key: Some(key), running: Arc::new(()) }))
    });
    let relay = Relay::new(Some(demo)).unwrap();
    assert_eq!(starts.load(Ordering::SeqCst), 0, "it starts when it is first spoken to");
    for _ in 0..2 {
        assert_eq!(relay.list_models(&target).await, Ok(vec![ModelId("sora-2".into())]));
        let heard = requests.recv().await.unwrap();
        assert!(heard.starts_with("GET /v1/models HTTP/1.1"), "{heard}");
        assert!(heard.contains(&format!("authorization: Bearer {}\r\n", key_of_run.get().unwrap())), "{heard}");
    }
    assert_eq!(starts.load(Ordering::SeqCst), 1);
    let without = Relay::new(None).unwrap().list_models(&target).await;
    assert_eq!(without.unwrap_err().meaning, Meaning::Invalid);
}

#[tokio::test]
async fn a_poll_that_gets_no_answer_is_repeated_later() {
    let (base_url, _requests) = server(String::new()).await;
    let target = Target { base_url, key: None, proxy: Proxy::System, plain_http: PlainHttp::Refuse };
    let generation = Generation::of(ModelId("sora-2".into()), "a cat".into());
    let id = RemoteId("t1".into());
    let inquiry = PollParams { format: Format::Unified, medium: Medium::Film, id: &id, generation: &generation };
    let got = Relay::new(None).unwrap().poll(&target, &inquiry).await.outcome;
    assert_eq!(got.unwrap_err().retry, Retry::Later { after_ms: None });
}

#[tokio::test]
async fn a_picture_file_goes_as_a_form_of_known_length() {
    let (base_url, mut requests) = server(reply("200 OK", "", r#"{"id":"video_1","status":"queued"}"#)).await;
    let rules = r#"{"pictures": {"field": "input_reference", "max": 1, "roles": ["first"], "by": ["file"]}}"#;
    let rules: Rules = serde_json::from_str(rules).unwrap();
    let mut generation = generation("sora-2");
    generation.pictures.push(Picture::new(PictureRole::First, PictureSource::Url { url: String::new() }));
    let pictures = [Attachment::File { media_type: "image/png", bytes: "\u{89}PNG".into() }];
    let order = SubmitParams { rules: &rules, pictures: &pictures, ..order(&generation, Format::Openai) };
    let request = submit_request(&order);
    let got = Relay::new(None).unwrap().submit(&target(base_url), Format::Openai, &request, |_| {}).await.outcome;
    assert_eq!(got, SubmitOutcome::Accepted(RemoteId("video_1".into())));
    let heard = requests.recv().await.unwrap();
    assert!(heard.starts_with("POST /v1/videos HTTP/1.1\r\n") && heard.contains("content-length: "), "{heard}");
    assert!(heard.contains("content-type: multipart/form-data; boundary="), "{heard}");
    let part = "Content-Disposition: form-data; name=\"input_reference\"; filename=\"picture.png\"\r\n\
                Content-Type: image/png\r\n\r\n\u{89}PNG\r\n";
    assert!(heard.contains(part) && heard.contains("name=\"model\"\r\n\r\nsora-2\r\n"), "{heard}");
}

#[tokio::test]
async fn a_lost_job_is_found_in_the_relays_list() {
    let list =
        r#"{"object":"list","has_more":false,"data":[{"id":"video_1","created_at":1700000000,"model":"sora-2"}]}"#;
    let (base_url, mut requests) = server(reply("200 OK", "", list)).await;
    let sought = LostJobQuery::of(&order(&generation("sora-2"), Format::Openai), Timestamp(1_700_000_000_000));
    let relay = Relay::new(None).unwrap();
    let found = relay.find(&target(base_url.clone()), &sought, &[], Timestamp(1_700_000_000_000)).await;
    assert_eq!(found, Ok(LookupResult::Found(RemoteId("video_1".into()))));
    assert!(requests.recv().await.unwrap().starts_with("GET /v1/videos?limit=100&order=desc HTTP/1.1\r\n"));
    assert!(relay.lists_jobs(&target(base_url)).await);
}

/// A chat submit to a relay that streams this, and the percents that it told.
async fn chat(stream: &str) -> (SubmitOutcome, Vec<u8>) {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\nconnection: close\r\n\r\n";
    let (base_url, mut requests) = server(format!("{head}{stream}")).await;
    let request = request("sora_video2", Format::Chat);
    let mut told = Vec::new();
    let (relay, target) = (Relay::new(None).unwrap(), target(base_url));
    let got = relay.submit(&target, Format::Chat, &request, |percent| told.push(percent)).await.outcome;
    let heard = requests.recv().await.unwrap();
    assert!(
        heard.starts_with("POST /v1/chat/completions HTTP/1.1\r\n") && heard.contains(r#""stream":true"#),
        "{heard}"
    );
    assert!(requests.try_recv().is_err(), "the submit was repeated");
    (got, told)
}

fn delta(text: &str) -> String {
    format!("data: {}\n\n", serde_json::json!({"choices": [{"delta": {"content": text}}]}))
}

#[tokio::test]
async fn a_streamed_job_tells_its_progress_and_ends_in_a_film() {
    let end = delta("✅ 视频生成成功，[点击这里](https://cdn.example/a.mp4) 查看视频~~~");
    let (got, told) = chat(&format!("{}{end}data: [DONE]\n\n", delta("进度：37%\n"))).await;
    let SubmitOutcome::Finished { results } = got else { panic!("{got:?}") };
    let url = &results[0];
    assert_eq!(url.as_str(), "https://cdn.example/a.mp4");
    assert_eq!(told, [37]);
}

#[tokio::test]
async fn a_stream_that_breaks_off_is_lost_and_nothing_is_sent_again() {
    let (got, told) = chat(&delta("进度：37%\n")).await;
    assert_eq!(got, SubmitOutcome::Lost(Failure::silent(Meaning::Network, Charged::Unknown)));
    assert_eq!(told, [37]);
}

#[tokio::test]
async fn a_key_echoed_in_a_stream_does_not_come_back() {
    let (got, _) = chat(&format!("{}{}", delta("❌ 失败 sk-canary-"), delta("0123456789"))).await;
    let shown = format!("{got:?}");
    assert!(matches!(got, SubmitOutcome::Refused(_)) && !shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn a_relay_is_reached_through_its_proxy() {
    let (proxy, mut requests) = server(reply("200 OK", "", r#"{"data":[{"id":"sora-2"}]}"#)).await;
    let through = |base_url: &str| Target {
        base_url: base_url.to_owned(),
        key: None,
        proxy: parse_proxy(&proxy).unwrap(),
        plain_http: PlainHttp::Allow,
    };
    let relay = Relay::new(None).unwrap();
    let models = relay.list_models(&through("http://relay.example")).await;
    assert_eq!(models, Ok(vec![ModelId("sora-2".into())]));
    // RFC 9112 section 3.2.2: to a proxy, all of the address.
    assert!(requests.recv().await.unwrap().starts_with("GET http://relay.example/v1/models HTTP/1.1\r\n"));

    let (base_url, mut direct) = server(reply("200 OK", "", r#"{"data":[]}"#)).await;
    assert_eq!(relay.list_models(&through(&base_url)).await, Ok(vec![]), "this computer is reached without it");
    assert!(direct.recv().await.is_some() && requests.try_recv().is_err());
}

#[tokio::test]
async fn a_socks_proxy_is_told_where_to_connect() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = parse_proxy(&format!("socks5h://{}", listener.local_addr().unwrap())).unwrap();
    let asked = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut greeting = [0; 2];
        stream.read_exact(&mut greeting).await.unwrap();
        stream.read_exact(&mut vec![0; usize::from(greeting[1])]).await.unwrap();
        stream.write_all(&[5, 0]).await.unwrap();
        // RFC 1928 section 4: CONNECT, by name.
        let mut head = [0; 5];
        stream.read_exact(&mut head).await.unwrap();
        let mut name = vec![0; usize::from(head[4])];
        stream.read_exact(&mut name).await.unwrap();
        (head[..4].to_vec(), String::from_utf8(name).unwrap())
    });
    let target = Target { base_url: "http://relay.example".into(), key: None, proxy, plain_http: PlainHttp::Allow };
    let failure = Relay::new(None).unwrap().list_models(&target).await.unwrap_err();
    assert_eq!(failure.meaning, Meaning::Network, "the proxy hung up");
    assert_eq!(asked.await.unwrap(), (vec![5, 1, 0, 3], "relay.example".to_owned()));
}

#[tokio::test]
async fn a_chat_model_writes_as_it_goes() {
    let stream = format!("{}{}data: [DONE]\n\n", delta("\"a cat "), delta("in the rain\""));
    let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let (base_url, mut requests) = server(format!("{head}{stream}")).await;
    let mut told = Vec::new();
    let (relay, target, model) = (Relay::new(None).unwrap(), target(base_url), ModelId("gpt".into()));
    let written = relay.write(&target, &model, WritingInput::Improve("a cat"), |text| told.push(text.to_owned())).await;
    assert_eq!(written.map(|written| written.text), Ok("a cat in the rain".to_owned()));
    assert_eq!(told.last().map(String::as_str), Some("\"a cat in the rain\""));
    assert!(requests.recv().await.unwrap().starts_with("POST /v1/chat/completions HTTP/1.1\r\n"));
}

#[tokio::test]
async fn a_model_whose_name_holds_a_piece_of_the_key_is_not_listed() {
    let body = format!(r#"{{"data":[{{"id":"sora-2"}},{{"id":"echo-{}"}}]}}"#, &KEY[..14]);
    let (base_url, _requests) = server(reply("200 OK", "", &body)).await;
    let models = Relay::new(None).unwrap().list_models(&target(base_url)).await;
    assert_eq!(models, Ok(vec![ModelId("sora-2".into())]));
}

#[tokio::test]
async fn an_unlimited_account_is_not_asked_for_its_usage() {
    let (base_url, mut requests) = server(reply("200 OK", "", r#"{"hard_limit_usd":100000000}"#)).await;
    let balance = Relay::new(None).unwrap().balance(&target(base_url), Timestamp(7)).await.unwrap();
    assert_eq!(balance, Balance { left_micros: None, limit_micros: None, checked_at: Timestamp(7) });
    assert!(requests.recv().await.unwrap().starts_with("GET /dashboard/billing/subscription HTTP/1.1\r\n"));
    assert!(requests.try_recv().is_err());
}

#[tokio::test]
async fn nothing_goes_without_encryption_before_the_user_allows_it() {
    // A proxy would hear all that is sent.
    let (proxy, mut requests) = server(reply("200 OK", "", r#"{"data":[]}"#)).await;
    let target = |base_url: &str, plain_http| Target {
        base_url: base_url.to_owned(),
        key: Some(KEY.parse().unwrap()),
        proxy: parse_proxy(&proxy).unwrap(),
        plain_http,
    };
    let relay = Relay::new(None).unwrap();
    let request = request("sora-2", Format::Unified);
    for base_url in ["http://relay.example", "http://192.168.1.5:3000/base", "http://localhost.example"] {
        let target = target(base_url, PlainHttp::Refuse);
        let failure = Failure::silent(Meaning::PlainHttp, Charged::No);
        let submitted = relay.submit(&target, Format::Unified, &request, |_| {}).await.outcome;
        assert_eq!(submitted, SubmitOutcome::Refused(failure.clone()));
        let chat = relay.submit(&target, Format::Chat, &request, |_| {}).await.outcome;
        assert_eq!(chat, SubmitOutcome::Refused(failure.clone()));
        assert_eq!(relay.list_models(&target).await, Err(failure));
        let id = RemoteId("t1".into());
        let generation = Generation::of(ModelId("sora-2".into()), "a cat".into());
        let inquiry = PollParams { format: Format::Unified, medium: Medium::Film, id: &id, generation: &generation };
        let polled = relay.poll(&target, &inquiry).await.outcome.unwrap_err();
        assert_eq!((polled.failure.meaning, polled.retry), (Meaning::PlainHttp, Retry::Never));
    }
    assert!(requests.try_recv().is_err(), "something was sent");
    assert_eq!(relay.list_models(&target("http://relay.example", PlainHttp::Allow)).await, Ok(vec![]));
    assert!(requests.recv().await.unwrap().contains(KEY));
}

#[tokio::test]
async fn a_stream_that_does_not_call_itself_one_does_not_bring_the_key_back_in_pieces() {
    let stream: String = "❌ 失败 ".chars().chain(KEY.chars()).map(|c| delta(&c.to_string())).collect();
    let (base_url, _requests) = server(reply("200 OK", "content-type: text/plain\r\n", &stream)).await;
    let request = request("sora_video2", Format::Chat);
    let (relay, target) = (Relay::new(None).unwrap(), target(base_url));
    let heard = relay.submit(&target, Format::Chat, &request, |_| {}).await;
    assert_eq!(heard.answer.as_deref(), Some(r#""❌ 失败 •••""#));
    assert!(!format!("{:?}", heard.outcome).contains("canary"), "{:?}", heard.outcome);
}

#[tokio::test]
async fn pieces_of_an_echoed_key_are_not_kept() {
    let body = format!(r#"{{"error":{{"message":"the key {}... is not {}","code":"x"}}}}"#, &KEY[..16], &KEY[4..]);
    let (base_url, _requests) = server(reply("401 Unauthorized", "", &body)).await;
    let request = request("sora-2", Format::Unified);
    let heard = Relay::new(None).unwrap().submit(&target(base_url), Format::Unified, &request, |_| {}).await;
    let shown = format!("{heard:?}");
    assert!(shown.contains("is not •••") && !shown.contains("canary"), "{shown}");
}

/// A chat with a relay that sends `head`, says nothing for 300 ms, and then sends `rest`.
async fn conversation(timeouts: ChatTimeouts, head: &str, rest: String) -> Result<ChatReply, TransportError> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let head = head.to_owned();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        hear(&mut stream).await;
        stream.write_all(head.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
        let _ = stream.write_all(rest.as_bytes()).await;
    });
    let request = request("sora_video2", Format::Chat);
    Relay::new(None).unwrap().converse(&target(base_url), &request, timeouts, |_| {}).await
}

fn timeouts(whole_ms: u64, silence_ms: u64) -> ChatTimeouts {
    ChatTimeouts { first_byte: Duration::from_millis(whole_ms), silence: Duration::from_millis(silence_ms) }
}

#[tokio::test]
async fn a_whole_answer_is_waited_for_longer_than_a_stream_may_be_silent() {
    let message = serde_json::json!({"choices": [{"message": {"content": "[a](https://cdn.example/a.mp4)"}}]});
    let whole = reply("200 OK", "content-type: application/json\r\n", &message.to_string());
    let (head, body) = whole.split_once("\r\n\r\n").unwrap();
    let head = format!("{head}\r\n\r\n");
    for (head, rest) in [("", whole.clone()), (head.as_str(), body.to_owned())] {
        let got = conversation(timeouts(20_000, 50), head, rest.clone()).await;
        assert!(matches!(got, Ok(ChatReply::Answer(_))), "{head}");
        let got = conversation(timeouts(50, 20_000), head, rest).await;
        assert!(matches!(got, Err(TransportError::Answer)), "{head}");
    }
}

#[tokio::test]
async fn only_silence_limits_a_stream() {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n{}", delta("进度：1%\n"));
    let rest = format!("{}data: [DONE]\n\n", delta("[a](https://cdn.example/a.mp4)"));
    for (silence_ms, end) in [(20_000, StreamEnd::Done), (50, StreamEnd::Broken)] {
        let Ok(ChatReply::Stream(said)) = conversation(timeouts(100, silence_ms), &head, rest.clone()).await else {
            panic!("no stream")
        };
        assert_eq!(said.end, end);
    }
}

#[test]
fn a_film_by_chat_is_given_twice_the_longest_time_that_is_known() {
    let catalogue = dailies_relay::catalogue::Catalogue::shipped();
    let by_chat = catalogue.entries().iter().filter(|entry| entry.chat.is_some());
    let expected = by_chat.flat_map(|entry| &entry.expected);
    let longest = expected.map(|expected| expected.seconds.1 + expected.adds.values().sum::<u32>()).max().unwrap();
    let longest = Duration::from_secs(longest.into());
    assert!(longest >= Duration::from_secs(10 * 60) && ChatTimeouts::FILM.first_byte >= 2 * longest);
    assert!(ChatTimeouts::FILM.silence >= longest, "a relay may tell no progress");
}
