//! The way to a relay.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The way to a relay and to the files it names. A relay on this computer is always reached directly.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum Proxy {
    /// As the system says (`HTTPS_PROXY` and the like, or the system's settings).
    #[default]
    System,
    /// Through none, whatever the system says.
    Direct,
    /// Through this one: `http://`, `https://`, `socks5://` or `socks5h://`, host and port; without a user name or password.
    Through {
        /// Its address.
        url: String,
    },
}
