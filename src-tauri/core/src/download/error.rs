//! Why a file could not be fetched.

use std::io;

use dailies_model::{Charged, Container, Failure, Meaning, Medium};

/// Why a file could not be fetched. What was received stays in the part, unless it was wrong.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// No connection, a broken one, or one on which nothing came for a minute.
    #[error("the connection was lost")]
    Network,
    /// The proxy's address is none that can be used.
    #[error("the proxy's address cannot be used")]
    Proxy,
    /// Bytes come, but so few that the file would take days.
    #[error("the server sends next to nothing")]
    TooSlow,
    /// The server answers, but not with the file now.
    #[error("the server answered {status}")]
    Server {
        /// Its HTTP status.
        status: u16,
        /// How long it asks to wait.
        retry_after_ms: Option<i64>,
    },
    /// The address does not work any more.
    #[error("the address has expired: {status}")]
    Expired {
        /// The HTTP status: 401, 403, 404 or 410.
        status: u16,
    },
    /// What came is not what was asked for.
    #[error("what came is not a {}", noun(*.expected))]
    Unexpected {
        /// What it should have been.
        expected: Medium,
        /// What it is, where that is known.
        found: Option<Container>,
        /// How it begins, where that is text: at most 200 characters.
        words: Option<String>,
    },
    /// It ends before its own structure does.
    #[error("the file is cut off")]
    CutOff,
    /// It is larger than a file may be.
    #[error("the file is too large")]
    TooLarge,
    /// The address is one that is not fetched from.
    #[error("the address is not safe: {0}")]
    Unsafe(#[from] UnsafeAddress),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The disk could not be read or written.
    #[error("the disk failed: {0}")]
    Disk(io::Error),
}

/// Why an address is not fetched from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnsafeAddress {
    /// It is no URL with a host.
    #[error("it cannot be read")]
    Unreadable,
    /// It is not https.
    #[error("it is not https")]
    NotHttps,
    /// It leads into this computer or a private network.
    #[error("it leads into a private network")]
    Private,
    /// It redirects again and again.
    #[error("it redirects too often")]
    Redirects,
}

impl FetchError {
    /// Whether the same address may work later.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Network | Self::TooSlow | Self::Server { .. })
    }

    /// The failure as the user sees it. The job itself was done by then, so it was charged.
    pub fn failure(&self) -> Failure {
        let meaning = match self {
            Self::Network | Self::TooSlow | Self::Proxy => Meaning::Network,
            Self::Server { .. } => Meaning::Server,
            Self::Expired { .. } => Meaning::ResultExpired,
            Self::Unexpected { .. } | Self::TooLarge => Meaning::BadFile,
            Self::CutOff => Meaning::CutOff,
            Self::Unsafe(_) => Meaning::UnsafeAddress,
            Self::DiskFull => Meaning::DiskFull,
            Self::Disk(_) => Meaning::Disk,
        };
        let words = if let Self::Unexpected { words, .. } = self { words.clone() } else { None };
        Failure { words, ..Failure::silent(meaning, Charged::Yes) }
    }
}

const fn noun(medium: Medium) -> &'static str {
    match medium {
        Medium::Film => "film",
        Medium::Still => "still",
        Medium::Sound => "sound",
    }
}

impl From<io::Error> for FetchError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            _ => Self::Disk(error),
        }
    }
}
