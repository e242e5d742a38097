//! What of the gallery is shown, and in which order: what the search field, the chips and the sort menu say. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AspectRatio, CharacterId, ClipId, CollectionId, ConnectionId, Medium, ModelId, StoryboardId, TagId, Timestamp,
};

/// A question to the gallery. What it leaves open holds for every clip.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Query {
    /// Where is looked.
    pub shelf: Shelf,
    /// As typed: words (each may be the beginning of one), `"phrases"`, Chinese from one character; all have to be there.
    pub text: String,
    /// Filters of one kind are alternatives (tags: all of them have to be there); different kinds have to hold together.
    pub filters: Vec<Filter>,
    /// The order of what is found.
    pub order: SortOrder,
}

/// Where is looked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// The clips that are kept.
    #[default]
    Gallery,
    /// The jobs that failed; no clip is there.
    Failed,
    /// The trash; newest in it first, whatever the order says.
    Trash,
}

/// One thing that has to hold of a clip.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Filter {
    /// It was made by this model.
    Model {
        /// Which.
        id: ModelId,
    },
    /// It has about this shape.
    Aspect {
        /// The nearest of the usual ones.
        ratio: AspectRatio,
    },
    /// It lasts this long: from the first to under the second, in ms. What is no film and no sound lasts 0.
    Length {
        /// At least.
        from_ms: Option<i64>,
        /// Less than.
        to_ms: Option<i64>,
    },
    /// It was made with this connection.
    Connection {
        /// Which.
        id: ConnectionId,
    },
    /// It stands in this time.
    Date {
        /// Which.
        span: DateSpan,
    },
    /// It is a film, a still or a sound.
    Medium {
        /// Which.
        medium: Medium,
    },
    /// It has sound.
    Sound,
    /// It is a favourite.
    Favourite,
    /// It has this tag.
    Tag {
        /// Which.
        id: TagId,
    },
    /// It is in this collection.
    Collection {
        /// Which; one with a question of its own is asked by that question instead.
        id: CollectionId,
    },
    /// Somebody is in it.
    Character {
        /// Who.
        id: CharacterId,
    },
    /// It was made of this storyboard.
    Storyboard {
        /// Which.
        id: StoryboardId,
    },
    /// It came from another clip, or led to one.
    Family,
    /// It was brought in from a file.
    Imported,
}

/// A stretch of time, by the user's own calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "span", rename_all = "snake_case")]
pub enum DateSpan {
    /// Since midnight.
    Today,
    /// Today and the six days before.
    Week,
    /// Since the first of this month.
    Month,
    /// Since the first of January.
    Year,
    /// From the first to before the second.
    Between {
        /// From this on.
        from: Option<Timestamp>,
        /// To before this.
        to: Option<Timestamp>,
    },
}

/// The order of what is found. What is equal stands newest first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SortOrder {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Longest first.
    Longest,
    /// Dearest first; what has no price comes last.
    Dearest,
    /// Favourites first.
    Favourites,
    /// As the user arranged the first collection among the filters; newest first where there is none.
    Arranged,
}

/// A stretch of what was found, as columns of one length: enough to lay out and to fetch posters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Found {
    /// How many were found, exactly.
    pub count: u32,
    /// The same as before, as long as the same clips stand in the same order: then nothing needs to be laid out anew.
    pub stamp: u32,
    /// The clips' numbers.
    pub ids: Vec<ClipId>,
    /// Width over height, in thousandths.
    pub ratios: Vec<u32>,
    /// Where each stands among the newest; in the trash, when it came there.
    pub placed_at: Vec<Timestamp>,
}

/// A filter that could be added, and how many clips would be left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Facet {
    /// The filter.
    pub filter: Filter,
    /// Clips that the rest of the question finds, and it holds of.
    pub count: u32,
}

/// Where the user was in the gallery, kept over a restart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct GalleryView {
    /// What was shown.
    pub query: Query,
    /// The clip at the top; `None` at the very top.
    pub clip_id: Option<ClipId>,
    /// How far its row lies above the top of the window, in CSS pixels.
    pub offset: f64,
    /// The clip that was selected.
    pub selected: Option<ClipId>,
}
