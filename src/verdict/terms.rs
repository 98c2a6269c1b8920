//! The raw score as a sum of terms, each with its weight from `weights.toml`.
//!
//! The seller's side is told by the balance, the buyer's by the sum: a buyer who only answers may state every reason
//! and still pursues nobody (EXCHANGE 2).

use super::Masses;
use crate::call::{Points, divide};
use crate::lexicon::{Filling, Unasked, Weights};

/// What the raw score is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// METHOD 4.2's balance of push and pull, 0 to 100.
    pub balance: Points,
    /// The share of the words that the buyer says unasked, 0 to 1.
    pub unasked: Points,
    /// Every summand, in a fixed order; those without weight, too.
    pub rows: [Term; 3 + Filling::ALL.len()],
}

/// One summand of the raw score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its stable name.
    pub name: &'static str,
    /// What was measured.
    pub value: Points,
    /// What it counts for.
    pub weight: Points,
    /// Value times weight.
    pub product: Points,
}

/// The raw score of a call of which nothing is known.
const MIDDLE: Points = Points(50_000);

impl Terms {
    /// The terms of some masses.
    #[must_use]
    pub fn of(masses: &Masses, unasked: Points, weights: &Weights) -> Self {
        let (balance, force) = (masses.balance(), masses.push + masses.pull);
        let fill = |kind: Filling, place: usize| {
            let points = match kind {
                Filling::Evidence => force,
                Filling::Initiative => masses.buyer_initiative,
                Filling::Pain => masses.buyer_pull - masses.buyer_initiative,
                Filling::Resistance => masses.resistance,
            };
            let fill = weights.fillings[place];
            Term::new(kind.as_str(), full(points, fill.half_at), fill.weight)
        };
        let above = unasked.min(weights.unasked.most) - weights.unasked.usual;
        Self {
            balance,
            unasked,
            rows: [
                Term::new("balance", balance, weights.balance),
                Term::new("middle", MIDDLE, Points::ONE - weights.balance),
                Term::new("unasked_above_usual", above, tempered(weights.unasked, above, balance, force)),
                fill(Filling::Evidence, 0),
                fill(Filling::Initiative, 1),
                fill(Filling::Pain, 2),
                fill(Filling::Resistance, 3),
            ],
        }
    }

    /// The summands that weigh anything; the balance and the unasked words in any case.
    pub fn shown(&self) -> impl Iterator<Item = Term> {
        let always = ["balance", "unasked_above_usual"];
        self.rows.into_iter().filter(move |term| term.weight != Points::ZERO || always.contains(&term.name))
    }

    /// Their sum, held within 0 and 100.
    #[must_use]
    pub fn raw(&self) -> Points {
        Points(self.rows.iter().map(|term| term.product.0).sum::<i64>().clamp(0, 100_000))
    }
}

impl Term {
    fn new(name: &'static str, value: Points, weight: Points) -> Self {
        Self { name, value, weight, product: value.times(weight) }
    }
}

/// `points / (points + half_at)`, in thousandths.
fn full(points: Points, half_at: Points) -> Points {
    Points(divide(1000 * points.0, points.0 + half_at.0))
}

/// What the share counts for: less where little is known; and if it speaks for the buyer, less where push outweighs
/// pull, with the third power.
fn tempered(unasked: Unasked, above: Points, balance: Points, force: Points) -> Points {
    let even =
        if above > Points::ZERO { divide(1000 * balance.0.clamp(0, unasked.even.0), unasked.even.0) } else { 1000 };
    let evened = divide(unasked.weight.0 * even * even * even, 1_000_000_000);
    Points(divide(evened * full(force, unasked.half_at).0, 1000))
}

#[cfg(test)]
mod tests {
    use super::Terms;
    use crate::call::{Points, divide};
    use crate::lexicon::{WEIGHTS, Weights, load_weights};
    use crate::verdict::Masses;

    fn weights() -> Weights {
        load_weights(WEIGHTS.0, WEIGHTS.1).unwrap()
    }

    /// Masses of about this balance and force.
    fn masses(balance: i64, force: i64) -> Masses {
        let pull = divide(balance * (force + 3000), 100) - 1500;
        Masses { push: Points(force - pull), pull: Points(pull), ..Masses::default() }
    }

    #[test]
    fn unasked_words_speak_for_the_buyer_as_far_as_nobody_pushes() {
        let raw = |balance, unasked, force| Terms::of(&masses(balance, force), Points(unasked), &weights()).raw().0;
        assert_eq!(raw(50, 280, 9000), 50_000);
        assert_eq!([raw(60, 380, 9000), raw(60, 180, 9000)], [69_900, 50_100]);
        assert_eq!([raw(60, 380, 1000), raw(50, 0, 0)], [65_500, 50_000]);
        assert_eq!([raw(25, 380, 9000), raw(25, 180, 9000)], [26_238, 15_100]);
        assert_eq!(raw(99, 1000, 600_000), 100_000);
    }

    #[test]
    fn without_evidence_the_score_is_the_middle_under_any_weights() {
        let mut weights = weights();
        weights.balance = Points(700);
        weights.fillings.iter_mut().for_each(|fill| fill.weight = Points(9000));
        let terms = Terms::of(&Masses::default(), Points(900), &weights);
        assert_eq!(terms.raw(), Points(50_000));
        assert_eq!(
            terms.shown().map(|term| term.name).take(3).collect::<Vec<_>>(),
            ["balance", "middle", "unasked_above_usual"]
        );
    }
}
