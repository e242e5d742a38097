//! Exchanges with a server of our own that answers as it is told, or hangs up.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

use super::*;
use crate::{
    catalogue::Rules,
    model::{Generation, Medium, RemoteId},
    relay::{self, Order},
};

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

async fn submit(base_url: &str) -> Submission {
    let generation = Generation::of(ModelId("sora-2".into()), "a cat".into());
    let request = relay::submit_request(&Order {
        format: Format::Unified,
        medium: Medium::Film,
        generation: &generation,
        rules: &Rules::default(),
        pictures: &[],
    });
    let target = Target { base_url: base_url.to_owned(), key: Some(KEY.parse().unwrap()), proxy: Proxy::System };
    Relay::new(None).unwrap().submit(&target, Format::Unified, &request).await
}

#[tokio::test]
async fn a_submit_reaches_the_relay_with_the_key_and_is_accepted() {
    let (base_url, mut requests) = server(reply("200 OK", "", r#"{"task_id":"t1"}"#)).await;
    assert_eq!(submit(&format!("{base_url}/relay")).await, Submission::Accepted(RemoteId("t1".into())));
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
    assert_eq!(got, Submission::NotNow { failure, retry_after_ms: None });
}

#[tokio::test]
async fn a_connection_closed_after_the_request_is_lost_and_nothing_is_sent_again() {
    let (base_url, mut requests) = server(String::new()).await;
    assert_eq!(submit(&base_url).await, Submission::Lost(Failure::silent(Meaning::Network, Charged::Unknown)));
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
    assert_eq!(submit(&base_url).await, Submission::Lost(Failure::silent(Meaning::Network, Charged::Unknown)));
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_answer_cut_off_after_acceptance_is_lost() {
    let (base_url, _requests) = server("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"task".to_owned()).await;
    assert_eq!(submit(&base_url).await, Submission::Lost(Failure::silent(Meaning::Network, Charged::Unknown)));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_key_goes_nowhere_else() {
    let (elsewhere, mut stolen) = server(reply("200 OK", "", r#"{"task_id":"t1"}"#)).await;
    let (base_url, _requests) =
        server(reply("307 Temporary Redirect", &format!("location: {elsewhere}/x\r\n"), "")).await;
    let Submission::Refused(failure) = submit(&base_url).await else { panic!("not refused") };
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
    assert!(matches!(got, Submission::Refused(_)) && !shown.contains("canary"), "{shown}");
}

#[tokio::test]
async fn the_built_in_relay_is_reached_by_its_address_of_this_run() {
    let (base_url, mut requests) = server(reply("200 OK", "", r#"{"data":[{"id":"sora-2"}]}"#)).await;
    let target = Target { base_url: "demo:".into(), key: None, proxy: Proxy::System };
    let relay = Relay::new(Some(base_url.parse().unwrap())).unwrap();
    assert_eq!(relay.list_models(&target).await, Ok(vec![ModelId("sora-2".into())]));
    let heard = requests.recv().await.unwrap();
    assert!(heard.starts_with("GET /v1/models HTTP/1.1") && !heard.contains("authorization"), "{heard}");
    let without = Relay::new(None).unwrap().list_models(&target).await;
    assert_eq!(without.unwrap_err().meaning, Meaning::Invalid);
}

#[tokio::test]
async fn a_poll_that_gets_no_answer_is_repeated_later() {
    let (base_url, _requests) = server(String::new()).await;
    let target = Target { base_url, key: None, proxy: Proxy::System };
    let generation = Generation::of(ModelId("sora-2".into()), "a cat".into());
    let id = RemoteId("t1".into());
    let inquiry = Inquiry { format: Format::Unified, medium: Medium::Film, id: &id, generation: &generation };
    let got = Relay::new(None).unwrap().poll(&target, &inquiry).await;
    assert_eq!(got.unwrap_err().retry, Retry::Later { after_ms: None });
}
