//! `contradictory_polarity`: a phrase that its own lexicon takes back, or that stands on both sides.

use std::collections::BTreeMap;

use crate::lexicon::{Lexicon, Mass};
use crate::lint::desk::{Desk, Spoken};
use crate::lint::ear::Heard;
use crate::lint::{Mark, Rule};
use crate::scan::GUARDS;

pub(super) const RULE: Rule = Rule {
    id: "contradictory_polarity",
    about: "a phrase that a guard or exception of its own file always drops, or that counts for both sides",
    look,
};

/// Masses that speak against each other.
const OPPOSED: &[(Mass, Mass)] = &[
    (Mass::SellerPursuit, Mass::Process),
    (Mass::BuyerPull, Mass::Resistance),
    (Mass::BuyerInitiative, Mass::Resistance),
];

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = taken_back(desk);
    marks.extend(on_both_sides(desk));
    marks
}

/// Phrases and alternatives that never stand, whatever is said.
fn taken_back(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for phrase in &desk.phrases {
        let mut outer: Vec<std::ops::Range<usize>> = Vec::new();
        for pair in phrase.samples.chunk_by(|a, b| a.target == b.target) {
            let Some(target) = pair.first().map(|sample| sample.target.clone()) else { continue };
            let inside = outer.iter().any(|outer| outer.start <= target.start && target.end <= outer.end);
            if inside || dropped_always(phrase, pair.iter().map(|sample| &sample.heard)).is_none() {
                continue;
            }
            // Among themselves, since a guard may carry on from other phrases' sentences.
            let more = desk.told_by_lot(phrase, &target);
            let Some(guard) = dropped_always(phrase, more.iter()) else { continue };
            let (text, help) = match guard {
                "idiom" => (
                    "an exception of this file (`unless`) drops whatever this finds".to_owned(),
                    "narrow the exception, or take the words out of the phrase".to_owned(),
                ),
                _ => (
                    format!(
                        "the words that call the guard `{guard}` stand in the phrase itself, so it always drops it"
                    ),
                    format!("take `{guard}` out of `guards`, or those words out of the phrase"),
                ),
            };
            marks.push(Mark::new(phrase.page, phrase.part(&target), text, help));
            outer.push(target);
        }
    }
    marks
}

/// The guard that drops the phrase in all lines in which it is heard, if there are any.
fn dropped_always<'h>(phrase: &Spoken, heard: impl Iterator<Item = &'h Heard>) -> Option<&'static str> {
    let mut guard = None;
    for heard in heard.filter(|heard| phrase.is_in(heard)) {
        let own = heard.drops.iter().find(|(catch, _)| phrase.is(catch));
        // What follows in a call may lift an exception with a `!()`.
        if own.is_some_and(|(_, reason)| *reason == "idiom")
            && !heard.exceptions.iter().any(|own| own.lexicon == phrase.lexicon && own.is_firm)
        {
            return None;
        }
        guard = Some(own.map(|(_, reason)| *reason).filter(|reason| GUARDS.iter().any(|guard| guard.id() == *reason))?);
    }
    guard
}

/// The same phrase in lexicons that speak against each other.
fn on_both_sides(desk: &Desk<'_>) -> Vec<Mark> {
    let mut seen: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (place, loaded) in desk.lexicons.iter().enumerate().filter(|(_, loaded)| loaded.in_use) {
        for (number, phrase) in loaded.lexicon.phrases.iter().enumerate() {
            seen.entry(format!("{:?}", phrase.sequence)).or_default().push((place, number));
        }
    }
    let mut marks = Vec::new();
    for rows in seen.values() {
        for (at, &(place, number)) in rows.iter().enumerate() {
            let mine = &desk.lexicons[place];
            let against = |other: &&Lexicon| {
                let masses = [(mine.lexicon.mass, other.mass), (other.mass, mine.lexicon.mass)];
                let settled = mine.lexicon.beats.contains(&other.id) || other.beats.contains(&mine.lexicon.id);
                !settled && masses.iter().any(|pair| OPPOSED.contains(pair))
            };
            let mut earlier = rows.iter().take(at).map(|&(other, _)| &desk.lexicons[other].lexicon);
            let Some(other) = earlier.find(against) else { continue };
            let says = desk.pages[mine.page].phrases().into_iter().nth(number).and_then(|place| place.says);
            let text = format!("the same phrase counts for {} in `{}`", other.mass.as_str(), other.id);
            let help = "say in each what only that side says, or let one lexicon beat the other";
            marks.extend(says.map(|says| Mark::new(mine.page, says.span, text, help)));
        }
    }
    marks
}
