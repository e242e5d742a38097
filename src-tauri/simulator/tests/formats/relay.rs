//! A quick relay, and what every test asks of it.

use dailies_simulator::{Config, Control, Quality, Simulator};
use image::{ImageFormat, RgbImage};
use reqwest::{Client, RequestBuilder, Response};
use serde_json::Value;
use std::io::Cursor;
use std::sync::LazyLock;
use std::time::Duration;

pub(crate) fn config() -> Config {
    Config { speed: 2000.0, quality: Quality::Tiny, control: Control::Open, ..Config::default() }
}

pub(crate) async fn start() -> Simulator {
    Simulator::start(config()).await.unwrap()
}

/// One client for all, without pooling, so that each request has a connection of its own.
static CLIENT: LazyLock<Client> = LazyLock::new(|| {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().pool_max_idle_per_host(0).no_proxy().build().unwrap()
});

pub(crate) fn post(sim: &Simulator, path: &str) -> RequestBuilder {
    CLIENT.post(format!("{}{path}", sim.address()))
}

pub(crate) async fn get(sim: &Simulator, path: &str) -> Response {
    let url = if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", sim.address()) };
    CLIENT.get(url).send().await.unwrap()
}

pub(crate) fn client() -> &'static Client {
    &CLIENT
}

/// The JSON of an answer with this status.
pub(crate) async fn json(response: Response, status: u16) -> Value {
    let got = response.status().as_u16();
    let text = response.text().await.unwrap();
    assert_eq!(got, status, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// The error of an answer with this status; it has the relay's shape.
pub(crate) async fn error(response: Response, status: u16) -> Value {
    let answer = json(response, status).await;
    for field in ["message", "message_zh", "type"] {
        assert!(answer["error"][field].as_str().is_some_and(|text| !text.is_empty()), "{answer}");
    }
    answer["error"].clone()
}

/// Asks until `done` says so.
pub(crate) async fn until(sim: &Simulator, path: &str, done: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..2000 {
        let answer = json(get(sim, path).await, 200).await;
        if done(&answer) {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("{path} did not end");
}

/// A red picture of this size.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let red = RgbImage::from_pixel(width, height, image::Rgb([200, 16, 16]));
    red.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

pub(crate) async fn is_mp4(response: Response) -> bool {
    response.bytes().await.unwrap()[4..8] == *b"ftyp"
}
