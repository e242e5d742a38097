//! What the page is told when something changed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    Character, CharacterId, Clip, ClipId, Connection, ConnectionId, Import, Intake, Job, Settings, Storyboard,
    WritingId, WritingStep,
};

/// One change. The page's stores take each in by id; none of them holds a key, a path or a signed address.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Change {
    /// A job is new or stands elsewhere.
    Job {
        /// The job.
        job: Box<Job>,
    },
    /// A clip is new, changed, or back from the trash.
    Clip {
        /// The clip.
        clip: Box<Clip>,
    },
    /// Clips changed: they were kept otherwise, went to the trash, or came back.
    Clips {
        /// Which.
        ids: Vec<ClipId>,
    },
    /// Tags or collections changed: they have to be listed again.
    Keeping,
    /// An export goes on.
    Exporting {
        /// Clips that are through, written or not.
        done: u32,
        /// Of how many.
        of: u32,
    },
    /// A storyboard is new, changed, in the trash, or back from it.
    Storyboard {
        /// The storyboard.
        storyboard: Box<Storyboard>,
    },
    /// A character is new or changed.
    Character {
        /// The character.
        character: Box<Character>,
    },
    /// A character was removed.
    CharacterRemoved {
        /// Which.
        id: CharacterId,
    },
    /// Files are being dragged over the window, or not any more.
    DragOver {
        /// Whether they are.
        is_over: bool,
    },
    /// Files were dropped on the window.
    Dropped {
        /// What came of each picture.
        intakes: Vec<Intake>,
        /// What came of each film and each recipe.
        imports: Vec<Import>,
    },
    /// A connection is new or changed.
    Connection {
        /// The connection.
        connection: Box<Connection>,
    },
    /// A connection was removed.
    ConnectionRemoved {
        /// Which.
        id: ConnectionId,
    },
    /// The settings changed.
    Settings {
        /// The settings.
        settings: Settings,
    },
    /// The model catalogue changed: options have to be loaded again.
    Catalogue,
    /// Writing help goes on.
    Writing {
        /// Which.
        id: WritingId,
        /// How.
        step: WritingStep,
    },
    /// Changes were missed: everything has to be loaded again.
    Resync,
}
