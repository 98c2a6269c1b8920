//! Intervals. Of a share of calls: Wilson's, which stays honest at none and at all. Of any other figure: by the
//! bootstrap, for which the calls are drawn again with replacement, and the figure taken from every draw.
//!
//! Calls are drawn, not turns, as calls are what a figure is over (METHOD 5). The generator is SplitMix64 with a fixed
//! seed: the same calls give the same bounds on every machine.

use super::figures::{Case, Figures, METRICS, Metric};
use crate::batch::wilson;
use crate::call::Points;
use crate::lot::Lot;

/// Draws; METHOD 5.
pub const DRAWS: usize = 2000;
/// Where the generator starts.
pub const SEED: u64 = 20_260_301;
/// Draws below the lower bound and above the upper one, in thousandths of all: 95 in 100 lie between.
const TAIL: usize = 25;

/// Bounds of 95 in 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower.
    pub low: Points,
    /// The upper.
    pub high: Points,
}

/// The interval of each of [`METRICS`], in their order; `None` where there is no such figure.
#[must_use]
pub fn intervals(cases: &[Case]) -> Vec<Option<Interval>> {
    let mut draws: Vec<Vec<Points>> = vec![Vec::new(); METRICS.len()];
    let mut lot = Lot::of(SEED);
    let mut drawn: Vec<Case> = Vec::with_capacity(cases.len());
    for _ in 0..if cases.is_empty() { 0 } else { DRAWS } {
        drawn.clear();
        drawn.extend((0..cases.len()).filter_map(|_| cases.get(lot.below(cases.len()))));
        let figures = Figures::of(&drawn);
        for (metric, draws) in METRICS.iter().zip(&mut draws).filter(|(metric, _)| metric.parts.is_none()) {
            draws.extend((metric.of)(&figures));
        }
    }
    let figures = Figures::of(cases);
    let interval = |(metric, draws): (&Metric, Vec<Points>)| match metric.parts {
        Some(parts) => {
            let (hits, of) = parts(&figures);
            wilson(hits.into(), of.into()).map(|(low, high)| Interval { low, high })
        }
        None => bounds(draws),
    };
    METRICS.iter().zip(draws).map(interval).collect()
}

/// The interval of what a figure gains when the same calls are judged another way; `None` where no draw gives it.
#[must_use]
pub fn gain(of: fn(&Figures) -> Option<Points>, now: &[Case], other: &[Case]) -> Option<Interval> {
    let pairs: Vec<(&Case, &Case)> = now.iter().zip(other).collect();
    let mut lot = Lot::of(SEED);
    let mut draws = Vec::new();
    for _ in 0..if pairs.is_empty() { 0 } else { DRAWS } {
        let drawn = (0..pairs.len()).filter_map(|_| pairs.get(lot.below(pairs.len())).copied());
        let (now, other): (Vec<Case>, Vec<Case>) = drawn.map(|(now, other)| (*now, *other)).unzip();
        draws.extend(of(&Figures::of(&other)).zip(of(&Figures::of(&now))).map(|(other, now)| other - now));
    }
    bounds(draws)
}

/// The draws at both tails, counted inwards from the ends.
fn bounds(mut draws: Vec<Points>) -> Option<Interval> {
    draws.sort_unstable();
    let tail = (draws.len() * TAIL).div_ceil(1000).max(1);
    let low = draws.get(tail - 1)?;
    let high = draws.get(draws.len().checked_sub(tail)?)?;
    Some(Interval { low: *low, high: *high })
}

#[cfg(test)]
mod tests {
    use super::{Interval, bounds, intervals};
    use crate::call::Points;
    use crate::eval::figures::{Case, METRICS};
    use crate::verdict::Class;

    #[test]
    fn bounds_leave_a_fortieth_at_each_end() {
        let draws = (1..=2000).rev().map(Points).collect();
        assert_eq!(bounds(draws), Some(Interval { low: Points(50), high: Points(1951) }));
        assert_eq!(bounds(vec![Points(3)]), Some(Interval { low: Points(3), high: Points(3) }));
        assert_eq!(bounds(Vec::new()), None);
    }

    #[test]
    fn the_same_calls_give_the_same_bounds() {
        let case = |gold, said| Case { gold, said, is_right: gold == said, raw: Points(0), confidence: None };
        let cases: Vec<Case> = (0..40)
            .map(|n| {
                if n % 4 == 0 { case(Class::Mutual, Class::BuyerPursuing) } else { case(Class::Mutual, Class::Mutual) }
            })
            .collect();
        let found = intervals(&cases);
        assert_eq!(found, intervals(&cases));
        let Some(Interval { low, high }) = found[0] else { panic!("agreement has an interval") };
        // 30 of 40 right, by Wilson.
        assert_eq!((low, high), (Points(598), Points(858)));
        let all = intervals(&vec![case(Class::NoSaleDynamic, Class::NoSaleDynamic); 63]);
        let accused = METRICS.iter().zip(all).find(|(metric, _)| metric.id == "accused").unwrap().1;
        assert_eq!(accused, Some(Interval { low: Points(0), high: Points(57) }), "none of 63 is not surely none");
        assert!(intervals(&[]).iter().all(Option::is_none));
    }
}
