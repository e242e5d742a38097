//! The studio behind the window: everything of Dailies but the window itself.
//!
//! ```text
//! api -> queue -> { relay, download, media, library } -> model        relay -> catalogue -> model
//! api -> search -> library        loopback -> library        bridge -> api        secret, host: need model at most
//! ```
//! `tests/it/layers.rs` keeps it so. Start reading at `api` (what can be asked), then `queue::step` (what becomes of a job).

pub mod api;
mod atomic_file;
#[cfg(feature = "bridge")]
pub mod bridge;
pub mod catalogue;
mod content_encoding;
pub mod download;
#[cfg(test)]
mod growth;
pub mod host;
pub mod library;
pub mod loopback;
pub mod media;
pub mod model;
pub mod queue;
pub mod relay;
pub mod search;
pub mod secret;

pub use api::{ApiError, ErrorCode, Options, Studio};
