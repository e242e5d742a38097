//! What may be asked, with what its text means kept beside the text.

use dailies_core::model::{CharacterId, CollectionId, ConnectionId, Medium, ModelId, StoryboardId, TagId};

use super::{
    edit::{MODELS, WORDS},
    *,
};

/// A question, and the terms that its text is made of.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) query: Query,
    pub(super) terms: Vec<Term>,
}

/// What has to be there.
#[derive(Debug, Clone)]
pub(super) enum Term {
    /// A word that begins so.
    Beginning(String),
    /// These words of `WORDS`, one right after the other.
    Phrase(Vec<usize>),
    /// These words of `WORDS`, and right after them one that begins so: a quote that is not closed.
    Opening(Vec<usize>, String),
}

fn term() -> impl Strategy<Value = Term> {
    prop_oneof![
        (0..5_usize, 1..8_usize)
            .prop_map(|(word, letters)| Term::Beginning(WORDS[word].chars().take(letters).collect())),
        prop::sample::select(vec!["so", "sora", "2", "me", "har", "relay", "m", "nowhere", "duskone"])
            .prop_map(|word| Term::Beginning(word.to_owned())),
        prop::collection::vec(0..WORDS.len(), 1..4).prop_map(Term::Phrase),
        prop::collection::vec(5..WORDS.len(), 1..3).prop_map(Term::Phrase),
    ]
}

/// Only the last thing that is typed can be one.
fn opening() -> impl Strategy<Value = Term> {
    let beginning = (0..5_usize, 1..5_usize).prop_map(|(word, letters)| WORDS[word].chars().take(letters).collect());
    (prop::collection::vec(0..WORDS.len(), 0..3), beginning).prop_map(|(words, last)| Term::Opening(words, last))
}

impl Term {
    /// Chinese needs no quotes.
    fn typed(&self) -> String {
        match self {
            Self::Beginning(word) => word.to_uppercase(),
            Self::Phrase(words) if words.iter().all(|word| *word >= 5) => {
                words.iter().map(|word| WORDS[*word]).collect()
            }
            Self::Phrase(words) => {
                let words: Vec<_> = words.iter().map(|word| WORDS[*word]).collect();
                format!("\"{}\"", words.join(" "))
            }
            Self::Opening(words, last) => {
                let words = words.iter().map(|word| WORDS[*word]).chain([last.as_str()]);
                format!("\"{}", words.collect::<Vec<_>>().join(" "))
            }
        }
    }
}

/// Every filter that a clip of this test can be found by, but for lengths and dates of one's own.
pub(super) fn every_filter() -> Vec<Filter> {
    let shapes = ["16:9", "9:16", "1:1", "21:9", "3:2"].map(|ratio| Filter::Aspect { ratio: ratio.parse().unwrap() });
    let lengths =
        [(None, Some(5_000)), (Some(5_000), Some(10_000)), (Some(10_000), Some(15_000)), (Some(15_000), None)]
            .map(|(from_ms, to_ms)| Filter::Length { from_ms, to_ms });
    let dates = [DateSpan::Today, DateSpan::Week, DateSpan::Month, DateSpan::Year].map(|span| Filter::Date { span });
    let media = [Medium::Film, Medium::Still, Medium::Sound].map(|medium| Filter::Medium { medium });
    let models = MODELS.map(|id| Filter::Model { id: ModelId(id.to_owned()) });
    let tags = (1..4).map(|id| Filter::Tag { id: TagId(id) });
    let collections = (1..8).map(|id| Filter::Collection { id: CollectionId(id) });
    let two = (1..3).flat_map(|id| {
        [
            Filter::Connection { id: ConnectionId(id) },
            Filter::Character { id: CharacterId(id) },
            Filter::Storyboard { id: StoryboardId(id) },
        ]
    });
    let flags = [Filter::Sound, Filter::Favourite, Filter::Family, Filter::Imported];
    let all = shapes.into_iter().chain(lengths).chain(dates).chain(media).chain(models).chain(tags).chain(collections);
    all.chain(two).chain(flags).collect()
}

fn filter() -> impl Strategy<Value = Filter> {
    let between = (-2..3_i64, 0..4_i64).prop_map(|(from, days)| {
        let from = Timestamp(MIDNIGHT + from);
        Filter::Date { span: DateSpan::Between { from: Some(from.plus_ms(-days * DAY)), to: Some(from) } }
    });
    prop_oneof![9 => prop::sample::select(every_filter()), 1 => between]
}

pub(super) fn asked() -> impl Strategy<Value = Asked> {
    let shelf = prop_oneof![8 => Just(Shelf::Gallery), 3 => Just(Shelf::Trash), 1 => Just(Shelf::Failed)];
    let order = prop::sample::select(vec![
        SortOrder::Newest,
        SortOrder::Oldest,
        SortOrder::Longest,
        SortOrder::Dearest,
        SortOrder::Favourites,
        SortOrder::Arranged,
    ]);
    let opening = prop::option::weighted(0.3, opening());
    (shelf, prop::collection::vec(term(), 0..3), opening, prop::collection::vec(filter(), 0..4), order).prop_map(
        |(shelf, terms, opening, filters, order)| {
            let terms: Vec<_> = terms.into_iter().chain(opening).collect();
            let text = terms.iter().map(Term::typed).collect::<Vec<_>>().join(" ");
            Asked { query: Query { shelf, text, filters, order }, terms }
        },
    )
}
