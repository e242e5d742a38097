//! Routes of a download: proxies, redirects, and which servers receive the key.

use std::{
    io,
    net::SocketAddr,
    sync::{LazyLock, OnceLock},
};

use axum::serve::Listener;
use rcgen::{CertifiedKey, KeyPair};
use reqwest::{Certificate, ClientBuilder};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional},
    net::TcpStream,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, pki_types::PrivateKeyDer},
    server::TlsStream,
};
use tracing_subscriber::filter::LevelFilter;

use super::*;

const KEY: &str = "sk-canary-7f3a9c51";
const CDN: &str = "https://cdn.example/film.mp4";

/// The certificate of `cdn.example` in these tests.
static CDN_IDENTITY: LazyLock<CertifiedKey<KeyPair>> =
    LazyLock::new(|| rcgen::generate_simple_self_signed(["cdn.example".to_owned()]).unwrap());

/// A TLS server for `cdn.example`, which does not exist in public DNS.
struct Tls(TcpListener, TlsAcceptor);

impl Listener for Tls {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = self.0.accept().await.unwrap();
        (self.1.accept(stream).await.unwrap(), address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.0.local_addr()
    }
}

async fn serving_tls(what: Serve, asked: &Asked) -> SocketAddr {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let certificates = vec![CDN_IDENTITY.cert.der().clone()];
    let key = PrivateKeyDer::Pkcs8(CDN_IDENTITY.signing_key.serialize_der().into());
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(certificates, key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = Router::new().fallback(serve).with_state((what, Arc::clone(asked)));
    let tls = Tls(listener, TlsAcceptor::from(Arc::new(config)));
    tokio::spawn(async move { axum::serve(tls, app).await });
    address
}

type Heard = Arc<Mutex<Vec<String>>>;

/// Starts a proxy that tunnels to `to` whatever host is requested. Returns its address and the hosts requested.
async fn tunnelling(scheme: &str, to: SocketAddr) -> (Proxy, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("{scheme}://{}", listener.local_addr().unwrap());
    let heard = Heard::default();
    let (told, is_socks) = (Arc::clone(&heard), scheme.starts_with("socks"));
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let head = if is_socks { greet_socks(&mut client).await } else { greet_http(&mut client).await };
            told.lock().unwrap().push(head);
            let mut server = TcpStream::connect(to).await.unwrap();
            tokio::spawn(async move { copy_bidirectional(&mut client, &mut server).await });
        }
    });
    (Proxy::Through { url }, heard)
}

/// The head of a CONNECT request (RFC 9110 section 9.3.6).
async fn greet_http(client: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await.unwrap());
    }
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
    String::from_utf8(head).unwrap()
}

/// The name and port that a CONNECT command carries (RFC 1928 section 4); empty where it is an address instead.
async fn greet_socks(client: &mut TcpStream) -> String {
    let mut methods = [0; 2];
    client.read_exact(&mut methods).await.unwrap();
    client.read_exact(&mut vec![0; methods[1].into()]).await.unwrap();
    client.write_all(&[5, 0]).await.unwrap();
    let mut command = [0; 5];
    client.read_exact(&mut command).await.unwrap();
    assert_eq!(command[..4], [5, 1, 0, 3], "a name, not an address");
    let mut name = vec![0; command[4].into()];
    client.read_exact(&mut name).await.unwrap();
    let port = client.read_u16().await.unwrap();
    client.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).await.unwrap();
    format!("{}:{port}", String::from_utf8(name).unwrap())
}

/// A downloader that trusts the certificate of `cdn.example`.
fn trusting() -> Downloader {
    fn builder() -> ClientBuilder {
        let certificate = Certificate::from_der(CDN_IDENTITY.cert.der()).unwrap();
        Client::builder().tls_certs_only([certificate])
    }
    Downloader::with(Common { builder, ..COMMON }).unwrap()
}

fn keyed(url: &Url, proxy: &Proxy) -> Source {
    Source { key: Some(KEY.parse().unwrap()), proxy: proxy.clone(), ..own(url) }
}

fn address(url: &Url) -> SocketAddr {
    url.socket_addrs(|| None).unwrap()[0]
}

/// Returns for each request whether it carried the key.
fn keys(asked: &[Request]) -> Vec<bool> {
    asked.iter().map(|request| request.authorization.is_some()).collect()
}

#[tokio::test]
async fn a_film_behind_the_key_is_fetched_and_resumed_with_it() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Keyed(KEY)).await;
    assert!(matches!(stage.fetch(&url).await, Err(FetchError::Expired { status: 401 })));
    stage.assert_whole(&stage.fetch_from(&keyed(&url, &Proxy::Direct)).await.unwrap());

    stage.leave(&film()[..100], ETAG, None);
    stage.assert_whole(&stage.fetch_from(&keyed(&url, &Proxy::Direct)).await.unwrap());
    assert_eq!(stage.ranges(), [None, None, Some("bytes=100-".to_owned())]);
    assert_eq!(keys(&stage.asked()), [false, true, true]);
}

#[tokio::test]
async fn a_redirect_within_the_origin_keeps_the_key() {
    let stage = Stage::new();
    let url = stage.serving(Serve::Redirect("/again".to_owned())).await;
    let got = stage.fetch_from(&keyed(&url, &Proxy::Direct)).await;
    assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::Redirects))), "{got:?}");
    assert_eq!(keys(&stage.asked()), [true; MAX_REDIRECTS + 1]);
}

#[tokio::test]
async fn an_address_of_the_relays_own_that_asks_for_the_key_gets_it() {
    let relay = Stage::new();
    let url = relay.serving(Serve::Keyed(KEY)).await;
    let unasked = Source { key: None, secret: keyed(&url, &Proxy::Direct).key, ..keyed(&url, &Proxy::Direct) };
    relay.assert_whole(&relay.fetch_from(&unasked).await.unwrap());
    assert_eq!(keys(&relay.asked()), [false, true]);

    let refusing = Stage::new();
    let url = refusing.serving(Serve::Always(StatusCode::FORBIDDEN, "no")).await;
    let got = refusing.fetch_from(&Source { url: url.to_string(), own_origin: Some(url), ..unasked.clone() }).await;
    assert!(matches!(got, Err(FetchError::Expired { status: 403 })), "{got:?}");
    assert_eq!(keys(&refusing.asked()), [false, true]);
}

#[tokio::test]
async fn another_port_of_the_relays_host_sees_neither_key_nor_request() {
    let (relay, other) = (Stage::new(), Stage::new());
    let elsewhere = other.serving(WHOLE).await;
    let url = relay.serving(Serve::Redirect(elsewhere.to_string())).await;
    let got = relay.fetch_from(&keyed(&url, &Proxy::Direct)).await;
    assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::NotHttps))), "{got:?}");
    assert_eq!((keys(&relay.asked()), keys(&other.asked())), (vec![true], vec![]));
}

#[tokio::test]
async fn a_redirect_to_a_stranger_is_followed_without_the_key() {
    let (relay, cdn) = (Stage::new(), Stage::new());
    let (proxy, heard) = tunnelling("http", serving_tls(WHOLE, &cdn.asked).await).await;
    let url = relay.serving(Serve::Redirect(CDN.to_owned())).await;
    let fetched = trusting().fetch(&keyed(&url, &proxy), &relay.part(), |_, _| {}).await.unwrap();
    relay.assert_whole(&fetched);
    assert_eq!((keys(&relay.asked()), keys(&cdn.asked())), (vec![true], vec![false]));
    let heard = heard.lock().unwrap().clone();
    assert!(heard.len() == 1 && heard[0].starts_with("CONNECT cdn.example:443 "), "{heard:?}");
    assert!(!heard[0].contains(KEY));
}

/// The key is not sent again after a redirect through another host, even back to the relay.
#[tokio::test]
async fn a_stranger_that_leads_back_to_the_relay_does_not_bring_the_key_back() {
    let (relay, cdn) = (Stage::new(), Stage::new());
    let url = relay.serving(Serve::Redirect(CDN.to_owned())).await;
    let back = Serve::Redirect(url.join("/paid").unwrap().into());
    let (proxy, _) = tunnelling("http", serving_tls(back, &cdn.asked).await).await;
    for source in [keyed(&url, &proxy), Source { url: CDN.to_owned(), ..keyed(&url, &proxy) }] {
        let got = trusting().fetch(&source, &relay.part(), |_, _| {}).await;
        assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::Redirects))), "{got:?}");
    }
    // Each download makes six requests, three to each server: the first begins at the relay, the second at the CDN.
    assert_eq!(keys(&relay.asked()), [true, false, false, false, false, false]);
    assert_eq!(keys(&cdn.asked()), [false; 6]);
}

/// A signature may cover the URL exactly as it was given.
#[tokio::test]
async fn an_apostrophe_in_the_query_is_sent_as_it_was_given() {
    const QUERY: &str = "?sig=it's%20%27mine%27'";
    let stage = Stage::new();
    let url = stage.serving(WHOLE).await;
    let source = Source { url: format!("{url}{QUERY}"), ..keyed(&url, &Proxy::Direct) };
    stage.leave(&film()[..100], ETAG, None);
    stage.assert_whole(&stage.fetch_from(&source).await.unwrap());
    let asked = stage.asked();
    assert_eq!((asked.len(), asked[0].uri.as_str()), (1, &*format!("/film.mp4{QUERY}")));
    assert_eq!((asked[0].range.as_deref(), keys(&asked)), (Some("bytes=100-"), vec![true]));

    let relay = Stage::new();
    let away = relay.serving(Serve::Redirect(source.url.clone())).await;
    let got = relay.fetch_from(&stranger(away.as_str(), Some(&away))).await;
    assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::NotHttps))), "{got:?}");
    let within = relay.serving(Serve::Redirect(format!("/again{QUERY}"))).await;
    let got = relay.fetch_from(&stranger(within.as_str(), Some(&within))).await;
    assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::Redirects))), "{got:?}");
    assert_eq!(relay.asked()[2].uri, format!("/again{QUERY}"));
}

#[tokio::test]
async fn an_http_proxy_is_used_and_looks_names_up() {
    let stage = Stage::new();
    // The server acts as the proxy; an HTTP proxy receives the absolute URL.
    let proxy = Proxy::Through { url: stage.serving(WHOLE).await.origin().ascii_serialization() };
    let url: Url = "http://relay.example/film.mp4".parse().unwrap();
    let source = Source { proxy, ..own(&url) };
    stage.assert_whole(&stage.fetch_from(&source).await.unwrap());
    assert_eq!(stage.asked()[0].uri, url.as_str());
}

#[tokio::test]
async fn a_socks_proxy_is_used_and_looks_names_up() {
    for scheme in ["socks5", "socks5h"] {
        let stage = Stage::new();
        let (proxy, heard) = tunnelling(scheme, address(&stage.serving(WHOLE).await)).await;
        let url: Url = "http://relay.example/film.mp4".parse().unwrap();
        stage.assert_whole(&stage.fetch_from(&Source { proxy, ..own(&url) }).await.unwrap());
        assert_eq!(*heard.lock().unwrap(), ["relay.example:80"]);
    }
}

#[tokio::test]
async fn no_proxy_leads_to_this_computer() {
    let stage = Stage::new();
    let url = stage.serving(WHOLE).await;
    let (proxy, heard) = tunnelling("http", address(&url)).await;
    stage.assert_whole(&stage.fetch_from(&Source { proxy, ..own(&url) }).await.unwrap());
    assert_eq!(heard.lock().unwrap().len(), 0);
}

#[tokio::test]
async fn an_address_of_no_proxy_is_told() {
    let stage = Stage::new();
    let proxy = Proxy::Through { url: "no proxy".to_owned() };
    let got = stage.fetch_from(&Source { proxy, ..stranger(CDN, None) }).await;
    assert!(matches!(got, Err(FetchError::Proxy)), "{got:?}");
}

#[tokio::test]
async fn a_private_address_is_refused_through_a_proxy_too() {
    let stage = Stage::new();
    let (proxy, heard) = tunnelling("http", ([127, 0, 0, 1], 9).into()).await;
    let source = Source { proxy, ..stranger("https://192.168.1.1/film.mp4", None) };
    let got = stage.fetch_from(&source).await;
    assert!(matches!(got, Err(FetchError::Unsafe(UnsafeAddress::Private))), "{got:?}");
    assert_eq!(heard.lock().unwrap().len(), 0);
}

/// All log records of this process, of every crate and level.
fn log() -> &'static Mutex<Vec<u8>> {
    static LOG: OnceLock<Mutex<Vec<u8>>> = OnceLock::new();
    LOG.get_or_init(|| {
        let writer = || LogWriter;
        tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_writer(writer).init();
        Mutex::default()
    })
}

struct LogWriter;

impl io::Write for LogWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        log().lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_key_is_in_no_error_and_no_log() {
    log();
    let (relay, cdn) = (Stage::new(), Stage::new());
    let (proxy, _) = tunnelling("http", serving_tls(Serve::Keyed(KEY), &cdn.asked).await).await;
    let url = relay.serving(Serve::Redirect(CDN.to_owned())).await;
    let refused = trusting().fetch(&keyed(&url, &proxy), &relay.part(), |_, _| {}).await.unwrap_err();
    let gone = keyed(&"http://127.0.0.1:9/film.mp4".parse().unwrap(), &proxy);
    let lost = relay.fetch_from(&gone).await.unwrap_err();
    assert_eq!((keys(&relay.asked()), keys(&cdn.asked())), (vec![true], vec![false]));

    let shown = format!("{refused:?} {refused} {lost:?} {lost} {gone:?}");
    assert!(!shown.contains(KEY), "{shown}");
    let logged = String::from_utf8_lossy(&log().lock().unwrap()).into_owned();
    assert!(logged.contains("cdn.example") && !logged.contains(KEY));
}
