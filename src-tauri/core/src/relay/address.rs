//! A relay's address as people paste it, made into the base URL that is stored (reference section 1).

use url::Url;

use crate::model;

/// A base URL that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Scheme, host, port and base path; without `/v1` and without a slash at the end.
    pub base_url: String,
    /// How what is sent there travels, the key included.
    pub transport: Transport,
}

/// How what is sent to an address travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transport {
    /// By https.
    Encrypted,
    /// By http, but it does not leave this computer.
    Loopback,
    /// By http over a network: whoever is in between reads the key. The user has to be told.
    Plain,
}

/// Why a text is no base URL. Never the text, which may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing but spaces.
    #[error("the address is empty")]
    Empty,
    /// It is no URL.
    #[error("this is not a web address")]
    Unreadable,
    /// It is a URL, but not one of http or https.
    #[error("only https and http addresses work")]
    Scheme,
    /// There is a user name or a password in it.
    #[error("the address holds a user name or a password; the key has a field of its own")]
    Credentials,
    /// There is a `?` or a `#` in it.
    #[error("the address must end before `?` or `#`")]
    Query,
}

/// The base URL in `text`: `https://host`, `https://host/` and `https://host/v1` are the same, a path before `/v1` is
/// kept, and a host without a scheme means https (http on this computer).
pub fn normalize_base_url(text: &str) -> Result<Address, AddressError> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}'));
    if text.is_empty() {
        return Err(AddressError::Empty);
    }
    let url = if text.contains("://") { parse(text)? } else { without_scheme(text)? };
    if !url.username().is_empty() || url.password().is_some() {
        return Err(AddressError::Credentials);
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(AddressError::Query);
    }
    let transport = match url.scheme() {
        "https" => Transport::Encrypted,
        "http" if is_loopback(&url) => Transport::Loopback,
        "http" => Transport::Plain,
        _ => return Err(AddressError::Scheme),
    };
    let path = url.path().trim_end_matches('/');
    let path = path.strip_suffix("/v1").unwrap_or(path).trim_end_matches('/');
    Ok(Address { base_url: format!("{}{path}", url.origin().ascii_serialization()), transport })
}

fn parse(text: &str) -> Result<Url, AddressError> {
    Url::parse(text).map_err(|_| AddressError::Unreadable)
}

fn without_scheme(text: &str) -> Result<Url, AddressError> {
    // What follows the colon of a host is a port; anything else makes it a scheme, as in `mailto:`.
    if text
        .split_once(':')
        .is_some_and(|(name, rest)| name.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !starts_with_digit(rest))
    {
        return Err(AddressError::Scheme);
    }
    let url = parse(&format!("https://{text}"))?;
    if is_loopback(&url) { parse(&format!("http://{text}")) } else { Ok(url) }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether what is sent to this URL stays on this computer.
pub(super) fn is_loopback(url: &Url) -> bool {
    model::is_loopback(url)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn base(text: &str) -> String {
        normalize_base_url(text).unwrap().base_url
    }

    #[test]
    fn the_three_ways_to_paste_an_address_are_one() {
        for text in [
            "https://relay.example",
            "https://relay.example/",
            "https://relay.example/v1",
            " HTTPS://Relay.Example/v1/ \n",
        ] {
            assert_eq!(base(text), "https://relay.example", "{text:?}");
        }
    }

    #[test]
    fn a_host_without_a_scheme_is_reached_by_https() {
        assert_eq!(base("relay.example/v1"), "https://relay.example");
        assert_eq!(base("relay.example:8443"), "https://relay.example:8443");
    }

    #[test]
    fn this_computer_is_reached_by_http() {
        for text in ["127.0.0.1:3000", "localhost:3000/v1", "http://[::1]:3000/"] {
            assert_eq!(normalize_base_url(text).unwrap().transport, Transport::Loopback, "{text}");
        }
        assert_eq!(base("127.0.0.1:3000"), "http://127.0.0.1:3000");
    }

    #[test]
    fn a_base_path_is_kept() {
        assert_eq!(base("https://host.example/relay/v1"), "https://host.example/relay");
        assert_eq!(base("https://host.example//relay//"), "https://host.example//relay");
        assert_eq!(base("https://host.example/v10"), "https://host.example/v10");
    }

    #[test]
    fn plain_http_over_a_network_is_told() {
        assert_eq!(normalize_base_url("http://relay.example").unwrap().transport, Transport::Plain);
        assert_eq!(normalize_base_url("http://192.168.1.5:3000").unwrap().transport, Transport::Plain);
        assert_eq!(normalize_base_url("https://relay.example").unwrap().transport, Transport::Encrypted);
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_reason() {
        for (text, reason) in [
            ("  ", AddressError::Empty),
            ("https://", AddressError::Unreadable),
            ("not an address", AddressError::Unreadable),
            ("ftp://relay.example", AddressError::Scheme),
            ("file:///etc/passwd", AddressError::Scheme),
            ("demo:", AddressError::Scheme),
            ("javascript:alert(1)", AddressError::Scheme),
            ("https://sk-secret@relay.example", AddressError::Credentials),
            ("https://user:pass@relay.example", AddressError::Credentials),
            ("https://relay.example/?key=sk-secret", AddressError::Query),
            ("https://relay.example/#top", AddressError::Query),
        ] {
            assert_eq!(normalize_base_url(text), Err(reason), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_normal_address_stays_as_it_is(text in "(https?://)?[a-z0-9.-]{1,20}(:[0-9]{1,5})?(/[a-z0-9/]{0,12})?") {
            if let Ok(once) = normalize_base_url(&text) {
                let again = normalize_base_url(&once.base_url).unwrap();
                prop_assert_eq!(again.transport, once.transport);
                prop_assert!(once.base_url.ends_with("/v1") || again == once);
            }
        }
    }
}
