//! One download from the first byte to the synced part.

use std::{error::Error, path::Path, time::Duration};

use reqwest::{
    Client, ClientBuilder, Response,
    header::{ACCEPT_ENCODING, IF_RANGE, LOCATION, RANGE},
    redirect,
};
use url::Url;

use super::{
    FetchError, Fetched, Unsafe,
    container::{Container, GLIMPSE, HEAD, glimpse},
    part::{self, Part, Version},
    public::{self, PublicOnly},
    reply::{self, Held, Reply},
};

const USER_AGENT: &str = concat!("Dailies/", env!("CARGO_PKG_VERSION"));
const MAX_REDIRECTS: usize = 5;

/// How much and how slow a download may be.
#[derive(Debug, Clone, Copy)]
struct Limits {
    bytes: u64,
    /// How long nothing may come.
    stall: Duration,
}

const LIMITS: Limits = Limits { bytes: 4 << 30, stall: Duration::from_secs(60) };

/// Fetches films. It has no key and no cookies.
#[derive(Debug)]
pub struct Downloader {
    /// To strangers: https and public addresses only.
    public: Client,
    /// To the relay's own origin.
    relay: Client,
    /// To the relay's own origin on this computer, where no proxy leads.
    local: Client,
    limits: Limits,
}

impl Downloader {
    /// A downloader with nothing going on. An error when the system's certificates cannot be read.
    pub fn new() -> Result<Self, reqwest::Error> {
        Self::with(LIMITS)
    }

    fn with(limits: Limits) -> Result<Self, reqwest::Error> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = |choose: fn(ClientBuilder) -> ClientBuilder| {
            choose(Client::builder())
                .user_agent(USER_AGENT)
                .referer(false)
                .redirect(redirect::Policy::none())
                .connect_timeout(limits.stall.min(Duration::from_secs(10)))
                .read_timeout(limits.stall)
        };
        Ok(Self {
            public: client(|builder| builder.https_only(true))
                .dns_resolver(PublicOnly(public::system_lookup))
                .build()?,
            relay: client(|builder| builder).build()?,
            local: client(ClientBuilder::no_proxy).build()?,
            limits,
        })
    }

    /// Fetches `url` into `part`, going on with what an earlier call left there, and syncs it. Then [`super::finish`] gives
    /// it its name.
    ///
    /// `allowed_origin` is the origin of the relay that made the film: it alone may be fetched from by http or inside a
    /// private network. `progress` gets the bytes there are and the bytes there will be, after each piece.
    pub async fn fetch(
        &self,
        url: &str,
        part: &Path,
        allowed_origin: Option<&Url>,
        mut progress: impl FnMut(u64, Option<u64>) + Send,
    ) -> Result<Fetched, FetchError> {
        let url = Url::parse(url).map_err(|_| Unsafe::Unreadable)?;
        let mut held = Part::left_at(part).await?;
        if let Some((whole, _)) = held.take_if(|(held, version)| version.total == Some(held.received)) {
            return whole.close().await;
        }
        loop {
            let response = self.get(&url, allowed_origin, held.as_ref()).await?;
            let reply = reply::read(response.status(), response.headers(), held.as_ref().map(Held::of))?;
            match (reply, held.take()) {
                (Reply::Whole { total, version }, _) => {
                    return self.whole(response, part, version, total, &mut progress).await;
                }
                (Reply::Rest { total }, Some((held, _))) => {
                    return self.rest(response, held, part, total, &mut progress).await;
                }
                (Reply::Nothing, Some((whole, _))) => return whole.close().await,
                // Asked once more, for everything: now nothing is held.
                (Reply::Restart, Some(_)) => part::discard(part).await?,
                (_, None) => return Err(FetchError::Network),
            }
        }
    }

    /// Receives a film from its first byte. Nothing on the disk is touched before it is known to begin like one.
    async fn whole(
        &self,
        mut response: Response,
        path: &Path,
        version: Option<Version>,
        total: Option<u64>,
        progress: &mut (impl FnMut(u64, Option<u64>) + Send),
    ) -> Result<Fetched, FetchError> {
        if total.is_some_and(|total| total > self.limits.bytes) {
            return Err(FetchError::TooLarge);
        }
        let mut head = Vec::new();
        receive_until(&mut response, &mut head, HEAD).await?;
        let Some(container) = Container::of(&head) else {
            // What else it says is only for the user to read: if it does not come, so be it.
            let _ = receive_until(&mut response, &mut head, GLIMPSE).await;
            return Err(FetchError::NotAFilm { words: glimpse(&head) });
        };
        let mut part = Part::anew(path, version.as_ref(), container).await?;
        part.append(&head).await?;
        self.rest(response, part, path, total, progress).await
    }

    /// Receives what a part lacks.
    async fn rest(
        &self,
        mut response: Response,
        mut part: Part,
        path: &Path,
        total: Option<u64>,
        progress: &mut (impl FnMut(u64, Option<u64>) + Send),
    ) -> Result<Fetched, FetchError> {
        let most = total.unwrap_or(u64::MAX).min(self.limits.bytes);
        progress(part.received, total);
        let received = loop {
            match response.chunk().await {
                Ok(Some(chunk)) if part.received + chunk.len() as u64 > most => {
                    part::discard(path).await?;
                    return Err(if total == Some(most) { FetchError::Network } else { FetchError::TooLarge });
                }
                Ok(Some(chunk)) => part.append(&chunk).await?,
                Ok(None) => break Ok(()),
                Err(error) => break Err(network(&error)),
            }
            progress(part.received, total);
        };
        part.flush().await?;
        received?;
        if total.is_some_and(|total| total != part.received) {
            return Err(FetchError::Network);
        }
        part.close().await
    }

    /// Asks for the film, or for what comes after the part, following redirects by hand: each address is checked.
    async fn get(
        &self,
        url: &Url,
        allowed_origin: Option<&Url>,
        held: Option<&(Part, Version)>,
    ) -> Result<Response, FetchError> {
        let mut url = url.clone();
        for _ in 0..=MAX_REDIRECTS {
            let mut request = self.client(&url, allowed_origin)?.get(url.clone()).header(ACCEPT_ENCODING, "identity");
            if let Some((part, version)) = held {
                request =
                    request.header(RANGE, format!("bytes={}-", part.received)).header(IF_RANGE, &version.if_range);
            }
            let response = request.send().await.map_err(|error| network(&error))?;
            match redirect_target(&response, &url)? {
                Some(next) => url = next,
                None => return Ok(response),
            }
        }
        Err(Unsafe::Redirects.into())
    }

    fn client(&self, url: &Url, allowed_origin: Option<&Url>) -> Result<&Client, Unsafe> {
        if allowed_origin.is_some_and(|allowed| allowed.origin() == url.origin()) {
            return Ok(if public::is_this_computer(url) { &self.local } else { &self.relay });
        }
        public::check(url).map(|()| &self.public)
    }
}

fn redirect_target(response: &Response, from: &Url) -> Result<Option<Url>, Unsafe> {
    let location = response.headers().get(LOCATION).filter(|_| response.status().is_redirection());
    location.map(|to| to.to_str().ok().and_then(|to| from.join(to).ok()).ok_or(Unsafe::Unreadable)).transpose()
}

async fn receive_until(response: &mut Response, bytes: &mut Vec<u8>, least: usize) -> Result<(), FetchError> {
    while bytes.len() < least {
        match response.chunk().await.map_err(|error| network(&error))? {
            Some(chunk) => bytes.extend_from_slice(&chunk),
            None => break,
        }
    }
    Ok(())
}

/// The address check speaks from within the client, where names are looked up.
fn network(error: &reqwest::Error) -> FetchError {
    let mut cause = error.source();
    while let Some(error) = cause {
        if let Some(reason) = error.downcast_ref::<Unsafe>() {
            return (*reason).into();
        }
        cause = error.source();
    }
    FetchError::Network
}

#[cfg(test)]
mod tests;
