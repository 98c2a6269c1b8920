//! Times of day: with AM and PM, and past midnight.

use super::super::time::Time;

/// Half a day, in milliseconds.
const HALF: i64 = 43_200_000;

/// A time of day with `AM` or `PM` behind it, such as `11:59:58 PM`.
pub(super) fn half_day(text: &str) -> Option<Time> {
    let text = text.trim().to_ascii_uppercase();
    let (clock, half) = [("AM", 0), ("PM", HALF)]
        .into_iter()
        .find_map(|(sign, half)| Some((text.strip_suffix(sign)?.trim_end(), half)))?;
    // Two parts are hours and minutes here, not minutes and seconds.
    let whole = if clock.matches(':').count() == 1 { format!("{clock}:00") } else { clock.to_owned() };
    match Time::parse(&whole)? {
        Time::Span(millis) if whole.contains(':') && millis < 2 * HALF => Some(Time::Span(millis % HALF + half)),
        _ => None,
    }
}

/// Midnights passed in a call.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Midnights {
    /// The last clock time.
    last: Option<i64>,
    /// How many.
    count: i64,
}

impl Midnights {
    /// The clock time of the next row with the days before it, all in milliseconds.
    pub(super) fn pass(&mut self, clock: i64) -> i64 {
        if self.last.replace(clock).is_some_and(|last| clock + HALF < last) {
            self.count += 1;
        }
        clock + 2 * HALF * self.count
    }
}

#[cfg(test)]
mod tests {
    use super::{Midnights, Time, half_day};

    #[test]
    fn halves_of_a_day_and_midnight_are_told() {
        for (text, want) in [
            ("11:59:58 PM", Some(86_398_000)),
            ("12:00:04 am", Some(4_000)),
            ("1:05PM", Some(47_100_000)),
            ("PM", None),
            ("about 3 pm", None),
            ("12:30", None),
        ] {
            assert_eq!(half_day(text), want.map(Time::Span), "{text}");
        }
        let mut midnights = Midnights::default();
        assert_eq!(
            [86_398_000, 4_000, 60_000].map(|clock| midnights.pass(clock)),
            [86_398_000, 86_404_000, 86_460_000]
        );
    }
}
