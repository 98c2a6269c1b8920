//! How often the verdicts are right: labelled calls in, agreement with their labels out.
//!
//! [`read`] pairs each call with its [`Gold`], [`judge`] analyses the calls by some method, [`Evaluation`] adds up the
//! verdicts into [`Figures`] with their [`intervals`], the [`Acts`] of single turns, and what [`baseline`]s and the method
//! without some [`Part`] come to on the same calls. [`floor`] holds figures to what was promised, [`fit`] makes weights
//! of the labels. How it looks is left to the command line.

mod acts;
pub mod baseline;
mod bootstrap;
mod codes;
mod figures;
pub mod fit;
pub mod floor;
mod gold;
mod part;
mod pile;

use std::collections::BTreeMap;

pub use acts::{Acts, Count, Kind};
pub use bootstrap::{DRAWS, Interval, SEED, gain, intervals};
pub use codes::Codes;
pub use figures::{Case, Counts, Figures, METRICS, Metric, Over, Parts, share};
pub use gold::{Code, Gold, Label};
pub use part::Part;
pub use pile::{Labelled, Pile, read};

use crate::analyze::{Analysis, Method};
use crate::batch;
use crate::call::{Call, Points, narrow};
use crate::error::Error;
use crate::monitor::Monitor;
use crate::verdict::{Class, Confidence};

/// Analyses every call by a method, and hands over each with what came of it, in order.
pub fn judge<'l>(
    calls: &'l [Labelled],
    method: &Method,
    threads: usize,
    monitor: &dyn Monitor,
    each: &mut dyn FnMut(&'l Labelled, Result<Analysis, Error>),
) {
    let rows: Vec<(&str, &Call)> = calls.iter().map(|labelled| (labelled.id.as_str(), &labelled.call)).collect();
    batch::analyze_each(&rows, method, threads, monitor, &mut |place, result| {
        if let Some(labelled) = calls.get(place) {
            each(labelled, result);
        }
    });
}

/// One call's part in the evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The input it came from.
    pub path: String,
    /// Its id.
    pub id: String,
    /// What it belongs to.
    pub source: String,
    /// Classes that count as right besides `case.gold`.
    pub also: Vec<Class>,
    /// 1 a toss-up to 3 clear, where the label says so.
    pub sure: Option<u8>,
    /// The score shown.
    pub score: u8,
    /// Why the verdict is what it is.
    pub because: String,
    /// Label and verdict.
    pub case: Case,
}

/// The figures of some calls, with their bounds in the order of [`METRICS`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The figures.
    pub figures: Figures,
    /// The bounds.
    pub intervals: Vec<Option<Interval>>,
}

/// How often verdicts of one confidence are right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// The confidence.
    pub confidence: Confidence,
    /// Verdicts of it.
    pub calls: u32,
    /// Its share of the verdicts looked at.
    pub share: Option<Points>,
    /// The share of it that is right.
    pub right: Option<Points>,
}

/// Another way to judge the same calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contrast {
    /// What it is called.
    pub name: String,
    /// Calls whose class is another than the method's.
    pub moved: u32,
    /// Over all calls.
    pub all: Figures,
    /// Over sale talks.
    pub sale: Figures,
}

/// What the labels say of the method.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// Every call, in order.
    pub rows: Vec<Row>,
    /// The acts of single turns.
    pub acts: Acts,
}

impl Evaluation {
    /// Counts one call in.
    pub fn add(&mut self, labelled: &Labelled, analysis: &Analysis) {
        self.acts.add(labelled, analysis);
        let Gold { also, sure, .. } = &labelled.gold;
        self.rows.push(Row {
            path: labelled.path.clone(),
            id: labelled.id.clone(),
            source: labelled.source.clone(),
            also: also.clone(),
            sure: *sure,
            score: analysis.verdict.score,
            because: analysis.verdict.because.clone(),
            case: case(labelled, analysis),
        });
    }

    /// Every call's case.
    #[must_use]
    pub fn cases(&self) -> Vec<Case> {
        self.rows.iter().map(|row| row.case).collect()
    }

    /// Over all calls.
    #[must_use]
    pub fn all(&self) -> Section {
        Section::of(&self.cases())
    }

    /// Over sale talks.
    #[must_use]
    pub fn sale(&self) -> Section {
        Section::of(&sale(&self.cases()))
    }

    /// The figures over sale talks, without their bounds.
    #[must_use]
    pub fn sale_figures(&self) -> Figures {
        Figures::of(&sale(&self.cases()))
    }

    /// By confidence, the firmest first.
    #[must_use]
    pub fn calibration(&self) -> [Level; 3] {
        levels(&self.cases())
    }

    /// The same over the verdicts that name a direction: the seller's, both, the buyer's.
    #[must_use]
    pub fn directed(&self) -> [Level; 3] {
        let mut cases = self.cases();
        cases.retain(Case::names_direction);
        levels(&cases)
    }

    /// By source, by name.
    #[must_use]
    pub fn sources(&self) -> BTreeMap<&str, Figures> {
        let mut sources: BTreeMap<&str, Vec<Case>> = BTreeMap::new();
        for row in &self.rows {
            sources.entry(&row.source).or_default().push(row.case);
        }
        sources.into_iter().map(|(source, cases)| (source, Figures::of(&cases))).collect()
    }

    /// Another way to judge the same calls, which gives these cases in the same order.
    #[must_use]
    pub fn contrast(&self, name: impl Into<String>, cases: &[Case]) -> Contrast {
        let moved = self.rows.iter().zip(cases).filter(|(row, case)| row.case.said != case.said).count();
        Contrast { name: name.into(), moved: narrow(moved), all: Figures::of(cases), sale: Figures::of(&sale(cases)) }
    }
}

impl Section {
    fn of(cases: &[Case]) -> Self {
        Self { figures: Figures::of(cases), intervals: intervals(cases) }
    }
}

/// What a method's verdict is beside the label.
#[must_use]
pub fn case(labelled: &Labelled, analysis: &Analysis) -> Case {
    let verdict = &analysis.verdict;
    labelled.case(verdict.class, verdict.raw, Some(verdict.confidence))
}

impl Labelled {
    /// What stands for a verdict where the method fails on the call.
    #[must_use]
    pub fn unjudged(&self) -> Case {
        self.case(Class::InsufficientEvidence, Points(50_000), None)
    }

    /// A verdict beside the label.
    fn case(&self, said: Class, raw: Points, confidence: Option<Confidence>) -> Case {
        let gold = self.gold.verdict;
        Case { gold, said, is_right: said == gold || self.gold.also.contains(&said), raw, confidence }
    }
}

/// How often the verdicts of each confidence are right, the firmest first.
fn levels(cases: &[Case]) -> [Level; 3] {
    [Confidence::Firm, Confidence::Leaning, Confidence::Fragile].map(|confidence| {
        let of = || cases.iter().filter(|case| case.confidence == Some(confidence));
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let (calls, right) = (of().count(), of().filter(|case| case.is_right).count());
        Level {
            confidence,
            calls: narrow(calls),
            share: share(count(calls), count(cases.len())),
            right: share(count(right), count(calls)),
        }
    })
}

/// The calls that the readers call a sale talk.
fn sale(cases: &[Case]) -> Vec<Case> {
    cases.iter().copied().filter(Case::is_sale).collect()
}
