//! Places to words: signals and discards with quotes cut from the original, once all places are known.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::call::{Call, Millis, Points, Role, Span, Turn};
use crate::proposal::{self, Proposal};
use crate::scan::{Discard, Dropped, Evidence, Exchange, Hit, LexiconId, Scales, Weights, Words};
use crate::signal::{Outline, Shown, Signal};

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

/// What is needed to quote; the clauses of the text are not.
pub(super) struct Quotes<'q> {
    turns: &'q [Turn<'q>],
    scales: Scales<'q>,
    weights: &'q Weights,
    /// By party; all its evidence shares it.
    names: Vec<Arc<str>>,
    /// Of nobody.
    nameless: Arc<str>,
}

impl<'q> Quotes<'q> {
    pub(super) fn new(call: &Call, turns: &'q [Turn<'q>], scales: Scales<'q>, weights: &'q Weights) -> Self {
        let names = call.parties.iter().map(|party| party.name.as_str().into()).collect();
        Self { turns, scales, weights, names, nameless: "".into() }
    }

    /// The signals with their evidence in words.
    pub(super) fn signals(&self, outlines: Vec<Outline>) -> Vec<Signal> {
        // All evidence of a phrase in a signal shares its name.
        let mut phrases: BTreeMap<(LexiconId, u16), Arc<str>> = BTreeMap::new();
        let mut name = String::new();
        let signal = |Outline { id, mass, strength, points, evidence }: Outline| {
            phrases.clear();
            let mut phrase_of = |hit: &Hit| {
                let phrase = phrases.entry((hit.lexicon, hit.phrase)).or_insert_with(|| {
                    name.clear();
                    let lexicon = self.scales.rules.lexicon(hit.lexicon);
                    lexicon.push_phrase_id(usize::from(hit.phrase), &mut name);
                    name.as_str().into()
                });
                Arc::clone(phrase)
            };
            let quote = |shown: &Shown| match *shown {
                Shown::Hit(place) => self.of_hit(place as usize, &mut phrase_of),
                Shown::Yes(place, turn, span) => {
                    let phrase = phrase_of(&self.scales.judged.kept[place as usize].hit);
                    let weight = self.weights.weight(place as usize);
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

    /// Every hit that does not count, dropped in its clause or by weight, by first word, lexicon and guard.
    pub(super) fn discarded(&self, weightless: &[Dropped]) -> Vec<Discard> {
        let Scales { judged, rules, .. } = self.scales;
        // All hits of a lexicon share its id.
        let mut ids: Vec<Option<Arc<str>>> = vec![None; rules.lexicons().len()];
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
                let id = id.get_or_insert_with(|| rules.lexicon(hit.lexicon).id.as_str().into());
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
            by: self.scales.facts.get(hit.turn as usize).map_or(Role::Unknown, |facts| facts.role),
            words: words.map(|words| self.words(words.turn, words.span)),
            words_turn: words.map(|words| words.turn + 1),
        }
    }

    /// The evidence of a kept hit.
    fn of_hit(&self, place: usize, phrase_of: &mut dyn FnMut(&Hit) -> Arc<str>) -> Evidence {
        let hit = &self.scales.judged.kept[place].hit;
        let exchange = self.scales.exchange(place, None);
        Evidence {
            strength: hit.strength(),
            weight: self.weights.weight(place),
            guards: self.weights.fired(place).names().collect(),
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

    fn words(&self, turn: u32, span: Span) -> String {
        self.scales.text.said(turn, span)
    }
}
