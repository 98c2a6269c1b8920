//! Clauses that propose, in order.

use super::amount::amount;
use super::answer::answer;
use super::numeral::Heard;
use super::{Answer, Kind, Proposal, days, denial};
use crate::call::{Role, Span, Turn, narrow};
use crate::scan::{self, Acts, Facts, Judgement, Rules, Words};
use crate::text::Text;

/// What finding proposals needs to see.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'s> {
    /// The turns as they were said.
    pub turns: &'s [Turn<'s>],
    /// The text.
    pub text: &'s Text,
    /// By clause: what it does.
    pub acts: &'s [Acts],
    /// The turns.
    pub facts: &'s [Facts],
    /// The lexicons.
    pub rules: &'s Rules,
    /// What stands.
    pub judged: &'s Judgement,
}

/// Every proposal of seller and buyer, in order; of one kind the first in a turn.
#[must_use]
pub fn find(scene: &Scene<'_>) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::new();
    for (clause, (bounds, acts)) in scene.text.clauses().iter().zip(scene.acts).enumerate() {
        if !acts.any(Acts::PROPOSAL.and(Acts::SUITS)) {
            continue;
        }
        let side = scene.facts.get(bounds.turn as usize).map_or(Role::Unknown, |facts| facts.role);
        if !matches!(side, Role::Seller | Role::Buyer) {
            continue;
        }
        let Some((kind, sum)) = proposed(scene, clause, *acts) else { continue };
        let mut earlier = proposals.iter().rev().take_while(|earlier| earlier.turn == bounds.turn);
        if earlier.any(|earlier| earlier.kind == kind) {
            continue;
        }
        let within = clause - scene.text.clauses_of(bounds.turn as usize).start;
        let within = narrow(within);
        let mut proposal = Proposal {
            turn: bounds.turn,
            side,
            kind,
            span: scene.words(clause).map_or_else(Span::default, |words| words.span),
            sum,
            exchange: scan::status(scene.facts, bounds.turn, within, true, None),
            first: proposals.iter().all(|earlier| earlier.kind != kind),
            answer: Answer::None,
            answered: None,
        };
        (proposal.answer, proposal.answered) = answer(scene, &proposal, clause);
        proposals.push(proposal);
    }
    proposals
}

/// What a clause proposes, and of a sum how much.
fn proposed(scene: &Scene<'_>, clause: usize, acts: Acts) -> Option<(Kind, Option<i64>)> {
    let words: Vec<&str> = scene.tokens(clause).collect();
    let sum = if acts.any(Acts::SUM) && !denial::is_undone(&words) { scene.sum(clause) } else { None };
    if sum.is_some() {
        return Some((Kind::Sum, sum));
    }
    // What only had the form of a sum proposes nothing else.
    if acts.any(Acts::PROPOSAL) && acts.any(Acts::PROPOSING) {
        let kind = if acts.any(Acts::STEP) { Some(Kind::Step) } else { None };
        let dated = || acts.any(Acts::DATE) && !denial::tells_of_a_span(&words, days::DAYS);
        let kind = kind.or_else(|| dated().then_some(Kind::Date));
        return kind.filter(|_| !denial::proposes_nothing(&words)).map(|kind| (kind, None));
    }
    // Who was asked for a day and names one proposes it.
    let turn = scene.text.clauses().get(clause)?.turn;
    let names_one = acts.any(Acts::SUITS) && days::was_asked_for(scene, turn);
    names_one.then_some((Kind::Date, None))
}

impl Scene<'_> {
    /// The words of a clause.
    pub(super) fn words(&self, clause: usize) -> Option<Words> {
        let clause = self.text.clauses().get(clause)?;
        Some(Words { turn: clause.turn, span: self.text.span_of_clause(clause)? })
    }

    /// The normalised words of a clause.
    pub(super) fn tokens(&self, clause: usize) -> impl Iterator<Item = &str> {
        self.text.clauses().get(clause).into_iter().flat_map(|clause| self.text.words_of(clause))
    }

    /// The words of a turn's first clause.
    pub(super) fn head(&self, turn: u32) -> Option<Words> {
        let clauses = self.text.clauses_of(turn as usize);
        if clauses.is_empty() { None } else { self.words(clauses.start) }
    }

    /// The words of a turn's first clause that does one of these, or of its first.
    pub(super) fn clause_that(&self, turn: u32, does: Acts) -> Option<Words> {
        let mut clauses = self.text.clauses_of(turn as usize);
        let found = clauses.find(|&clause| self.acts.get(clause).is_some_and(|acts| acts.any(does)));
        found.map_or_else(|| self.head(turn), |clause| self.words(clause))
    }

    /// The sum that a clause names.
    pub(super) fn sum(&self, clause: usize) -> Option<i64> {
        let first = self.text.clauses().get(clause)?.first as usize;
        amount(&self.heard(clause, first)?)
    }

    /// The words of a clause from a token on, each with what stands behind it.
    pub(super) fn heard(&self, clause: usize, from: usize) -> Option<Vec<Heard<'_>>> {
        let bounds = self.text.clauses().get(clause)?;
        let tokens = self.text.tokens().get(from..bounds.end as usize)?;
        // Marks and blanks are looked for in it alone.
        let original = self.text.small(bounds.turn);
        let span = |token| self.text.span(bounds.turn, token);
        let ends = tokens.iter().skip(1).map(|&next| span(next).start as usize).chain([original.len()]);
        let heard = tokens.iter().zip(ends).map(|(&token, end)| Heard {
            word: self.text.word(token),
            behind: original.get(span(token).end as usize..end).unwrap_or_default(),
        });
        Some(heard.collect())
    }
}
