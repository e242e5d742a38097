//! What is checked of the way to a relay before it is stored or tried: encryption and proxy.

use dailies_model::{PlainHttp, Proxy, plain_http_origin};

use super::ApiError;
use crate::http::parse_proxy;

/// Refuses an address whose traffic would cross a network without encryption, unless the user has allowed that.
pub(super) fn refuse_plain_http(base_url: &str, allowed: PlainHttp) -> Result<(), ApiError> {
    match plain_http_origin(base_url) {
        Some(_) if allowed == PlainHttp::Refuse => Err(ApiError::plain_http()),
        _ => Ok(()),
    }
}

/// Returns the proxy in the form in which it is stored. Fails when its address is none.
pub(super) fn normalize_proxy(proxy: Proxy) -> Result<Proxy, ApiError> {
    match proxy {
        Proxy::Through { url } => Ok(parse_proxy(&url)?),
        way => Ok(way),
    }
}
