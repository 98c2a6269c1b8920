//! The raw score as a sum of terms: the balance of push and pull, and what the buyer says unasked.
//!
//! The seller's side is told by the balance, the buyer's by both: a buyer who only answers may state every reason
//! and still pursues nobody (EXCHANGE 2).

use super::Masses;
use crate::call::{Points, divide};

/// What the raw score is made of, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// METHOD 4.2's balance of push and pull, 0 to 100.
    pub balance: Points,
    /// The share of the words that the buyer says unasked, 0 to 1.
    pub unasked: Points,
    /// Push and pull together: without any, the share says nothing.
    pub force: Points,
}

/// One summand of the raw score, for output.
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

/// The share that is usual, in thousandths; the mean over labelled sale talks (EXCHANGE 3.3). One above the cap counts
/// as the cap.
const USUAL: i64 = 280;
const CAP: i64 = 800;
/// Points of a whole share where push does not outweigh pull; judgement, 100 to 120 are alike on labelled calls.
const WEIGHT: i64 = 110;
/// A balance up to which the share counts for less, with the third power: who is pushed hard may talk much.
const EVEN: i64 = 50_000;
/// Points of push and pull together at which the share counts for half; judgement, 1 to 2 are alike on labelled calls.
const FORCE: i64 = 1000;

impl Terms {
    /// The terms of some masses.
    #[must_use]
    pub fn of(masses: &Masses, unasked: Points) -> Self {
        Self { balance: masses.balance(), unasked, force: masses.push + masses.pull }
    }

    /// What the share counts for, in thousandths of a point.
    fn weight(self) -> i64 {
        let even = divide(1000 * self.balance.0.clamp(0, EVEN), EVEN);
        let felt = divide(1000 * self.force.0, self.force.0 + FORCE);
        divide(divide(WEIGHT * even * even * even, 1_000_000) * felt, 1000)
    }

    /// The summands, in a fixed order.
    #[must_use]
    pub fn all(self) -> [Term; 2] {
        let (above, weight) = (self.unasked.0.min(CAP) - USUAL, self.weight());
        [
            Term { name: "balance", value: self.balance, weight: Points::ONE, product: self.balance },
            Term {
                name: "unasked_above_usual",
                value: Points(above),
                weight: Points(weight),
                product: Points(divide(above * weight, 1000)),
            },
        ]
    }

    /// Their sum, held within 0 and 100.
    #[must_use]
    pub fn raw(self) -> Points {
        Points(self.all().iter().map(|term| term.product.0).sum::<i64>().clamp(0, 100_000))
    }
}

#[cfg(test)]
mod tests {
    use super::Terms;
    use crate::call::Points;

    #[test]
    fn unasked_words_speak_for_the_buyer_as_far_as_nobody_pushes() {
        let raw = |balance, unasked, force| {
            Terms { balance: Points(balance), unasked: Points(unasked), force: Points(force) }.raw().0
        };
        assert_eq!(raw(50_000, 280, 9000), 50_000);
        assert_eq!([raw(60_000, 380, 9000), raw(60_000, 180, 9000)], [69_900, 50_100]);
        assert_eq!([raw(60_000, 380, 1000), raw(50_000, 0, 0)], [65_500, 50_000]);
        assert_eq!(raw(25_000, 380, 9000), 26_238);
        assert_eq!([raw(99_000, 1000, 9000), raw(0, 1000, 9000)], [100_000, 0]);
    }
}
