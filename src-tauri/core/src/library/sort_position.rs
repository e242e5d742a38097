//! Fractional sort positions of lists that the user orders, so that moving one item changes only its own row. After about fifty
//! halvings of one gap all items are renumbered.

use super::LibraryError;

/// Where something comes to stand: above the first, below the second; `None` is no bound.
type Gap = (Option<f64>, Option<f64>);

/// `count` places in a gap, lowest first. Where it is too narrow, `renumber` makes room and the gap is looked at again.
///
/// # Errors
/// Those of the database.
pub(super) fn between(
    count: usize,
    gap: impl Fn() -> Result<Gap, LibraryError>,
    renumber: impl FnOnce() -> Result<(), LibraryError>,
) -> Result<Vec<f64>, LibraryError> {
    let first = gap()?;
    if let Some(places) = spread(first, count) {
        return Ok(places);
    }
    renumber()?;
    let wider = gap()?;
    spread(wider, count).ok_or(LibraryError::NotFound)
}

/// `count` places in a gap, evenly; `None` where numbers of this size cannot be told apart as finely.
#[expect(clippy::cast_precision_loss, reason = "nobody has as many clips")]
fn spread((lower, upper): Gap, count: usize) -> Option<Vec<f64>> {
    let parts = count as f64 + 1.0;
    let (start, step) = match (lower, upper) {
        (Some(lower), Some(upper)) => (lower, (upper - lower) / parts),
        (Some(lower), None) => (lower, 1.0),
        (None, Some(upper)) => (upper - parts, 1.0),
        (None, None) => (0.0, 1.0),
    };
    let size = lower.unwrap_or(start).abs().max(upper.unwrap_or(start).abs());
    let is_wide = step > size * f64::EPSILON * 4.0;
    is_wide.then(|| (1..=count).map(|place| step.mul_add(place as f64, start)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_even_and_in_order() {
        assert_eq!(spread((None, None), 3).unwrap(), [1.0, 2.0, 3.0]);
        assert_eq!(spread((Some(7.0), None), 2).unwrap(), [8.0, 9.0]);
        assert_eq!(spread((None, Some(7.0)), 2).unwrap(), [5.0, 6.0]);
        assert_eq!(spread((Some(1.0), Some(2.0)), 3).unwrap(), [1.25, 1.5, 1.75]);
    }

    #[test]
    fn a_gap_that_was_halved_too_often_is_renumbered_before_places_meet() {
        let (mut upper, mut halvings) = (2.0, 0);
        while let Some(places) = spread((Some(1.0), Some(upper)), 1) {
            assert!(1.0 < places[0] && places[0] < upper);
            (upper, halvings) = (places[0], halvings + 1);
        }
        assert!(halvings > 40, "{halvings}");
        let is_wide = std::cell::Cell::new(false);
        let gap = || Ok((Some(1.0), Some(if is_wide.get() { 2.0 } else { upper })));
        let places = between(1, gap, || {
            is_wide.set(true);
            Ok(())
        });
        assert_eq!(places.unwrap(), [1.5]);
    }
}
