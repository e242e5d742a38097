//! Estimates duration and cost of a generation, from the user's own clips and the relay's prices if known, otherwise from the
//! catalogue.

use dailies_model::{ConnectionKind, Generation, ModelId, TestResult};
use rusqlite::Connection as Db;

use crate::{
    catalogue::Entry,
    library::{LibraryError, clips, connections::ConnectionRow},
};

/// So many clips of one kind tell more than the catalogue does.
const ENOUGH: usize = 3;
/// No more of them are looked at: models become faster and slower.
const RECENT: u32 = 30;

/// How long a generation should take, at least and at most, in ms, and whether the user's own clips say so.
pub(super) struct Time {
    pub ms: Option<(i64, i64)>,
    pub is_learned: bool,
}

pub(super) fn time(db: &Db, entry: &Entry, generation: &Generation) -> Result<Time, LibraryError> {
    let learned = usual(clips::times(db, generation, RECENT)?);
    Ok(Time { ms: learned.or_else(|| entry.expected_ms(generation)), is_learned: learned.is_some() })
}

/// The range of what is usual: the fastest and the slowest tenth left out.
fn usual(mut times: Vec<i64>) -> Option<(i64, i64)> {
    times.sort_unstable();
    let few = times.len() / 10;
    let usual = times.get(few..times.len() - few).filter(|_| times.len() >= ENOUGH)?;
    Some((*usual.first()?, *usual.last()?))
}

/// What one clip costs, in millionths of a US dollar: by the relay's list, else by the entry. The built-in relay costs
/// nothing, whatever it lists.
pub(super) fn cost(connection: &ConnectionRow, entry: &Entry, generation: &Generation) -> Option<i64> {
    price(connection, entry, generation.duration_s)
}

/// The same for a model and a length.
pub(super) fn price(connection: &ConnectionRow, entry: &Entry, duration_s: Option<u32>) -> Option<i64> {
    if connection.kind == ConnectionKind::Demo {
        return None;
    }
    listed_price(connection, &entry.id).or_else(|| entry.price_micros(duration_s))
}

/// What the relay said that a clip of this model costs.
fn listed_price(connection: &ConnectionRow, model: &ModelId) -> Option<i64> {
    let Some(TestResult::Works { prices: Some(prices), .. }) = connection.last_test.as_ref().map(|test| &test.result)
    else {
        return None;
    };
    prices.iter().find(|price| &price.model == model).map(|price| price.micros)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_clips_tell_what_is_usual() {
        assert_eq!(usual(vec![]), None);
        assert_eq!(usual(vec![90, 60]), None);
        assert_eq!(usual(vec![90, 60, 70]), Some((60, 90)));
        let mut times: Vec<i64> = (100..118).collect();
        times.extend([1, 9_999]);
        assert_eq!(usual(times), Some((101, 116)), "what was far off does not count");
    }
}
