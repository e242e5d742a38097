//! Failures of a job or a relay, in terms that the page can explain (reference section 8).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A failure as shown to the user: its meaning, which the page has text for, and the relay's message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// The kind of failure.
    pub meaning: Meaning,
    /// Whether the attempt cost money.
    pub charged: Charged,
    /// The relay's message, if any; plain text, at most 2,000 characters.
    pub words: Option<String>,
    /// The message in Chinese, if the relay gave both languages.
    pub words_zh: Option<String>,
}

impl Failure {
    /// Returns a failure without a relay's message.
    pub const fn silent(meaning: Meaning, charged: Charged) -> Self {
        Self { meaning, charged, words: None, words_zh: None }
    }
}

/// The kind of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// The relay rejected the key.
    Key,
    /// There is no key.
    NoKey,
    /// The connection would be unencrypted, and the user has not allowed that.
    PlainHttp,
    /// The key lacks permission for this request.
    Permission,
    /// The account is out of credit.
    Balance,
    /// Too many requests.
    Rate,
    /// Moderation rejected it; the stage is unknown.
    Moderation,
    /// Moderation rejected a picture.
    ModerationPicture,
    /// Moderation rejected the prompt.
    ModerationPrompt,
    /// Moderation rejected the finished clip.
    ModerationResult,
    /// A picture has the wrong dimensions, type or file size.
    Picture,
    /// The relay does not offer this model to this key.
    NotOffered,
    /// The relay rejected the request as invalid.
    Invalid,
    /// The relay does not know this task or path.
    Gone,
    /// The relay offers no remix of this clip.
    NoRemix,
    /// The relay had an internal error.
    Server,
    /// The relay could not be reached, or the connection was lost.
    Network,
    /// The relay's answer could not be interpreted.
    Unreadable,
    /// The generation failed for an unknown reason.
    Generation,
    /// The relay rejected the job after accepting it.
    Rejected,
    /// The job exceeded the relay's time limit.
    TimedOut,
    /// The job was cancelled at the relay.
    Cancelled,
    /// The relay no longer has the job.
    Expired,
    /// The job is done, but the answer had no URL of the clip.
    NoResult,
    /// The relay's list of jobs does not contain this one.
    NotListed,
    /// Several jobs in the relay's list match this one and cannot be told apart.
    SeveralListed,
    /// The clip's URL no longer works.
    ResultExpired,
    /// The previous job of a chain produced no clip.
    PartBefore,
    /// The source film can no longer be accessed.
    SourceGone,
    /// The clip's URL is not allowed (not https, or inside a private network).
    UnsafeAddress,
    /// The downloaded file is not of the kind that the model makes.
    BadFile,
    /// The downloaded file is incomplete.
    CutOff,
    /// The disk is full.
    DiskFull,
    /// The disk could not be read or written.
    Disk,
}

/// Whether a failed attempt cost money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Charged {
    /// The relay accepted nothing, so nothing was charged.
    No,
    /// The job was accepted and completed, so it was charged.
    Yes,
    /// Only the relay knows.
    Unknown,
}
