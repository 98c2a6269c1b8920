//! The ratchet: a take fails only where it is worse than the accepted one by more than its own uncertainty.
//!
//! The score has the bounds that it has with one turn left out. Hits are known again by their words, whether those were a
//! hit before or not: another transcription finds other phrases in the same sentence. To say again what was accepted once
//! is new.

use super::baseline::Take;
use super::finding::{Against, Change, Finding, Level, Measures, Print, State};
use super::judge::{Found, Over, finding};
use super::policy::Bounds;
use super::print::Prints;
use super::rule::{BEFORE_PAIN, BURST, DROP, SCORE, UNDECIDED, VERDICT};
use crate::compare;

/// The share, in hundredths, by which pitch before the first problem may grow. Judgement: words that a transcription
/// loses or finds, and cues that it cuts elsewhere.
const SLACK: u64 = 110;

/// The findings of a call without an accepted take.
pub(super) fn alone(found: Found) -> Vec<Finding> {
    let over = found.over.into_iter().flat_map(|Over { limit, hits }| hits.into_iter().skip(limit as usize));
    let mut all = found.findings;
    all.extend(over);
    all.extend(found.accepted);
    sorted(all)
}

/// The findings of a call beside the accepted take, and what became of it.
pub(super) fn beside(found: Found, take: &Take, bounds: &Bounds, state_of_drop: State) -> (Vec<Finding>, Against) {
    let (old, new) = (&take.measures, &found.judged.measures);
    let change = change(old, new);
    let is_worse = change == Change::Worse && old.score.saturating_sub(new.score) > bounds.max_drop.unwrap_or_default();
    let mut all = found.findings;
    let mut bursts = 0;
    for one in all.iter_mut().filter(|one| one.state == State::New) {
        bursts += u32::from(one.rule == BURST);
        let fails = match one.rule.as_str() {
            VERDICT | UNDECIDED if old.class == new.class => Ratchet::Known,
            SCORE if bounds.min_score.is_some_and(|least| old.score < least) => Ratchet::Known,
            VERDICT | SCORE if !is_worse && old.class.is_directional() => Ratchet::Within,
            BURST if bursts + bounds.max_bursts.unwrap_or_default() <= old.bursts => Ratchet::Known,
            BEFORE_PAIN if !is_longer(old, new, bounds) => Ratchet::Known,
            _ => Ratchet::New,
        };
        match fails {
            Ratchet::New => {}
            Ratchet::Known => (one.state, one.level) = (State::Known, Level::Note),
            Ratchet::Within => {
                one.level = Level::Warning;
                one.what.push_str(&format!("; the accepted take has {}, which is near enough", old.score));
            }
        }
    }
    let (gone, unknown) = unmatched(old, &new.hits);
    for Over { limit, hits } in found.over {
        all.extend(over(hits, limit as usize, &unknown));
    }
    if is_worse {
        let [_, low, high] = new.raw.map(super::rounded);
        let what = format!(
            "the score fell from {} to {} against the accepted take, by more than its uncertainty ({low} to {high})",
            old.score, new.score
        );
        let next = "listen to both takes at the places named, or accept this one with --update-baseline".to_owned();
        let worst = all.iter().find(|one| one.rule == VERDICT).or(all.first());
        let (spots, trail) = worst.map(|one| (one.spots.clone(), one.trail.clone())).unwrap_or_default();
        let drop = finding(DROP, Level::Error, state_of_drop, what, next, spots, Prints::default().next(DROP, ""));
        all.push(Finding { trail, ..drop });
    }
    all.extend(found.accepted);
    (
        sorted(all),
        Against { path: take.name.clone(), id: take.id.clone(), class: old.class, score: old.score, change, gone },
    )
}

/// What becomes of a finding.
enum Ratchet {
    New,
    Known,
    Within,
}

/// What became of the score.
pub(super) fn change(old: &Measures, new: &Measures) -> Change {
    let compared = old.class.is_directional() && new.class.is_directional();
    if !compared || !compare::is_apart(old.raw, new.raw) {
        Change::Same
    } else if new.raw[0] < old.raw[0] {
        Change::Worse
    } else {
        Change::Better
    }
}

/// True if more pitch stands before the first problem than before, in one of the units that are limited and passed.
fn is_longer(old: &Measures, new: &Measures, bounds: &Bounds) -> bool {
    let asked = bounds.before_pain;
    let more = |old: u64, new: u64, most: Option<u32>, scale: u64| {
        most.is_some_and(|most| new > u64::from(most) * scale) && new * 100 > old * SLACK
    };
    let time = |millis: i64| u64::try_from(millis).unwrap_or_default();
    let (old, new) = (old.before_pain, new.before_pain);
    more(old.words.into(), new.words.into(), asked.words, 1)
        || more(old.turns.into(), new.turns.into(), asked.turns, 1)
        || more(time(old.millis), time(new.millis), asked.seconds, 1000)
}

/// The hits of the old take that are gone, and the fingerprints of the new ones whose words were not said in it.
fn unmatched(old: &Measures, new: &[Print]) -> (Vec<Print>, Vec<String>) {
    let is_in = |one: &Print, others: &[Print]| others.iter().any(|other| other.fingerprint == one.fingerprint);
    let gone = old.hits.iter().filter(|hit| !is_in(hit, new)).cloned().collect();
    let is_known = |hit: &Print| is_in(hit, &old.hits) || hit.is_first && old.sketch.holds(&hit.around);
    let fresh = new.iter().filter(|hit| !is_known(hit));
    (gone, fresh.map(|hit| hit.fingerprint.clone()).collect())
}

/// The findings of a limit that is passed: of the hits that are not known again as many as there are too many are new, the
/// others are known.
fn over(hits: Vec<Finding>, limit: usize, unknown: &[String]) -> Vec<Finding> {
    let over = hits.len() - limit;
    let mut new = 0;
    let mut marked: Vec<Finding> = hits;
    for hit in &mut marked {
        if new < over && unknown.contains(&hit.fingerprint) {
            new += 1;
        } else {
            (hit.state, hit.level) = (State::Known, Level::Note);
        }
    }
    let mut known = over - new;
    marked.retain(|hit| {
        let stays = hit.state == State::New || known > 0;
        known -= usize::from(hit.state == State::Known && known > 0);
        stays
    });
    marked
}

/// What is said of the call as a whole first, then the hits in the order of the call.
fn sorted(mut all: Vec<Finding>) -> Vec<Finding> {
    const FIRST: [&str; 6] = [VERDICT, DROP, SCORE, UNDECIDED, BURST, BEFORE_PAIN];
    let rank = |one: &Finding| FIRST.iter().position(|rule| *rule == one.rule).unwrap_or(FIRST.len());
    let place = |one: &Finding| one.spots.first().map(|spot| (spot.turn, spot.place.line, spot.place.column));
    all.sort_by(|a, b| (rank(a), place(a), &a.rule, &a.fingerprint).cmp(&(rank(b), place(b), &b.rule, &b.fingerprint)));
    all
}
