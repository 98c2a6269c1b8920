//! The same rules with a part of them left out: what a part is worth shows in what changes.

use serde::{Deserialize, Serialize};

use super::rules::{Owner, Rules};
use crate::lexicon::is_named;

/// What is not to be looked at, beside what was taken out of the rules themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LeftOut {
    /// Ids of structural signals, or `family.*`.
    structural: Vec<String>,
    /// The gates of talk in which nothing is for sale.
    gate: bool,
}

impl Rules {
    /// Without the lexicons of that id, or of a `family.*`: none of their phrases is heard.
    #[must_use]
    pub fn without_lexicons(mut self, name: &str) -> Self {
        let lexicons = &self.lexicons;
        for owner in &mut self.owners {
            if let Owner::Lexicon(id, _) = owner
                && lexicons.get(usize::from(id.0)).is_some_and(|lexicon| is_named(&lexicon.id, &[name]))
            {
                *owner = Owner::Nobody;
            }
        }
        self
    }

    /// Without the structural signals of that id, or of a `family.*`: none of them is measured.
    #[must_use]
    pub fn without_structural(mut self, name: &str) -> Self {
        self.left_out.structural.push(name.to_owned());
        self
    }

    /// Without any guard: no phrase is weakened or dropped for what stands around it.
    #[must_use]
    pub fn without_guards(mut self) -> Self {
        for row in self.clause_guards.iter_mut().chain(&mut self.turn_guards) {
            row.clear();
        }
        self
    }

    /// Without the gates for internal talk, support and talk in which nothing is for sale.
    #[must_use]
    pub fn without_gate(mut self) -> Self {
        self.left_out.gate = true;
        self
    }

    /// Every phrase counts in anybody's mouth.
    #[must_use]
    pub fn blind_to_roles(mut self) -> Self {
        self.lexicons.iter_mut().for_each(|lexicon| lexicon.said_by = None);
        self
    }

    /// Is the structural signal of that id left out?
    #[must_use]
    pub fn leaves_out(&self, id: &str) -> bool {
        self.left_out.structural.iter().any(|name| is_named(id, &[name]))
    }

    /// Are talks in which nothing is for sale kept out of the three classes of sale talk?
    #[must_use]
    pub fn has_gate(&self) -> bool {
        !self.left_out.gate
    }
}
