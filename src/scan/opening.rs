//! Words that bring up the purchase, and such as only look like it.
//!
//! An anchor of a sale counts for the gate wherever it stands. It *opens* only where somebody offers the purchase or
//! speaks of it: not where it is denied, told of another firm, part of a question of service or of a
//! summary of what the other has said. Who says that the other side came for it leaves the opening to that side.

use serde::{Deserialize, Serialize};

use super::find::Found;
use super::rules::Rules;
use super::scene::Facts;
use crate::lexicon::is_named;
use crate::text::{Clause, Text};

/// What a phrase of `sale.toml` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum SaleSign {
    /// Buying, offering or a price, bound to the people who talk.
    Anchor,
    /// An offer without such a word.
    Opens,
    /// The anchor inside of it opens nothing.
    OpensNothing,
    /// The other side came for it.
    Theirs,
}

/// Such words; tokens count over the whole call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SaleWords {
    pub(super) clause: u32,
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) sign: SaleSign,
}

/// Lexicons whose hits sum up what the other has said.
const SUMS_UP: &[&str] = &["process.plain_echo", "process.reflect_summarise"];
/// The one of them that announces a summary: it goes on in the next clause.
const SUMS_UP_BEHIND: &str = "process.reflect_summarise";
/// Words that deny, how many words before the anchor they may stand (METHOD 2.3, as of the guard `negated`), and words
/// around them with which they deny nothing.
const DENIES: &[&str] = &["hardly", "neither", "never", "nor", "not", "without"];
const WORDS: u32 = 4;
const AFFIRMS_BEFORE: &[&str] = &["if", "why"];
const AFFIRMS_BEHIND: &[&str] = &["i", "just", "mind", "only", "sure", "we", "you"];

/// Notes for each turn the clause that opens and the one that leaves the opening to the other side.
pub(super) fn mark(facts: &mut [Facts], found: &Found, text: &Text, rules: &Rules) {
    for in_clause in found.openings.chunk_by(|a, b| a.clause == b.clause) {
        let Some(clause) = in_clause.first().map(|words| words.clause) else { continue };
        let Some(bounds) = text.clauses().get(clause as usize) else { continue };
        let Some(facts) = facts.get_mut(bounds.turn as usize).filter(|facts| !facts.foreign) else { continue };
        if found.is_hearsay(bounds, rules) {
            continue;
        }
        let are = |sign: SaleSign| in_clause.iter().filter(move |words| words.sign == sign);
        if are(SaleSign::Theirs).any(|words| !is_denied(words, bounds, text)) {
            facts.theirs.get_or_insert(clause);
        }
        let is_covered = |anchor: &SaleWords| {
            are(SaleSign::OpensNothing).any(|around| around.first <= anchor.first && anchor.end <= around.end)
        };
        let opens = |anchor: &SaleWords| !is_covered(anchor) && !is_denied(anchor, bounds, text);
        let mut anchors = are(SaleSign::Anchor).chain(are(SaleSign::Opens));
        if facts.opening.is_none() && anchors.any(opens) && !sums_up(clause, found, text, rules) {
            facts.opening = Some(clause);
        } else if facts.opening.is_none() && are(SaleSign::Anchor).next().is_some() {
            facts.touches = true;
        }
    }
}

/// Does a denial stand among the words before it, in its clause?
fn is_denied(words: &SaleWords, bounds: &Clause, text: &Text) -> bool {
    let from = words.first.saturating_sub(WORDS).max(bounds.first);
    let word = |at: u32| text.tokens().get(at as usize).map_or("", |&token| text.word(token));
    (from..words.first).any(|at| {
        let before = if at > bounds.first { word(at - 1) } else { "" };
        DENIES.contains(&word(at)) && !AFFIRMS_BEFORE.contains(&before) && !AFFIRMS_BEHIND.contains(&word(at + 1))
    })
}

/// Does the clause, or the one just before it in its turn, sum up what the other has said?
fn sums_up(clause: u32, found: &Found, text: &Text, rules: &Rules) -> bool {
    let turn_of = |clause: u32| text.clauses().get(clause as usize).map(|bounds| bounds.turn);
    let from = clause.checked_sub(1).filter(|&before| turn_of(before) == turn_of(clause)).unwrap_or(clause);
    let first = found.hits.partition_point(|hit| hit.clause < from);
    let mut here = found.hits.get(first..).unwrap_or_default().iter().take_while(|hit| hit.clause <= clause);
    here.any(|hit| {
        let id = &rules.lexicon(hit.lexicon).id;
        is_named(id, SUMS_UP) && (hit.clause == clause || id == SUMS_UP_BEHIND)
    })
}
