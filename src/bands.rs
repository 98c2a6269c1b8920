//! What is usual in a team's own calls: percentiles of the figures of each type of call, with intervals.
//!
//! Published benchmarks come from other people's calls; these are the team's. A type with fewer than [`LEAST`] calls gets
//! no figure: of so few, the percentiles are chance. Verdicts and scores have no bands, since they are no measure of
//! anybody's work.

use std::collections::BTreeMap;

use crate::analyze::Analysis;
use crate::call::Points;
use crate::story::{CallType, FIGURES};

/// Calls of a type, and values of a figure, below which nothing is told. Judgement: with thirty, the interval of the median
/// runs from the tenth to the twenty-first value.
pub const LEAST: usize = 30;
/// The percentiles, in hundredths.
pub const PERCENTILES: [usize; 5] = [10, 25, 50, 75, 90];

/// A figure of which bands are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Stable word.
    pub id: &'static str,
    /// What one is.
    pub unit: &'static str,
    /// What is counted.
    pub definition: &'static str,
}

/// Figures that stand in the structure of a call, before those of [`FIGURES`].
const OF_STRUCTURE: [Measure; 3] = [
    Measure { id: "seller_share", unit: "share", definition: "words of sellers of those of sellers and buyers" },
    Measure {
        id: "buyer_unasked_share",
        unit: "share",
        definition: "words that buyers say unasked, of the words of both sides",
    },
    Measure {
        id: "longest_seller_monologue_s",
        unit: "s",
        definition: "longest stretch of sellers over words of attention",
    },
];

/// A percentile and its bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Percentile {
    /// In hundredths.
    pub at: usize,
    /// The value.
    pub value: Points,
    /// The values between which the percentile of all such calls lies, 95 in 100 times.
    pub low: Points,
    /// The upper one.
    pub high: Points,
}

/// What a figure comes to in the calls of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The figure.
    pub measure: Measure,
    /// Calls that tell it.
    pub calls: usize,
    /// In the order of [`PERCENTILES`]; `None` below [`LEAST`].
    pub percentiles: Option<Vec<Percentile>>,
}

/// The figures of many calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bands {
    /// By type of call: how many, and the values of each figure.
    types: BTreeMap<&'static str, (usize, BTreeMap<usize, Vec<Points>>)>,
    /// Calls in which a side is not known, or nobody judges who pursued whom.
    pub left_out: usize,
}

/// The name of the calls whose words do not tell a type.
pub const UNTOLD: &str = "type not told";

/// Every figure, in the order in which they are shown.
fn measures() -> impl Iterator<Item = Measure> {
    let of_story = FIGURES.iter().map(|row| Measure { id: row.id, unit: row.unit, definition: row.definition });
    OF_STRUCTURE.into_iter().chain(of_story)
}

impl Bands {
    /// Counts a call in.
    pub fn add(&mut self, analysis: &Analysis) {
        let (story, structure) = (&analysis.story, &analysis.structure);
        if story.figures.is_empty() || story.margin.is_none() {
            self.left_out += 1;
            return;
        }
        let monologue = structure.longest_seller_monologue.map(|length| Points(length.get()));
        let of_structure = [structure.seller_share, structure.buyer_unasked_share, monologue];
        let values = of_structure.into_iter().chain(story.figures.iter().map(|figure| figure.value));
        let (calls, figures) = self.types.entry(story.sort.call_type.map_or(UNTOLD, CallType::as_str)).or_default();
        *calls += 1;
        for (place, value) in values.enumerate() {
            figures.entry(place).or_default().extend(value);
        }
    }

    /// The types of call met, how many of each, and what is usual in them; no figures where there are too few.
    #[must_use]
    pub fn told(&self) -> Vec<(&'static str, usize, Vec<Band>)> {
        let band = |(place, measure): (usize, Measure), figures: &BTreeMap<usize, Vec<Points>>| {
            let mut values = figures.get(&place).cloned().unwrap_or_default();
            values.sort_unstable();
            Band { measure, calls: values.len(), percentiles: percentiles(&values) }
        };
        let of_type = |(&name, (calls, figures)): (&&'static str, &(usize, BTreeMap<usize, Vec<Points>>))| {
            let bands = measures().enumerate().map(|row| band(row, figures)).collect();
            (name, *calls, if *calls < LEAST { Vec::new() } else { bands })
        };
        self.types.iter().map(of_type).collect()
    }
}

/// The percentiles of sorted values: the smallest value that so many reach, and the values at the ranks that lie 1.96
/// standard deviations of its binomial rank below and above.
fn percentiles(values: &[Points]) -> Option<Vec<Percentile>> {
    if values.len() < LEAST {
        return None;
    }
    let percentile = |at: usize| {
        let rank = (values.len() * at).div_ceil(100).max(1);
        // The spread of the rank, squared and in ten thousandths: n p (1 - p).
        let spread = 196 * (values.len() * at * (100 - at)).isqrt() / 100;
        let around = spread.div_ceil(100);
        let value = |rank: usize| values.get(rank.clamp(1, values.len()) - 1).copied().unwrap_or_default();
        let (low, high) = (value(rank.saturating_sub(around)), value(rank + around));
        Percentile { at, value: value(rank), low, high }
    };
    Some(PERCENTILES.into_iter().map(percentile).collect())
}

#[cfg(test)]
mod tests {
    use super::{PERCENTILES, percentiles};
    use crate::call::Points;

    #[test]
    fn percentiles_are_values_met_and_bounds_narrow_as_calls_grow() {
        let of = |count: i64| percentiles(&(1..=count).map(Points).collect::<Vec<_>>());
        assert_eq!(of(29), None);
        let few = of(100).unwrap();
        assert_eq!(
            few.iter().map(|row| row.value.0).collect::<Vec<_>>(),
            PERCENTILES.map(|at| i64::try_from(at).unwrap())
        );
        // The median of 100: ranks 40 to 60 by the normal approximation.
        assert_eq!((few[2].low.0, few[2].high.0), (40, 60));
        let many = of(10_000).unwrap();
        assert_eq!((many[2].low.0, many[2].high.0), (4902, 5098));
        assert!(of(30).unwrap()[0].low.0 >= 1 && of(30).unwrap()[4].high.0 <= 30);
    }
}
