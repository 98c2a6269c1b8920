//! What the words of a call say about who sells: evidence for each party, not yet a role.
//!
//! Goes in: what was found, blind to roles. Comes out: for each party, what speaks for the seller and what for the
//! buyer, with the strongest words of each. A kind of words weighs `2 points n / (n + 1 + words / damp)` for `n` hits
//! in so many words of the party: the second hit adds less than the first, and who talks for an hour proves less by
//! one sentence than who says three.

use crate::call::{Call, Points, Role, Span, Turn, divide};
use crate::lexicon::Cue;
use crate::scan::{Found, Rules};
use crate::text::Text;

/// What one kind of words in one mouth weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proof {
    /// The side that it speaks for; [`Role::Other`] for neither.
    pub(super) side: Role,
    /// Who is on neither side says it, too.
    of_hosts: bool,
    /// What it weighs.
    pub(super) points: Points,
    /// The turn of the first hit, from 0.
    pub(super) turn: u32,
    /// Its bytes in the turn.
    pub(super) span: Span,
}

/// What the words say about one party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    /// Words between blanks.
    pub(super) words: u32,
    /// Every kind of words heard, in the order of the file.
    pub(super) proofs: Vec<Proof>,
    /// Receives, connects, introduces or interviews; what such a one says, too, is no longer among the proofs.
    pub(super) is_host: bool,
}

impl Evidence {
    /// All that speaks for a side.
    pub(super) fn sum(&self, side: Role) -> Points {
        self.proofs.iter().filter(|proof| proof.side == side).map(|proof| proof.points).sum()
    }

    /// Above 0 it sounds like a seller.
    pub(super) fn lean(&self) -> Points {
        self.sum(Role::Seller) - self.sum(Role::Buyer)
    }

    /// The words that speak loudest for a side, the earlier kind first among equals.
    pub(super) fn strongest(&self, side: Role) -> Option<&Proof> {
        let proofs = self.proofs.iter().filter(|proof| proof.side == side);
        proofs.fold(None, |best: Option<&Proof>, proof| match best {
            Some(best) if best.points >= proof.points => Some(best),
            _ => Some(proof),
        })
    }
}

/// Hits of one kind in one turn that count.
const A_TURN: u32 = 2;

/// Hits of one kind of words, by party.
struct Count {
    hits: Vec<(u32, u32, Span)>,
    /// The party's last turn with a hit, and its hits there.
    last: Vec<(u32, u32)>,
}

impl Count {
    fn new(parties: usize) -> Self {
        Self { hits: vec![(0, 0, Span::default()); parties], last: vec![(u32::MAX, 0); parties] }
    }

    fn add(&mut self, party: usize, turn: u32, span: Span) {
        let (Some(hits), Some(last)) = (self.hits.get_mut(party), self.last.get_mut(party)) else { return };
        *last = if last.0 == turn { (turn, last.1 + 1) } else { (turn, 1) };
        if last.1 > A_TURN {
            return;
        }
        if hits.0 == 0 {
            (hits.1, hits.2) = (turn, span);
        }
        hits.0 += 1;
    }
}

/// What the words say about each party, in the order of the call's parties.
pub(super) fn weigh(call: &Call, turns: &[Turn<'_>], text: &Text, found: &Found, rules: &Rules) -> Vec<Evidence> {
    let parties = call.parties.len();
    let mut all = vec![Evidence::default(); parties];
    // By turn: the party, and how many turns it had before.
    let mut taken = vec![0u32; parties];
    let floor: Vec<(usize, u32)> = turns
        .iter()
        .map(|turn| {
            let party = turn.party.map_or(usize::MAX, |party| party.0 as usize);
            let before = taken.get_mut(party).map_or(0, |taken| std::mem::replace(taken, *taken + 1));
            if let Some(evidence) = all.get_mut(party) {
                evidence.words = evidence.words.saturating_add(turn.words);
            }
            (party, before)
        })
        .collect();
    let at = |turn: u32| floor.get(turn as usize).copied().unwrap_or((usize::MAX, 0));
    let cues = rules.cues();
    let mut close = |count: &Count, side: Role, of_hosts: bool, points: Points| {
        for (evidence, &(hits, turn, span)) in all.iter_mut().zip(&count.hits) {
            if hits > 0 {
                let (hits, words) = (i64::from(hits), i64::from(evidence.words));
                let points =
                    Points(divide(2 * points.0 * hits * cues.measure.damp, (hits + 1) * cues.measure.damp + words));
                evidence.proofs.push(Proof { side, of_hosts, points, turn, span });
            }
        }
    };
    let mut rest = found.cues();
    while let Some(first) = rest.first() {
        let (these, others) = rest.split_at(rest.partition_point(|hit| hit.cue == first.cue));
        rest = others;
        let Some(cue) = cues.cues.get(usize::from(first.cue)) else { continue };
        let mut count = Count::new(parties);
        for hit in these {
            let (party, before) = at(hit.turn);
            let asked = text.clauses().get(hit.clause as usize).is_some_and(|clause| clause.is_question);
            if fits(cue, before, asked) {
                count.add(party, hit.turn, hit.span);
            }
        }
        close(&count, cue.side, cue.of_hosts, cue.points);
    }
    let named = rules.told.cues.get_or_init(|| named(rules));
    let mut counts: Vec<Option<(Count, u32)>> = cues.heard.iter().map(|_| None).collect();
    for hit in found.hits() {
        let row = named.get(usize::from(hit.lexicon.0)).copied().flatten();
        let Some(count) = row.and_then(|row| counts.get_mut(row)) else { continue };
        let (count, last) = count.get_or_insert_with(|| (Count::new(parties), u32::MAX));
        if *last != hit.clause {
            *last = hit.clause;
            count.add(at(hit.turn).0, hit.turn, hit.span);
        }
    }
    for (row, count) in cues.heard.iter().zip(&counts) {
        if let Some((count, _)) = count {
            close(count, row.side, row.of_hosts, row.points);
        }
    }
    for evidence in &mut all {
        evidence.is_host = evidence.sum(Role::Other) >= cues.measure.margin.max(Points(1));
        if evidence.is_host {
            evidence.proofs.retain(|proof| !proof.of_hosts);
        }
    }
    all
}

/// By lexicon: the row of the cues that names it, if any does.
fn named(rules: &Rules) -> Vec<Option<usize>> {
    let rows = &rules.cues().heard;
    let named = |id: &str| {
        let row = rules.cues().heard(id)?;
        rows.iter().position(|other| std::ptr::eq(other, row))
    };
    rules.lexicons().iter().map(|lexicon| named(&lexicon.id)).collect()
}

fn fits(cue: &Cue, before: u32, asked: bool) -> bool {
    cue.first_turns.is_none_or(|turns| before < turns) && cue.asked.is_none_or(|wanted| wanted == asked)
}
