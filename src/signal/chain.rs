//! Steps of an order rule laid over a call: what stands where, and what belongs to a whole row of steps.
//!
//! Each step has its spots: hits, or whole turns. A run is as many spots in a row as the step wants. Forward, a run
//! stays if a run of the step before stands where the step says; backward, if one of the next step follows it. What
//! stays belongs to a whole row. The nearest run always serves best, so that one look each is enough, but for
//! `same noun`, whose windows are short.
//!
//! A stretch of the call may be looked at alone. Each step looks only where it can follow the step before, and what must
//! not be there is looked for until the first: a reading asks some rules hundreds of times a call.

use std::ops::Range;

use super::Talk;
use crate::call::{Role, narrow};
use crate::lexicon::OrderRule;
use crate::lexicon::step::{Sight, Step, When};
use crate::scan::Exchange;
use crate::text::{is_content, singular};

/// Where something stands: a hit by its place, or a whole turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) turn: u32,
    /// First and last clause.
    pub(super) clauses: (u32, u32),
    /// The hit; none for a whole turn.
    pub(super) hit: Option<usize>,
}

/// Spots in a row, by their places in the step's spots: the first and the last.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: usize,
    last: usize,
}

/// The spots of one step and the runs among them that still hold.
struct Found {
    spots: Vec<Spot>,
    /// `None` where one spot is a run: then those that hold are all the spots there are.
    runs: Option<Vec<Run>>,
    /// What must not stand between a run of the step before and one of these, by what it is.
    without: Vec<Vec<Spot>>,
}

/// All that belongs to whole rows of a rule's steps in a stretch of turns.
pub(super) struct Chain<'r> {
    rows: Vec<Found>,
    /// The first line of the rule that does not hold there.
    pub(super) broken: Option<&'r Sight>,
    /// Of a rule that is a share: turns of the first step that somebody of the second step's side answered at all.
    pub(super) answered: usize,
}

/// How far behind the next turn of a side may stand, in turns.
pub(super) const BEHIND: u32 = 2;

/// Every turn of a call.
pub(super) const WHOLE: Range<u32> = 0..u32::MAX;

impl<'r> Chain<'r> {
    /// Lays the steps over a stretch of turns.
    pub(super) fn of(rule: &'r OrderRule, talk: &Talk<'_>, stretch: &Range<u32>) -> Self {
        let mut chain = Self { rows: Vec::new(), broken: None, answered: 0 };
        for step in &rule.steps {
            let found = match chain.rows.last() {
                None => Found::of(step, talk, stretch),
                Some(before) => {
                    // Behind the step before, and as near as it must be; runs over the edge would not follow anyway.
                    let near = near(step, before, stretch);
                    let mut found = Found::of(step, talk, &near);
                    if !found.is_empty() {
                        let without: Vec<Vec<Spot>> =
                            step.without.iter().map(|sight| spots(sight, false, talk, &near)).collect();
                        let link = Link { step, without: &without, talk };
                        found.retain(|run| link.follows(before, run));
                        found.without = without;
                    }
                    found
                }
            };
            if chain.rows.is_empty()
                && let (true, Some(second)) = (rule.share, rule.steps.get(1))
            {
                let answers = |turn: &u32| next_turn(*turn, second.sight.side, talk).is_some();
                chain.answered = turns(found.held()).filter(answers).count();
            }
            if found.is_empty() {
                chain.broken = Some(&step.sight);
                return chain;
            }
            if chain.rows.is_empty() {
                chain.rows.reserve_exact(rule.steps.len());
            }
            chain.rows.push(found);
        }
        chain.broken = rule.never.iter().find(|sight| is_seen(sight, talk, stretch));
        if chain.broken.is_none() {
            for (number, step) in rule.steps.iter().enumerate().skip(1).rev() {
                let (before, later) = chain.rows.split_at_mut(number);
                if let (Some(before), Some(later)) = (before.last_mut(), later.first()) {
                    let link = Link { step, without: &later.without, talk };
                    before.retain(|run| link.is_followed(run, later));
                }
            }
        }
        chain
    }

    /// The spots of a step that belong to whole rows, in order.
    pub(super) fn step(&self, number: usize) -> impl Iterator<Item = Spot> {
        let whole = self.rows.get(number).filter(|_| self.broken.is_none());
        whole.into_iter().flat_map(Found::held)
    }
}

/// Does something stand there that the sight looks for?
pub(super) fn is_seen(sight: &Sight, talk: &Talk<'_>, stretch: &Range<u32>) -> bool {
    look(sight, false, talk, stretch, &mut |_| false)
}

/// Where a step can follow the step before.
fn near(step: &Step, before: &Found, stretch: &Range<u32>) -> Range<u32> {
    let first = before.run(0).map_or(0, |(begin, _)| begin.turn);
    let last = before.len().checked_sub(1).and_then(|last| before.run(last)).map_or(0, |(_, end)| end.turn);
    let end = match step.when {
        When::Next => last.saturating_add(BEHIND + 1),
        When::Within(turns) => last.saturating_add(turns + 1),
        When::Anywhere | When::First | When::Then => stretch.end,
    };
    first..end.min(stretch.end)
}

impl Found {
    /// All that a step finds in a stretch of turns.
    fn of(step: &Step, talk: &Talk<'_>, stretch: &Range<u32>) -> Self {
        let spots = spots(&step.sight, step.when == When::First, talk, stretch);
        let runs = || (step.times..=spots.len()).map(|end| Run { first: end - step.times, last: end - 1 });
        Self { runs: (step.times != 1).then(|| runs().collect()), spots, without: Vec::new() }
    }

    /// How many runs hold.
    fn len(&self) -> usize {
        self.runs.as_ref().map_or(self.spots.len(), Vec::len)
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first and the last spot of a run that holds.
    fn run(&self, number: usize) -> Option<(Spot, Spot)> {
        let Some(runs) = &self.runs else { return self.spots.get(number).map(|spot| (*spot, *spot)) };
        ends(&self.spots, *runs.get(number)?)
    }

    /// How many runs come before the first of which `is_past` says no: it says so of all behind it.
    fn partition(&self, is_past: impl Fn((Spot, Spot)) -> bool) -> usize {
        match &self.runs {
            None => self.spots.partition_point(|spot| is_past((*spot, *spot))),
            Some(runs) => runs.partition_point(|run| ends(&self.spots, *run).is_some_and(&is_past)),
        }
    }

    /// Keeps those runs that hold.
    fn retain(&mut self, holds: impl Fn((Spot, Spot)) -> bool) {
        match &mut self.runs {
            None => self.spots.retain(|spot| holds((*spot, *spot))),
            Some(runs) => runs.retain(|run| ends(&self.spots, *run).is_some_and(&holds)),
        }
    }

    /// The spots of all runs that hold, in order, each once.
    fn held(&self) -> impl Iterator<Item = Spot> {
        let alone = self.spots.iter().filter(|_| self.runs.is_none());
        let mut next = 0;
        let in_runs = self.runs.iter().flatten().flat_map(move |run| {
            let here = run.first.max(next)..run.last + 1;
            next = run.last + 1;
            self.spots.get(here).unwrap_or_default()
        });
        alone.chain(in_runs).copied()
    }
}

/// The turns of spots, each once.
pub(super) fn turns(spots: impl Iterator<Item = Spot>) -> impl Iterator<Item = u32> {
    let mut last = None;
    spots.map(|spot| spot.turn).filter(move |&turn| last.replace(turn) != Some(turn))
}

/// How a step hangs on the step before.
struct Link<'l> {
    step: &'l Step,
    /// What must not stand between, by clause.
    without: &'l [Vec<Spot>],
    talk: &'l Talk<'l>,
}

impl Link<'_> {
    /// Does a run stand where the step says, seen from some run of the step before?
    fn follows(&self, before: &Found, (from, to): (Spot, Spot)) -> bool {
        let earlier = before.partition(|(_, end)| self.is_past(end, from));
        let mut near = (0..earlier).rev().filter_map(|run| before.run(run));
        if self.step.shares_noun {
            near.take_while(|(_, end)| self.reaches(*end, from, to)).any(|begun| self.holds(begun, (from, to)))
        } else {
            near.next().is_some_and(|begun| self.holds(begun, (from, to)))
        }
    }

    /// Does some run of the step stand where it says, seen from this run of the step before?
    fn is_followed(&self, (from, to): (Spot, Spot), later: &Found) -> bool {
        let before = later.partition(|(begin, _)| !self.is_past(to, begin));
        let mut near = (before..later.len()).filter_map(|run| later.run(run));
        if self.step.shares_noun {
            near.take_while(|(begin, end)| self.reaches(to, *begin, *end)).any(|other| self.holds((from, to), other))
        } else {
            near.next().is_some_and(|other| self.holds((from, to), other))
        }
    }

    /// Does the later spot stand behind the earlier one, as far as the step's kind of place asks?
    fn is_past(&self, earlier: Spot, later: Spot) -> bool {
        match self.step.when {
            When::Next | When::Within(_) => earlier.turn < later.turn,
            When::Anywhere | When::First | When::Then => earlier.clauses.1 < later.clauses.0,
        }
    }

    /// Is it near enough?
    fn reaches(&self, earlier: Spot, begin: Spot, end: Spot) -> bool {
        match self.step.when {
            When::Next => {
                begin.turn == end.turn && next_turn(earlier.turn, self.step.sight.side, self.talk) == Some(end.turn)
            }
            When::Within(turns) => end.turn - earlier.turn <= turns,
            When::Anywhere | When::First | When::Then => true,
        }
    }

    fn holds(&self, (from, to): (Spot, Spot), (begin, end): (Spot, Spot)) -> bool {
        // A hit that is a step itself stands between nothing.
        let own = [from, to, begin, end];
        let is_between = |spots: &Vec<Spot>| {
            let first = spots.partition_point(|spot| spot.clauses.1 < from.clauses.0);
            let mut here = spots.iter().skip(first).take_while(|spot| spot.clauses.0 <= end.clauses.1);
            here.any(|spot| !own.contains(spot))
        };
        self.reaches(to, begin, end)
            && !self.without.iter().any(is_between)
            && (!self.step.shares_noun || share_a_noun(to, begin, self.talk))
    }
}

fn ends(spots: &[Spot], run: Run) -> Option<(Spot, Spot)> {
    Some((*spots.get(run.first)?, *spots.get(run.last)?))
}

/// All that a step looks for in a stretch of turns, in order; the first alone, or nothing if the first is not what the step
/// says.
fn spots(sight: &Sight, first: bool, talk: &Talk<'_>, stretch: &Range<u32>) -> Vec<Spot> {
    let mut spots = Vec::new();
    look(sight, first, talk, stretch, &mut |spot| {
        spots.push(spot);
        true
    });
    spots
}

/// Shows every spot, in order, until one is enough: then `is_not_enough` says no. Was one enough?
fn look(
    sight: &Sight,
    first: bool,
    talk: &Talk<'_>,
    stretch: &Range<u32>,
    is_not_enough: &mut dyn FnMut(Spot) -> bool,
) -> bool {
    let fits = |spot: &Spot| {
        talk.scales.facts.get(spot.turn as usize).is_some_and(|facts| {
            sight.side.is_none_or(|side| side == facts.role)
                && facts.words >= sight.least_words
                && sight.most_words.is_none_or(|most| facts.words <= most)
                && sight.asks.is_none_or(|asks| asks == facts.asks())
        })
    };
    if sight.names.is_empty() {
        let last = narrow(talk.scales.facts.len());
        let said = (stretch.start..stretch.end.min(last)).filter(|turn| Some(*turn) != talk.skip);
        let mut spots = said.filter_map(|turn| whole_turn(turn, talk)).filter(fits);
        return spots.any(|spot| !is_not_enough(spot));
    }
    let is_felt = |place: &usize| {
        talk.weight(*place) >= sight.weight
            && talk.force(*place) >= sight.force
            && sight.guards.iter().all(|&(guard, fired)| talk.has_fired(*place, guard) == fired)
    };
    // Of a turn and not of a hit: a second push that a guard has weakened must not vanish behind a first one that answers.
    let places = talk.groups.sight(sight.number);
    let from = |turn: u32| match turn {
        0 => 0,
        u32::MAX => places.len(),
        turn => places.partition_point(|&place| talk.turn_of(place as usize) < turn),
    };
    let here = |turns: &Range<u32>| places.get(from(turns.start)..from(turns.end)).unwrap_or_default();
    let is_unasked = |place: &usize| {
        let turn = talk.turn_of(*place);
        talk.heavy(here(&(turn..turn + 1))).any(|place| talk.exchange(place) == Exchange::Volunteered)
    };
    let is_felt = |place: &usize| is_felt(place) && (!sight.unasked || is_unasked(place));
    let mut felt = talk.heavy(here(stretch)).filter(is_felt).map(|place| {
        let hit = &talk.kept(place).hit;
        Spot { turn: hit.turn, clauses: (hit.clause, hit.clause), hit: Some(place) }
    });
    let mut show = |spot: Spot| fits(&spot) && !is_not_enough(spot);
    if first { felt.next().is_some_and(show) } else { felt.any(&mut show) }
}

fn whole_turn(turn: u32, talk: &Talk<'_>) -> Option<Spot> {
    let clauses = talk.scales.text.clauses_of(turn as usize);
    (!clauses.is_empty()).then(|| Spot { turn, clauses: (narrow(clauses.start), narrow(clauses.end - 1)), hit: None })
}

/// The next turn, or the side's next, if it stands near.
fn next_turn(turn: u32, side: Option<Role>, talk: &Talk<'_>) -> Option<u32> {
    (turn + 1..=turn + BEHIND).find(|&next| {
        let facts = talk.scales.facts.get(next as usize).filter(|_| Some(next) != talk.skip);
        facts.is_some_and(|facts| side.is_none_or(|side| side == facts.role))
    })
}

/// Do the clauses of two spots share a word of some content, but for a plural's `s`?
fn share_a_noun(earlier: Spot, later: Spot, talk: &Talk<'_>) -> bool {
    let text = talk.scales.text;
    let words = |spot: Spot| {
        let clauses = text.clauses().get(spot.clauses.0 as usize..=spot.clauses.1 as usize).unwrap_or_default();
        let words = clauses.iter().flat_map(|clause| text.words_of(clause));
        words.map(singular).filter(|word| is_content(word))
    };
    words(earlier).any(|word| words(later).any(|other| other == word))
}
