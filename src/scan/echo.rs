//! What a left-out turn can do to the hits around it: only those turns are weighed again.
//!
//! A guard looks back at the turn before, at the turn that one speaks to, or for hits of some lexicons in the turns before.
//! So a turn weighs what it weighed unless it stands right behind the left-out one, spoke to it, or asks for hits of which
//! the left-out turn, or one that now weighs something else, has any. Of the fourteen turns within [`ECHO`] that leaves
//! about two. The weights themselves are [`Scales::weigh`]'s alone.

use super::exchange::turned_away;
use super::guard::GUARDS;
use super::weigh::{ECHO, Scales, Weights};
use crate::call::narrow;

/// By turn, what its hits can hear and what can be heard of them.
pub struct Echo<'e> {
    scales: Scales<'e>,
    whole: &'e Weights,
    turns: Vec<Ears>,
}

/// A turn in which something is other than in the whole call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The turn.
    pub turn: u32,
    /// Some hit weighs something else; if not, the turn speaks to another one.
    pub weighs: bool,
}

/// Guards, a bit each.
#[derive(Clone, Copy, Debug, Default)]
struct Ears {
    /// Those that listen for one of its hits.
    heard_by: u32,
    /// Those that may be asked about one of its hits and look at earlier turns.
    asks: u32,
    /// It says back what the buyer confirms in the turn behind it.
    is_confirmed: bool,
}

impl<'e> Echo<'e> {
    /// The echo of a call that weighs `whole`.
    #[must_use]
    pub fn of(scales: Scales<'e>, whole: &'e Weights) -> Self {
        let rules = scales.rules;
        let mut known: Vec<Option<Ears>> = vec![None; rules.lexicons().len()];
        let mut turns = vec![Ears::default(); scales.facts.len()];
        for kept in &scales.judged.kept {
            let (lexicon, turn) = (kept.hit.lexicon, kept.hit.turn as usize);
            let (Some(known), Some(turn)) = (known.get_mut(usize::from(lexicon.0)), turns.get_mut(turn)) else {
                continue;
            };
            let ears = known.get_or_insert_with(|| {
                let listening = (0..GUARDS.len()).filter(|&guard| rules.listens(guard, lexicon));
                let asked = rules.turn_guards_of(lexicon).iter().map(|&(guard, _)| guard);
                // Any guard may ask whether the buyer asked to be told.
                let on_request = asked.clone().next().map(|_| rules.places.on_request);
                let bits = |bits: u32, guard: usize| bits | 1 << guard;
                Ears {
                    heard_by: listening.fold(0, bits),
                    asks: asked.chain(on_request).fold(0, bits),
                    is_confirmed: false,
                }
            });
            turn.heard_by |= ears.heard_by;
            turn.asks |= ears.asks;
            turn.is_confirmed |= kept.hit.confirmed;
        }
        Self { scales, whole, turns }
    }

    /// Weighs what the absence of a turn can change; `weights` are those of the whole call before. Appends every turn that
    /// weighs something else then or speaks to another turn, rising, and the left-out turn itself.
    pub fn without(&self, skip: u32, weights: &mut Weights, changed: &mut Vec<Changed>) {
        let last = narrow(self.turns.len());
        let mut heard_by = 0;
        // By distance: the turns that speak to another one then.
        let away = turned_away(self.scales.facts, skip).fold(0u32, |away, turn| away | 1 << (turn - skip));
        for turn in skip.saturating_sub(1)..(skip + ECHO).min(last) {
            let Some(ears) = self.turns.get(turn as usize) else { continue };
            let (is_other, answers) = if turn < skip {
                (ears.is_confirmed, false)
            } else if turn == skip {
                (true, true)
            } else {
                let answers = away >> (turn - skip) & 1 == 1;
                (ears.asks != 0 && (turn == skip + 1 || ears.asks & heard_by != 0) || answers, answers)
            };
            let is_other = is_other && self.weigh(turn, skip, weights);
            if is_other {
                heard_by |= ears.heard_by;
            }
            if is_other || answers {
                changed.push(Changed { turn, weighs: is_other || turn == skip });
            }
        }
    }

    /// Weighs a turn again. Does anything in it weigh something else?
    fn weigh(&self, turn: u32, skip: u32, weights: &mut Weights) -> bool {
        let hits = self.scales.hits_of(turn);
        if hits.is_empty() {
            return false;
        }
        self.scales.weigh(turn..turn + 1, Some(skip), weights);
        let is_same = weights.weight.get(hits.clone()) == self.whole.weight.get(hits.clone())
            && weights.fired.get(hits.clone()) == self.whole.fired.get(hits);
        !is_same
    }

    /// Gives some turns back the weights of the whole call.
    pub fn restore(&self, changed: &[Changed], weights: &mut Weights) {
        for place in changed.iter().flat_map(|changed| self.scales.hits_of(changed.turn)) {
            weights.weight[place] = self.whole.weight[place];
            weights.fired[place] = self.whole.fired[place];
        }
    }
}
