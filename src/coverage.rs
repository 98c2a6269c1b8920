//! What the lexicons do on a pile of calls: which phrases fire, how often, and what share of each verdict they carry.
//!
//! A signal's points are shared among its evidence by strength times weight, and what a phrase carries of a verdict
//! is its part of all points in the calls of that class. Counts are whole numbers and sums run in the order of the
//! calls, so the same calls give the same figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::analyze::Analysis;
use crate::call::{Points, divide};
use crate::lexicon::Lexicon;
use crate::verdict::Class;

/// What was counted over all calls so far.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    calls: BTreeMap<&'static str, u64>,
    points: BTreeMap<&'static str, Points>,
    lexicons: BTreeMap<String, Row>,
    phrases: BTreeMap<String, Row>,
}

/// The counts of one lexicon or one phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Calls in which it counted.
    pub calls: u64,
    /// Times that it counted.
    pub hits: u64,
    /// Times that it was found and dropped, by what dropped it; for lexicons only.
    pub dropped: BTreeMap<&'static str, u64>,
    /// By class: its points in the calls of that class.
    pub points: BTreeMap<&'static str, Points>,
}

impl Coverage {
    /// Counts one call in.
    pub fn add(&mut self, analysis: &Analysis) {
        let class = analysis.verdict.class.as_str();
        *self.calls.entry(class).or_default() += 1;
        for signal in &analysis.signals {
            *self.points.entry(class).or_default() += signal.points;
            let row = self.lexicons.entry(signal.id.clone()).or_default();
            row.calls += 1;
            row.hits += signal.evidence.len() as u64;
            *row.points.entry(class).or_default() += signal.points;
            let mut seen = BTreeSet::new();
            // An order rule shows the hits of others again; they are counted once, with their own lexicon.
            let own = |phrase: &str| phrase.strip_prefix(signal.id.as_str()).is_some_and(|rest| rest.starts_with('#'));
            for evidence in signal.evidence.iter().filter(|evidence| own(&evidence.phrase)) {
                let row = self.phrases.entry(evidence.phrase.to_string()).or_default();
                row.calls += u64::from(seen.insert(&evidence.phrase));
                row.hits += 1;
                let force = evidence.strength.times(evidence.weight);
                if signal.strength > Points::ZERO {
                    let share = Points(divide(signal.points.0 * force.0, signal.strength.0));
                    *row.points.entry(class).or_default() += share;
                }
            }
        }
        for discard in &analysis.discarded {
            let row = self.lexicons.entry(discard.id.to_string()).or_default();
            *row.dropped.entry(discard.guard).or_default() += 1;
        }
    }

    /// Calls of each class met, in the order of [`Class::ALL`].
    #[must_use]
    pub fn classes(&self) -> Vec<(Class, u64)> {
        let count = |class: Class| self.calls.get(class.as_str()).copied().unwrap_or_default();
        Class::ALL.into_iter().map(|class| (class, count(class))).filter(|(_, calls)| *calls > 0).collect()
    }

    /// What the lexicon did.
    #[must_use]
    pub fn lexicon(&self, id: &str) -> Row {
        self.lexicons.get(id).cloned().unwrap_or_default()
    }

    /// What one of its phrases did; numbers count from 0.
    #[must_use]
    pub fn phrase(&self, lexicon: &Lexicon, number: usize) -> Row {
        self.phrases.get(&lexicon.phrase_id(number)).cloned().unwrap_or_default()
    }

    /// Ids of signals that are no lexicon (`structure.*`), with what they did.
    #[must_use]
    pub fn others(&self, lexicons: &[Lexicon]) -> Vec<(&str, &Row)> {
        let is_lexicon = |id: &str| lexicons.iter().any(|lexicon| lexicon.id == id);
        self.lexicons.iter().map(|(id, row)| (id.as_str(), row)).filter(|(id, _)| !is_lexicon(id)).collect()
    }

    /// The row's part of all points in the calls of a class, in thousandths; `None` where that class has no points.
    #[must_use]
    pub fn share(&self, row: &Row, class: Class) -> Option<Points> {
        let all = self.points.get(class.as_str()).filter(|points| **points > Points::ZERO)?;
        let own = row.points.get(class.as_str()).copied().unwrap_or_default();
        Some(Points(divide(own.0 * 1000, all.0)))
    }
}
