//! Restricts downloads to https on public addresses. Names are resolved here and the connection uses the checked
//! addresses, so that a second DNS answer cannot lead elsewhere (DNS rebinding).
//!
//! Behind a proxy the proxy resolves names, and this check sees literal addresses only.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

use futures::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::UnsafeAddress;

/// Resolves a host name.
pub(super) type Lookup = fn(String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>>;

/// Resolves a host name with the system's resolver.
pub(super) fn system_lookup(name: String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
    Box::pin(async move { Ok(tokio::net::lookup_host((name.as_str(), 0)).await?.collect()) })
}

/// A DNS resolver that returns only the public addresses of a name.
pub(super) struct PublicAddressResolver(pub(super) Lookup);

impl Resolve for PublicAddressResolver {
    fn resolve(&self, name: Name) -> Resolving {
        // A proxy may be called `localhost`; `check` lets no such URL through.
        let is_proxy = is_local(name.as_str());
        let looking = self.0(name.as_str().to_owned());
        Box::pin(async move {
            let mut found = looking.await?;
            found.retain(|address| is_proxy || is_public(address.ip()));
            if found.is_empty() { Err(UnsafeAddress::Private.into()) } else { Ok(Box::new(found.into_iter()) as Addrs) }
        })
    }
}

/// Rejects a URL that is not https, or whose host is evidently not public. Does not resolve names.
pub(super) fn check(url: &Url) -> Result<(), UnsafeAddress> {
    let is_private = match url.host().ok_or(UnsafeAddress::Unreadable)? {
        Host::Domain(name) => is_local(name),
        Host::Ipv4(ip) => !is_public(ip.into()),
        Host::Ipv6(ip) => !is_public(ip.into()),
    };
    match () {
        () if url.scheme() != "https" => Err(UnsafeAddress::NotHttps),
        () if is_private => Err(UnsafeAddress::Private),
        () => Ok(()),
    }
}

/// Returns whether the URL's host is this computer.
pub(super) fn is_this_computer(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => is_local(name),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Returns whether a name means this computer by definition (RFC 6761 section 6.3).
fn is_local(name: &str) -> bool {
    let name = name.strip_suffix('.').unwrap_or(name).to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

/// Returns whether an address belongs to the public network.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// Follows the IANA registry of special addresses, except that 198.18.0.0/15 passes: it is not routed, and local
/// proxies (Clash, sing-box) answer every DNS query with an address in it.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let is_shared = a == 100 && (64..128).contains(&b);
    let is_protocol = (a, b, c) == (192, 0, 0);
    !(a == 0
        || a >= 240
        || is_shared
        || is_protocol
        || ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation())
}

/// Only 2000::/3 is assigned as global unicast. An address that embeds an IPv4 address is judged by the latter.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    match ip.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => is_public_v4(embedded(high, low)),
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

fn embedded(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from_bits((u32::from(high) << 16) | u32::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(url: &str) -> Result<(), UnsafeAddress> {
        check(&url.parse().unwrap())
    }

    #[test]
    fn public_https_is_fetched_from() {
        for url in [
            "https://cdn.example/a.mp4?sig=1",
            "https://8.8.8.8/a",
            "https://[2606:4700::1111]:8443/a",
            "https://198.18.0.5/a",
        ] {
            assert_eq!(checked(url), Ok(()), "{url}");
        }
    }

    #[test]
    fn what_is_not_https_is_refused() {
        for url in ["http://cdn.example/a", "ftp://cdn.example/a", "ws://8.8.8.8/"] {
            assert_eq!(checked(url), Err(UnsafeAddress::NotHttps), "{url}");
        }
        assert_eq!(checked("file:///etc/passwd"), Err(UnsafeAddress::Unreadable));
        assert_eq!(checked("data:video/mp4,x"), Err(UnsafeAddress::Unreadable));
    }

    #[test]
    fn private_addresses_are_refused_in_every_spelling() {
        for host in [
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f.0.0.1",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "192.0.0.8",
            "169.254.169.254",
            "100.64.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[fe80::1]",
            "[fd00::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[2001:db8::1]",
            "[2001::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:8.8.8.8]",
            "[::7f00:1]",
            "[64:ff9b::a00:1]",
            "[64:ff9b:1::a00:1]",
            "[2002:7f00:1::]",
        ] {
            assert_eq!(checked(&format!("https://{host}/a")), Err(UnsafeAddress::Private), "{host}");
        }
        assert_eq!(checked("https://[64:ff9b::808:808]/a"), Ok(()));
    }

    fn rebinding(_: String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
        Box::pin(async { Ok(vec![([127, 0, 0, 1], 0).into(), ([8, 8, 8, 8], 0).into()]) })
    }

    #[tokio::test]
    async fn of_a_name_only_the_public_addresses_are_used() {
        let found = PublicAddressResolver(rebinding).resolve("cdn.example".parse().unwrap()).await.unwrap();
        assert_eq!(found.collect::<Vec<_>>(), [([8, 8, 8, 8], 0).into()]);
    }
}
