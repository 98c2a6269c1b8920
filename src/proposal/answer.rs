//! What the other side made of a proposal.

use super::find::Scene;
use super::{Answer, Kind, Proposal};
use crate::call::Points;
use crate::scan::{Acts, Words};

/// Turns within which an answer must come; judgement.
const WITHIN: u32 = 3;
/// Clauses at the head of a turn that may answer; judgement.
const HEAD: usize = 3;
/// Lexicons whose hits decline.
const DECLINES: &str = "resist.";

/// The answer to a proposal of `clause` (over the whole call), and the turn's words that give it.
pub(super) fn answer(scene: &Scene<'_>, proposal: &Proposal, clause: usize) -> (Answer, Option<Words>) {
    let ends_turn = clause + 2 >= scene.text.clauses_of(proposal.turn as usize).end;
    for turn in proposal.turn + 1..=proposal.turn + WITHIN {
        let Some(facts) = scene.facts.get(turn as usize) else { break };
        if facts.role == proposal.side {
            if facts.acts.prompt {
                continue;
            }
            break;
        }
        if facts.acts.prompt {
            // A mere *okay* takes up what was said last; anything else only hands the word back.
            match (facts.acts.refuses, facts.acts.agrees && ends_turn) {
                (true, _) => return (Answer::Declined, scene.head(turn)),
                (_, true) => return (Answer::Agreed, scene.head(turn)),
                _ => continue,
            }
        }
        return given(scene, proposal, turn);
    }
    (Answer::None, None)
}

/// What a turn that says something makes of it.
fn given(scene: &Scene<'_>, proposal: &Proposal, turn: u32) -> (Answer, Option<Words>) {
    let acts = scene.facts.get(turn as usize).map(|facts| facts.acts).unwrap_or_default();
    let clauses = scene.text.clauses_of(turn as usize);
    let head = clauses.start..clauses.end.min(clauses.start + HEAD);
    let another = clauses.clone().find(|&clause| is_another(scene, proposal, clause));
    if let Some(clause) = another {
        return (Answer::Countered, scene.words(clause));
    }
    let heard = |belongs: &dyn Fn(usize) -> bool| {
        let places = scene.judged.hits_of(turn).filter(|&place| {
            let kept = &scene.judged.kept[place];
            head.contains(&(kept.hit.clause as usize)) && kept.base > Points::ZERO && kept.hit.confirmed_by.is_none()
        });
        places.into_iter().find(|&place| belongs(place)).map(|place| scene.judged.kept[place].hit.words())
    };
    let declines = heard(&|place| {
        let lexicon = scene.rules.lexicon(scene.judged.kept[place].hit.lexicon);
        lexicon.weighs() && lexicon.id.starts_with(DECLINES)
    });
    if acts.refuses {
        return (Answer::Declined, scene.head(turn));
    }
    if let Some(words) = declines {
        return (Answer::Declined, Some(words));
    }
    if acts.agrees {
        return (Answer::Agreed, scene.head(turn));
    }
    let agrees = heard(&|place| scene.rules.can_be_agreed(scene.judged.kept[place].hit.lexicon));
    match agrees {
        Some(words) => (Answer::Agreed, Some(words)),
        None => (Answer::None, None),
    }
}

/// Does the clause propose another of the kind: another sum, or a date where a date was proposed?
fn is_another(scene: &Scene<'_>, proposal: &Proposal, clause: usize) -> bool {
    let acts = scene.acts.get(clause).copied().unwrap_or_default();
    if !acts.any(Acts::PROPOSAL) {
        return false;
    }
    match proposal.kind {
        Kind::Sum => acts.any(Acts::SUM) && scene.sum(clause).is_some_and(|sum| Some(sum) != proposal.sum),
        Kind::Date => acts.any(Acts::DATE) && !acts.any(Acts::AGREES),
        Kind::Step => acts.any(Acts::STEP) && acts.any(Acts::REFUSES),
    }
}
