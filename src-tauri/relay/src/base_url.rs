//! Normalizes a relay's address, as users paste it, to the base URL that is stored (reference section 1).

use url::Url;

/// A base URL that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Scheme, host, port and base path; without the path of an endpoint and without a slash at the end.
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
    /// Its path is that of a page or a file, below which no endpoint can lie.
    #[error("this is the address of a page; a relay's address ends with its host, `/v1` or `/v2`")]
    Page,
}

/// The endpoints that people paste in place of the base URL (reference sections 2 to 7). What follows these segments
/// belongs to the endpoint too.
const ENDPOINTS: &[&[&str]] = &[
    &["v1", "chat"],
    &["v1", "completions"],
    &["v1", "responses"],
    &["v1", "messages"],
    &["v1", "embeddings"],
    &["v1", "models"],
    &["v1", "video"],
    &["v1", "videos"],
    &["v1", "images"],
    &["v1", "audio"],
    &["v1", "files"],
    &["v1", "dashboard"],
    &["v2", "videos"],
    &["v2", "images"],
    &["v2", "audio"],
    &["sora", "v1"],
    &["api", "pricing"],
    &["dashboard", "billing"],
];
/// Endings of pages and files.
const FILES: &[&str] = &[".html", ".htm", ".php", ".asp", ".aspx", ".jsp", ".json", ".yaml", ".md", ".mp4", ".png"];

/// The base URL in `text`: `https://host`, `https://host/v1`, `https://host/v2` and `https://host/v1/chat/completions` are
/// the same, a path before that is kept, and a host without a scheme means https (http on this computer).
pub fn normalize_base_url(text: &str) -> Result<Address, AddressError> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_around(c)).replace('：', ":").replace('／', "/");
    let text = text.trim_start_matches('/');
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
    let path = base_path(url.path())?;
    Ok(Address { base_url: format!("{}{path}", url.origin().ascii_serialization()), transport })
}

/// What stands around an address where it was copied: quotes, brackets, the end of a sentence, invisible characters.
const fn is_around(c: char) -> bool {
    matches!(
        c,
        '\u{200b}'
            ..='\u{200d}'
                | '\u{2060}'
                | '\u{feff}'
                | '"'
                | '\''
                | '`'
                | '<'
                | '>'
                | '“'
                | '”'
                | '‘'
                | '’'
                | '「'
                | '」'
                | '《'
                | '》'
                | ','
                | '，'
                | ';'
                | '；'
                | '。'
                | '、'
    )
}

/// The part of a path below which the endpoints lie: without a slash at the end, empty for the root.
fn base_path(path: &str) -> Result<&str, AddressError> {
    let mut path = path.trim_end_matches('/');
    while let Some(at) = endpoint(path) {
        path = path[..at].trim_end_matches('/');
    }
    if FILES.iter().any(|ending| path.to_ascii_lowercase().ends_with(ending)) {
        return Err(AddressError::Page);
    }
    Ok(path)
}

/// Where the first endpoint, or the version that all of them begin with, starts in a path.
fn endpoint(path: &str) -> Option<usize> {
    let mut starts = path.match_indices('/').map(|(at, _)| at);
    starts.find(|at| {
        let rest = path[*at..].to_ascii_lowercase();
        let segments: Vec<_> = rest.split('/').filter(|segment| !segment.is_empty()).collect();
        matches!(segments.as_slice(), ["v1" | "v2"]) || ENDPOINTS.iter().any(|known| segments.starts_with(known))
    })
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
pub fn is_loopback(url: &Url) -> bool {
    dailies_model::is_loopback(url)
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
    fn the_address_of_an_endpoint_is_that_of_its_relay() {
        for text in [
            "https://relay.example/v1/chat/completions",
            "https://relay.example/v1/chat/completions/",
            "https://relay.example/v1/videos",
            "https://relay.example/v1/videos/video_1/remix",
            "https://relay.example/v1/video/create",
            "https://relay.example/v1/models",
            "https://relay.example/v2",
            "https://relay.example/v2/",
            "https://relay.example/v2/videos/generations",
            "https://relay.example/sora/v1/characters",
            "https://relay.example/api/pricing",
            "https://relay.example/dashboard/billing/usage",
            "https://relay.example/V1/Chat/Completions",
            "https://relay.example/v1/v1",
            "  relay.example/v1/chat/completions \u{200b}\n",
            "//relay.example/v2",
            "\"https://relay.example/v1\",",
            "“https://relay.example”。",
            "https：//relay.example／v1",
        ] {
            assert_eq!(base(text), "https://relay.example", "{text:?}");
        }
        assert_eq!(base("https://host.example/relay/v1/chat/completions"), "https://host.example/relay");
        assert_eq!(base("https://host.example/openai/v2/videos/generations"), "https://host.example/openai");
        assert_eq!(base("localhost:3000/v1/videos"), "http://localhost:3000");
    }

    #[test]
    fn a_page_is_no_base() {
        for text in ["https://relay.example/index.html", "https://relay.example/docs/API.PHP", "relay.example/a.mp4"] {
            assert_eq!(normalize_base_url(text), Err(AddressError::Page), "{text}");
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
                prop_assert_eq!(again, once);
            }
        }
    }
}
