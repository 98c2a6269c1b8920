//! What many calls have in common, for reports that show them together: when they were, what was heard in them, and
//! which moments came up. Counts of calls, never averages of verdicts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use crate::analyze::Analysis;
use crate::call::{Points, divide};
use crate::lexicon::Mass;
use crate::verdict::Class;

/// Calls of each class.
pub type Classes = BTreeMap<Class, u64>;

/// Counts over the calls of a run, beside its [`Totals`](super::Totals).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollup {
    /// Calls whose verdict names a direction.
    pub directed: u64,
    /// By kind of moment: directed calls that have one.
    moments: BTreeMap<String, u64>,
    /// By code and its side: directed calls in which it adds points.
    codes: BTreeMap<(Mass, String), u64>,
    /// By day: the classes of its calls.
    days: BTreeMap<Date, Classes>,
    /// Calls whose export states no day that can be read.
    pub undated: u64,
}

/// A week or month, and the classes of its calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// `2026-03` or, for a week, its Monday: `2026-03-02`.
    pub name: String,
    /// The classes of its calls.
    pub classes: Classes,
}

/// Days from the first call to the last up to which a trend has weeks. Judgement: a quarter and some.
const WEEKS_UP_TO: i32 = 100;

impl Rollup {
    /// Counts a call.
    pub fn see(&mut self, call: &Analysis) {
        let class = call.verdict.class;
        match call.date.as_deref().and_then(day) {
            Some(day) => *self.days.entry(day).or_default().entry(class).or_default() += 1,
            None => self.undated += 1,
        }
        if !class.is_directional() {
            return;
        }
        self.directed += 1;
        let kinds: BTreeSet<&str> =
            call.story.moments.iter().filter(|moment| moment.tells()).map(|moment| moment.kind.as_str()).collect();
        for kind in kinds {
            *self.moments.entry(kind.to_owned()).or_default() += 1;
        }
        for signal in call.signals.iter().filter(|signal| signal.points > Points::ZERO) {
            *self.codes.entry((signal.mass, signal.id.clone())).or_default() += 1;
        }
    }

    /// Kinds of moments with their calls, the most frequent first, then by kind.
    #[must_use]
    pub fn moments(&self) -> Vec<(&str, u64)> {
        let mut rows: Vec<(&str, u64)> = self.moments.iter().map(|(kind, calls)| (kind.as_str(), *calls)).collect();
        rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        rows
    }

    /// Codes of a side with their calls, the most frequent first, then by id.
    #[must_use]
    pub fn codes(&self, of: &[Mass]) -> Vec<(&str, u64)> {
        let mine = self.codes.iter().filter(|((mass, _), _)| of.contains(mass));
        let mut rows: Vec<(&str, u64)> = mine.map(|((_, id), calls)| (id.as_str(), *calls)).collect();
        rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        rows
    }

    /// True if the periods are weeks.
    #[must_use]
    pub fn has_weeks(&self) -> bool {
        let ends = self.days.keys().next().zip(self.days.keys().next_back());
        ends.is_some_and(|(first, last)| (*last - *first).get_days() <= WEEKS_UP_TO)
    }

    /// The periods that have calls, in order; empty unless there are calls of two days.
    #[must_use]
    pub fn trend(&self) -> Vec<Period> {
        if self.days.len() < 2 {
            return Vec::new();
        }
        let has_weeks = self.has_weeks();
        let mut periods: BTreeMap<String, Classes> = BTreeMap::new();
        for (day, classes) in &self.days {
            let name = if has_weeks { monday(*day).to_string() } else { day.strftime("%Y-%m").to_string() };
            let period = periods.entry(name).or_default();
            for (class, calls) in classes {
                *period.entry(*class).or_default() += calls;
            }
        }
        periods.into_iter().map(|(name, classes)| Period { name, classes }).collect()
    }
}

/// The day with which a date as exported begins, if it is one of the ISO form.
fn day(exported: &str) -> Option<Date> {
    let day: Date = exported.get(..10)?.parse().ok()?;
    // What lies outside is a slip of an export.
    (date(1990, 1, 1)..date(2100, 1, 1)).contains(&day).then_some(day)
}

/// The Monday of a day's week.
fn monday(day: Date) -> Date {
    let back = jiff::Span::new().days(day.weekday().to_monday_zero_offset());
    day.checked_sub(back).unwrap_or(day)
}

/// Wilson's 95 % interval of a share, in thousandths: `hits` of `of`. `None` without any.
#[must_use]
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "counts of calls are far below 2^52")]
pub fn wilson(hits: u64, of: u64) -> Option<(Points, Points)> {
    /// The normal quantile of 97.5 %, squared.
    const Z2: f64 = 3.841_458_820_694_124;
    if of == 0 {
        return None;
    }
    let (k, n) = (hits.min(of) as f64, of as f64);
    let spread = (Z2 * (k * (n - k) / n + Z2 / 4.0)).sqrt();
    let bound = |value: f64| Points(divide((value.max(0.0) * 1e6) as i64, 1000).clamp(0, 1000));
    Some((bound((k + Z2 / 2.0 - spread) / (n + Z2)), bound((k + Z2 / 2.0 + spread) / (n + Z2))))
}

#[cfg(test)]
mod tests {
    use super::{day, monday, wilson};
    use crate::call::Points;

    #[test]
    fn days_are_read_from_iso_dates_alone() {
        let read = |text| day(text).map(|day| day.to_string());
        assert_eq!(read("2026-03-04T10:00:00Z"), Some("2026-03-04".to_owned()));
        assert_eq!([read("4 March 2026"), read("0001-01-01"), read("2026-02-30")], [None, None, None]);
        assert_eq!(monday("2026-03-08".parse().unwrap()).to_string(), "2026-03-02");
    }

    #[test]
    fn the_interval_is_wilsons() {
        // 4 of 10 and 0 of 10: 0.168 to 0.687, 0 to 0.278 (Wilson 1927; any table).
        assert_eq!(wilson(4, 10), Some((Points(168), Points(687))));
        assert_eq!(wilson(0, 10), Some((Points(0), Points(278))));
        assert_eq!(wilson(0, 0), None);
    }
}
