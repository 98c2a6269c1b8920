//! Intervals by the bootstrap: the calls are drawn again with replacement, and each figure taken from every draw.
//!
//! Calls are drawn, not turns, as calls are what a figure is over (METHOD 5). The generator is SplitMix64 with a fixed
//! seed: the same calls give the same bounds on every machine.

use super::figures::{Case, Figures, METRICS};
use crate::call::Points;
use crate::lot::Lot;

/// Draws; METHOD 5.
pub const DRAWS: usize = 2000;
/// Where the generator starts.
pub const SEED: u64 = 20_260_301;
/// Draws below the lower bound and above the upper one, in thousandths of all: 95 in 100 lie between.
const TAIL: usize = 25;

/// The bounds between which 95 in 100 draws lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower.
    pub low: Points,
    /// The upper.
    pub high: Points,
}

/// The interval of each of [`METRICS`], in their order; `None` where no draw gives the figure.
#[must_use]
pub fn intervals(cases: &[Case]) -> Vec<Option<Interval>> {
    let mut draws: Vec<Vec<Points>> = vec![Vec::new(); METRICS.len()];
    let mut lot = Lot::of(SEED);
    let mut drawn: Vec<Case> = Vec::with_capacity(cases.len());
    for _ in 0..if cases.is_empty() { 0 } else { DRAWS } {
        drawn.clear();
        drawn.extend((0..cases.len()).filter_map(|_| cases.get(lot.below(cases.len()))));
        let figures = Figures::of(&drawn);
        for (metric, draws) in METRICS.iter().zip(&mut draws) {
            draws.extend((metric.of)(&figures));
        }
    }
    draws.into_iter().map(bounds).collect()
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
    use crate::eval::figures::Case;
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
        // 30 of 40 right: the normal approximation gives 0.616 to 0.884.
        assert!((600..=640).contains(&low.0) && (860..=900).contains(&high.0), "{low} {high}");
        assert!(intervals(&[]).iter().all(Option::is_none));
    }
}
