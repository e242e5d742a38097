//! The facet values of a clip: the filters that match it.

use dailies_model::{AspectRatio, DateSpan, Filter};

use crate::library::index_source::IndexEntry;

/// The usual aspect ratios; each clip is grouped under the nearest.
const SHAPES: [(u16, u16); 8] = [(16, 9), (9, 16), (1, 1), (4, 3), (3, 4), (3, 2), (2, 3), (21, 9)];

/// Bounds of the length filters, in ms: up to the first, between two, and from the last on.
const LENGTHS: [i64; 3] = [5_000, 10_000, 15_000];

/// The kind of a filter, in the order in which facets are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum FacetKind {
    Model,
    Aspect,
    Length,
    Connection,
    Date,
    Medium,
    Sound,
    Favourite,
    Tag,
    Collection,
    Character,
    Storyboard,
    Family,
    Imported,
}

impl FacetKind {
    pub(super) const fn of(filter: &Filter) -> Self {
        match filter {
            Filter::Model { .. } => Self::Model,
            Filter::Aspect { .. } => Self::Aspect,
            Filter::Length { .. } => Self::Length,
            Filter::Connection { .. } => Self::Connection,
            Filter::Date { .. } => Self::Date,
            Filter::Medium { .. } => Self::Medium,
            Filter::Sound => Self::Sound,
            Filter::Favourite => Self::Favourite,
            Filter::Tag { .. } => Self::Tag,
            Filter::Collection { .. } => Self::Collection,
            Filter::Character { .. } => Self::Character,
            Filter::Storyboard { .. } => Self::Storyboard,
            Filter::Family => Self::Family,
            Filter::Imported => Self::Imported,
        }
    }
}

/// Returns every filter that matches a clip, except length and date, which are compared as ranges.
pub(super) fn values(entry: &IndexEntry) -> Vec<Filter> {
    let mut values = vec![Filter::Model { id: entry.model.clone() }, Filter::Medium { medium: entry.medium }];
    values.extend(shape(entry.width, entry.height).map(|ratio| Filter::Aspect { ratio }));
    values.extend(entry.connection_id.map(|id| Filter::Connection { id }));
    values.extend(entry.has_sound.then_some(Filter::Sound));
    values.extend(entry.is_favourite.then_some(Filter::Favourite));
    values.extend(entry.tags.iter().map(|(id, _)| Filter::Tag { id: *id }));
    values.extend(entry.collections.iter().map(|(id, _)| Filter::Collection { id: *id }));
    values.extend(entry.cast.iter().map(|member| Filter::Character { id: member.id }));
    values.extend(entry.storyboard_id.map(|id| Filter::Storyboard { id }));
    values.extend(entry.has_family.then_some(Filter::Family));
    values.extend(entry.file_name.is_some().then_some(Filter::Imported));
    values
}

/// Returns the length and date filters to offer.
pub(super) fn measures() -> Vec<Filter> {
    let edges = std::iter::once(None).chain(LENGTHS.map(Some)).chain([None]).collect::<Vec<_>>();
    let lengths = edges.windows(2).map(|edge| Filter::Length { from_ms: edge[0], to_ms: edge[1] });
    let dates = [DateSpan::Today, DateSpan::Week, DateSpan::Month, DateSpan::Year].map(|span| Filter::Date { span });
    lengths.chain(dates).collect()
}

/// Returns the nearest usual aspect ratio; `None` when the size is unknown.
fn shape(width: u32, height: u32) -> Option<AspectRatio> {
    if width == 0 || height == 0 {
        return None;
    }
    let away = |shape: &(u16, u16)| {
        let ratio = f64::from(width) * f64::from(shape.1) / (f64::from(height) * f64::from(shape.0));
        ratio.ln().abs()
    };
    let nearest = SHAPES.into_iter().min_by(|one, other| away(one).total_cmp(&away(other)));
    nearest.map(|(width, height)| AspectRatio { width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clip_is_sorted_under_the_shape_that_comes_nearest() {
        let shape = |width, height| shape(width, height).map(String::from);
        assert_eq!(shape(1280, 720).as_deref(), Some("16:9"));
        assert_eq!(shape(720, 1284).as_deref(), Some("9:16"));
        assert_eq!(shape(1792, 1024).as_deref(), Some("16:9"));
        assert_eq!(shape(3000, 1000).as_deref(), Some("21:9"));
        assert_eq!(shape(500, 480).as_deref(), Some("1:1"));
        assert_eq!(shape(0, 480), None);
    }
}
