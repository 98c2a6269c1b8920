//! What is to be known of each turn before hits are judged.

use super::aside;
use super::exchange;
use super::find::Found;
use super::opening;
use super::rules::Rules;
use super::scene::Facts;
use crate::call::{Millis, Role, Turn};
use crate::text::{Clause, Text};

/// Facts of every turn; `roles` by party.
#[must_use]
pub fn facts(turns: &[Turn<'_>], text: &Text, found: &Found, roles: &[Role], rules: &Rules) -> Vec<Facts> {
    let mut clock = Millis::new(0);
    let mut facts: Vec<Facts> = turns
        .iter()
        .enumerate()
        .map(|(index, turn)| {
            let at = turn.start().unwrap_or(clock);
            clock = Millis::new(clock.max(at).get() + Millis::of_words(turn.words).get());
            let foreign = text.is_foreign(index);
            let mut facts = Facts { role: turn.role(roles), words: turn.words, at, foreign, ..Facts::default() };
            facts.acts = exchange::sum_up(index, turn.words, turn.party, &found.acts, text);
            if foreign {
                return facts;
            }
            let clauses = text.clauses_of(index).filter_map(|clause| text.clauses().get(clause));
            for clause in clauses.filter(|clause| clause.is_question) {
                facts.questions += 1;
                facts.asks_openly |= is_open(clause, text);
            }
            facts
        })
        .collect();
    for (turn, _) in found.anchors(text, rules) {
        if let Some(facts) = facts.get_mut(turn as usize) {
            facts.anchors += 1;
        }
    }
    opening::mark(&mut facts, found, text, rules);
    aside::mark(&mut facts, found, rules);
    facts
}

/// Does a question ask for more than yes or no?
#[must_use]
pub fn is_open(clause: &Clause, text: &Text) -> bool {
    let mut words = text.words_of(clause).peekable();
    while let Some(word) = words.next() {
        match word {
            "what" | "when" | "where" | "which" | "who" | "why" => return true,
            "how" if !matches!(words.peek(), Some(&("are" | "is"))) => return true,
            _ => {}
        }
    }
    false
}
