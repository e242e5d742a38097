//! The media server: what it gives, and to whom it gives nothing.

use dailies_core::model::{JobState, Session};
use reqwest::{Client, Method, StatusCode};
use serde_json::json;

use crate::support::{Room, relay};

struct Served {
    _room: Room,
    base: String,
    clip: i64,
    http: Client,
}

async fn served() -> Served {
    let relay = relay().await;
    let room = Room::connected_to(&relay).await;
    let job = room.generate("aurora", 1).await.remove(0);
    let clip = room.until(&job, JobState::Done).await.clip_id.unwrap().0;
    let session: Session = room.call("get_session", json!({})).await;
    Served { base: session.media_url, clip, http: Client::new(), _room: room }
}

impl Served {
    fn url(&self, file: &str) -> String {
        format!("{}/clips/{}/{file}", self.base, self.clip)
    }

    async fn status(&self, method: Method, url: &str) -> StatusCode {
        self.http.request(method, url).send().await.unwrap().status()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn films_and_pictures_are_served_whole_and_in_parts() {
    let served = served().await;
    let film = served.http.get(served.url("film")).send().await.unwrap();
    assert_eq!(film.headers()["content-type"], "video/mp4");
    let film = film.bytes().await.unwrap();
    assert_eq!(&film[4..8], b"ftyp");
    let part = served.http.get(served.url("film")).header("range", "bytes=4-7").send().await.unwrap();
    assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
    assert_eq!(part.headers()["content-range"], format!("bytes 4-7/{}", film.len()));
    assert_eq!(&part.bytes().await.unwrap()[..], b"ftyp");
    for picture in ["poster", "strip"] {
        let picture = served.http.get(served.url(picture)).send().await.unwrap().bytes().await.unwrap();
        assert_eq!(&picture[..3], [0xff, 0xd8, 0xff]);
    }
    assert_eq!(served.status(Method::HEAD, &served.url("film")).await, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_reading_what_is_there_with_the_token_works() {
    let served = served().await;
    let other_token = served.url("film").replace(served.base.rsplit('/').next().unwrap(), &"0".repeat(32));
    assert_eq!(served.status(Method::GET, &other_token).await, StatusCode::NOT_FOUND);
    for file in ["key", "..", "%2e%2e%2flibrary.sqlite", "film/..", ""] {
        assert_eq!(served.status(Method::GET, &served.url(file)).await, StatusCode::NOT_FOUND, "{file}");
    }
    let missing = format!("{}/clips/999/film", served.base);
    assert_eq!(served.status(Method::GET, &missing).await, StatusCode::NOT_FOUND);
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        assert_eq!(served.status(method, &served.url("film")).await, StatusCode::METHOD_NOT_ALLOWED);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_resolves_to_this_machine_gets_nothing() {
    let served = served().await;
    for host in ["localhost", "evil.example", "127.0.0.1", "127.0.0.1:1"] {
        let answer = served.http.get(served.url("film")).header("host", host).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::MISDIRECTED_REQUEST, "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_page_may_read_pixels() {
    let served = served().await;
    for (origin, allowed) in [("tauri://localhost", true), ("https://evil.example", false), ("null", false)] {
        let answer = served.http.get(served.url("film")).header("origin", origin).send().await.unwrap();
        let header = answer.headers().get("access-control-allow-origin").map(|value| value.to_str().unwrap());
        assert_eq!(header, allowed.then_some(origin), "{origin}");
    }
}
