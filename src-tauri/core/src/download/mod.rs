//! Downloads films, stills and sounds into a `.part` file, resumes interrupted downloads, checks the result, and only
//! then gives it its final name.
//!
//! Result URLs lead to third-party servers, which never receive a key or a `Referer`; only https and public addresses
//! are allowed there. The relay's own origin may be private, and receives the key if it demands one. This module does
//! not retry. The content of files is read by `media`, which also decides whether a file is complete.

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
