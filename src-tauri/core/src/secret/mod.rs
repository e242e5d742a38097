//! Keys and where they lie: the system's keychain, or this run's memory.
//!
//! Writes no file and no log, and gives a key to nobody but its caller: what is shown of a key is [`last_four`](dailies_relay::last_four).

mod dumps;
mod keychain;
mod secrets;

pub use dailies_relay::{Key, KeyError};
pub use dumps::forbid_dumps;
pub use keychain::Store;
pub use secrets::{SecretError, Secrets};
