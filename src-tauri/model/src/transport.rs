//! Whether requests to a URL are encrypted, stay on this computer, or cross a network in plain text.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::{Host, Url};

/// Whether requests to a relay may be unencrypted. Key, prompts and films are then readable on the network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PlainHttp {
    /// No; nothing is sent.
    #[default]
    Refuse,
    /// Yes; the user allowed it for this connection and this address.
    Allow,
}

/// Returns whether requests to this URL cross a network without encryption.
pub fn is_plain_http(url: &Url) -> bool {
    url.scheme() == "http" && !is_loopback(url)
}

/// Returns whether requests to this URL stay on this computer (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3, RFC
/// 6761 section 6.3).
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Returns the origin that the user's permission applies to: scheme, host and port. `None` for a URL that needs none.
pub fn plain_http_origin(base_url: &str) -> Option<String> {
    let url = Url::parse(base_url).ok().filter(is_plain_http)?;
    Some(url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_http_to_another_computer_is_plain() {
        for plain in [
            "http://relay.example",
            "http://192.168.1.5:3000/base",
            "http://0.0.0.0",
            "http://localhost.example",
            "http://[::ffff:7f00:1]",
        ] {
            assert!(plain_http_origin(plain).is_some(), "{plain}");
        }
        for private in [
            "https://relay.example",
            "http://127.0.0.1:3000",
            "http://127.8.9.1",
            "http://localhost:1",
            "http://[::1]:3000",
            "http://a.localhost",
            "demo:",
            "",
        ] {
            assert_eq!(plain_http_origin(private), None, "{private}");
        }
        assert_eq!(plain_http_origin("http://relay.example:80/base").as_deref(), Some("http://relay.example"));
    }
}
