//! Change events that the studio sends to the page.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Character, CharacterId, Clip, ClipId, Connection, ConnectionId, Import, Intake, Job, Settings, Storyboard,
    WritingId, WritingStep,
};

/// One change. The page's stores merge it by id. Contains no key, path or signed URL.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// A job was created or its state changed.
    Job {
        /// The job.
        job: Box<Job>,
    },
    /// A clip was created, changed or restored from the trash.
    Clip {
        /// The clip.
        clip: Box<Clip>,
    },
    /// Clips changed: tags, collections or favourites, or they were moved to or from the trash.
    Clips {
        /// The clips.
        ids: Vec<ClipId>,
    },
    /// Tags or collections changed and must be loaded again.
    Keeping,
    /// Progress of an export.
    Exporting {
        /// Clips processed, whether successful or not.
        done: u32,
        /// Total number of clips.
        of: u32,
    },
    /// A storyboard was created, changed, trashed or restored.
    Storyboard {
        /// The storyboard.
        storyboard: Box<Storyboard>,
    },
    /// A character was created or changed.
    Character {
        /// The character.
        character: Box<Character>,
    },
    /// A character was removed.
    CharacterRemoved {
        /// The character.
        id: CharacterId,
    },
    /// Files entered or left the window during a drag.
    DragOver {
        /// Whether files are over the window.
        is_over: bool,
    },
    /// Files were dropped on the window.
    Dropped {
        /// The result for each picture.
        intakes: Vec<Intake>,
        /// The result for each film and each recipe.
        imports: Vec<Import>,
    },
    /// A connection was created or changed.
    Connection {
        /// The connection.
        connection: Box<Connection>,
    },
    /// A connection was removed.
    ConnectionRemoved {
        /// The connection.
        id: ConnectionId,
    },
    /// The settings changed.
    Settings {
        /// The settings.
        settings: Settings,
    },
    /// The model catalogue changed; model options must be loaded again.
    Catalogue,
    /// Progress of a writing request.
    Writing {
        /// The request.
        id: WritingId,
        /// Its new state.
        step: WritingStep,
    },
    /// Changes were missed; everything must be loaded again.
    Resync,
}
