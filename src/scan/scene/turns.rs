//! What a guard sees of the turns before a hit.

use super::{Cause, Facts, Words};
use crate::call::{Millis, Points, narrow};
use crate::scan::exchange::{self, Exchange};
use crate::scan::guard::GUARDS;
use crate::scan::hit::Hit;
use crate::scan::judge::Judgement;
use crate::scan::rules::Rules;
use crate::text::Text;

/// The turns and hits so far, while one hit is weighed.
pub struct TurnScene<'s> {
    pub(in crate::scan) text: &'s Text,
    pub(in crate::scan) rules: &'s Rules,
    pub(in crate::scan) facts: &'s [Facts],
    pub(in crate::scan) judged: &'s Judgement,
    pub(in crate::scan) weights: &'s [Points],
    /// A turn that counts as not said.
    pub(in crate::scan) skip: Option<u32>,
    /// The place of the hit that is weighed.
    pub(in crate::scan) place: usize,
    pub(in crate::scan) guard: usize,
}

impl TurnScene<'_> {
    /// Asks a guard.
    pub(in crate::scan) fn fires(&mut self, guard: usize, hit: &Hit) -> Option<Cause> {
        self.guard = guard;
        GUARDS.get(guard).and_then(|guard| guard.in_turns(hit, self))
    }

    /// A turn's facts.
    #[must_use]
    pub fn turn(&self, turn: u32) -> Option<&Facts> {
        self.facts.get(turn as usize)
    }

    /// The facts of the turn before.
    #[must_use]
    pub fn turn_before(&self, turn: u32) -> Option<&Facts> {
        turn.checked_sub(1).filter(|&before| Some(before) != self.skip).and_then(|before| self.turn(before))
    }

    /// A hit the guard listens for, of some weight, in the `turns` turns before; the last of them.
    #[must_use]
    pub fn heard(&self, turn: u32, turns: u32) -> Option<Cause> {
        self.heard_for(self.guard, turn, turns, None, Points::ZERO)
    }

    /// The same with a weight over `least`.
    #[must_use]
    pub fn heard_over(&self, turn: u32, turns: u32, least: Points) -> Option<Cause> {
        self.heard_for(self.guard, turn, turns, None, least)
    }

    /// The buyer asked to be told: requests, buying questions and next steps in the last six turns and ten minutes.
    #[must_use]
    pub fn on_request(&self, hit: &Hit) -> Option<Cause> {
        /// Turns; METHOD 2.3.
        const TURNS: u32 = 6;
        /// Ten minutes; METHOD 2.3.
        const AGO: Millis = Millis::new(600_000);
        self.heard_for(self.rules.places.on_request, hit.turn, TURNS, Some(AGO), Points::ZERO)
    }

    /// The hit is elicited or agreed: the last clause of the turn that it answers.
    #[must_use]
    pub fn only_answers(&self, hit: &Hit) -> Option<Cause> {
        let first = self.text.clauses_of(hit.turn as usize).start;
        let clause = hit.clause.saturating_sub(narrow(first));
        let may_agree = self.rules.can_be_agreed(hit.lexicon);
        if exchange::status(self.facts, hit.turn, clause, may_agree, self.skip) == Exchange::Volunteered {
            return None;
        }
        let turn = exchange::before(self.facts, hit.turn, self.skip)?;
        let last = self.text.clauses_of(turn as usize).next_back().and_then(|last| self.text.clauses().get(last))?;
        Some(Cause::Said(Words { turn, span: self.text.span_of_clause(last)? }))
    }

    fn heard_for(&self, guard: usize, turn: u32, turns: u32, ago: Option<Millis>, least: Points) -> Option<Cause> {
        let now = self.turn(turn).map_or(Millis::new(0), |facts| facts.at);
        for earlier in (turn.saturating_sub(turns)..turn).rev() {
            let then = self.turn(earlier).map_or(Millis::new(0), |facts| facts.at);
            if ago.is_some_and(|ago| now.get() - then.get() > ago.get()) {
                return None;
            }
            if Some(earlier) == self.skip {
                continue;
            }
            for place in self.judged.hits_of(earlier) {
                let weighs = self.weights.get(place).is_some_and(|&weight| weight > least);
                if weighs && let Some(hit) = self.listened(guard, place) {
                    return Some(hit);
                }
            }
        }
        None
    }

    /// A hit the guard listens for stands behind this one in its turn.
    #[must_use]
    pub fn hit_behind(&self, hit: &Hit) -> Option<Cause> {
        let behind = |place: &usize| self.judged.kept.get(*place).is_some_and(|kept| kept.hit.first >= hit.end());
        self.judged.hits_of(hit.turn).filter(behind).find_map(|place| self.listened(self.guard, place))
    }

    fn listened(&self, guard: usize, place: usize) -> Option<Cause> {
        let hit = self.judged.kept.get(place).filter(|kept| self.rules.listens(guard, kept.hit.lexicon))?.hit;
        Some(Cause::Said(hit.words()))
    }

    /// One of the guard's signs, or a topic that the hit's lexicon names, stands in the turn before.
    #[must_use]
    pub fn sign_in_turn_before(&self, hit: &Hit) -> Option<Cause> {
        if hit.turn.checked_sub(1) == self.skip {
            return None;
        }
        self.judged.preceded(self.place, self.guard).map(Cause::Said)
    }
}
