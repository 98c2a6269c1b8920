//! What a turn does as a whole, and which turn it speaks to.

use super::Acts;
use crate::call::{PartyId, Role};
use crate::scan::scene::Facts;
use crate::text::Text;

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
}

/// Longest turn that only hands the word back, in words; EXCHANGE 3.1.
const PROMPT: u32 = 8;
/// Words after which an answer is over; EXCHANGE 3.1.
const ANSWER: u32 = 30;
/// Turns back in which one finds what it speaks to; EXCHANGE 3.1.
const BACK: u32 = 3;

/// Sums up the clauses of one turn; `acts` by clause of the call.
pub(in crate::scan) fn sum_up(turn: usize, words: u32, party: Option<PartyId>, acts: &[Acts], text: &Text) -> TurnActs {
    let clauses = text.clauses_of(turn);
    let here = acts.get(clauses.clone()).unwrap_or_default();
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
    TurnActs {
        party,
        prompt: here.is_empty() || words <= PROMPT && here.iter().all(|acts| acts.any(quiet)),
        obliges: any(last(3), Acts::QUESTION) || any(last(2), Acts::DIRECTIVE),
        agrees: here.first().is_some_and(|acts| acts.any(Acts::AGREES)),
        refuses: any(here.get(..here.len().min(2)).unwrap_or_default(), Acts::REFUSES),
        asks: any(here, Acts::QUESTION),
        proposes: any(here, Acts::PROPOSAL),
        questions: u32::try_from(here.iter().filter(|acts| acts.any(Acts::QUESTION)).count()).unwrap_or(u32::MAX),
        answer,
        said: bounds.iter().map(|clause| clause.end - clause.first).sum(),
        answered: answered.min(ANSWER),
    }
}

/// The turn that one speaks to: the nearest of the three before it by another side that is no prompt, unless an own
/// turn that is no prompt comes first. The turn `skip` counts as not said.
#[must_use]
pub fn before(facts: &[Facts], turn: u32, skip: Option<u32>) -> Option<u32> {
    let here = facts.get(turn as usize)?;
    let nearest = (turn.saturating_sub(BACK)..turn)
        .rev()
        .filter(|&earlier| Some(earlier) != skip)
        .find(|&earlier| facts.get(earlier as usize).is_some_and(|facts| !facts.acts.prompt))?;
    facts.get(nearest as usize).is_some_and(|there| are_apart(here, there)).then_some(nearest)
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
