//! How far verdicts agree with labels: shares, kappa, F1, the ranking of the score.
//!
//! Everything is counted in whole numbers and divided once, to thousandths. A verdict that the label counts as right, too
//! (`also`), is taken for the label itself, but for the confusion matrix and `strict`, which hold to the first label.

use crate::call::{Points, divide};
use crate::verdict::{Class, Confidence};

/// One call: what the readers say and what the method says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// The readers' class.
    pub gold: Class,
    /// The method's class.
    pub said: Class,
    /// The method's class is the readers', or one that they count as right, too.
    pub is_right: bool,
    /// The score that ranks calls, in thousandths, from the seller's effort to the buyer's.
    pub raw: Points,
    /// How much hangs on one turn; a baseline says nothing about it.
    pub confidence: Option<Confidence>,
}

impl Case {
    /// The label, after what counts as right, too.
    #[must_use]
    pub fn counted(&self) -> Class {
        if self.is_right { self.said } else { self.gold }
    }

    /// Do the readers call it a sale talk?
    #[must_use]
    pub fn is_sale(&self) -> bool {
        rank(self.gold).is_some()
    }

    /// Does the verdict say who pursues whom, or that both do?
    #[must_use]
    pub fn names_direction(&self) -> bool {
        rank(self.said).is_some()
    }
}

/// What came of some calls. A figure is `None` where nothing can be divided by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Calls.
    pub calls: u32,
    /// Calls by label (rows) and verdict (columns), in the order of [`Class::ALL`].
    pub confusion: [[u32; 5]; 5],
    /// Share with the very class of the label.
    pub strict: Option<Points>,
    /// Share that is right.
    pub agreement: Option<Points>,
    /// Mean over the classes that labels name of `2 right / (labels + verdicts)`.
    pub macro_f1: Option<Points>,
    /// Cohen's kappa: `(agreement - chance) / (1 - chance)`, chance from how often labels and verdicts name each class.
    pub kappa: Option<Points>,
    /// Kappa with linear weights over seller < mutual < buyer, METHOD 5: a neighbour is half a disagreement.
    pub weighted_kappa: Option<Points>,
    /// Calls in `weighted_kappa`: those whose label and verdict are both among the three.
    pub weighted_calls: u32,
    /// Calls whose label is the seller's and whose verdict the buyer's, or the other way round.
    pub crossed: u32,
    /// Calls that are labelled as no sale.
    pub unsold: u32,
    /// Of those, the share in which the verdict says that somebody pursues somebody and the label does not allow it.
    pub accused: Option<Points>,
    /// Among sale talks: how often a call of the seller's stands lower than one of another label, ties half.
    pub auc_seller: Option<Points>,
    /// Among sale talks: how often a call of the buyer's stands higher than one of another label, ties half.
    pub auc_buyer: Option<Points>,
    /// Share of the firm verdicts that is right.
    pub firm_right: Option<Points>,
    /// Share of the verdicts that is firm.
    pub firm_share: Option<Points>,
    /// The calls of the shares.
    pub counts: Counts,
}

/// Calls of which shares are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With the very class of the label.
    pub strict: u32,
    /// Right.
    pub right: u32,
    /// Labelled as no sale, and accused.
    pub accused: u32,
    /// Firm.
    pub firm: u32,
    /// Firm and right.
    pub firm_right: u32,
}

/// Where a figure is of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// Over all calls and over sale talks.
    Both,
    /// Over all calls.
    All,
    /// Over sale talks.
    Sale,
}

/// A figure by its name.
#[derive(Clone, Copy, Debug)]
pub struct Metric {
    /// Stable name in output.
    pub id: &'static str,
    /// What people read.
    pub name: &'static str,
    /// Where it is of use.
    pub over: Over,
    /// The figure.
    pub of: fn(&Figures) -> Option<Points>,
    /// The calls of a share, and of how many it is one; `None` where the figure is no share of calls.
    pub parts: Option<Parts>,
}

/// Calls of a share, and of how many calls it is one.
pub type Parts = fn(&Figures) -> (u32, u32);

/// The figures that get an interval, in the order in which they are shown.
#[rustfmt::skip]
pub const METRICS: &[Metric] = &[
    Metric { id: "agreement", name: "agreement", over: Over::Both, of: |f| f.agreement, parts: Some(|f| (f.counts.right, f.calls)) },
    Metric { id: "strict", name: "agreement, strict", over: Over::Both, of: |f| f.strict, parts: Some(|f| (f.counts.strict, f.calls)) },
    Metric { id: "macro_f1", name: "macro-F1", over: Over::Both, of: |f| f.macro_f1, parts: None },
    Metric { id: "kappa", name: "Cohen's kappa", over: Over::Both, of: |f| f.kappa, parts: None },
    Metric { id: "weighted_kappa", name: "weighted kappa", over: Over::Both, of: |f| f.weighted_kappa, parts: None },
    Metric { id: "auc_seller", name: "AUC seller", over: Over::Sale, of: |f| f.auc_seller, parts: None },
    Metric { id: "auc_buyer", name: "AUC buyer", over: Over::Sale, of: |f| f.auc_buyer, parts: None },
    Metric { id: "accused", name: "accused", over: Over::All, of: |f| f.accused, parts: Some(|f| (f.counts.accused, f.unsold)) },
    Metric { id: "firm_right", name: "firm and right", over: Over::Both, of: |f| f.firm_right, parts: Some(|f| (f.counts.firm_right, f.counts.firm)) },
];

/// Place of a class of sale talk in their order.
fn rank(class: Class) -> Option<usize> {
    match class {
        Class::SellerPursuing => Some(0),
        Class::Mutual => Some(1),
        Class::BuyerPursuing => Some(2),
        Class::NoSaleDynamic | Class::InsufficientEvidence => None,
    }
}

impl Figures {
    /// The figures of some calls.
    #[must_use]
    pub fn of(cases: &[Case]) -> Self {
        let mut counted = [[0i64; 5]; 5];
        let mut ordered = [[0i64; 3]; 3];
        let mut figures = Self::default();
        let mut counts = Counts::default();
        for case in cases {
            let label = case.counted();
            figures.calls += 1;
            figures.confusion[case.gold as usize][case.said as usize] += 1;
            counted[label as usize][case.said as usize] += 1;
            counts.strict += u32::from(case.gold == case.said);
            counts.right += u32::from(case.is_right);
            if let (Some(label), Some(said)) = (rank(label), rank(case.said)) {
                ordered[label][said] += 1;
                figures.crossed += u32::from(label.abs_diff(said) == 2);
            }
            if case.gold == Class::NoSaleDynamic {
                figures.unsold += 1;
                let accuses = matches!(case.said, Class::SellerPursuing | Class::BuyerPursuing);
                counts.accused += u32::from(accuses && !case.is_right);
            }
            if case.confidence == Some(Confidence::Firm) {
                counts.firm += 1;
                counts.firm_right += u32::from(case.is_right);
            }
        }
        let calls = i64::from(figures.calls);
        let right: i64 = (0..5).map(|class| counted[class][class]).sum();
        figures.counts = counts;
        figures.strict = share(counts.strict.into(), calls);
        figures.agreement = share(right, calls);
        let named = figures.confusion.map(|verdicts| verdicts.iter().any(|&calls| calls > 0));
        figures.macro_f1 = macro_f1(&counted, named);
        figures.kappa = kappa(&counted);
        figures.weighted_kappa = weighted_kappa(&ordered);
        figures.weighted_calls = u32::try_from(ordered.iter().flatten().sum::<i64>()).unwrap_or(u32::MAX);
        figures.accused = share(counts.accused.into(), i64::from(figures.unsold));
        figures.firm_right = share(counts.firm_right.into(), counts.firm.into());
        figures.firm_share = share(counts.firm.into(), calls);
        let sale = |class: Class, sign: i64| {
            let rows = cases.iter().filter(|case| case.is_sale());
            auc(rows.map(|case| (sign * case.raw.0, case.gold == class)).collect())
        };
        figures.auc_seller = sale(Class::SellerPursuing, -1);
        figures.auc_buyer = sale(Class::BuyerPursuing, 1);
        figures
    }
}

/// `part / whole` in thousandths; `None` of nothing.
#[must_use]
pub fn share(part: i64, whole: i64) -> Option<Points> {
    (whole > 0).then(|| Points(divide(part * 1000, whole)))
}

/// Labels and verdicts of each class.
fn margins<const N: usize>(table: &[[i64; N]; N]) -> ([i64; N], [i64; N]) {
    let labels = std::array::from_fn(|row| table[row].iter().sum());
    let verdicts = std::array::from_fn(|column| table.iter().map(|row| row[column]).sum());
    (labels, verdicts)
}

/// Over the classes that are named by a label; one that labels only allow besides (`also`) is too rare for a figure.
fn macro_f1(table: &[[i64; 5]; 5], named: [bool; 5]) -> Option<Points> {
    /// Parts of one in which each class's F1 is kept before the mean.
    const FINE: i64 = 1_000_000_000;
    let (labels, verdicts) = margins(table);
    let named: Vec<usize> = (0..5).filter(|&class| named[class] && labels[class] + verdicts[class] > 0).collect();
    let sum: i64 =
        named.iter().map(|&class| divide(2 * FINE * table[class][class], labels[class] + verdicts[class])).sum();
    let count = i64::try_from(named.len()).unwrap_or(i64::MAX);
    (count > 0).then(|| Points(divide(sum, count * (FINE / 1000))))
}

fn kappa(table: &[[i64; 5]; 5]) -> Option<Points> {
    let (labels, verdicts) = margins(table);
    let calls: i64 = labels.iter().sum();
    let right: i64 = (0..5).map(|class| table[class][class]).sum();
    let chance: i64 = labels.iter().zip(verdicts).map(|(labels, verdicts)| labels * verdicts).sum();
    // Both sides times the square of the calls.
    let (got, room) = (calls * right - chance, calls * calls - chance);
    (room > 0).then(|| Points(divide(1000 * got, room)))
}

fn weighted_kappa(table: &[[i64; 3]; 3]) -> Option<Points> {
    let (labels, verdicts) = margins(table);
    let calls: i64 = labels.iter().sum();
    let cells = || (0..3usize).flat_map(|row| (0..3usize).map(move |column| (row, column)));
    let apart = |row: usize, column: usize| i64::try_from(row.abs_diff(column)).unwrap_or_default();
    let seen: i64 = cells().map(|(row, column)| apart(row, column) * table[row][column]).sum();
    let chance: i64 = cells().map(|(row, column)| apart(row, column) * labels[row] * verdicts[column]).sum();
    (chance > 0).then(|| Points(divide(1000 * (chance - calls * seen), chance)))
}

/// How often a row of the class stands higher than one that is not of it, ties half: the area under the ROC curve.
fn auc(mut rows: Vec<(i64, bool)>) -> Option<Points> {
    rows.sort_unstable();
    let of = |rows: &[(i64, bool)]| i64::try_from(rows.iter().filter(|row| row.1).count()).unwrap_or(i64::MAX);
    let count = |rows: &[(i64, bool)]| i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let yes = of(&rows);
    let no = count(&rows) - yes;
    // Pairs won, twice, so that a tie is one.
    let (mut won, mut below) = (0, 0);
    for tied in rows.chunk_by(|a, b| a.0 == b.0) {
        let tied_no = count(tied) - of(tied);
        won += of(tied) * (2 * below + tied_no);
        below += tied_no;
    }
    (yes * no > 0).then(|| Points(divide(1000 * won, 2 * yes * no)))
}

#[cfg(test)]
mod tests {
    use super::{Case, Figures, auc};
    use crate::call::Points;
    use crate::verdict::{Class, Confidence};
    use Class::{BuyerPursuing as B, InsufficientEvidence as I, Mutual as M, NoSaleDynamic as N, SellerPursuing as S};

    fn case(gold: Class, said: Class, raw: i64) -> Case {
        Case { gold, said, is_right: gold == said, raw: Points(raw), confidence: Some(Confidence::Firm) }
    }

    fn ten() -> Vec<Case> {
        let rows = [(S, S), (S, S), (S, M), (M, M), (M, B), (B, B), (B, S), (N, N), (N, S), (N, I)];
        rows.iter().zip(0..).map(|(&(gold, said), raw)| case(gold, said, raw * 1000)).collect()
    }

    #[test]
    fn figures_are_those_computed_by_hand() {
        let figures = Figures::of(&ten());
        // Right: 5 of 10. Labels 3 2 2 3 0, verdicts 4 2 2 1 1: chance 12 + 4 + 4 + 3 + 0 = 23 of 100.
        assert_eq!(figures.agreement, Some(Points(500)));
        assert_eq!(figures.kappa, Some(Points(351)), "(50 - 23) / (100 - 23)");
        // F1: 4/7, 1/2, 1/2, 1/2 over the four classes that labels name.
        assert_eq!(figures.macro_f1, Some(Points(518)));
        // The seven ordered calls: labels 3 2 2, verdicts 3 2 2; distances 1 + 1 + 2 = 4;
        // by chance 6 + 2*6 + 6 + 4 + 2*6 + 4 = 44 of 49, so 1 - 7 * 4 / 44.
        assert_eq!((figures.weighted_kappa, figures.weighted_calls), (Some(Points(364)), 7));
        assert_eq!((figures.crossed, figures.unsold, figures.accused), (1, 3, Some(Points(333))));
        assert_eq!(figures.confusion[S as usize], [2, 1, 0, 0, 0]);
        assert_eq!((figures.firm_right, figures.firm_share), (Some(Points(500)), Some(Points(1000))));
        // Sellers stand at 0, 1, 2, all others above; buyers at 5, 6, all others below.
        assert_eq!((figures.auc_seller, figures.auc_buyer), (Some(Points(1000)), Some(Points(1000))));
    }

    #[test]
    fn what_counts_as_right_too_is_right_and_stays_in_the_matrix() {
        let also = Case { is_right: true, ..case(M, S, 0) };
        let figures = Figures::of(&[also, case(B, B, 0)]);
        assert_eq!(
            (figures.agreement, figures.strict, figures.kappa),
            (Some(Points(1000)), Some(Points(500)), Some(Points(1000)))
        );
        assert_eq!(figures.confusion[M as usize][S as usize], 1);
    }

    #[test]
    fn a_class_that_no_label_names_is_no_part_of_the_mean() {
        let cases = [case(S, S, 0), case(B, B, 0), case(B, N, 0), Case { is_right: true, ..case(S, I, 0) }];
        assert_eq!(Figures::of(&cases).macro_f1, Some(Points(833)), "1 and 2/3");
    }

    #[test]
    fn nobody_is_accused_by_a_verdict_that_the_label_allows() {
        let cases = [Case { is_right: true, ..case(N, S, 0) }, case(N, B, 0), case(N, M, 0), case(N, N, 0)];
        let figures = Figures::of(&cases);
        assert_eq!((figures.unsold, figures.accused, figures.counts.accused), (4, Some(Points(250)), 1));
    }

    #[test]
    fn ties_win_half() {
        assert_eq!(auc(vec![(1, true), (1, false)]), Some(Points(500)));
        // Pairs of yes 2, 3 and no 1, 2, 2: three wins for 3; one win and two ties for 2: 5 of 6.
        assert_eq!(auc(vec![(2, true), (3, true), (1, false), (2, false), (2, false)]), Some(Points(833)));
        assert_eq!(auc(vec![(1, true), (2, true)]), None);
    }

    #[test]
    fn of_nothing_there_is_no_figure() {
        assert_eq!(Figures::of(&[]), Figures::default());
        assert_eq!(Figures::of(&[case(M, M, 0)]).kappa, None);
    }
}
