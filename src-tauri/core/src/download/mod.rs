//! Fetches films: into a `.part` file, resumed where it broke off, checked, and only then given its final name.
//!
//! It never has a key and sends no Referer: result URLs point to strangers' servers. It fetches from public addresses
//! over https only, or from the relay's own origin (a relay on this computer has no other). It does not retry by itself,
//! and what is inside a film is `media`'s matter.

mod container;
mod error;
mod fetch;
mod part;
mod public;
mod reply;

pub use container::Container;
pub use error::{FetchError, Unsafe};
pub use fetch::Downloader;
pub use part::{Fetched, finish};
