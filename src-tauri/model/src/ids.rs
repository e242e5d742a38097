//! Ids as types, so that a clip's number is never taken for a job's.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! row_id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        pub struct $name(pub i64);
    )*};
}

macro_rules! text_id {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        pub struct $name(pub String);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

row_id! {
    /// A relay that the user connected, or the built-in demo relay.
    ConnectionId
    /// The jobs that one press of Generate made.
    BatchId
    /// One paid attempt at one clip.
    JobId
    /// A film, a still or a sound in the gallery.
    ClipId
    /// Shots that are arranged to become one film.
    StoryboardId
    /// Somebody who can be named with `@` in a prompt.
    CharacterId
    /// A word that the user gave to clips.
    TagId
    /// Clips that were put together, or a question that is kept.
    CollectionId
    /// The way back from one change.
    UndoId
    /// A piece of text that is kept under a name.
    SnippetId
    /// One piece of writing help under way.
    WritingId
}

text_id! {
    /// A model's name as relays know it, such as `sora-2-pro`.
    ModelId
    /// The name that a relay gave to an accepted job.
    RemoteId
    /// A picture of the library, named by the SHA-256 of its file in hex.
    PictureId
    /// The account name under which a key lies in the keychain. Not the key.
    KeyRef
}
