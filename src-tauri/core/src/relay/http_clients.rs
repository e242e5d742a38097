//! The clients that requests go through: one pair for every way to a relay, made once and kept.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use reqwest::{Client, ClientBuilder, redirect, retry};
use url::Url;

use super::base_url;
use dailies_model::Proxy;

const CONNECT_LIMIT: Duration = Duration::from_secs(10);
/// An answer of which nothing comes for as long is broken.
const IDLE_LIMIT: Duration = Duration::from_secs(5 * 60);
const USER_AGENT: &str = concat!("Dailies/", env!("CARGO_PKG_VERSION"));

/// One client for what costs money, one for conversations, one for what costs nothing.
#[derive(Debug, Clone)]
pub(super) struct ClientSet {
    /// Each request gets a new connection, so that nothing is replayed that met one just closed.
    pub submits: Client,
    /// The same, for a chat: how long silence is borne there is for the exchange to say.
    pub chats: Client,
    pub asks: Client,
}

/// Every way that was gone so far.
#[derive(Debug)]
pub(super) struct HttpClients {
    system: ClientSet,
    /// Also to this computer, where no proxy leads.
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

    /// The clients that reach `base` in this way; `None` when the proxy's address is none.
    pub(super) fn for_url(&self, base: &Url, proxy: &Proxy) -> Option<ClientSet> {
        match proxy {
            _ if base_url::is_loopback(base) => Some(self.direct.clone()),
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
