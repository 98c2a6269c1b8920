//! Figures, times and places in words.

use minijinja::{Value, context};

use crate::call::{Millis, Points, divide};

/// `3:07`, or `1:02:33` from an hour on.
pub(super) fn clock(time: Millis) -> String {
    let seconds = time.get().max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `1 turn`, `2 turns`.
pub(super) fn count(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Rounded to tenths: `12.9`; a minus sign of its own.
pub(super) fn tenths(points: Points) -> String {
    let tenths = divide(points.0, 100);
    format!("{}{}.{}", if tenths < 0 { "−" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

/// Rounded to hundredths: `0.75`.
pub(super) fn hundredths(points: Points) -> String {
    let parts = divide(points.0, 10);
    format!("{}{}.{:02}", if parts < 0 { "−" } else { "" }, parts.abs() / 100, parts.abs() % 100)
}

/// A share as `71 %`, its blank one that does not break.
pub(super) fn percent(share: Points) -> String {
    format!("{}\u{a0}%", divide(share.0, 10))
}

/// A figure with its place in the call's JSON, where the same stands; `shown` is how it is put here.
pub(super) fn figure(at: impl Into<String>, value: impl std::fmt::Display, shown: impl Into<String>) -> Value {
    context! { at => at.into(), value => value.to_string(), shown => shown.into() }
}

/// The quote on one line.
pub(super) fn line(quote: &str) -> String {
    quote.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A number of thousandths as per cent of a width: `12.5%`.
pub(super) fn width(thousandths: i64) -> String {
    let held = thousandths.clamp(0, 1000);
    format!("{}.{}%", held / 10, held % 10)
}

#[cfg(test)]
mod tests {
    use super::{clock, hundredths, percent, tenths, width};
    use crate::call::{Millis, Points};

    #[test]
    fn figures_are_rounded_to_nearest() {
        assert_eq!([clock(Millis::new(187_900)), clock(Millis::new(3_753_000))], ["3:07", "1:02:33"]);
        assert_eq!([tenths(Points(12_850)), tenths(Points(-40)), tenths(Points(-960))], ["12.9", "0.0", "−1.0"]);
        assert_eq!([hundredths(Points(755)), percent(Points(715)), width(333)], ["0.76", "72\u{a0}%", "33.3%"]);
    }
}
