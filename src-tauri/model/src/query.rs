//! A query of the gallery: search text, filters and order. Pure data.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{
    AspectRatio, CharacterId, ClipId, CollectionId, ConnectionId, Medium, ModelId, StoryboardId, TagId, Timestamp,
};

/// A query of the gallery. What is left at its default restricts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Query {
    /// What is searched.
    pub shelf: Shelf,
    /// The search text: words (each matches as a prefix), `"phrases"`, Chinese from one character; all must match.
    pub text: String,
    /// The filters. Those of the same kind are alternatives (except tags, which must all match); different kinds must
    /// all match.
    pub filters: Vec<Filter>,
    /// The order of the results.
    pub order: SortOrder,
}

/// What is searched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Shelf {
    /// The clips of the gallery.
    #[default]
    Gallery,
    /// The jobs that failed; these have no clip.
    Failed,
    /// The trash, sorted by the time of deletion, newest first, whatever the order says.
    Trash,
}

/// A condition on a clip.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Filter {
    /// It was made by this model.
    Model {
        /// The model.
        id: ModelId,
    },
    /// Its aspect ratio is close to this one.
    Aspect {
        /// The nearest of the usual aspect ratios.
        ratio: AspectRatio,
    },
    /// Its length is in this range, in ms. A still has length 0.
    Length {
        /// Minimum, inclusive.
        from_ms: Option<i64>,
        /// Maximum, exclusive.
        to_ms: Option<i64>,
    },
    /// It was made with this connection.
    Connection {
        /// The connection.
        id: ConnectionId,
    },
    /// Its time is in this range: `placed_at`; in the trash, the time of deletion.
    Date {
        /// The range.
        span: DateSpan,
    },
    /// It is a film, a still or a sound.
    Medium {
        /// The medium.
        medium: Medium,
    },
    /// It has sound.
    Sound,
    /// It is a favourite.
    Favourite,
    /// It has this tag.
    Tag {
        /// The tag.
        id: TagId,
    },
    /// It is in this collection.
    Collection {
        /// The collection; for a smart collection its saved search is used instead.
        id: CollectionId,
    },
    /// A character appears in it.
    Character {
        /// The character.
        id: CharacterId,
    },
    /// It was made from this storyboard.
    Storyboard {
        /// The storyboard.
        id: StoryboardId,
    },
    /// It was made from another clip, or another clip was made from it.
    Family,
    /// It was imported from a file.
    Imported,
}

/// A time range, in the user's time zone.
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
    /// A range between two points in time.
    Between {
        /// Start, inclusive.
        from: Option<Timestamp>,
        /// End, exclusive.
        to: Option<Timestamp>,
    },
}

/// The order of the results. Equal ones are sorted newest first.
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
    /// Most expensive first; clips without a price come last.
    Dearest,
    /// Favourites first.
    Favourites,
    /// In the user's order of the first collection among the filters; newest first if there is none.
    Arranged,
}

/// A page of results, as columns of equal length: enough to lay out the gallery and to load posters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Found {
    /// Exact total number of results.
    pub count: u32,
    /// A version of the result list. Unchanged as long as the same clips are in the same order, so that the layout can
    /// be kept.
    pub stamp: u32,
    /// The clips' ids.
    pub ids: Vec<ClipId>,
    /// Aspect ratios, width over height, in thousandths.
    pub ratios: Vec<u32>,
    /// The times used for sorting; in the trash, the times of deletion.
    pub placed_at: Vec<Timestamp>,
}

/// A filter that could be added, and the number of results it would leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Facet {
    /// The filter.
    pub filter: Filter,
    /// Number of clips that match both the rest of the query and this filter.
    pub count: u32,
}

/// The user's view of the gallery, restored after a restart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct GalleryView {
    /// The query.
    pub query: Query,
    /// The clip at the top of the window; `None` at the very top.
    pub clip_id: Option<ClipId>,
    /// How far the clip's row begins above the top of the window, in CSS pixels.
    pub offset: f64,
    /// The selected clip.
    pub selected: Option<ClipId>,
}
