//! Where a file is downloaded from, through which proxy, and which server may receive the key.

use dailies_model::{Medium, Proxy};
use reqwest::header::HeaderValue;
use url::Url;
use zeroize::Zeroizing;

use super::{UnsafeAddress, address_guard};
use crate::secret::Key;

/// Parses a URL and checks that a file may be downloaded from it, without resolving names: https on a public host (http
/// without a port is upgraded to https), or any URL at `own_origin`, the origin of the relay that made the file.
///
/// # Errors
/// `UnsafeAddress` tells why the URL is not allowed.
pub fn check(text: &str, own_origin: Option<&Url>) -> Result<Url, UnsafeAddress> {
    let mut url = Url::parse(text.trim()).map_err(|_| UnsafeAddress::Unreadable)?;
    if own_origin.is_none_or(|own| own.origin() != url.origin()) {
        if url.port().is_none() {
            let _ = url.set_scheme("https");
        }
        address_guard::check(&url)?;
    }
    Ok(url)
}

/// A file to download.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its URL, as the relay gave it.
    pub url: String,
    /// The expected medium.
    pub medium: Medium,
    /// Any URL of the relay that made it; scheme, host and port count. Only this origin may use http or be in a private
    /// network.
    pub own_origin: Option<Url>,
    /// The relay's key, for files that are known to require it (`/v1/videos/{id}/content`, reference section 4). Sent
    /// to `own_origin` only, and no longer once a redirect has led elsewhere.
    pub key: Option<Key>,
    /// The relay's key, sent under the same conditions as `key` but only when the server demands it. It is redacted
    /// wherever a server repeats it.
    pub secret: Option<Key>,
    /// The proxy for all hosts but this computer.
    pub proxy: Proxy,
}

impl Source {
    /// Returns whether a URL belongs to the relay that made the file.
    pub(super) fn owns(&self, url: &Url) -> bool {
        self.own_origin.as_ref().is_some_and(|own| own.origin() == url.origin())
    }

    /// Returns a server's text with the key redacted.
    pub(super) fn redacted(&self, words: &str) -> String {
        self.secret.as_ref().map_or_else(|| words.to_owned(), |key| key.hide_pieces_in(words))
    }

    /// Returns the URL of the first request. An http URL of another host than the relay's, without a port, is upgraded
    /// to https: relays give such URLs for hosts that serve https too, and nothing is downloaded unencrypted there.
    pub(super) fn secured_url(&self) -> String {
        let url = Url::parse(self.url.trim()).ok().filter(|url| url.port().is_none() && !self.owns(url));
        match (url, self.url.trim().split_at_checked("http".len())) {
            (Some(url), Some((_, rest))) if url.scheme() == "http" => format!("https{rest}"),
            _ => self.url.clone(),
        }
    }

    /// Returns the `Authorization` header for `url`, marked sensitive; `None` if the key must not be sent there.
    pub(super) fn authorization(&self, url: &Url, key: &Key) -> Option<HeaderValue> {
        if !self.owns(url) {
            return None;
        }
        let text = Zeroizing::new(format!("Bearer {}", key.expose()));
        let mut value = HeaderValue::from_str(&text).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(own_origin: &str) -> Source {
        Source {
            url: String::new(),
            medium: Medium::Film,
            own_origin: Some(own_origin.parse().unwrap()),
            key: Some("sk-canary-12345".parse().unwrap()),
            secret: None,
            proxy: Proxy::Direct,
        }
    }

    fn authorization(source: &Source, url: &str) -> Option<HeaderValue> {
        source.authorization(&url.parse().unwrap(), source.key.as_ref().unwrap())
    }

    fn is_shown(own_origin: &str, url: &str) -> bool {
        authorization(&source(own_origin), url).is_some()
    }

    #[test]
    fn the_key_goes_to_the_relays_own_origin_only() {
        let own = "https://relay.example/base";
        assert!(is_shown(own, "https://relay.example/v1/videos/1/content"));
        assert!(is_shown(own, "https://RELAY.example:443/other"));
        for other in [
            "http://relay.example/",
            "https://relay.example:8443/",
            "https://cdn.relay.example/",
            "https://relay.example.evil.example/",
            "https://relay.example@evil.example/",
            "https://evil.example/?https://relay.example/",
        ] {
            assert!(!is_shown(own, other), "{other}");
        }
    }

    #[test]
    fn the_key_is_not_in_what_is_printed() {
        let source = source("https://relay.example");
        let header = authorization(&source, "https://relay.example/a").unwrap();
        assert_eq!(header.to_str().unwrap(), "Bearer sk-canary-12345");
        assert!(!format!("{source:?} {header:?}").contains("canary"));
    }

    #[test]
    fn without_an_origin_nobody_sees_the_key() {
        let source = Source { own_origin: None, ..source("https://relay.example") };
        assert!(authorization(&source, "https://relay.example/a").is_none());
    }

    #[test]
    fn a_public_host_is_asked_by_https_whatever_the_relay_says() {
        let secured = |url: &str| Source { url: url.to_owned(), ..source("http://192.168.1.9:8080/v1") }.secured_url();
        assert_eq!(secured("http://cdn.example/it's.mp4?a='b'"), "https://cdn.example/it's.mp4?a='b'");
        assert_eq!(secured("HTTP://cdn.example/a"), "https://cdn.example/a");
        for same in ["https://cdn.example/a", "http://cdn.example:81/a", "http://192.168.1.9:8080/a", "no address"] {
            assert_eq!(secured(same), same);
        }
        assert_eq!(check("http://cdn.example/a", None).unwrap().as_str(), "https://cdn.example/a");
        assert_eq!(check("http://cdn.example:81/a", None), Err(UnsafeAddress::NotHttps));
        assert_eq!(check("http://127.0.0.1/a", None), Err(UnsafeAddress::Private));
    }
}
