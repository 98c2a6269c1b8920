//! What turn guards hear in the turn before a hit: their signs, the topics of its lexicon and, if it names any, a
//! question about its words.
//!
//! It hangs on two turns alone, so it is listened for once and looked up whenever a hit is weighed.

use super::guard::GUARDS;
use super::hit::Hit;
use super::judge::Kept;
use super::scene::{Listener, Words};
use super::signs::SignOwner;
use crate::call::narrow;
use crate::text::{Text, Token};

/// What one turn guard heard before one kept hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Preceded {
    /// The place of the kept hit.
    pub(super) place: u32,
    /// The guard's place in [`GUARDS`].
    pub(super) guard: u8,
    /// What it heard.
    pub(super) words: Words,
}

/// Letters from which a word can be a topic; judgement.
const TOPIC: usize = 6;
/// Words so long that are no topics, sorted.
const NO_TOPICS: &[&str] = &[
    "actually",
    "already",
    "another",
    "anything",
    "around",
    "because",
    "before",
    "better",
    "either",
    "enough",
    "everything",
    "exactly",
    "getting",
    "having",
    "little",
    "looking",
    "myself",
    "nothing",
    "people",
    "please",
    "pretty",
    "probably",
    "rather",
    "really",
    "should",
    "someone",
    "something",
    "talking",
    "thanks",
    "things",
    "thinking",
    "though",
    "through",
    "together",
    "trying",
    "whatever",
    "whether",
    "without",
    "yourself",
];

/// By place, then guard: whatever the guards that look at the turn before hear there.
pub(super) fn hear(kept: &[Kept], listener: &Listener<'_>) -> Vec<Preceded> {
    let Listener { found, text, rules } = *listener;
    let listening = |kept: &Kept| {
        let guards = rules.turn_guards_of(kept.hit.lexicon).iter().map(|&(guard, _)| guard);
        guards.filter(|&guard| GUARDS.get(guard).is_some_and(|guard| guard.looks_at_turn_before()))
    };
    let mut heard = Vec::new();
    let mut place: u32 = 0;
    for in_turn in kept.chunk_by(|a, b| a.hit.turn == b.hit.turn) {
        let first = place;
        place = place.saturating_add(narrow(in_turn.len()));
        let Some(before) = in_turn.first().and_then(|kept| kept.hit.turn.checked_sub(1)) else { continue };
        if !in_turn.iter().any(|kept| listening(kept).next().is_some()) {
            continue;
        }
        let signs = found.signs.between(text.clauses_of(before as usize));
        for (place, kept) in (first..).zip(in_turn) {
            for guard in listening(kept) {
                // A guard without signs listens for topics.
                let on_topic = GUARDS.get(guard).is_some_and(|guard| guard.signs().is_empty());
                let own = if on_topic { SignOwner::Topic(kept.hit.lexicon) } else { SignOwner::fires(guard) };
                let sign = signs.iter().find(|sign| sign.owner == own).map(|sign| sign.words(text));
                let names_topics = on_topic && !rules.lexicon(kept.hit.lexicon).elicited_by.is_empty();
                let words = sign.or_else(|| names_topics.then(|| topic_asked(before, &kept.hit, text)).flatten());
                let guard = u8::try_from(guard).unwrap_or(u8::MAX);
                heard.extend(words.map(|words| Preceded { place, guard, words }));
            }
        }
    }
    // A guard is asked once of each hit, so that no two rows are alike.
    heard.sort_unstable_by_key(|heard: &Preceded| (heard.place, heard.guard));
    heard
}

/// A long word of the hit's clause that stands in a question of the turn before.
fn topic_asked(before: u32, hit: &Hit, text: &Text) -> Option<Words> {
    let said: Vec<&str> = topics(hit.clause as usize, text).map(|token| text.word(token)).collect();
    let asks = |clause: &usize| text.clauses().get(*clause).is_some_and(|clause| clause.is_question);
    let mut asked = text.clauses_of(before as usize).filter(asks).flat_map(|clause| topics(clause, text));
    let topic = asked.find(|&token| said.contains(&text.word(token)))?;
    Some(Words { turn: before, span: text.span(before, topic) })
}

fn topics(clause: usize, text: &Text) -> impl Iterator<Item = Token> {
    let tokens = text.clauses().get(clause).map(|clause| text.tokens_of(clause));
    let is_topic = |word: &str| word.len() >= TOPIC && NO_TOPICS.binary_search(&word).is_err();
    tokens.unwrap_or_default().iter().copied().filter(move |&token| is_topic(text.word(token)))
}

#[cfg(test)]
mod tests {
    use super::NO_TOPICS;

    #[test]
    fn no_topics_are_sorted() {
        assert!(NO_TOPICS.is_sorted());
    }
}
