//! Exponential backoff: the delay before the next poll or retry. Pure; clock and random number are passed in.

/// Delays of polls and retries, in ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// The first delay.
    pub first_ms: i64,
    /// The upper limit of a delay.
    pub cap_ms: i64,
}

impl Pace {
    /// What the relays' documents advise: 2, 4, 8 s and on (reference section 2), here up to 15 s.
    pub const RELAY: Self = Self { first_ms: 2_000, cap_ms: 15_000 };
    /// The built-in relay costs nothing to ask.
    pub const DEMO: Self = Self { first_ms: 250, cap_ms: 500 };

    /// The same beginning, with a longest wait of so many seconds.
    pub fn at_most_every(self, seconds: u32) -> Self {
        Self { cap_ms: i64::from(seconds).max(1) * 1000, ..self }
    }

    /// The wait before try number `tries` (0 is the first), doubled each time up to the cap, then spread by
    /// `jitter` (0 to 1) over ±20 %, so that jobs sent together do not knock together.
    pub fn wait_ms(self, tries: u32, jitter: f64) -> i64 {
        let doubled = self.first_ms.saturating_mul(1_i64.checked_shl(tries.min(32)).unwrap_or(i64::MAX));
        let spread = 0.8 + 0.4 * jitter.clamp(0.0, 1.0);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "waits are minutes, not aeons"
        )]
        let wait = (doubled.min(self.cap_ms) as f64 * spread) as i64;
        wait
    }

    /// Like `delay_ms`, but at least as long as the relay asks for (`Retry-After`).
    pub fn wait_at_least_ms(self, tries: u32, jitter: f64, asked_ms: Option<i64>) -> i64 {
        self.wait_ms(tries, jitter).max(asked_ms.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn waits_double_up_to_the_cap() {
        let waits: Vec<_> = (0..5).map(|tries| Pace::RELAY.wait_ms(tries, 0.5)).collect();
        assert_eq!(waits, [2_000, 4_000, 8_000, 15_000, 15_000]);
    }

    proptest! {
        #[test]
        fn a_wait_stays_within_a_fifth_of_its_bounds(tries in 0_u32.., jitter in 0.0..1.0) {
            let wait = Pace::RELAY.wait_ms(tries, jitter);
            prop_assert!((1_600..=18_000).contains(&wait), "{wait}");
        }

        #[test]
        fn retry_after_is_obeyed(tries in 0_u32..40, jitter in 0.0..1.0, asked in 0_i64..10_000_000) {
            prop_assert!(Pace::RELAY.wait_at_least_ms(tries, jitter, Some(asked)) >= asked);
        }
    }
}
