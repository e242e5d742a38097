//! Sends requests whose query contains an apostrophe without re-encoding it. The URL standard, and with it the usual
//! client, writes `%27` (<https://url.spec.whatwg.org/#special-query-percent-encode-set>), but a signature may cover
//! the URL as it was given. Connects directly only; requests through a proxy use the standard form.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use bytes::Bytes;
use http_body_util::Empty;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use reqwest::{
    Body, Response,
    header::{HOST, HeaderMap, HeaderValue},
};
use rustls_platform_verifier::ConfigVerifierExt as _;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::TlsConnector;
use url::{Position, Url};

use super::FetchError;

/// Returns path and query of `url` with the apostrophes of `address`, the text that it was parsed from. `None` if there
/// are none, so that the usual client can be used.
pub(super) fn target(address: &str, url: &Url) -> Option<String> {
    let given = address.split_once('?')?.1.split('#').next()?;
    let query = url.query().filter(|_| given.contains('\''))?;
    let marks = given.match_indices(['\'', '%']).filter_map(|(at, _)| {
        let rest = &given[at..];
        ["'", "%27"].into_iter().find(|mark| rest.starts_with(mark))
    });
    let mut parts = query.split("%27");
    let mut target = format!("{}?{}", url.path(), parts.next()?);
    for (mark, part) in marks.zip(parts) {
        target.push_str(mark);
        target.push_str(part);
    }
    Some(target)
}

/// Sends a GET for `target` to the host of `url`, at one of the given addresses. `limit` is the timeout of each step.
pub(super) async fn get(
    url: &Url,
    target: &str,
    addresses: &[SocketAddr],
    mut headers: HeaderMap,
    limit: Duration,
) -> Result<Response, FetchError> {
    let host = &url[Position::BeforeHost..Position::AfterPort];
    headers.insert(HOST, HeaderValue::from_str(host).map_err(|_| FetchError::Network)?);
    let sent = async {
        let stream = TcpStream::connect(addresses).await.ok()?;
        match url.scheme() {
            "https" => send(secured(url, stream).await?, target, headers).await,
            _ => send(stream, target, headers).await,
        }
    };
    timeout(limit, sent).await.ok().flatten().ok_or(FetchError::Network)
}

async fn secured(url: &Url, stream: TcpStream) -> Option<impl AsyncRead + AsyncWrite + Unpin + Send + 'static> {
    let config = rustls::ClientConfig::with_platform_verifier().ok()?;
    let name = url.host_str()?.trim_matches(['[', ']']).to_owned().try_into().ok()?;
    TlsConnector::from(Arc::new(config)).connect(name, stream).await.ok()
}

async fn send(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    target: &str,
    headers: HeaderMap,
) -> Option<Response> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.ok()?;
    // The task ends when the response body has been read or dropped.
    tokio::spawn(connection);
    let mut request = hyper::Request::get(target).body(Empty::<Bytes>::new()).ok()?;
    *request.headers_mut() = headers;
    let response = sender.send_request(request).await.ok()?;
    Some(response.map(Body::wrap).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Option<String> {
        target(address, &address.parse().unwrap())
    }

    #[test]
    fn apostrophes_of_a_query_stay_as_they_were_given() {
        let same = "/a?x='1'&y=%27&z=%272'%3D";
        assert_eq!(of(&format!("https://cdn.example{same}")).as_deref(), Some(same));
        assert_eq!(of("https://cdn.example/a'b?c='d e'#f'").as_deref(), Some("/a'b?c='d%20e'"));
        for usual in ["https://cdn.example/a'b", "https://cdn.example/?x=%27", "https://cdn.example/#?x='"] {
            assert_eq!(of(usual), None, "{usual}");
        }
    }
}
