//! Hits to what counts: who said it, clause guards, one hit a lexicon and clause, precedence.
//!
//! What is decided here hangs on one clause alone (a confirmed reflection: on two), so it
//! stands whatever other turn is left out. Guards that look at earlier turns weigh in
//! [`weigh`](super::weigh).

use super::find::Found;
use super::guard::{Fired, GUARDS};
use super::hit::{Hit, LexiconId};
use super::reflection;
use super::rules::{Rules, SignOwner};
use super::scene::{Facts, Scene};
use crate::call::{Points, Role};
use crate::text::Text;

/// A hit that stands, with what the guards of its clause left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The hit.
    pub hit: Hit,
    /// What clause guards left, 0 to 1, never 0.
    pub base: Points,
    /// The clause guards that fired.
    pub fired: Fired,
    /// Turn guards with a sign (or a topic of the lexicon) in the turn before, .
    pub preceded: Fired,
}

/// Everything that was found on the right side's lips, sorted out.
#[derive(Debug, Default)]
pub struct Judgement {
    /// What stands, by turn, clause and lexicon.
    pub kept: Vec<Kept>,
    /// First kept hit of each turn, and the total at the end.
    pub bounds: Vec<u32>,
    /// What does not, and why.
    pub dropped: Vec<(Hit, &'static str)>,
}

/// Sorts out all hits of a call.
pub(super) fn judge(
    found: &Found,
    text: &Text,
    facts: &[Facts],
    outside: &dyn Fn(&Hit) -> bool,
    rules: &Rules,
) -> Judgement {
    let mut judged = Judgement::default();
    let mut standing = Vec::new();
    for in_clause in found.hits.chunk_by(|a, b| a.clause == b.clause) {
        let Some(role) = in_clause.first().and_then(|hit| facts.get(hit.turn as usize)).map(|facts| facts.role) else {
            continue;
        };
        let matters = |hit: &Hit| role_fits(hit.lexicon, role, rules) || may_be_hearsay(hit, role, rules);
        if !in_clause.iter().any(matters) {
            continue;
        }
        let clause = in_clause.first().map_or(0, |hit| hit.clause as usize);
        let mut scene = Scene::of_clause(clause, found, text, rules);
        standing.clear();
        for of_lexicon in in_clause.chunk_by(|a, b| a.lexicon == b.lexicon) {
            let Some(&first) = of_lexicon.first() else { continue };
            if role_fits(first.lexicon, role, rules) {
                standing.extend(best(of_lexicon, &mut scene, outside, rules, &mut judged.dropped));
            } else if may_be_hearsay(&first, role, rules) && scene.fires(rules.places.reported, &first) {
                judged.dropped.push((first, HEARSAY));
            }
        }
        settle(&mut standing, rules, &mut judged.dropped);
        judged.kept.append(&mut standing);
    }
    for hit in reflection::confirmed(found, text, facts, rules) {
        judged.kept.push(Kept { hit, base: Points::ONE, fired: Fired::default(), preceded: Fired::default() });
    }
    judged.kept.sort_by_key(|kept| (kept.hit.clause, kept.hit.lexicon));
    for in_turn in judged.kept.chunk_by_mut(|a, b| a.hit.turn == b.hit.turn) {
        hear_turn_before(in_turn, found, text, rules);
    }
    let mut place = 0;
    for turn in 0..=facts.len() {
        while judged.kept.get(place).is_some_and(|kept| (kept.hit.turn as usize) < turn) {
            place += 1;
        }
        judged.bounds.push(u32::try_from(place).unwrap_or(u32::MAX));
    }
    judged
}

/// The guard that knows somebody else's words.
pub(super) const HEARSAY: &str = "reported";

/// Pressure in the buyer's mouth is no pressure, but worth a word where he tells what another vendor said.
fn may_be_hearsay(hit: &Hit, role: Role, rules: &Rules) -> bool {
    role == Role::Buyer && rules.lexicon(hit.lexicon).id.starts_with("pressure.")
}

/// Marks the turn guards whose signs or topics stand in the turn before.
fn hear_turn_before(in_turn: &mut [Kept], found: &Found, text: &Text, rules: &Rules) {
    let listens = |kept: &Kept| {
        let guards = rules.turn_guards_of(kept.hit.lexicon).iter().filter_map(|(guard, _)| GUARDS.get(*guard));
        guards.into_iter().any(|guard| guard.looks_at_turn_before())
    };
    let Some(before) = in_turn.first().and_then(|kept| kept.hit.turn.checked_sub(1)) else { return };
    if !in_turn.iter().any(listens) {
        return;
    }
    let clauses = text.clauses_of(before as usize).filter_map(|clause| u32::try_from(clause).ok());
    let signs: Vec<SignOwner> =
        clauses.flat_map(|clause| Scene::signs_of(clause, found, text, rules)).map(|sign| sign.owner).collect();
    for kept in in_turn {
        for &(guard, _) in rules.turn_guards_of(kept.hit.lexicon) {
            let has_signs = GUARDS.get(guard).is_some_and(|guard| !guard.signs().is_empty());
            let own = if has_signs { SignOwner::Fires(guard) } else { SignOwner::Topic(kept.hit.lexicon) };
            if signs.contains(&own) {
                kept.preceded.add(guard);
            }
        }
    }
}

/// Does the lexicon count the words of that side?
pub(super) fn role_fits(lexicon: LexiconId, role: Role, rules: &Rules) -> bool {
    rules.lexicon(lexicon).said_by.is_none_or(|side| side == role)
}

/// Would a clause guard (but for those named) drop the hit?
pub(super) fn drops(hit: &Hit, scene: &mut Scene<'_>, rules: &Rules, but: &[&str]) -> bool {
    rules.clause_guards_of(hit.lexicon).iter().any(|&(guard, left)| {
        let spoken = GUARDS.get(guard).is_some_and(|guard| but.contains(&guard.id()));
        left == Points::ZERO && !spoken && scene.fires(guard, hit)
    })
}

/// The best hit of one lexicon in one clause that no guard drops. The hits come better first.
fn best(
    hits: &[Hit],
    scene: &mut Scene<'_>,
    outside: &dyn Fn(&Hit) -> bool,
    rules: &Rules,
    dropped: &mut Vec<(Hit, &'static str)>,
) -> Option<Kept> {
    let mut winner: Option<Kept> = None;
    let mut fallen: Vec<(Hit, &'static str)> = Vec::new();
    for &hit in hits {
        if winner.is_some() {
            dropped.push((hit, "once_a_clause"));
            continue;
        }
        // A weaker reading of words that a guard has already explained is no second finding.
        let overlaps = |other: &Hit| hit.first < other.end && other.first < hit.end;
        if let Some((_, reason)) = fallen.iter().find(|(other, _)| overlaps(other)) {
            dropped.push((hit, reason));
            continue;
        }
        if outside(&hit) {
            fallen.push((hit, "outside_window"));
            continue;
        }
        let mut kept = Kept { hit, base: Points::ONE, fired: Fired::default(), preceded: Fired::default() };
        let mut reason = None;
        for &(guard, left) in rules.clause_guards_of(hit.lexicon) {
            if scene.fires(guard, &hit) {
                kept.base = kept.base.times(left);
                kept.fired.add(guard);
                if kept.base == Points::ZERO {
                    reason = GUARDS.get(guard).map(|guard| guard.id());
                    break;
                }
            }
        }
        match reason {
            Some(reason) => fallen.push((hit, reason)),
            None => winner = Some(kept),
        }
    }
    dropped.append(&mut fallen);
    winner
}

/// Precedence: whoever is beaten by one that stands yields.
fn settle(standing: &mut Vec<Kept>, rules: &Rules, dropped: &mut Vec<(Hit, &'static str)>) {
    if standing.len() < 2 {
        return;
    }
    for &winner in &rules.by_precedence {
        let losers = rules.beaten_by(winner);
        if losers.is_empty() || !standing.iter().any(|kept| kept.hit.lexicon == winner) {
            continue;
        }
        standing.retain(|kept| {
            let yields = losers.contains(&kept.hit.lexicon);
            if yields {
                dropped.push((kept.hit, "precedence"));
            }
            !yields
        });
    }
}
