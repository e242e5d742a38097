//! The studio's nouns: pure data that every other room speaks in. No I/O, no clock, no SQL.

mod catalogue;
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
mod option;
mod picture;
mod proxy;
mod session;
mod settings;
pub mod storyboard;
mod time;
mod writing;

pub use catalogue::{CatalogueFile, CatalogueMistake, ModelForm};
pub use change::Change;
pub use clip::{Clip, Film, GalleryIndex};
pub use connection::{
    Balance, Connection, ConnectionKind, ConnectionTest, Formats, KeyPlace, KeyState, ModelPrice, TestResult,
};
pub use container::{Container, ContainerError};
pub use draft::{Draft, DraftCheck, Hint, Problem, Rule};
pub use failure::{Charged, Failure, Meaning};
pub use generation::{
    AspectRatio, AspectRatioError, Cameo, Generation, Picture, PictureRole, PictureSource, RemixSource, Toggle,
};
pub use ids::{BatchId, ClipId, ConnectionId, JobId, KeyRef, ModelId, PictureId, RemoteId, WritingId};
pub use job::{Format, Job, JobState, Route, StopReason, Transfer, Watch};
pub use medium::Medium;
pub use option::{Controls, Exclusion, Label, ModelOption, Origin, PictureRules};
pub use picture::{Crop, ForeignPicture, Moment, Preparation, Refusal};
pub use proxy::Proxy;
pub use session::Session;
pub use settings::{Language, Settings, Theme};
pub use storyboard::Shot;
pub use time::Timestamp;
pub use writing::{WritingModel, WritingRequest, WritingStep, WritingTask};
