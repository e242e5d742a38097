//! Date ranges in the user's time zone. Time and zone are passed in.

use jiff::{Zoned, tz::TimeZone};

use dailies_model::{DateSpan, Timestamp};

/// The current time and the time zone.
#[derive(Debug, Clone)]
pub struct Clock {
    /// Now.
    pub now: Timestamp,
    /// The zone in which days begin and end.
    pub zone: TimeZone,
}

/// A half-open range of time; a missing bound is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeRange {
    pub(super) from: Option<i64>,
    pub(super) to: Option<i64>,
}

impl TimeRange {
    /// Returns whether the range contains a time.
    pub(super) fn holds(self, value: i64) -> bool {
        self.from.is_none_or(|from| from <= value) && self.to.is_none_or(|to| value < to)
    }
}

impl Clock {
    /// Returns `now` in the system's time zone.
    pub fn here(now: Timestamp) -> Self {
        Self { now, zone: TimeZone::system() }
    }

    /// Returns the start of today.
    pub(super) fn midnight(&self) -> Timestamp {
        self.since(Some)
    }

    /// Returns the range that a relative span means today.
    pub(super) fn stretch(&self, span: DateSpan) -> TimeRange {
        let since = match span {
            DateSpan::Today => self.midnight(),
            DateSpan::Week => self.since(|today| today.checked_sub(jiff::Span::new().days(6)).ok()),
            DateSpan::Month => self.since(|today| today.first_of_month().ok()),
            DateSpan::Year => self.since(|today| today.first_of_year().ok()),
            DateSpan::Between { from, to } => return TimeRange { from: from.map(|at| at.0), to: to.map(|at| at.0) },
        };
        TimeRange { from: Some(since.0), to: None }
    }

    /// When the day began that is found from today; now, where the calendar ends.
    fn since(&self, day: impl FnOnce(Zoned) -> Option<Zoned>) -> Timestamp {
        let today = jiff::Timestamp::from_millisecond(self.now.0).map(|now| now.to_zoned(self.zone.clone()));
        let start = today.ok().and_then(day).and_then(|day| day.start_of_day().ok());
        start.map_or(self.now, |start| Timestamp(start.timestamp().as_millisecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond())
    }

    fn since(now: &str, zone: &str, span: DateSpan) -> Timestamp {
        let clock = Clock { now: at(now), zone: TimeZone::get(zone).unwrap() };
        Timestamp(clock.stretch(span).from.unwrap())
    }

    #[test]
    fn spans_begin_at_the_users_own_midnight() {
        let since = |span| since("2026-11-22T17:00:00Z", "Asia/Shanghai", span);
        assert_eq!(since(DateSpan::Today), at("2026-11-22T16:00:00Z"));
        assert_eq!(since(DateSpan::Week), at("2026-11-16T16:00:00Z"));
        assert_eq!(since(DateSpan::Month), at("2026-10-31T16:00:00Z"));
        assert_eq!(since(DateSpan::Year), at("2025-12-31T16:00:00Z"));
    }

    #[test]
    fn a_week_with_a_change_of_the_clocks_still_begins_at_midnight() {
        assert_eq!(since("2026-03-30T10:00:00Z", "Europe/Berlin", DateSpan::Week), at("2026-03-23T23:00:00Z"));
        assert_eq!(since("2026-03-30T10:00:00Z", "Europe/Berlin", DateSpan::Today), at("2026-03-29T22:00:00Z"));
    }

    #[test]
    fn a_stretch_ends_before_its_end_and_is_open_where_nothing_is_given() {
        let clock = Clock { now: Timestamp(0), zone: TimeZone::UTC };
        let between = |from, to| clock.stretch(DateSpan::Between { from, to });
        let stretch = between(Some(Timestamp(5)), Some(Timestamp(9)));
        assert_eq!([4, 5, 8, 9].map(|at| stretch.holds(at)), [false, true, true, false]);
        assert!(between(None, None).holds(i64::MIN));
    }
}
