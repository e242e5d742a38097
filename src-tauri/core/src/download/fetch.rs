//! Downloads one file, from the first request to the synced part file.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use reqwest::{
    Client, Response, StatusCode,
    header::{self, ACCEPT_ENCODING, AUTHORIZATION, HeaderMap, HeaderValue, IF_RANGE, LOCATION, RANGE},
};
use url::{Position, Url};

use super::{
    FetchError, Fetched, Source, UnsafeAddress, address_guard,
    body::{Body, network},
    client_pool::{ClientPool, Common, USER_AGENT},
    completeness,
    error_page::{GLIMPSE, glimpse},
    part_file::{self, PartFile, Version},
    raw_query,
    reply::{self, PartialFile, Reply},
    throughput::Throughput,
};
use dailies_model::Container;

const MAX_REDIRECTS: usize = 5;
/// Upper limit of a file, in bytes. No known relay makes larger ones.
const MOST_BYTES: u64 = 4 << 30;
/// The range requested by a probe: [`Container::HEAD`] bytes, enough to recognise a container.
const FIRST_BYTES: &str = "bytes=0-63";
/// The longest time without data, and the window over which [`Throughput`] is measured.
const STALL: Duration = Duration::from_secs(60);

/// Downloads files. Sends no cookies, and no key except that of a [`Source`].
pub struct Downloader {
    clients: ClientPool,
    most_bytes: u64,
    stall: Duration,
}

impl Downloader {
    /// Creates a downloader. Fails when the system's certificates cannot be read.
    pub fn new() -> Result<Self, reqwest::Error> {
        Self::with(Common { stall: STALL, lookup: address_guard::system_lookup, builder: Client::builder })
    }

    fn with(common: Common) -> Result<Self, reqwest::Error> {
        Ok(Self { clients: ClientPool::new(common)?, most_bytes: MOST_BYTES, stall: common.stall })
    }

    /// Downloads a file into `part_file`, resuming an earlier call, syncs it and checks that it is complete.
    /// [`super::finish`] then gives it its final name. `progress` is called at the beginning and after each chunk with
    /// the bytes received so far and the total, if known.
    ///
    /// # Errors
    /// `CutOff`: the next call resumes where the file stopped, or starts over if the server has no more of it.
    pub async fn fetch(
        &self,
        source: &Source,
        part: &Path,
        progress: impl FnMut(u64, Option<u64>) + Send,
    ) -> Result<Fetched, FetchError> {
        let before = part_file::length(part).await;
        let fetched = self.receive(source, part, progress).await?;
        if completeness::is_whole(part).await? {
            return Ok(fetched);
        }
        if fetched.bytes == before || part_file::is_all(part, fetched.bytes).await {
            part_file::discard(part).await?;
        }
        Err(FetchError::CutOff)
    }

    /// Receives as much of a file as the server has.
    async fn receive(
        &self,
        source: &Source,
        part: &Path,
        mut progress: impl FnMut(u64, Option<u64>) + Send,
    ) -> Result<Fetched, FetchError> {
        let mut held = PartFile::left_at(part, source.medium).await?;
        if let Some((whole, _)) = held.take_if(|(held, version)| version.total == Some(held.received())) {
            return Ok(whole.close().await?);
        }
        loop {
            let response = self.get(source, held.as_ref().map(after).unwrap_or_default()).await?;
            let reply = reply::read(response.status(), response.headers(), held.as_ref().map(PartialFile::of))?;
            match (reply, held.take()) {
                (Reply::Whole { total, version }, _) => {
                    let mut body = Body::of(response, self.stall);
                    let head = self.head(&mut body, source, total).await?;
                    // A validator that contains the key is not stored; the next attempt then starts over.
                    let version = version.filter(|version| source.redacted(&version.if_range) == version.if_range);
                    let mut anew = PartFile::anew(part, version.as_ref()).await?;
                    anew.append(&head).await?;
                    return self.rest(body, anew, part, total, &mut progress).await;
                }
                (Reply::Rest { total }, Some((held, _))) => {
                    return self.rest(Body::of(response, self.stall), held, part, total, &mut progress).await;
                }
                (Reply::Nothing, Some((whole, _))) => return Ok(whole.close().await?),
                // The next pass of the loop requests the whole file, since there is no part now.
                (Reply::Restart, Some(_)) => part_file::discard(part).await?,
                (_, None) => return Err(FetchError::Network),
            }
        }
    }

    /// Receives the first bytes and checks that they are of the expected medium, before anything on disk is changed.
    async fn head(&self, body: &mut Body, source: &Source, total: Option<u64>) -> Result<Vec<u8>, FetchError> {
        if total.is_some_and(|total| total > self.most_bytes) {
            return Err(FetchError::TooLarge);
        }
        let expected = source.medium;
        let mut head = Vec::new();
        body.receive_until(&mut head, Container::HEAD).await?;
        let found = Container::of(&head);
        if found.map(Container::medium) == Some(expected) {
            return Ok(head);
        }
        // The rest of the text is only shown to the user, so an error while reading it is ignored.
        let _ = body.receive_until(&mut head, GLIMPSE).await;
        let words = glimpse(&head).map(|words| source.redacted(&words));
        Err(FetchError::Unexpected { expected, found, words })
    }

    /// Receives the missing rest of a part.
    async fn rest(
        &self,
        mut body: Body,
        mut part: PartFile,
        path: &Path,
        total: Option<u64>,
        progress: &mut (impl FnMut(u64, Option<u64>) + Send),
    ) -> Result<Fetched, FetchError> {
        let most = total.unwrap_or(u64::MAX).min(self.most_bytes);
        progress(part.received(), total);
        let (began_at, mut rate) = (Instant::now(), Throughput::of(self.stall, part.received()));
        let received = loop {
            match body.chunk().await {
                Ok(Some(chunk)) if part.received() + chunk.len() as u64 > most => {
                    part_file::discard(path).await?;
                    return Err(if total == Some(most) { FetchError::Network } else { FetchError::TooLarge });
                }
                Ok(Some(chunk)) => part.append(&chunk).await?,
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            }
            progress(part.received(), total);
            if rate.is_too_low(began_at.elapsed(), part.received()) {
                break Err(FetchError::TooSlow);
            }
        };
        part.flush().await?;
        received?;
        if total.is_some_and(|total| total != part.received()) {
            return Err(FetchError::Network);
        }
        Ok(part.close().await?)
    }

    /// Checks that the file is still available: its first bytes are requested and must be of the expected medium.
    pub async fn probe(&self, source: &Source) -> Result<(), FetchError> {
        let first = HeaderMap::from_iter([(RANGE, HeaderValue::from_static(FIRST_BYTES))]);
        let response = self.get(source, first).await?;
        if response.status() != StatusCode::PARTIAL_CONTENT {
            reply::read(response.status(), response.headers(), None)?;
        }
        self.head(&mut Body::of(response, self.stall), source, None).await.map(drop)
    }

    /// Downloads a small file of the source's medium into memory.
    ///
    /// # Errors
    /// `TooLarge` when it has more than `most_bytes` bytes; reading stops there.
    pub async fn small(&self, source: &Source, most_bytes: usize) -> Result<Vec<u8>, FetchError> {
        let response = self.get(source, HeaderMap::new()).await?;
        let total = match reply::read(response.status(), response.headers(), None)? {
            Reply::Whole { total, .. } => total,
            _ => None,
        };
        let mut body = Body::of(response, self.stall);
        let mut bytes = self.head(&mut body, source, total).await?;
        body.receive_until(&mut bytes, most_bytes.saturating_add(1)).await?;
        match total {
            _ if bytes.len() > most_bytes => Err(FetchError::TooLarge),
            Some(total) if total != bytes.len() as u64 => Err(FetchError::Network),
            _ => Ok(bytes),
        }
    }

    /// Requests the file, or the `range` of it, and follows redirects itself: each URL is checked, and the key is
    /// dropped for good after the first redirect to another origin. A URL at the relay that was requested without the
    /// key is requested once more with it if the relay demands it.
    async fn get(&self, source: &Source, range: HeaderMap) -> Result<Response, FetchError> {
        let mut address = source.secured_url();
        let mut is_within = true;
        let (mut key, mut refused) = (source.key.as_ref(), None);
        for _ in 0..=MAX_REDIRECTS {
            let url = Url::parse(&address).map_err(|_| UnsafeAddress::Unreadable)?;
            is_within = is_within && source.owns(&url);
            let mut headers = range.clone();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
            if let Some(value) = key.filter(|_| is_within).and_then(|key| source.authorization(&url, key)) {
                headers.insert(AUTHORIZATION, value);
            }
            let response = self.send(&address, &url, source, headers).await?;
            if is_within && key.is_none() && wants_key(response.status()) && source.secret.is_some() {
                (key, refused) = (source.secret.as_ref(), Some(response));
                continue;
            }
            match redirect_target(&response, &url)? {
                Some(next) => address = next,
                // If the key is refused too, the first response, without the key, counts.
                None if !response.status().is_success() => return Ok(refused.unwrap_or(response)),
                None => return Ok(response),
            }
        }
        Err(UnsafeAddress::Redirects.into())
    }

    /// Sends one request. Without a proxy, an apostrophe in the query is sent as it was given (see [`raw_query`]).
    async fn send(
        &self,
        address: &str,
        url: &Url,
        source: &Source,
        mut headers: HeaderMap,
    ) -> Result<Response, FetchError> {
        if let Some(target) = raw_query::target(address, url)
            && let Some(addresses) = self.clients.direct(url, source).await?
        {
            headers.insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
            return raw_query::get(url, &target, &addresses, headers, self.stall).await;
        }
        let request = self.clients.choose(url, source)?.get(url.clone()).headers(headers);
        request.send().await.map_err(|error| network(&error))
    }
}

/// Returns whether the status may mean that the key is required: 401 or 403.
const fn wants_key(status: StatusCode) -> bool {
    matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
}

/// Returns the headers that request the rest of a file after a part (`Range` and `If-Range`). Empty if the validator is
/// not a valid header value; the server then sends the whole file.
fn after((part, version): &(PartFile, Version)) -> HeaderMap {
    let range = HeaderValue::from_str(&format!("bytes={}-", part.received()));
    let headers = range.and_then(|range| Ok([(RANGE, range), (IF_RANGE, HeaderValue::from_str(&version.if_range)?)]));
    headers.map(HeaderMap::from_iter).unwrap_or_default()
}

/// Returns the redirect target of a response; an absolute URL is returned exactly as the server wrote it.
fn redirect_target(response: &Response, from: &Url) -> Result<Option<String>, UnsafeAddress> {
    let location = response.headers().get(LOCATION).filter(|_| response.status().is_redirection());
    let absolute = |to: &str| match Url::parse(to) {
        Ok(_) => Some(to.to_owned()),
        Err(_) if to.starts_with('/') && !to.starts_with("//") => {
            Some(format!("{}{to}", &from[..Position::BeforePath]))
        }
        Err(_) => from.join(to).ok().map(String::from),
    };
    location.map(|to| to.to_str().ok().and_then(absolute).ok_or(UnsafeAddress::Unreadable)).transpose()
}

#[cfg(test)]
mod tests;
