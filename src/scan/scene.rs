//! What a guard can see around a hit.

use super::find::Found;
use super::guard::GUARDS;
use super::hit::Hit;
use super::judge::{Judgement, Kept};
use super::phrases::Stream;
use super::rules::{Rules, SignOwner};
use crate::call::{Millis, Points, Role};
use crate::text::Text;

/// What guards and signals need to know of a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The side that speaks.
    pub role: Role,
    /// Words between blanks.
    pub words: u32,
    /// When it starts; from the words before where the export has no times.
    pub at: Millis,
    /// Questions in it.
    pub questions: u32,
    /// Some clause is a question.
    pub asks: bool,
    /// One of them is open: it holds *what*, *when*, *where*, *which*, *who*, *why*, or *how* but for *how are* and *how is*.
    pub asks_openly: bool,
    /// Clauses with a word of buying or offering.
    pub anchors: u32,
    /// The first of them, counted over the whole call.
    pub first_anchor: Option<u32>,
}

/// A sign found in a clause; tokens count over the whole call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) owner: SignOwner,
    first: u32,
    end: u32,
}

/// The surroundings of a hit.
pub struct Scene<'s> {
    pub(super) text: &'s Text,
    pub(super) rules: &'s Rules,
    clause: u32,
    signs: Vec<Sign>,
    /// Turns and hits so far, for guards that look back; empty while clauses are judged.
    pub(super) facts: &'s [Facts],
    pub(super) kept: &'s [Kept],
    pub(super) weights: &'s [Points],
    /// First kept hit of each turn, and the total.
    pub(super) bounds: &'s [u32],
    /// A turn that counts as not said.
    pub(super) skip: Option<u32>,
    guard: usize,
    /// The place of the hit that is weighed.
    place: usize,
}

impl<'s> Scene<'s> {
    /// The scene of one clause, without a look at other turns.
    pub(super) fn of_clause(clause: usize, found: &Found, text: &'s Text, rules: &'s Rules) -> Self {
        let clause = u32::try_from(clause).unwrap_or(u32::MAX);
        Self { clause, signs: Self::signs_of(clause, found, text, rules), ..Self::of_turns(text, rules, &[]) }
    }

    /// The scene of turns before any hit is weighed.
    pub(super) fn of_turns(text: &'s Text, rules: &'s Rules, facts: &'s [Facts]) -> Self {
        Self {
            text,
            rules,
            clause: 0,
            signs: Vec::new(),
            facts,
            kept: &[],
            weights: &[],
            bounds: &[],
            skip: None,
            guard: 0,
            place: 0,
        }
    }

    /// Every sign in a clause.
    pub(super) fn signs_of(clause: u32, found: &Found, text: &Text, rules: &Rules) -> Vec<Sign> {
        let mut signs = Vec::new();
        let Some(bounds) = text.clauses().get(clause as usize) else { return signs };
        let one = std::iter::once((bounds.first as usize, bounds.end as usize));
        rules.signs.find(&found.ids, one, &rules.words, &mut Stream::default(), |_, found| {
            if let Some(&owner) = rules.sign_owners.get(found.phrase) {
                let narrow = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
                signs.push(Sign { owner, first: narrow(found.first), end: narrow(found.end) });
            }
        });
        signs
    }

    /// The same turns with the hits weighed so far, to weigh the one at `place`.
    pub(super) fn over<'t>(&self, judged: &'t Judgement, weights: &'t [Points], place: usize) -> Scene<'t>
    where
        's: 't,
    {
        Scene { kept: &judged.kept, bounds: &judged.bounds, weights, place, signs: Vec::new(), ..*self }
    }

    /// Asks a guard.
    pub(super) fn fires(&mut self, guard: usize, hit: &Hit) -> bool {
        self.guard = guard;
        GUARDS.get(guard).is_some_and(|guard| guard.fires(hit, self))
    }

    fn own(&self, owner: SignOwner) -> impl Iterator<Item = &Sign> {
        self.signs.iter().filter(move |sign| sign.owner == owner)
    }

    // What clause guards ask.

    /// One of the guard's signs stands in the clause.
    #[must_use]
    pub fn has_sign(&self) -> bool {
        self.own(SignOwner::Fires(self.guard)).next().is_some()
    }

    /// One of its signs ends before the hit.
    #[must_use]
    pub fn sign_before(&self, hit: &Hit) -> bool {
        self.own(SignOwner::Fires(self.guard)).any(|sign| sign.end <= hit.first)
    }

    /// One of its signs begins before the hit, or among the hit's first `words` words.
    #[must_use]
    pub fn sign_up_to(&self, hit: &Hit, words: usize) -> bool {
        let words = u32::try_from(words).unwrap_or(u32::MAX);
        self.own(SignOwner::Fires(self.guard)).any(|sign| sign.first < hit.first.saturating_add(words))
    }

    /// One of its signs stands among the `words` words before the hit; a *no,* that answers is none.
    #[must_use]
    pub fn sign_within(&self, hit: &Hit, words: usize) -> bool {
        let earliest = hit.first.saturating_sub(u32::try_from(words).unwrap_or(u32::MAX));
        let clause = self.text.clauses().get(self.clause as usize);
        let answer = clause.filter(|clause| clause.opens_with_no).map(|clause| clause.first);
        self.own(SignOwner::Fires(self.guard))
            .any(|sign| sign.end <= hit.first && sign.end > earliest && Some(sign.first) != answer)
    }

    /// One of its cancels stands in the clause.
    #[must_use]
    pub fn has_cancel(&self) -> bool {
        self.own(SignOwner::Cancels(self.guard)).next().is_some()
    }

    /// One of its cancels ends before the hit, behind a sign.
    #[must_use]
    pub fn cancel_before(&self, hit: &Hit) -> bool {
        self.own(SignOwner::Cancels(self.guard)).any(|sign| {
            sign.end <= hit.first && self.own(SignOwner::Fires(self.guard)).any(|earlier| earlier.first < sign.first)
        })
    }

    /// One of the lexicon's `unless` phrases stands in the clause.
    #[must_use]
    pub fn has_unless(&self, hit: &Hit) -> bool {
        self.own(SignOwner::Unless(hit.lexicon)).next().is_some()
    }

    /// The clause is a question.
    #[must_use]
    pub fn is_question(&self) -> bool {
        self.text.clauses().get(self.clause as usize).is_some_and(|clause| clause.is_question)
    }

    // What turn guards ask.

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

    /// A hit the guard listens for, of some weight, in the `turns` turns before (and not longer ago than `ago`).
    #[must_use]
    pub fn heard(&self, turn: u32, turns: u32, ago: Option<Millis>) -> bool {
        self.heard_for(self.guard, turn, turns, ago, Points::ZERO)
    }

    /// The same with a weight over `least`.
    #[must_use]
    pub fn heard_over(&self, turn: u32, turns: u32, least: Points) -> bool {
        self.heard_for(self.guard, turn, turns, None, least)
    }

    /// The buyer asked to be told: requests, buying questions and next steps in the last six turns and ten minutes.
    #[must_use]
    pub fn on_request(&self, hit: &Hit) -> bool {
        /// Turns; METHOD 2.3.
        const TURNS: u32 = 6;
        /// Ten minutes; METHOD 2.3.
        const AGO: Millis = Millis(600_000);
        self.heard_for(self.rules.places.on_request, hit.turn, TURNS, Some(AGO), Points::ZERO)
    }

    fn heard_for(&self, guard: usize, turn: u32, turns: u32, ago: Option<Millis>, least: Points) -> bool {
        let now = self.turn(turn).map_or(Millis(0), |facts| facts.at);
        for earlier in (turn.saturating_sub(turns)..turn).rev() {
            let then = self.turn(earlier).map_or(Millis(0), |facts| facts.at);
            if ago.is_some_and(|ago| now.0 - then.0 > ago.0) {
                return false;
            }
            if Some(earlier) == self.skip {
                continue;
            }
            let bound = |turn: u32| self.bounds.get(turn as usize).map_or(0, |&bound| bound as usize);
            for place in bound(earlier)..bound(earlier + 1) {
                let weighs = self.weights.get(place).is_some_and(|&weight| weight > least);
                if weighs && self.kept.get(place).is_some_and(|kept| self.rules.listens(guard, kept.hit.lexicon)) {
                    return true;
                }
            }
        }
        false
    }

    /// One of the guard's signs, or a topic that the hit's lexicon names, stands in the turn before.
    #[must_use]
    pub fn sign_in_turn_before(&self, hit: &Hit) -> bool {
        if hit.turn.checked_sub(1) == self.skip {
            return false;
        }
        let kept = self.kept.get(self.place).filter(|kept| kept.hit == *hit);
        kept.is_some_and(|kept| kept.preceded.has(self.guard))
    }
}
