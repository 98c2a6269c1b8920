//! What the structural signals come to in a talk, kept so that a change of it asks only those that it can touch.
//!
//! A reading without one turn, or without some hits, changes the weights of a few hits that stand close together. Each
//! signal says of which lexicons it hears hits, and each turn which signals hear any of its hits; a signal that hears none
//! of those that changed comes to what it came to before. Of an order rule whose rows have a longest reach only the
//! stretches around the change are counted, once as they were and once as they are. Nothing is measured here: that do
//! [`Structural::worth`] and the rows of a rule.

use std::ops::Range;

use super::chain::{BEHIND, WHOLE};
use super::sequence::{Rows, reach};
use super::{COMPUTED, Groups, Measured, Structural, Talk, Tally, Worth};
use crate::call::Role;
use crate::lexicon::OrderRule;
use crate::scan::{LexiconId, Rules};

/// A turn in which something changed, and the signals that may hear of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The turn.
    pub turn: u32,
    /// The signals, a bit each.
    ears: u64,
}

/// The structural signals of a talk with what they come to. Order rules that only show are left out: they have neither
/// points nor a part in any ruling.
pub struct Standing<'s> {
    rows: Vec<Row<'s>>,
    /// By lexicon: the signals that hear its hits.
    of_lexicon: &'s [[u64; 6]],
    /// By turn: the signals that hear any of its kept hits.
    of_turn: Vec<Ears>,
}

/// Signals that hear a hit, a bit each.
#[derive(Clone, Copy, Debug, Default)]
struct Ears {
    /// What it weighs.
    hits: u64,
    /// In which exchange it was said.
    exchange: u64,
    /// By the side of the next turn, sellers first: what that turn is.
    leads: [u64; 4],
}

impl Ears {
    /// Those that hear hits of a lexicon, of all signals that weigh, in use or not.
    fn of(lexicon: LexiconId, rules: &Rules, groups: &Groups<'_>) -> [u64; 6] {
        let bits = |hears: &dyn Fn(&dyn Structural) -> bool| {
            let hearing = weighing(rules).enumerate().filter(|(_, (signal, _))| hears(*signal));
            hearing.fold(0, |ears, (number, _)| ears | bit(number))
        };
        let leads = |side: Role| bits(&|signal| signal.leads(lexicon, side, groups));
        let [sellers, buyers, others, unknown] = SIDES.map(leads);
        let hits = bits(&|signal| signal.hears(lexicon, groups));
        [hits, bits(&|signal| signal.hears_exchange(lexicon)), sellers, buyers, others, unknown]
    }

    fn and(&mut self, [hits, exchange, leads @ ..]: &[u64; 6]) {
        self.hits |= hits;
        self.exchange |= exchange;
        self.leads.iter_mut().zip(leads).for_each(|(leads, more)| *leads |= more);
    }
}

/// All structural signals that may add points, with the rule that one is.
fn weighing(rules: &Rules) -> impl Iterator<Item = (&dyn Structural, Option<&OrderRule>)> {
    let orders = rules.orders().iter().filter(|rule| rule.weighs());
    COMPUTED.iter().map(|signal| (*signal, None)).chain(orders.map(|rule| (rule as &dyn Structural, Some(rule))))
}

struct Row<'s> {
    signal: &'s dyn Structural,
    /// Its bit among the ears.
    bit: u64,
    worth: Option<Worth>,
    local: Option<Local<'s>>,
    /// Of an order rule, which asks nothing else of a left-out turn: must it be asked whatever turn is left out?
    misses: Option<bool>,
}

/// An order rule whose rows have a longest reach, with the rows of the whole call.
struct Local<'s> {
    rule: &'s OrderRule,
    reach: u32,
    rows: Rows,
    /// With fewer hits there is no row that was not there before.
    shrinks: bool,
    /// By first turn, of the turns that are [`KNOWN`] apart the last one: the stretch that was counted last and its rows in
    /// the whole call.
    known: Vec<Option<(Range<u32>, Rows)>>,
}

/// Stretches that are kept of a rule at most: in a call of a day only some of the turns are left out.
const KNOWN: usize = 1024;

impl<'s> Standing<'s> {
    /// What they come to in a whole talk; `measured` holds that by row of [`structural`](super::structural).
    #[must_use]
    pub fn of(talk: &Talk<'s>, measured: &[Option<Measured>]) -> Self {
        let rules = talk.scales.rules;
        let in_use = |signal: &dyn Structural| !rules.leaves_out(signal.id());
        // Rules that only show are measured, too.
        let orders = rules.orders().iter().filter(|rule| in_use(*rule)).map(OrderRule::weighs);
        let weighs = COMPUTED.iter().filter(|signal| in_use(**signal)).map(|_| true).chain(orders);
        let measured = weighs.zip(measured).filter(|(weighs, _)| *weighs).map(|(_, measured)| measured);
        let in_use = weighing(rules).enumerate().filter(|(_, (signal, _))| in_use(*signal));
        let mut rows = Vec::new();
        for ((number, (signal, rule)), measured) in in_use.zip(measured) {
            // A rule that finds nothing at all may still find something where less is said.
            let local = rule.and_then(|rule| {
                let reach = reach(rule)?;
                let shrinks = rule.steps.iter().all(|step| step.without.is_empty());
                Some(Local { rule, reach, rows: Rows::of(rule, talk, &WHOLE), shrinks, known: Vec::new() })
            });
            let misses = rule.map(|rule| rule.misses(Some(0), talk));
            rows.push(Row { signal, bit: bit(number), worth: measured.as_ref().map(Measured::worth), local, misses });
        }
        let ids = (0..).map(LexiconId).zip(rules.lexicons());
        let ears = || ids.map(|(id, _)| Ears::of(id, rules, talk.groups)).collect();
        let of_lexicon = rules.told.ears.get_or_init(ears);
        let mut of_turn = vec![Ears::default(); talk.scales.facts.len()];
        for kept in &talk.scales.judged.kept {
            let ears = of_lexicon.get(usize::from(kept.hit.lexicon.0));
            if let Some((turn, ears)) = of_turn.get_mut(kept.hit.turn as usize).zip(ears) {
                turn.and(ears);
            }
        }
        Self { rows, of_lexicon, of_turn }
    }

    /// Some hit of a turn changed, or the turn is left out.
    #[must_use]
    pub fn turn(&self, turn: u32) -> Touch {
        Touch { turn, ears: self.of_turn.get(turn as usize).map_or(0, |ears| ears.hits) }
    }

    /// No hit of a turn changed, but some was said in another exchange.
    #[must_use]
    pub fn exchange(&self, turn: u32) -> Touch {
        Touch { turn, ears: self.of_turn.get(turn as usize).map_or(0, |ears| ears.exchange) }
    }

    /// The turns before a left-out one, with the signals for which that was the next turn.
    pub fn before(&self, skip: u32, talk: &Talk<'_>) -> impl Iterator<Item = Touch> {
        let side = |turn: u32| talk.scales.facts.get(turn as usize).map_or(Role::Unknown, |facts| facts.role);
        let next = SIDES.iter().position(|role| *role == side(skip)).unwrap_or_default();
        // A turn of the same side in between is nearer.
        let is_next = move |turn: &u32| (*turn + 1..skip).all(|between| side(between) != side(skip));
        let touch = move |turn: u32| Touch {
            turn,
            ears: self.of_turn.get(turn as usize).map_or(0, |ears| ears.leads.get(next).copied().unwrap_or_default()),
        };
        (skip.saturating_sub(BEHIND)..skip).filter(is_next).map(touch)
    }

    /// A hit of a turn changed.
    #[must_use]
    pub fn hit(&self, turn: u32, lexicon: LexiconId) -> Touch {
        Touch { turn, ears: self.of_lexicon.get(usize::from(lexicon.0)).map_or(0, |[hits, ..]| *hits) }
    }

    /// Tells of every signal that comes to something else in `less`, whose sums are `tally`: what it is, what it came to in
    /// the `whole` talk, and what it comes to now. `touched` are all turns in which a hit weighs something else, was said
    /// in another exchange, or can see another next turn; rising. Where no turn is left out, hits may only weigh nothing.
    pub fn changes(
        &mut self,
        whole: &Talk<'_>,
        less: &Talk<'_>,
        tally: &Tally,
        touched: &[Touch],
        mut tell: impl FnMut(&dyn Structural, Option<Worth>, Option<Worth>),
    ) {
        let ears = touched.iter().fold(0, |ears, touch| ears | touch.ears);
        for row in &mut self.rows {
            let misses = match row.misses {
                Some(misses) => misses && less.skip.is_some(),
                None => row.signal.misses(less.skip, less),
            };
            let now = match &mut row.local {
                _ if !misses && ears & row.bit == 0 => continue,
                Some(local) if !misses => {
                    let heard = touched.iter().filter(|touch| touch.ears & row.bit != 0).map(|touch| touch.turn);
                    local.less(whole, less, heard).worth(local.rule)
                }
                _ => row.signal.worth(less, tally),
            };
            if now != row.worth {
                tell(row.signal, row.worth, now);
            }
        }
    }
}

/// Every side, in the order of [`Ears`].
const SIDES: [Role; 4] = [Role::Seller, Role::Buyer, Role::Other, Role::Unknown];

/// The bit of a signal; those of a team with very many rules share the last one.
fn bit(row: usize) -> u64 {
    1 << row.min(63)
}

impl Local<'_> {
    /// The rows without what is left out, those near the turns that are heard of counted anew.
    fn less(&mut self, whole: &Talk<'_>, less: &Talk<'_>, heard: impl Iterator<Item = u32>) -> Rows {
        // A row near a change is counted right if all that its steps can see is there: two reaches. One that is farther
        // away and cut off by the edge of the stretch is cut off both times alike.
        let reach = 2 * self.reach;
        let around = |turn: u32| turn.saturating_sub(reach)..turn.saturating_add(reach + 1);
        let (mut rows, mut open) = (self.rows, None);
        for next in heard.map(around) {
            match &mut open {
                Some(Range { end, .. }) if next.start <= *end => *end = (*end).max(next.end),
                _ => {
                    rows = open.replace(next).map_or(rows, |stretch| self.counted_anew(rows, whole, less, &stretch));
                }
            }
        }
        open.map_or(rows, |stretch| self.counted_anew(rows, whole, less, &stretch))
    }

    /// Some rows, of which those of a stretch are replaced.
    fn counted_anew(&mut self, rows: Rows, whole: &Talk<'_>, less: &Talk<'_>, stretch: &Range<u32>) -> Rows {
        let before = self.before(whole, stretch);
        // Most hits are no part of a row, alone or together: half of all readings without hits end here.
        if self.shrinks && less.skip.is_none() && before == Rows::default() {
            return rows;
        }
        rows.with(before, Rows::of(self.rule, less, stretch))
    }

    /// The rows of a stretch of the whole call: the hits of a turn are taken away again and again.
    fn before(&mut self, whole: &Talk<'_>, stretch: &Range<u32>) -> Rows {
        if self.known.is_empty() {
            self.known.resize(whole.scales.facts.len().min(KNOWN), None);
        }
        let Some(known) = self.known.get_mut(stretch.start as usize % KNOWN) else {
            return Rows::of(self.rule, whole, stretch);
        };
        match known {
            Some((known, rows)) if known == stretch => *rows,
            _ => known.insert((stretch.clone(), Rows::of(self.rule, whole, stretch))).1,
        }
    }
}
