//! What the codes in use are called, and which of them can move a verdict.

use std::collections::{BTreeMap, BTreeSet};

use super::COMPUTED;
use crate::scan::Rules;

/// Lexicons, order rules and computed signals by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    names: BTreeMap<String, String>,
    /// Lexicons that add no points.
    silent: BTreeSet<String>,
}

impl Codes {
    /// The codes of these rules.
    #[must_use]
    pub fn of(rules: &Rules) -> Self {
        let lexicons = rules.lexicons().iter().map(|lexicon| (lexicon.id.clone(), lexicon.name.clone()));
        let orders = rules.orders().iter().map(|order| (order.id.clone(), order.name.clone()));
        let computed = COMPUTED.iter().map(|signal| (signal.id().to_owned(), signal.name().to_owned()));
        let silent = rules.lexicons().iter().filter(|lexicon| !lexicon.weighs());
        Self {
            names: lexicons.chain(orders).chain(computed).collect(),
            silent: silent.map(|lexicon| lexicon.id.clone()).collect(),
        }
    }

    /// What a code is called, if it is known.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// Every code, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Can the code add points?
    #[must_use]
    pub fn weighs(&self, id: &str) -> bool {
        !self.silent.contains(id)
    }
}
