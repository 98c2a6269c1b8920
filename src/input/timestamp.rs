//! Clock times and the timing lines of cues.

use memchr::memchr_iter;

use crate::call::Millis;

/// Times past this are slips of an export: 30 days, in milliseconds, as in [`Millis::from_seconds`].
const LONGEST: i64 = 30 * 86_400_000;

/// A time such as `1:02`, `00:01:02.345` or `0:0:9,5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Milliseconds; two numbers are minutes and seconds, three are hours, minutes and seconds.
    pub(super) millis: i64,
    /// How many numbers stand between colons: 2 or 3.
    pub(super) numbers: u8,
    /// Bytes read.
    pub(super) len: usize,
}

/// The time at the very start of `text`, if there is one. Minutes may be over 59, digits may be
/// missing (`0:0:9`), a fraction has up to nine digits after a dot or comma.
pub(super) fn clock(text: &str) -> Option<Clock> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut parts = [0_i64; 3];
    let mut numbers = 0_u8;
    loop {
        let from = at;
        let mut value = 0_i64;
        while let Some(digit) = bytes.get(at).filter(|b| b.is_ascii_digit()) {
            value = value * 10 + i64::from(digit - b'0');
            at += 1;
            if at - from > if numbers == 0 { 6 } else { 2 } {
                return None;
            }
        }
        if at == from {
            return None;
        }
        *parts.get_mut(usize::from(numbers))? = value;
        numbers += 1;
        if numbers < 3 && bytes.get(at) == Some(&b':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
            at += 1;
        } else {
            break;
        }
    }
    let [a, b, c] = parts;
    let (seconds, small) = match numbers {
        2 => (a * 60 + b, b),
        3 => ((a * 60 + b) * 60 + c, c),
        _ => return None,
    };
    if small > 60 || (numbers == 3 && b > 99) {
        return None;
    }
    let (fraction, len) = fraction(bytes.get(at..).unwrap_or_default());
    let millis = seconds * 1000 + fraction;
    (millis <= LONGEST).then_some(Clock { millis, numbers, len: at + len })
}

/// Milliseconds of `.345` or `,5` at the start of `bytes`, and the bytes read; further digits are cut off.
fn fraction(bytes: &[u8]) -> (i64, usize) {
    if !matches!(bytes.first(), Some(b'.' | b',')) {
        return (0, 0);
    }
    let digits = bytes.iter().skip(1).take(9).take_while(|b| b.is_ascii_digit()).count();
    let value = (1..=3).fold(0, |sum, place| {
        let digit = bytes.get(place).filter(|_| place <= digits).map_or(0, |b| i64::from(b - b'0'));
        sum * 10 + digit
    });
    if digits == 0 { (0, 0) } else { (value, digits + 1) }
}

/// A whole field that is a time and nothing else.
pub(super) fn whole_clock(field: &str) -> Option<Clock> {
    let field = field.trim();
    clock(field).filter(|clock| clock.len == field.len())
}

/// Milliseconds of a time that is spelled out and nothing else: `1h 02m 03s`, `12m`, `4.20s`, or the bare seconds `4.2`.
pub(super) fn spelled(field: &str) -> Option<i64> {
    let mut rest = field.trim();
    let (mut millis, mut last) = (0_i64, i64::MAX);
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let value: i64 = rest.get(..digits).filter(|digits| (1..=6).contains(&digits.len()))?.parse().ok()?;
        let (fraction, len) = fraction(rest.as_bytes().get(digits..)?);
        let after = rest.get(digits + len..)?;
        let (unit, size) = match after.chars().next() {
            Some('h' | 'H') => (3_600_000, 1),
            Some('m' | 'M') => (60_000, 1),
            Some('s' | 'S') => (1000, 1),
            None if len > 0 && last == i64::MAX => (1000, 0),
            _ => return None,
        };
        if unit >= last || (len > 0 && unit != 1000) {
            return None;
        }
        last = unit;
        millis += value * unit + fraction;
        rest = after.get(size..)?.trim_start();
    }
    (last != i64::MAX && millis <= LONGEST).then_some(millis)
}

/// What a timing line says; a side that cannot be read is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timing {
    /// Left of the arrow.
    pub(super) start: Option<Millis>,
    /// Right of the arrow.
    pub(super) end: Option<Millis>,
    /// True if a side was before the call's start; it became 0.
    pub(super) negative: bool,
    /// True if the first time has a decimal comma, as SRT writes it.
    pub(super) comma: bool,
}

/// Reads a line as `start --> end settings`. One side must be a time, so that an arrow in speech stays
/// speech. `anywhere`, outside a cue, lets pass a line that does not start with a digit, or whose
/// sides only resemble times.
pub(super) fn timing(line: &str, anywhere: bool) -> Option<Timing> {
    let line = line.trim_start();
    let first = *line.as_bytes().first()?;
    if !(anywhere || first.is_ascii_digit() || first == b'-') {
        return None;
    }
    let (left, right) = memchr_iter(b'>', line.as_bytes())
        .find_map(|at| Some((line.get(..at)?.strip_suffix("--")?, line.get(at + 1..)?)))?;
    let right = right.split_whitespace().next().unwrap_or_default();
    let (start, end) = (side(left), side(right));
    let broken = start.is_none() && end.is_none();
    if broken && !(anywhere && left.len() <= 24 && left.contains(':') && right.contains(':')) {
        return None;
    }
    Some(Timing {
        start: start.map(|millis| Millis::new(millis.max(0))),
        end: end.map(|millis| Millis::new(millis.max(0))),
        negative: start.is_some_and(i64::is_negative) || end.is_some_and(i64::is_negative),
        comma: left.contains(','),
    })
}

/// One side of an arrow in milliseconds; a minus sign makes it negative.
fn side(field: &str) -> Option<i64> {
    let field = field.trim();
    match field.strip_prefix('-') {
        Some(rest) => whole_clock(rest).map(|clock| -clock.millis),
        None => whole_clock(field).map(|clock| clock.millis),
    }
}

#[cfg(test)]
mod tests {
    use super::{Timing, clock, spelled, timing, whole_clock};
    use crate::call::Millis;

    #[test]
    fn clocks_of_all_exports_are_read() {
        let read = |text| whole_clock(text).map(|clock| clock.millis);
        let good = [("0:0:9.0", 9000), ("01:02,5", 62_500), ("75:00", 4_500_000), ("1:00:00.12345", 3_600_123)];
        for (text, millis) in good {
            assert_eq!(read(text), Some(millis), "{text}");
        }
        for bad in ["", "5", "1:", ":5", "1:234", "10:75", "9999999:00", "999999:00:00", "1:2:3:4", "00:00:1d.890"] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(clock("10:32. Then").map(|clock| clock.len), Some(5));
    }

    #[test]
    fn spelled_times_are_read() {
        for (text, millis) in
            [("1h 02m 03s", 3_723_000), ("2m3s", 123_000), ("4.20s", 4200), ("12.5", 12_500), ("1h", 3_600_000)]
        {
            assert_eq!(spelled(text), Some(millis), "{text}");
        }
        for bad in ["", "12", "3s 2m", "1.5h", "s", "5 men", "9999999s", "1.5 2.5"] {
            assert_eq!(spelled(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_broken_side_costs_only_that_side() {
        let found = timing("00:00:07.000 --> 00:00:1d.890", false);
        assert_eq!(found, Some(Timing { start: Some(Millis::new(7000)), end: None, negative: false, comma: false }));
        assert_eq!(timing("a --> b", false), None);
        assert!(timing("-0:0:1.0-->0:0:2.0 align:start", false).unwrap().negative);
    }
}
