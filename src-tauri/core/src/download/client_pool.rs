//! HTTP clients for downloads, one set per proxy, created on first use and cached. None follows redirects.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::{Client, ClientBuilder, redirect};
use url::{Host, Url};

use super::{
    FetchError, Source, UnsafeAddress,
    address_guard::{self, Lookup, PublicAddressResolver},
};
use dailies_model::Proxy;

/// The `User-Agent` header.
pub(super) const USER_AGENT: &str = concat!("Dailies/", env!("CARGO_PKG_VERSION"));

/// Options shared by all clients.
#[derive(Clone, Copy)]
pub(super) struct Common {
    /// The longest time without data.
    pub(super) stall: Duration,
    /// Resolves names where no proxy does.
    pub(super) lookup: Lookup,
    /// Returns the builder that every client starts from.
    pub(super) builder: fn() -> ClientBuilder,
}

/// All clients.
pub(super) struct ClientPool {
    common: Common,
    /// For the relay's own origin on this computer, which is never reached through a proxy.
    local: Client,
    remote: Mutex<HashMap<Proxy, Remote>>,
}

/// The clients of one proxy.
#[derive(Clone)]
struct Remote {
    /// For other hosts: https and public addresses only.
    public: Client,
    /// For the relay's own origin.
    relay: Client,
}

impl ClientPool {
    pub(super) fn new(common: Common) -> Result<Self, reqwest::Error> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let local = common.client().no_proxy().build()?;
        let remote = [(Proxy::System, Remote::new(&common, &Proxy::System)?)].into();
        Ok(Self { common, local, remote: Mutex::new(remote) })
    }

    /// Returns the client that may request `url`.
    pub(super) fn choose(&self, url: &Url, source: &Source) -> Result<Client, FetchError> {
        let owns = source.owns(url);
        if owns && address_guard::is_this_computer(url) {
            return Ok(self.local.clone());
        }
        if !owns {
            address_guard::check(url)?;
        }
        let Remote { public, relay } = self.remote(&source.proxy)?;
        Ok(if owns { relay } else { public })
    }

    /// Returns the addresses to connect to for `url` without a proxy; `None` if a proxy is used.
    pub(super) async fn direct(&self, url: &Url, source: &Source) -> Result<Option<Vec<SocketAddr>>, FetchError> {
        let owns = source.owns(url);
        if !(owns && address_guard::is_this_computer(url)) && is_led(url, &source.proxy) {
            return Ok(None);
        }
        if !owns {
            address_guard::check(url)?;
        }
        let port = url.port_or_known_default().ok_or(UnsafeAddress::Unreadable)?;
        let mut addresses = match url.host().ok_or(UnsafeAddress::Unreadable)? {
            Host::Domain(name) => (self.common.lookup)(name.to_owned()).await.map_err(|_| FetchError::Network)?,
            Host::Ipv4(ip) => vec![(ip, port).into()],
            Host::Ipv6(ip) => vec![(ip, port).into()],
        };
        addresses.retain(|address| owns || address_guard::is_public(address.ip()));
        addresses.iter_mut().for_each(|address| address.set_port(port));
        if addresses.is_empty() { Err(UnsafeAddress::Private.into()) } else { Ok(Some(addresses)) }
    }

    fn remote(&self, proxy: &Proxy) -> Result<Remote, FetchError> {
        let mut made = self.remote.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(remote) = made.get(proxy) {
            return Ok(remote.clone());
        }
        let remote = Remote::new(&self.common, proxy).map_err(|_| FetchError::Proxy)?;
        made.insert(proxy.clone(), remote.clone());
        Ok(remote)
    }
}

impl Remote {
    fn new(common: &Common, proxy: &Proxy) -> Result<Self, reqwest::Error> {
        let public = common.client().https_only(true);
        // With a configured proxy, only the proxy's own name is resolved here, and that may be a private one.
        let public = match proxy {
            Proxy::Through { .. } => public,
            Proxy::System | Proxy::Direct => public.dns_resolver(PublicAddressResolver(common.lookup)),
        };
        Ok(Self { public: led(public, proxy)?.build()?, relay: led(common.client(), proxy)?.build()? })
    }
}

impl Common {
    fn client(&self) -> ClientBuilder {
        (self.builder)()
            .user_agent(USER_AGENT)
            .referer(false)
            .redirect(redirect::Policy::none())
            .connect_timeout(self.stall.min(Duration::from_secs(10)))
            .read_timeout(self.stall)
    }
}

/// Returns whether `url` is reached through a proxy.
fn is_led(url: &Url, proxy: &Proxy) -> bool {
    match proxy {
        Proxy::Direct => false,
        Proxy::Through { .. } => true,
        Proxy::System => url.as_str().parse().is_ok_and(|target| Matcher::from_system().intercept(&target).is_some()),
    }
}

fn led(builder: ClientBuilder, proxy: &Proxy) -> Result<ClientBuilder, reqwest::Error> {
    Ok(match proxy {
        Proxy::System => builder,
        Proxy::Direct => builder.no_proxy(),
        Proxy::Through { url } => builder.proxy(reqwest::Proxy::all(by_name(url))?),
    })
}

/// Returns the proxy's URL, with `socks5` changed to `socks5h`: a SOCKS proxy too has to resolve names itself, because
/// the addresses that are found here may be useless to it.
fn by_name(proxy: &str) -> String {
    match proxy.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("socks5") => format!("socks5h://{rest}"),
        _ => proxy.to_owned(),
    }
}
