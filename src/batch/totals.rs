//! What a run came to, counted in the order of its outcomes.

use std::collections::BTreeMap;

use super::Outcome;
use crate::call::Role;
use crate::verdict::Class;

/// Counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Inputs that are done, whatever came of them.
    pub items: u64,
    /// Calls with a verdict.
    pub calls: u64,
    /// Inputs, and records of inputs, that could not be read.
    pub failed: u64,
    /// Files, and files in archives, that were left out: the reason, as people read it, and how many.
    pub skipped: BTreeMap<String, usize>,
    /// Calls of each class.
    pub classes: BTreeMap<Class, u64>,
    /// For each seller by name, calls of each class. A call of several sellers counts for each.
    pub sellers: BTreeMap<String, BTreeMap<Class, u64>>,
}

impl Totals {
    /// Counts an outcome.
    pub(super) fn count(&mut self, outcome: &Outcome) {
        let Ok(analysis) = &outcome.result else {
            self.failed += 1;
            return;
        };
        let class = analysis.verdict.class;
        self.calls += 1;
        *self.classes.entry(class).or_default() += 1;
        for party in analysis.parties.iter().filter(|party| party.role == Role::Seller) {
            *self.sellers.entry(party.name.clone()).or_default().entry(class).or_default() += 1;
        }
    }

    /// Counts files that were left out of an archive.
    pub(super) fn skip(&mut self, files: BTreeMap<String, usize>) {
        for (reason, number) in files {
            *self.skipped.entry(reason).or_default() += number;
        }
    }

    /// Files that were left out, for whatever reason.
    #[must_use]
    pub fn skipped_files(&self) -> usize {
        self.skipped.values().sum()
    }
}
