//! What a turn does as a whole, and which turn it speaks to.

use super::Acts;
use crate::call::{PartyId, Role, narrow};
use crate::scan::scene::Facts;
use crate::text::{Text, is_content, singular};

/// What the clauses of a turn come to; EXCHANGE 3.1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TurnActs {
    /// Who speaks; `None` where the export names nobody.
    pub party: Option<PartyId>,
    /// It holds nothing but acknowledgements and tags, and few of them.
    pub prompt: bool,
    /// It asks in its last three clauses, or tells the other to do something in its last two.
    pub obliges: bool,
    /// Its first clause opens with a yes.
    pub agrees: bool,
    /// Its first or second clause opens with a no.
    pub refuses: bool,
    /// Some clause asks.
    pub asks: bool,
    /// Some clause proposes.
    pub proposes: bool,
    /// Clauses that ask.
    pub questions: u32,
    /// Clauses up to the end of an answer, if the turn is one: to the first that asks or proposes, or that begins
    /// behind thirty words.
    pub answer: u32,
    /// Normalised words of all its clauses.
    pub said: u32,
    /// Those of its answer, thirty at most: speech without punctuation is one long clause.
    pub answered: u32,
    /// Of a yes, for each of the three turns before it, the nearest first: which of its first clauses, a bit each, take up
    /// what that turn proposes or asks for. The first clause, the yes itself, does.
    pub takes_up: [u8; BACK as usize],
}

/// Clauses at the head of a yes that may still belong to it; EXCHANGE 3.2.
pub(super) const YES: u32 = 3;

/// Longest turn that only hands the word back, in words; EXCHANGE 3.1.
const PROMPT: u32 = 8;
/// Words after which an answer is over; EXCHANGE 3.1.
const ANSWER: u32 = 30;
/// Turns back in which one finds what it speaks to; EXCHANGE 3.1.
const BACK: u32 = 3;

/// Sums up the clauses of one turn; `acts` by clause of the call.
pub(in crate::scan) fn sum_up(turn: usize, words: u32, party: Option<PartyId>, all: &[Acts], text: &Text) -> TurnActs {
    let clauses = text.clauses_of(turn);
    let here = all.get(clauses.clone()).unwrap_or_default();
    let last = |count: usize| here.get(here.len().saturating_sub(count)..).unwrap_or_default();
    let any = |of: &[Acts], what: Acts| of.iter().any(|acts| acts.any(what));
    let quiet = Acts::ACKNOWLEDGEMENT.and(Acts::TAG);
    let (mut answer, mut answered) = (0, 0);
    let bounds = text.clauses().get(clauses).unwrap_or_default();
    for (acts, clause) in here.iter().zip(bounds) {
        if acts.any(Acts::QUESTION.and(Acts::PROPOSAL)) || answered >= ANSWER {
            break;
        }
        answer += 1;
        answered += clause.end - clause.first;
    }
    let agrees = here.first().is_some_and(|acts| acts.any(Acts::AGREES));
    let takes_up = |back: usize| turn.checked_sub(back).map_or(0, |earlier| takes_up(turn, earlier, all, text));
    TurnActs {
        party,
        prompt: here.is_empty() || words <= PROMPT && here.iter().all(|acts| acts.any(quiet)),
        obliges: any(last(3), Acts::QUESTION) || any(last(2), Acts::DIRECTIVE),
        agrees,
        takes_up: if agrees { [takes_up(1), takes_up(2), takes_up(3)] } else { [0; BACK as usize] },
        refuses: any(here.get(..here.len().min(2)).unwrap_or_default(), Acts::REFUSES),
        asks: any(here, Acts::QUESTION),
        proposes: any(here, Acts::PROPOSAL),
        questions: narrow(here.iter().filter(|acts| acts.any(Acts::QUESTION)).count()),
        answer,
        said: bounds.iter().map(|clause| clause.end - clause.first).sum(),
        answered: answered.min(ANSWER),
    }
}

/// The first clauses of a yes that take up what an earlier turn proposes or asks for: another yes, its object, by a word of
/// some content or as *it*, or its date, by a date.
fn takes_up(turn: usize, earlier: usize, acts: &[Acts], text: &Text) -> u8 {
    let acts = |clause: usize| acts.get(clause).copied().unwrap_or_default();
    let whole = |clause: usize| text.clauses().get(clause).into_iter().flat_map(|clause| text.words_of(clause));
    let words = |clause: usize| whole(clause).map(singular);
    let wanted = || {
        let wants = Acts::PROPOSAL.and(Acts::QUESTION).and(Acts::DIRECTIVE);
        text.clauses_of(earlier).filter(move |&clause| acts(clause).any(wants))
    };
    let wants_any = wanted().next().is_some();
    let is_taken = |clause: usize| {
        let on_date = acts(clause).any(Acts::DATE) && wanted().any(|wanted| acts(wanted).any(Acts::DATE));
        let is_said = |word: &str| is_content(word) && wanted().any(|clause| words(clause).any(|said| said == word));
        let opens: Vec<&str> = whole(clause).take(2).collect();
        let promises = matches!(opens.as_slice(), ["i" | "we", "can" | "could" | "will" | "would"]);
        // *This afternoon* says when, and *after this call*, too.
        let names_it = || whole(clause).any(|word| matches!(word, "it" | "that" | "them" | "those"));
        let on_it = promises && (names_it() || whole(clause).last() == Some("this"));
        on_date || on_it || acts(clause).any(Acts::AGREES) || wants_any && words(clause).any(is_said)
    };
    let first = text.clauses_of(turn).start;
    let later = (1..YES).filter(|&at| text.clauses_of(turn).contains(&(first + at as usize)));
    later.filter(|&at| is_taken(first + at as usize)).fold(1, |taken, at| taken | 1 << at)
}

/// The turn that one speaks to: the nearest of the three before it by another side that is no prompt, unless an own
/// turn that is no prompt comes first. The turn `skip` counts as not said.
#[must_use]
pub fn before(facts: &[Facts], turn: u32, skip: Option<u32>) -> Option<u32> {
    let here = facts.get(turn as usize)?;
    let nearest = nearest(facts, turn, skip)?;
    facts.get(nearest as usize).is_some_and(|there| are_apart(here, there)).then_some(nearest)
}

/// The nearest of the three turns before that is no prompt, whoever speaks. The turn `skip` counts as not said.
fn nearest(facts: &[Facts], turn: u32, skip: Option<u32>) -> Option<u32> {
    (turn.saturating_sub(BACK)..turn)
        .rev()
        .filter(|&earlier| Some(earlier) != skip)
        .find(|&earlier| facts.get(earlier as usize).is_some_and(|facts| !facts.acts.prompt))
}

/// The turns that speak to another one if the turn `skip` counts as not said; no others can.
pub(in crate::scan) fn turned_away(facts: &[Facts], skip: u32) -> impl Iterator<Item = u32> {
    (skip + 1..=skip.saturating_add(BACK)).filter(move |&turn| nearest(facts, turn, None) == Some(skip))
}

/// Are two turns of different sides? Where a side is unknown, of different speakers.
fn are_apart(one: &Facts, other: &Facts) -> bool {
    one.role != other.role || one.role == Role::Unknown && one.acts.party != other.acts.party
}

/// Does the turn answer one that obliges?
#[must_use]
pub fn responds(facts: &[Facts], turn: u32, skip: Option<u32>) -> bool {
    before(facts, turn, skip).and_then(|before| facts.get(before as usize)).is_some_and(|facts| facts.acts.obliges)
}

/// Clauses of the turn from its first on that are its answer; everything behind them is said unasked.
#[must_use]
pub fn cut(facts: &[Facts], turn: u32, skip: Option<u32>) -> u32 {
    if responds(facts, turn, skip) { facts.get(turn as usize).map_or(0, |facts| facts.acts.answer) } else { 0 }
}

/// Normalised words of the turn that nobody had asked for; none of a prompt.
#[must_use]
pub fn unasked(facts: &[Facts], turn: u32, skip: Option<u32>) -> u32 {
    let Some(acts) = facts.get(turn as usize).map(|facts| facts.acts).filter(|acts| !acts.prompt) else { return 0 };
    if responds(facts, turn, skip) { acts.said - acts.answered } else { acts.said }
}
