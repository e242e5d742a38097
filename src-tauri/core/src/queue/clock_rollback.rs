//! Detects that the system clock was set back, by comparing successive readings. Reads no clock itself.

use dailies_model::Timestamp;

/// The latest reading.
#[derive(Debug, Default)]
pub(super) struct ClockRollback(Option<Timestamp>);

impl ClockRollback {
    /// Returns whether `now` is earlier than the previous reading.
    pub(super) fn is_seen_at(&mut self, now: Timestamp) -> bool {
        let before = self.0.replace(now);
        before.is_some_and(|before| now < before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_goes_back_is_noticed_once() {
        let mut set_back = ClockRollback::default();
        let seen: Vec<_> = [5_000, 5_000, 6_000, 1_000, 1_001, 90_000]
            .map(Timestamp)
            .into_iter()
            .map(|now| set_back.is_seen_at(now))
            .collect();
        assert_eq!(seen, [false, false, false, true, false, false]);
    }
}
