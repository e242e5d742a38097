//! Keys and where they lie: the system's keychain, or this run's memory.
//!
//! Writes no file and no log, and gives a key to nobody but its caller: what is shown of a key is [`last_four`].

mod dumps;
mod key;
mod keychain;
mod search;
mod secrets;

pub use dumps::forbid_dumps;
pub use key::{Key, KeyError, last_four};
pub use keychain::Store;
pub use secrets::{SecretError, Secrets};
