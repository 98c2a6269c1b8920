//! Places to words: signals and discards with quotes cut from the original.

use std::sync::Arc;

use crate::call::{Call, Millis, Points, Role, Span, Turn};
use crate::lexicon::Mass;
use crate::proposal::{self, Proposal};
use crate::scan::{self, Discard, Dropped, Evidence, Exchange, Hit, LexiconId, Words};
use crate::signal::{Outline, Proof, Shown, Signal, Talk, Tally, structural};
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

    /// All signals by the places of their evidence: lexicons by id, then structure by id, then gates and trackers by id.
    pub(super) fn outlines(&self, reading: &Reading, tally: &Tally) -> Vec<Outline> {
        let (mut weighed, mut counted) = (Vec::new(), Vec::new());
        let talk = self.talk;
        let exchange = |turn, span| self.exchange(turn, self.clause_at(turn, span), false);
        let mut push = |outline: Outline| match outline.mass {
            Mass::Gate | Mass::Tracker => counted.push(outline),
            _ => weighed.push(outline),
        };
        for (id, places) in talk.groups.by_lexicon() {
            let mut hits = talk.heavy(places).peekable();
            if hits.peek().is_none() {
                continue;
            }
            let lexicon = talk.scales.rules.lexicon(id);
            let mut evidence = Vec::with_capacity(places.len());
            hits.for_each(|place| Shown::push(Proof::Hit(place), talk, exchange, &mut evidence));
            let row = usize::from(id.0);
            let strength = tally.strength.get(row).copied().unwrap_or_default();
            let points = reading.points.get(row).copied().unwrap_or_default();
            push(Outline { id: lexicon.id.clone(), mass: lexicon.mass, strength, points, evidence });
        }
        for (row, measured) in structural(talk.scales.rules).zip(&reading.structural) {
            let Some(measured) = measured else { continue };
            let mut evidence = Vec::new();
            measured.proof.iter().for_each(|proof| Shown::push(*proof, talk, exchange, &mut evidence));
            let (id, mass, points) = (row.id().to_owned(), measured.mass, measured.points);
            push(Outline { id, mass, strength: Points::ONE, points, evidence });
        }
        // `pitch.premature` stands among the lexicons by its id, as everything of a family does.
        weighed.sort_by(|a, b| a.id.cmp(&b.id));
        counted.sort_by(|a, b| a.id.cmp(&b.id));
        weighed.append(&mut counted);
        weighed
    }

    /// The signals with their evidence in words.
    pub(super) fn signals(&self, outlines: Vec<Outline>) -> Vec<Signal> {
        // Few phrases are heard often: all evidence of one in a signal shares its name.
        let mut phrases: Vec<((LexiconId, u16), Arc<str>)> = Vec::new();
        let mut name = String::new();
        let signal = |Outline { id, mass, strength, points, evidence }: Outline| {
            phrases.clear();
            let mut phrase_of = |hit: &Hit| {
                let key = (hit.lexicon, hit.phrase);
                let known = phrases.iter().find(|(known, _)| *known == key).map(|(_, phrase)| Arc::clone(phrase));
                known.unwrap_or_else(|| {
                    name.clear();
                    let lexicon = self.talk.scales.rules.lexicon(hit.lexicon);
                    lexicon.push_phrase_id(usize::from(hit.phrase), &mut name);
                    let phrase: Arc<str> = name.as_str().into();
                    phrases.push((key, Arc::clone(&phrase)));
                    phrase
                })
            };
            let quote = |shown: &Shown| match *shown {
                Shown::Hit(place) => self.of_hit(place as usize, &mut phrase_of),
                Shown::Yes(place, turn, span) => {
                    let phrase = phrase_of(&self.talk.kept(place as usize).hit);
                    let weight = self.talk.weight(place as usize);
                    Evidence { strength: Points::ZERO, weight, ..self.quoted(phrase, turn, span, Exchange::Agreed) }
                }
                Shown::Words(turn, span, exchange) => self.quoted(id.as_str().into(), turn, span, exchange),
            };
            let evidence = evidence.iter().map(quote).collect();
            Signal { id, mass, strength, points, evidence }
        };
        outlines.into_iter().map(signal).collect()
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

    /// Kept hits that weigh nothing, with the guards that say so, by place.
    pub(super) fn weightless(&self) -> Vec<Dropped> {
        let talk = self.talk;
        let places = (0..talk.scales.judged.kept.len()).filter(|&place| talk.weight(place) == Points::ZERO);
        let weightless = places.map(|place| {
            let surplus = talk.weights.fired.get(place).is_some_and(|fired| fired.is_surplus());
            let silencer = talk.scales.silencer(place, talk.weights).filter(|_| !surplus);
            let unnamed = if surplus { "twice_a_turn" } else { "weightless" };
            let (reason, words) = silencer.unwrap_or((unnamed, None));
            Dropped { hit: talk.kept(place).hit, reason, words }
        });
        weightless.collect()
    }

    /// Every hit that does not count, dropped in its clause or by weight, by first word, lexicon and guard.
    pub(super) fn discarded(&self, weightless: &[Dropped]) -> Vec<Discard> {
        let talk = self.talk;
        let judged = talk.scales.judged;
        // All hits of a lexicon share its id.
        let mut ids: Vec<Option<Arc<str>>> = vec![None; talk.scales.rules.lexicons().len()];
        let mut all = Vec::with_capacity(judged.dropped.len() + weightless.len());
        // Both kinds come clause by clause, so that no more than those of a clause need be put in order.
        let (mut dropped, mut weightless) = (judged.dropped.iter().peekable(), weightless.iter().peekable());
        let mut here: Vec<&Dropped> = Vec::new();
        loop {
            let clauses = [dropped.peek(), weightless.peek()].map(|next| next.map(|dropped| dropped.hit.clause));
            let Some(clause) = clauses.into_iter().flatten().min() else { return all };
            for kind in [&mut dropped, &mut weightless] {
                here.extend(std::iter::from_fn(|| kind.next_if(|dropped| dropped.hit.clause == clause)));
            }
            // Lexicons stand in the order of their ids.
            here.sort_by_key(|dropped| (dropped.hit.first, dropped.hit.lexicon, dropped.reason));
            for Dropped { hit, reason, words } in here.drain(..) {
                let Some(id) = ids.get_mut(usize::from(hit.lexicon.0)) else { continue };
                let id = id.get_or_insert_with(|| talk.scales.rules.lexicon(hit.lexicon).id.as_str().into());
                all.push(self.discard(hit, Arc::clone(id), reason, *words));
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

    /// The evidence of a kept hit.
    fn of_hit(&self, place: usize, phrase_of: &mut dyn FnMut(&Hit) -> Arc<str>) -> Evidence {
        let hit = &self.talk.kept(place).hit;
        let fired = self.talk.weights.fired.get(place).copied().unwrap_or_default();
        let may_agree = self.talk.scales.rules.can_be_agreed(hit.lexicon);
        let exchange = self.exchange(hit.turn, hit.clause as usize, may_agree);
        Evidence {
            strength: hit.strength(),
            weight: self.talk.weight(place),
            guards: fired.names().collect(),
            ..self.quoted(phrase_of(hit), hit.turn, hit.span, exchange)
        }
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
