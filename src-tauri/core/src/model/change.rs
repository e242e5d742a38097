//! What the page is told when something changed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Clip, ClipId, Connection, ConnectionId, Job, Settings, WritingId, WritingStep};

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
    /// Clips went to the trash.
    ClipsTrashed {
        /// Which.
        ids: Vec<ClipId>,
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
