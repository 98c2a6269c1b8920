//! Weights and points in whole thousandths, so that sums are the same on every machine.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub, SubAssign};

/// Thousandths of a point, of a weight or of a strength.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Points(pub i64);

impl Points {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One whole.
    pub const ONE: Self = Self(1000);

    /// From a decimal number of a lexicon file, rounded to thousandths; `None` if it is not finite or over a million.
    #[must_use]
    pub fn from_decimal(value: f64) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
        (value.is_finite() && value.abs() <= 1e6).then(|| Self((value * 1000.0).round() as i64))
    }

    /// As a decimal, for output.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "points are far below 2^52")]
    pub fn decimal(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// The product of two thousandths, rounded once, half away from zero.
    #[must_use]
    pub fn times(self, factor: Self) -> Self {
        Self(divide(self.0 * factor.0, 1000))
    }

    /// Itself in the proportion of `parts`, evenly if they are all nothing; what is given adds up to it.
    #[must_use]
    pub fn split(self, parts: &[i64]) -> Vec<Self> {
        let share = self.sharing(parts.iter().sum(), parts.len());
        parts.iter().copied().map(share).collect()
    }

    /// What [`split`](Self::split) gives to one part after the other, of so many that add up to `sum`.
    pub fn sharing(self, sum: i64, count: usize) -> impl FnMut(i64) -> Self {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let (mut so_far, mut given) = (0, 0);
        move |part| {
            so_far += if sum > 0 { part } else { 1 };
            let upto = divide(self.0 * so_far, if sum > 0 { sum } else { count });
            let mine = upto - given;
            given = upto;
            Self(mine)
        }
    }
}

/// Points in half the bytes, for what a long call has very many of: all that a lexicon file may say fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Small(i32);

impl From<Points> for Small {
    fn from(points: Points) -> Self {
        Self(i32::try_from(points.0).unwrap_or(if points.0 < 0 { i32::MIN } else { i32::MAX }))
    }
}

impl From<Small> for Points {
    fn from(small: Small) -> Self {
        Self(small.0.into())
    }
}

/// `a / b` rounded to nearest, half away from zero; 0 where `b` is 0.
#[must_use]
pub fn divide(a: i64, b: i64) -> i64 {
    if b == 0 {
        return 0;
    }
    let (a, b) = if b < 0 { (-a, -b) } else { (a, b) };
    if a >= 0 { (a + b / 2) / b } else { -((-a + b / 2) / b) }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.decimal())
    }
}

impl Add for Points {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Points {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl AddAssign for Points {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Points {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::{Points, divide};

    #[test]
    fn products_and_quotients_round_once_to_nearest() {
        assert_eq!(Points(400).times(Points(500)), Points(200));
        assert_eq!((divide(5, 2), divide(-5, 2), divide(4, 3), divide(1, 0)), (3, -3, 1, 0));
        assert_eq!(Points(12_850).to_string(), "12.85");
    }

    #[test]
    fn parts_add_up_to_the_whole() {
        assert_eq!(Points(1000).split(&[1, 1, 1]), [Points(333), Points(334), Points(333)]);
        assert_eq!(Points(7).split(&[0, 0]), [Points(4), Points(3)]);
        assert_eq!(Points(5).split(&[]), []);
    }
}
