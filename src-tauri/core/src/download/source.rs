//! Where a file is fetched from, by which way, and who may see the key.

use dailies_model::{Medium, Proxy};
use reqwest::header::HeaderValue;
use url::Url;
use zeroize::Zeroizing;

use super::{UnsafeAddress, address_guard};
use crate::secret::Key;

/// The URL in `text`, if a file may be fetched from there as far as can be seen without a look-up: by https from a public
/// host (one that is named by http is asked by https), or from `own_origin`, which is that of the relay that made the file.
///
/// # Errors
/// `UnsafeAddress` says why not.
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

/// What to fetch and how.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its address, as the relay names it.
    pub url: String,
    /// What it has to be.
    pub medium: Medium,
    /// Any address of the relay that made it, for its scheme, host and port: from there alone it may come by http or from
    /// inside a private network.
    pub own_origin: Option<Url>,
    /// The relay's key, where its files are known to ask for one (`/v1/videos/{id}/content`, reference section 4). It goes to
    /// `own_origin` only, where the polls that led here took it too, and not there either once a redirect has led elsewhere.
    pub key: Option<Key>,
    /// The relay's key. It is sent as `key` is, but only where it is asked for; and it is not written down wherever a server
    /// repeats it.
    pub secret: Option<Key>,
    /// The way to all but this computer.
    pub proxy: Proxy,
}

impl Source {
    /// Whether a URL is one of the relay that made the file.
    pub(super) fn owns(&self, url: &Url) -> bool {
        self.own_origin.as_ref().is_some_and(|own| own.origin() == url.origin())
    }

    /// A server's words without the key.
    pub(super) fn redacted(&self, words: &str) -> String {
        self.secret.as_ref().map_or_else(|| words.to_owned(), |key| key.hide_pieces_in(words))
    }

    /// The address to begin with. Relays name files of public hosts by http that are served by https too: nothing is fetched
    /// unencrypted from there.
    pub(super) fn secured_url(&self) -> String {
        let url = Url::parse(self.url.trim()).ok().filter(|url| url.port().is_none() && !self.owns(url));
        match (url, self.url.trim().split_at_checked("http".len())) {
            (Some(url), Some((_, rest))) if url.scheme() == "http" => format!("https{rest}"),
            _ => self.url.clone(),
        }
    }

    /// The sensitive `Authorization` header for a request to `url`; `None` where the key may not go.
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
