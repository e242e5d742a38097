//! Detects downloads that are too slow: a server that trickles bytes would occupy a slot that others wait for. Reads no
//! clock itself.

use std::time::Duration;

/// The minimum of bytes per window.
const LEAST_BYTES: u64 = 64 * 1024;

/// Progress in the current window.
pub(super) struct Throughput {
    window: Duration,
    began_after: Duration,
    bytes_then: u64,
}

impl Throughput {
    /// Starts measuring a download that has `received` bytes already.
    pub(super) const fn of(window: Duration, received: u64) -> Self {
        Self { window, began_after: Duration::ZERO, bytes_then: received }
    }

    /// Returns whether the window that just ended had too few bytes, and starts the next one. `elapsed` is the time
    /// since the download began.
    pub(super) fn is_too_low(&mut self, elapsed: Duration, received: u64) -> bool {
        if elapsed.saturating_sub(self.began_after) < self.window {
            return false;
        }
        let is_too_low = received.saturating_sub(self.bytes_then) < LEAST_BYTES;
        (self.began_after, self.bytes_then) = (elapsed, received);
        is_too_low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_drips_is_too_slow_and_a_slow_line_is_not() {
        let minute = Duration::from_secs(60);
        let mut dripping = Throughput::of(minute, 1_000_000);
        assert!(!dripping.is_too_low(Duration::from_secs(59), 1_000_059));
        assert!(dripping.is_too_low(minute, 1_000_060));
        let mut slow = Throughput::of(minute, 0);
        assert!(!slow.is_too_low(minute, LEAST_BYTES));
        assert!(!slow.is_too_low(minute + Duration::from_secs(1), LEAST_BYTES), "a new window began");
        assert!(slow.is_too_low(minute * 2, LEAST_BYTES + 1));
    }
}
