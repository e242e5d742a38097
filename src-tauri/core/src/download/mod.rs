//! Fetches films, stills and sounds: into a `.part` file, resumed where it broke off, checked, and only then given its
//! final name.
//!
//! Result URLs point to strangers' servers: they never see a key or a Referer, and are fetched from by https on public
//! addresses only. The relay's own origin may be a private one, and gets the key where the file asks for it. It does not
//! retry by itself, and what is inside a file is `media`'s matter: that one also tells whether a file is there to its end.

mod body;
mod clients;
mod digest;
mod error;
mod exact;
mod fetch;
mod glimpse;
mod part;
mod public;
mod rate;
mod reply;
mod source;
mod whole;

pub use digest::{Fetched, hash};
pub use error::{FetchError, Unsafe};
pub use fetch::Downloader;
pub use part::finish;
pub use source::{Source, check};
pub use whole::hash_whole;
