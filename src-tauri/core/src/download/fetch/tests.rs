//! Downloads from a local server that follows the HTTP rules, or breaks them on request.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{self, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::{StreamExt, future::BoxFuture, stream};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::{super::address_guard::Lookup, *};
use dailies_model::{Medium, Proxy};

mod encoded;
mod routes;
mod small;
mod whole;

const ETAG: &str = "\"v1\"";

/// How the server responds.
#[derive(Clone)]
enum Serve {
    /// Serves ranges with this ETag, and drops the connection after so many bytes.
    Film { etag: &'static str, breaks_after: Option<usize> },
    /// Responds to a range request with 206 and the wrong range; correctly to any other.
    WrongRange,
    /// Always sends this response.
    Always(StatusCode, &'static str),
    /// Redirects to this URL.
    Redirect(String),
    /// Sends the beginning of a film and then stalls.
    Stall,
    /// Sends the whole film without a `Content-Length`.
    Unmeasured,
    /// Requires this key.
    Keyed(&'static str),
    /// Has only these first bytes of the film, with or without the total size; serves ranges.
    Prefix { bytes: Vec<u8>, is_told: bool },
    /// Always responds with these bytes in this content encoding.
    Encoded(&'static str, Vec<u8>),
}

/// A received request.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Request {
    /// Path and query, byte for byte.
    uri: String,
    range: Option<String>,
    authorization: Option<String>,
}

type Asked = Arc<Mutex<Vec<Request>>>;

/// A minimal film: valid boxes with empty headers and some 200 KB of media data.
fn film() -> Vec<u8> {
    let pictures: Vec<_> = (0..200_000_u32).map(|n| n.to_le_bytes()[(n % 3) as usize]).collect();
    let size = (8 + pictures.len() as u32).to_be_bytes();
    [b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08moov", &size[..], b"mdat", &pictures].concat()
}

async fn serve(State((serve, asked)): State<(Serve, Asked)>, request: extract::Request) -> Response {
    let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
    let range = header(RANGE);
    let authorization = header(AUTHORIZATION);
    let (uri, seen) = (request.uri().to_string(), authorization.clone());
    asked.lock().unwrap().push(Request { uri, range: range.clone(), authorization: seen });
    assert!(header(header::REFERER).is_none() && header(header::COOKIE).is_none());
    let bytes = film();
    match serve {
        Serve::Film { etag, breaks_after } => {
            let resumed = range.filter(|_| header(IF_RANGE).as_deref() == Some(etag));
            ranged(&bytes, resumed.as_deref(), etag, breaks_after)
        }
        Serve::Keyed(key) => match authorization {
            Some(given) if given == format!("Bearer {key}") => ranged(&bytes, range.as_deref(), ETAG, None),
            _ => StatusCode::UNAUTHORIZED.into_response(),
        },
        Serve::WrongRange => match range {
            Some(_) => {
                (StatusCode::PARTIAL_CONTENT, [(header::CONTENT_RANGE, "bytes 0-9/10")], "0123456789").into_response()
            }
            None => bytes.into_response(),
        },
        Serve::Always(status, text) => (status, text).into_response(),
        Serve::Redirect(to) => (StatusCode::FOUND, [(LOCATION, to)]).into_response(),
        Serve::Stall => {
            let rest = stream::once(async { Ok::<_, std::io::Error>(film()) }).chain(stream::pending());
            ([(header::CONTENT_LENGTH, "999999"), (header::ETAG, ETAG)], Body::from_stream(rest)).into_response()
        }
        Serve::Prefix { bytes, is_told } => {
            let resumed = range.filter(|_| header(IF_RANGE).as_deref() == Some(ETAG));
            if is_told || resumed.is_some() {
                return ranged(&bytes, resumed.as_deref(), ETAG, None);
            }
            let body = Body::from_stream(stream::once(async { Ok::<_, std::io::Error>(bytes) }));
            ([(header::ETAG, ETAG)], body).into_response()
        }
        Serve::Encoded(encoding, bytes) => {
            assert_eq!(header(ACCEPT_ENCODING).as_deref(), Some("identity"));
            ([(header::CONTENT_ENCODING, encoding), (header::ETAG, ETAG)], bytes).into_response()
        }
        Serve::Unmeasured => Body::from_stream(stream::once(async { Ok::<_, std::io::Error>(film()) })).into_response(),
    }
}

fn ranged(bytes: &[u8], range: Option<&str>, etag: &'static str, breaks_after: Option<usize>) -> Response {
    let start: usize = range.map_or(0, |range| range["bytes=".len()..].split('-').next().unwrap().parse().unwrap());
    if start >= bytes.len() {
        let whole = format!("bytes */{}", bytes.len());
        return (StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, whole)]).into_response();
    }
    let status = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let body = match breaks_after {
        None => Body::from(bytes[start..].to_vec()),
        Some(count) => {
            let some = bytes[start..start + count].to_vec();
            let broken = stream::once(async { Ok(some) }).chain(stream::once(async {
                // Makes the body pending once, so that the server sends the data before it fails.
                tokio::task::yield_now().await;
                Err(std::io::Error::other("broken"))
            }));
            Body::from_stream(broken)
        }
    };
    let headers = [
        (header::CONTENT_LENGTH, (bytes.len() - start).to_string()),
        (header::CONTENT_RANGE, format!("bytes {start}-{}/{}", bytes.len() - 1, bytes.len())),
        (header::ETAG, etag.to_owned()),
    ];
    (status, headers, body).into_response()
}

struct Stage {
    folder: TempDir,
    asked: Asked,
}

impl Stage {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), asked: Asked::default() }
    }

    fn part(&self) -> std::path::PathBuf {
        self.folder.path().join("film.mp4.part")
    }

    fn meta(&self) -> std::path::PathBuf {
        self.folder.path().join("film.mp4.part.meta")
    }

    async fn serving(&self, what: Serve) -> Url {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/film.mp4", listener.local_addr().unwrap()).parse().unwrap();
        let app = Router::new().fallback(serve).with_state((what, Arc::clone(&self.asked)));
        tokio::spawn(async move { axum::serve(listener, app).await });
        url
    }

    async fn fetch(&self, url: &Url) -> Result<Fetched, FetchError> {
        self.fetch_from(&own(url)).await
    }

    async fn fetch_from(&self, source: &Source) -> Result<Fetched, FetchError> {
        downloader().fetch(source, &self.part(), |_, _| {}).await
    }

    fn asked(&self) -> Vec<Request> {
        self.asked.lock().unwrap().clone()
    }

    fn ranges(&self) -> Vec<Option<String>> {
        self.asked().into_iter().map(|request| request.range).collect()
    }

    fn leave(&self, bytes: &[u8], etag: &str, total: Option<u64>) {
        std::fs::write(self.part(), bytes).unwrap();
        let version = Version { if_range: etag.to_owned(), total };
        std::fs::write(self.meta(), serde_json::to_vec(&version).unwrap()).unwrap();
    }

    fn assert_whole(&self, fetched: &Fetched) {
        use sha2::{Digest, Sha256};
        let bytes = std::fs::read(self.part()).unwrap();
        assert!(bytes == film(), "{} bytes of {}", bytes.len(), film().len());
        let sha256 = Sha256::digest(film()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(*fetched, Fetched { bytes: film().len() as u64, sha256, container: Container::Mp4 });
    }
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../media/tests/fixtures").join(name)).unwrap()
}

/// The source of a film at the relay's own origin.
fn own(url: &Url) -> Source {
    stranger(url.as_str(), Some(url))
}

fn stranger(url: &str, own_origin: Option<&Url>) -> Source {
    Source {
        url: url.to_owned(),
        medium: Medium::Film,
        own_origin: own_origin.cloned(),
        key: None,
        secret: None,
        proxy: Proxy::Direct,
    }
}

const COMMON: Common = Common { stall: STALL, lookup: address_guard::system_lookup, builder: Client::builder };

fn downloader() -> Downloader {
    Downloader::with(COMMON).unwrap()
}

const WHOLE: Serve = Serve::Film { etag: ETAG, breaks_after: None };

#[tokio::test]
async fn a_film_is_fetched_and_gets_its_name() {
    let stage = Stage::new();
    let url = stage.serving(WHOLE).await;
    let mut seen = Vec::new();
    let fetched = downloader().fetch(&own(&url), &stage.part(), |have, total| seen.push((have, total))).await.unwrap();
    stage.assert_whole(&fetched);
    let all = film().len() as u64;
    assert_eq!(seen.last(), Some(&(all, Some(all))));
    assert!(seen.is_sorted());

    let name = stage.folder.path().join("film.mp4");
    part_file::finish(&stage.part(), &name).await.unwrap();
    assert!(std::fs::read(name).unwrap() == film());
    assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn a_broken_download_goes_on_where_it_broke_off() {
    let stage = Stage::new();
    let broken = stage.serving(Serve::Film { etag: ETAG, breaks_after: Some(5000) }).await;
    assert!(matches!(stage.fetch(&broken).await, Err(FetchError::Network)));
    let held = std::fs::metadata(stage.part()).unwrap().len();
    assert!(held > 0 && held < film().len() as u64, "{held}");

    let url = stage.serving(WHOLE).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
    assert_eq!(stage.ranges(), [None, Some(format!("bytes={held}-"))]);
}

#[tokio::test]
async fn a_film_that_changed_is_fetched_anew() {
    let stage = Stage::new();
    stage.leave(b"\0\0\0\x20ftypOLD!", "\"v0\"", Some(50));
    let url = stage.serving(WHOLE).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
    assert_eq!(stage.ranges(), [Some("bytes=12-".to_owned())]);
}

#[tokio::test]
async fn a_wrong_range_is_not_appended() {
    let stage = Stage::new();
    stage.leave(&film()[..100], ETAG, Some(film().len() as u64));
    let url = stage.serving(Serve::WrongRange).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
    assert_eq!(stage.ranges(), [Some("bytes=100-".to_owned()), None]);
}

#[tokio::test]
async fn a_part_without_its_version_is_fetched_anew() {
    let stage = Stage::new();
    std::fs::write(stage.part(), &film()[..100]).unwrap();
    let url = stage.serving(WHOLE).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
    assert_eq!(stage.ranges(), [None]);
}

#[tokio::test]
async fn a_part_that_is_whole_is_not_asked_for() {
    let stage = Stage::new();
    stage.leave(&film(), ETAG, Some(film().len() as u64));
    let url = stage.serving(WHOLE).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
    assert_eq!(stage.ranges(), [] as [Option<String>; 0]);
}

#[tokio::test]
async fn a_whole_part_of_unknown_length_is_recognised() {
    let stage = Stage::new();
    stage.leave(&film(), ETAG, None);
    let url = stage.serving(WHOLE).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
}

#[tokio::test]
async fn a_page_with_status_200_is_no_film_and_leaves_nothing() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Always(StatusCode::OK, "<html><h1>Link expired</h1></html>")).await;
    let got = stage.fetch(&url).await;
    assert!(
        matches!(&got, Err(FetchError::Unexpected { found: None, words: Some(words), .. }) if words == "Link expired"),
        "{got:?}"
    );
    assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn what_is_of_another_medium_is_refused_and_leaves_nothing() {
    let stage = Stage::new();
    let url = stage.serving(WHOLE).await;
    for expected in [Medium::Still, Medium::Sound] {
        let got = stage.fetch_from(&Source { medium: expected, ..own(&url) }).await;
        let Err(FetchError::Unexpected { expected: told, found, words: None }) = got else { panic!("{got:?}") };
        assert_eq!((told, found), (expected, Some(Container::Mp4)));
        assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 0);
    }
}

#[tokio::test]
async fn stills_and_sounds_are_fetched_as_what_they_are() {
    let (still, sound) = (fixture("stills/quarters.gif"), fixture("sounds/flac.flac"));
    for (medium, bytes, container) in [(Medium::Still, still, Container::Gif), (Medium::Sound, sound, Container::Flac)]
    {
        let stage = Stage::new();
        let url = stage.serving(Serve::Prefix { bytes: bytes.clone(), is_told: true }).await;
        let fetched = stage.fetch_from(&Source { medium, ..own(&url) }).await.unwrap();
        assert_eq!((fetched.container, fetched.bytes), (container, bytes.len() as u64));
        assert!(std::fs::read(stage.part()).unwrap() == bytes);
    }
}

#[tokio::test]
async fn a_part_of_another_medium_is_fetched_anew() {
    let stage = Stage::new();
    stage.leave(b"GIF89a and a picture", ETAG, None);
    let url = stage.serving(WHOLE).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
    assert_eq!(stage.ranges(), [None]);
}

#[tokio::test]
async fn an_expired_address_says_so_and_the_part_stays() {
    let stage = Stage::new();
    stage.leave(&film()[..100], ETAG, None);
    let url = stage.serving(Serve::Always(StatusCode::FORBIDDEN, "expired")).await;
    let got = stage.fetch(&url).await;
    assert!(matches!(got, Err(FetchError::Expired { status: 403 })), "{got:?}");
    assert_eq!(std::fs::read(stage.part()).unwrap().len(), 100);
}

#[tokio::test]
async fn this_computer_is_refused_unless_the_relay_is_on_it() {
    let stage = Stage::new();
    let url = stage.serving(WHOLE).await;
    let other = "http://127.0.0.1:9/".parse().unwrap();
    for allowed in [None, Some(&other)] {
        let got = stage.fetch_from(&stranger(url.as_str(), allowed)).await;
        assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::NotHttps))), "{got:?}");
        let tls = url.as_str().replace("http:", "https:");
        let got = stage.fetch_from(&stranger(&tls, allowed)).await;
        assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::Private))), "{got:?}");
    }
    assert_eq!(stage.ranges(), [] as [Option<String>; 0]);
}

#[tokio::test]
async fn a_redirect_into_a_private_network_is_not_followed() {
    for (to, reason) in [
        ("https://169.254.169.254/latest", UnsafeAddress::Private),
        ("https://localhost/film", UnsafeAddress::Private),
        ("http://cdn.example/film", UnsafeAddress::NotHttps),
        ("file:///etc/passwd", UnsafeAddress::Unreadable),
    ] {
        let stage = Stage::new();
        let url = stage.serving(Serve::Redirect(to.to_owned())).await;
        let got = stage.fetch(&url).await;
        assert!(matches!(got, Err(FetchError::Unsafe(got)) if got == reason), "{to}: {got:?}");
    }
}

#[tokio::test]
async fn a_redirect_within_the_relays_origin_is_followed_but_not_for_ever() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Redirect("/again".to_owned())).await;
    let got = stage.fetch(&url).await;
    assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::Redirects))), "{got:?}");
    assert_eq!(stage.ranges().len(), MAX_REDIRECTS + 1);
}

#[tokio::test]
async fn a_name_that_leads_into_a_private_network_is_refused() {
    fn lookup(_: String) -> BoxFuture<'static, std::io::Result<Vec<std::net::SocketAddr>>> {
        Box::pin(async { Ok(vec![([127, 0, 0, 1], 0).into()]) })
    }
    let stage = Stage::new();
    let downloader = Downloader::with(Common { lookup: lookup as Lookup, ..COMMON }).unwrap();
    let got = downloader.fetch(&stranger("https://cdn.example/film.mp4", None), &stage.part(), |_, _| {}).await;
    assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::Private))), "{got:?}");
}

#[tokio::test]
async fn a_film_that_is_too_large_is_not_kept() {
    for what in [WHOLE, Serve::Unmeasured] {
        let stage = Stage::new();
        let url = stage.serving(what).await;
        let downloader = Downloader { most_bytes: 1000, ..downloader() };
        let got = downloader.fetch(&own(&url), &stage.part(), |_, _| {}).await;
        assert!(matches!(got, Err(FetchError::TooLarge)), "{got:?}");
        assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 0);
    }
}

#[tokio::test]
async fn a_film_of_untold_length_is_fetched() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Unmeasured).await;
    stage.assert_whole(&stage.fetch(&url).await.unwrap());
}

#[tokio::test]
async fn a_server_that_says_nothing_more_is_given_up_and_the_part_stays() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Stall).await;
    let downloader = Downloader::with(Common { stall: Duration::from_millis(300), ..COMMON }).unwrap();
    let got = downloader.fetch(&own(&url), &stage.part(), |_, _| {}).await;
    assert!(matches!(got, Err(FetchError::Network)), "{got:?}");
    assert!(std::fs::read(stage.part()).unwrap() == film());
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_is_told_from_a_broken_one() {
    let stage = Stage::new();
    let url = stage.serving(WHOLE).await;
    std::os::unix::fs::symlink("/dev/full", stage.part()).unwrap();
    let got = stage.fetch(&url).await;
    assert!(matches!(got, Err(FetchError::DiskFull)), "{got:?}");

    let nowhere = stage.folder.path().join("no/such/folder.part");
    let got = downloader().fetch(&own(&url), &nowhere, |_, _| {}).await;
    assert!(matches!(got, Err(FetchError::Disk(_))), "{got:?}");
}

#[tokio::test]
async fn a_key_that_a_server_repeats_is_not_written_down() {
    const TAG: &str = "\"sk-canary-0123456789\"";
    let secret = Some(TAG.trim_matches('"').parse().unwrap());
    let stage = Stage::new();
    let url = stage.serving(Serve::Film { etag: TAG, breaks_after: Some(1000) }).await;
    let source = Source { secret, ..own(&url) };
    assert!(matches!(stage.fetch_from(&source).await, Err(FetchError::Network)));
    assert!(stage.part().is_file() && !stage.meta().exists(), "the validator was written down");

    let page = stage.serving(Serve::Always(StatusCode::OK, "<b>bad</b> sk-canary-0123456789, sk-canary-0123...")).await;
    let got = stage.fetch_from(&Source { own_origin: Some(page.clone()), url: page.to_string(), ..source }).await;
    let Err(FetchError::Unexpected { words, .. }) = got else { panic!("{got:?}") };
    assert_eq!(words.as_deref(), Some("bad •••, •••..."));
}
