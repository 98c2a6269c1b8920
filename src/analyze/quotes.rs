//! Places to words: signals and discards with quotes cut from the original.

use std::sync::Arc;

use crate::call::{Call, Millis, Points, Role, Span, Turn};
use crate::lexicon::Mass;
use crate::proposal::{self, Proposal};
use crate::scan::{self, Discard, Dropped, Evidence, Exchange, Hit, Words};
use crate::signal::{Proof, Signal, Talk, Tally, structural};
use crate::text::Clause;
use crate::verdict::Reading;

/// A proposal with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The turn, counted from 1.
    pub turn: u32,
    /// As [`Evidence::line`].
    pub line: u32,
    /// When it was said, where the export has times.
    pub start: Option<Millis>,
    /// The side that proposes.
    pub side: Role,
    /// What is proposed.
    pub kind: proposal::Kind,
    /// The words of its clause, as they stand in the turn.
    pub quote: String,
    /// Of a sum: how much.
    pub sum: Option<Points>,
    /// Was it asked for?
    pub exchange: Exchange,
    /// The first of its kind in the call.
    pub first: bool,
    /// What the other side made of it.
    pub answer: proposal::Answer,
    /// The turn that answers, counted from 1.
    pub answer_turn: Option<u32>,
    /// Its words.
    pub answer_quote: Option<String>,
}

/// What is needed to quote.
pub(super) struct Quotes<'q> {
    turns: &'q [Turn<'q>],
    talk: &'q Talk<'q>,
    /// By party; all its evidence shares it.
    names: Vec<Arc<str>>,
    /// Of nobody.
    nameless: Arc<str>,
}

impl<'q> Quotes<'q> {
    pub(super) fn new(call: &Call, turns: &'q [Turn<'q>], talk: &'q Talk<'q>) -> Self {
        let names = call.parties.iter().map(|party| party.name.as_str().into()).collect();
        Self { turns, talk, names, nameless: "".into() }
    }

    /// Lexicons by id, then structure by id, then gates and trackers by id.
    pub(super) fn signals(&self, reading: &Reading, tally: &Tally) -> Vec<Signal> {
        let (mut weighed, mut counted) = (Vec::new(), Vec::new());
        // Few phrases are heard often: all evidence of one shares its name.
        let mut phrases: Vec<(u16, Arc<str>)> = Vec::new();
        let mut name = String::new();
        for (id, places) in self.talk.groups.by_lexicon() {
            let mut hits = self.talk.heavy(places).peekable();
            if hits.peek().is_none() {
                continue;
            }
            let lexicon = self.talk.scales.rules.lexicon(id);
            let mut evidence = Vec::with_capacity(places.len());
            phrases.clear();
            for place in hits {
                let number = self.talk.kept(place).hit.phrase;
                let known = phrases.iter().find(|(known, _)| *known == number).map(|(_, phrase)| Arc::clone(phrase));
                let phrase = known.unwrap_or_else(|| {
                    name.clear();
                    lexicon.push_phrase_id(usize::from(number), &mut name);
                    let phrase: Arc<str> = name.as_str().into();
                    phrases.push((number, Arc::clone(&phrase)));
                    phrase
                });
                self.of_hit(place, phrase, &mut evidence);
            }
            let row = usize::from(id.0);
            let strength = tally.strength.get(row).copied().unwrap_or_default();
            let points = reading.points.get(row).copied().unwrap_or_default();
            let signal = Signal { id: lexicon.id.clone(), mass: lexicon.mass, strength, points, evidence };
            match lexicon.mass {
                Mass::Gate | Mass::Tracker => counted.push(signal),
                _ => weighed.push(signal),
            }
        }
        for (row, measured) in structural(self.talk.scales.rules).zip(&reading.structural) {
            let Some(measured) = measured else { continue };
            let mut evidence = Vec::new();
            for proof in &measured.proof {
                match *proof {
                    Proof::Hit(place) => {
                        let hit = &self.talk.kept(place).hit;
                        let lexicon = self.talk.scales.rules.lexicon(hit.lexicon);
                        self.of_hit(place, lexicon.phrase_id(usize::from(hit.phrase)).into(), &mut evidence);
                    }
                    Proof::Words(turn, span) => evidence.push(self.of_words(row.id().into(), turn, span)),
                }
            }
            let signal = Signal {
                id: row.id().to_owned(),
                mass: measured.mass,
                strength: Points::ONE,
                points: measured.points,
                evidence,
            };
            match measured.mass {
                Mass::Gate | Mass::Tracker => counted.push(signal),
                _ => weighed.push(signal),
            }
        }
        // `pitch.premature` stands among the lexicons by its id, as everything of a family does.
        weighed.sort_by(|a, b| a.id.cmp(&b.id));
        counted.sort_by(|a, b| a.id.cmp(&b.id));
        weighed.append(&mut counted);
        weighed
    }

    /// A proposal with its words.
    pub(super) fn proposed(&self, proposal: &Proposal) -> Proposed {
        let here = self.turns.get(proposal.turn as usize);
        let said = here.and_then(|turn| turn.piece_of(proposal.span));
        Proposed {
            turn: proposal.turn + 1,
            line: said.map_or(0, |said| said.line),
            start: said.and_then(|said| said.start),
            side: proposal.side,
            kind: proposal.kind,
            quote: self.words(proposal.turn, proposal.span),
            // Hundredths to thousandths.
            sum: proposal.sum.map(|sum| Points(sum * 10)),
            exchange: proposal.exchange,
            first: proposal.first,
            answer: proposal.answer,
            answer_turn: proposal.answered.map(|words| words.turn + 1),
            answer_quote: proposal.answered.map(|words| self.words(words.turn, words.span)),
        }
    }

    /// Every hit that does not count, dropped in its clause or by weight, by first word, lexicon and guard.
    pub(super) fn discarded(&self) -> Vec<Discard> {
        let talk = self.talk;
        let judged = talk.scales.judged;
        let weightless = (0..judged.kept.len()).filter(|&place| talk.weight(place) == Points::ZERO);
        // All hits of a lexicon share its id.
        let mut ids: Vec<Option<Arc<str>>> = vec![None; talk.scales.rules.lexicons().len()];
        let mut all = Vec::with_capacity(judged.dropped.len() + weightless.clone().count());
        // Both kinds come clause by clause, so that no more than those of a clause need be put in order.
        let (mut dropped, mut weightless) = (judged.dropped.iter().peekable(), weightless.peekable());
        let mut here: Vec<(&Hit, &'static str, Option<Words>)> = Vec::new();
        loop {
            let clauses = [
                dropped.peek().map(|dropped| dropped.hit.clause),
                weightless.peek().map(|&place| talk.kept(place).hit.clause),
            ];
            let Some(clause) = clauses.into_iter().flatten().min() else { return all };
            while let Some(Dropped { hit, reason, words }) = dropped.next_if(|dropped| dropped.hit.clause == clause) {
                here.push((hit, reason, *words));
            }
            while let Some(place) = weightless.next_if(|&place| talk.kept(place).hit.clause == clause) {
                let surplus = talk.weights.fired.get(place).is_some_and(|fired| fired.is_surplus());
                let silencer = talk.scales.silencer(place, talk.weights).filter(|_| !surplus);
                let unnamed = if surplus { "twice_a_turn" } else { "weightless" };
                let (guard, words) = silencer.unwrap_or((unnamed, None));
                here.push((&talk.kept(place).hit, guard, words));
            }
            // Lexicons stand in the order of their ids.
            here.sort_by_key(|(hit, guard, _)| (hit.first, hit.lexicon, *guard));
            for (hit, guard, words) in here.drain(..) {
                let Some(id) = ids.get_mut(usize::from(hit.lexicon.0)) else { continue };
                let id = id.get_or_insert_with(|| talk.scales.rules.lexicon(hit.lexicon).id.as_str().into());
                all.push(self.discard(hit, Arc::clone(id), guard, words));
            }
        }
    }

    fn discard(&self, hit: &Hit, id: Arc<str>, guard: &'static str, words: Option<Words>) -> Discard {
        Discard {
            turn: hit.turn + 1,
            id,
            quote: self.words(hit.turn, hit.span),
            span: hit.span,
            guard,
            by: self.talk.scales.facts.get(hit.turn as usize).map_or(Role::Unknown, |facts| facts.role),
            words: words.map(|words| self.words(words.turn, words.span)),
            words_turn: words.map(|words| words.turn + 1),
        }
    }

    /// Adds a hit's evidence; for a confirmed reflection also the buyer's yes, which adds no strength of its own.
    fn of_hit(&self, place: usize, phrase: Arc<str>, out: &mut Vec<Evidence>) {
        let kept = self.talk.kept(place);
        let hit = &kept.hit;
        let fired = self.talk.weights.fired.get(place).copied().unwrap_or_default();
        let rules = self.talk.scales.rules;
        let yes = hit.confirmed_by.and_then(|clause| self.talk.clause_span(clause.get() as usize));
        let yes = yes.map(|(turn, span)| Evidence {
            strength: Points::ZERO,
            weight: self.talk.weight(place),
            exchange: Exchange::Agreed,
            ..self.of_words(Arc::clone(&phrase), turn, span)
        });
        let exchange = self.exchange(hit.turn, hit.clause as usize, rules.can_be_agreed(hit.lexicon));
        out.push(Evidence {
            strength: hit.strength(),
            weight: self.talk.weight(place),
            guards: fired.names().collect(),
            ..self.quoted(phrase, hit.turn, hit.span, exchange)
        });
        out.extend(yes);
    }

    fn of_words(&self, phrase: Arc<str>, turn: u32, span: Span) -> Evidence {
        self.quoted(phrase, turn, span, self.exchange(turn, self.clause_at(turn, span), false))
    }

    /// Words as evidence of full strength and weight.
    fn quoted(&self, phrase: Arc<str>, turn: u32, span: Span, exchange: Exchange) -> Evidence {
        let here = self.turns.get(turn as usize);
        let said = here.and_then(|turn| turn.piece_of(span));
        let speaker = here.and_then(|turn| self.names.get(turn.party?.0 as usize));
        Evidence {
            turn: turn + 1,
            line: said.map_or(0, |said| said.line),
            start: said.and_then(|said| said.start),
            speaker: Arc::clone(speaker.unwrap_or(&self.nameless)),
            quote: self.words(turn, span),
            span,
            phrase,
            strength: Points::ONE,
            weight: Points::ONE,
            guards: Vec::new(),
            exchange,
        }
    }

    /// The clause (over the whole call) that holds the first byte of the span, or begins behind it.
    fn clause_at(&self, turn: u32, span: Span) -> usize {
        let text = self.talk.scales.text;
        let clauses = text.clauses_of(turn as usize);
        let ends_before = |clause: &Clause| {
            let last = (clause.end as usize).checked_sub(1).and_then(|last| text.tokens().get(last));
            last.is_some_and(|&token| text.span(turn, token).end <= span.start)
        };
        clauses.start + text.clauses().get(clauses).unwrap_or_default().partition_point(ends_before)
    }

    /// Was the clause (over the whole call) said unasked?
    fn exchange(&self, turn: u32, clause: usize, may_agree: bool) -> Exchange {
        let first = self.talk.scales.text.clauses_of(turn as usize).start;
        let within = u32::try_from(clause.saturating_sub(first)).unwrap_or(u32::MAX);
        scan::status(self.talk.scales.facts, turn, within, may_agree, None)
    }

    fn words(&self, turn: u32, span: Span) -> String {
        self.talk.scales.text.said(turn, span)
    }
}
