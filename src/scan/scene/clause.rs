//! What a guard sees of the clause of a hit, and of the clauses beside it.

use super::{Cause, Listener};
use crate::call::{Role, narrow};
use crate::scan::guard::GUARDS;
use crate::scan::hit::Hit;
use crate::scan::signs::{Sign, SignOwner};
use crate::text::Clause;

/// A clause with the signs in it. One scene goes from clause to clause.
pub struct ClauseScene<'s> {
    pub(in crate::scan) listener: Listener<'s>,
    clause: u32,
    signs: &'s [Sign],
    guard: usize,
}

impl<'s> ClauseScene<'s> {
    /// A scene that looks at nothing yet.
    pub(in crate::scan) fn new(listener: Listener<'s>) -> Self {
        Self { listener, clause: u32::MAX, signs: &[], guard: 0 }
    }

    /// Looks at a clause.
    pub(in crate::scan) fn look_at(&mut self, clause: usize) {
        self.clause = narrow(clause);
        self.signs = self.listener.found.signs.of(self.clause);
    }

    /// Asks a guard.
    pub(in crate::scan) fn fires(&mut self, guard: usize, hit: &Hit) -> Option<Cause> {
        self.guard = guard;
        GUARDS.get(guard).and_then(|guard| guard.in_clause(hit, self))
    }

    fn own(&self, owner: SignOwner) -> impl Iterator<Item = &Sign> {
        self.signs.iter().filter(move |sign| sign.owner == owner)
    }

    fn bounds(&self) -> Option<&Clause> {
        self.listener.text.clauses().get(self.clause as usize)
    }

    fn said(&self, sign: &Sign) -> Cause {
        Cause::Said(sign.words(self.listener.text))
    }

    /// One of the guard's signs stands in the clause.
    #[must_use]
    pub fn sign(&self) -> Option<Cause> {
        self.own(SignOwner::fires(self.guard)).next().map(|sign| self.said(sign))
    }

    /// One of its signs ends before the hit, and no cancel covers it.
    #[must_use]
    pub fn sign_before(&self, hit: &Hit) -> Option<Cause> {
        let mut before = self.own(SignOwner::fires(self.guard)).filter(|sign| sign.end <= hit.first);
        before.find(|sign| !self.is_covered(sign)).map(|sign| self.said(sign))
    }

    /// One of its signs begins before the hit, or among the hit's first `words` words.
    #[must_use]
    pub fn sign_up_to(&self, hit: &Hit, words: usize) -> Option<Cause> {
        let words = narrow(words);
        let mut signs = self.own(SignOwner::fires(self.guard));
        signs.find(|sign| sign.first < hit.first.saturating_add(words)).map(|sign| self.said(sign))
    }

    /// One of its signs stands among the `words` words before the hit, and no cancel covers it; a *no,* that answers
    /// is none.
    #[must_use]
    pub fn sign_within(&self, hit: &Hit, words: usize) -> Option<Cause> {
        let earliest = hit.first.saturating_sub(narrow(words));
        let answer = self.bounds().filter(|clause| clause.opens_with_no).map(|clause| clause.first);
        let near = |sign: &&Sign| sign.end <= hit.first && sign.end > earliest && Some(sign.first) != answer;
        let mut signs = self.own(SignOwner::fires(self.guard)).filter(near);
        signs.find(|sign| !self.is_covered(sign)).map(|sign| self.said(sign))
    }

    /// A cancel of the guard holds all of the sign.
    fn is_covered(&self, sign: &Sign) -> bool {
        let mut cancels = self.own(SignOwner::cancels(self.guard));
        cancels.any(|cancel| cancel.first <= sign.first && sign.end <= cancel.end)
    }

    /// One of its signs stands in the clause before or the clause behind, in the same turn.
    #[must_use]
    pub fn sign_beside(&self) -> Option<Cause> {
        self.sign_in_clause_before().or_else(|| self.sign_in_clause_behind())
    }

    /// One of its signs stands in the clause before, in the same turn.
    #[must_use]
    pub fn sign_in_clause_before(&self) -> Option<Cause> {
        self.ahead(SignOwner::fires(self.guard))
    }

    /// One of its signs stands in the clause behind, in the same turn.
    #[must_use]
    pub fn sign_in_clause_behind(&self) -> Option<Cause> {
        self.behind(SignOwner::fires(self.guard))
    }

    /// One of its cancels stands in the clause behind, in the same turn.
    #[must_use]
    pub fn has_cancel_behind(&self) -> bool {
        self.behind(SignOwner::cancels(self.guard)).is_some()
    }

    fn ahead(&self, owner: SignOwner) -> Option<Cause> {
        self.first_of(self.neighbour(-1)?, owner)
    }

    fn behind(&self, owner: SignOwner) -> Option<Cause> {
        self.first_of(self.neighbour(1)?, owner)
    }

    fn first_of(&self, clause: u32, owner: SignOwner) -> Option<Cause> {
        let signs = self.listener.found.signs.of(clause);
        signs.iter().find(|sign| sign.owner == owner).map(|sign| self.said(sign))
    }

    /// The clause so many places on, if it is of the same turn.
    fn neighbour(&self, by: i32) -> Option<u32> {
        let there = self.clause.checked_add_signed(by)?;
        let turn = self.listener.text.clauses().get(there as usize)?.turn;
        (self.bounds()?.turn == turn).then_some(there)
    }

    /// One of its cancels stands in the clause.
    #[must_use]
    pub fn has_cancel(&self) -> bool {
        self.own(SignOwner::cancels(self.guard)).next().is_some()
    }

    /// One of its cancels ends before the hit, behind a sign.
    #[must_use]
    pub fn cancel_before(&self, hit: &Hit) -> bool {
        self.own(SignOwner::cancels(self.guard)).any(|sign| {
            sign.end <= hit.first && self.own(SignOwner::fires(self.guard)).any(|earlier| earlier.first < sign.first)
        })
    }

    /// One of the lexicon's `unless` phrases stands in the clause, one of its `unless_next` in the clause behind, or one of
    /// its `unless_before` in the clause before.
    #[must_use]
    pub fn unless(&self, hit: &Hit) -> Option<Cause> {
        let here = self.own(SignOwner::Unless(hit.lexicon)).next().map(|sign| self.said(sign));
        here.or_else(|| {
            let looks_on = !self.listener.rules.lexicon(hit.lexicon).unless_next.is_empty();
            looks_on.then(|| self.behind(SignOwner::UnlessNext(hit.lexicon))).flatten()
        })
        .or_else(|| {
            let looks_back = !self.listener.rules.lexicon(hit.lexicon).unless_before.is_empty();
            looks_back.then(|| self.ahead(SignOwner::UnlessBefore(hit.lexicon))).flatten()
        })
    }

    /// The hit's lexicon is one of what buyers say of themselves.
    #[must_use]
    pub fn is_own_matter_of_buyer(&self, hit: &Hit) -> bool {
        self.listener.rules.lexicon(hit.lexicon).said_by == Some(Role::Buyer)
    }

    /// The clause says yes, as an answer does.
    pub(in crate::scan) fn says_yes(&self) -> bool {
        self.own(SignOwner::Yes).next().is_some()
    }

    /// The clause is a question: its words.
    #[must_use]
    pub fn question(&self) -> Option<Cause> {
        let clause = self.bounds().filter(|clause| clause.is_question)?;
        let whole = Sign { owner: SignOwner::fires(self.guard), first: clause.first, end: clause.end };
        Some(self.said(&whole))
    }

    /// The words of the clause so many places before, in the same turn; 0 is the clause itself.
    pub fn words(&self, before: u32) -> Option<impl Iterator<Item = &'s str> + use<'s>> {
        let clause = self.neighbour(-i32::try_from(before).ok()?)?;
        let text = self.listener.text;
        Some(text.words_of(text.clauses().get(clause as usize)?))
    }

    /// Is the clause so many places before a question?
    #[must_use]
    pub fn asks(&self, before: u32) -> bool {
        let clause = i32::try_from(before).ok().and_then(|before| self.neighbour(-before));
        let clause = clause.and_then(|clause| self.listener.text.clauses().get(clause as usize));
        clause.is_some_and(|clause| clause.is_question)
    }

    /// The last sign of a guard that carries on, in the clause so many places before, if no cancel follows it there.
    #[must_use]
    pub fn mark_before(&self, before: u32) -> Option<Cause> {
        let clause = self.neighbour(-i32::try_from(before).ok()?)?;
        let bounds = self.listener.text.clauses().get(clause as usize)?;
        self.last_mark(bounds.first, bounds.end)
    }

    /// The same over the `turns` turns before the hit and its own up to it.
    #[must_use]
    pub fn mark_since(&self, hit: &Hit, turns: u32) -> Option<Cause> {
        let text = self.listener.text;
        let from = text.clauses_of(hit.turn.saturating_sub(turns) as usize).start;
        self.last_mark(text.clauses().get(from)?.first, hit.end())
    }

    fn last_mark(&self, first: u32, end: u32) -> Option<Cause> {
        let marks = self.listener.found.marks_between(self.guard, first, end);
        let last = marks.last().filter(|sign| sign.owner == SignOwner::fires(self.guard))?;
        Some(self.said(last))
    }
}
