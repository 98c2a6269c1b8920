//! Stretches of a long talk in which nothing of a sale is said: they are left aside.
//!
//! A sale may take two minutes of an evening's chat, or stand behind an hour on another matter. Judged over all words it
//! would be diluted (METHOD 4.1 lets points grow slower in long calls), and chance hits of the chat would add up. So what
//! is far from every sign of a sale counts neither way. A sign is a clause with a word of buying or offering, or one with
//! a hit that has points; one that stands alone far and wide is chance and no sign.

use super::find::Found;
use super::judge::role_fits;
use super::rules::Rules;
use super::scene::Facts;

/// Words from one sign to the next up to which all between belongs together: two minutes of speech. Judgement.
const REACH: u32 = 300;
/// Words before the first of such signs and behind the last that belong to them, too. Judgement.
const MARGIN: u32 = 60;
/// Words of a stretch from which it is left aside; shorter ones are a part of any call. Judgement.
const STRETCH: u32 = 600;

/// Marks the turns that are left aside.
pub(super) fn mark(facts: &mut [Facts], found: &Found, rules: &Rules) {
    let mut signs: Vec<u32> = facts.iter().map(|facts| facts.anchors).collect();
    for clause in found.hits.chunk_by(|a, b| a.clause == b.clause) {
        let Some(turn) = clause.first().map(|hit| hit.turn as usize) else { continue };
        let Some(facts) = facts.get(turn).filter(|facts| !facts.foreign) else { continue };
        let counts = |lexicon| role_fits(lexicon, facts.role, rules) && rules.lexicon(lexicon).weighs();
        if clause.iter().any(|hit| counts(hit.lexicon)) {
            signs[turn] += 1;
        }
    }
    let mut before = 0;
    let places: Vec<(u32, u32)> = facts
        .iter()
        .map(|facts| {
            let start = before;
            before += facts.words;
            (start, before)
        })
        .collect();
    let bearing: Vec<usize> = (0..facts.len()).filter(|&turn| signs[turn] > 0).collect();
    // Words between two turns, the earlier first.
    let apart = |a: usize, b: usize| places[b].0.saturating_sub(places[a].1);
    let live: Vec<usize> = (0..bearing.len())
        .filter(|&at| {
            let turn = bearing[at];
            let earlier = at.checked_sub(1).is_some_and(|at| apart(bearing[at], turn) <= REACH);
            let later = bearing.get(at + 1).is_some_and(|&next| apart(turn, next) <= REACH);
            signs[turn] > 1 || earlier || later
        })
        .map(|at| bearing[at])
        .collect();
    if live.is_empty() {
        return;
    }
    let mut next = live.iter().copied().peekable();
    let mut last: Option<usize> = None;
    let idle: Vec<bool> = (0..facts.len())
        .map(|turn| {
            while next.peek().is_some_and(|&sign| sign <= turn) {
                last = next.next();
            }
            let (behind, ahead) = (last, next.peek().copied());
            let linked = behind.zip(ahead).is_some_and(|(behind, ahead)| apart(behind, ahead) <= REACH);
            let near =
                |sign: Option<usize>, words: &dyn Fn(usize) -> u32| sign.is_some_and(|sign| words(sign) <= MARGIN);
            let is_sign = last == Some(turn);
            !is_sign && !linked && !near(behind, &|sign| apart(sign, turn)) && !near(ahead, &|sign| apart(turn, sign))
        })
        .collect();
    let mut turn = 0;
    while turn < idle.len() {
        let end = (turn..idle.len()).find(|&other| idle[other] != idle[turn]).unwrap_or(idle.len());
        let words = places[end - 1].1 - places[turn].0;
        if idle[turn] && words >= STRETCH {
            facts[turn..end].iter_mut().for_each(Facts::leave_aside);
        }
        turn = end;
    }
}
