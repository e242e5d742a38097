//! The studio's nouns: pure data that every other room speaks in. No I/O, no clock, no SQL.

pub mod cast;
mod catalogue;
mod change;
mod character;
mod clip;
#[cfg(feature = "sqlite")]
mod columns;
mod connection;
mod container;
mod draft;
mod failure;
mod generation;
mod ids;
mod job;
mod lineage;
mod medium;
mod option;
pub mod organize;
mod picture;
mod prompt;
mod proxy;
mod query;
mod record;
mod seed;
mod session;
mod settings;
pub mod storyboard;
mod time;
mod transfer;
mod transport;
pub mod wildcard;
mod writing;

pub use cast::{CastMember, CastPart};
pub use catalogue::{CatalogueFile, CatalogueMistake, ModelForm};
pub use change::Change;
pub use character::{
    Character, CharacterCheck, CharacterDraft, CharacterForm, CharacterHome, CharacterOrder, CharacterProblem,
    FilmSource, FilmWay, PackForm,
};
pub use clip::{Clip, Family, Film, NoRemix, RemixPlan, RemixWay};
pub use connection::{
    Balance, Connection, ConnectionKind, ConnectionTest, Formats, KeyPlace, KeyState, ModelPrice, TestResult,
};
pub use container::{Container, ContainerError};
pub use draft::{Draft, DraftCheck, HeldDraft, Hint, Problem, Rule, ShotsAs, Wildcards};
pub use failure::{Charged, Failure, Meaning};
pub use generation::{
    AspectRatio, AspectRatioError, Cameo, Generation, Kin, Kinship, Picture, PictureRole, PictureSource, RemixSource,
    Toggle, VideoSource,
};
pub use ids::{
    BatchId, CharacterId, ClipId, CollectionId, ConnectionId, JobId, KeyRef, ModelId, PictureId, RemoteId, SnippetId,
    StoryboardId, TagId, UndoId, WritingId,
};
pub use job::{
    CharacterCreation, Format, Job, JobCreation, JobKind, JobResult, JobState, NextTry, Route, StopReason, Transfer,
    Trial, Watch,
};
pub use lineage::{FamilyTree, Member};
pub use medium::Medium;
pub use option::{Controls, Exclusion, Label, ModelOption, Origin, PictureRules, RemixControls};
pub use organize::{Collection, NewCollection, Receipt, SelectionState, Share, Tag};
pub use picture::{
    Crop, ForeignPicture, Intake, Moment, PictureRejection, Preparation, PreparedPicture, StoredPicture,
};
pub use prompt::{LONGEST_PROMPT, PastPrompt, PromptTooLong, Snippet, check_length};
pub use proxy::Proxy;
pub use query::{DateSpan, Facet, Filter, Found, GalleryView, Query, Shelf, SortOrder};
pub use record::JobRecord;
pub use seed::Seed;
pub use session::Session;
pub use settings::{Language, Settings, Theme};
pub use storyboard::{Shot, Storyboard, StoryboardCheck, StoryboardPart, StoryboardWay};
pub use time::Timestamp;
pub use transfer::{
    ExportExtra, ExportFailure, ExportForm, ExportPlan, ExportReport, Import, ImportRefusal, Recipe, RecipeRelay,
};
pub use transport::{PlainHttp, is_loopback, is_plain_http, plain_http_origin};
pub use writing::{Detail, WritingModel, WritingRequest, WritingStep, WritingTask};
