//! Who introduces whom: *our engineer Ada* puts Ada on the speaker's side.

use std::collections::BTreeMap;

use crate::call::{Call, PartyId, Turn};
use crate::scan::Found;
use crate::text::Text;

/// Words between the title and the name behind it that are looked through. Judgement.
const BEHIND: usize = 3;
/// Words at which the look for a name behind a title ends: somebody else's title or another thing is told of.
const ENDS: &[&str] = &["and", "is", "my", "our", "will", "with", "your"];
/// Letters of the shortest name. Judgement.
const LEAST_LETTERS: usize = 3;

/// Pairs of parties of whom the first calls the second one of his own side, in the order of the talk.
pub(super) fn introductions(call: &Call, turns: &[Turn<'_>], text: &Text, found: &Found) -> Vec<(usize, usize)> {
    let names = names(call);
    let word = |at: usize| text.tokens().get(at).map_or("", |&token| text.word(token));
    let named = |at: usize| names.get(word(at)).copied();
    let pair = |introduction: &crate::scan::Introduction| {
        let PartyId(speaker) = turns.get(introduction.turn as usize)?.party?;
        let clause = text.clauses().get(introduction.clause as usize)?;
        let (first, end) = (introduction.first as usize, introduction.end as usize);
        let behind = (end..(end + BEHIND + 1).min(clause.end as usize)).take_while(|&at| !ENDS.contains(&word(at)));
        let before = first.checked_sub(1).filter(|&at| at >= clause.first as usize);
        let before = before.map(|at| if word(at) == "is" { at.saturating_sub(1) } else { at });
        let before = before.filter(|&at| at >= clause.first as usize);
        let other = behind.chain(before).find_map(named)?;
        (other != speaker as usize).then_some((speaker as usize, other))
    };
    found.introductions().iter().filter_map(pair).collect()
}

/// First names in small letters that nobody else has, and whose they are.
fn names(call: &Call) -> BTreeMap<String, usize> {
    let first = |name: &str| {
        let first = name.split_whitespace().next()?.to_lowercase();
        let is_name = first.chars().all(char::is_alphabetic) && first.chars().count() >= LEAST_LETTERS;
        is_name.then_some(first)
    };
    let mut names: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (party, name) in call.parties.iter().enumerate().filter_map(|(party, of)| Some((party, first(&of.name)?))) {
        names.entry(name).and_modify(|whose| *whose = None).or_insert(Some(party));
    }
    names.into_iter().filter_map(|(name, whose)| Some((name, whose?))).collect()
}
