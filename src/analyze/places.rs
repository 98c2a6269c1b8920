//! Where the evidence of each signal stands, before any of it is quoted.

use crate::call::{Points, Span, narrow};
use crate::lexicon::Mass;
use crate::scan::{self, Dropped, Exchange};
use crate::signal::{Outline, Proof, Shown, Talk, Tally, structural};
use crate::text::Clause;
use crate::verdict::Reading;

/// All signals by the places of their evidence: lexicons by id, then structure by id, then gates and trackers by id.
pub(super) fn outlines(talk: &Talk<'_>, reading: &Reading, tally: &Tally) -> Vec<Outline> {
    let (mut weighed, mut counted) = (Vec::new(), Vec::new());
    let exchange = |turn, span| exchange(talk, turn, span);
    let mut push = |outline: Outline| match outline.mass {
        Mass::Gate | Mass::Tracker => counted.push(outline),
        _ => weighed.push(outline),
    };
    for (id, places) in talk.groups.by_lexicon() {
        let mut hits = talk.heavy(places).peekable();
        if hits.peek().is_none() {
            continue;
        }
        let lexicon = talk.scales.rules.lexicon(id);
        let mut evidence = Vec::with_capacity(places.len());
        hits.for_each(|place| Shown::push(Proof::Hit(place), talk, exchange, &mut evidence));
        let row = usize::from(id.0);
        let strength = tally.strength.get(row).copied().unwrap_or_default();
        let points = reading.points.get(row).copied().unwrap_or_default();
        push(Outline { id: lexicon.id.clone(), mass: lexicon.mass, strength, points, evidence });
    }
    for (row, measured) in structural(talk.scales.rules).zip(&reading.structural) {
        let Some(measured) = measured else { continue };
        let mut evidence = Vec::new();
        measured.proof.iter().for_each(|proof| Shown::push(*proof, talk, exchange, &mut evidence));
        let (id, mass, points) = (row.id().to_owned(), measured.mass, measured.points);
        push(Outline { id, mass, strength: Points::ONE, points, evidence });
    }
    // `pitch.premature` stands among the lexicons by its id, as everything of a family does.
    weighed.sort_by(|a, b| a.id.cmp(&b.id));
    counted.sort_by(|a, b| a.id.cmp(&b.id));
    weighed.append(&mut counted);
    weighed
}

/// Kept hits that weigh nothing, with the guards that say so, by place.
pub(super) fn weightless(talk: &Talk<'_>) -> Vec<Dropped> {
    let places = (0..talk.scales.judged.kept.len()).filter(|&place| talk.weight(place) == Points::ZERO);
    let weightless = places.map(|place| {
        let is_surplus = talk.weights.fired(place).is_surplus();
        let silencer = talk.scales.silencer(place, talk.weights).filter(|_| !is_surplus);
        let (reason, words) = silencer.unwrap_or(("twice_a_turn", None));
        Dropped { hit: talk.kept(place).hit, reason, words }
    });
    weightless.collect()
}

/// Was the clause that holds the first byte of the span, or begins behind it, said unasked?
fn exchange(talk: &Talk<'_>, turn: u32, span: Span) -> Exchange {
    let text = talk.scales.text;
    let clauses = text.clauses().get(text.clauses_of(turn as usize)).unwrap_or_default();
    let ends_before = |clause: &Clause| {
        let last = (clause.end as usize).checked_sub(1).and_then(|last| text.tokens().get(last));
        last.is_some_and(|&token| text.span(turn, token).end <= span.start)
    };
    let clause = narrow(clauses.partition_point(ends_before));
    scan::status(talk.scales.facts, turn, clause, false, None)
}
