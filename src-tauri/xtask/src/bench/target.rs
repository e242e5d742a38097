//! What is promised of a line, and whether it was kept.

/// A promise.
#[derive(Clone, Copy)]
pub(super) enum Target {
    /// Ours takes at most so many times what the other takes.
    AtMost(f64),
    /// Ours does at least so many times what the other does.
    AtLeast(f64),
    /// The other takes at least so many times what ours takes.
    Faster(f64),
    /// Ours is no more than this, whatever the other is.
    Limit(f64),
}

impl Target {
    /// The two figures as one.
    pub(super) fn ratio(self, ours: f64, theirs: Option<f64>) -> Option<f64> {
        match self {
            Self::AtMost(_) | Self::AtLeast(_) => Some(ours / theirs?),
            Self::Faster(_) => Some(theirs? / ours),
            Self::Limit(_) => None,
        }
    }

    pub(super) fn is_met(self, ours: f64, theirs: Option<f64>) -> bool {
        let ratio = self.ratio(ours, theirs);
        match self {
            Self::AtMost(most) => ratio.is_some_and(|ratio| ratio <= most),
            Self::AtLeast(least) | Self::Faster(least) => ratio.is_some_and(|ratio| ratio >= least),
            Self::Limit(most) => ours <= most,
        }
    }

    /// As it stands in the table.
    pub(super) fn words(self, unit: &str) -> String {
        match self {
            Self::AtMost(most) => format!("<= {most}x"),
            Self::AtLeast(least) => format!(">= {least}x"),
            Self::Faster(least) => format!(">= {least}x faster"),
            Self::Limit(most) => format!("<= {most} {unit}").trim_end().to_owned(),
        }
    }

    /// By how much a target was missed.
    pub(super) fn shortfall(self, ours: f64, theirs: Option<f64>, unit: &str) -> String {
        match (self, self.ratio(ours, theirs)) {
            (Self::Limit(most), _) => format!("{:.1} {unit} too much", ours - most),
            (Self::AtMost(most), Some(ratio)) => format!("{:.0} % above the target", (ratio / most - 1.0) * 100.0),
            (Self::AtLeast(least) | Self::Faster(least), Some(ratio)) => {
                format!("{:.0} % below the target", (1.0 - ratio / least) * 100.0)
            }
            (_, None) => "there is nothing to compare with".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Target;

    #[test]
    fn each_kind_judges_in_its_own_direction() {
        assert!(Target::AtMost(1.5).is_met(3.0, Some(2.0)));
        assert!(!Target::AtMost(1.5).is_met(3.1, Some(2.0)));
        assert!(Target::AtLeast(0.7).is_met(70.0, Some(100.0)));
        assert!(!Target::AtLeast(0.7).is_met(69.0, Some(100.0)));
        assert!(Target::Faster(3.0).is_met(10.0, Some(30.0)));
        assert!(!Target::Faster(3.0).is_met(10.0, Some(29.0)));
        assert!(Target::Limit(16.0).is_met(16.0, None));
        assert!(!Target::Limit(16.0).is_met(16.1, Some(99.0)));
    }

    #[test]
    fn without_the_other_no_ratio_is_met() {
        for target in [Target::AtMost(1.5), Target::AtLeast(0.7), Target::Faster(3.0)] {
            assert!(!target.is_met(0.0, None));
        }
    }

    #[test]
    fn a_shortfall_is_told_in_parts_of_the_target() {
        assert_eq!(Target::Faster(4.0).shortfall(10.0, Some(30.0), "ms"), "25 % below the target");
        assert_eq!(Target::AtMost(2.0).shortfall(5.0, Some(2.0), "ms"), "25 % above the target");
        assert_eq!(Target::Limit(16.0).shortfall(17.5, None, "MiB"), "1.5 MiB too much");
    }
}
