//! Confirmed reflections: the seller says the buyer's pain, and the buyer says yes (METHOD 2.3).
//!
//! In such a turn the seller's *you* is the buyer's *we*; each pain so found counts half,
//! with the words of both turns as its proof. What the buyer denies by name is left out.

use std::collections::BTreeSet;

use super::hit::{Hit, LexiconId};
use super::judge::{drops, role_fits};
use super::phrases::Stream;
use super::row::Row;
use super::rules::Owner;
use super::scene::{ClauseScene, Facts};
use crate::call::{Points, Role};
use crate::text::{Clause, Text, singular};

/// What the buyer's answer starts with, or says early on.
pub(super) const YES: &[&str] =
    &["^ (yes|yeah|yep|exactly|right|correct|that is right|absolutely|true|totally)", "^ ..5 is right"];

/// The seller's words and the buyer's.
pub(super) const MIRROR: [(&str, &str); 4] =
    [("you", "we"), ("your", "our"), ("yours", "ours"), ("yourself", "ourselves")];

/// The reflection itself, which must stand somewhere in the seller's turn.
const REFLECTS: &str = "process.reflect_summarise";
/// Lexicons that a reflection can carry.
const CARRIES: &str = "pain.";
/// What a confirmed pain is worth; METHOD 2.3.
const SHARE: Points = Points(500);

/// Every pain of a seller's turn that the next, a buyer's, confirms.
pub(super) fn confirmed(facts: &[Facts], scene: &mut ClauseScene<'_>) -> Vec<Hit> {
    let (found, text, rules) = (scene.listener.found, scene.listener.text, scene.listener.rules);
    let mut hits = Vec::new();
    let Some(reflects) = rules.id_of(REFLECTS) else { return hits };
    let mut turns: Vec<u32> = found.hits.iter().filter(|hit| hit.lexicon == reflects).map(|hit| hit.turn).collect();
    turns.dedup();
    for turn in turns {
        let role_of = |turn: u32| facts.get(turn as usize).map_or(Role::Unknown, |facts| facts.role);
        if role_of(turn) != Role::Seller || role_of(turn + 1) != Role::Buyer {
            continue;
        }
        let answer = text.clauses_of(turn as usize + 1);
        let Some(yes) = u32::try_from(answer.start).ok().filter(|_| !answer.is_empty()) else { continue };
        scene.look_at(yes as usize);
        if scene.says_yes() {
            let denied = denied_words(turn as usize + 1, text);
            mirror(turn, &denied, scene, &mut hits);
        }
    }
    hits
}

fn mirror(turn: u32, denied: &BTreeSet<&str>, scene: &mut ClauseScene<'_>, out: &mut Vec<Hit>) {
    let (text, rules) = (scene.listener.text, scene.listener.rules);
    let (mut stream, mut bits) = (Stream::default(), Vec::new());
    for clause in text.clauses_of(turn as usize) {
        let Some(bounds) = text.clauses().get(clause) else { continue };
        let first = bounds.first as usize;
        let Some(tokens) = text.tokens().get(first..bounds.end as usize) else { continue };
        let ids = tokens.iter().map(|&token| rules.words.id(text.word(token)));
        let mirrored = |id| rules.mirrored.iter().find(|(yours, _)| *yours == id).map_or(id, |(_, ours)| *ours);
        let swapped: Vec<_> = ids.map(mirrored).collect();
        let mut here: Vec<Hit> = Vec::new();
        rules.phrases.find(Row::of(&swapped, &rules.words, &mut bits), &rules.words, &mut stream, |found_at| {
            let Some(Owner::Lexicon(lexicon, phrase)) = rules.owners.get(found_at.phrase).copied() else { return };
            let said = rules.lexicon(lexicon);
            if !(said.weighs() && said.id.starts_with(CARRIES) && role_fits(lexicon, Role::Buyer, rules)) {
                return;
            }
            let hit = Hit {
                confirmed: true,
                ..super::find::hit(text, clause, lexicon, phrase, first + found_at.first, first + found_at.end, rules)
            };
            here.push(Hit { strength: hit.strength().times(SHARE).into(), ..hit });
        });
        if here.is_empty() {
            continue;
        }
        scene.look_at(clause);
        here.retain(|hit| !drops(hit, scene, rules, &["complaint", "question"]) && !is_denied(hit, denied, text));
        out.extend(strongest_each(here));
    }
}

/// One hit a lexicon: the strongest, then the longest.
fn strongest_each(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.lexicon, std::cmp::Reverse((hit.strength, hit.length)), hit.phrase));
    hits.dedup_by_key(|hit| -> LexiconId { hit.lexicon });
    hits
}

/// Words of the answer's clauses that hold a *no* or *not* ("the duplicates, no"), without a plural's `s`.
fn denied_words(turn: usize, text: &Text) -> BTreeSet<&str> {
    let clauses = text.clauses_of(turn).filter_map(|clause| text.clauses().get(clause));
    // *Nine hundred, if not more* denies nothing.
    let denies = |clause: &&Clause| {
        let before = std::iter::once("").chain(text.words_of(clause));
        text.words_of(clause).zip(before).any(|(word, before)| matches!(word, "no" | "not") && before != "if")
    };
    let denying = clauses.filter(denies);
    denying.flat_map(|clause| text.words_of(clause)).map(singular).collect()
}

/// Does the answer deny a long word of the reflection, or of what stands just behind it?
fn is_denied(hit: &Hit, denied: &BTreeSet<&str>, text: &Text) -> bool {
    /// Shorter words are no topics.
    const TOPIC: usize = 5;
    /// Words behind the hit that still belong to its topic.
    const BEHIND: u32 = 3;
    let clause_end = text.clauses().get(hit.clause as usize).map_or(hit.end(), |clause| clause.end);
    let tokens = hit.first as usize..(hit.end() + BEHIND).min(clause_end) as usize;
    let mut words = text.tokens().get(tokens).unwrap_or_default().iter().map(|&token| text.word(token));
    words.any(|word| word.len() >= TOPIC && denied.contains(singular(word)))
}
