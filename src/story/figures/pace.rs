//! Figures with time in them: from the export, or where it has none from words, and then marked.

use super::share::resisting;
use super::{Figure, length};
use crate::call::{Millis, Points, Role, divide};
use crate::signal::is_backchannel;
use crate::story::Scene;

/// How long a request is felt; METHOD 2.3, on request, its turns and its ten minutes.
const REQUEST_TURNS: u32 = 6;
const REQUEST_AGO: Millis = Millis::new(600_000);
/// Overlap that is no interruption; METHOD 3.1.
const OVERLAP: i64 = 300;

/// Questions of a side for ten minutes.
pub(super) fn questions(scene: &Scene<'_>, role: Role) -> Figure {
    let facts = scene.talk.scales.facts.iter().filter(|facts| facts.role == role);
    pace(scene, facts.map(|facts| i64::from(facts.questions)).sum(), 600_000)
}

pub(super) fn switches(scene: &Scene<'_>) -> Figure {
    let sides: Vec<Role> =
        scene.talk.scales.facts.iter().map(|facts| facts.role).filter(|role| is_side(*role)).collect();
    let switches = sides.windows(2).filter(|pair| pair.first() != pair.last()).count();
    pace(scene, i64::try_from(switches).unwrap_or(i64::MAX), 60_000)
}

fn is_side(role: Role) -> bool {
    matches!(role, Role::Seller | Role::Buyer)
}

/// So many for a stretch of the call.
fn pace(scene: &Scene<'_>, count: i64, stretch: i64) -> Figure {
    let (whole, is_estimated) = length(scene);
    let value = (whole.get() > 0).then(|| Points(divide(count.saturating_mul(stretch * 1000), whole.get())));
    Figure { value, is_estimated }
}

/// The longest stretch of a side over words of attention; with `unrequested` a turn for which the buyer asked ends it.
pub(super) fn longest(scene: &Scene<'_>, role: Role, unrequested: bool) -> Figure {
    let mut longest = Figure::default();
    let (mut run, mut is_estimated) = (0, false);
    let mut asked: Option<(u32, Millis)> = None;
    let mut requests = scene.talk.hits(&scene.talk.groups.requests).peekable();
    for (turn, facts) in scene.talk.turns() {
        let is_answer = asked.is_some_and(|(request, at)| {
            turn - request <= REQUEST_TURNS && facts.at.get() - at.get() <= REQUEST_AGO.get()
        });
        if facts.role == role && !(unrequested && is_answer) {
            let (length, estimated) = scene.length(turn);
            run += length.get();
            is_estimated |= estimated;
            if longest.value.is_none_or(|value| run > value.0) {
                longest = Figure { value: Some(Points(run)), is_estimated };
            }
        } else if facts.role == role || !is_backchannel(scene.talk.scales.text.small(turn)) {
            (run, is_estimated) = (0, false);
        }
        while requests.next_if(|&place| scene.talk.turn_of(place) <= turn).is_some() {
            asked = Some((turn, facts.at));
        }
    }
    longest
}

/// Clauses about the seller's own company and those beside them, by their share of the turn's words.
pub(super) fn company_overview(scene: &Scene<'_>) -> Figure {
    let talk = scene.talk;
    let mut clauses: Vec<usize> = Vec::new();
    for place in talk.hits(&talk.groups.pitch).filter(|&place| scene.id_of(place) == "pitch.company_credentials") {
        let hit = &talk.kept(place).hit;
        let near = (hit.clause as usize).saturating_sub(1)..=hit.clause as usize + 1;
        let inside = talk.scales.text.clauses_of(hit.turn as usize);
        clauses.extend(near.filter(|clause| inside.contains(clause)));
    }
    clauses.dedup();
    clauses.sort_unstable();
    clauses.dedup();
    let mut overview = Figure { value: Some(Points::ZERO), is_estimated: false };
    for clause in clauses {
        let Some(turn) = talk.scales.text.clauses().get(clause).map(|clause| clause.turn) else { continue };
        let (length, estimated) = scene.length(turn);
        let share = divide(length.get() * i64::from(scene.words_in(clause)), i64::from(scene.words_of(turn)));
        overview.value = overview.value.map(|sum| Points(sum.0 + share));
        overview.is_estimated |= estimated;
    }
    overview
}

/// Only where every turn has both times: an estimate would invent them.
pub(super) fn interruptions(scene: &Scene<'_>) -> Figure {
    let mut count = 0;
    let mut before: Option<(Role, Millis)> = None;
    for (turn, facts) in scene.talk.turns() {
        let Some((start, end)) = scene.start(turn).zip(scene.end(turn)) else { return Figure::default() };
        let breaks_in = |&(role, end): &(Role, Millis)| role == Role::Buyer && start.get() < end.get() - OVERLAP;
        count += i64::from(facts.role == Role::Seller && before.as_ref().is_some_and(breaks_in));
        before = Some((facts.role, end));
    }
    Figure::counted(Some(Points(count * 1000)))
}

pub(super) fn response_gap(scene: &Scene<'_>) -> Figure {
    let mut gaps: Vec<i64> = resisting(scene)
        .into_iter()
        .filter(|turn| scene.role(turn + 1) == Role::Seller)
        .filter_map(|turn| Some(scene.start(turn + 1)?.get() - scene.end(turn)?.get()))
        .collect();
    gaps.sort_unstable();
    let middle = gaps.len().checked_sub(1).and_then(|last| gaps.get(last / 2));
    Figure::counted(middle.map(|&gap| Points(gap)))
}
