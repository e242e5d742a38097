//! Errors of downloads.

use std::io;

use dailies_model::{Charged, Container, Failure, Meaning, Medium};

/// Why a file could not be downloaded. The part file is kept unless its content was wrong.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The connection failed, broke, or carried no data for a minute.
    #[error("the connection was lost")]
    Network,
    /// The proxy's address is not usable.
    #[error("the proxy's address cannot be used")]
    Proxy,
    /// Data arrives so slowly that the file would take days.
    #[error("the server sends next to nothing")]
    TooSlow,
    /// The server responded without the file; a later try may succeed.
    #[error("the server answered {status}")]
    Server {
        /// The HTTP status.
        status: u16,
        /// The wait that the server asked for, in ms.
        retry_after_ms: Option<i64>,
    },
    /// The URL no longer works.
    #[error("the address has expired: {status}")]
    Expired {
        /// The HTTP status: 401, 403, 404 or 410.
        status: u16,
    },
    /// The content is not of the expected kind.
    #[error("what came is not a {}", noun(*.expected))]
    Unexpected {
        /// The expected kind.
        expected: Medium,
        /// The kind that was found, if known.
        found: Option<Container>,
        /// The beginning of the content if it is text: at most 200 characters.
        words: Option<String>,
    },
    /// The file ends before its own structure does.
    #[error("the file is cut off")]
    CutOff,
    /// The file is larger than the limit.
    #[error("the file is too large")]
    TooLarge,
    /// The URL is not allowed.
    #[error("the address is not safe: {0}")]
    Unsafe(#[from] UnsafeAddress),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The disk could not be read or written.
    #[error("the disk failed: {0}")]
    Disk(io::Error),
}

/// Why a URL is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnsafeAddress {
    /// It is not a URL with a host.
    #[error("it cannot be read")]
    Unreadable,
    /// It is not https.
    #[error("it is not https")]
    NotHttps,
    /// Its host is this computer or in a private network.
    #[error("it leads into a private network")]
    Private,
    /// It redirects too often.
    #[error("it redirects too often")]
    Redirects,
}

impl FetchError {
    /// Returns whether the same URL may work later.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Network | Self::TooSlow | Self::Server { .. })
    }

    /// Returns the failure to show to the user. The job was done before the download, so it was charged.
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
