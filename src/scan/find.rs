//! All phrases in all clauses, blind to roles.

use super::exchange::Acts;
use super::hit::{Hit, LexiconId};
use super::opening::{SaleSign, SaleWords};
use super::phrases::Stream;
use super::row::Row;
use super::rules::{Owner, Rules};
use super::signs::{Sign, Signs};
use super::vocabulary::WordId;
use crate::call::{Points, Span, give_back, narrow};
use crate::text::Text;

/// What stands in a call before anybody asks who said it.
#[derive(Debug, Default)]
pub struct Found {
    /// Every phrase found, by clause, then lexicon, then the better first.
    pub(super) hits: Vec<Hit>,
    /// Words that tell roles, by cue, then place; each at most once a clause.
    pub(super) cues: Vec<CueHit>,
    /// Words that introduce one of the speaker's own, by place.
    pub(super) introductions: Vec<Introduction>,
    /// Clauses with a word of buying or offering, rising.
    pub(super) sale: Vec<u32>,
    /// The words of those, and what tells whether they open it, by place.
    pub(super) openings: Vec<SaleWords>,
    /// By clause: what it does in the exchange.
    pub(super) acts: Vec<Acts>,
    /// Signs of guards that carry on, by guard, then place.
    pub(super) marks: Vec<Sign>,
    /// Those, and all others, by clause.
    pub(super) signs: Signs,
}

/// Words that tell the role of who says them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CueHit {
    /// The cue's place in [`RoleCues::cues`](crate::lexicon::RoleCues::cues).
    pub cue: u16,
    /// The clause, from 0 over the whole call.
    pub clause: u32,
    /// The turn, from 0.
    pub turn: u32,
    /// The bytes of the turn's text to quote.
    pub span: Span,
}

/// Words that introduce somebody as one of the speaker's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Introduction {
    /// First token, from 0 over the whole call.
    pub first: u32,
    /// One past the last token.
    pub end: u32,
    /// The clause, from 0 over the whole call.
    pub clause: u32,
    /// The turn, from 0.
    pub turn: u32,
}

impl Found {
    /// Every phrase found, by clause, then lexicon, then the better first (stronger, longer, earlier).
    #[must_use]
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// By clause: what it does in the exchange.
    #[must_use]
    pub fn acts(&self) -> &[Acts] {
        &self.acts
    }

    /// That alone, once all hits are judged: they take most of the memory.
    #[must_use]
    pub fn into_acts(mut self) -> Vec<Acts> {
        give_back(&mut self.hits);
        self.signs.give_back();
        self.acts
    }

    /// Words that tell roles, by cue, then place; each at most once a clause.
    #[must_use]
    pub fn cues(&self) -> &[CueHit] {
        &self.cues
    }

    /// Words that introduce one of the speaker's own, by place.
    #[must_use]
    pub fn introductions(&self) -> &[Introduction] {
        &self.introductions
    }

    /// Signs and cancels of a guard that carries on, among the tokens `first..end`.
    pub(super) fn marks_between(&self, guard: usize, first: u32, end: u32) -> &[Sign] {
        let place =
            |token: u32| self.marks.partition_point(|mark| (mark.owner.guard(), mark.first) < (Some(guard), token));
        self.marks.get(place(first)..place(end)).unwrap_or_default()
    }
}

/// Finds all phrases of all lexicons in one pass.
#[must_use]
pub fn find(text: &Text, rules: &Rules) -> Found {
    // A call has a hit and a sign for each five words or so. Room that stays empty takes no memory, and lists that grow are
    // copied.
    let (words, clauses) = (text.tokens().len(), text.clauses().len());
    let mut hits = Vec::with_capacity(words / 4);
    let mut sale = Vec::new();
    let mut openings = Vec::new();
    let mut cues = Vec::new();
    let mut introductions = Vec::new();
    let mut marks = Vec::new();
    let mut signs = Signs::with_room(words / 4, clauses);
    let mut acts = vec![Acts::default(); clauses];
    let (mut ids, mut bits, mut stream): (Vec<WordId>, _, _) = (Vec::new(), Vec::new(), Stream::default());
    let (mut plain, mut carrying) = (Vec::new(), Vec::new());
    for ((clause, bounds), acts) in text.clauses().iter().enumerate().zip(&mut acts) {
        let (begin, turn) = (bounds.first as usize, bounds.turn);
        let Some(tokens) = text.tokens().get(begin..bounds.end as usize) else { continue };
        ids.clear();
        ids.extend(tokens.iter().map(|&token| rules.words.id(text.word(token))));
        let row = Row::of(&ids, &rules.words, &mut bits);
        rules.phrases.find(row, &rules.words, &mut stream, |found| {
            let (first, end) = (begin + found.first, begin + found.end);
            match rules.owners.get(found.phrase) {
                Some(&Owner::Lexicon(lexicon, phrase)) => {
                    hits.push(hit(text, clause, lexicon, phrase, first, end, rules));
                }
                Some(&Owner::Sale(sign)) => {
                    sale.extend((sign == SaleSign::Anchor).then(|| narrow(clause)));
                    openings.push(SaleWords { clause: narrow(clause), first: narrow(first), end: narrow(end), sign });
                }
                Some(&Owner::Act(kind)) => *acts = acts.and(Acts::shown_by(kind)),
                Some(&Owner::Cue(cue)) => {
                    let span = span_of(text, turn, first, end);
                    cues.push(CueHit { cue, clause: narrow(clause), turn, span });
                }
                Some(Owner::Introduces) => introductions.push(Introduction {
                    first: narrow(first),
                    end: narrow(end),
                    clause: narrow(clause),
                    turn,
                }),
                Some(&Owner::Mark(owner)) => {
                    carrying.push(Sign { owner, first: narrow(first), end: narrow(end) });
                    marks.extend(carrying.last());
                }
                Some(&Owner::Sign(owner)) => {
                    plain.push(Sign { owner, first: narrow(first), end: narrow(end) });
                }
                Some(Owner::Nobody) | None => {}
            }
        });
        signs.add(clause, &mut plain, &mut carrying);
        for (at, _) in (bounds.first..).zip(&ids).filter(|(_, word)| rules.is_sum(**word)) {
            sale.push(narrow(clause));
            openings.push(SaleWords { clause: narrow(clause), first: at, end: at + 1, sign: SaleSign::Anchor });
        }
        *acts = rules.openings.acts(row, bounds.is_question, *acts, &rules.words);
    }
    marks.sort_by_key(|mark: &Sign| (mark.owner.guard(), mark.first, mark.end));
    introductions.sort_unstable();
    cues.sort_unstable();
    cues.dedup_by_key(|hit: &mut CueHit| (hit.cue, hit.clause));
    sale.sort_unstable();
    sale.dedup();
    openings.sort_unstable();
    // They come clause by clause, and no two of a clause are alike.
    for of_clause in hits.chunk_by_mut(|a: &Hit, b: &Hit| a.clause == b.clause) {
        of_clause.sort_unstable_by_key(|hit| {
            let better = std::cmp::Reverse((hit.strength, hit.length));
            (hit.lexicon, better, hit.first, hit.phrase)
        });
    }
    Found { hits, cues, introductions, sale, openings, acts, marks, signs }
}

/// The bytes of the turn's text that tokens stand for.
fn span_of(text: &Text, turn: u32, first: usize, end: usize) -> Span {
    text.span_of(turn, text.tokens().get(first..end).unwrap_or_default()).unwrap_or_default()
}

/// The hit of a phrase on tokens `first..end` of a clause.
pub(super) fn hit(
    text: &Text,
    clause: usize,
    lexicon: LexiconId,
    phrase: u16,
    first: usize,
    end: usize,
    rules: &Rules,
) -> Hit {
    let turn = text.clauses().get(clause).map_or(0, |clause| clause.turn);
    Hit {
        lexicon,
        phrase,
        turn,
        clause: narrow(clause),
        first: narrow(first),
        length: u16::try_from(end - first).unwrap_or(u16::MAX),
        span: span_of(text, turn, first, end),
        strength: rules
            .lexicon(lexicon)
            .phrases
            .get(usize::from(phrase))
            .map_or(Points::ZERO, |phrase| phrase.strength)
            .into(),
        confirmed: false,
    }
}
