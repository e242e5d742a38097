//! Where a file is fetched from, by which way, and who may see the key.

use dailies_model::{Medium, Proxy};
use reqwest::header::HeaderValue;
use url::Url;
use zeroize::Zeroizing;

use super::{Unsafe, public};
use crate::secret::Key;

/// The URL in `text`, if a file may be fetched from there as far as can be seen without a look-up: by https from a public
/// host, or from `own_origin`, which is that of the relay that made the file.
///
/// # Errors
/// `Unsafe` says why not.
pub fn check(text: &str, own_origin: Option<&Url>) -> Result<Url, Unsafe> {
    let url = Url::parse(text.trim()).map_err(|_| Unsafe::Unreadable)?;
    if own_origin.is_none_or(|own| own.origin() != url.origin()) {
        public::check(&url)?;
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
    /// The relay's key, where its files ask for one (`/v1/videos/{id}/content`, reference section 4). It goes to
    /// `own_origin` only, where the polls that led here took it too, and not there either once a redirect has led elsewhere.
    pub key: Option<Key>,
    /// The relay's key, whether it is sent or not: it is not written down wherever a server repeats it.
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

    /// The sensitive `Authorization` header for a request to `url`; `None` where the key may not go.
    pub(super) fn authorization(&self, url: &Url) -> Option<HeaderValue> {
        let key = self.key.as_ref().filter(|_| self.owns(url))?;
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

    fn is_shown(own_origin: &str, url: &str) -> bool {
        source(own_origin).authorization(&url.parse().unwrap()).is_some()
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
        let header = source.authorization(&"https://relay.example/a".parse().unwrap()).unwrap();
        assert_eq!(header.to_str().unwrap(), "Bearer sk-canary-12345");
        assert!(!format!("{source:?} {header:?}").contains("canary"));
    }

    #[test]
    fn without_an_origin_nobody_sees_the_key() {
        let source = Source { own_origin: None, ..source("https://relay.example") };
        assert!(source.authorization(&"https://relay.example/a".parse().unwrap()).is_none());
    }
}
