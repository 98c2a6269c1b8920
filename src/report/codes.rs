//! What the codes in use are called, and which of them can move a verdict.

use std::collections::{BTreeMap, BTreeSet};

use crate::scan::Rules;

/// Lexicons and order rules by id.
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
        let silent = rules.lexicons().iter().filter(|lexicon| !lexicon.weighs());
        Self { names: lexicons.chain(orders).collect(), silent: silent.map(|lexicon| lexicon.id.clone()).collect() }
    }

    /// What a code is called, if it is a lexicon's or an order rule's.
    #[must_use]
    pub fn name(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// Can the code add points?
    #[must_use]
    pub fn weighs(&self, id: &str) -> bool {
        !self.silent.contains(id)
    }
}
