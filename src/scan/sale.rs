//! Words of buying or offering, and how many of them a talk needs that is judged as a sale (FINDINGS 3, sale-gate).

use super::find::Found;
use super::rules::Rules;
use super::signs::SignOwner;
use crate::call::give_back;
use crate::text::{Clause, Text};

/// Anchors that count in one turn.
pub const ANCHORS_A_TURN: u32 = 2;
/// Words for each anchor that a sale needs, and the bounds of that need.
const WORDS_AN_ANCHOR: u32 = 200;
const ANCHORS: (u32, u32) = (2, 8);

/// Are so many anchors in so many words enough for a sale?
#[must_use]
pub fn is_sale(anchors: u32, words: u32) -> bool {
    anchors.saturating_mul(WORDS_AN_ANCHOR) >= words.clamp(ANCHORS.0 * WORDS_AN_ANCHOR, ANCHORS.1 * WORDS_AN_ANCHOR)
}

impl Found {
    /// Clauses with a word of buying or offering, with their turns, in order; blind to roles. What another firm is said to
    /// have offered is not for sale here, and turns in another language hold none.
    pub fn anchors<'f>(&'f self, text: &'f Text, rules: &'f Rules) -> impl Iterator<Item = (u32, u32)> + 'f {
        self.sale.iter().filter_map(move |&clause| {
            let bounds = text.clauses().get(clause as usize)?;
            let counts = !self.is_hearsay(bounds, rules) && !text.is_foreign(bounds.turn as usize);
            counts.then_some((bounds.turn, clause))
        })
    }

    /// Lets go of what only roles and facts are told from, once they are.
    pub fn let_go_of_cues(&mut self) {
        give_back(&mut self.cues);
        give_back(&mut self.introductions);
        give_back(&mut self.sale);
        give_back(&mut self.openings);
    }

    /// Is what the clause speaks of only said to have been offered by another firm?
    pub(super) fn is_hearsay(&self, bounds: &Clause, rules: &Rules) -> bool {
        let reported = rules.places.reported;
        let mut marks = self.marks_between(reported, bounds.first, bounds.end).iter();
        marks.any(|mark| mark.owner == SignOwner::fires(reported))
    }
}
