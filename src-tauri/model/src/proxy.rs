//! The proxy setting of a connection.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How a relay and the files it names are reached. A relay on this computer is always reached directly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum Proxy {
    /// With the system's proxy (`HTTPS_PROXY` and the like, or the system's settings).
    #[default]
    System,
    /// Without a proxy, whatever the system's settings say.
    Direct,
    /// With this proxy: `http://`, `https://`, `socks5://` or `socks5h://`, host and port; without a user name or
    /// password.
    Through {
        /// The proxy's URL.
        url: String,
    },
}
