//! Hits to what counts: who said it, clause guards, one hit a lexicon and clause, precedence.
//!
//! What is decided here hangs on one clause alone (a confirmed reflection: on two), so it
//! stands whatever other turn is left out. Guards that look at earlier turns weigh in
//! [`weigh`](super::weigh).

use super::before::{self, Preceded};
use super::find::Found;
use super::guard::{Fired, GUARDS};
use super::hit::{Hit, LexiconId};
use super::reflection;
use super::rules::Rules;
use super::scene::{ClauseScene, Facts, Listener, Words};
use crate::call::{Points, Role, Small, narrow};
use crate::lexicon::Mass;
use crate::text::Text;

/// A hit that stands, with what the guards of its clause left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The hit.
    pub hit: Hit,
    /// What clause guards left, 0 to 1, never 0.
    pub(crate) base: Small,
    /// The clause guards that fired.
    pub fired: Fired,
}

/// A hit that does not stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The hit.
    pub hit: Hit,
    /// The guard that dropped it, or `precedence`, `once_a_clause`, `outside_window`, `other_language`, `aside`.
    pub reason: &'static str,
    /// The words that made the guard fire, or of the hit that it yields to.
    pub words: Option<Words>,
}

/// Everything that was found on the right side's lips, sorted out.
#[derive(Debug, Default)]
pub struct Judgement {
    /// What stands, by turn, clause and lexicon.
    pub kept: Vec<Kept>,
    /// First kept hit of each turn, and the total at the end.
    pub bounds: Vec<u32>,
    /// What does not, and why.
    pub dropped: Vec<Dropped>,
    /// What turn guards heard in the turn before, by place of the kept hit and guard.
    preceded: Vec<Preceded>,
}

impl Judgement {
    /// Places of a turn's hits.
    #[must_use]
    pub fn hits_of(&self, turn: u32) -> std::ops::Range<usize> {
        let bound = |turn: u32| self.bounds.get(turn as usize).map_or(0, |&bound| bound as usize);
        bound(turn)..bound(turn + 1)
    }

    /// What a turn guard heard in the turn before a kept hit.
    pub(super) fn preceded(&self, place: usize, guard: usize) -> Option<Words> {
        let asked = (u32::try_from(place).ok()?, u8::try_from(guard).ok()?);
        let row = self.preceded.binary_search_by_key(&asked, |row| (row.place, row.guard)).ok()?;
        self.preceded.get(row).map(|row| row.words)
    }
}

/// Sorts out all hits of a call.
pub(super) fn judge(
    found: &Found,
    text: &Text,
    facts: &[Facts],
    outside: &dyn Fn(&Hit) -> bool,
    rules: &Rules,
) -> Judgement {
    // Each hit stands or does not; room that stays empty takes no memory.
    let (most, mut judged) = (found.hits.len(), Judgement::default());
    (judged.kept, judged.dropped) = (Vec::with_capacity(most), Vec::with_capacity(most));
    let (mut standing, mut winners) = (Vec::new(), Vec::new());
    let mut scene = ClauseScene::new(Listener::new(found, text, rules));
    for in_clause in found.hits.chunk_by(|a, b| a.clause == b.clause) {
        let Some(facts) = in_clause.first().and_then(|hit| facts.get(hit.turn as usize)) else { continue };
        let role = facts.role;
        if facts.foreign {
            let hits = in_clause.iter().filter(|hit| role_fits(hit.lexicon, role, rules));
            judged.dropped.extend(hits.map(|&hit| Dropped { hit, reason: "other_language", words: None }));
            continue;
        }
        let matters = |hit: &Hit| role_fits(hit.lexicon, role, rules) || may_be_hearsay(hit, role, rules);
        if !in_clause.iter().any(matters) {
            continue;
        }
        let clause = in_clause.first().map_or(0, |hit| hit.clause as usize);
        scene.look_at(clause);
        standing.clear();
        for of_lexicon in in_clause.chunk_by(|a, b| a.lexicon == b.lexicon) {
            let Some(&first) = of_lexicon.first() else { continue };
            let lexicon = rules.lexicon(first.lexicon);
            let decides = lexicon.weighs() || lexicon.mass == Mass::Gate;
            if role_fits(first.lexicon, role, rules) && facts.aside && decides {
                let aside = of_lexicon.iter().map(|&hit| Dropped { hit, reason: "aside", words: None });
                judged.dropped.extend(aside);
            } else if role_fits(first.lexicon, role, rules) {
                choose(of_lexicon, &mut scene, outside, rules, &mut standing, &mut judged.dropped);
            } else if may_be_hearsay(&first, role, rules)
                && let Some(cause) = scene.fires(rules.places.reported, &first)
            {
                judged.dropped.push(Dropped { hit: first, reason: HEARSAY, words: cause.words() });
            }
        }
        settle(&mut standing, rules, &mut winners, &mut judged.dropped);
        standing.sort_by_key(Kept::place);
        judged.kept.append(&mut standing);
    }
    let is_out = |hit: &Hit| facts.get(hit.turn as usize).is_some_and(|facts| facts.foreign || facts.aside);
    let confirmed = reflection::confirmed(facts, &mut scene).into_iter().filter(|hit| !is_out(hit));
    let confirmed = confirmed.map(|hit| Kept { hit, base: Points::ONE.into(), fired: Fired::default() });
    merge(&mut judged.kept, confirmed.collect());
    let mut place = 0;
    for turn in 0..=facts.len() {
        while judged.kept.get(place).is_some_and(|kept| (kept.hit.turn as usize) < turn) {
            place += 1;
        }
        judged.bounds.push(narrow(place));
    }
    judged.preceded = before::hear(&judged.kept, &scene.listener);
    judged
}

impl Kept {
    /// What clause guards left, 0 to 1, never 0.
    #[must_use]
    pub fn base(&self) -> Points {
        self.base.into()
    }

    /// What kept hits are sorted by: clause, lexicon, first word.
    fn place(&self) -> (u32, LexiconId, u32) {
        (self.hit.clause, self.hit.lexicon, self.hit.first)
    }
}

/// Puts a few more among those that are sorted, each behind its equals, from the last one down: sorting all of them
/// took as much memory again.
fn merge(sorted: &mut Vec<Kept>, mut more: Vec<Kept>) {
    more.sort_by_key(Kept::place);
    let mut unmoved = sorted.len();
    sorted.extend_from_slice(&more);
    let mut to = sorted.len();
    while let Some(&last) = more.last() {
        to -= 1;
        let before = unmoved.checked_sub(1).and_then(|place| sorted.get(place).copied());
        if let Some(before) = before.filter(|before| before.place() > last.place()) {
            sorted[to] = before;
            unmoved -= 1;
        } else {
            sorted[to] = last;
            more.pop();
        }
    }
}

/// The guard that knows somebody else's words.
pub(crate) const HEARSAY: &str = "reported";

/// Pressure in the buyer's mouth is no pressure, but worth a word where he tells what another vendor said.
fn may_be_hearsay(hit: &Hit, role: Role, rules: &Rules) -> bool {
    role == Role::Buyer && presses(hit, rules)
}

/// Is it pressure?
fn presses(hit: &Hit, rules: &Rules) -> bool {
    rules.lexicon(hit.lexicon).id.starts_with("pressure.")
}

impl Dropped {
    /// Is it pressure that somebody else is said to have put on?
    #[must_use]
    pub fn is_reported_pressure(&self, rules: &Rules) -> bool {
        self.reason == HEARSAY && presses(&self.hit, rules)
    }
}

/// Does the lexicon count the words of that side?
pub(super) fn role_fits(lexicon: LexiconId, role: Role, rules: &Rules) -> bool {
    rules.lexicon(lexicon).said_by.is_none_or(|side| side == role)
}

/// Would a clause guard (but for those named) drop the hit?
pub(super) fn drops(hit: &Hit, scene: &mut ClauseScene<'_>, rules: &Rules, but: &[&str]) -> bool {
    rules.clause_guards_of(hit.lexicon).iter().any(|&(guard, left)| {
        let spoken = GUARDS.get(guard).is_some_and(|guard| but.contains(&guard.id()));
        left == Points::ZERO && !spoken && scene.fires(guard, hit).is_some()
    })
}

/// The best hit of one lexicon in one clause that no guard drops; of a tracker, which counts every mention, every one.
/// The hits come better first.
fn choose(
    hits: &[Hit],
    scene: &mut ClauseScene<'_>,
    outside: &dyn Fn(&Hit) -> bool,
    rules: &Rules,
    standing: &mut Vec<Kept>,
    dropped: &mut Vec<Dropped>,
) {
    let (chosen, fallen) = (standing.len(), dropped.len());
    let overlap = |a: &Hit, b: &Hit| a.first < b.end() && b.first < a.end();
    for &hit in hits {
        let counts_all = rules.lexicon(hit.lexicon).mass == Mass::Tracker;
        let rivals = |winner: &&Kept| !counts_all || overlap(&hit, &winner.hit);
        if let Some(winner) = standing.get(chosen..).unwrap_or_default().iter().find(rivals) {
            dropped.push(Dropped { hit, reason: "once_a_clause", words: Some(winner.hit.words()) });
            continue;
        }
        // A weaker reading of words that a guard has already explained is no second finding.
        let explains = |other: &&Dropped| overlap(&hit, &other.hit);
        if let Some(&explained) = dropped.get(fallen..).unwrap_or_default().iter().find(explains) {
            dropped.push(Dropped { hit, ..explained });
            continue;
        }
        if outside(&hit) {
            dropped.push(Dropped { hit, reason: "outside_window", words: None });
            continue;
        }
        let (mut base, mut fired) = (Points::ONE, Fired::default());
        let mut fatal = None;
        for &(guard, left) in rules.clause_guards_of(hit.lexicon) {
            let Some(cause) = scene.fires(guard, &hit) else { continue };
            base = base.times(left);
            fired.add(guard);
            if base == Points::ZERO {
                fatal = GUARDS.get(guard).map(|guard| (guard.id(), cause));
                break;
            }
        }
        match fatal {
            Some((reason, cause)) => dropped.push(Dropped { hit, reason, words: cause.words() }),
            None => standing.push(Kept { hit, base: base.into(), fired }),
        }
    }
}

/// Precedence: whoever is beaten by one that stands yields; `winners` is a buffer.
///
/// Only what stands is gone through, not all lexicons: with fifteen times as many that was most of what judging took.
fn settle(standing: &mut Vec<Kept>, rules: &Rules, winners: &mut Vec<(u16, LexiconId)>, dropped: &mut Vec<Dropped>) {
    if standing.len() < 2 {
        return;
    }
    let beats = |lexicon: &LexiconId| !rules.beaten_by(*lexicon).is_empty();
    let lexicons = standing.iter().map(|kept| kept.hit.lexicon).filter(beats);
    winners.clear();
    winners.extend(lexicons.map(|lexicon| (rules.rank(lexicon), lexicon)));
    winners.sort_unstable();
    winners.dedup();
    for &(_, winner) in &*winners {
        // It may have had to yield itself.
        let Some(won) = standing.iter().find(|kept| kept.hit.lexicon == winner) else { continue };
        let (words, losers) = (Some(won.hit.words()), rules.beaten_by(winner));
        standing.retain(|kept| {
            let yields = losers.contains(&kept.hit.lexicon);
            if yields {
                dropped.push(Dropped { hit: kept.hit, reason: "precedence", words });
            }
            !yields
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Fired, Hit, Kept, LexiconId, Points, merge};
    use crate::call::Span;

    /// A kept hit at a place, told from others there by its phrase.
    fn kept(phrase: usize, (clause, lexicon, first): (u32, u16, u32)) -> Kept {
        let hit = Hit {
            lexicon: LexiconId(lexicon),
            phrase: u16::try_from(phrase).unwrap(),
            turn: 0,
            clause,
            first,
            length: 1,
            span: Span::default(),
            strength: Points::ONE.into(),
            confirmed: false,
        };
        Kept { hit, base: Points::ONE.into(), fired: Fired::default() }
    }

    proptest! {
        #[test]
        fn a_few_more_are_merged_as_a_stable_sort_puts_them(
            places in prop::collection::vec((0_u32..5, 0_u16..3, 0_u32..3), 0..20),
            count in 0_usize..20,
        ) {
            let all: Vec<Kept> = places.iter().enumerate().map(|(phrase, place)| kept(phrase, *place)).collect();
            let (first, more) = all.split_at(count.min(all.len()));
            let mut merged = first.to_vec();
            merged.sort_by_key(Kept::place);
            merge(&mut merged, more.to_vec());
            let mut sorted = all.clone();
            sorted.sort_by_key(Kept::place);
            prop_assert_eq!(merged, sorted);
        }
    }
}
