//! Id types, so that a clip's id cannot be mistaken for a job's.

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
            /// Returns the id as text.
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
    /// The jobs of one click on Generate.
    BatchId
    /// One paid attempt at one clip.
    JobId
    /// A film, a still or a sound in the gallery.
    ClipId
    /// Shots that are arranged into one film.
    StoryboardId
    /// A person or thing that prompts can mention with `@`.
    CharacterId
    /// A word that the user attached to clips.
    TagId
    /// A set of clips, or a saved search.
    CollectionId
    /// A change that can be undone.
    UndoId
    /// A piece of text that is saved under a name.
    SnippetId
    /// A writing request in progress.
    WritingId
}

text_id! {
    /// A model's name as relays know it, such as `sora-2-pro`.
    ModelId
    /// A relay's task id of an accepted job.
    RemoteId
    /// A picture of the library, named by the SHA-256 of its file in hex.
    PictureId
    /// The account name under which a key is stored in the keychain. Not the key.
    KeyRef
}
