//! What went wrong with a job or a relay, in terms that the page can explain (reference section 8).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A failure as the user sees it: a meaning that the page has words for, and the relay's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// What it comes down to.
    pub meaning: Meaning,
    /// Whether it cost money.
    pub charged: Charged,
    /// The relay's own words, if it had any; plain text, at most 2,000 characters.
    pub words: Option<String>,
    /// The same in Chinese, where the relay gave both.
    pub words_zh: Option<String>,
}

impl Failure {
    /// A failure that no relay commented on.
    pub const fn silent(meaning: Meaning, charged: Charged) -> Self {
        Self { meaning, charged, words: None, words_zh: None }
    }
}

/// What a failure comes down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// The relay does not know the key.
    Key,
    /// There is no key to send.
    NoKey,
    /// The relay would be spoken to without encryption, and the user has not allowed that.
    PlainHttp,
    /// The key may not do this.
    Permission,
    /// Out of credit.
    Balance,
    /// Too many requests.
    Rate,
    /// Moderation refused it; at which stage is not known.
    Moderation,
    /// A picture was refused by moderation.
    ModerationPicture,
    /// The prompt was refused by moderation.
    ModerationPrompt,
    /// The finished clip was refused by moderation.
    ModerationResult,
    /// A picture has the wrong size, type or weight.
    Picture,
    /// The relay offers no such model to this key.
    NotOffered,
    /// The relay did not like the request.
    Invalid,
    /// The relay knows no such task or path.
    Gone,
    /// The relay has no remix for this clip.
    NoRemix,
    /// The relay broke.
    Server,
    /// The relay could not be reached, or the connection was lost.
    Network,
    /// The relay answered something that makes no sense.
    Unreadable,
    /// The generation failed, for no reason that we know.
    Generation,
    /// It was turned down after it had been accepted.
    Rejected,
    /// It took longer than the relay waits.
    TimedOut,
    /// It was broken off at the relay.
    Cancelled,
    /// The relay did not keep the job itself any longer.
    Expired,
    /// The job is done but no address of the clip came with it.
    NoResult,
    /// The relay's list of jobs was looked through, and this one is not in it.
    NotListed,
    /// The relay's list holds several jobs that may be this one, and nothing tells them apart.
    SeveralListed,
    /// The clip's address does not work any more.
    ResultExpired,
    /// The job before it in a chain did not become a clip.
    PartBefore,
    /// The film that it is to be made of cannot be reached any more.
    SourceGone,
    /// The clip's address is one that Dailies does not fetch from (not https, or inside a private network).
    UnsafeAddress,
    /// What came is not what the model makes.
    BadFile,
    /// What came ends before the clip does.
    CutOff,
    /// The disk is full.
    DiskFull,
    /// The disk could not be written.
    Disk,
}

/// Whether a failure cost money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Charged {
    /// Nothing was accepted, so nothing was charged.
    No,
    /// The job was accepted and done: it was charged.
    Yes,
    /// Only the relay knows.
    Unknown,
}
