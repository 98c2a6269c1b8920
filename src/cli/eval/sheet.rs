//! The answer for programs. Names and meanings are a promise, as those of the results are; keys may be added.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::fitted::Fitted;
use super::{Answer, Checked};
use crate::call::Points;
use crate::eval::floor::Side;
use crate::eval::{Contrast, Count, DRAWS, Figures, Interval, METRICS, Metric, Over, Row, SEED, Section};
use crate::lexicon::Filling;
use crate::verdict::Class;

/// The version that stands in front.
const SCHEMA: &str = "pursuit/eval-1.0";

/// Everything.
#[derive(Serialize)]
pub(super) struct Sheet<'a> {
    schema: &'static str,
    calls: u32,
    sale_calls: u32,
    unlabelled: u64,
    not_read: u64,
    /// By code that no lexicon in use has: turns that a label gives it.
    unknown_codes: &'a BTreeMap<String, u32>,
    bounds: Vec<BoundRow>,
    all: Part,
    sale: Part,
    calibration: Vec<LevelRow>,
    /// The same among the verdicts that name a direction.
    calibration_directed: Vec<LevelRow>,
    sources: Vec<SourceRow<'a>>,
    baselines: Vec<ContrastRow<'a>>,
    ablations: Vec<ContrastRow<'a>>,
    fit: Option<FitRow<'a>>,
    acts: Option<ActsRow<'a>>,
    rows: Vec<CallRow<'a>>,
    bootstrap: Bootstrap,
    lexicon: Lexicon<'a>,
}

/// Thousandths as a decimal.
struct Decimal(Points);

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.0.decimal())
    }
}

/// A bound and whether it holds.
#[derive(Serialize)]
struct BoundRow {
    name: &'static str,
    side: &'static str,
    at: Decimal,
    figure: Option<Decimal>,
    holds: bool,
}

/// The figures of some calls.
#[derive(Serialize)]
struct FiguresRow {
    calls: u32,
    #[serde(flatten)]
    figures: BTreeMap<&'static str, Option<Decimal>>,
    weighted_calls: u32,
    crossed: u32,
    firm_share: Option<Decimal>,
}

/// Figures with bounds and their matrix.
#[derive(Serialize)]
struct Part {
    #[serde(flatten)]
    figures: FiguresRow,
    /// By figure: the lower and the upper bound.
    intervals: BTreeMap<&'static str, Option<[Decimal; 2]>>,
    /// By label, by verdict: calls.
    confusion: BTreeMap<&'static str, BTreeMap<&'static str, u32>>,
}

/// A confidence.
#[derive(Serialize)]
struct LevelRow {
    confidence: &'static str,
    calls: u32,
    share: Option<Decimal>,
    right: Option<Decimal>,
}

/// The calls of one source.
#[derive(Serialize)]
struct SourceRow<'a> {
    source: &'a str,
    #[serde(flatten)]
    figures: FiguresRow,
}

/// Another way on the same calls.
#[derive(Serialize)]
struct ContrastRow<'a> {
    name: &'a str,
    moved: u32,
    all: FiguresRow,
    sale: FiguresRow,
}

/// Fitted weights.
#[derive(Serialize)]
struct FitRow<'a> {
    calls: usize,
    weights: BTreeMap<&'static str, Decimal>,
    cross_validated: ContrastRow<'a>,
    sale_kappa_gain: Option<Decimal>,
    sale_kappa_gain_interval: Option<[Decimal; 2]>,
    advice: String,
}

/// The acts of single turns.
#[derive(Serialize)]
struct ActsRow<'a> {
    calls: u32,
    kinds: BTreeMap<&'static str, CountRow>,
    all_kinds: CountRow,
    all_codes: CountRow,
    codes: BTreeMap<&'a str, CountRow>,
}

/// Found and right, found and wrong, missed.
#[derive(Serialize)]
struct CountRow {
    right: u32,
    wrong: u32,
    missed: u32,
    precision: Option<Decimal>,
    recall: Option<Decimal>,
    f1: Option<Decimal>,
}

/// One call.
#[derive(Serialize)]
struct CallRow<'a> {
    id: &'a str,
    path: &'a str,
    source: &'a str,
    gold: &'static str,
    also: Vec<&'static str>,
    sure: Option<u8>,
    verdict: &'static str,
    score: u8,
    raw: Decimal,
    confidence: Option<&'static str>,
    right: bool,
    because: &'a str,
}

/// How the bounds came about.
#[derive(Serialize)]
struct Bootstrap {
    draws: usize,
    seed: u64,
    percentiles: [f64; 2],
    /// How those of the shares came about instead.
    shares: &'static str,
}

/// The lexicons that were used.
#[derive(Serialize)]
struct Lexicon<'a> {
    version: &'a str,
    hash: &'a str,
}

impl<'a> Sheet<'a> {
    pub(super) fn of(answer: &'a Answer<'_>) -> Self {
        let evaluation = answer.evaluation;
        let level = |level: crate::eval::Level| LevelRow {
            confidence: level.confidence.as_str(),
            calls: level.calls,
            share: level.share.map(Decimal),
            right: level.right.map(Decimal),
        };
        let source =
            |(source, figures): (&'a str, Figures)| SourceRow { source, figures: FiguresRow::of(&figures, None) };
        let acts = &evaluation.acts;
        let acts = (acts.calls > 0).then(|| ActsRow {
            calls: acts.calls,
            kinds: acts.kinds.iter().map(|(kind, count)| (kind.as_str(), CountRow::of(*count))).collect(),
            all_kinds: CountRow::of(acts.by_kind()),
            all_codes: CountRow::of(acts.exact()),
            codes: acts.codes.iter().map(|(code, count)| (code.as_str(), CountRow::of(*count))).collect(),
        });
        Self {
            schema: SCHEMA,
            calls: answer.all.figures.calls,
            sale_calls: answer.sale.figures.calls,
            unlabelled: answer.unlabelled,
            not_read: answer.failed,
            unknown_codes: answer.strange,
            bounds: answer.bounds.iter().map(BoundRow::of).collect(),
            all: Part::of(&answer.all, Over::All),
            sale: Part::of(&answer.sale, Over::Sale),
            calibration: evaluation.calibration().into_iter().map(level).collect(),
            calibration_directed: evaluation.directed().into_iter().map(level).collect(),
            sources: evaluation.sources().into_iter().map(source).collect(),
            baselines: answer.baselines.iter().map(ContrastRow::of).collect(),
            ablations: answer.ablations.iter().map(ContrastRow::of).collect(),
            fit: answer.fitted.as_ref().map(FitRow::of),
            acts,
            rows: evaluation.rows.iter().map(CallRow::of).collect(),
            bootstrap: Bootstrap { draws: DRAWS, seed: SEED, percentiles: [2.5, 97.5], shares: "wilson" },
            lexicon: Lexicon { version: answer.rules.version(), hash: answer.rules.hash() },
        }
    }
}

impl BoundRow {
    fn of(checked: &Checked) -> Self {
        let bound = &checked.bound;
        Self {
            name: bound.held.id,
            side: if bound.side == Side::Min { "min" } else { "max" },
            at: Decimal(bound.at),
            figure: checked.figure.map(Decimal),
            holds: checked.holds,
        }
    }
}

impl FiguresRow {
    /// All figures, or those that are of use over some calls.
    fn of(figures: &Figures, over: Option<Over>) -> Self {
        let wanted = METRICS.iter().filter(|metric| is_wanted(metric, over));
        Self {
            calls: figures.calls,
            figures: wanted.map(|metric| (metric.id, (metric.of)(figures).map(Decimal))).collect(),
            weighted_calls: figures.weighted_calls,
            crossed: figures.crossed,
            firm_share: figures.firm_share.map(Decimal),
        }
    }
}

fn is_wanted(metric: &Metric, over: Option<Over>) -> bool {
    over.is_none_or(|over| metric.over == Over::Both || metric.over == over)
}

impl Part {
    fn of(section: &Section, over: Over) -> Self {
        let bounds = METRICS.iter().zip(&section.intervals).filter(|(metric, _)| is_wanted(metric, Some(over)));
        let pair = |Interval { low, high }: Interval| [Decimal(low), Decimal(high)];
        let row = |label: Class| {
            let counts = section.figures.confusion.get(label as usize).copied().unwrap_or_default();
            (label.as_str(), Class::ALL.iter().map(|class| class.as_str()).zip(counts).collect())
        };
        Self {
            figures: FiguresRow::of(&section.figures, Some(over)),
            intervals: bounds.map(|(metric, bounds)| (metric.id, bounds.map(pair))).collect(),
            confusion: Class::ALL.into_iter().map(row).collect(),
        }
    }
}

impl<'a> ContrastRow<'a> {
    fn of(contrast: &'a Contrast) -> Self {
        Self {
            name: &contrast.name,
            moved: contrast.moved,
            all: FiguresRow::of(&contrast.all, Some(Over::All)),
            sale: FiguresRow::of(&contrast.sale, Some(Over::Sale)),
        }
    }
}

impl<'a> FitRow<'a> {
    fn of(fitted: &'a Fitted) -> Self {
        let weights = &fitted.weights;
        let fills = Filling::ALL.iter().zip(weights.fillings).map(|(kind, fill)| (kind.as_str(), Decimal(fill.weight)));
        let own = [("balance", weights.balance), ("unasked_above_usual", weights.unasked.weight)];
        Self {
            calls: fitted.calls,
            weights: own.into_iter().map(|(name, weight)| (name, Decimal(weight))).chain(fills).collect(),
            cross_validated: ContrastRow::of(&fitted.contrast),
            sale_kappa_gain: fitted.gain.map(Decimal),
            sale_kappa_gain_interval: fitted.bounds.map(|bounds| [Decimal(bounds.low), Decimal(bounds.high)]),
            advice: fitted.advice(),
        }
    }
}

impl CountRow {
    fn of(count: Count) -> Self {
        let Count { right, wrong, missed } = count;
        let [precision, recall, f1] = [count.precision(), count.recall(), count.f1()].map(|figure| figure.map(Decimal));
        Self { right, wrong, missed, precision, recall, f1 }
    }
}

impl<'a> CallRow<'a> {
    fn of(row: &'a Row) -> Self {
        Self {
            id: &row.id,
            path: &row.path,
            source: &row.source,
            gold: row.case.gold.as_str(),
            also: row.also.iter().map(|class| class.as_str()).collect(),
            sure: row.sure,
            verdict: row.case.said.as_str(),
            score: row.score,
            raw: Decimal(row.case.raw),
            confidence: row.case.confidence.map(crate::verdict::Confidence::as_str),
            right: row.case.is_right,
            because: &row.because,
        }
    }
}
