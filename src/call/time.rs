//! Times in whole milliseconds from the start of the call.

use std::fmt;
use std::num::NonZeroI64;

/// Milliseconds from the start of the call.
///
/// Most times of a call may be missing. What is stored is never zero, so that an `Option<Millis>` takes the 8 bytes of
/// its number: zero and all above it are stored one higher.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Millis(NonZeroI64);

/// Times past this are slips of an export, not calls: 30 days.
const LONGEST: f64 = 30.0 * 86_400.0;

impl Millis {
    /// How long so many words take where nothing tells: 150 a minute (METHOD 3).
    #[must_use]
    pub fn of_words(words: u32) -> Self {
        Self::new(i64::from(words) * 400)
    }

    /// That many milliseconds; the highest number there is becomes the one below it.
    #[must_use]
    pub const fn new(millis: i64) -> Self {
        match NonZeroI64::new(if millis < 0 { millis } else { millis.saturating_add(1) }) {
            Some(stored) => Self(stored),
            None => Self(NonZeroI64::MIN),
        }
    }

    /// The number of milliseconds.
    #[must_use]
    pub const fn get(self) -> i64 {
        let stored = self.0.get();
        if stored < 0 { stored } else { stored - 1 }
    }

    /// From seconds, rounded to the nearest millisecond; `None` for what is not finite, negative or over 30 days.
    #[must_use]
    pub fn from_seconds(seconds: f64) -> Option<Self> {
        let within = seconds.is_finite() && (0.0..=LONGEST).contains(&seconds);
        #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
        within.then(|| Self::new((seconds * 1000.0).round() as i64))
    }

    /// Seconds.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "30 days of milliseconds fit 52 bits")]
    pub fn seconds(self) -> f64 {
        self.get() as f64 / 1000.0
    }
}

impl Default for Millis {
    /// The start of the call.
    fn default() -> Self {
        Self::new(0)
    }
}

impl fmt::Debug for Millis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Millis").field(&self.get()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Millis;

    #[test]
    fn seconds_are_rounded_and_bad_ones_refused() {
        assert_eq!(Millis::from_seconds(1.2345), Some(Millis::new(1235)));
        for bad in [f64::NAN, f64::INFINITY, -0.1, 1e12] {
            assert_eq!(Millis::from_seconds(bad), None);
        }
    }

    #[test]
    fn every_number_comes_back_in_its_order_and_a_missing_time_takes_no_room() {
        let all = [i64::MIN, -2, -1, 0, 1, 2, i64::MAX - 1].map(Millis::new);
        assert_eq!(all.map(Millis::get), [i64::MIN, -2, -1, 0, 1, 2, i64::MAX - 1]);
        assert!(all.is_sorted() && Millis::new(i64::MAX).get() == i64::MAX - 1);
        assert_eq!((Millis::default().get(), size_of::<Option<Millis>>()), (0, 8));
    }
}
