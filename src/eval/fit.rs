//! Weights of the score's terms, fitted to labelled sale talks.
//!
//! A small model on one scale: with a score `r`, the label is the seller's side of 35 with `1 / (1 + exp(q (r - 35)))`
//! and the buyer's side of 65 with `1 / (1 + exp(-q (r - 65)))`, so that the borders of the classes stay where they are
//! and weights come out in points of the score. `r` is the score by the weights in use and what each term adds to or takes
//! from it; a ridge holds the latter near nothing, so that few labels change little. Signs are those of the file.
//! Descent runs coordinate by coordinate on bounds of the curvature, with a pure-Rust `exp`: the same on every machine.

use std::collections::BTreeMap;

use super::Labelled;
use crate::analyze::Analysis;
use crate::call::Points;
use crate::lexicon::{Fill, Filling, Unasked, Weights};
use crate::verdict::{BUYER_RAW, Class, SELLER_BALANCE, Terms};

/// Terms whose weight is fitted: the balance, the unasked words, and what fills up.
const TERMS: usize = 2 + Filling::ALL.len();
/// The three classes of a sale talk, in the order of the score.
const ORDER: [Class; 3] = [Class::SellerPursuing, Class::Mutual, Class::BuyerPursuing];
/// How strongly weights are held to those in use, a term in its own spread; EXCHANGE 5, where 0.5 to 4 are alike.
pub const RIDGE: f64 = 2.0;
/// What a label gives to its own class where others count as right, too; judgement.
const OWN: f64 = 0.65;
/// Rounds through all terms, and the change below which no more are needed.
const ROUNDS: usize = 2000;
const STILL: f64 = 1e-7;
/// The least steepness: below it the labels do not rise with the score.
const FLATTEST: f64 = 1e-3;
/// Parts of the cross-validation.
pub const FOLDS: usize = 5;
/// Sale talks, and talks of each label, that a fit needs; judgement: below it a weight follows single calls.
pub const LEAST: (usize, usize) = (30, 5);

/// A labelled sale talk in figures.
#[derive(Clone, Debug)]
pub struct Sample {
    source: String,
    group: String,
    /// What each term adds to the score for a weight of one.
    values: [f64; TERMS],
    /// How far the label is that of each of [`ORDER`]; one in all.
    label: [f64; 3],
}

/// Why nothing was fitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Fewer labelled sale talks than [`LEAST`] asks for.
    TooFew,
    /// The labels do not rise with the score.
    Flat,
}

impl Sample {
    /// The sample of a call; `None` where the label or the verdict is none of a sale talk's.
    #[must_use]
    pub fn of(labelled: &Labelled, analysis: &Analysis, weights: &Weights) -> Option<Self> {
        let rank = |class: Class| ORDER.iter().position(|&known| known == class);
        let own = rank(labelled.gold.verdict)?;
        rank(analysis.verdict.class)?;
        let also: Vec<usize> =
            labelled.gold.also.iter().filter_map(|&class| rank(class)).filter(|&at| at != own).collect();
        let mut label = [0.0; 3];
        label[own] = if also.is_empty() { 1.0 } else { OWN };
        also.iter().for_each(|&at| label[at] += (1.0 - OWN) / count(also.len()));
        let terms = Terms::of(&analysis.masses, analysis.verdict.terms.unasked, &each_one(weights));
        let [balance, _, unasked, fills @ ..] = terms.rows.map(|term| term.product.decimal());
        let mut values = [balance - 50.0; TERMS];
        values[1] = unasked / 1000.0;
        values[2..].copy_from_slice(&fills);
        // Dialogues of one maker tend to be alike: `acme-demo-1` and `acme-demo-2` are judged by each other's absence.
        let group = labelled.id.split('-').take(2).collect::<Vec<_>>().join("-");
        Some(Self { source: labelled.source.clone(), group, values, label })
    }

    /// Its group: calls of one group are never judged by weights that were fitted to others of it.
    #[must_use]
    pub fn group(&self) -> &str {
        &self.group
    }
}

/// The weights with every term at a weight of one; the unasked words at a thousand, so that parts of a share are not lost.
fn each_one(weights: &Weights) -> Weights {
    let fillings = weights.fillings.map(|fill| Fill { weight: Points::ONE, ..fill });
    let unasked = Unasked { weight: Points(1_000_000), ..weights.unasked };
    Weights { balance: Points::ONE, unasked, fillings, ..weights.clone() }
}

/// Are there enough of them?
///
/// # Errors
/// [`Unfit::TooFew`].
pub fn suffices(samples: &[Sample]) -> Result<(), Unfit> {
    let with = |at: usize| samples.iter().filter(|sample| sample.label[at] >= OWN).count();
    let enough = samples.len() >= LEAST.0 && (0..ORDER.len()).all(|at| with(at) >= LEAST.1);
    if enough { Ok(()) } else { Err(Unfit::TooFew) }
}

/// The weights that fit the samples best, as near to those in use as the ridge holds them.
///
/// # Errors
/// [`Unfit::Flat`].
pub fn fit(samples: &[&Sample], in_use: &Weights) -> Result<Weights, Unfit> {
    let start = numbers(in_use);
    let lot = Lot::of(samples, &start);
    let mut model = Model { steep: 0.1, moves: [0.0; TERMS] };
    for _ in 0..ROUNDS {
        let before = model.clone();
        lot.steepen(&mut model, &start);
        (0..TERMS).for_each(|term| lot.improve(&mut model, term, &start));
        let moved = |(a, b): (&f64, &f64)| (a - b).abs();
        let most = model.moves.iter().zip(&before.moves).map(moved).fold((model.steep - before.steep).abs(), f64::max);
        if most < STILL {
            break;
        }
    }
    if model.steep <= FLATTEST {
        return Err(Unfit::Flat);
    }
    let mut weights = start;
    weights.iter_mut().zip(model.moves).for_each(|(weight, moved)| *weight += moved / model.steep);
    Ok(with_numbers(in_use, &weights))
}

/// The part of the cross-validation, below [`FOLDS`], in which each group is judged: the groups of a source are dealt out
/// one after the other, the largest first.
#[must_use]
pub fn folds(samples: &[Sample]) -> BTreeMap<&str, usize> {
    let mut sizes: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for sample in samples {
        *sizes.entry((&sample.source, &sample.group)).or_default() += 1;
    }
    let mut groups: Vec<(&str, usize, &str)> =
        sizes.iter().map(|(&(source, group), &size)| (source, size, group)).collect();
    groups.sort_by(|a, b| (a.0, b.1, a.2).cmp(&(b.0, a.1, b.2)));
    let (mut parts, mut filled) = (BTreeMap::new(), [0; FOLDS]);
    for (_, size, group) in groups {
        let emptiest = (0..FOLDS).min_by_key(|&part| filled[part]).unwrap_or_default();
        let part = *parts.entry(group).or_insert(emptiest);
        filled[part] += size;
    }
    parts
}

#[expect(clippy::cast_precision_loss, reason = "calls are far fewer than 2^52")]
fn count(number: usize) -> f64 {
    number as f64
}

/// Weights as numbers, in the order of the terms.
fn numbers(weights: &Weights) -> [f64; TERMS] {
    let mut numbers = [weights.balance.decimal(); TERMS];
    numbers[1] = weights.unasked.weight.decimal();
    numbers[2..].iter_mut().zip(weights.fillings).for_each(|(number, fill)| *number = fill.weight.decimal());
    numbers
}

/// The weights with other numbers.
fn with_numbers(weights: &Weights, numbers: &[f64; TERMS]) -> Weights {
    let points = |place: usize| Points::from_decimal(numbers[place]).unwrap_or_default();
    let mut fitted = weights.clone();
    fitted.balance = points(0).max(Points(1));
    fitted.unasked.weight = points(1).max(Points::ZERO);
    (2..).zip(&mut fitted.fillings).for_each(|(place, fill)| fill.weight = points(place));
    fitted
}

/// What is fitted: the steepness, and by how much of it each weight moves.
#[derive(Clone, Debug)]
struct Model {
    steep: f64,
    moves: [f64; TERMS],
}

/// One of the two borders for one call: how far the label is beyond it.
struct Border {
    values: [f64; TERMS],
    /// What the score in use is above the border.
    above: f64,
    beyond: f64,
    weight: f64,
}

/// The borders of all samples, and the spread of each term.
struct Lot {
    borders: Vec<Border>,
    spread: [f64; TERMS],
}

impl Lot {
    fn of(samples: &[&Sample], start: &[f64; TERMS]) -> Self {
        let mut sources: BTreeMap<&str, f64> = BTreeMap::new();
        samples.iter().for_each(|sample| *sources.entry(&sample.source).or_default() += 1.0);
        // A source of many calls weighs more than one of few, and less than by their number.
        let raw = |sample: &Sample| sources.get(sample.source.as_str()).map_or(0.0, |calls| 1.0 / calls.sqrt());
        let mean = samples.iter().map(|sample| raw(sample)).sum::<f64>() / count(samples.len().max(1));
        let mut borders = Vec::with_capacity(2 * samples.len());
        for sample in samples {
            let score = 50.0 + sample.values.iter().zip(start).map(|(value, weight)| value * weight).sum::<f64>();
            let [seller, _, buyer] = sample.label;
            for (at, beyond) in [(SELLER_BALANCE, 1.0 - seller), (BUYER_RAW, buyer)] {
                let above = score - at.decimal();
                borders.push(Border { values: sample.values, above, beyond, weight: raw(sample) / mean });
            }
        }
        let spread = std::array::from_fn(|term| {
            let squares: f64 = samples.iter().map(|sample| sample.values[term] * sample.values[term]).sum();
            (squares / count(samples.len().max(1))).sqrt()
        });
        Self { borders, spread }
    }

    /// A step down along what `of` gives for each border; `pull` and `stiff` are the ridge's slope and curvature.
    fn step(&self, model: &Model, of: impl Fn(&Border) -> f64, pull: f64, stiff: f64) -> f64 {
        let (mut slope, mut curve) = (pull, stiff);
        for border in &self.borders {
            let moved: f64 = border.values.iter().zip(&model.moves).map(|(value, moved)| value * moved).sum();
            let chance = 1.0 / (1.0 + libm::exp(-(model.steep * border.above + moved)));
            let along = of(border);
            slope += border.weight * (chance - border.beyond) * along;
            curve += border.weight * along * along / 4.0;
        }
        if curve > 0.0 { -slope / curve } else { 0.0 }
    }

    fn steepen(&self, model: &mut Model, start: &[f64; TERMS]) {
        model.steep = (model.steep + self.step(model, |border| border.above, 0.0, 0.0)).max(FLATTEST);
        (0..TERMS).for_each(|term| hold(model, term, start));
    }

    fn improve(&self, model: &mut Model, term: usize, start: &[f64; TERMS]) {
        let stiff = RIDGE * self.spread[term] * self.spread[term];
        model.moves[term] += self.step(model, |border| border.values[term], stiff * model.moves[term], stiff);
        hold(model, term, start);
    }
}

/// Keeps the sign of a weight.
fn hold(model: &mut Model, term: usize, start: &[f64; TERMS]) {
    let least = -start[term] * model.steep;
    let (below, above) = match term.checked_sub(2) {
        Some(place) => Filling::ALL[place].signs(),
        None => (false, true),
    };
    let moved = &mut model.moves[term];
    *moved = moved.clamp(if below { f64::MIN } else { least }, if above { f64::MAX } else { least });
}

#[cfg(test)]
mod tests {
    use super::{Sample, TERMS, Unfit, fit, folds, numbers, suffices};
    use crate::lexicon::{WEIGHTS, Weights, load_weights};

    fn in_use() -> Weights {
        load_weights(WEIGHTS.0, WEIGHTS.1).unwrap()
    }

    /// A call with this balance above 50 and these unasked words, and its label by place.
    fn sample(number: usize, balance: f64, unasked: f64, label: usize) -> Sample {
        let mut values = [0.0; TERMS];
        (values[0], values[1]) = (balance, unasked);
        let mut labels = [0.0; 3];
        labels[label] = 1.0;
        Sample { source: format!("s{}", number % 3), group: format!("g{}", number / 2), values, label: labels }
    }

    /// Labels by `balance + weight * unasked` at the borders, over a grid.
    fn grid(weight: f64) -> Vec<Sample> {
        let of = |number: usize| {
            let (balance, unasked) = ((number % 21) as f64 * 4.0 - 40.0, (number % 8) as f64 * 0.1 - 0.3);
            let score = balance + weight * unasked;
            sample(number, balance, unasked, if score <= -15.0 { 0 } else { usize::from(score >= 15.0) + 1 })
        };
        (0..336).map(of).collect()
    }

    #[test]
    fn labels_that_follow_the_unasked_words_raise_their_weight_and_others_lower_it() {
        let weight = |samples: &[Sample]| numbers(&fit(&samples.iter().collect::<Vec<_>>(), &in_use()).unwrap());
        let (more, less, same) = (weight(&grid(220.0)), weight(&grid(0.0)), weight(&grid(110.0)));
        assert!(more[1] / more[0] > 150.0, "{more:?}");
        assert!(less[1] / less[0] < 30.0, "{less:?}");
        assert!((90.0..130.0).contains(&(same[1] / same[0])), "{same:?}");
        assert!([more, less, same].iter().all(|weights| weights[2..].iter().all(|weight| *weight == 0.0)));
    }

    #[test]
    fn labels_against_the_score_fit_nothing_and_few_are_refused() {
        let against: Vec<Sample> =
            (0..60).map(|n| sample(n, n as f64 - 30.0, 0.0, if n < 30 { 2 } else { 0 })).collect();
        let fitted = fit(&against.iter().collect::<Vec<_>>(), &in_use());
        assert!(
            matches!(fitted, Err(Unfit::Flat)) || fitted.is_ok_and(|weights| weights.balance.0 <= 1),
            "no weight is negative"
        );
        assert_eq!(suffices(&against), Err(Unfit::TooFew));
        assert_eq!(suffices(&grid(110.0)), Ok(()));
        assert_eq!(suffices(&grid(110.0)[..20]), Err(Unfit::TooFew));
    }

    #[test]
    fn a_group_is_in_one_part_and_parts_are_alike() {
        let samples = grid(110.0);
        let parts = folds(&samples);
        let mut calls = [0; super::FOLDS];
        samples.iter().for_each(|sample| calls[parts[sample.group()]] += 1);
        assert!(calls.iter().all(|calls| (60..=75).contains(calls)), "{calls:?}");
    }
}
