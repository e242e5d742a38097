//! HTTP/1.1 on 127.0.0.1 within bounds: so many connections, so long a head, so much time for it. What is asked for is the
//! router's matter.

use std::{io, sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::JoinSet,
};

/// How many connections are served at once; more wait. A page opens six, and one more for each film that it plays.
pub(super) const MOST_CONNECTIONS: usize = 64;
/// How long a request's head may take to come, and how long a connection may wait for its next.
pub(super) const HEAD_LIMIT: Duration = Duration::from_secs(10);
/// The longest head, in bytes: an address of ours with a browser's headers takes less than one thousand.
const LONGEST_HEAD: usize = 16 << 10;
/// The pause after a connection could not be accepted: as a rule too many files are open.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves for as long as it is polled. Dropping it ends every connection.
pub(super) async fn serve(listener: TcpListener, router: Router) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let place = Arc::clone(&places).acquire_owned().await.map_err(io::Error::other)?;
        while connections.try_join_next().is_some() {}
        match listener.accept().await {
            Ok((stream, _)) => {
                let served = connection(stream, router.clone());
                connections.spawn(async move {
                    served.await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Sends each answer at once. An answer is written in two parts, and the system would keep the second one back until the first
/// is acknowledged, which takes 40 ms: a screen of posters would come one by one (RFC 896, RFC 1122 4.2.3.2).
async fn connection(stream: TcpStream, router: Router) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::warn!(%error, "answers will be late");
    }
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_LIMIT).max_buf_size(LONGEST_HEAD);
    // A connection that breaks off is the page's matter: it asks again.
    if let Err(error) = http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).await {
        tracing::debug!(%error, "a connection ended early");
    }
}

#[cfg(test)]
mod tests {
    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        time::timeout,
    };

    use super::*;

    const ASK: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";

    async fn start() -> std::net::SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(serve(listener, Router::new().route("/", get(async || "here"))));
        address
    }

    async fn answer(stream: &mut TcpStream) -> String {
        stream.write_all(ASK).await.unwrap();
        let mut answer = vec![0; 1024];
        let length = stream.read(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer[..length]).into_owned()
    }

    /// Connections that say nothing keep others out only until their time is over.
    #[tokio::test]
    async fn silent_connections_are_bounded_in_number_and_in_time() {
        let address = start().await;
        let mut silent = Vec::new();
        for _ in 0..MOST_CONNECTIONS {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nho").await.unwrap();
            silent.push(stream);
        }
        let mut late = TcpStream::connect(address).await.unwrap();
        assert!(timeout(Duration::from_secs(1), answer(&mut late)).await.is_err(), "no place was free");
        let mut byte = [0; 256];
        let ended = timeout(HEAD_LIMIT * 3, silent[0].read(&mut byte)).await.expect("it is hung up on");
        assert!(ended.is_ok_and(|length| length == 0 || byte.starts_with(b"HTTP/1.1 408")));
        let mut length = 0;
        while length == 0 {
            length = timeout(HEAD_LIMIT * 3, late.read(&mut byte)).await.expect("a place is free").unwrap();
        }
        assert!(byte.starts_with(b"HTTP/1.1 200"));
    }

    #[tokio::test]
    async fn a_head_without_end_is_refused() {
        let mut stream = TcpStream::connect(start().await).await.unwrap();
        assert!(answer(&mut stream).await.starts_with("HTTP/1.1 200"));
        let endless = [b"GET / HTTP/1.1\r\nx: ".as_slice(), &vec![b'a'; 4 * LONGEST_HEAD]].concat();
        let _ = stream.write_all(&endless).await;
        let mut refused = Vec::new();
        let _ = timeout(HEAD_LIMIT * 3, stream.read_to_end(&mut refused)).await.expect("it is hung up on");
        assert!(!refused.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&refused));
    }
}
