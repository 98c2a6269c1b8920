//! Figures held to what was promised: a floor that one must reach, or a ceiling that one must not pass.

use super::{Acts, Section};
use crate::call::Points;

/// What the bounds are laid on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured<'m> {
    /// Over all calls.
    pub all: &'m Section,
    /// Over sale talks.
    pub sale: &'m Section,
    /// The acts of single turns.
    pub acts: &'m Acts,
}

/// A figure that can be held to a bound.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// The name that `--min` and `--max` take.
    pub id: &'static str,
    /// It is a number of calls, not a share.
    pub counts: bool,
    /// The figure.
    pub of: fn(&Measured<'_>) -> Option<Points>,
}

/// Every figure that can be held to a bound, sorted by id.
pub const HELD: &[Held] = &[
    Held { id: "accused", counts: false, of: |m| m.all.figures.accused },
    Held { id: "acts_precision", counts: false, of: |m| m.acts.by_kind().precision() },
    Held { id: "acts_recall", counts: false, of: |m| m.acts.by_kind().recall() },
    Held { id: "agreement", counts: false, of: |m| m.all.figures.agreement },
    Held { id: "auc_buyer", counts: false, of: |m| m.sale.figures.auc_buyer },
    Held { id: "auc_seller", counts: false, of: |m| m.sale.figures.auc_seller },
    Held { id: "crossed", counts: true, of: |m| Some(Points(i64::from(m.all.figures.crossed) * 1000)) },
    Held { id: "firm_right", counts: false, of: |m| m.all.figures.firm_right },
    Held { id: "firm_share", counts: false, of: |m| m.all.figures.firm_share },
    Held { id: "kappa", counts: false, of: |m| m.all.figures.kappa },
    Held { id: "macro_f1", counts: false, of: |m| m.all.figures.macro_f1 },
    Held { id: "sale_agreement", counts: false, of: |m| m.sale.figures.agreement },
    Held { id: "sale_kappa", counts: false, of: |m| m.sale.figures.kappa },
    Held { id: "weighted_kappa", counts: false, of: |m| m.all.figures.weighted_kappa },
];

/// Which side of the bound is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The figure must reach it.
    Min,
    /// The figure must not pass it.
    Max,
}

/// A bound that somebody set.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// On what.
    pub held: &'static Held,
    /// Which side of it is good.
    pub side: Side,
    /// Where it stands.
    pub at: Points,
}

impl Bound {
    /// The figure, to thousandths as it is shown, and whether it holds. One that there is none of does not.
    #[must_use]
    pub fn check(&self, measured: &Measured<'_>) -> (Option<Points>, bool) {
        let figure = (self.held.of)(measured);
        let holds = figure.is_some_and(|figure| match self.side {
            Side::Min => figure >= self.at,
            Side::Max => figure <= self.at,
        });
        (figure, holds)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, HELD, Measured, Side};
    use crate::call::Points;
    use crate::eval::{Acts, Figures, Section};

    #[test]
    fn bounds_hold_at_the_very_figure_and_never_on_nothing() {
        assert!(HELD.is_sorted_by(|a, b| a.id < b.id));
        let figures = Figures { kappa: Some(Points(600)), ..Figures::default() };
        let section = Section { figures, intervals: Vec::new() };
        let measured = Measured { all: &section, sale: &section, acts: &Acts::default() };
        let holds = |id: &str, side, at| {
            let held = HELD.iter().find(|held| held.id == id).unwrap();
            Bound { held, side, at: Points(at) }.check(&measured).1
        };
        let rows = [holds("kappa", Side::Min, 600), holds("kappa", Side::Min, 601), holds("kappa", Side::Max, 600)];
        assert_eq!(rows, [true, false, true]);
        assert_eq!([holds("accused", Side::Max, 30), holds("crossed", Side::Max, 0)], [false, true]);
    }
}
