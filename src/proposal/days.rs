//! Days that a clause names, and questions that ask for one.

use super::find::Scene;
use crate::scan::{self, Acts};

/// Words that name a day.
pub(super) const DAYS: &[&str] =
    &["friday", "monday", "saturday", "sunday", "thursday", "today", "tomorrow", "tonight", "tuesday", "wednesday"];
/// What a question asks for that asks for a day or time.
const TIMES: &[&str] = &["date", "dates", "day", "days", "time", "times"];
/// Words of such a question about what is to come.
const TO_COME: &[&str] = &[
    "available",
    "best",
    "better",
    "can",
    "convenient",
    "could",
    "free",
    "good",
    "prefer",
    "shall",
    "should",
    "suit",
    "suits",
    "work",
    "works",
    "would",
];
/// Words of one about what has been.
const BEEN: &[&str] = &["did", "had", "last", "was", "were"];

/// Do both clauses name the same day?
pub(super) fn is_same_day(scene: &Scene<'_>, one: usize, other: usize) -> bool {
    let mut days = scene.tokens(one).filter(|word| DAYS.contains(word));
    days.any(|day| scene.tokens(other).any(|word| word == day))
}

/// Does the turn speak to one that asks for a day or time to come, without proposing any?
pub(super) fn was_asked_for(scene: &Scene<'_>, turn: u32) -> bool {
    let Some(before) = scan::before(scene.facts, turn, None) else { return false };
    scene.text.clauses_of(before as usize).any(|clause| asks_for_one(scene, clause))
}

fn asks_for_one(scene: &Scene<'_>, clause: usize) -> bool {
    let acts = scene.acts.get(clause).copied().unwrap_or_default();
    if !acts.any(Acts::QUESTION) {
        return false;
    }
    let words: Vec<&str> = scene.tokens(clause).collect();
    let for_time = words.contains(&"when")
        || words.windows(2).any(|pair| match pair {
            [what, time] => matches!(*what, "what" | "which") && TIMES.contains(time),
            _ => false,
        });
    for_time && words.iter().any(|word| TO_COME.contains(word)) && !words.iter().any(|word| BEEN.contains(word))
}
