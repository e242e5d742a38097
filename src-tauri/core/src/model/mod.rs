//! The studio's nouns: pure data that every other room speaks in. No I/O, no clock, no SQL.

mod change;
mod clip;
mod connection;
mod container;
mod draft;
mod failure;
mod generation;
mod ids;
mod job;
mod medium;
mod picture;
mod proxy;
mod session;
mod settings;
mod time;

pub use change::Change;
pub use clip::{Clip, Film, GalleryIndex};
pub use connection::{Connection, ConnectionKind, ConnectionTest, KeyPlace, KeyState, TestResult};
pub use container::{Container, ContainerError};
pub use draft::{Draft, Problem, Rule};
pub use failure::{Charged, Failure, Meaning};
pub use generation::{AspectRatio, AspectRatioError, Generation};
pub use ids::{BatchId, ClipId, ConnectionId, JobId, KeyRef, ModelId, RemoteId};
pub use job::{Format, Job, JobState, Route, StopReason, Transfer, Watch};
pub use medium::Medium;
pub use picture::{Crop, ForeignPicture, Moment, Preparation, Refusal};
pub use proxy::Proxy;
pub use session::{ModelOption, Session};
pub use settings::{Language, Settings, Theme};
pub use time::Timestamp;
