//! A judged call as signals see it, perhaps with one turn left out.

use super::Groups;
use super::groups::Group;
use crate::call::{Points, Span};
use crate::proposal::Raise;
use crate::scan::{Exchange, Facts, Kept, Scales, Weights};

/// A judged call. Turns and hits count from 0.
#[derive(Clone, Copy)]
pub struct Talk<'t> {
    /// Text, turns, lexicons and what stands.
    pub scales: Scales<'t>,
    /// What it weighs.
    pub weights: &'t Weights,
    /// Where the hits of each group stand.
    pub groups: &'t Groups<'t>,
    /// Sums that the seller raises.
    pub raises: &'t [Raise],
    /// A turn that counts as not said.
    pub skip: Option<u32>,
}

impl<'t> Talk<'t> {
    /// Places of the group's hits that weigh something, rising.
    pub fn hits(&self, group: &'t Group<'_>) -> impl Iterator<Item = usize> + use<'t> {
        self.heavy(&group.places)
    }

    /// Those of some places whose hits weigh something.
    pub fn heavy(&self, places: &'t [u32]) -> impl Iterator<Item = usize> + use<'t> {
        let weights = self.weights;
        places
            .iter()
            .map(|&place| place as usize)
            .filter(move |&place| weights.weight.get(place).is_some_and(|weight| weight.0 > 0))
    }

    /// A kept hit.
    ///
    /// # Panics
    /// If there is no such place.
    #[must_use]
    pub fn kept(&self, place: usize) -> &'t Kept {
        &self.scales.judged.kept[place]
    }

    /// The turn of a hit.
    #[must_use]
    pub fn turn_of(&self, place: usize) -> u32 {
        self.kept(place).hit.turn
    }

    /// What a hit weighs.
    #[must_use]
    pub fn weight(&self, place: usize) -> Points {
        self.weights.weight(place)
    }

    /// Strength times weight.
    #[must_use]
    pub fn force(&self, place: usize) -> Points {
        self.kept(place).hit.strength().times(self.weight(place))
    }

    /// Was the hit said because the buyer asked?
    #[must_use]
    pub fn on_request(&self, place: usize) -> bool {
        self.scales.rules.is_on_request(self.weights.fired(place))
    }

    /// Was the hit asked for, by a request some turns before, by a question just before, or by a proposal agreed to?
    #[must_use]
    pub fn was_asked_for(&self, place: usize) -> bool {
        self.on_request(place) || self.exchange(place) != Exchange::Volunteered
    }

    /// How the words of a hit came to be said.
    #[must_use]
    pub fn exchange(&self, place: usize) -> Exchange {
        self.scales.exchange(place, self.skip)
    }

    /// Did the guard at that place of the table fire on the hit?
    #[must_use]
    pub fn has_fired(&self, place: usize, guard: usize) -> bool {
        self.weights.fired(place).has(guard)
    }

    /// The turns that are said.
    pub fn turns(&self) -> impl Iterator<Item = (u32, &'t Facts)> + use<'t> {
        let skip = self.skip;
        (0..).zip(self.scales.facts).filter(move |(turn, _)| Some(*turn) != skip)
    }

    /// The words of a clause, for a proof.
    #[must_use]
    pub fn clause_span(&self, clause: usize) -> Option<(u32, Span)> {
        let clause = self.scales.text.clauses().get(clause)?;
        Some((clause.turn, self.scales.text.span_of_clause(clause)?))
    }
}
