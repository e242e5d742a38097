//! HTTP clients for each proxy setting, created once and reused.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use dailies_model::Proxy;
use dailies_relay::is_loopback;
use reqwest::{Client, ClientBuilder, redirect, retry};
use url::Url;

const CONNECT_LIMIT: Duration = Duration::from_secs(10);
/// Longest pause while an answer is read.
const IDLE_LIMIT: Duration = Duration::from_secs(5 * 60);
const USER_AGENT: &str = concat!("Dailies/", env!("CARGO_PKG_VERSION"));

/// Separate clients for paid requests, for chats, and for free requests.
#[derive(Debug, Clone)]
pub(super) struct ClientSet {
    /// Opens a new connection for each request, so that none is resent because a pooled connection was just closed.
    pub submits: Client,
    /// Like `submits`, without a read timeout: `transport` limits the silence of a chat.
    pub chats: Client,
    pub asks: Client,
}

/// The clients of all proxy settings that were used so far.
#[derive(Debug)]
pub(super) struct HttpClients {
    system: ClientSet,
    /// Without a proxy; also for addresses of this computer.
    direct: ClientSet,
    by_proxy: Mutex<HashMap<String, ClientSet>>,
}

impl ClientSet {
    fn new(builder: impl Fn() -> ClientBuilder) -> Result<Self, reqwest::Error> {
        let builder = || {
            builder()
                .user_agent(USER_AGENT)
                .connect_timeout(CONNECT_LIMIT)
                .redirect(redirect::Policy::none())
                .referer(false)
                .retry(retry::never())
        };
        let once = || builder().pool_max_idle_per_host(0).http1_only();
        Ok(Self {
            submits: once().read_timeout(IDLE_LIMIT).build()?,
            chats: once().build()?,
            asks: builder().read_timeout(IDLE_LIMIT).build()?,
        })
    }
}

impl HttpClients {
    pub(super) fn new() -> Result<Self, reqwest::Error> {
        Ok(Self {
            system: ClientSet::new(Client::builder)?,
            direct: ClientSet::new(|| Client::builder().no_proxy())?,
            by_proxy: Mutex::default(),
        })
    }

    /// Returns the clients for `base` through `proxy`; `None` if the proxy's address is invalid.
    pub(super) fn for_url(&self, base: &Url, proxy: &Proxy) -> Option<ClientSet> {
        match proxy {
            _ if is_loopback(base) => Some(self.direct.clone()),
            Proxy::Direct => Some(self.direct.clone()),
            Proxy::System => Some(self.system.clone()),
            Proxy::Through { url } => self.by_proxy(url),
        }
    }

    fn by_proxy(&self, url: &str) -> Option<ClientSet> {
        let mut clients_by_url = self.by_proxy.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(clients) = clients_by_url.get(url) {
            return Some(clients.clone());
        }
        let proxy = reqwest::Proxy::all(url).ok()?;
        let clients = ClientSet::new(|| Client::builder().proxy(proxy.clone())).ok()?;
        clients_by_url.insert(url.to_owned(), clients.clone());
        Some(clients)
    }
}
