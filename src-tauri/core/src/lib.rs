//! The studio behind the window: everything of Dailies but the window itself.
//!
//! ```text
//! api -> queue -> { http, download, assets } -> library        api -> search -> library        http -> secret
//! loopback -> library        secret, host: need no other room
//! ```
//! `headless/tests/it/layers.rs` keeps it so. The nouns are `dailies_model`, wire formats and the catalogue are `dailies_relay`, and
//! films are read by `dailies_media`. Start reading at `api` (what can be asked), then `queue::state_machine` (what becomes of
//! a job).

pub mod api;
pub mod assets;
mod content_encoding;
pub mod download;
#[cfg(test)]
mod growth;
pub mod host;
pub mod http;
pub mod library;
pub mod loopback;
pub mod queue;
pub mod search;
pub mod secret;

use dailies_media::atomic_file;

pub use dailies_media as media;
pub use dailies_model as model;
pub use dailies_relay::{self as relay, catalogue};

pub use api::{ApiError, ErrorCode, Options, Studio};
