//! A time as an export writes it, before anybody decides what its number counts.
//!
//! Numbers, numbers in strings, `"12.900s"`, ISO 8601 durations, clock times, dates with a time, and
//! objects such as `{"seconds": "12", "nanos": 900000000}` are all one [`Time`].

use std::fmt;

use jiff::{SignedDuration, Timestamp, civil};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};

use crate::call::{Draft, Millis};

use super::timestamp::whole_clock;

/// A time as it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Time {
    /// Missing, null or an empty string.
    #[default]
    None,
    /// A bare number; its unit is the format's to know.
    Number(f64),
    /// A span from the start of the call that names its unit, in milliseconds.
    Span(i64),
    /// A date with its time, in milliseconds since 1970 (UTC where no zone is written).
    Date(i64),
    /// Text that is no time.
    Unclear,
}

/// What a bare number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Seconds.
    Seconds,
    /// Thousandths of a second.
    Millis,
    /// Millionths of a second.
    Micros,
    /// Microsoft's ticks of 100 nanoseconds.
    Ticks,
    /// Billionths of a second.
    Nanos,
}

impl Unit {
    /// How many make a second.
    pub(super) fn per_second(self) -> f64 {
        match self {
            Self::Seconds => 1.0,
            Self::Millis => 1e3,
            Self::Micros => 1e6,
            Self::Ticks => 1e7,
            Self::Nanos => 1e9,
        }
    }
}

impl Time {
    /// Reads text; `None` if it is no time.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Self::None);
        }
        if let Ok(number) = text.parse() {
            return Some(Self::Number(number));
        }
        if let Some(clock) = whole_clock(text) {
            return Some(Self::Span(clock.millis));
        }
        if text.starts_with(['P', 'p']) {
            let span: SignedDuration = text.parse().ok()?;
            return i64::try_from(span.as_millis()).ok().map(Self::Span);
        }
        if let Some(seconds) = text.strip_suffix('s').and_then(|number| number.parse().ok()) {
            return Millis::from_seconds(seconds).map(|time| Self::Span(time.get()));
        }
        date(text).map(Self::Date)
    }

    /// This time, or the other if this one is missing.
    pub(super) fn or(self, other: Self) -> Self {
        if self == Self::None { other } else { self }
    }

    /// The time from the start of the call, where a bare number counts `unit`; a date has none. One that is
    /// negative or far too large is noted in `draft` and left out.
    pub(super) fn since_start(self, unit: Unit, draft: &mut Draft) -> Option<Millis> {
        let found = self.quietly_since_start(unit);
        if found.is_none() && !matches!(self, Self::None | Self::Date(_)) {
            note_bad(draft);
        }
        found
    }

    /// As [`since_start`](Self::since_start), for a look ahead that notes nothing.
    pub(super) fn quietly_since_start(self, unit: Unit) -> Option<Millis> {
        match self {
            Self::None | Self::Date(_) | Self::Unclear => None,
            Self::Number(number) => Millis::from_seconds(number / unit.per_second()),
            Self::Span(millis) => within(millis),
        }
    }

    /// Milliseconds since 1970, where a bare number counts `unit` since then; `None` for a span.
    pub(super) fn since_1970(self, unit: Unit) -> Option<i64> {
        match self {
            Self::None | Self::Span(_) | Self::Unclear => None,
            Self::Date(millis) => Some(millis),
            Self::Number(number) => {
                let millis = number / unit.per_second() * 1e3;
                #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
                (millis.is_finite() && millis.abs() < 1e15).then(|| millis.round() as i64)
            }
        }
    }

    /// The time from `zero` on, both counted since 1970; a span counts from the start of the call.
    pub(super) fn after(self, zero: Option<i64>, unit: Unit, draft: &mut Draft) -> Option<Millis> {
        if matches!(self, Self::Span(_) | Self::Unclear) {
            return self.since_start(unit, draft);
        }
        let found = within(self.since_1970(unit)?.checked_sub(zero?)?);
        if found.is_none() {
            note_bad(draft);
        }
        found
    }
}

/// A date of a call, ISO 8601, from a date or from a number of `unit` since 1970; UTC.
pub(super) fn iso(time: Time, unit: Unit) -> Option<String> {
    let moment = Timestamp::from_millisecond(time.since_1970(unit)?).ok()?;
    Some(moment.to_string())
}

/// Milliseconds since 1970 of a date with its time, with or without a zone.
pub(super) fn date(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.as_millisecond());
    }
    let naive: civil::DateTime = text.parse().ok()?;
    jiff::tz::TimeZone::UTC.to_timestamp(naive).ok().map(Timestamp::as_millisecond)
}

/// A span that can lie in a call.
fn within(millis: i64) -> Option<Millis> {
    #[expect(clippy::cast_precision_loss, reason = "a check of range only")]
    Millis::from_seconds(millis as f64 / 1e3).map(|_| Millis::new(millis))
}

/// Notes a time outside of any call.
fn note_bad(draft: &mut Draft) {
    draft
        .note("bad_time", "some times cannot be read, are negative or far too large; the words were kept without them");
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TimeVisitor)
    }
}

/// Reads a [`Time`].
struct TimeVisitor;

impl<'de> Visitor<'de> for TimeVisitor {
    type Value = Time;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time")
    }

    fn visit_unit<E>(self) -> Result<Time, E> {
        Ok(Time::None)
    }

    fn visit_f64<E>(self, number: f64) -> Result<Time, E> {
        Ok(Time::Number(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "times are far below 2^52, or rounded to milliseconds")]
    fn visit_u64<E>(self, number: u64) -> Result<Time, E> {
        Ok(Time::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "times are far below 2^52, or rounded to milliseconds")]
    fn visit_i64<E>(self, number: i64) -> Result<Time, E> {
        Ok(Time::Number(number as f64))
    }

    fn visit_str<E>(self, text: &str) -> Result<Time, E> {
        Ok(Time::parse(text).unwrap_or(Time::Unclear))
    }

    /// `{"seconds", "nanos"}` of Google, `{"milliseconds"}` of Genesys, `{"relative"}` of Recall.ai; a missing part is 0.
    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Time, A::Error> {
        let mut millis = 0.0;
        let mut known = false;
        while let Some(key) = parts.next_key::<String>()? {
            let factor = match key.as_str() {
                "seconds" | "relative" => 1e3,
                "nanos" | "nanoseconds" => 1e-6,
                "milliseconds" => 1.0,
                _ => {
                    parts.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            if let Time::Number(number) = parts.next_value()? {
                millis += number * factor;
                known = true;
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "a cast of floats saturates, and spans are checked later")]
        Ok(if known { Time::Span(millis.round() as i64) } else { Time::None })
    }
}

#[cfg(test)]
mod tests {
    use super::{Time, Unit, date, iso};
    use crate::call::{Draft, Millis};

    fn read(json: &str) -> Time {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_way_of_writing_a_time_is_read() {
        for (json, want) in [
            ("null", Time::None),
            ("\"\"", Time::None),
            ("12.5", Time::Number(12.5)),
            ("\"153.1\"", Time::Number(153.1)),
            ("\"12.900s\"", Time::Span(12_900)),
            ("\"PT1H2M3.4S\"", Time::Span(3_723_400)),
            ("\"PT0.76S\"", Time::Span(760)),
            ("\"00:01:02.5\"", Time::Span(62_500)),
            ("{\"seconds\":\"12\",\"nanos\":900000000}", Time::Span(12_900)),
            ("{\"nanos\":500000000}", Time::Span(500)),
            ("{\"milliseconds\":640}", Time::Span(640)),
            ("{\"relative\":9.73,\"absolute\":\"2025-07-17T00:00:09Z\"}", Time::Span(9_730)),
            ("{}", Time::None),
        ] {
            assert_eq!(read(json), want, "{json}");
        }
        assert_eq!(read("\"late\""), Time::Unclear);
    }

    #[test]
    fn dates_are_read_with_and_without_a_zone() {
        let want = Some(1_704_164_645_678);
        for text in ["2024-01-02T03:04:05.678Z", "2024-01-02T04:04:05.678+01:00", "2024-01-02 03:04:05.678"] {
            assert_eq!(date(text), want, "{text}");
        }
        assert_eq!(iso(Time::Number(1_713_201_000_000.0), Unit::Millis).as_deref(), Some("2024-04-15T17:10:00Z"));
    }

    #[test]
    fn what_lies_outside_of_a_call_is_noted() {
        let mut draft = Draft::new();
        assert_eq!(Time::Number(7.6e6).since_start(Unit::Ticks, &mut draft), Some(Millis::new(760)));
        assert_eq!(Time::Date(5_000).after(Some(3_000), Unit::Seconds, &mut draft), Some(Millis::new(2_000)));
        assert_eq!(Time::Number(-1.0).since_start(Unit::Seconds, &mut draft), None);
        assert_eq!(draft.finish().notes[0].code, "bad_time");
    }
}
