//! Parses a proxy's address. User names and passwords are rejected, because Dailies stores no secrets outside the keychain.

use url::Url;

use dailies_model::Proxy;

/// Why a text is no proxy's address. Never the text, which may hold a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProxyError {
    /// Nothing but spaces.
    #[error("the address is empty")]
    Empty,
    /// It is no address.
    #[error("this is not an address such as 127.0.0.1:7890")]
    Unreadable,
    /// It is spoken to in another way.
    #[error("only http, https, socks5 and socks5h proxies work")]
    Scheme,
    /// There is a user name or a password in it.
    #[error("the address holds a user name or a password, which Dailies does not keep")]
    Credentials,
    /// It has no port.
    #[error("the address has no port")]
    Port,
    /// Something follows the port.
    #[error("the address must end after the port")]
    Path,
}

/// The proxy in `text`: scheme, host and port. Without a scheme it is an http proxy, such as `127.0.0.1:7890`.
///
/// # Errors
/// `ProxyError` says what is missing or too much.
pub fn parse_proxy(text: &str) -> Result<Proxy, ProxyError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ProxyError::Empty);
    }
    let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https" | "socks5" | "socks5h") {
        return Err(ProxyError::Scheme);
    }
    if rest.contains('@') {
        return Err(ProxyError::Credentials);
    }
    let (authority, after) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    if !matches!(after, "" | "/") {
        return Err(ProxyError::Path);
    }
    let url = Url::parse(&format!("{scheme}://{authority}")).map_err(|_| ProxyError::Unreadable)?;
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or(ProxyError::Unreadable)?;
    // Not `Url::port`, which does not tell 80 from none.
    let port = authority.rsplit_once(':').and_then(|(_, port)| port.parse::<u16>().ok()).filter(|port| *port > 0);
    let port = port.ok_or(ProxyError::Port)?;
    Ok(Proxy::Through { url: format!("{scheme}://{}:{port}", host.to_ascii_lowercase()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_normal() {
        for (text, url) in [
            ("127.0.0.1:7890", "http://127.0.0.1:7890"),
            (" localhost:7890/ ", "http://localhost:7890"),
            ("http://Proxy.Example:80", "http://proxy.example:80"),
            ("https://proxy.example:443/", "https://proxy.example:443"),
            ("SOCKS5://127.0.0.1:1080", "socks5://127.0.0.1:1080"),
            ("socks5h://Proxy.example:1080", "socks5h://proxy.example:1080"),
            ("http://[::1]:7890", "http://[::1]:7890"),
        ] {
            assert_eq!(parse_proxy(text), Ok(Proxy::Through { url: url.to_owned() }), "{text}");
            assert_eq!(parse_proxy(url), parse_proxy(text));
        }
    }

    #[test]
    fn what_is_no_proxy_is_refused_with_the_reason() {
        for (text, reason) in [
            (" ", ProxyError::Empty),
            ("ftp://proxy.example:21", ProxyError::Scheme),
            ("http://me:secret@proxy.example:80", ProxyError::Credentials),
            ("me@127.0.0.1:7890", ProxyError::Credentials),
            ("proxy.example", ProxyError::Port),
            ("socks5://proxy.example", ProxyError::Port),
            ("http://[::1]", ProxyError::Port),
            ("127.0.0.1:0", ProxyError::Port),
            ("http://proxy.example:8080/path", ProxyError::Path),
            ("proxy.example:8080?x=1", ProxyError::Path),
            ("http://:8080", ProxyError::Unreadable),
            ("not a proxy:80", ProxyError::Unreadable),
            ("127.0.0.1:99999", ProxyError::Unreadable),
        ] {
            assert_eq!(parse_proxy(text), Err(reason), "{text}");
        }
    }
}
