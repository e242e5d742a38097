//! How a command fails: a code that the page acts on, and a detail for the curious.

use dailies_media::MediaError;
use dailies_model::{PromptTooLong, storyboard::ShotsError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    assets::{AssetError, PictureImportError},
    download::UnsafeAddress,
    host::HostError,
    http::ProxyError,
    library::LibraryError,
    queue::Conflict,
    relay::AddressError,
    secret::{KeyError, SecretError},
};

/// A failed command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{code:?}: {detail}")]
pub struct ApiError {
    /// What the page acts on.
    pub code: ErrorCode,
    /// What happened, in English, for a report; holds no key and no signed address.
    pub detail: String,
}

/// The kinds of failure that the page acts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// No such command, or arguments that do not fit.
    BadRequest,
    /// It is not in the library (any more).
    NotFound,
    /// The job is in a state in which this cannot be done.
    Conflict,
    /// The text is longer than a prompt can be, or holds more shots than a storyboard. Nothing was kept.
    TooLong,
    /// A picture cannot be sent as it is to be.
    PictureRefused,
    /// No frame can be had of the film.
    NoFrame,
    /// Another character has this handle.
    HandleTaken,
    /// This cannot be a handle.
    BadHandle,
    /// This cannot be a name.
    BadName,
    /// Something else has this name.
    NameTaken,
    /// The address is none that a relay can be reached at.
    BadAddress,
    /// The link is none that a clip may be fetched from.
    BadLink,
    /// The proxy's address is none, or holds a password.
    BadProxy,
    /// The address would be spoken to without encryption: ask the user whether that may be.
    PlainHttp,
    /// The key is empty, too long, or holds characters that no key has.
    BadKey,
    /// This system has no keychain: offer to keep the key for this session.
    NoKeychain,
    /// The keychain did not open in time.
    KeychainLocked,
    /// There is no desktop to show folders or dialogs on.
    NoDesktop,
    /// The disk is full.
    DiskFull,
    /// The disk could not be read or written.
    Disk,
    /// A mistake of ours.
    Internal,
}

impl ApiError {
    fn new(code: ErrorCode, detail: &impl ToString) -> Self {
        Self { code, detail: detail.to_string() }
    }

    pub(super) fn bad_request(detail: &impl ToString) -> Self {
        Self::new(ErrorCode::BadRequest, detail)
    }

    pub(super) fn plain_http() -> Self {
        Self::new(ErrorCode::PlainHttp, &"the address is not encrypted, and the user has not allowed that")
    }

    pub(super) fn bad_name(detail: &impl ToString) -> Self {
        Self::new(ErrorCode::BadName, detail)
    }

    pub(super) fn name_taken(detail: &impl ToString) -> Self {
        Self::new(ErrorCode::NameTaken, detail)
    }

    pub(super) fn no_frame(detail: &impl ToString) -> Self {
        Self::new(ErrorCode::NoFrame, detail)
    }

    pub(crate) fn internal(detail: &impl ToString) -> Self {
        Self::new(ErrorCode::Internal, detail)
    }
}

impl From<LibraryError> for ApiError {
    fn from(error: LibraryError) -> Self {
        let code = match &error {
            LibraryError::NotFound => ErrorCode::NotFound,
            LibraryError::Full => ErrorCode::DiskFull,
            LibraryError::Io(_) | LibraryError::Sql(_) => ErrorCode::Disk,
            LibraryError::InUse
            | LibraryError::Foreign
            | LibraryError::Damaged { .. }
            | LibraryError::TooNew
            | LibraryError::Unreadable(_) => ErrorCode::Internal,
        };
        Self::new(code, &error)
    }
}

impl From<Conflict> for ApiError {
    fn from(error: Conflict) -> Self {
        Self::new(ErrorCode::Conflict, &error)
    }
}

impl From<PromptTooLong> for ApiError {
    fn from(error: PromptTooLong) -> Self {
        Self::new(ErrorCode::TooLong, &error)
    }
}

impl From<ShotsError> for ApiError {
    fn from(error: ShotsError) -> Self {
        Self::new(ErrorCode::TooLong, &error)
    }
}

impl From<AddressError> for ApiError {
    fn from(error: AddressError) -> Self {
        Self::new(ErrorCode::BadAddress, &error)
    }
}

impl From<UnsafeAddress> for ApiError {
    fn from(error: UnsafeAddress) -> Self {
        Self::new(ErrorCode::BadLink, &error)
    }
}

impl From<ProxyError> for ApiError {
    fn from(error: ProxyError) -> Self {
        Self::new(ErrorCode::BadProxy, &error)
    }
}

impl From<KeyError> for ApiError {
    fn from(error: KeyError) -> Self {
        Self::new(ErrorCode::BadKey, &error)
    }
}

impl From<SecretError> for ApiError {
    fn from(error: SecretError) -> Self {
        let code = match &error {
            SecretError::NoKeychain(_) => ErrorCode::NoKeychain,
            SecretError::Locked => ErrorCode::KeychainLocked,
            SecretError::Other(_) => ErrorCode::Internal,
        };
        Self::new(code, &error)
    }
}

impl From<HostError> for ApiError {
    fn from(error: HostError) -> Self {
        let code = match &error {
            HostError::NoDesktop => ErrorCode::NoDesktop,
            HostError::Failed(_) => ErrorCode::Internal,
        };
        Self::new(code, &error)
    }
}

impl From<MediaError> for ApiError {
    fn from(error: MediaError) -> Self {
        let code = match &error {
            MediaError::Refused(_) => ErrorCode::PictureRefused,
            MediaError::NoFrame(_) => ErrorCode::NoFrame,
            MediaError::File(_) | MediaError::Disk(_) => ErrorCode::Disk,
            MediaError::Child(_) => ErrorCode::Internal,
        };
        Self::new(code, &error)
    }
}

impl From<AssetError> for ApiError {
    fn from(error: AssetError) -> Self {
        match error {
            AssetError::Library(error) => error.into(),
            AssetError::Media(error) => error.into(),
            AssetError::Internal(error) => Self::internal(&error),
        }
    }
}

impl From<PictureImportError> for ApiError {
    fn from(error: PictureImportError) -> Self {
        match error {
            PictureImportError::Refused(reason) => MediaError::from(reason).into(),
            PictureImportError::Failed(error) => error.into(),
        }
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        LibraryError::from(error).into()
    }
}
