//! The studio's nouns: pure data that every other room speaks in. No I/O, no clock, no SQL.

pub mod cast;
mod catalogue;
mod change;
mod character;
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
mod prompt;
mod proxy;
mod session;
mod settings;
pub mod storyboard;
mod time;
pub mod wildcard;
mod writing;

pub use cast::{CastMember, CastPart};
pub use catalogue::{CatalogueFile, CatalogueMistake, ModelForm};
pub use change::Change;
pub use character::{
    Character, CharacterCheck, CharacterDraft, CharacterForm, CharacterHome, CharacterOrder, CharacterProblem,
    FilmSource, FilmWay, PackForm,
};
pub use clip::{Clip, Family, Film, GalleryIndex, RemixPlan, RemixWay};
pub use connection::{
    Balance, Connection, ConnectionKind, ConnectionTest, Formats, KeyPlace, KeyState, ModelPrice, TestResult,
};
pub use container::{Container, ContainerError};
pub use draft::{Draft, DraftCheck, Hint, Problem, Rule};
pub use failure::{Charged, Failure, Meaning};
pub use generation::{
    AspectRatio, AspectRatioError, Cameo, Generation, Kin, Kinship, Picture, PictureRole, PictureSource, RemixSource,
    Toggle, VideoSource,
};
pub use ids::{
    BatchId, CharacterId, ClipId, ConnectionId, JobId, KeyRef, ModelId, PictureId, RemoteId, SnippetId, StoryboardId,
    WritingId,
};
pub use job::{Format, Job, JobState, Route, StopReason, Transfer, Watch};
pub use medium::Medium;
pub use option::{Controls, Exclusion, Label, ModelOption, Origin, PictureRules};
pub use picture::{Crop, ForeignPicture, Intake, Moment, Preparation, PreparedPicture, Refusal, StoredPicture};
pub use prompt::{PastPrompt, Snippet};
pub use proxy::Proxy;
pub use session::Session;
pub use settings::{Language, Settings, Theme};
pub use storyboard::{Shot, Storyboard, StoryboardCheck, StoryboardPart, StoryboardWay};
pub use time::Timestamp;
pub use writing::{WritingModel, WritingRequest, WritingStep, WritingTask};
