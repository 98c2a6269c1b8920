//! Figures, times and counts in words, as every form for people puts them.

use std::fmt::Display;

use crate::call::{Millis, Points, divide};

/// `3:07`, or `1:02:33` from an hour on: as on a player.
pub(super) fn clock(time: Millis) -> String {
    let seconds = time.get().max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `1 turn`, `2 turns`.
pub fn count<N: Display + PartialEq + From<u8>>(number: N, noun: &str) -> String {
    format!("{number} {noun}{}", if number == N::from(1) { "" } else { "s" })
}

/// Rounded to tenths: `12.9`.
pub(super) fn tenths(points: Points) -> String {
    let tenths = divide(points.0, 100);
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

/// Rounded to hundredths: `0.75`.
pub(super) fn hundredths(points: Points) -> String {
    let parts = divide(points.0, 10);
    format!("{}{}.{:02}", if parts < 0 { "-" } else { "" }, parts.abs() / 100, parts.abs() % 100)
}

/// A share as `71 %`.
pub(super) fn percent(share: Points) -> String {
    format!("{} %", divide(share.0, 10))
}

/// Words on one line.
pub(super) fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{clock, count, hundredths, line, percent, tenths};
    use crate::call::{Millis, Points};

    #[test]
    fn figures_are_rounded_to_nearest() {
        let read = |seconds: i64| clock(Millis::new(seconds * 1000));
        assert_eq!([read(0), read(187), read(3753)], ["0:00", "3:07", "1:02:33"]);
        assert_eq!([tenths(Points(12_850)), tenths(Points(-40)), tenths(Points(-960))], ["12.9", "0.0", "-1.0"]);
        assert_eq!([hundredths(Points(755)), hundredths(Points(-1500))], ["0.76", "-1.50"]);
        assert_eq!([percent(Points(715)), percent(Points(1000))], ["72 %", "100 %"]);
        assert_eq!([count(1_u32, "turn"), count(2_usize, "turn"), line("a\r\n b")], ["1 turn", "2 turns", "a b"]);
    }
}
