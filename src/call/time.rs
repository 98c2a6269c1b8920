//! Times in whole milliseconds from the start of the call.

/// Milliseconds from the start of the call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millis(pub i64);

/// Times past this are slips of an export, not calls: 30 days.
const LONGEST: f64 = 30.0 * 86_400.0;

impl Millis {
    /// From seconds, rounded to the nearest millisecond; `None` for what is not finite, negative or over 30 days.
    #[must_use]
    pub fn from_seconds(seconds: f64) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
        (seconds.is_finite() && (0.0..=LONGEST).contains(&seconds)).then(|| Self((seconds * 1000.0).round() as i64))
    }

    /// Seconds.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "30 days of milliseconds fit 52 bits")]
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::Millis;

    #[test]
    fn seconds_are_rounded_and_bad_ones_refused() {
        assert_eq!(Millis::from_seconds(1.2345), Some(Millis(1235)));
        for bad in [f64::NAN, f64::INFINITY, -0.1, 1e12] {
            assert_eq!(Millis::from_seconds(bad), None);
        }
    }
}
