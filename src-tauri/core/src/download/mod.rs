//! Fetches films, stills and sounds: into a `.part` file, resumed where it broke off, checked, and only then given its
//! final name.
//!
//! Result URLs point to strangers' servers: they never see a key or a Referer, and are fetched from by https on public
//! addresses only. The relay's own origin may be a private one, and gets the key where the file asks for it. It does not
//! retry by itself, and what is inside a file is `media`'s matter: that one also tells whether a file is there to its end.

mod address_guard;
mod body;
mod client_pool;
mod completeness;
mod digest;
mod error;
mod error_page;
mod fetch;
mod part_file;
mod raw_query;
mod reply;
mod source;
mod throughput;

pub use completeness::hash_whole;
pub use digest::{Fetched, hash};
pub use error::{FetchError, UnsafeAddress};
pub use fetch::Downloader;
pub use part_file::finish;
pub use source::{Source, check};
